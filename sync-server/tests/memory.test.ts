/** What the relay costs in memory, in a process of its own. */
import { randomFillSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { newSection, openSocket, type Member } from './member.js'
import { endOf, next, nextOf, opened, step1Message, updateMessage, updateOf } from './raw.js'
import { relayProcess, until, type RelayProcess } from './relay.js'

const megabyte = 1024 * 1024
/** `PERMANENCE_FAULTS=large` asks for the full size. */
const large = process.env['PERMANENCE_FAULTS'] === 'large'
const broadcast = large ? 200 : 64
const sections = large ? 667 : 134

let folder: string
let relay: RelayProcess
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  relay = await relayProcess(folder, ['--slow', '3', '--idle', '0.2', '--settle', '0.2', '--max-sockets-device', '10000', '--max-strangers-address', '1000', '--max-strangers', '1000'])
})
afterEach(async () => {
  await relay.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

const metric = async (name: string) => Number(new RegExp(`^permanence_relay_${name} (\\d+)$`, 'm').exec(await (await fetch(`${relay.address}/metrics`)).text())![1])

async function inStep(socket: WebSocket): Promise<WebSocket> {
  const done = nextOf(socket, 'step2')
  socket.send(step1Message())
  await done
  return socket
}

describe('a reader who takes nothing', () => {
  it(`under a broadcast of ${broadcast} MiB costs at most 32 MiB, is dropped, and gets all of it when it comes back`, async () => {
    const member = await newSection(relay)
    const join = async () => inStep(await opened(openSocket(relay, member)))
    const [writer, reader, slow] = [await join(), await join(), await join()]
    const entry = new Uint8Array(205 * 1024)
    const write = async (count: number) => {
      for (let at = 0; at < count; at++) {
        randomFillSync(entry)
        const durable = nextOf(writer, 'durable')
        writer.send(updateMessage(updateOf(entry)))
        await durable
      }
    }
    let heard = 0
    reader.on('message', (message: Buffer) => (heard += message.length))
    // The same work without a slow reader first: what a relay takes to store and to hand on is not the slow one's cost.
    await write(150)
    await until(() => heard > 150 * entry.length, 'heard')
    const before = await relay.memory()
    const end = endOf(slow)
    slow.pause()
    let most = 0
    for (let written = 0; written < broadcast * 5; written += 40) {
      await write(40)
      most = Math.max(most, await relay.memory())
    }
    await until(() => heard > (150 + broadcast * 5) * entry.length, 'the other reader has all')
    await until(async () => (await metric('slow_total')) === 1, 'dropped')
    slow.resume()
    expect([4408, 1006]).toContain(await end)
    process.stdout.write(`slow reader: ${Math.round(before / megabyte)} MiB before, ${Math.round(most / megabyte)} MiB at most\n`)
    expect(most - before).toBeLessThan(32 * megabyte)
    const back = await opened(openSocket(relay, member))
    let got = 0
    const done = next(back, ({ type, bytes }) => {
      got += bytes.length
      return type === 'step2'
    })
    back.send(step1Message())
    await done
    expect(got).toBeGreaterThan((150 + broadcast * 5) * entry.length)
  }, 120_000)
})

describe('rooms', () => {
  it(`${sections * 3} of them opened, written in and left give their memory back`, async () => {
    const visit = async (member: Member, compartment: string) => {
      const socket = await opened(openSocket(relay, member, compartment))
      const durable = nextOf(socket, 'durable')
      socket.send(updateMessage(updateOf(randomFillSync(new Uint8Array(500)))))
      await durable
      return socket
    }
    const openAndLeave = async () => {
      const sockets: WebSocket[] = []
      for (let at = 0; at < sections; at += 50) {
        sockets.push(...(await Promise.all(Array.from({ length: Math.min(50, sections - at) }, async () => {
          const member = await newSection(relay)
          return Promise.all(['people', 'commons', 'membership'].map((compartment) => visit(member, compartment)))
        }))).flat())
      }
      const open = await metric('rooms')
      const most = await relay.memory()
      await Promise.all(sockets.map((socket) => (socket.close(), once(socket, 'close'))))
      await until(async () => (await metric('rooms')) === 0, 'all rooms let go')
      return { open, most }
    }
    // Memory is given back a moment after the last has left.
    const settledMemory = async () => {
      const samples: number[] = []
      const since = performance.now()
      await until(async () => {
        samples.push(await relay.memory())
        const last = samples.slice(-60)
        return performance.now() - since > 1200 && last.length === 60 && Math.max(...last) - Math.min(...last) < megabyte
      }, 'memory at rest')
      return samples.at(-1)!
    }
    // As many first: what stays after that is the process's own.
    await openAndLeave()
    await openAndLeave()
    const before = await settledMemory()
    const { open, most } = await openAndLeave()
    const after = await settledMemory()
    process.stdout.write(`${open} rooms: ${Math.round(before / megabyte)} MiB before, ${Math.round(most / megabyte)} MiB while open, ${Math.round(after / megabyte)} MiB after\n`)
    expect(open).toBe(sections * 3)
    expect(after - before).toBeLessThan(10 * megabyte)
  }, 120_000)
})

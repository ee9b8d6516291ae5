/** The disk fills up under a real relay: it refuses, keeps serving, and loses nothing. The disk is a tmpfs of a few megabytes. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { contentHash, entriesOf } from './devices.js'
import { ask, newSection, openSocket, type Member } from './member.js'
import { seededChance } from './random.js'
import { endOf, nextOf, opened, takeRoom, updateMessage, updateOf } from './raw.js'
import { relayProcess, until, type RelayProcess } from './relay.js'

const chance = seededChance('full disk')

interface SmallDisk {
  path: string
  fill(): void
  free(): void
  remove(): void
}

/** In a mount namespace of its own, reached through /proc: it is gone with its process (user_namespaces(7)). */
async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=700 permanence-relay /mnt && echo mounted && exec cat`
  const holder = spawn('unshare', [process.getuid?.() === 0 ? '-m' : '-Urm', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve())
    holder.once('error', reject)
    holder.once('exit', () => reject(new Error('This machine allows no mount.')))
  })
  const disk = `/proc/${holder.pid}/root/mnt`
  const path = join(disk, 'relay')
  const ballast = join(disk, 'ballast')
  mkdirSync(path)
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(disk)
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize, 0x2a))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    free() {
      truncateSync(ballast)
      rmSync(ballast)
    },
    remove: () => void holder.stdin.end(),
  }
}

/** Sends entries, one after the other, until one is refused; what was called durable. */
async function writeUntilRefused(socket: WebSocket, most: number): Promise<Uint8Array[]> {
  const durable: Uint8Array[] = []
  const end = endOf(socket)
  for (let at = 0; at < most; at++) {
    const entry = chance.bytes(20_000)
    const answer = nextOf(socket, 'durable').then(() => true, () => false)
    socket.send(updateMessage(updateOf(entry)))
    if (!(await answer)) {
      expect(await end).toBe(4507)
      return durable
    }
    durable.push(entry)
  }
  return durable
}

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  let disk: SmallDisk
  let relay: RelayProcess
  let member: Member
  beforeEach(async () => {
    disk = await smallDisk(24)
  })
  afterEach(async () => {
    await relay.kill('SIGKILL')
    disk.remove()
  })

  it.each([
    ['with space kept free', ['--keep-free', '4', '--settle', '0.1']],
    // The hardest case: LevelDB itself meets the end of the disk, in the middle of a record.
    ['to its last byte', ['--keep-free', '0', '--settle', '3600']],
  ])('%s: refuses, goes on reading, loses nothing, and takes updates again once there is space', async (_name, words) => {
    relay = await relayProcess(disk.path, words)
    member = await newSection(relay)
    const join = () => opened(openSocket(relay, member))
    const kept = await writeUntilRefused(await join(), 20)
    expect(kept).toHaveLength(20)
    disk.fill()
    kept.push(...(await writeUntilRefused(await join(), 1500)))
    const room = async () => contentHash(await takeRoom(await join()))
    const expected = () => {
      const doc = new Y.Doc()
      entriesOf(doc).push(kept)
      return contentHash(doc)
    }
    expect(await room()).toBe(expected())
    expect((await fetch(`${relay.address}/relay`)).status).toBe(200)
    if (words[1] !== '0') expect((await fetch(`${relay.address}/health`)).status).toBe(503)
    expect((await ask(relay, member, 'GET', `/sections/${member.section}/devices`)).status).toBe(200)
    for (let again = 0; again < 3; again++) kept.push(...(await writeUntilRefused(await join(), 1500)))
    disk.free()
    await until(async () => (await fetch(`${relay.address}/health`)).status === 200, 'it can store again')
    kept.push(...(await writeUntilRefused(await join(), 10)))
    expect(await room()).toBe(expected())
    // What the disk alone says.
    await relay.kill('SIGKILL')
    relay = await relayProcess(disk.path, words)
    expect(await room()).toBe(expected())
  })
})

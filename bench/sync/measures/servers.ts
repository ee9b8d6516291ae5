/** Servers side by side: how much they hand on, and what they hold while nobody says anything. One process loads them, on the other core. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newDevices, registerSectionAt } from '../../../tests/sync/real-device'
import { startProcess, startServer, type ServerProcess } from '../../../tests/sync/node-process'
import { startRelay } from '../../../tests/sync/real-relay'
import { median, rowAgainst, type BenchRow } from '../../row'
import { builtRelay, programPath } from '../build'
import type { LoadCalls, LoadRoom, Wire } from '../calls'

const runs = 3
const rooms = 20
const clientsARoom = 10
/** Of each client, a run. */
const updates = 150
const idleSections = 500
const peopleASection = 200

const wires: Wire[] = ['ours', 'y-websocket', 'hocuspocus']
const titles: Record<Wire, string> = { ours: 'Permanence', 'y-websocket': '@y/websocket-server, in memory', hocuspocus: 'hocuspocus 3, in memory' }

interface Loaded {
  server: ServerProcess
  load: ReturnType<typeof startProcess<LoadCalls>>
  rooms: LoadRoom[]
  close(): Promise<void>
}

async function start(wire: Wire, roomCount: number, members: number): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-relay-'))
  const server = await (wire === 'ours'
    ? startRelay(folder, 0, ['--max-strangers-address', '256'], builtRelay)
    : startServer([programPath(`${wire}-server`)], /^Ready: (\S+)/m))
  const made: LoadRoom[] = []
  for (let at = 0; at < roomCount; at++) {
    const all = await newDevices(members)
    if (wire === 'ours') await registerSectionAt(server.address, all)
    made.push({ path: wire === 'ours' ? `rooms/${all[0]!.section}/people` : `room-${at}`, members: all })
  }
  const load = startProcess<LoadCalls>(programPath('load'))
  return {
    server, load, rooms: made,
    async close() {
      await load.end()
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Updates a second that all others of their room got; none may be missing. */
export async function measureHandedOn(say: (line: string) => void): Promise<BenchRow> {
  const measured: Record<Wire, number[]> = { ours: [], 'y-websocket': [], hocuspocus: [] }
  let lost = 0
  for (let run = 0; run < runs; run++) {
    for (const wire of wires) {
      const { server, load, rooms: made, close } = await start(wire, rooms, clientsARoom)
      try {
        const [began, used] = [performance.now(), await server.processor()]
        const outcome = await load.call('handOn', wire, server.address, made, updates)
        const taken = (await server.processor()) - used
        const busy = taken / (performance.now() - began)
        measured[wire].push(outcome.perSecond)
        if (wire === 'ours') lost += outcome.lost
        say(`  handed on, ${titles[wire]}: ${Math.round(outcome.perSecond)} updates/s, ${outcome.lost} of ${outcome.updates} lost, ${(taken / outcome.updates).toFixed(2)} ms of its processor each, ${busy.toFixed(2)} cores busy`)
      } finally {
        await close()
      }
    }
  }
  const peers = Object.fromEntries((['y-websocket', 'hocuspocus'] as const).map((wire) => [titles[wire], { value: median(measured[wire]), reach: 1 }]))
  const row = rowAgainst('relay-handed-on', 'updates/s', median(measured.ours), peers)
  return { ...row, ok: row.ok && lost === 0 }
}

/** Memory with a silent client in each of the sections, garbage collected; also said: before anyone came, and after all left. */
export async function measureIdleMemory(say: (line: string) => void): Promise<BenchRow> {
  const measured: Partial<Record<Wire, number>> = {}
  for (const wire of wires) {
    const { server, load, rooms: made, close } = await start(wire, idleSections, 1)
    try {
      const megabytes = async () => (await server.memory()) / 1048576
      const empty = await megabytes()
      await load.call('settle', wire, server.address, made, peopleASection)
      const there = (measured[wire] = await megabytes())
      await load.call('leave')
      // Longer than our relay keeps a room that nobody is in.
      await new Promise((resolve) => setTimeout(resolve, 40_000))
      say(`  memory, ${titles[wire]}: ${Math.round(empty)} MB before, ${Math.round(there)} MB with ${idleSections} sections, ${Math.round(await megabytes())} MB after they left`)
    } finally {
      await close()
    }
  }
  const peers = Object.fromEntries((['y-websocket', 'hocuspocus'] as const).map((wire) => [titles[wire], { value: measured[wire]!, reach: 0.5 }]))
  return rowAgainst('relay-memory', 'MB', measured.ours!, peers)
}

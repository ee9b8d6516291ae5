/**
 * One section at a server: a first sync, one edit on its way, a return after a while. By us and by stock y-websocket, in turn,
 * so that a machine that slows down slows both. Server and clients are a process each.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newDevices, registerSectionAt } from '../../../tests/sync/real-device'
import { startProcess, startServer, type NodeProcess, type ServerProcess } from '../../../tests/sync/node-process'
import { startRelay } from '../../../tests/sync/real-relay'
import { median, rowAgainst, type BenchRow } from '../../row'
import { builtRelay, programPath } from '../build'
import type { DeviceCalls, Keys, Timed } from '../calls'
import { measureSealing } from './sealing'

const runs = 3
const edits = 60
/** Of the people, changed while a device was away: one command each. */
const shareBehind = 0.01

export const sectionRows = ['first-sync', 'first-sync-bytes', 'remote-edit', 'reconnect'] as const

interface Side {
  server: ServerProcess
  /** Has everyone from the start. */
  first: NodeProcess<DeviceCalls>
  /** A new process with nothing; the keys are those of the next device. */
  newcomer(): { device: NodeProcess<DeviceCalls>; keys: Keys }
  close(): Promise<void>
}

async function ours(count: number): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-relay-'))
  const server = await startRelay(folder, 0, [], builtRelay)
  const all = await newDevices(runs + 1)
  await registerSectionAt(server.address, all)
  const first = startProcess<DeviceCalls>(programPath('device'))
  await first.call('fill', server.address, count, { secrets: all[0]!, all })
  let given = 0
  return {
    server,
    first,
    newcomer: () => ({ device: startProcess<DeviceCalls>(programPath('device')), keys: { secrets: all[++given]!, all } }),
    async close() {
      await first.call('close')
      await first.end()
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function stock(count: number): Promise<Side> {
  const server = await startServer([programPath('y-websocket-server')], /^Ready: (\S+)/m)
  const first = startProcess<DeviceCalls>(programPath('client'))
  const none = {} as Keys
  await first.call('fill', server.address, count, none)
  return {
    server,
    first,
    newcomer: () => ({ device: startProcess<DeviceCalls>(programPath('client')), keys: none }),
    async close() {
      await first.end()
      await server.kill()
    },
  }
}

interface Measured {
  synced: Timed[]
  /** Milliseconds from one's command to the other's table. */
  travelled: number[]
  returned: Timed | null
}

async function syncOnce({ server, newcomer }: Side, count: number): Promise<{ timed: Timed; device: NodeProcess<DeviceCalls> }> {
  const { device, keys } = newcomer()
  await device.call('ready')
  return { timed: await device.call('firstSync', server.address, count, keys), device }
}

async function editOften({ first }: Side, other: NodeProcess<DeviceCalls>, label: string): Promise<number[]> {
  const ids = await first.call('ids', edits)
  const taken: number[] = []
  for (const [at, id] of ids.entries()) {
    const seen = other.call('seen', [[id, `${label} ${at}`]])
    await other.call('ready')
    const asked = await first.call('edit', id, `${label} ${at}`)
    taken.push((await seen) - asked)
  }
  return taken
}

async function returnOnce({ first }: Side, other: NodeProcess<DeviceCalls>, count: number): Promise<Timed> {
  await other.call('disconnect')
  const changed = (await first.call('ids', Math.round(count * shareBehind))).map((id, at): [string, string] => [id, `ailleurs ${at}`])
  for (const [id, city] of changed) await first.call('edit', id, city)
  await first.call('stored')
  return other.call('reconnect', changed)
}

/** The rows that one section at a server gives. */
export async function measureSection(count: number, wanted: (name: string) => boolean, say: (line: string) => void): Promise<BenchRow[]> {
  const sides = { ours: await ours(count), stock: await stock(count) }
  const sealing = await measureSealing((await newDevices(1))[0]!, Math.round(count * shareBehind))
  const measured: Record<keyof typeof sides, Measured> = { ours: { synced: [], travelled: [], returned: null }, stock: { synced: [], travelled: [], returned: null } }
  try {
    for (let run = 0; run < runs; run++) {
      for (const name of ['ours', 'stock'] as const) {
        const side = sides[name]
        const into = measured[name]
        const { timed, device } = await syncOnce(side, count)
        into.synced.push(timed)
        say(`  first sync, ${name}: ${Math.round(timed.ms)} ms, ${(timed.bytes / 1e6).toFixed(1)} MB`)
        if (wanted('remote-edit') && run < 2) into.travelled.push(...(await editOften(side, device, `essai ${run}`)))
        if (wanted('reconnect') && run === runs - 1) {
          into.returned = await returnOnce(side, device, count)
          say(`  back, 1 % behind, ${name}: ${Math.round(into.returned.ms)} ms, ${(into.returned.bytes / 1e6).toFixed(2)} MB`)
        }
        if (name === 'ours') await device.call('close')
        await device.end()
      }
    }
  } finally {
    for (const side of Object.values(sides)) await side.close()
  }
  const peer = 'y-websocket, Y.Map of Y.Map, unsealed'
  // Of the runs, the one whose ratio is in the middle: a machine that slows down slows its two halves alike.
  const pairs = measured.ours.synced.map((timed, run) => ({ ours: timed, stock: measured.stock.synced[run]! }))
  const { ours: synced, stock: stockSynced } = pairs.sort((one, other) => one.ours.ms / one.stock.ms - other.ours.ms / other.stock.ms)[pairs.length >> 1]!
  const rows = [
    rowAgainst('first-sync', 'ms', synced.ms, { [peer]: { value: stockSynced.ms, reach: 0.5 } }),
    rowAgainst('first-sync-bytes', 'MB', synced.bytes / 1e6, { [peer]: { value: stockSynced.bytes / 1e6, reach: 0.25 } }),
  ]
  if (wanted('remote-edit')) {
    rows.push(rowAgainst('remote-edit', 'ms', median(measured.ours.travelled), { [peer]: { value: median(measured.stock.travelled), reach: 1.2 }, 'its seal and signature alone': { value: sealing.one } }))
  }
  const { ours: { returned }, stock: { returned: stockReturned } } = measured
  if (returned && stockReturned) {
    // Of the same device, a little before.
    const before = measured.ours.synced.at(-1)!
    rows.push(rowAgainst('reconnect', 'ms', returned.ms, { 'its first sync': { value: before.ms, reach: 0.05 }, [peer]: { value: stockReturned.ms }, 'its seals and signatures alone': { value: sealing.all } }))
    say(`reconnect: ${((returned.bytes / before.bytes) * 100).toFixed(1)} % of a first sync's bytes`)
  }
  return rows
}

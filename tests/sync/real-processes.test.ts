/**
 * The relay and five engines, each a process of its own, real keys, real journals, the stock client: they work by chance while
 * the relay is killed again and again. `PERMANENCE_KILL_SECONDS=300` goes on for five minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { stream } from '#core/domain/demo/random'
import { openDevice, newDevices, registerSectionAt } from './real-device'
import type { EngineCalls } from './engine-process'
import { startProcess } from './node-process'
import { startRelay, type RelayProcess } from './real-relay'

const seed = process.env['PERMANENCE_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31))
const seconds = Number(process.env['PERMANENCE_KILL_SECONDS'] ?? 8)
const engineCount = 5
/** What a section holds from the start: the room's size then says little of how long it ran. */
const peopleAtFirst = 400
/** Updates that a relay has stored when its memory is looked at: equal work. */
const equalWork = 25
/** Milliseconds between two commands of an engine, at most. */
const pace = 400

const middle = (values: readonly number[]) => values.toSorted((one, other) => one - other)[values.length >> 1]!
const megabytes = (bytes: number) => Math.round(bytes / 1048576)

async function stored(relay: RelayProcess): Promise<number> {
  const text = await (await fetch(`${relay.address}/metrics`)).text()
  return Number(/^permanence_relay_updates_total (\d+)$/m.exec(text)![1])
}

it(`five engines lose nothing while the relay is killed for ${seconds} s, and its memory stays flat`, async () => {
  const chance = stream(seed, 'kills', 0)
  const folder = mkdtempSync(join(tmpdir(), 'permanence-processes-'))
  const store = join(folder, 'relay')
  const ends: (() => Promise<unknown>)[] = []
  try {
    let relay = await startRelay(store, 0, ['--settle', '1'])
    ends.push(() => relay.kill())
    const { address, port } = relay
    // The last is nobody until it asks what the relay's disk alone can tell.
    const all = await newDevices(engineCount + 1)
    await registerSectionAt(address, all)
    const engines = all.slice(0, engineCount).map(() => startProcess<EngineCalls>(join(import.meta.dirname, 'engine-process.ts')))
    for (const engine of engines) ends.push(engine.end)
    const each = <Value>(ask: (engine: (typeof engines)[number], at: number) => Promise<Value>) => Promise.all(engines.map(ask))
    const settled = async () => {
      while (!(await each((engine) => engine.call('settled'))).every(Boolean)) await wait(100)
    }
    await each((engine, at) => engine.call('open', all[at]!, all, join(folder, `engine-${at}`)))
    await engines[0]!.call('importPeople', peopleAtFirst)
    await each((engine) => engine.call('connect', address))
    await settled()

    /** What a device with an empty disk gets from the relay while nobody else is there. */
    async function fromRelayAlone(): Promise<{ history: Set<string>; hash: string }> {
      const newcomer = await openDevice(all[engineCount]!, all)
      const connection = await newcomer.connect(relay.address)
      await newcomer.until(() => connection.state().state === 'in-step')
      await newcomer.room.quiet()
      const said = { history: new Set<string>(newcomer.store.history.keys()), hash: await newcomer.store.contentHash() }
      await newcomer.close()
      return said
    }

    await each((engine, at) => engine.call('work', `${seed}/${at}`, pace))
    const began = performance.now()
    const memory: number[] = []
    let lost = 0
    let promised = 0
    let kills = 0
    for (; kills < 3 || performance.now() - began < seconds * 1000; kills++) {
      while ((await stored(relay)) < equalWork) await wait(50)
      memory.push(await relay.memory())
      await wait(chance.whole(400))
      await relay.kill()
      // Nobody who could send again what the relay has lost.
      await each((engine) => engine.call('pause', true))
      const states = await each((engine) => engine.call('state'))
      relay = await startRelay(store, port, ['--settle', '1'])
      const { history } = await fromRelayAlone()
      for (const { onServer } of states) {
        promised += onServer.length
        lost += onServer.filter((id) => !history.has(id)).length
      }
      await each((engine) => engine.call('pause', false))
    }
    const lasted = (performance.now() - began) / 1000
    expect(lost, `seed ${seed}`).toBe(0)

    await each((engine) => engine.call('rest'))
    await settled()
    // What the others had comes after: until all have heard all, and none has more to say.
    while (new Set((await each((engine) => engine.call('state'))).map(({ hash }) => hash)).size > 1) await wait(200)
    await settled()
    const states = await each((engine) => engine.call('state'))
    await each((engine) => engine.call('pause', true))
    await relay.kill()
    relay = await startRelay(store, port)
    const newcomer = await fromRelayAlone()
    const acknowledged = states.flatMap((state) => state.acknowledged)
    for (const { history } of [...states, newcomer]) {
      const held = new Set(history)
      expect(acknowledged.filter((id) => !held.has(id)), `seed ${seed}`).toEqual([])
    }
    expect(new Set([...states.map(({ hash }) => hash), newcomer.hash]).size, `seed ${seed}`).toBe(1)
    expect(states.map(({ forged, quarantined }) => forged + quarantined)).toEqual(engines.map(() => 0))

    // The first process has loaded no room at its start.
    const [, ...loaded] = memory
    const third = Math.ceil(loaded.length / 3)
    const growth = middle(loaded.slice(-third)) / middle(loaded.slice(0, third))
    process.stdout.write(
      `seed ${seed}: ${Math.round(lasted)} s, ${kills} kills, ${acknowledged.length} acknowledged commands, 0 lost (${promised} promises of the relay looked up on its disk); ` +
        `relay ${megabytes(Math.min(...memory))} to ${megabytes(Math.max(...memory))} MiB after ${equalWork} updates each, last third ${growth.toFixed(3)} of the first\n`,
    )
    // A few lives differ by more than many do.
    expect(growth).toBeLessThan(kills >= 15 ? 1.1 : 1.25)
  } finally {
    for (const end of ends.reverse()) await end()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000 + seconds * 3000)

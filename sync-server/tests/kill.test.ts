/** A real relay, killed with SIGKILL again and again while stock clients write. `PERMANENCE_FAULTS=large` kills it 60 times. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentHash, entriesOf } from './devices.js'
import { newSection, openSocket, provide } from './member.js'
import { seededChance } from './random.js'
import { opened, takeRoom } from './raw.js'
import { relayProcess, until } from './relay.js'

/**
 * Up to which clock a document holds what a client wrote, also behind a gap: a writer that comes back sends what it writes just
 * then before what it wrote meanwhile, which it still has and was promised nothing of.
 */
function heldOf({ store }: Y.Doc, client: number): number {
  const behind = store.pendingStructs ? Y.decodeUpdateV2(store.pendingStructs.update).structs.filter((struct) => struct.id.client === client && !(struct instanceof Y.Skip)) : []
  return Math.max(Y.getState(store, client), ...behind.map(({ id, length }) => id.clock + length))
}

const large = process.env['PERMANENCE_FAULTS'] === 'large'
const kills = large ? 60 : 6

it(`no update that was called durable is lost when the relay is killed ${kills} times, and its memory stays flat`, async () => {
  const chance = seededChance('killed relay')
  const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  const words = ['--settle', '0.1', '--idle', '0.1']
  let child = await relayProcess(folder, words)
  const port = Number(new URL(child.address).port)
  const relay = { address: child.address, id: child.id, opening: child.opening }
  const member = await newSection(relay)
  const writers = [0, 1, 2].map(() => {
    const doc = new Y.Doc()
    const writer = { doc, durable: 0, deleted: 0, provider: provide(relay, member, doc, 'people', (client, clock) => client === doc.clientID && (writer.durable = Math.max(writer.durable, clock))) }
    return writer
  })
  // What a room usually holds is there from the start.
  for (const { doc } of writers) entriesOf(doc).push(Array.from({ length: 100 }, () => chance.bytes(2000)))
  let writing = true
  let written = 0
  const work = writers.map(async ({ doc }) => {
    while (writing) {
      entriesOf(doc).push([chance.bytes(128 + chance.whole(3000))])
      written++
      // What compaction has to drop is there too.
      if (entriesOf(doc).length > 300 && chance.next() < 0.1) entriesOf(doc).delete(chance.whole(50), 20)
      await wait(chance.whole(60))
    }
  })
  const memory: number[] = []
  try {
    for (let kill = 0; kill < kills; kill++) {
      const before = writers.map(({ durable }) => durable)
      await until(() => writers.every(({ durable }, at) => durable > before[at]!), 'all are durable again')
      const samples: number[] = []
      for (let at = 3 + chance.whole(10); at > 0; at--) {
        samples.push(await child.memory())
        await wait(chance.whole(100))
      }
      // What a process takes between two collections is chance; the least is what it holds.
      memory.push(Math.min(...samples))
      await child.kill('SIGKILL')
      const promised = writers.map(({ durable }) => durable)
      // Nobody who could send it again is there: what is on the disk alone answers.
      for (const { provider } of writers) provider.disconnect()
      child = await relayProcess(folder, words, port)
      const newcomer = await takeRoom(await opened(openSocket(relay, member, 'people')))
      for (const [at, { doc }] of writers.entries()) expect(heldOf(newcomer, doc.clientID), `writer ${at} after kill ${kill + 1}`).toBeGreaterThanOrEqual(promised[at]!)
      for (const { provider } of writers) provider.connect()
    }
    writing = false
    await Promise.all(work)
    await until(() => new Set(writers.map(({ doc }) => contentHash(doc))).size === 1, 'the same everywhere')
    const late = await takeRoom(await opened(openSocket(relay, member, 'people')))
    expect(contentHash(late)).toBe(contentHash(writers[0]!.doc))
    const [least, most] = [Math.min(...memory), Math.max(...memory)].map((bytes) => Math.round(bytes / 1048576))
    process.stdout.write(`${written} updates, ${kills} kills, 0 durable ones lost; memory ${least} to ${most} MiB\n`)
    const middle = (of: number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!
    // The first process has loaded nothing. Few samples on a busy machine differ by more than the long run allows.
    const [, ...loaded] = memory
    const third = Math.ceil(loaded.length / 3)
    expect(middle(loaded.slice(-third)) / middle(loaded.slice(0, third))).toBeLessThan(large ? 1.1 : 1.25)
  } finally {
    writing = false
    for (const { provider } of writers) provider.destroy()
    await child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}, 20_000 + kills * 10_000)

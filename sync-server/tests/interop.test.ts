import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { contentHash, entriesOf } from './devices.js'
import { addMember, newSection, provide } from './member.js'
import { seededChance } from './random.js'
import { relayInProcess, relayProcess, until } from './relay.js'

const chance = seededChance('stock clients')
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function connect(...args: Parameters<typeof provide>): WebsocketProvider {
  const provider = provide(...args)
  ends.push(() => provider.destroy())
  return provider
}

const agree = (docs: Y.Doc[], entries?: number) => until(() => new Set(docs.map(contentHash)).size === 1 && (entries === undefined || entriesOf(docs[0]!).length === entries), 'the same everywhere')

describe('stock y-websocket clients', () => {
  it('have the same in the end, whatever they did apart and together', async () => {
    const relay = await relayInProcess()
    ends.push(relay.close)
    const admin = await newSection(relay)
    const members = [admin, await addMember(relay, admin, 'organizer'), await addMember(relay, admin, 'volunteer')]
    const docs = members.map(() => new Y.Doc())
    const providers = members.map((member, at) => connect(relay, member, docs[at]!))
    await until(() => providers.every(({ synced }) => synced), 'synced')
    for (let step = 0; step < 150; step++) {
      const at = chance.whole(3)
      const entries = entriesOf(docs[at]!)
      const provider = providers[at]!
      if (chance.next() < 0.1) {
        if (provider.shouldConnect) provider.disconnect()
        else provider.connect()
      } else if (chance.next() < 0.8 || entries.length < 5) entries.push([chance.bytes(128 + chance.whole(500))])
      else entries.delete(chance.whole(entries.length - 3), 2)
      if (chance.next() < 0.3) await new Promise((resolve) => setImmediate(resolve))
    }
    for (const provider of providers) provider.connect()
    await agree(docs)
    const late = new Y.Doc()
    connect(relay, members[1]!, late)
    await agree([...docs, late])
  })

  it('see who is there, and who has left', async () => {
    const relay = await relayInProcess()
    ends.push(relay.close)
    const admin = await newSection(relay)
    const providers = [connect(relay, admin, new Y.Doc()), connect(relay, admin, new Y.Doc())]
    providers[0]!.awareness.setLocalState({ sealed: 'abc' })
    const first = providers[0]!.doc.clientID
    await until(() => providers[1]!.awareness.getStates().has(first), 'seen')
    providers[0]!.disconnect()
    await until(() => !providers[1]!.awareness.getStates().has(first), 'gone')
  })

  it('go on where they were after the relay was killed, and a newcomer gets all of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
    ends.push(() => rmSync(folder, { recursive: true }))
    const first = await relayProcess(folder)
    const relay = { address: first.address, id: first.id, opening: first.opening }
    const admin = await newSection(relay)
    const docs = [new Y.Doc(), new Y.Doc()]
    for (const doc of docs) connect(relay, admin, doc)
    for (let at = 0; at < 50; at++) entriesOf(docs[at % 2]!).push([chance.bytes(1000)])
    await agree(docs, 50)
    await first.kill('SIGKILL')
    entriesOf(docs[0]!).push([chance.bytes(1000)])
    entriesOf(docs[1]!).delete(0, 10)
    const second = await relayProcess(folder, [], Number(new URL(first.address).port))
    ends.push(() => second.kill('SIGTERM'))
    expect(second.id).toBe(first.id)
    await agree(docs, 41)
    const late = new Y.Doc()
    connect(relay, admin, late)
    await agree([...docs, late], 41)
  })
})

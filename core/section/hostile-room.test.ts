/** A relay or a member that lies. Real keys; the room is filled as they could fill it. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bytesFromId, newId, type PersonId, type SectionId } from '../domain/ids'
import { createSealer, peekHeader } from '../log/entry'
import { memoryJournal } from '../log/memory-journal'
import { entriesName } from '../log/outer'
import { openRoom } from '../log/room'
import { memoryPages } from '../ports/pages'
import { loadSodium } from '../sealing/sodium'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { roomLogOf } from './room-log'
import { openSectionStore } from './section-store'

let honest: Secrets[]
beforeAll(async () => {
  const section = newId<SectionId>()
  const [one, other] = await Promise.all([newSecrets(section), newSecrets(section)])
  honest = [one!, { ...other!, keys: one!.keys }]
})

async function openDevice(secrets: Secrets) {
  const journal = memoryJournal()
  const signers = honest.map(({ device, signing }) => ({ device, public: signing.public }))
  const store = await openSectionStore({ secrets: { ...secrets, signers }, journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const commands = createCommands(store, () => 1_760_000_000_000)
  const room = await openRoom(roomLogOf(store, commands, 'people'), () => {})
  room.inStep(true)
  return { store, commands, room, journal }
}
type Device = Awaited<ReturnType<typeof openDevice>>

/** A device with one person, whose entry is in the room. */
async function withAubin() {
  const device = await openDevice(honest[0]!)
  const id = newId<PersonId>()
  await device.commands.createPerson(id, { lastName: 'Aubin' })
  device.room.changed()
  await device.room.quiet()
  return { ...device, id }
}

/** What a hostile end puts into the room's document. */
async function push({ room }: Device, ...contents: unknown[]): Promise<void> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
  doc.getArray(entriesName).push(contents)
  Y.applyUpdate(room.doc, Y.encodeStateAsUpdate(doc), 'relay')
  await room.quiet()
}

const entriesIn = ({ room }: Device) => room.doc.getArray<Uint8Array>(entriesName).toArray()
const names = ({ store }: Device) => [...store.people.all()].map(({ lastName }) => lastName).sort()

async function sealedBy(secrets: Secrets, lastName: string): Promise<Uint8Array> {
  const device = await openDevice(secrets)
  await device.commands.createPerson(newId<PersonId>(), { lastName })
  device.room.changed()
  await device.room.quiet()
  return entriesIn(device)[0]!
}

describe('what a hostile relay or member puts into a room', () => {
  it('is taken in once when it is another device’s word, however often it is replayed', async () => {
    const device = await withAubin()
    const entry = await sealedBy(honest[1]!, 'Berthier')
    await push(device, entry)
    await push(device, entry, entry)
    const end = device.store.log.end()
    await push(device, entry)
    expect(names(device)).toEqual(['Aubin', 'Berthier'])
    expect(device.store.log.end()).toBe(end)
    expect(device.store.quarantined()).toBe(0)
  })

  it('changes nothing when a bit of it was altered, wherever: it is kept aside, and counted', async () => {
    const device = await withAubin()
    const entry = await sealedBy(honest[1]!, 'Berthier')
    for (const at of [0, 1, 2, 3, 20, 40, 55, 60, 90, 110, entry.length - 65, entry.length - 1]) {
      const altered = entry.slice()
      altered[at]! ^= 1
      await push(device, altered)
    }
    expect(names(device)).toEqual(['Aubin'])
    expect(device.store.quarantined()).toBe(12)
    // What was altered does not stand for what it pretends to be.
    await push(device, entry)
    expect(names(device)).toEqual(['Aubin', 'Berthier'])
  })

  it('changes nothing when a member shows another’s words as its own, or its own as another’s', async () => {
    const device = await withAubin()
    const [one, other] = honest as [Secrets, Secrets]
    const entry = await sealedBy(other, 'Berthier')
    // The header begins with version, kind and compartment (3 bytes) and the section; then the author.
    const author = 3 + 16
    const attributed = (bytes: Uint8Array, to: Secrets, by: Secrets) => {
      const changed = bytes.slice()
      changed.set(bytesFromId(to.device), author)
      const hash = createHash('sha256').update(changed.subarray(0, -64)).digest()
      changed.set(sodium.crypto_sign_detached(hash, by.signing.secret), changed.length - 64)
      return changed
    }
    const sodium = await loadSodium()
    await push(device, attributed(entry, one, one), attributed(entry, one, other), attributed(entry, other, one))
    expect(names(device)).toEqual(['Aubin'])
    expect(device.store.quarantined()).toBe(3)
    await push(device, entry)
    expect(names(device)).toEqual(['Aubin', 'Berthier'])
  })

  it('changes nothing when it comes from another section, from a stranger, or under a key of the stranger’s', async () => {
    const device = await withAubin()
    const foreign = await newSecrets(newId<SectionId>())
    const stranger = await newSecrets(honest[0]!.section)
    const bytes: Uint8Array[] = []
    for (const secrets of [foreign, stranger, { ...stranger, keys: honest[0]!.keys }, { ...stranger, device: honest[1]!.device }]) {
      bytes.push((await createSealer(secrets).seal('people', new Uint8Array(300))).bytes)
    }
    await push(device, ...bytes)
    expect(names(device)).toEqual(['Aubin'])
    expect(device.store.quarantined()).toBe(4)
  })

  it('does not stand for an entry that is here: the true one is in the room as well, and the forgery is counted', async () => {
    const device = await openDevice(honest[0]!)
    await device.commands.createPerson(newId<PersonId>(), { lastName: 'Aubin' })
    const [mine] = await Promise.all([...device.store.log.live().values()].map((entry) => device.store.log.read(entry)))
    device.room.inStep(false)
    const forged = mine!.slice()
    forged[forged.length - 80]! ^= 1
    await push(device, forged)
    expect(device.room.forged()).toBe(1)
    device.room.inStep(true)
    await device.room.quiet()
    expect(entriesIn(device).some((entry) => Buffer.from(entry).equals(Buffer.from(mine!)))).toBe(true)
    expect(names(device)).toEqual(['Aubin'])
  })

  it.each(['before', 'after'])('does not stand for an entry that comes with it, right %s it', async (order) => {
    const device = await withAubin()
    const entry = await sealedBy(honest[1]!, 'Berthier')
    const forged = entry.slice()
    forged[forged.length - 80]! ^= 1
    await push(device, ...(order === 'before' ? [forged, entry] : [entry, forged]))
    expect(names(device)).toEqual(['Aubin', 'Berthier'])
    expect(device.room.forged()).toBe(1)
    expect(device.store.quarantined()).toBe(1)
    // The next run puts the true one in one place at most, and never in that of the forgery.
    const { session, sequence } = peekHeader(entry)
    const kept = device.room.skeleton().flatMap(([, ...items]) => items.filter((item) => String(item) === `${session},${sequence}`))
    expect(kept.length).toBe(order === 'before' ? 0 : 1)
  })

  it('that takes an entry out of the room without a pack for it does not take it from here, and it is put back for the others', async () => {
    const device = await withAubin()
    const other = await openDevice(honest[1]!)
    Y.applyUpdate(other.room.doc, Y.encodeStateAsUpdate(device.room.doc), 'relay')
    await other.room.quiet()
    const hostile = new Y.Doc()
    Y.applyUpdate(hostile, Y.encodeStateAsUpdate(device.room.doc))
    hostile.getArray(entriesName).delete(0, 1)
    Y.applyUpdate(other.room.doc, Y.encodeStateAsUpdate(hostile), 'relay')
    await other.room.quiet()
    expect(names(other)).toEqual(['Aubin'])
    expect(entriesIn(other).length).toBe(1)
    // Whoever comes after the theft has it from there.
    const newcomer = await openDevice(honest[1]!)
    Y.applyUpdate(newcomer.room.doc, Y.encodeStateAsUpdate(other.room.doc), 'relay')
    await newcomer.room.quiet()
    expect(names(newcomer)).toEqual(['Aubin'])
  })

  it('is left alone when it is no entry at all: text, numbers, types within types, nothing', async () => {
    const device = await withAubin()
    await push(device, 'texte', 7, null, { a: 1 }, new Y.Map(), new Y.Array(), new Uint8Array(0), new Uint8Array(5))
    const doc = new Y.Doc()
    doc.getMap('entries de travers').set('x', 1)
    Y.applyUpdate(device.room.doc, Y.encodeStateAsUpdate(doc), 'relay')
    await device.room.quiet()
    expect(names(device)).toEqual(['Aubin'])
    await device.commands.createPerson(newId<PersonId>(), { lastName: 'Cordier' })
    device.room.changed()
    await device.room.quiet()
    expect(device.room.doc.getArray(entriesName).length).toBe(10)
    // What it kept of the room for the next run still opens.
    expect(JSON.stringify(device.room.skeleton()).length).toBeGreaterThan(10)
  })

  it('fills neither disk nor memory: of what does not open a thousand are kept', async () => {
    const device = await withAubin()
    const garbage = Array.from({ length: 1500 }, (_, at) => new Uint8Array(200).fill(at % 251).map((byte, place) => (place < 2 ? (at >> (8 * place)) & 255 : byte)))
    await push(device, ...garbage, new Uint8Array(300 * 1024))
    expect(device.store.quarantined()).toBe(1000)
    expect(names(device)).toEqual(['Aubin'])
  })
})

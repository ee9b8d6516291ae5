/** What comes and would delete many waits for an answer, whatever the pieces it comes in. */
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import type { OpenSection } from '../open-section'
import { createGuard } from './guard'

async function openOn(secrets: Secrets, others: readonly Secrets[]) {
  const signers = others.map(({ device, signing }) => ({ device, public: signing.public }))
  const store = await openSectionStore({ secrets: { ...secrets, signers }, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  return { store, commands: createCommands(store, () => (now += 1000)) }
}
type Device = Awaited<ReturnType<typeof openOn>>

let one: Device
let other: Device
let points: number
let guard: ReturnType<typeof createGuard>
let waiting: Uint8Array[]

const live = async ({ store }: Device) => Promise.all([...store.log.live().values()].map(async (entry) => (await store.log.read(entry))!))

beforeEach(async () => {
  const section = newId<SectionId>()
  const [first, second] = [await newSecrets(section), await newSecrets(section)]
  const both = [first, { ...second, keys: first.keys }]
  ;[one, other] = [await openOn(both[0]!, both), await openOn(both[1]!, both)]
  points = 0
  guard = createGuard({ section: one as unknown as OpenSection, makePoint: async () => void points++, onChange: () => {}, again: async () => void (await guard.receive(waiting)) })
  await other.commands.importPeople({ created: Array.from({ length: 400 }, (_, at) => ({ lastName: `Nom ${at}`, note: 'note' })), edited: [], detail: 'csv' })
  await guard.receive(await live(other))
  expect(one.store.people.size()).toBe(400)
})

/** The other device deletes the next so many; answers what it then has to send. */
async function deletes(count: number): Promise<Uint8Array[]> {
  const known = new Set(other.store.log.live().keys())
  const ids = other.store.people.rows(everyone, 0, count).map(({ id }) => id)
  await other.commands.deletePeople({ kind: 'ids', ids })
  const fresh = [...other.store.log.live()].filter(([name]) => !known.has(name))
  return Promise.all(fresh.map(async ([, entry]) => (await other.store.log.read(entry))!))
}

describe('deletions that come from another device', () => {
  it('are taken in as they are while they are few', async () => {
    await guard.receive(await deletes(50))
    expect(one.store.people.size()).toBe(350)
    expect(points).toBe(0)
  })

  it('wait when they are many, also in small pieces, and nothing of the last piece is written', async () => {
    await guard.receive(await deletes(30))
    waiting = await deletes(21)
    const end = one.store.log.end()
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
    expect(guard.held()).toHaveLength(21)
    expect(one.store.log.end()).toBe(end)
    expect(one.store.people.size()).toBe(370)
    // What comes behind waits as well: it may be built upon it.
    await expect(guard.receive(await deletes(1))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('are taken in once someone has said so, with a restore point of before', async () => {
    waiting = await deletes(120)
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
    await guard.accept()
    expect(points).toBe(1)
    expect(one.store.people.size()).toBe(280)
    expect(guard.held()).toEqual([])
    expect(await one.store.contentHash()).toBe(await other.store.contentHash())
    // The next are counted anew.
    await guard.receive(await deletes(20))
    expect(one.store.people.size()).toBe(260)
  })

  it('that are refused come to nothing, here and on the device that made them', async () => {
    const before = await one.store.contentHash()
    waiting = await deletes(120)
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
    await guard.refuse()
    expect(points).toBe(1)
    expect(one.store.people.size()).toBe(400)
    expect(await one.store.contentHash()).toBe(before)
    await other.commands.receive(await live(one))
    expect(other.store.people.size()).toBe(400)
    expect(await other.store.contentHash()).toBe(before)
  })

  it('of more than a fifth of a small section wait too', async () => {
    const few = other.store.people.rows(everyone, 0, 390).map(({ id }) => id)
    for (let at = 0; at < few.length; at += 40) await one.commands.deletePeople({ kind: 'ids', ids: few.slice(at, at + 40) })
    await other.commands.receive(await live(one))
    expect(one.store.people.size()).toBe(10)
    await guard.receive(await deletes(2))
    waiting = await deletes(1)
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('erasures that come from another device', () => {
  async function erases(count: number): Promise<Uint8Array[]> {
    const known = new Set(other.store.log.live().keys())
    const ids = other.store.people.rows(everyone, 0, count).map(({ id }) => id)
    await other.commands.erasePeople({ kind: 'ids', ids }, 'request')
    return Promise.all([...other.store.log.live()].filter(([name]) => !known.has(name)).map(async ([, entry]) => (await other.store.log.read(entry))!))
  }

  it('count as deletions do: few are taken in, many wait', async () => {
    await guard.receive(await erases(3))
    expect([one.store.people.size(), one.store.erasures().size]).toEqual([397, 3])
    waiting = await erases(60)
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
    expect(guard.held()).toHaveLength(60)
    expect(one.store.people.size()).toBe(397)
    await guard.accept()
    expect([one.store.people.size(), one.store.erasures().size]).toEqual([337, 63])
  })

  it('that are refused stand, and the people are put back as new records, with what they said', async () => {
    const names = () => [...one.store.people.all()].map(({ lastName, note }) => `${lastName} ${note}`).sort()
    const before = names()
    waiting = await erases(60)
    await expect(guard.receive(waiting)).rejects.toMatchObject({ code: 'cancelled' })
    await guard.refuse()
    expect(names()).toEqual(before)
    expect(one.store.erasures().size).toBe(60)
    expect([...one.store.erasures().keys()].some((id) => one.store.people.get(id))).toBe(false)
    await other.commands.receive(await live(one))
    expect(await other.store.contentHash()).toBe(await one.store.contentHash())
  })
})

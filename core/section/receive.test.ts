import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { everyone } from '../domain/query'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { openSectionStore } from './section-store'

let all: Secrets[]
beforeAll(async () => {
  const section = newId<SectionId>()
  const [one, ...others] = await Promise.all([newSecrets(section), newSecrets(section), newSecrets(section)])
  // Each with a signing key of its own, all with the section's keys.
  all = [one!, ...others.map((secrets) => ({ ...secrets, keys: one!.keys }))]
})

async function openDevice(secrets: Secrets, trusted: readonly Secrets[], journal = memoryJournal(), pages = memoryPages()) {
  const signers = trusted.map(({ device, signing }) => ({ device, public: signing.public }))
  const shown: number[] = []
  const store = await openSectionStore({ secrets: { ...secrets, signers }, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: (_before, after) => shown.push(after.length) })
  await store.loaded
  let now = 1_760_000_000_000
  const commands = createCommands(store, () => (now += 1000))
  return { store, commands, journal, pages, shown }
}
type Device = Awaited<ReturnType<typeof openDevice>>

const entriesOf = ({ store, journal }: Device) => Promise.all([...store.log.live().values()].map(({ offset }) => journal.readAt(offset)))
const hashes = (devices: readonly Device[]) => Promise.all(devices.map(({ store }) => store.contentHash()))

describe('what another device sealed', () => {
  it('is shown here with what was done here: different fields merge, and both devices hold the same', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    const id = newId<PersonId>()
    await one.commands.createPerson(id, { lastName: 'Aubin', tags: ['marché'] })
    await other.commands.receive(await entriesOf(one))
    expect(other.store.people.get(id)!.lastName).toBe('Aubin')
    expect([...other.store.history.values()].map(({ kind, device }) => [kind, device])).toEqual([['person.create', all[0]!.device]])

    await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'firstName', value: 'Zoé' }])
    await other.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: 'rappeler jeudi' }])
    const [ofOne, ofOther] = [await entriesOf(one), await entriesOf(other)]
    await one.commands.receive(ofOther)
    await other.commands.receive(ofOne)
    for (const { store } of [one, other]) expect(store.people.get(id)).toMatchObject({ lastName: 'Aubin', firstName: 'Zoé', note: 'rappeler jeudi', tags: ['marché'] })
    const [first, second] = await hashes([one, other])
    expect(second).toBe(first)
  })

  it('is edited as it stands: an edit of someone who was just edited elsewhere loses nothing', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    const id = newId<PersonId>()
    await one.commands.createPerson(id, { lastName: 'Aubin' })
    await other.commands.receive(await entriesOf(one))
    // Kept open here by this edit; what comes next is not in it.
    await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: 'un' }])
    await other.commands.receive(await entriesOf(one))
    await other.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: 'deux' }])
    await one.commands.receive(await entriesOf(other))
    await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: 'trois' }])
    await other.commands.receive(await entriesOf(one))
    expect(other.store.people.get(id)!.note).toBe('trois')
    expect(await hashes([one])).toEqual(await hashes([other]))
  })

  it('is written once, however often it comes, and is there after a restart, with and without pages', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    await one.commands.importPeople({ created: Array.from({ length: 700 }, (_, at) => ({ lastName: `Nom${at}` })), edited: [], detail: 'csv' })
    const entries = await entriesOf(one)
    expect((await other.commands.receive(entries)).fresh).toBe(entries.length)
    const end = other.store.log.end()
    expect(await other.commands.receive([...entries, entries[0]!])).toMatchObject({ fresh: 0, records: [] })
    expect(other.store.log.end()).toBe(end)
    await other.store.checkpoint()
    for (const pages of [other.pages, memoryPages()]) {
      const again = await openDevice(all[1]!, all, memoryJournal(other.journal.bytes()), pages)
      expect(again.store.people.size()).toBe(700)
      expect(await again.commands.receive(entries)).toMatchObject({ fresh: 0 })
      expect(await hashes([again])).toEqual(await hashes([one]))
    }
  })

  it('comes as a whole base into an empty one', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    await one.commands.importPeople({ created: Array.from({ length: 3000 }, (_, at) => ({ lastName: `Nom${at}`, firstName: 'Zoé' })), edited: [], detail: 'csv' })
    await one.commands.editPeople({ kind: 'query', query: everyone, except: [] }, [{ field: 'tags', add: ['marché'] }])
    const entries = await entriesOf(one)
    const half = entries.length >> 1
    await other.commands.receive(entries.slice(half))
    await other.commands.receive(entries.slice(0, half))
    expect(await hashes([other])).toEqual(await hashes([one]))
    await other.store.checkpoint()
    expect(other.store.log.index.depth).toBe(one.store.log.index.depth)
    expect(other.shown.length).toBeLessThan(6)
  })

  it('may be packed by either: the packs stand for the same people', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    const id = newId<PersonId>()
    await one.commands.createPerson(id, { lastName: 'Aubin' })
    for (let at = 0; at < 100; at++) await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: `note ${at}` }])
    await other.commands.receive(await entriesOf(one))
    await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'city', value: 'Saint-Denis' }])
    await other.commands.whenQuiet(() => other.store.tidy())
    await one.commands.receive(await entriesOf(other))
    await other.commands.receive(await entriesOf(one))
    expect(one.store.people.get(id)).toMatchObject({ note: 'note 99', city: 'Saint-Denis' })
    expect(await hashes([other])).toEqual(await hashes([one]))
    expect(one.store.log.live().size).toBeLessThan(20)
  })

  it('changes nothing when it does not open; it is kept, once, and counted', async () => {
    const stranger = await openDevice(all[2]!, all)
    const one = await openDevice(all[0]!, all.slice(0, 2))
    await stranger.commands.createPerson(newId<PersonId>(), { lastName: 'Personne' })
    const foreign = await entriesOf(stranger)
    const garbage = new Uint8Array(200).fill(7)
    expect(await one.commands.receive([...foreign, garbage, garbage])).toMatchObject({ fresh: 2, unopened: 2, records: [] })
    expect(await one.commands.receive([garbage])).toMatchObject({ fresh: 0 })
    expect(one.store.people.size()).toBe(0)
    expect(one.store.quarantined()).toBe(2)
    const again = await openDevice(all[0]!, all.slice(0, 2), memoryJournal(one.journal.bytes()))
    expect(again.store.quarantined()).toBe(2)
    expect(await again.commands.receive([garbage])).toMatchObject({ fresh: 0 })
  })

  it('is not half there when the disk is full', async () => {
    const [one, other] = [await openDevice(all[0]!, all), await openDevice(all[1]!, all)]
    await one.commands.importPeople({ created: Array.from({ length: 700 }, (_, at) => ({ lastName: `Nom${at}` })), edited: [], detail: 'csv' })
    const entries = await entriesOf(one)
    other.journal.setCapacity((await other.journal.info()).end + 2000)
    await expect(other.commands.receive(entries)).rejects.toMatchObject({ code: 'disk-full' })
    expect(other.store.people.size()).toBe(0)
    other.journal.setCapacity(Infinity)
    await other.commands.receive(entries)
    expect(other.store.people.size()).toBe(700)
  })
})

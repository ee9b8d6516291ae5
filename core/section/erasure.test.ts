import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId } from '../domain/ids'
import { memoryPages } from '../ports/pages'
import { randomBytes } from '../sealing/aes'
import type { Secrets } from '../sealing/vault'
import { entriesOf, everythingOf, meet, openDevice, secretsOfDevices, type Device } from './erased.fixture'
import { shardOf } from './shards'

let all: Secrets[]
beforeAll(async () => {
  all = await secretsOfDevices(3)
})

/** Words that stand nowhere else. */
const words = ['Zqnomdusage', 'Zqprenom', 'zqmel@exemple.invalid', 'zqancien@exemple.invalid', 'Zqnote', 'Zqbrouillon', 'Zqetiquette', '0639981234', 'Zqville']
const ids = (...people: PersonId[]) => ({ kind: 'ids' as const, ids: people })
const found = async (device: Device) => {
  const text = await everythingOf(device)
  return words.filter((word) => text.includes(word))
}

/** Somebody with a past, among others: an e-mail that was changed, a note that was overwritten, edits in bulk, an undo, a deletion undone. */
async function withPast({ commands, store }: Device) {
  const [gone, stays] = [newId<PersonId>(), newId<PersonId>()]
  await commands.createPerson(gone, { lastName: 'Zqnomdusage', firstName: 'Zqprenom', emails: [{ value: 'zqancien@exemple.invalid', label: '' }], phones: [{ value: '0639981234', label: '' }] })
  await commands.createPerson(stays, { lastName: 'Aubin', note: 'reste' })
  await commands.importPeople({ created: Array.from({ length: 30 }, (_, at) => ({ lastName: `Nom${at}` })), edited: [{ id: gone, edits: [{ field: 'city', value: 'Zqville' }] }], detail: 'csv' })
  await commands.editPeople(ids(gone), [{ field: 'emails', value: [{ value: 'zqmel@exemple.invalid', label: '' }] }])
  await commands.editPeople(ids(gone), [{ field: 'note', value: 'Zqbrouillon' }])
  await commands.editPeople(ids(gone), [{ field: 'note', value: 'Zqnote' }])
  const bulk = await commands.editPeople(ids(gone, stays), [{ field: 'tags', add: ['Zqetiquette'] }])
  await commands.editPeople(ids(stays), [{ field: 'tags', remove: ['Zqetiquette'] }])
  const shared = await commands.editPeople(ids(gone, stays), [{ field: 'level', value: 'act' }])
  await commands.deletePeople(ids(gone))
  await commands.undo()
  expect(store.people.size()).toBe(32)
  return { gone, stays, bulk, shared }
}

describe('erasing a person', () => {
  it('leaves nothing of her in the journal nor in the pages, and everything of the others', async () => {
    const device = await openDevice(all[0]!)
    const { gone, stays } = await withPast(device)
    await device.tidy()
    await device.checkpoint()
    expect(await found(device)).toEqual(words)
    const receipt = await device.commands.erasePeople(ids(gone), 'request')
    expect(receipt.changed).toBe(1)
    expect(device.store.people.get(gone)).toBeUndefined()
    expect(device.store.hasLeftovers()).toBe(true)
    await device.tidy()
    await device.checkpoint()
    // The word of the tag stays with the other one, who had it once.
    expect(await found(device)).toEqual(['Zqetiquette'])
    expect(device.store.people.size()).toBe(31)
    expect(device.store.people.get(stays)).toMatchObject({ note: 'reste', level: 'act' })
    expect([...device.store.history.values()].find(({ kind }) => kind === 'people.erase')).toMatchObject({ count: 1, detail: 'request', undoable: false })
    expect(JSON.stringify([...device.store.history.values()].find(({ kind }) => kind === 'people.erase'))).not.toContain(gone)

    const hash = await device.store.contentHash()
    const [fromPages, fromJournal] = [await openDevice(all[0]!, device.journal.bytes(), device.pages), await openDevice(all[0]!, device.journal.bytes())]
    for (const { store } of [fromPages, fromJournal]) {
      expect(await store.contentHash()).toBe(hash)
      expect([...store.erasures()]).toMatchObject([[gone, { reason: 'request' }]])
    }
  })

  it('keeps the undo values of the others of the same entry, and undoes nothing of hers', async () => {
    const device = await openDevice(all[0]!)
    const { gone, stays, shared } = await withPast(device)
    await device.commands.erasePeople(ids(gone), 'request')
    await device.tidy()
    const again = await openDevice(all[0]!, device.journal.bytes())
    expect(again.store.history.get(shared.history)!.undoable).toBe(true)
    expect((await again.commands.undoEntry(shared.history)).changed).toBe(1)
    expect(again.store.people.get(stays)!.level).toBe('')
    expect(again.store.people.get(gone)).toBeUndefined()
  })

  it('takes what was done to her off the stacks of undo and redo', async () => {
    const { commands, store } = await openDevice(all[0]!)
    const [gone, stays] = [newId<PersonId>(), newId<PersonId>()]
    await commands.createPerson(stays, { lastName: 'Aubin' })
    await commands.createPerson(gone, { lastName: 'Bruyère' })
    await commands.editPeople(ids(gone), [{ field: 'note', value: 'un mot' }])
    await commands.undo()
    await commands.erasePeople(ids(gone), 'request')
    expect(commands.redoLabel()).toBeNull()
    expect(commands.undoLabel()).toMatchObject({ kind: 'person.create', person: stays })
    expect(await commands.redo()).toBeNull()
    await commands.undo()
    expect(store.people.size()).toBe(0)
    await expect(commands.undoEntry([...store.history.values()].find(({ kind, person }) => kind === 'person.create' && person === gone)!.id)).rejects.toMatchObject({ code: 'nothing-to-undo' })
  })

  it('reaches those who were deleted before, and says when there is nobody to erase', async () => {
    const device = await openDevice(all[0]!)
    const { gone } = await withPast(device)
    await device.commands.deletePeople(ids(gone))
    await device.commands.erasePeople(ids(gone), 'retention')
    await device.tidy()
    await device.checkpoint()
    expect(await found(device)).toEqual(['Zqetiquette'])
    await expect(device.commands.erasePeople(ids(gone), 'request')).rejects.toMatchObject({ code: 'nothing-to-erase' })
    await expect(device.commands.erasePeople(ids(newId<PersonId>()), 'request')).rejects.toMatchObject({ code: 'nothing-to-erase' })
  })

  it('is refused whole by a full disk, and what is left to do after it is known after a crash', async () => {
    const device = await openDevice(all[0]!)
    const { gone } = await withPast(device)
    await device.checkpoint()
    device.journal.setCapacity((await device.journal.info()).end + 100)
    await expect(device.commands.erasePeople(ids(gone), 'request')).rejects.toMatchObject({ code: 'disk-full' })
    expect(device.store.people.get(gone)!.note).toBe('Zqnote')
    device.journal.setCapacity(Infinity)
    await device.commands.erasePeople(ids(gone), 'request')
    // Power is cut before anything was tidied: pages of before are there, and the journal knows.
    const after = await openDevice(all[0]!, device.journal.bytes(), device.pages)
    expect(after.store.people.get(gone)).toBeUndefined()
    expect(after.store.hasLeftovers()).toBe(true)
    await after.checkpoint()
    const once = await openDevice(all[0]!, after.journal.bytes(), after.pages)
    expect(once.store.hasLeftovers()).toBe(true)
    await once.tidy()
    await once.checkpoint()
    expect(await found(once)).toEqual(['Zqetiquette'])
  })

  it('lets go of frames of many records that finer shards list since', async () => {
    const device = await openDevice(all[0]!)
    const gone = newId<PersonId>()
    await device.commands.importPeople({ created: Array.from({ length: 200 }, (_, at) => ({ lastName: `Nom${at}` })), edited: [], detail: 'csv' })
    const someone = [...device.store.people.all()][7]!.id
    await device.commands.editPeople({ kind: 'ids', ids: [...device.store.people.all()].map(({ id }) => id) }, [{ field: 'city', value: 'Zqville' }])
    await device.commands.createPerson(gone, { lastName: 'Zqnomdusage' })
    device.store.log.setDepth(4)
    await device.commands.erasePeople(ids(gone, someone), 'request')
    await device.tidy()
    expect(await found(device)).toEqual(['Zqville'])
    const { people } = (await openDevice(all[0]!, device.journal.bytes())).store
    expect([people.size(), people.get(someone)]).toEqual([199, undefined])
    expect([...people.all()].every(({ city }) => city === 'Zqville')).toBe(true)
  })

  it('finds her in entries that packs stand for where she was, and that are kept for somebody else', async () => {
    const device = await openDevice(all[0]!)
    device.store.log.setDepth(6)
    const gone = newId<PersonId>()
    let stays = newId<PersonId>()
    while (shardOf(stays, 6) === shardOf(gone, 6)) stays = newId()
    for (const id of [gone, stays]) await device.commands.createPerson(id, { lastName: 'Aubin' })
    const edited = [{ id: gone, edits: [{ field: 'note' as const, value: 'Zqnote' }] }, { id: stays, edits: [{ field: 'note' as const, value: 'reste' }] }]
    await device.commands.importPeople({ created: [], edited, detail: 'csv' })
    for (let round = 0; round < 10; round++) await device.commands.editPeople(ids(gone), [{ field: 'tags', [round % 2 ? 'remove' : 'add']: ['appel'] }])
    // Hers is packed, and no other's.
    await device.tidy()
    await device.commands.erasePeople(ids(gone), 'request')
    await device.tidy()
    await device.checkpoint()
    expect(await found(device)).toEqual([])
    expect(device.store.people.get(stays)!.note).toBe('reste')
  })

  it('offers nobody to undo what was done to her, also where an undo of it is undone', async () => {
    const device = await openDevice(all[0]!)
    const [gone, stays] = [newId<PersonId>(), newId<PersonId>()]
    await device.commands.createPerson(gone, { lastName: 'Bruyère' })
    await device.commands.createPerson(stays, { lastName: 'Aubin' })
    const edit = await device.commands.editPeople(ids(gone), [{ field: 'note', value: 'un mot' }])
    const undo = await device.commands.undoEntry(edit.history)
    await device.commands.erasePeople(ids(gone), 'request')
    await device.commands.undoEntry(undo.history).catch(() => {})
    const again = await openDevice(all[0]!, device.journal.bytes())
    const offered = ({ store }: Device) => [...store.history.values()].filter(({ undoable }) => undoable).map(({ id }) => id).toSorted()
    expect(offered(device)).toEqual(offered(again))
    expect(device.store.history.get(edit.history)!.undoable).toBe(false)
  })

  it('nor after a start from pages that were written before it, and not since: of a month in which nothing else was done', async () => {
    const device = await openDevice(all[0]!)
    const gone = newId<PersonId>()
    const made = await device.commands.createPerson(gone, { lastName: 'Bruyère' })
    await device.checkpoint()
    const later = await openDevice(all[0]!, device.journal.bytes(), device.pages, 1_780_000_000_000)
    await later.commands.erasePeople(ids(gone), 'request')
    await later.checkpoint()
    const again = await openDevice(all[0]!, later.journal.bytes(), later.pages)
    expect(again.store.history.get(made.history)!.undoable).toBe(false)
  })

  it('writes pages under a new key: those of before open for nobody', async () => {
    const secrets = { ...all[0]! }
    const device = await openDevice(secrets)
    const { gone } = await withPast(device)
    await device.checkpoint()
    const kept = memoryPages()
    for (const name of await device.pages.names()) await kept.write(new Map([[name, (await device.pages.read(name))!]]), [])
    await device.commands.erasePeople(ids(gone), 'request')
    await device.tidy()
    secrets.pageKey = randomBytes(32)
    await device.commands.whenQuiet(async () => {
      await device.store.sealPagesAnew(secrets.pageKey)
      await device.store.checkpoint()
    })
    expect(await found(device)).toEqual(['Zqetiquette'])
    await expect(everythingOf({ ...device, pages: kept })).rejects.toMatchObject({ code: 'entry-damaged' })
    const again = await openDevice(secrets, device.journal.bytes(), device.pages)
    expect(await again.store.contentHash()).toBe(await device.store.contentHash())
  })
})

describe('an erasure elsewhere', () => {
  async function three() {
    const devices = await Promise.all(all.map((secrets) => openDevice({ ...secrets })))
    const past = await withPast(devices[0]!)
    await meet(devices[0]!, devices[1]!)
    await meet(devices[0]!, devices[2]!)
    return { devices: devices as [Device, Device, Device], ...past }
  }

  it('erases here, and an edit that was made meanwhile brings nobody back', async () => {
    const { devices: [one, other, late], gone } = await three()
    await one.commands.erasePeople(ids(gone), 'request')
    await one.tidy()
    await other.commands.editPeople(ids(gone), [{ field: 'note', value: 'Zqbrouillon' }, { field: 'city', value: 'Zqville' }])
    await meet(one, other)
    expect([one.store.people.get(gone), other.store.people.get(gone)]).toEqual([undefined, undefined])
    for (const device of [one, other]) {
      await device.tidy()
      await device.checkpoint()
      expect(await found(device)).toEqual(['Zqetiquette'])
    }
    // A laptop that was away all the time, edits, packs what it has, and comes home.
    for (let round = 0; round < 12; round++) await late.commands.editPeople(ids(gone), [{ field: 'note', value: `Zqnote ${round}` }])
    await late.tidy()
    await meet(late, other)
    await meet(other, one)
    const devices = [one, other, late]
    for (const device of devices) {
      expect(device.store.people.get(gone)).toBeUndefined()
      await device.tidy()
      await device.checkpoint()
      expect(await found(device)).toEqual(['Zqetiquette'])
    }
    expect(new Set(await Promise.all(devices.map(({ store }) => store.contentHash()))).size).toBe(1)
  })

  it('is one with another of the same person, and twice is once', async () => {
    const { devices: [one, other], gone } = await three()
    await one.commands.erasePeople(ids(gone), 'request')
    await other.commands.erasePeople(ids(gone), 'retention')
    await meet(one, other)
    await meet(one, other)
    expect(one.store.erasures()).toEqual(other.store.erasures())
    expect(one.store.erasures().size).toBe(1)
  })

  it('is known before what it erases, whatever comes first', async () => {
    const { devices: [one], gone } = await three()
    const before = await entriesOf(one)
    await one.commands.erasePeople(ids(gone), 'request')
    const known = new Set(before.map((entry) => entry.join()))
    const after = (await entriesOf(one)).filter((entry) => !known.has(entry.join()))
    const newcomer = await openDevice({ ...all[1]! })
    await newcomer.commands.receive(after)
    await newcomer.commands.receive(before)
    expect(newcomer.store.people.get(gone)).toBeUndefined()
    expect(await newcomer.store.contentHash()).toBe(await one.store.contentHash())
    await newcomer.tidy()
    await newcomer.checkpoint()
    expect(await found(newcomer)).toEqual(['Zqetiquette'])
  })
})

it('is quick where an entry is about thousands', async () => {
  const device = await openDevice(all[0]!)
  await device.commands.importPeople({ created: Array.from({ length: 5000 }, (_, at) => ({ lastName: `Nom${at}`, tags: ['fichier'] })), edited: [], detail: 'csv' })
  const everyone = [...device.store.people.all()].map(({ id }) => id)
  const bulk = await device.commands.editPeople({ kind: 'ids', ids: everyone }, [{ field: 'city', value: 'Lille' }])
  await device.commands.erasePeople(ids(...everyone.slice(0, 100)), 'retention')
  await device.tidy()
  expect((await device.commands.undoEntry(bulk.history)).changed).toBe(4900)
})

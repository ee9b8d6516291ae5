import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { mayContact } from '../domain/consent'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import type { PersonDraft, PersonEdit } from '../domain/person'
import { everyone } from '../domain/query'
import { createSealer } from '../log/entry'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { encodePayload } from './payload'
import { contentHash, createPageReader, peopleToPage } from './people-page'
import { changesOfChoice } from './person-conflicts'
import { changesOfEdits, keysOfDraft, personFromKeys } from './person-record'
import { encodeNewRecord, mergeRecord, openRecord, readRecord } from './record'
import { keysOfRow } from './rescue'
import { openSectionStore } from './section-store'
import { recordKinds } from './shards'

const id = newId<PersonId>()
const at = 1_760_000_000_000
const consent = (state: 'yes' | 'no'): PersonEdit => ({ field: 'consents', set: [{ purpose: 'news', channel: 'sms', state, date: '', source: '', wording: '' }] })

/** Updates of a person that was made once, then edited by several while apart; the later in the list, the higher its Yjs client. */
function apart(draft: PersonDraft, ...edits: PersonEdit[][]): Uint8Array[] {
  const made = encodeNewRecord(9, keysOfDraft(draft, at))
  const { keys } = openRecord(id, [made])
  return [made, ...edits.map((each, client) => openRecord(id, [made]).edit(20 + client, changesOfEdits(keys, each))!.update)]
}
const personOf = (updates: readonly Uint8Array[]) => personFromKeys(id, readRecord(id, updates), at)!
const names = (updates: readonly Uint8Array[]) => personOf(updates).conflicts?.map(({ field }) => field)

describe('a person changed in two places', () => {
  it('has every value of a field, the standing one first', () => {
    const updates = apart({ lastName: 'Kaya' }, [{ field: 'city', value: 'Pantin' }], [{ field: 'city', value: 'Bobigny' }], [{ field: 'city', value: 'Pantin' }])
    const person = personOf(updates)
    expect(person.city).toBe('Pantin')
    expect(person.conflicts).toEqual([{ field: 'city', key: 'ct', stands: 'Pantin', kept: ['!ct!20!0'], others: [{ value: 'Bobigny', kept: ['!ct!21!0'] }] }])
    expect(person.extra).toBeUndefined()
  })

  it('has none where different fields, tags or e-mails were changed', () => {
    const updates = apart({ lastName: 'Kaya', tags: ['marché'] }, [{ field: 'tags', add: ['fête'], remove: ['marché'] }, { field: 'note', value: 'a' }], [
      { field: 'tags', add: ['fête'] }, { field: 'city', value: 'Pantin' }, { field: 'emails', value: [{ value: 'k@exemple.invalid', label: '' }] },
    ])
    expect(personOf(updates)).not.toHaveProperty('conflicts')
    expect(personOf(updates)).toMatchObject({ tags: ['fête'], note: 'a', city: 'Pantin', emails: [{ value: 'k@exemple.invalid', label: '' }] })
  })

  it('is not to be contacted while one of two answers is a refusal, or was taken back', () => {
    for (const answers of [[[consent('no')], [consent('yes')]], [[consent('yes')], [consent('no')]]]) {
      const person = personOf(apart({}, ...answers))
      expect(mayContact(person, 'news', 'sms')).toBe(false)
      expect(person.consents).toMatchObject([{ state: 'no' }])
      expect(person.conflicts).toMatchObject([{ field: 'consents', stands: { state: 'no' }, others: [{ value: { state: 'yes' } }] }])
    }
    const takenBack = apart({ consents: [{ purpose: 'news', channel: 'sms', state: 'yes', date: '2026-01-02', source: '', wording: '' }] }, [{ field: 'consents', remove: [{ purpose: 'news', channel: 'sms' }] }], [consent('yes')])
    expect(mayContact(personOf(takenBack), 'news', 'sms')).toBe(false)
    expect(personOf(takenBack).conflicts).toMatchObject([{ stands: '', others: [{ value: { state: 'yes' } }] }])
  })

  it('has an answer once it is taken down again', () => {
    const updates = apart({}, [consent('no')], [consent('yes')])
    const { keys } = openRecord(id, updates)
    const settled = [...updates, openRecord(id, updates).edit(30, changesOfEdits(keys, [consent('yes')]))!.update]
    expect(personOf(settled).consents).toMatchObject([{ state: 'yes' }])
    expect(names(settled)).toBeUndefined()
  })

  it('brings back no value that somebody typed over when it stood', () => {
    const updates = apart({}, [{ field: 'city', value: 'Pantin' }], [{ field: 'city', value: 'Bobigny' }])
    const typed = (value: string, known: Uint8Array[]) => [...known, openRecord(id, known).edit(30, changesOfEdits(openRecord(id, known).keys, [{ field: 'city', value }]))!.update]
    const alike = typed('Pantin', updates)
    expect(names(alike)).toBeUndefined()
    expect(names(typed('Drancy', alike))).toBeUndefined()
    expect(personOf(typed('Drancy', updates)).conflicts).toMatchObject([{ stands: 'Drancy', others: [{ value: 'Pantin' }] }])
  })

  it('takes the code of the town that is chosen', () => {
    const town = (city: string, code: string): PersonEdit[] => [{ field: 'city', value: city }, { field: 'cityCode', value: code }]
    const updates = apart({}, town('Pantin', '93055'), town('Bobigny', '93008'))
    const { keys } = openRecord(id, updates)
    const choose = (choice: string | null) => personOf([...updates, openRecord(id, updates).edit(30, changesOfChoice(keys, 'ct', choice))!.update])
    expect(choose('!ct!20!0')).toMatchObject({ city: 'Pantin', cityCode: '93055' })
    expect(choose(null)).toMatchObject({ city: 'Bobigny', cityCode: '93008' })
    for (const person of [choose('!ct!20!0'), choose(null)]) expect(person).not.toHaveProperty('conflicts')
    expect(changesOfChoice(keys, 'ct', '!ct!99!0')).toEqual([])
  })

  it('is the same person from pages, and from pages alone', async () => {
    const edits = fc.array(fc.oneof(
      fc.record({ field: fc.constantFrom('city' as const, 'note' as const), value: fc.constantFrom('', 'a', 'b') }),
      fc.constantFrom('yes' as const, 'no' as const).map(consent),
      fc.constantFrom('', 'perso', 'travail').map((label): PersonEdit => ({ field: 'emails', value: [{ value: 'k@exemple.invalid', label }] })),
    ), { minLength: 1, maxLength: 3 })
    await fc.assert(fc.asyncProperty(fc.array(edits, { minLength: 2, maxLength: 4 }), async (each) => {
      const changing = each.filter((some) => changesOfEdits(new Map(keysOfDraft({ lastName: 'Kaya', city: 'b' }, at)), some).some(([key, value]) => key !== 'ct' || value !== 'b'))
      const updates = apart({ lastName: 'Kaya', city: 'b' }, ...changing)
      const person = personOf(updates)
      expect(createPageReader()(JSON.parse(JSON.stringify(peopleToPage([person]))))).toEqual([person])
      expect(personFromKeys(id, keysOfRow(person), at)).toEqual(person)
      expect(await contentHash([personOf([mergeRecord(id, updates.toReversed())])])).toBe(await contentHash([person]))
    }))
  })
})

describe('a section that received what was written apart', () => {
  let secrets: Secrets
  beforeAll(async () => {
    secrets = await newSecrets(newId<SectionId>())
  })

  async function open(journal: ReturnType<typeof memoryJournal>) {
    const store = await openSectionStore({ secrets, journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
    await store.loaded
    let now = at
    return { store, commands: createCommands(store, () => (now += 1000)) }
  }

  async function planted() {
    const journal = memoryJournal()
    for (const update of apart({ lastName: 'Kaya' }, [{ field: 'city', value: 'Pantin' }], [{ field: 'city', value: 'Bobigny' }])) {
      await journal.append([(await createSealer(secrets).seal('people', encodePayload([{ kind: recordKinds.person, id, at, update }]))).bytes])
    }
    return journal
  }
  const conflicted = { ...everyone, filters: [{ kind: 'conflict' as const }] }

  it('finds the person by a filter until one is chosen, and again after an undo', async () => {
    const { store, commands } = await open(await planted())
    expect(store.people.count(conflicted)).toBe(1)
    const { changed, history } = await commands.choosePerson(id, 'ct', '!ct!20!0')
    expect(changed).toBe(1)
    expect(store.people.get(id)).toMatchObject({ city: 'Pantin' })
    expect(store.people.count(conflicted)).toBe(0)
    expect(store.history.get(history)).toMatchObject({ kind: 'person.choose', fields: ['city'], person: id, undoable: true })
    await commands.undo()
    expect(store.people.get(id)).toMatchObject({ city: 'Bobigny', conflicts: [{ others: [{ value: 'Pantin' }] }] })
    await commands.redo()
    expect(store.people.count(conflicted)).toBe(0)
  })

  it('keeps both through edits, packs, rewriting and restarts', async () => {
    const journal = await planted()
    let { store, commands } = await open(journal)
    for (let round = 0; round < 100; round++) await commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'note', value: `mot ${round}` }])
    const hash = await store.contentHash()
    expect(await commands.whenQuiet(() => store.log.packLongBuckets(8))).toBeGreaterThan(0)
    expect(await commands.whenQuiet(() => store.log.dropCovered(true))).toBe(true)
    ;({ store, commands } = await open(memoryJournal(journal.bytes())))
    expect(await store.contentHash()).toBe(hash)
    expect(store.people.get(id)).toMatchObject({ city: 'Bobigny', note: 'mot 99', conflicts: [{ others: [{ value: 'Pantin' }] }] })
    await commands.choosePerson(id, 'ct', null)
    expect(store.people.get(id)).toMatchObject({ city: 'Bobigny' })
    expect(store.people.count(conflicted)).toBe(0)
  })
})

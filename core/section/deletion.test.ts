import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { deletion } from './deletion'
import { changesOfChoice } from './person-conflicts'
import { keysOfDraft, personFromKeys } from './person-record'
import { encodeNewRecord, mergeRecord, openRecord, readRecord, type KeyChange } from './record'
import { openSectionStore } from './section-store'

const id = newId<PersonId>()
const at = 1_760_000_000_000
const made = encodeNewRecord(9, keysOfDraft({ lastName: 'Kaya', firstName: 'Ayşe' }, at))

const edit = (updates: readonly Uint8Array[], client: number, ...changes: KeyChange[]) => openRecord(id, updates).edit(client, changes)!.update
const deleteIn = (updates: readonly Uint8Array[], client: number) => edit(updates, client, deletion(openRecord(id, updates).keys, at + client))
const personOf = (updates: readonly Uint8Array[]) => personFromKeys(id, readRecord(id, updates), at)

describe('a person deleted in one place', () => {
  const deleted = deleteIn([made], 1)
  const edited = edit([made], 2, ['no', 'rappeler jeudi'])

  it('is gone', () => {
    expect(personOf([made, deleted])).toBeNull()
    expect(personOf([mergeRecord(id, [made, deleted])])).toBeNull()
  })

  it('is shown again where she was edited in another, with what was edited, until someone decides', () => {
    for (const updates of [[made, deleted, edited], [edited, deleted, made], [mergeRecord(id, [made, edited, deleted])]]) {
      expect(personOf(updates)).toMatchObject({ note: 'rappeler jeudi', conflicts: [{ field: 'deleted' }] })
    }
    const both = [made, deleted, edited]
    const kept = [...both, edit(both, 3, ...changesOfChoice(openRecord(id, both).keys, '_d', null))]
    expect(personOf(kept)).toMatchObject({ note: 'rappeler jeudi' })
    expect(personOf(kept)).not.toHaveProperty('conflicts')
    expect(personOf([...both, deleteIn(both, 4)])).toBeNull()
  })

  it('is gone where the deletion had seen the edit, in whatever order they come', () => {
    const after = deleteIn([made, edited], 1)
    expect(personOf([after, edited, made])).toBeNull()
    expect(personOf([made, after])).toMatchObject({ lastName: 'Kaya' })
  })

  it('is gone where two deleted her', () => {
    expect(personOf([made, deleted, deleteIn([made], 2)])).toBeNull()
  })

  it('stays deleted by a version that noted only when', () => {
    expect(personOf([made, edit([made], 1, ['_d', at]), edited])).toBeNull()
  })
})

describe('in a section', () => {
  let secrets: Secrets
  beforeAll(async () => {
    secrets = await newSecrets(newId<SectionId>())
  })

  it('stays deleted when an earlier import is undone, and comes back as she was', async () => {
    const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
    let now = at
    const commands = createCommands(store, () => (now += 1000))
    await commands.createPerson(id, { lastName: 'Kaya' })
    const { history: imported } = await commands.importPeople({ created: [], edited: [{ id, edits: [{ field: 'city', value: 'Pantin' }] }], detail: 'csv' })
    const { history: deleted } = await commands.deletePeople({ kind: 'ids', ids: [id] })
    await commands.undoEntry(imported)
    expect(store.people.get(id)).toBeUndefined()
    await commands.undoEntry(deleted)
    expect(store.people.get(id)).toMatchObject({ lastName: 'Kaya', city: '' })
    await commands.undo()
    expect(store.people.get(id)).toBeUndefined()
  })
})

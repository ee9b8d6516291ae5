import { describe, expect, it } from 'vitest'
import type { SignUp } from '../domain/agenda/action'
import { newId, type ActionId, type PersonId } from '../domain/ids'
import type { PersonDraft } from '../domain/person'
import { changesOfEdits, changesOfSignUps, keysOfDraft, personFromKeys } from './person-record'
import { encodeNewRecord, mergeRecord, openRecord, readRecord, type KeyChange } from './record'

const full: PersonDraft = {
  civility: 'mme', lastName: 'Nguyễn', firstName: 'Thị Hạnh', birthName: 'Lê',
  emails: [{ value: 'Hanh.Nguyen@exemple.invalid', label: 'perso' }, { value: 'h@exemple.invalid', label: '' }],
  phones: [{ value: '06 39 98 12 34', label: '' }, { value: '01 99 00 12 34', label: 'travail' }],
  addressUnit: 'Apt 4', addressBuilding: 'Bât. C', street: '12 bis rue Jean-Jaurès', locality: 'BP 12', postalCode: '93200', city: 'Saint-Denis', cityCode: '93066',
  country: 'France', birth: '1975', relation: 'member', level: 'act', actionModes: ['door', 'web'], skills: ['photo'], availability: ['sat-am'], tags: ['AG 2026', 'marché'],
  contactPerson: 'Ayşe Kaya', source: 'stand du marché', note: 'rappeler', externalIds: [{ source: 'galette', value: '12:7' }],
  consents: [{ purpose: 'news', channel: 'email', state: 'yes', date: '2026-03-01', source: 'F-12', wording: 'notice-2026-1' }],
}

function editRecord(record: string, updates: Uint8Array[], client: number, changes: KeyChange[]) {
  const edit = openRecord(record, updates).edit(client, changes)
  return edit && { update: edit.update, state: mergeRecord(record, [...updates, edit.update]) }
}

describe('a person kept as a record', () => {
  const id = newId<PersonId>()
  const state = encodeNewRecord(7, keysOfDraft(full, 1000))

  it('comes back with every field', () => {
    expect(personFromKeys(id, readRecord(id, [state]), 1000)).toEqual({ id, ...full, createdAt: 1000, updatedAt: 1000 })
  })

  it('moves an e-mail to the front, drops another, and keeps the order', () => {
    const keys = readRecord(id, [state])
    const edit = editRecord(id, [state], 8, changesOfEdits(keys, [{ field: 'emails', value: [full.emails![1]!, { value: 'neuf@exemple.invalid', label: '' }] }]))!
    expect(personFromKeys(id, readRecord(id, [edit.state]), 1000)!.emails.map(({ value }) => value)).toEqual(['h@exemple.invalid', 'neuf@exemple.invalid'])
  })

  it('keeps the tags that two organizers added while apart, and both of their consents', () => {
    const keys = readRecord(id, [state])
    const one = editRecord(id, [state], 8, changesOfEdits(keys, [{ field: 'tags', add: ['fête'], remove: ['marché'] }]))!
    const other = editRecord(id, [state], 9, changesOfEdits(keys, [
      { field: 'tags', add: ['relais'] },
      { field: 'consents', set: [{ purpose: 'news', channel: 'call', state: 'no', date: '', source: '', wording: '' }] },
    ]))!
    const person = personFromKeys(id, readRecord(id, [state, other.update, one.update]), 1000)!
    expect(person.tags).toEqual(['AG 2026', 'fête', 'relais'])
    expect(person.consents.map(({ channel, state: answer }) => [channel, answer])).toEqual([['call', 'no'], ['email', 'yes']])
  })

  it('carries what a newer version wrote through edits and packs, untouched', () => {
    const newer = editRecord(id, [state], 8, [['zz', { depth: [1, 'x'] }], ['q:vote', 3]])!
    const keys = readRecord(id, [newer.state])
    const edited = editRecord(id, [newer.state], 9, changesOfEdits(keys, [{ field: 'note', value: '' }, { field: 'tags', remove: ['marché'] }]))!
    const person = personFromKeys(id, readRecord(id, [mergeRecord(id, [newer.state, edited.update])]), 1000)!
    expect(person.extra).toEqual({ zz: { depth: [1, 'x'] }, 'q:vote': 3 })
    expect(person.note).toBe('')
  })

  it('is nobody once deleted', () => {
    expect(personFromKeys(id, readRecord(id, [editRecord(id, [state], 8, [['_d', 5]])!.state]), 1000)).toBeNull()
  })
})

it('keeps whose proxies somebody holds beside her sign-up, which without any is what it was before there were proxies', () => {
  const [giver, action] = [newId<PersonId>(), newId<ActionId>()]
  const place = { action, on: '2026-03-10T18:30:00', shift: '' }
  const signUps: SignUp[] = [{ ...place, state: 'attended', at: 7, proxies: [giver] }]
  const keys = keysOfDraft({ lastName: 'Weil', signUps }, 1)
  expect(personFromKeys(newId<PersonId>(), keys, 1)!.signUps).toEqual(signUps)
  expect(keysOfDraft({ signUps: [{ ...place, state: 'attended', at: 7 }, { ...place, shift: 's', state: 'attended', at: 7, proxies: [] }] }, 1).slice(0, 2).map(([, value]) => value)).toEqual([['attended', 7], ['attended', 7]])
  // Who is said not to have come holds nothing.
  const said = new Map(keys)
  const [[, value] = []] = changesOfSignUps(said, [{ field: 'signUps', set: [{ ...place, state: 'no-show', at: 9 }] }])
  expect(value).toEqual(['no-show', 7])
})

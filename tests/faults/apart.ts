/** A section in which two devices changed the same fields of the same people while apart, as its journal then reads. */
import { newId, type PersonId } from '#core/domain/ids'
import type { PersonDraft, PersonEdit } from '#core/domain/person'
import type { RecordUpdate } from '#core/section/payload'
import { deletion } from '#core/section/deletion'
import { changesOfEdits, keysOfDraft } from '#core/section/person-record'
import { encodeNewRecord, openRecord } from '#core/section/record'
import { recordKinds } from '#core/section/shards'
import { plantSection } from './planted'

/** Yjs clients of the two; where both wrote, the higher one stands. */
const [office, stall] = [11, 12]

interface Apart {
  id: PersonId
  draft: PersonDraft
  /** Of the one whose values stand, and of the other. */
  stands: PersonEdit[]
  other: PersonEdit[]
}

const consent = (state: 'yes' | 'no', source: string): PersonEdit => ({ field: 'consents', set: [{ purpose: 'action', channel: 'call', state, date: '2026-11-14', source, wording: '' }] })

export const kaya = newId<PersonId>()
const roux = newId<PersonId>()
const leGall = newId<PersonId>()

const people: Apart[] = [
  {
    id: kaya,
    draft: { lastName: 'Kaya', firstName: 'Ayşe', city: 'Saint-Denis', cityCode: '93066', level: 'follow', phones: [{ value: '06 39 98 12 34', label: '' }] },
    stands: [{ field: 'city', value: 'Pantin' }, { field: 'cityCode', value: '93055' }, { field: 'level', value: 'act' }, { field: 'note', value: 'rappeler jeudi' }, consent('yes', 'table du marché')],
    other: [{ field: 'city', value: 'Bobigny' }, { field: 'cityCode', value: '93008' }, { field: 'level', value: 'join' }, { field: 'tags', add: ['marché'] }, consent('no', 'appel du 14/11')],
  },
  { id: roux, draft: { lastName: 'Roux', firstName: 'Inès', city: 'Pantin' }, stands: [{ field: 'note', value: 'préfère le matin' }], other: [{ field: 'tags', add: ['marché'] }] },
]

/** Ayşe Kaya has a town, a level and an answer to settle; Inès Roux was changed in two places too, in different fields; Loïc Le Gall was deleted by one and edited by the other. */
export const plantApart = () =>
  plantSection(() => {
    const at = Date.now()
    const made = (of: (person: Apart) => Uint8Array): RecordUpdate[] => people.map((person) => ({ kind: recordKinds.person, id: person.id, at, update: of(person) }))
    const first = new Map(people.map(({ id, draft }) => [id, encodeNewRecord(9, keysOfDraft(draft, at))]))
    const edited = (client: number, id: PersonId, edits: PersonEdit[]) => {
      const record = openRecord(id, [first.get(id)!])
      return record.edit(client, changesOfEdits(record.keys, edits))!.update
    }
    const draft = keysOfDraft({ lastName: 'Le Gall', firstName: 'Loïc' }, at)
    const created = encodeNewRecord(9, draft)
    const deleted = openRecord(leGall, [created]).edit(office, [deletion(new Map(draft), at)])!.update
    const noted = openRecord(leGall, [created]).edit(stall, [['no', 'veut bien tracter']])!.update
    return [
      made(({ id }) => first.get(id)!), made(({ id, other }) => edited(office, id, other)), made(({ id, stands }) => edited(stall, id, stands)),
      [created, deleted, noted].map((update) => ({ kind: recordKinds.person, id: leGall, at, update })),
    ]
  })

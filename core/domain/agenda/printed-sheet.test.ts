import { expect, it } from 'vitest'
import { newId, type PersonId } from '../ids'
import { changedSince, type PrintedSheet, type SheetNow } from './printed-sheet'

const [emma, ana, bruno] = [newId<PersonId>(), newId<PersonId>(), newId<PersonId>()]
const names = new Map([[emma, { lastName: 'Weil', firstName: 'Emma' }], [ana, { lastName: 'Zola', firstName: 'Ana' }], [bruno, { lastName: 'Éluard', firstName: 'Bruno' }]])
const paper: PrintedSheet = {
  variant: 'assembly', locale: 'fr', title: 'Assemblée générale', occasion: 'mardi 10 mars 2026', notice: '', rows: 2,
  members: [{ row: 1, id: emma, ...names.get(emma)! }, { row: 2, id: ana, ...names.get(ana)! }],
}
const now = (change: Partial<SheetNow> & { ids?: PersonId[] } = {}): SheetNow => {
  const { ids = [emma, ana], ...more } = change
  return { title: paper.title, occasion: paper.occasion, cancelled: false, notice: '', keyed: new Set(), find: (id) => names.get(id) ?? null, members: ids.map((id) => ({ id, ...names.get(id)! })), ...more }
}

it('says nothing where nothing has changed', () => expect(changedSince(paper, now())).toBeNull())

it('says who joined and who left, but not who is so since this sheet was keyed', () => {
  expect(changedSince(paper, now({ ids: [emma, bruno] }))).toMatchObject({ joined: [{ id: bruno, name: 'Éluard Bruno' }], left: [{ id: ana, name: 'Zola Ana', row: 2 }], renamed: [], occasion: null })
  expect(changedSince(paper, now({ ids: [emma, bruno], keyed: new Set([bruno, ana]) }))).toBeNull()
})

it('says who has another name, not who is only written otherwise', () => {
  const called = (lastName: string) => now({ find: (id) => (id === emma ? { lastName, firstName: 'Emma' } : names.get(id)!) })
  expect(changedSince(paper, called('Weil-Roux'))).toMatchObject({ renamed: [{ row: 1, name: 'Weil Emma', now: 'Weil-Roux Emma' }] })
  expect(changedSince(paper, called('WEIL'))).toBeNull()
})

it('says that it is another day, that it is off, that a meeting’s notice is another', () => {
  expect(changedSince(paper, now({ occasion: 'mercredi 11 mars 2026' }))).toMatchObject({ occasion: { paper: 'Assemblée générale, mardi 10 mars 2026', now: 'Assemblée générale, mercredi 11 mars 2026' } })
  expect(changedSince(paper, now({ cancelled: true }))).toMatchObject({ cancelled: true })
  expect(changedSince(paper, now({ notice: 'autre' }))).toBeNull()
  expect(changedSince({ ...paper, variant: 'meeting', rows: 0, members: [] }, now({ notice: 'autre' }))).toMatchObject({ notice: true, joined: [], left: [] })
})

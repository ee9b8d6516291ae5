import { describe, expect, it } from 'vitest'
import { messyCsv } from '../domain/demo/messy'
import type { PersonDraft } from '../domain/person'
import { analyse, emptyLookup } from './analyse'

/** A section's old file whose dirt is known line by line, made by rules that this importer did not write. */
const today = '2026-03-14'
const { bytes, truth } = messyCsv(1500, 'import', today)
const plan = await analyse(bytes, 'ancien-fichier.csv', {}, { lookup: emptyLookup, today })
const rowAt = new Map(plan.rows.map((row) => [row.line, row]))
const dirty = (kind: string) => truth.dirt.filter((dirt) => dirt.kind === kind).map(({ line }) => rowAt.get(line)!)

describe('a file whose dirt is known', () => {
  it('is read where it begins, and ends with its total', () => {
    expect(plan.summary).toMatchObject({ encoding: truth.encoding, separator: truth.separator, headerLine: truth.headerLine })
    expect(plan.summary.columns.map(({ header }) => header)).toEqual(truth.headers)
    expect(plan.summary.columns.filter(({ field }) => field === null)).toEqual([])
    expect(plan.rows.at(-1)).toMatchObject({ kind: 'setAside', reason: 'total-line' })
  })

  it('gives as many people as there are, each duplicate set aside with its line', () => {
    const reasons = (rows: typeof plan.rows) => [...new Set(rows.map((row) => row.reason))]
    expect(reasons(dirty('exact-duplicate'))).toEqual(['duplicate-in-file'])
    expect(reasons(dirty('case-variant'))).toEqual(['duplicate-in-file'])
    expect(plan.summary.rows).toMatchObject({ read: truth.records + 1, new: truth.people, setAside: truth.records - truth.people + 1 })
  })

  it('repairs what is broken and keeps what is odd', () => {
    const drafts = (kind: string): PersonDraft[] => dirty(kind).filter((row) => row.kind === 'new').map((row) => row.draft)
    expect(drafts('lost-zero').every((draft) => /^06(?: \d\d){4}$/.test(draft.phones![0]!.value))).toBe(true)
    expect(drafts('two-emails').every((draft) => draft.emails!.length === 2)).toBe(true)
    expect(drafts('future-birth').every((draft) => draft.birth === undefined && draft.note!.includes('2062'))).toBe(true)
    expect(drafts('cedex').every((draft) => /CEDEX/.test(draft.city!))).toBe(true)
    expect(drafts('refusal').every((draft) => draft.consents!.some((consent) => consent.state === 'no'))).toBe(true)
    expect(drafts('line-break').length).toBeGreaterThan(0)
    for (const kind of ['lost-zero', 'two-emails', 'future-birth', 'cedex', 'refusal']) expect(drafts(kind).length, kind).toBeGreaterThan(0)
  })
})

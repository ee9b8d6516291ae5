import { describe, expect, it } from 'vitest'
import type { FieldConflict } from '#core/domain/person'
import { personWords } from '../../../ui/person-words'
import { conflictText, conflictsToSettle } from './conflict-text'

const french = { words: personWords.fr, locale: 'fr' as const }
const conflict = (field: FieldConflict['field'], key: string): FieldConflict => ({ field, key, stands: '', kept: [], others: [] })

describe('a value kept apart', () => {
  it('reads as in its field', () => {
    expect(conflictText('birth', '1991-04-12', french)).toBe('12/04/1991')
    expect(conflictText('level', 'act', french)).toBe('Agir')
    expect(conflictText('city', 'Pantin', french)).toBe('Pantin')
    expect(conflictText('phones', { value: '+33639981234', label: 'perso' }, french)).toMatch(/^06.39.98.12.34 \(perso\)$/)
    expect(conflictText('consents', { purpose: 'news', channel: 'sms', state: 'no', date: '2026-11-12', source: 'appel', wording: '' }, french)).toBe('Non, 12/11/2026, appel')
  })

  it('says what is empty', () => {
    expect(conflictText('note', '', french)).toBe('Non renseigné')
    expect(conflictText('consents', '', french)).toBe('Inconnu')
  })
})

it('asks for a town and its code once', () => {
  expect(conflictsToSettle({ conflicts: [conflict('cityCode', 'cc'), conflict('city', 'ct')] }).map(({ field }) => field)).toEqual(['city'])
  expect(conflictsToSettle({ conflicts: [conflict('cityCode', 'cc')] })).toHaveLength(1)
  expect(conflictsToSettle({})).toEqual([])
})

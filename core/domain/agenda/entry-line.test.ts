import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Commune } from '../communes'
import { consentFor, type Channel, type Consent } from '../consent'
import { draftToPerson } from '../draft'
import { newId, type PersonId } from '../ids'
import type { PersonDraft } from '../person'
import { draftOfLine, editsOfLine, emptyLine, isEmptyLine, namesSomebody, notesOfLine, readPlace, unreadableTag, type SheetFacts, type WrittenLine } from './entry-line'

const sheet: SheetFacts = { code: 'K7M4-XQPR', day: '2026-03-10', source: 'Émargement\u00a0: Réunion publique, 10/03/2026', wording: 'notice-2026-1' }
const stDenis: Commune = { code: '93066', name: 'Saint-Denis', postalCodes: ['93200', '93210'] }
const pantin: Commune = { code: '93055', name: 'Pantin', postalCodes: ['93500'] }
const communes = {
  byPostalCode: (code: string) => [stDenis, pantin].filter(({ postalCodes }) => postalCodes.includes(code)),
  recognise: (_code: string, city: string) => [stDenis, pantin].find(({ name }) => name.toLowerCase() === city.toLowerCase()),
}
const nowhere = { postalCode: '', city: '', cityCode: '' }
const line = (written: Partial<WrittenLine>): WrittenLine => ({ ...emptyLine, ...written })
const person = (draft: PersonDraft) => draftToPerson(newId<PersonId>(), draft, 1)
const fieldsOf = (edits: readonly { field: string }[]) => edits.map(({ field }) => field)

describe('the column for a postal code or a commune', () => {
  it('is read as either, or both; what is not known stays as written', () => {
    expect(readPlace(' 93500 ', communes)).toEqual({ postalCode: '93500', city: 'Pantin', cityCode: '93055' })
    expect(readPlace('pantin', communes)).toEqual({ postalCode: '93500', city: 'Pantin', cityCode: '93055' })
    expect(readPlace('Saint-Denis', communes)).toEqual({ postalCode: '', city: 'Saint-Denis', cityCode: '93066' })
    expect(readPlace('93210 saint-denis', communes)).toEqual({ postalCode: '93210', city: 'Saint-Denis', cityCode: '93066' })
    expect(readPlace('Trifouillis', communes)).toEqual({ postalCode: '', city: 'Trifouillis', cityCode: '' })
    expect(readPlace('93999', communes)).toEqual({ postalCode: '93999', city: '', cityCode: '' })
    expect(readPlace('', communes)).toEqual(nowhere)
  })
})

describe('somebody whom the base does not know', () => {
  it('is made of what was written, met once, with the sheet as source and proof', () => {
    const written = line({ lastName: ' Diallo ', firstName: 'Awa', email: 'awa.diallo@exemple.invalid', phone: '0639981234', channels: ['email'] })
    expect(draftOfLine(written, { postalCode: '93500', city: 'Pantin', cityCode: '93055' }, sheet, false)).toEqual({
      lastName: 'Diallo', firstName: 'Awa', postalCode: '93500', city: 'Pantin', cityCode: '93055', relation: 'occasional', source: sheet.source,
      emails: [{ value: 'awa.diallo@exemple.invalid', label: '' }], phones: [{ value: '06 39 98 12 34', label: '' }],
      consents: (['news', 'action'] as const).map((purpose) => ({ purpose, channel: 'email', state: 'yes', date: '2026-03-10', source: 'K7M4-XQPR', wording: 'notice-2026-1' })),
    })
  })
  it('has said nothing where no box is ticked', () => {
    expect(draftOfLine(line({ lastName: 'Diallo' }), nowhere, sheet, false)).toEqual({ lastName: 'Diallo', relation: 'occasional', source: sheet.source })
  })
  it('keeps a number that cannot ring as it was written', () => {
    expect(draftOfLine(line({ phone: '06 39 98 1' }), nowhere, sheet, false).phones).toEqual([{ value: '06 39 98 1', label: '' }])
  })
  it('is found again by a tag where the line could not be read, and has consented to nothing', () => {
    expect(draftOfLine(line({ lastName: 'Dia', channels: ['email', 'sms'] }), nowhere, sheet, true)).toEqual({ lastName: 'Dia', relation: 'occasional', source: sheet.source, tags: [unreadableTag] })
  })
})

describe('somebody who is recognised', () => {
  const awa = person({ lastName: 'Diallo', firstName: 'Awa', city: 'Pantin', cityCode: '93055', emails: [{ value: 'awa@exemple.invalid', label: 'perso' }] })

  it('is raised to a level that she asks for, never lowered', () => {
    const raised = (from: '' | 'follow' | 'act' | 'join', to?: 'follow' | 'act') => editsOfLine({ ...awa, level: from }, line(to ? { level: to } : {}), nowhere, sheet)
    expect(raised('', 'follow')).toEqual([{ field: 'level', value: 'follow' }])
    expect(raised('follow', 'act')).toEqual([{ field: 'level', value: 'act' }])
    expect([raised('join', 'act'), raised('act', 'act'), raised('follow')]).toEqual([[], [], []])
  })
  it('is completed where a field is empty', () => {
    expect(editsOfLine(awa, line({ place: '93500', phone: '0639981234' }), { postalCode: '93500', city: 'Pantin', cityCode: '93055' }, sheet)).toEqual([
      { field: 'postalCode', value: '93500' }, { field: 'phones', value: [{ value: '06 39 98 12 34', label: '' }] },
    ])
  })
  it('keeps her name, her commune and her first address when others are written, and says so', () => {
    const written = line({ lastName: 'Diallo-Petit', firstName: 'Hawa', place: 'Saint-Denis', email: 'autre@exemple.invalid' })
    const edits = editsOfLine(awa, written, { postalCode: '93200', city: 'Saint-Denis', cityCode: '93066' }, sheet)
    expect(edits).toEqual([{ field: 'emails', value: [{ value: 'awa@exemple.invalid', label: 'perso' }, { value: 'autre@exemple.invalid', label: '' }] }])
    expect(notesOfLine(awa, written, sheet)).toEqual([
      { kind: 'kept', field: 'lastName', value: 'Diallo' }, { kind: 'kept', field: 'firstName', value: 'Awa' }, { kind: 'kept', field: 'place', value: 'Pantin' }, { kind: 'added', field: 'emails' },
    ])
  })
  it('is left as she is by what she has already, however it is written', () => {
    const same = line({ lastName: 'DIALLO', firstName: 'awa', place: 'pantin', email: ' AWA@exemple.invalid' })
    expect(editsOfLine(awa, same, { postalCode: '', city: 'Pantin', cityCode: '93055' }, sheet)).toEqual([])
    expect(notesOfLine(awa, same, sheet)).toEqual([])
  })
  it('who refused since, or the same day, has still refused; a refusal from before is undone by her own hand', () => {
    const refusal = (date: string): Consent => ({ purpose: 'news', channel: 'email', state: 'no', date, source: 'appel', wording: '' })
    const written = line({ channels: ['email'] })
    for (const date of ['2026-03-10', '2026-04-01', '']) {
      const her = { ...awa, consents: [refusal(date)] }
      const edits = editsOfLine(her, written, nowhere, sheet)
      expect(edits.flatMap((edit) => (edit.field === 'consents' ? edit.set! : [])).map(({ purpose }) => purpose)).toEqual(['action'])
      expect(notesOfLine(her, written, sheet)).toEqual([{ kind: 'refused', channel: 'email' }])
    }
    const before = { ...awa, consents: [refusal('2025-01-01')] }
    expect(editsOfLine(before, written, nowhere, sheet).flatMap((edit) => (edit.field === 'consents' ? edit.set! : []))).toHaveLength(2)
    expect(notesOfLine(before, written, sheet)).toEqual([])
  })

  const text = fc.constantFrom('', 'Awa', 'Diallo', 'Zoé', ' ')
  const point = fc.constantFrom('', 'awa@exemple.invalid', 'zoe@exemple.invalid')
  const number = fc.constantFrom('', '06 39 98 12 34', '0639981299', '12')
  const anyLine: fc.Arbitrary<WrittenLine> = fc.record({
    lastName: text, firstName: text, place: fc.constantFrom('', '93500', 'Pantin', 'Saint-Denis'), email: point, phone: number,
    channels: fc.uniqueArray(fc.constantFrom<Channel>('email', 'sms', 'call', 'post')),
  })
  const anybody = fc.record({ lastName: text, firstName: text, city: fc.constantFrom('', 'Pantin', 'Paris'), postalCode: fc.constantFrom('', '93500', '75011'), email: point, phone: number })

  it('never loses a value, whatever is written, and a second keying of the line changes nothing', () => {
    fc.assert(
      fc.property(anybody, anyLine, ({ email, phone, ...names }, written) => {
        const her = person({ ...names, emails: email ? [{ value: email, label: '' }] : [], phones: phone ? [{ value: phone, label: '' }] : [] })
        const place = readPlace(written.place, communes)
        const edits = editsOfLine(her, written, place, sheet)
        const after = structuredClone(her)
        for (const edit of edits) {
          if (edit.field === 'consents') after.consents = [...edit.set!]
          else if (edit.field === 'emails' || edit.field === 'phones') after[edit.field] = [...edit.value]
          else if ('value' in edit) after[edit.field as 'city'] = edit.value as string
        }
        for (const field of ['lastName', 'firstName', 'city', 'postalCode'] as const) if (her[field]) expect(after[field]).toBe(her[field])
        for (const field of ['emails', 'phones'] as const) expect(after[field].slice(0, her[field].length)).toEqual(her[field])
        for (const channel of ['email', 'sms', 'call', 'post'] as const) expect(consentFor(after, 'news', channel)?.state).toBe(written.channels.includes(channel) ? 'yes' : undefined)
        expect(fieldsOf(editsOfLine(after, written, place, sheet))).toEqual([])
      }),
    )
  })
})

it('a line is empty, names nobody, or names somebody', () => {
  expect([isEmptyLine(line({ place: ' ' })), isEmptyLine(line({ channels: ['sms'] })), isEmptyLine(line({ phone: '0' }))]).toEqual([true, false, false])
  expect([namesSomebody(line({ place: 'Pantin', channels: ['sms'] })), namesSomebody(line({ phone: '0639981234' }))]).toEqual([false, true])
})

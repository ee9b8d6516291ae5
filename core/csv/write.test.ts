import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { channels, purposes, type Consent } from '../domain/consent'
import { draftToPerson } from '../domain/draft'
import { newId, type PersonId } from '../domain/ids'
import { actionModes, availabilitySlots, civilities, emptyPerson, levels, relations, skills, type Person } from '../domain/person'
import type { PeopleColumn } from '../domain/query'
import { analyse, emptyLookup } from './analyse'
import type { ExportOptions } from './export'
import { isFormula } from './neutralise'
import { exportPeople } from './write'

const all: PeopleColumn[] = [
  'name', 'civility', 'lastName', 'firstName', 'birthName', 'emails', 'phones', 'addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode', 'city', 'cityCode', 'country', 'birth',
  'relation', 'level', 'actionModes', 'skills', 'availability', 'tags', 'contactPerson', 'source', 'note', 'consents', 'externalIds', 'createdAt', 'updatedAt',
]
const excel: ExportOptions = { format: 'csv', dialect: 'excel-fr', columns: all }
const standard: ExportOptions = { format: 'csv', dialect: 'standard', columns: all }
const workbook: ExportOptions = { format: 'xlsx', dialect: 'excel-fr', columns: all }

const person = (fields: Partial<Person>): Person => ({ ...emptyPerson(newId<PersonId>(), 1_700_000_000_000), ...fields })

/** What the base would hold after importing the file of these people. */
async function backAgain(people: Person[], options: ExportOptions, locale: 'fr' | 'en' = 'fr'): Promise<Person[]> {
  const bytes = await exportPeople(people, options, locale)
  const plan = await analyse(bytes, `export.${options.format}`, {}, { lookup: emptyLookup, today: '2026-11-22' })
  return plan.rows.map((row, at) => draftToPerson(people[at]?.id ?? newId<PersonId>(), row.draft, 1_700_000_000_000))
}

/** Text of a person's field: what can be typed, control characters but for tabs and line ends left out. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('=1+1', ' =1+1', '＝SUM(A1)', '@import', '-5', '- 5', '+33 6 39 98 12 34', "'quoted", "''", '"', '";"', 'a;b,c', 'ligne 1\nligne 2', '\t=2', 'Nom', 'TOTAL 12', 'sep=;', '#N/A', '-', '1340', '01340', '=HYPERLINK("http://x")', '6,12E+08', 'oui', 'Dupont  Marie', 'n/a', ' é ', '*', '* a', 'Mme Dupont', '__proto__', 'constructor', '\\|', 'a | b', '::: x'),
  fc.array(fc.constantFrom('=', '+', '-', '@', ' ', "'", '"', ';', ',', '|', '\\', '\n', '\t', '*', 'a', 'é', '1', '0', '／', '＝', ':', '€', '\u00a0', '\u202f', '(', ')', '/'), { maxLength: 8 }).map((letters) => letters.join('')),
).map((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]/g, '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ''))
const filled = typed.filter((text) => text !== '')
const words = (known: readonly string[]) => fc.uniqueArray(fc.oneof(fc.constantFrom(...known), filled), { maxLength: 3 }).map((list) => list.sort((a, b) => (a < b ? -1 : 1)))
const point = fc.record({ value: fc.oneof(filled, fc.constantFrom('marie@exemple.invalid', '06 39 98 12 34', '+33639981234', 'Marie <m@exemple.invalid>')), label: fc.oneof(fc.constant(''), typed) })
const day = fc.date({ min: new Date('1900-01-02'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const consent: fc.Arbitrary<Consent> = fc.record({ purpose: fc.constantFrom(...purposes), channel: fc.constantFrom(...channels), state: fc.constantFrom('yes' as const, 'no' as const), date: fc.oneof(fc.constant(''), day), source: typed, wording: typed })

const anyone: fc.Arbitrary<Person> = fc.record({
  civility: fc.constantFrom('' as const, ...civilities), lastName: typed, firstName: typed, birthName: typed, emails: fc.array(point, { maxLength: 3 }), phones: fc.array(point, { maxLength: 3 }),
  addressUnit: typed, addressBuilding: typed, street: typed, locality: typed, postalCode: fc.oneof(typed, fc.constantFrom('93200', '1340', '75 011', '20000', 'SW1A 1AA')), city: fc.oneof(typed, fc.constantFrom('Saint-Denis', '93200 Saint-Denis')),
  cityCode: fc.oneof(typed, fc.constantFrom('2A004', '01004')), country: typed, birth: fc.oneof(fc.constant(''), day, fc.constantFrom('1975', '2026')), relation: fc.constantFrom('' as const, ...relations), level: fc.constantFrom('' as const, ...levels),
  actionModes: words(actionModes), skills: words([...skills, 'Stand', 'cuisine']), availability: words([...availabilitySlots, 'samedi']), tags: words(['tractage', 'a, b', '"x"']), contactPerson: typed, source: typed, note: typed,
  consents: fc.uniqueArray(consent, { maxLength: 4, selector: (each) => `${each.purpose}${each.channel}` }),
  externalIds: fc.uniqueArray(fc.record({ source: fc.constantFrom('helloasso', 'nationbuilder'), value: filled }), { maxLength: 2, selector: (id) => id.source + id.value }),
}).map((fields) => {
  const made = person(fields as Partial<Person>)
  return draftToPerson(made.id, made, made.createdAt)
})

describe('what is exported comes back the same', () => {
  it.each([['Excel France', excel, 'fr'], ['standard', standard, 'en'], ['Excel France with English titles', excel, 'en']] as const)('%s', async (_name, options, locale) => {
    await fc.assert(fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 4 }), async (people) => {
      expect(await backAgain(people, options, locale)).toEqual(people)
    }), { numRuns: 120 })
  })

  it('a cell that ends with a backslash, in quotes', async () => {
    const people = [person({ lastName: 'Dupont', actionModes: ['| \\'], city: 'a;b\\', note: '\\"', street: '93200' }), person({ lastName: 'Martin', note: 'x' })]
    for (const options of [standard, excel]) expect(await backAgain(people, options)).toEqual(people)
  })

  it('a workbook too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 3 }), async (people) => {
      expect(await backAgain(people, workbook)).toEqual(people)
    }), { numRuns: 25 })
  })

  it('and importing it over the same base changes nobody', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 4 }), async (people) => {
      const bytes = await exportPeople(people, excel, 'fr')
      const lookup = { ...emptyLookup, byId: (id: PersonId) => people.find((each) => each.id === id) }
      const { summary } = await analyse(bytes, 'export.csv', {}, { lookup, today: '2026-11-22' })
      expect(summary.rows).toMatchObject({ read: people.length, unchanged: people.length, changed: 0, new: 0, setAside: 0 })
    }), { numRuns: 60 })
  })
})

it('somebody whose id begins as a formula does is the same person when the file comes back', async () => {
  const id = '-f6rTO97o8N4RI8bHN1tWA' as PersonId
  for (const options of [standard, excel]) {
    const plan = await analyse(await exportPeople([person({ id, lastName: 'Dupont' })], options, 'fr'), 'export.csv', {}, { lookup: { ...emptyLookup, byId: (asked) => (asked === id ? person({ id, lastName: 'Dupont' }) : undefined) }, today: '2026-11-22' })
    expect(plan.summary.rows).toMatchObject({ unchanged: 1, new: 0 })
  }
})

describe('an export for Excel France', () => {
  const marie = person({ id: 'f6rTO97o8N4RI8bHN1tWA-' as PersonId, lastName: 'DUPONT', firstName: 'Marie', postalCode: '01340', birth: '1987-04-03', phones: [{ value: '06 39 98 12 34', label: '' }, { value: '+49 30 123456', label: 'travail' }], emails: [{ value: 'marie@exemple.invalid', label: '' }], level: 'act', tags: ['tractage', 'fête'] })

  it('is semicolons, mark, CR LF, French titles and days', async () => {
    const bytes = await exportPeople([marie], { ...excel, columns: ['lastName', 'firstName', 'phones', 'emails', 'postalCode', 'birth', 'level', 'tags'] }, 'fr')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe(
      'Nom;Prénom;Téléphone 1;Téléphone 2;Téléphone 2 (libellé);E-mail 1;Code postal;Date de naissance;Niveau;Étiquettes;Fiche Permanence\r\n' +
      `DUPONT;Marie;06 39 98 12 34;+49 30 123456;travail;marie@exemple.invalid;01340;03/04/1987;Agir;fête, tractage;${marie.id}\r\n`.replace('fête, tractage', 'tractage, fête'),
    )
  })

  it('survives Excel: a code without its zero and days turned round are mended when it comes back', async () => {
    const bytes = await exportPeople([marie, person({ lastName: 'Martin', postalCode: '93200', birth: '1975-12-25' })], excel, 'fr')
    const spoilt = new TextDecoder().decode(bytes).replace('01340', '1340').replace('06 39 98 12 34', '639981234')
    const plan = await analyse(new TextEncoder().encode(spoilt), 'export.csv', {}, { lookup: emptyLookup, today: '2026-11-22' })
    expect(plan.rows[0]!.draft).toMatchObject({ postalCode: '01340', birth: '1987-04-03', phones: [{ value: '06 39 98 12 34' }, { value: '+49 30 123456', label: 'travail' }] })
  })

  it('holds no cell that a spreadsheet would run, and leaves phones and negative figures alone', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 3 }), fc.constantFrom(excel, standard), async (people, options) => {
      const bytes = await exportPeople(people, options, 'fr')
      const rows = Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: options.dialect === 'excel-fr' ? ';' : ',' }).data
      expect(rows.flat().filter(isFormula)).toEqual([])
    }), { numRuns: 100 })
    for (const cell of ['+33 6 39 98 12 34', '+33639981234', '-5', '-', '+5,5', '12']) expect(isFormula(cell)).toBe(false)
    for (const cell of ['=1+1', ' =1+1', '＝1', '\n=1', '\t=1', '+cmd|calc', '-1+1', '@SUM(A1)', '+33 6 a', '\u00a0=1']) expect(isFormula(cell)).toBe(true)
  })
})

describe('an export made for a purpose', () => {
  it('leaves out those who did not agree', async () => {
    const yes: Consent = { purpose: 'news', channel: 'email', state: 'yes', date: '', source: '', wording: '' }
    const people = [person({ lastName: 'Oui', consents: [yes] }), person({ lastName: 'Non', consents: [{ ...yes, state: 'no' }] }), person({ lastName: 'Silence' })]
    const bytes = await exportPeople(people, { ...excel, columns: ['lastName'], consent: { purpose: 'news', channel: 'email' } }, 'fr')
    expect(new TextDecoder().decode(bytes).trim().split('\r\n').map((line) => line.split(';')[0])).toEqual(['Nom', 'Oui'])
  })

  it('stops when asked', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(exportPeople([person({ lastName: 'A' })], excel, 'fr', { signal: stop.signal })).rejects.toThrow('cancelled')
  })
})

describe('a vCard', () => {
  it('holds what an address book is for, escaped and folded between characters, and nothing that tells an opinion', async () => {
    const someone = person({ lastName: 'Lefèvre', firstName: 'Hélène', street: '12; rue, de l’Été', city: 'Saint-Denis', postalCode: '93200', note: 'secret', tags: ['parti'], level: 'join', birth: '1975', emails: [{ value: `${'é'.repeat(60)}@exemple.invalid`, label: 'travail' }], phones: [{ value: '06 39 98 12 34', label: '' }] })
    const bytes = await exportPeople([someone], { format: 'vcf', dialect: 'standard', columns: all }, 'fr')
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const lines = text.split('\r\n')
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
    const unfolded = text.replaceAll('\r\n ', '')
    expect(unfolded).toContain('N:Lefèvre;Hélène;;;\r\n')
    expect(unfolded).toContain('ADR;TYPE=HOME:;;12\\; rue\\, de l’Été;Saint-Denis;;93200;\r\n')
    expect(unfolded).toContain(`EMAIL;TYPE=INTERNET,WORK,PREF:${'é'.repeat(60)}@exemple.invalid\r\n`)
    expect(unfolded).toContain('TEL;TYPE=CELL,PREF:06 39 98 12 34\r\n')
    expect(text).not.toMatch(/secret|parti|join|BDAY|NOTE|CATEGORIES/)
    expect(text.endsWith('END:VCARD\r\n')).toBe(true)
  })
})

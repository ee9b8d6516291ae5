import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Consent } from '../domain/consent'
import { buildPeopleIndex } from '../domain/duplicates'
import { newId, type PersonId } from '../domain/ids'
import { emptyPerson, type Person, type PersonDraft, type PersonEdit } from '../domain/person'
import { analyse, emptyLookup, type ImportPlan } from './analyse'
import type { ImportOptions } from './plan'

const today = '2026-11-22'
const bytes = (text: string) => new TextEncoder().encode(text)
const person = (change: Partial<Person>): Person => ({ ...emptyPerson(newId<PersonId>(), 0), ...change })
const points = (...values: string[]) => values.map((value) => ({ value, label: '' }))
const consent = (state: 'yes' | 'no', change: Partial<Consent> = {}): Consent => ({ purpose: 'news', channel: 'email', state, date: '', source: '', wording: '', ...change })

const read = (text: string, base: Person[] = [], options: ImportOptions = {}, name = 'liste.csv'): Promise<ImportPlan> =>
  analyse(bytes(text), name, options, { lookup: buildPeopleIndex(base), today })
const fixture = (name: string): Promise<ImportPlan> =>
  analyse(new Uint8Array(readFileSync(new URL(`../../tests/fixtures/csv/${name}`, import.meta.url))), name, {}, { lookup: emptyLookup, today })
const people = (plan: ImportPlan): PersonDraft[] => plan.rows.filter((row) => row.kind === 'new').map((row) => row.draft)
/** What the edits say, by field: the value of a text or a list, the words added, the consents set. */
const written = (edits: PersonEdit[]) => Object.fromEntries(edits.map((edit) => [edit.field, 'value' in edit ? edit.value : 'add' in edit ? edit.add : 'set' in edit ? edit.set : undefined]))
const states = (draft: PersonDraft) => (draft.consents ?? []).map((each) => `${each.purpose}.${each.channel}.${each.state}`)

describe('a HelloAsso export', () => {
  it('makes members of those who join, never of those who pay', async () => {
    const plan = await fixture('helloasso-adhesions.csv')
    expect(plan.summary).toMatchObject({ encoding: 'utf-8', separator: ';', tool: 'helloasso', rows: { read: 6, new: 4, setAside: 2 } })
    expect(people(plan).map((each) => [each.firstName, each.emails?.map((email) => email.value) ?? []])).toEqual([
      ['Marie', ['marie.dupont@exemple.invalid']], ['Inès', []], ['Karim', ['karim.benali@exemple.invalid']], ['Zoé', ['zoe.legall@exemple.invalid', 'z.legall@example.org']],
    ])
    expect(people(plan).every((each) => each.relation === 'member' && each.level === 'join')).toBe(true)
    expect(plan.rejected.map(({ line, reason }) => [line, reason])).toEqual([[5, 'not-validated'], [6, 'payer-only']])
    expect(people(plan)[3]).toMatchObject({ addressUnit: 'apt 31', addressBuilding: 'Résidence Les Hêtres, Bât. B', postalCode: '01340', birth: '1975' })
    expect(plan.summary.warnings).toContain('payer-apart')
  })

  it('finds the same people when imported again, by order and name', async () => {
    const first = await fixture('helloasso-adhesions.csv')
    const base = people(first).map((draft) => person({ ...draft, emails: [], phones: [] } as Partial<Person>))
    const again = await analyse(new Uint8Array(readFileSync(new URL('../../tests/fixtures/csv/helloasso-adhesions.csv', import.meta.url))), 'x.csv', {}, { lookup: buildPeopleIndex(base), today })
    expect(again.summary.rows).toMatchObject({ new: 0, changed: 4, setAside: 2 })
    expect(again.rows.filter((row) => row.match).every((row) => row.matchKey === 'external-id')).toBe(true)
  })
})

describe('files of the other tools', () => {
  it('a section’s Windows-1252 workbook with titles above, totals below and a bit of everything', async () => {
    const plan = await fixture('section-classeur.csv')
    expect(plan.summary).toMatchObject({ encoding: 'windows-1252', headerLine: 4, rows: { read: 9, new: 4, setAside: 5 } })
    expect(plan.rejected.map(({ line, reason }) => [line, reason])).toEqual([[9, 'duplicate-in-file'], [10, 'no-identity'], [11, 'row-shift'], [13, 'total-line'], [14, 'total-line']])
    expect(people(plan)[1]).toMatchObject({ lastName: 'LEFÈVRE', postalCode: '01340', phones: [{ value: '06 39 98 00 22' }, { value: '01 99 00 11 22', label: 'fixe' }] })
    expect(people(plan).map(states)).toEqual([['news.email.yes'], ['news.email.no', 'action.email.no', 'membership.email.no'], [], ['news.email.yes']])
  })

  it('NationBuilder: months first, apostrophes off, refusals kept, an opt-in that is false is silence, opinions stay out', async () => {
    const plan = await fixture('nationbuilder-people.csv')
    const [helene, paul, awa, luc] = people(plan)
    expect(helene).toMatchObject({ birth: '1968-04-25', street: '12 rue des Lilas', postalCode: '93100', externalIds: [{ source: 'nationbuilder', value: '101' }], level: 'act', tags: ['tractage', 'fête 2025', 'collage'] })
    expect(states(paul!)).toEqual([])
    expect(awa!.birth).toBe('1990-12-02')
    expect(states(awa!)).toEqual(['news.email.yes', 'news.sms.yes', 'news.call.no', 'action.call.no', 'membership.call.no'])
    expect(luc!.consents).toHaveLength(15)
    expect(luc!.consents!.every((each) => each.state === 'no')).toBe(true)
    expect(JSON.stringify(people(plan))).not.toMatch(/support|party|"X"/)
  })

  it('Mailchimp: the file’s name says who left; a yes has its day and its proof, and without them there is none', async () => {
    const left = await fixture('unsubscribed_members_export.csv')
    expect(left.summary.warnings).toContain('unsubscribed-file')
    expect(people(left)[0]).toMatchObject({ tags: ['VIP', 'Blog, été'], consents: [{ state: 'no', date: '2024-06-30' }, { state: 'no' }, { state: 'no' }] })
    const stayed = await fixture('subscribed_members_export.csv')
    expect(people(stayed)[0]!.consents).toEqual([consent('yes', { date: '2023-09-12', source: 'subscribed_members_export.csv (IP 192.0.2.9)' })])
    expect(people(stayed)[1]!.consents).toBeUndefined()
  })

  it('Galette, Paheko, Brevo, Google, Outlook', async () => {
    expect(people(await fixture('galette-adherents.csv'))[0]).toMatchObject({ lastName: 'Roux', relation: 'member', phones: [{ value: '04 65 71 00 41' }, { value: '06 39 98 00 41' }] })
    expect(people(await fixture('galette-adherents.csv'))[0]!.birth).toBeUndefined()
    expect(people(await fixture('paheko-membres.csv'))[0]).toMatchObject({ lastName: 'ROBERT', firstName: 'Amélie', street: '14 rue Basse', addressBuilding: 'Résidence du Lac', relation: 'member' })
    expect(people(await fixture('paheko-membres.csv')).map(states)).toEqual([['news.email.yes'], []])
    expect(people(await fixture('brevo-contacts.csv')).map(states)).toEqual([[], ['news.email.no', 'action.email.no', 'membership.email.no']])
    expect(people(await fixture('google-contacts.csv'))[0]).toMatchObject({ tags: ['Section'], emails: [{ label: 'perso' }, { value: 'e.chevalier@example.org', label: 'travail' }, { value: 'elodie@example.org' }] })
    expect(people(await fixture('outlook-fr.csv'))[0]).toMatchObject({ civility: 'mme', street: '7 rue Haute', addressBuilding: 'bât. A', note: 'déléguée' })
  })
})

describe('a file against the base', () => {
  const marie = person({ lastName: 'Dupont', firstName: 'Zoé', emails: points('zoe@exemple.invalid'), phones: points('06 39 98 00 01'), postalCode: '93200', city: 'Saint-Denis', birth: '1987-04-03' })

  it('says new, changed with both values, and unchanged', async () => {
    const plan = await read('Nom;Prénom;Mail;Ville;CP\nDUPONT;ZOE;ZOE@exemple.invalid;Aubervilliers;\nMartin;Paul;paul@exemple.invalid;Lyon;\n', [marie])
    expect(plan.summary.rows).toMatchObject({ new: 1, changed: 1 })
    expect(plan.rows[0]).toMatchObject({ match: marie.id, matchKey: 'email', changes: [{ field: 'city', before: 'Saint-Denis', after: 'Aubervilliers' }] })
    expect((await read('Nom;Prénom;Mail;Ville;CP;Tél\nDUPONT;ZOE;zoe@exemple.invalid;SAINT DENIS;;0639980001\n', [marie])).summary.rows).toMatchObject({ unchanged: 1, changed: 0 })
  })

  it('empty cells clear nothing, lists only grow, a richer spelling replaces a poorer one', async () => {
    const poor = person({ lastName: 'BENAITEAU', firstName: 'ZOE', emails: points('z@exemple.invalid'), tags: ['a'], note: 'ancienne' })
    const plan = await read('Nom;Prénom;Mail;Tags;Ville;Note;Portable\nBénaîteau;Zoé;z@exemple.invalid / z2@exemple.invalid;b;;nouvelle;\n', [poor])
    expect(written(plan.rows[0]!.edits)).toEqual({ lastName: 'Bénaîteau', firstName: 'Zoé', tags: ['b'], note: 'ancienne\nnouvelle', emails: points('z@exemple.invalid', 'z2@exemple.invalid') })
  })

  it('a town that is no known commune takes the old one’s code away; the same town spelled otherwise keeps it', async () => {
    const marie = person({ lastName: 'Dupont', firstName: 'Marie', emails: points('m@exemple.invalid'), city: 'Saint-Denis', cityCode: '93066' })
    const moved = await read('Nom;Prénom;Courriel;Ville\nDupont;Marie;m@exemple.invalid;Bruxelles\n', [marie], { acceptMajorChange: true })
    expect(written(moved.rows[0]!.edits)).toEqual({ city: 'Bruxelles', cityCode: '' })
    const same = await read('Nom;Prénom;Courriel;Ville\nDupont;Marie;m@exemple.invalid;SAINT DENIS\n', [marie])
    expect(same.rows[0]!.edits).toEqual([])
  })

  it('matches by identifier, e-mail, mobile, name and birth, in that order; a landline or a name alone only suggests', async () => {
    const base = [
      person({ lastName: 'A', firstName: 'Un', externalIds: [{ source: 'nationbuilder', value: '7' }] }),
      person({ lastName: 'B', firstName: 'Deux', phones: points('06 39 98 00 02') }),
      person({ lastName: 'C', firstName: 'Trois', birth: '1970-01-02' }),
      person({ lastName: 'D', firstName: 'Quatre', phones: points('01 99 00 00 04'), postalCode: '93200' }),
    ]
    const plan = await read('nationbuilder_id;last_name;first_name;mobile_number;born_at;primary_zip\n7;Zzz;Un;;;\n;B;Deux;+33639980002;;\n;C;Trois;;1970-01-02;\n;D;Quatre;0199000004;;93200\n', base)
    expect(plan.rows.map((row) => [row.kind, row.matchKey])).toEqual([['changed', 'external-id'], ['unchanged', 'phone'], ['unchanged', 'name-birth'], ['new', undefined]])
    expect(plan.rows[3]!.possible).toEqual([base[3]!.id])
    expect(plan.summary.rows.possible).toBe(1)
  })

  it('never makes one person of two first names that share an address', async () => {
    const plan = await read('Nom;Prénom;Mail\nDupont;Paul;zoe@exemple.invalid\n', [marie])
    expect(plan.rows[0]).toMatchObject({ kind: 'new', possible: [marie.id] })
  })

  it('never re-subscribes: a refusal of the base stands, a refusal of the file is recorded', async () => {
    const refused = person({ lastName: 'Non', firstName: 'Anne', emails: points('anne@exemple.invalid'), consents: [consent('no', { date: '2024-01-01' })] })
    const agreed = person({ lastName: 'Oui', firstName: 'Luc', emails: points('luc@exemple.invalid'), consents: [consent('yes', { date: '2026-01-01', wording: 'notice-2026-1' })] })
    const plan = await read('Nom;Prénom;Mail;Newsletter\nNon;Anne;anne@exemple.invalid;Oui\nOui;Luc;luc@exemple.invalid;Non\n', [refused, agreed])
    expect(plan.rows[0]).toMatchObject({ kind: 'unchanged', refusalsKept: 1 })
    expect(written(plan.rows[1]!.edits).consents).toMatchObject([{ state: 'no', purpose: 'news', channel: 'email' }])
  })

  it('a flag never lowers a level, and a payment never unmakes a relation', async () => {
    const joined = person({ lastName: 'Dubois', firstName: 'Hélène', externalIds: [{ source: 'nationbuilder', value: '101' }], level: 'join' })
    const plan = await read('nationbuilder_id,first_name,last_name,is_volunteer,signup_type\n101,Hélène,Dubois,true,0\n', [joined])
    expect(plan.rows[0]!.kind).toBe('unchanged')
  })

  it('asks before it overwrites a field in a third of the matched rows, and keeps the earlier values until told', async () => {
    const base = Array.from({ length: 10 }, (_, at) => person({ lastName: `N${at}`, firstName: 'A', emails: points(`n${at}@exemple.invalid`), city: 'Sète' }))
    const file = `Nom;Prénom;Mail;Ville;CP\n${base.map((each, at) => `${each.lastName};A;n${at}@exemple.invalid;${at < 4 ? 'Lyon' : 'Sète'};34200`).join('\n')}\n`
    const asked = await read(file, base)
    expect(asked.summary.fieldChanges).toEqual([{ field: 'postalCode', count: 10, major: false }, { field: 'city', count: 4, major: true }])
    expect(asked.summary.warnings).toContain('major-change')
    expect(asked.rows[0]!.changes.map((change) => change.field)).toEqual(['postalCode', 'city'])
    expect(written(asked.rows[0]!.edits)).toEqual({ postalCode: '34200' })
    const told = await read(file, base, { acceptMajorChange: true })
    expect(written(told.rows[0]!.edits)).toEqual({ city: 'Lyon', postalCode: '34200' })
    expect((await read(file.replaceAll(';Lyon;', ';Sète;'), base)).summary.warnings).not.toContain('major-change')
  })

  it('counts nobody as changed whose only values were to be kept, once told to keep them', async () => {
    const base = Array.from({ length: 4 }, (_, at) => person({ lastName: `N${at}`, firstName: 'A', emails: points(`n${at}@exemple.invalid`), city: 'Sète' }))
    const file = `Nom;Prénom;Mail;Ville;CP;Code Insee\n${base.map((each, at) => `${each.lastName};A;n${at}@exemple.invalid;Lyon;${at === 0 ? '34200' : ''};${at === 1 ? '69123' : ''}`).join('\n')}\n`
    const undecided = await read(file, base)
    expect(undecided.summary.rows).toMatchObject({ changed: 4, unchanged: 0 })
    const kept = await read(file, base, { acceptMajorChange: false })
    expect(kept.summary.rows).toMatchObject({ read: 4, new: 0, changed: 1, unchanged: 3 })
    expect(kept.rows[0]!.changes.map((change) => change.field)).toEqual(['postalCode'])
    // Nor does the code of a town come without its town.
    expect(kept.rows[1]).toMatchObject({ kind: 'unchanged', edits: [] })
    // What was asked can still be asked again, and answered otherwise.
    expect(kept.summary.fieldChanges).toContainEqual({ field: 'city', count: 4, major: true })
    expect((await read(file, base, { acceptMajorChange: true })).summary.rows).toMatchObject({ changed: 4, unchanged: 0 })
  })

  it('counts every row in exactly one kind', async () => {
    const plan = await read('Nom;Prénom;Mail\nDupont;Zoé;zoe@exemple.invalid\nDupont;Zoé;zoe@exemple.invalid\nTotal 2;;\nMartin;;\n;;\n', [marie])
    const { read: total, new: added, changed, unchanged, setAside } = plan.summary.rows
    expect(added + changed + unchanged + setAside).toBe(total)
    expect(plan.rows).toHaveLength(total)
    expect(plan.rejected).toHaveLength(setAside)
  })
})

describe('what a person may choose', () => {
  const file = 'Nom;Prénom;Truc\nDupont;Marie;93200\n'

  it('columns, words for everyone, where it comes from', async () => {
    const plan = await read(file, [], { mapping: ['firstName', 'lastName', null], tags: ['marché'], source: 'Marché du 12/11' })
    expect(plan.rows[0]!.draft).toEqual({ firstName: 'Dupont', lastName: 'Marie', tags: ['marché'], source: 'Marché du 12/11' })
  })

  it('encoding, separator, and the line of titles, or none', async () => {
    expect((await read('Nom,Ville\nDupont,a;b\n', [], { separator: ';' })).summary.separator).toBe(';')
    expect((await read(file, [], { encoding: 'cp850' })).summary.encoding).toBe('cp850')
    expect((await read(file, [], { headerLine: 2 })).summary).toMatchObject({ headerLine: 2, rows: { read: 0 } })
    expect((await read(file, [], { headerLine: 0 })).summary).toMatchObject({ headerLine: 0, rows: { read: 2 } })
  })
})

describe('a long analysis', () => {
  const many = `Nom;Prénom;Mail\n${Array.from({ length: 20_000 }, (_, at) => `N${at};A;n${at}@exemple.invalid`).join('\n')}\n`

  it('stops when asked, at its next pause', async () => {
    const stop = new AbortController()
    let pauses = 0
    const running = analyse(bytes(many), 'x.csv', {}, { lookup: emptyLookup, today, signal: stop.signal, pause: async () => { if (++pauses === 2) stop.abort() } })
    await expect(running).rejects.toThrow('cancelled')
  })

  it('tells how far it is, up to the end', async () => {
    const seen: number[] = []
    await analyse(bytes(many), 'x.csv', {}, { lookup: emptyLookup, today, onProgress: (done, total) => seen.push(done / total) })
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.every((value, at) => value <= 1 && (at === 0 || value >= seen[at - 1]!))).toBe(true)
  })
})

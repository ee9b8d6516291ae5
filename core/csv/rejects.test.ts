import { describe, expect, it } from 'vitest'
import { newId, type PersonId } from '../domain/ids'
import { emptyPerson, type Person } from '../domain/person'
import { analyse, emptyLookup } from './analyse'
import { rejectsCsv } from './rejects'
import { exportPeople } from './write'

const person = (change: Partial<Person>): Person => ({ ...emptyPerson(newId<PersonId>(), 0), ...change })
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a row that two people of the base fit equally', () => {
  const twins = [person({ lastName: 'Moreau', emails: [{ value: 'moreau@exemple.invalid', label: '' }] }), person({ lastName: 'Moreau', emails: [{ value: 'moreau@exemple.invalid', label: '' }] })]
  const plan = analyse(bytes('Nom;Mail;Ville\nMoreau;moreau@exemple.invalid;Lyon\nDa Silva;silva@exemple.invalid;Paris\n'), 'liste.csv', {}, {
    lookup: { ...emptyLookup, byEmail: (email) => (email === 'moreau@exemple.invalid' ? twins : []) }, today: '2026-11-22',
  })

  it('is set aside with both, and does not hold up the others', async () => {
    const { rows, summary } = await plan
    expect(summary.rows).toMatchObject({ new: 1, setAside: 1 })
    expect(rows.find(({ kind }) => kind === 'setAside')).toMatchObject({ line: 2, reason: 'ambiguous-match', cells: ['Moreau', 'moreau@exemple.invalid', 'Lyon'] })
  })

  it('comes back in the file of rows set aside, as many of them as the preview counts', async () => {
    const text = new TextDecoder().decode(rejectsCsv(await plan, 'fr'))
    expect(text.split('\r\n')).toEqual(['Raison;Ligne du fichier;Nom;Mail;Ville', 'plusieurs fiches possibles;2;Moreau;moreau@exemple.invalid;Lyon', ''])
  })
})

describe('a row that holds somebody who was erased for good', () => {
  const [gone, exported] = [newId<PersonId>(), newId<PersonId>()]
  const erased = {
    isEmpty: () => false, has: (id: PersonId) => id === exported,
    matching: async ({ emails }: { emails?: { value: string }[] }) => (emails?.some(({ value }) => value === 'partie@exemple.invalid') ? [gone] : []),
  }
  const base = [person({ lastName: 'Aubin', emails: [{ value: 'aubin@exemple.invalid', label: '' }] })]
  const context = { lookup: { ...emptyLookup, byEmail: (email: string) => base.filter(({ emails }) => emails[0]!.value === email) }, erased, today: '2026-11-22' }

  it('is set aside with its reason, and is no new person', async () => {
    const plan = await analyse(bytes('Nom;Mail\nPartie;partie@exemple.invalid\nAubin;aubin@exemple.invalid\nRoux;roux@exemple.invalid\n'), 'liste.csv', {}, context)
    expect(plan.summary.rows).toMatchObject({ read: 3, new: 1, unchanged: 1, setAside: 1 })
    expect(plan.rows.find(({ kind }) => kind === 'setAside')).toMatchObject({ line: 2, reason: 'erased', cells: ['Partie', 'partie@exemple.invalid'] })
    expect(new TextDecoder().decode(rejectsCsv(plan, 'en'))).toContain('asked to be erased')
  })

  it('is recognised by the id that our own export gave her, whatever was changed in the file', async () => {
    const table = await exportPeople([{ ...person({ lastName: 'Autre' }), id: exported }], { format: 'csv', dialect: 'excel-fr', columns: ['lastName', 'firstName', 'emails'] }, 'fr')
    const plan = await analyse(table, 'export.csv', {}, context)
    expect(plan.rows.map(({ kind, reason }) => [kind, reason])).toEqual([['setAside', 'erased']])
  })
})


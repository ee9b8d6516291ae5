import { describe, expect, it } from 'vitest'
import { newId, type PersonId } from '../domain/ids'
import { emptyPerson, type Person } from '../domain/person'
import { analyse, emptyLookup } from './analyse'
import { rejectsCsv } from './rejects'

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

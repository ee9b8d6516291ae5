/** The people of every measure: fictitious, 20 filled fields each, and as the `;` Windows-1252 file that a section's workbook saves. */
import { encodeWindows1252 } from '#core/domain/demo/messy'
import { demoPeople } from '#core/domain/demo/people'
import type { PersonDraft } from '#core/domain/person'

/** `YYYY-MM-DD`; the same people in every run. */
const day = '2026-11-01'

/** Windows-1252 has what French names need; others stay out of the file, so that both sides hold the same text. */
const inWindows1252 = /^[\x20-\x7e\xa0-\xff\u0152\u0153\u0178\u2018\u2019\u20ac\u2013]*$/

/** `count` people with 20 fields. */
export function benchPeople(count: number): PersonDraft[] {
  const people: PersonDraft[] = []
  for (const { draft } of demoPeople(Math.ceil(count * 1.15) + 50, 'bench', day, { fill: 'full' })) {
    const cells = cellsOf(draft)
    if (cells.every((cell) => inWindows1252.test(cell))) people.push({ ...draft, consents: [], externalIds: [] })
    if (people.length === count) return people
  }
  throw new Error('the generator gave too few people that Windows-1252 can write')
}

const columns = [
  'Civilité', 'Nom', 'Prénom', 'Nom de naissance', 'E-mail', 'Téléphone', 'Bâtiment', 'Adresse', 'Code postal', 'Ville',
  'Date de naissance', 'Statut', 'Niveau', 'Modes d’action', 'Compétences', 'Disponibilités', 'Étiquettes', 'Référent', 'Source', 'Note',
]
const relationWords: Record<string, string> = { member: 'adhérent', regular: 'sympathisant', occasional: 'contact', '': '' }
const levelWords: Record<string, string> = { follow: 's’informer', act: 'agir', join: 'adhérer', '': '' }

function cellsOf(person: PersonDraft): string[] {
  const birth = person.birth ?? ''
  return [
    { mme: 'Mme', m: 'M.', mx: 'Mx', '': '' }[person.civility ?? ''], person.lastName ?? '', person.firstName ?? '', person.birthName ?? '',
    person.emails?.[0]?.value ?? '', person.phones?.[0]?.value ?? '', person.addressBuilding ?? '', person.street ?? '', person.postalCode ?? '', person.city ?? '',
    birth.length === 10 ? `${birth.slice(8)}/${birth.slice(5, 7)}/${birth.slice(0, 4)}` : birth,
    relationWords[person.relation ?? '']!, levelWords[person.level ?? '']!,
    (person.actionModes ?? []).join(', '), (person.skills ?? []).join(', '), (person.availability ?? []).join(', '), (person.tags ?? []).join(', '),
    person.contactPerson ?? '', person.source ?? '', person.note ?? '',
  ]
}

/** The people as a `;` CSV in Windows-1252 with CRLF: about 22 MB for 100,000. */
export function workbookFile(people: readonly PersonDraft[]): Uint8Array {
  const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [columns, ...people.map(cellsOf)].map((cells) => cells.map(quoted).join(';'))
  return encodeWindows1252(`${lines.join('\r\n')}\r\n`)
}

/** Twenty searches as people type them, letter by letter. */
export const typedQueries = [
  'd', 'du', 'dup', 'dupo', 'dupont', 'ma', 'mar', 'mart', 'martin s', 'saint', 'saint d', '0639', '063998', 'z', 'zo', 'ben', 'benali', 'nguyen', 'le', 'marie',
]

/**
 * Addresses written in one cell, or in lines that no title names. Each part goes to its line of the French norm when its words say which
 * (« apt », « bât. », « BP »); what says nothing stays with the street, as written: an address is never reordered by a guess.
 */
import { readCity } from '../domain/address'
import { fold } from '../domain/fold'
import type { PersonDraft } from '../domain/person'
import type { RowDraft } from './fields'

type AddressField = 'addressUnit' | 'addressBuilding' | 'street' | 'locality'

const unit = /^(?:apt|appt|appart|appartement|etage|\d+ ?(?:e|er|eme|ieme|nd) etage|etg|porte|chez|c o|logt|logement|rdc|boite|bal|bte)\b/
const building = /^(?:bat|batiment|residence|res|immeuble|imm|tour|hall|entree|ent|escalier|esc|cage|foyer|lotissement|lot|domaine|cite|villa|parc|clos|ehpad|hameau residentiel)\b/
const locality = /^(?:bp|cs|tsa|lieu dit|lieudit|ld|hameau|lieux dits|boite postale)\b/
const street = /^\d+|\b(?:rue|avenue|av|ave|boulevard|bd|bld|bvd|place|pl|allee|allees|all|impasse|imp|chemin|che|ch|route|rte|quai|cours|square|sq|passage|sente|sentier|ruelle|venelle|faubourg|fg|promenade|esplanade|mail|rond point|traverse|montee|voie|street|road)\b/

/** Where a line belongs; `null` when its words do not say. */
function fieldOf(line: string): AddressField | null {
  const words = fold(line)
  if (locality.test(words)) return 'locality'
  if (unit.test(words)) return 'addressUnit'
  if (street.test(words) && !/^(?:bat|batiment|residence|immeuble|escalier|tour|hall)\b/.test(words)) return 'street'
  return building.test(words) ? 'addressBuilding' : null
}

function append(draft: PersonDraft, field: AddressField, text: string, joint: string): void {
  draft[field] = draft[field] ? `${draft[field]}${joint}${text}` : text
}

/** A second or third line of an address, from a column that only numbers it. */
export function addAddressLine(row: RowDraft, cell: string): void {
  const field = fieldOf(cell)
  // Beside a street in its own column, a second line is the building unless it says otherwise.
  append(row.draft, field === null || (field === 'street' && row.draft.street) ? 'addressBuilding' : field, cell, ' ')
}

/** A whole address in one cell: lines, or parts between commas, the last of which may be the postal code and the city. */
export function setAddress(row: RowDraft, cell: string): void {
  const { draft } = row
  if (!/[\n,]|\d{5}/.test(cell)) return append(draft, 'street', cell, ', ')
  const lines = cell.split(/\s*\n\s*/).flatMap(parts).filter((line) => line !== '')
  const last = lines.at(-1)
  if (last !== undefined && /^(?:F[- ]?)?\d{5}[ ,]+\p{L}|^\p{L}[^\d]*\(?\d{5}\)?$/u.test(last)) {
    const { postalCode, city, cedex } = readCity(last)
    draft.postalCode ??= postalCode
    draft.city ??= `${city} ${cedex}`.trim()
    lines.pop()
    row.repaired('multi-value')
  } else if (lines.length > 1 && last && draft.city && fold(last) === fold(draft.city)) lines.pop()
  if (lines.length === 1) {
    const [, before, code, city] = /^(.+?)[ ,-]+(\d{5}) +(\p{L}[\p{L}\s'’-]+)$/u.exec(lines[0]!) ?? []
    append(draft, 'street', before ?? lines[0]!, ', ')
    if (before) {
      draft.postalCode ??= code
      draft.city ??= city
      row.repaired('multi-value')
    }
    return
  }
  if (lines.length > 1) row.repaired('multi-value')
  for (const line of lines) append(draft, fieldOf(line) ?? 'street', line, ', ')
}

/** Commas part an address but for the one after the number (« 12, rue X »). */
function parts(line: string): string[] {
  const pieces = line.split(/\s*,\s*/)
  const joined: string[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last !== undefined && /^\d+\s*(?:bis|ter|quater|[a-d])?$/i.test(last)) joined[joined.length - 1] = `${last}, ${piece}`
    else joined.push(piece)
  }
  // A cut that names none of its parts was no list of lines.
  return joined.length > 1 && joined.every((piece) => fieldOf(piece) === null) ? [line] : joined
}

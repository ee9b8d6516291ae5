/**
 * What a sign-in sheet says that was printed, and in what the base has changed since.
 * Invariant: rows keep their numbers, whoever of them is erased: what is keyed is found by the number on the paper.
 */
import { fold } from '../fold'
import type { PersonId } from '../ids'
import type { Person } from '../person'

/** A line with a name on it. */
export interface PrintedMember {
  /** As printed: from 1. */
  row: number
  id: PersonId
  lastName: string
  firstName: string
}

export interface PrintedSheet {
  variant: 'meeting' | 'assembly'
  /** Of its words. */
  locale: 'fr' | 'en'
  title: string
  /** Day and place, in words. */
  occasion: string
  /** Of the notice, in whatever form: only whether it is still the same is asked. Empty: there is none on it. */
  notice: string
  /** Lines with names, those of people who were erased since included. */
  rows: number
  members: PrintedMember[]
}

/** As the base is now. `title`, `occasion`: in the sheet's language. */
export interface SheetNow {
  title: string
  occasion: string
  cancelled: boolean
  notice: string
  /** All members. */
  members: readonly Pick<Person, 'id' | 'lastName' | 'firstName'>[]
  find(id: PersonId): Pick<Person, 'lastName' | 'firstName'> | null
  /** Keyed from this sheet: what that changed is no news. */
  keyed: ReadonlySet<PersonId>
}

export interface SinceNamed {
  id: PersonId
  name: string
}

export interface SheetSince {
  /** The sheet's words, where the action's are others now. */
  occasion: { paper: string; now: string } | null
  cancelled: boolean
  notice: boolean
  /** Members who are not on it. */
  joined: SinceNamed[]
  /** On it, and no member any more. */
  left: (SinceNamed & { row: number })[]
  renamed: (SinceNamed & { row: number; now: string })[]
}

/** « Dupont Marie », as on the sheet. */
export const nameOnSheet = ({ lastName, firstName }: Pick<Person, 'lastName' | 'firstName'>): string => `${lastName} ${firstName}`.trim()

/** `null`: nothing. */
export function changedSince(sheet: PrintedSheet, now: SheetNow): SheetSince | null {
  const paper = [sheet.title, sheet.occasion].join(', ')
  const said = [now.title, now.occasion].join(', ')
  const since: SheetSince = { occasion: paper === said ? null : { paper, now: said }, cancelled: now.cancelled, notice: sheet.variant === 'meeting' && sheet.notice !== now.notice, joined: [], left: [], renamed: [] }
  if (sheet.variant === 'assembly') {
    const printed = new Set(sheet.members.map(({ id }) => id))
    const members = new Set(now.members.map(({ id }) => id))
    since.joined = now.members.filter(({ id }) => !printed.has(id) && !now.keyed.has(id)).map((her) => ({ id: her.id, name: nameOnSheet(her) }))
    for (const line of sheet.members) {
      const { id, row } = line
      const name = nameOnSheet(line)
      const her = now.find(id)
      if (!members.has(id) && !now.keyed.has(id)) since.left.push({ id, name, row })
      if (her && fold(nameOnSheet(her)) !== fold(name)) since.renamed.push({ id, name, row, now: nameOnSheet(her) })
    }
  }
  const any = since.occasion || since.cancelled || since.notice || [since.joined, since.left, since.renamed].some(({ length }) => length > 0)
  return any ? since : null
}

/** A contact sheet: what is asked, and what comes back. */
import type { Channel, Purpose } from '../domain/consent'
import type { Person } from '../domain/person'
import type { PeopleColumn } from '../domain/query'

/** `blank` is an empty column to write in; `address` is the whole postal address in one cell. */
export type SheetColumn = PeopleColumn | 'blank' | 'address'

export interface ContactSheetOptions {
  title: string
  /** Their widths follow the content of the selection. */
  columns: SheetColumn[]
  orientation: 'portrait' | 'landscape'
  /** A sheet for calling or mailing only shows people who agreed; `null` = internal working list. */
  consent: { purpose: Purpose; channel: Channel } | null
  /** The selection in words, in the sheet's language: "Adhérent·e·s de Saint-Denis, 132 personnes". */
  selectionInWords: string
  /** "À détruire après usage" line; on by default. */
  destroyAfterUse: boolean
}

/** Everything the page writer needs: no clock, no storage. */
export interface ContactSheetInput {
  people: readonly Person[]
  /** Left out by the consent rule. */
  leftOut: number
  options: ContactSheetOptions
  sectionName: string
  /** Printed on each page and kept in the history: the sheet can be told from any other. */
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
  /** IANA zone of the date printed. */
  timeZone: string
}

export interface PrintedSheet {
  pdf: Uint8Array
  code: string
  pages: number
  printed: number
  leftOut: number
  /** Characters that no font has: each is printed as a box, so a screen must say so. Empty nearly always. */
  missing: string[]
  /** Too many columns for this orientation: words had to be cut. Say so; landscape or fewer columns help. */
  crowded: boolean
}

/** A contact sheet, which is any list of people: what is asked, and what comes back. */
import type { ListColumn, ListLayout } from '../domain/list-layout'
import type { Person } from '../domain/person'

export type SheetColumn = ListColumn

export interface ContactSheetOptions extends ListLayout {
  title: string
  /** The selection in words, in the sheet's language: "Adhérent·e·s de Saint-Denis, 132 personnes". */
  selectionInWords: string
  /** Whom a caller gives her block back to; empty or absent: a line to write it on. Of no meaning without `perCaller`. */
  returnTo?: string
  /** Tagged, to be read aloud: a short list is anyhow, a long one grows to twice its size by it. */
  accessible?: boolean
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
  /** How many callers share it; 0 when nobody shares it out. */
  blocks: number
  /** Under a heading each; 0 when it has none. */
  groups: number
  /** Characters that no font has: each is printed as a box, so a screen must say so. Empty nearly always. */
  missing: string[]
  /** Too many columns for this orientation: words had to be cut. Say so; landscape or fewer columns help. */
  crowded: boolean
}

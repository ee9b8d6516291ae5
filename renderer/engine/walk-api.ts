/** What screens may ask of sheets that are carried from door to door; see api.ts. */
import type { Sector } from '#core/domain/agenda/territory'
import type { ActionId } from '#core/domain/ids'
import type { FieldSheet } from '#core/print/field-sheet'

export interface WalkSheetRequest {
  action: ActionId
  /** Which one of a series, as in `SignUp.on`. */
  on: string
  sector: Sector
  variant: 'walk' | 'letterboxes'
  /** Only these, in this order; `null`: all, by name. */
  streets: readonly string[] | null
  /** Lines to write in: of a walk list under each building of which nothing is known, of a letterbox sheet at the end of each street. */
  blank: number
  locale: 'fr' | 'en'
}

export interface WalkCalls {
  /** Names nobody, so whoever holds the agenda may print it. Rejects with `action-gone`. */
  walkSheet(request: WalkSheetRequest): FieldSheet
}

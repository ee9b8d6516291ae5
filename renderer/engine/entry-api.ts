/** What screens may ask while a sign-in sheet that came back is keyed; see api.ts. */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import type { SheetFacts, WrittenLine } from '#core/domain/agenda/entry-line'
import type { LineFate } from '#core/domain/agenda/entry-rows'
import type { SheetSince } from '#core/domain/agenda/printed-sheet'
import type { ActionId, HistoryId, PersonId } from '#core/domain/ids'
import type { Person, Relation } from '#core/domain/person'
import type { Receipt } from '#core/section/command-writer'

/** A time of an action. */
export interface EntryOf {
  action: ActionId
  on: string
}

/** A line that is in effect. */
export interface EntryLine {
  history: HistoryId
  row: number
  fate: LineFate
  /** Keyed on this computer. */
  own: boolean
  /** As she is now; `null` where nobody could be read, or she is gone since. */
  person: Person | null
  /** Whose votes she holds. */
  proxies: readonly PersonId[]
}

/** A line that the paper has a name on. */
export interface PrintedRow {
  row: number
  id: PersonId
  /** As printed. */
  lastName: string
  firstName: string
  /** As she is now; `null`: her record was deleted. */
  person: Person | null
}

export interface EntrySheet {
  /** `null`: of no action of the agenda. */
  of: { action: Action; occurrence: Occurrence } | null
  facts: SheetFacts
  /** In the order of the paper, whoever keyed them. */
  lines: EntryLine[]
  /** Of an assembly's sheet: those of whoever was erased since are missing among them. `null`: no name is on it. */
  printed: { rows: number; members: PrintedRow[] } | null
  /** Slips of a stall: each also says what she wants, and who was met there did not come to an action. */
  slips: boolean
  /** What the base says otherwise than the paper; `null`: nothing, or nothing that is known. */
  since: SheetSince | null
}

/** A member signed, on her printed line. */
export interface SignRequest {
  code: string
  row: number
  of: EntryOf
  person: PersonId
  proxies: readonly PersonId[]
  /** Where the paper corrects what she is. */
  relation?: Relation
}

export interface EntryRequest {
  code: string
  row: number
  of: EntryOf | null
  locale: 'fr' | 'en'
  line: WrittenLine
  unreadable: boolean
  /** `known`: recognised, by whoever keyed it. Else she is made under this id. */
  person: { id: PersonId; known: boolean }
  /** As `person.create`. */
  despite?: 'keep' | 'lift'
}

export interface EntryCalls {
  /** What a code is of: `of` where that was chosen, else what the history says. `null`: this computer has not heard of it. Rejects with `action-gone`, `role-forbids`. */
  entrySheet(request: { code: string; of?: EntryOf | null; locale: 'fr' | 'en' }): EntrySheet | null
  /** Codes of the sheets that were printed or keyed of this time of an action, latest first. */
  entryCodes(of: EntryOf): string[]
  /** One line, as one deed. Rejects as `keyLine`. */
  entryLine(request: EntryRequest): Receipt
  /** A printed line, as one deed; again, where something of it changes. Rejects as `keyLine`. */
  entrySign(request: SignRequest): Receipt
  /** A sheet that will not come back: nobody is asked to key it any more. */
  sheetLost(request: { code: string; of: EntryOf }): Receipt
  /** Takes back all lines of a sheet, or what was keyed of one, last first; `kept`: records that were changed since and stay as they are. May be stopped in between. */
  entryUndo(request: { code: string; row?: number }): { undone: number; kept: number }
}

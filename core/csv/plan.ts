/** The plan of an import: what a file would do to the base, before anything is written. Plain data that screens page through. */
import type { PersonId } from '../domain/ids'
import type { Person, PersonDraft, PersonEdit } from '../domain/person'

export type Encoding = 'utf-8' | 'utf-8-mixed' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15' | 'macintosh' | 'cp850' | 'xlsx'

/** A column's target: a field of `Person` in a shape that a cell can fill; see `targets` in mapping.ts. */
export type ImportTarget = string

export interface ImportOptions {
  encoding?: Encoding
  separator?: string
  /** 1-based line of the file; 0 = the file has no header line. */
  headerLine?: number
  /** Sheet of a workbook. */
  sheet?: string
  /** Target of each column by position; `null` = not imported. Absent = mapped by the app. */
  mapping?: (ImportTarget | null)[]
  /** Words added to every imported person. */
  tags?: string[]
  source?: string
  /** The person ticked "yes, overwrite" for the fields that would change in more than 30 % of matched rows. */
  acceptMajorChange?: boolean
}

/** A mapping kept by name, found again by its header row. */
export interface ImportProfile {
  name: string
  headers: string[]
  options: ImportOptions
}

export type RepairKind =
  | 'postal-zero' | 'phone-zero' | 'phone-format' | 'phone-overseas' | 'phone-scientific' | 'date-order' | 'date-serial' | 'date-two-digit'
  | 'name-split' | 'civility-split' | 'multi-value' | 'yes-no' | 'leading-apostrophe' | 'currency' | 'total-line' | 'preamble'
  | 'email-syntax' | 'header-colon' | 'empty-date' | 'mixed-encoding' | 'case'

export type SetAsideReason =
  | 'no-identity' | 'row-shift' | 'total-line' | 'not-validated' | 'payer-only' | 'ambiguous-match' | 'duplicate-in-file' | 'unreadable'
  | 'repeated-header' | 'second-table'
  /** Somebody who was erased for good: it must not be a file that brings her back. */
  | 'erased'

/** What the preview must say besides counts; words are chosen by the screen. */
export type ImportWarning =
  /** Nothing in the file tells two people apart for sure: importing it again could make duplicates. */
  | 'no-key'
  /** A field would be overwritten in more than 30 % of matched rows. */
  | 'major-change'
  | 'two-tables' | 'nul-bytes' | 'unclosed-quote' | 'double-encoded' | 'no-header'
  /** « RGPD : Oui » without a channel: kept as a note, since consent is per channel; a « Non » refuses every channel. */
  | 'consent-without-channel'
  /** The file's name says that its people unsubscribed, or that their addresses bounce. */
  | 'unsubscribed-file' | 'cleaned-file'
  /** HelloAsso: the payer's address was left out where the payer is someone else. */
  | 'payer-apart'
  /** Months come before days in at least one date column. */
  | 'month-first'
  /** Excel has rounded numbers for good (`6,12E+08`). */
  | 'lost-digits'

/** Why a file is no table; the detail of the `not-a-table` error. */
export type NotATable =
  | 'empty' | 'ods' | 'xls' | 'zip' | 'pdf' | 'image' | 'html' | 'json' | 'xml' | 'vcard' | 'document' | 'archive' | 'database' | 'protected' | 'binary' | 'text'

export type ImportRowKind = 'new' | 'changed' | 'unchanged' | 'setAside' | 'possible'

export interface FieldChange {
  field: string
  before: string
  after: string
}

export interface ImportRow {
  /** 1-based line of the file where the record starts. */
  line: number
  kind: Exclude<ImportRowKind, 'possible'>
  /** The person as it would be written (new), or only what the file says (changed). */
  draft: PersonDraft
  /** The person of the base that it is, when matched. */
  match?: PersonId
  matchKey?: 'external-id' | 'email' | 'phone' | 'name-birth'
  changes: FieldChange[]
  /** Edits to apply to the matched person. */
  edits: PersonEdit[]
  reason?: SetAsideReason
  /** Of a row set aside: its cells as they were, since there may be nobody to show in it. */
  cells?: readonly string[]
  /** People who may be the same: suggested, never merged by itself. */
  possible: PersonId[]
  /** Refusals that this row brings, and consents not applied because the base holds a refusal. */
  refusalsKept: number
}

export interface ImportSummary {
  fileName: string
  encoding: Encoding
  separator: string
  headerLine: number
  sheets?: string[]
  columns: { header: string; field: ImportTarget | null; samples: string[]; filled: number }[]
  /** Five decoded rows, as cells. */
  preview: string[][]
  rows: { read: number; new: number; changed: number; unchanged: number; setAside: number; possible: number }
  repairs: { kind: RepairKind; count: number }[]
  /** People whose field would change, by field; `major` when over 30 % of matched rows. */
  fieldChanges: { field: string; count: number; major: boolean }[]
  /** Recognised tool: `helloasso`, `nationbuilder`… or null. */
  tool: string | null
  matched: number
  warnings: ImportWarning[]
}

/** Who was erased for good from the base. */
export interface ErasedPeople {
  /** Nobody can be recognised: no row needs to be asked about. */
  isEmpty(): boolean
  /** By the base's own id, which our exports carry. */
  has(id: PersonId): boolean
  /** Those whom a draft may be. */
  matching(draft: PersonDraft): Promise<readonly PersonId[]>
}

/** What matching needs from the base: lookups by normalised keys, each answering people in the base. */
export interface PeopleLookup {
  /** A person of this base by its own id: our exports carry it, so that an edited export finds its people whatever was changed. */
  byId?(id: PersonId): Person | undefined
  byExternalId(source: string, value: string): Person | undefined
  byEmail(folded: string): readonly Person[]
  /** E.164. */
  byPhone(e164: string): readonly Person[]
  /** `foldName(last)|foldName(first)`. */
  byName(folded: string): readonly Person[]
}

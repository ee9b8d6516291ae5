/**
 * What screens may ask of the section engine (a worker). Calls answer once; topics go on answering until unsubscribed.
 * Screens never touch Yjs, keys or the journal: they send commands and read live queries.
 */
import type { Action } from '#core/domain/agenda/action'
import type { Vote } from '#core/domain/agenda/electoral-silence'
import type { Channel, Purpose } from '#core/domain/consent'
import type { ErasureReason } from '#core/domain/erasure'
import type { ActionId, AssetId, DeviceId, HistoryId, PersonId, SectionId } from '#core/domain/ids'
import type { Receipt } from '#core/section/command-writer'
import type { RestorePoint } from '#core/section/restore-point'
import type { HistoryKind, HistoryLabel } from '#core/section/history'
import type { WriterState } from '#core/section/log-writer'
import type { Person, PersonDraft, PersonEdit } from '#core/domain/person'
import type { PeopleQuery, PeopleSelection } from '#core/domain/query'
import type { ErrorCode } from '#core/ports/errors'
import type { ReplacedSection, SectionStub } from '#core/ports/host'
import type { ImportOptions, ImportProfile, ImportRow, ImportRowKind, ImportSummary } from '#core/csv/plan'
import type { ContactSheetOptions, PrintedSheet } from '#core/print/sheet'
import type { PrintKind } from '#core/print/print-detail'
import type { PrintWay } from '#core/ports/printing'
import type { NoticeFacts } from '#core/print/sign-in-words'
import type { ExportOptions } from '#core/csv/export'
import type { ActionPaperCalls } from './action-paper-api'
import type { AgendaCalls, AgendaCommand, AgendaTopics } from './agenda-api'
import type { ComposingCalls } from './composing/composing-api'
import type { PictureCalls } from './raster/raster-api'
import type { HomeCalls } from './home-api'
import type { KeepingCalls, KeepingTopics } from './keeping-api'
import type { ImposingCalls } from './imposing/imposing-api'
import type { LibraryCalls, LibraryCommand, LibraryTopics } from './library/library-api'
import type { LabelCalls } from './label-api'
import type { TerritoryCalls } from './territory-api'
import type { SharingCalls, SharingTopics } from './sharing-api'
import type { StandCalls } from './stand-api'
import type { StreetCalls } from './street-api'
import type { WalkCalls } from './walk-api'

/** One edit = one command = one history entry that can be undone. */
export type Command =
  | { type: 'person.create'; id: PersonId; draft: PersonDraft; /** somebody who was erased, meant all the same: `keep` stopping imports of her, or `lift` that, as she has agreed anew */ despite?: 'keep' | 'lift' }
  | { type: 'person.edit'; id: PersonId; edits: PersonEdit[] }
  | { type: 'person.choose'; id: PersonId; /** of the conflict */ key: string; /** name of a kept value; `null` = the one under the key itself */ choice: string | null }
  | { type: 'people.edit'; selection: PeopleSelection; edits: PersonEdit[] }
  | { type: 'people.delete'; selection: PeopleSelection }
  | { type: 'section.rename'; name: string }
  /** Rejects with `notice-missing` unless it is whole. */
  | { type: 'section.notice'; notice: NoticeFacts }
  | { type: 'section.votes'; votes: Vote[] }
  | { type: 'import.profile'; profile: ImportProfile }
  | AgendaCommand
  | LibraryCommand

/** `failing`: the disk refuses; `pending` commands are kept in memory and tried again by themselves. */
export type SaveState = WriterState

/** A section of this computer while none is open. */
export interface ClosedSection extends SectionStub {
  /** What may be tried. `locked`: the keychain holds its key, but after a lock only the passphrase opens. */
  opensBy: { passphrase: boolean; keychain: 'yes' | 'locked' | 'no' }
}

export type EngineStatus =
  | { phase: 'starting' }
  /** No section is open: choose, create or unlock. `keychain`: this computer has one. `reason` says why it could not open `locked` by itself. `replaced`: copies that were put aside. */
  | { phase: 'closed'; sections: ClosedSection[]; replaced: ReplacedSection[]; keychain: boolean; reason?: ErrorCode; locked?: SectionId }
  /** `progress` 0 to 1. */
  | { phase: 'opening'; section: SectionId; progress: number; rebuilding: boolean }
  | {
      phase: 'open'
      section: { id: SectionId; name: string; demo: boolean; /** lost when the app quits (demo without keychain) */ ephemeral: boolean }
      device: DeviceId
      people: number
      /** false while the first screenful is shown and the rest still loads. */
      complete: boolean
      save: SaveState
      /** Entries that failed to verify, open or apply, and changed nothing. */
      quarantined: number
      undo: HistoryLabel | null
      redo: HistoryLabel | null
      protection: { keychain: boolean; passphrase: boolean }
    }

export interface SimilarPerson {
  person: Person
  /** Why it may be the same: shown beside the name. */
  reasons: ('email' | 'phone' | 'name' | 'name-birth' | 'name-postal')[]
}

/** Values that exist in the base with how many people have each: feeds filters and type-ahead. */
export interface Facets {
  tags: [string, number][]
  contactPersons: [string, number][]
  cities: [string, number][]
  actionModes: [string, number][]
  skills: [string, number][]
  levels: [string, number][]
  relations: [string, number][]
  /** People with something to choose between. */
  conflicts: number
}

export interface ImportSession {
  id: string
  summary: ImportSummary
  /** The saved mapping that these headers brought back by itself. */
  profile?: string
}

/** What a backup says it holds, once all of it was verified. */
export interface BackupSummary {
  id: string
  section: SectionId
  name: string
  people: number
  /** Milliseconds since 1970. */
  madeAt: number
  /** This section is on this computer already. */
  present: boolean
}

export interface HistoryEntry extends HistoryLabel {
  /** Of an undo or a redo: what it undid or did again. */
  of?: HistoryLabel
  /** Of a deed on one action that is still there: its title, or its kind where it has none. */
  about?: Pick<Action, 'title' | 'kind'>
  /** Of a deed on one sector, asset, kit or preset that is still there: its name. */
  named?: string
}

export interface HistoryRequest {
  start: number
  end: number
  /** Only these; all when absent. */
  kinds?: readonly HistoryKind[]
}

export interface HistoryPage {
  total: number
  /** All of them, latest first, with how many entries fall on each; `at` is its midnight. */
  days: { at: number; count: number }[]
  entries: HistoryEntry[]
}

export interface EngineCalls extends SharingCalls, AgendaCalls, ActionPaperCalls, HomeCalls, TerritoryCalls, WalkCalls, KeepingCalls, StandCalls, StreetCalls, LibraryCalls, ImposingCalls, LabelCalls, ComposingCalls, PictureCalls {
  createSection(request: { name: string; passphrase: string; keychain: boolean }): SectionId
  createDemo(): SectionId
  /** With no passphrase the keychain is tried. */
  openSection(request: { id: SectionId; passphrase?: string }): void
  /** Drops keys and tables from memory. Waits for pending saves. */
  lock(): void
  closeSection(): void
  changePassphrase(request: { current: string; next: string }): void
  setKeychain(request: { on: boolean; passphrase: string }): void
  /** Whether this computer has a protected keychain at all. */
  keychainAvailable(): boolean
  /** Gives an ephemeral demo a passphrase so that it is kept. */
  protectDemo(request: { passphrase: string }): void
  execute(command: Command): Receipt
  undo(): Receipt | null
  redo(): Receipt | null
  /** Undoes one entry of the history, however old, keeping edits made since. */
  undoEntry(id: HistoryId): Receipt
  /** Resolves when everything sent before is on disk; false when the disk refuses. */
  flush(): boolean
  /** Tries again at once what the disk refused. */
  retrySaving(): void
  rows(request: { query: PeopleQuery; start: number; end: number }): { total: number; rows: Person[] }
  /** Position of a person in a query's order, or -1. */
  position(request: { query: PeopleQuery; id: PersonId }): number
  person(id: PersonId): Person | null
  selectionCount(selection: PeopleSelection): number
  /** How many of a selection may be reached for a purpose by a channel, and why the others may not: said no, or never said yes. */
  consentCount(request: { selection: PeopleSelection; purpose: Purpose; channel: Channel }): { allowed: number; refused: number; unknown: number }
  /** When somebody whom this draft may be was last erased for good, in ms since 1970; `null`: nobody was. */
  erasedBefore(draft: PersonDraft): number | null
  /**
   * Erases people for good, here and, as they meet, on every computer of the section; not to be undone. `cleaned`: nothing of
   * them is left on this computer's disk; else the rest follows by itself, once the disk lets it. Rejects with `nothing-to-erase`.
   */
  erasePeople(request: { selection: PeopleSelection; reason: ErasureReason }): Receipt & { cleaned: boolean }
  /** Whether this record was erased for good. */
  isErased(id: PersonId): boolean
  /** How many people were erased, and whether something of them is still to be taken out of this computer's disk. */
  erasures(): { count: number; pending: boolean }
  findSimilar(request: { draft: PersonDraft; except?: PersonId }): SimilarPerson[]
  /** Communes of the official list for a postal code or the beginning of a name. */
  communes(text: string): { code: string; name: string; postalCodes: string[] }[]
  /** Latest first. */
  history(request: HistoryRequest): HistoryPage
  /** SHA-256 over all people in a canonical form: equal wherever the same people are held. */
  contentHash(): string
  /** Stops a long task before anything is written; its call rejects with `cancelled`. */
  cancel(task: EngineTopics['progress']['event']['task']): void
  /** Reads and analyses a file; nothing is written. Cancel with `importClose`. */
  importOpen(request: { content: Blob; fileName: string }): ImportSession
  importConfigure(request: { id: string; options: ImportOptions }): ImportSession
  importRows(request: { id: string; kind: ImportRowKind | 'all'; start: number; end: number }): { total: number; rows: ImportRow[] }
  /** One history entry. Rejects with `cancelled` after `importClose`; then nothing was written. */
  importApply(request: { id: string }): Receipt
  /** The rows set aside as CSV, with a reason column, in the file's own columns. */
  importRejects(request: { id: string; locale: 'fr' | 'en' }): Uint8Array
  importClose(request: { id: string }): void
  importProfiles(): ImportProfile[]
  /** Makes ready what an import needs (code, communes, who is in the base) while someone still looks for the file. */
  importReady(): void
  /** The content of a file, with nothing in the history yet: `settleExport` must say what became of it. */
  exportPeople(request: { selection: PeopleSelection; options: ExportOptions; locale: 'fr' | 'en' }): { id: string; bytes: Uint8Array; count: number; leftOut: number }
  /** A file that was written goes to the history; one that was given up does not. False: noted, but the disk refuses it for now. */
  settleExport(request: { id: string; written: boolean }): boolean
  contactSheet(request: { selection: PeopleSelection; options: ContactSheetOptions; locale: 'fr' | 'en' }): PrintedSheet
  /** The whole section into a chosen file, see `Bridge.chooseBackup`. Rejects with `cancelled`, `no-room`, `file-not-written`: then no file is left. */
  backUp(request: { token: string; passphrase: string }): { people: number; bytes: number; logged: boolean; /** titles of documents of the library whose file, or an older version's, is not on this computer, and so not in the backup */ missing: string[] }
  /** Reads a backup through and verifies it; nothing is written. */
  backupOpen(request: { content: Blob; passphrase: string }): BackupSummary
  /** Makes the section of an opened backup on this computer, as a new device, and opens it. Rejects with `section-exists` unless it may `replace`. */
  backupRestore(request: { id: string; passphrase: string; keychain: boolean; replace: boolean }): SectionId
  backupClose(request: { id: string }): void
  /** Restore points of the open section, latest first, and their bytes on the disk beside the journal's own. */
  points(): { points: Pick<RestorePoint, 'id' | 'at' | 'why' | 'people'>[]; bytes: number; journal: number }
  /** People added, removed and changed since a point: what going back to it would undo. */
  pointChanges(id: string): { added: number; removed: number; changed: number }
  /** Makes the people what they were then, as one batch that can be undone. */
  returnToPoint(id: string): Receipt
  /** Exchanges a section with a copy that a restored backup took the place of. */
  bringBack(replaced: ReplacedSection): void
  /** Writes to the history that a sheet was saved, opened or printed. `of`: the action that it comes back from, or the document that it shows. `sheets`: of paper, in all. False: noted, but the disk refuses it for now. */
  logPrint(request: { code: string; count: number; kind: PrintKind; way: PrintWay; /** Where they were asked of us. */ copies?: number; sheets?: number; of?: { action: ActionId; on: string } | { asset: AssetId } }): boolean
}

export interface EngineTopics extends SharingTopics, AgendaTopics, KeepingTopics, LibraryTopics {
  status: { request: null; event: EngineStatus }
  /** Total now, and a version that changes whenever rows must be asked again. */
  people: { request: PeopleQuery; event: { total: number; version: number } }
  person: { request: PersonId; event: Person | null }
  facets: { request: null; event: Facets }
  /** `version` changes with each new entry. */
  history: { request: null; event: { version: number } }
  /** Progress of what takes over a second, 0 to 1. */
  progress: { request: null; event: { task: 'import' | 'export' | 'print' | 'edit' | 'erase' | 'backup' | 'restore'; done: number; total: number; cancel: boolean } }
}

export type { HistoryLabel, Receipt }
export type { InvitationReading, InvitationView, JoiningView, PrintedRecoverySheet, RecoveringView, Role, SectionDevice, SharingStatus, SheetLinesReading } from './sharing-api'
export type { AgendaOccurrence, ComerRow, Participation } from './agenda-api'
export type { FileState, InspectedFile, LackingFiles, Library, LibraryAsset } from './library/library-api'
export type { Composed, ComposedLook, ComposeRequest } from './composing/composing-api'
export type { AssetPrint, ImposedPaper, ImposeRequest, LegalLook, PaperSource, PrintablePaper } from './imposing/imposing-api'
export type { Home } from './home-api'
export type { CallRow, CallsToMake, Followed } from './call-api'
export type { EntryLine, EntryOf, EntrySheet, PrintedRow } from './entry-api'
export type { LabelContent, LabelsRequest, PrintedLabels } from './label-api'
export type { StandRequest } from './stand-api'

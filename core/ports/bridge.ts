/** What the window may ask of the main process: the whole of `window.permanence`, exposed by the preload script. */
import type { PrinterList, PrintFate, PrintJob, PrintPreset } from './printing'

export interface Settings {
  locale: 'fr' | 'en'
  colorScheme: 'light' | 'dark' | 'auto'
  /** Minutes of idleness after which the app locks; 0 = never. */
  lockAfterMinutes: number
  /** Columns of the people table, in order, with widths in CSS px; no personal data. */
  peopleColumns: { column: string; width: number }[]
  /** Printers that were measured at this computer, with what puts their pages right. */
  printers: PrinterSetting[]
  /** Sheets of labels that were measured by hand, as core/print/labels knows them. */
  labelSheets: OwnLabelSheet[]
  /** What labels were last printed on: a part number, and a printer's name or ''. */
  labels: { sheet: string; printer: string }
  /** What each printer was last asked for, the latest first; see `withPreset`. */
  printPresets: PrintPreset[]
  /** How documents are printed at this computer: what its printer leaves white on each edge (mm, as last chosen and by the printer's name), where printed copies go, and by format what was chosen last, as core/print/imposition reads it. */
  imposing: { margin: number; margins?: Record<string, number> | undefined; place: string; choices: Record<string, object> }
}

export interface PrinterSetting {
  name: string
  /** In mm, to the right and down. */
  offsetX: number
  offsetY: number
  /** Percent. */
  scaleX: number
  scaleY: number
}

/** Lengths in tenths of a millimetre, across and down. */
export interface OwnLabelSheet {
  part: string
  paper: [number, number]
  cols: number
  rows: number
  label: [number, number]
  origin: [number, number]
  pitch: [number, number]
}

export interface SaveRequest {
  /** Never a person's name: file names are personal data too. */
  suggestedName: string
  kind: 'pdf' | 'csv' | 'xlsx' | 'vcf' | 'ics' | 'png' | 'jpg' | 'webp' | 'gif' | 'svg' | 'zip' | 'permanence-invitation'
  bytes: Uint8Array
}

export interface Bridge {
  readonly platform: string
  readonly version: string
  /** Asks the main process for a fresh engine port; it arrives as a `message` event `{permanence: 'engine-port'}` with one port. */
  requestEnginePort(): void
  settings(): Promise<Settings>
  saveSettings(change: Partial<Settings>): Promise<Settings>
  /** Native save dialog, then an atomic write. `null` when the person gave up. */
  saveFile(request: SaveRequest): Promise<{ path: string } | null>
  /** Native save dialog for a backup. `token` names the file to the engine's host; `null` when the person gave up. */
  chooseBackup(request: { suggestedName: string }): Promise<{ token: string; path: string } | null>
  /** Native save dialog for a calendar that is to be kept up to date; as `chooseBackup`. */
  chooseCalendar(request: { suggestedName: string }): Promise<{ token: string; path: string } | null>
  /** Writes a private temporary file (deleted on quit) and opens it in the system's viewer. */
  openPdf(request: { bytes: Uint8Array; suggestedName: string }): Promise<void>
  /** Printers of this computer, as they are now. */
  printers(): Promise<PrinterList>
  /** Prints these bytes without a word of the system. Rejects with `printer-gone`, `print-failed`, or `print-timeout` when sheets may have come out. */
  printDirect(request: { bytes: Uint8Array; job: PrintJob }): Promise<PrintFate>
  /** Native print dialog for these bytes. `false` when the person gave up. Rejects as `printDirect`. */
  printPdf(request: { bytes: Uint8Array }): Promise<boolean>
  /** Of what is on its way to a printer: take it back, or wait for it no longer. What was waited for answers. */
  stopPrinting(how: 'cancel' | 'leave'): Promise<void>
  /** The window alone on the screen, without a menu, or as it was before. A page that is loaded anew begins as it was before. */
  fullScreen(on: boolean): Promise<void>
  /** The invitation with which the system opened the app, once; `null` when there is none. */
  takeJoinLink(): Promise<string | null>
  /** One is there to be taken. */
  onJoinLink(listener: () => void): void
  /** The main process asks the window to finish: commit drafts, wait for the journal. The answer says whether everything is saved. */
  onPrepareQuit(answer: () => Promise<boolean>): void
  /** Commands of the native menu and the OS: lock (suspend, screen lock), undo, redo, palette. */
  onMenu(listener: (command: MenuCommand) => void): void
}

export type MenuCommand = 'lock' | 'undo' | 'redo' | 'palette' | 'new-person' | 'import' | 'print' | 'settings'

/** How an answer crosses from the main process to the preload script: Electron would flatten a thrown error into a sentence. */
export type BridgeAnswer = { ok: true; value: unknown } | { ok: false; code: string; detail: string }

/**
 * What the engine (a worker) asks of the main process, over a message port of its own: files of the sections, their journals, the OS keychain, and the one way out to the relay.
 * Everything that passes here is ciphertext or wrapped keys, but for `keychainSeal`'s argument.
 */
import type { SectionId } from '../domain/ids'
import type { JournalFrame, JournalInfo } from './journal'

/** What the disk says of a section without any key: no name, it may tell an opinion. */
export interface SectionStub {
  id: SectionId
  /** Milliseconds since 1970. */
  createdAt: number
  lastOpenedAt: number
  demo: boolean
}

/** A copy of a section that was put aside for another to take its place. */
export interface ReplacedSection {
  id: SectionId
  /** When it was put aside, in ms since 1970. */
  at: number
}

/** A calendar file that is kept up to date, where a person chose. */
export interface KeptFile {
  path: string
  /** In which the kinds of action are named there. */
  locale: 'fr' | 'en'
}

/** `offset`: how much of a file the relay says that it has (`Upload-Offset`), where it says so. */
export interface RelayAnswer {
  status: number
  body: Uint8Array
  offset?: number
}

export interface Host {
  listSections(): SectionStub[]
  /** Makes the folder, writes the vault durably. */
  createSection(section: SectionStub, vault: Uint8Array): void
  readVault(id: SectionId): Uint8Array
  /** Atomic and durable: a crash leaves the old vault or the new one. */
  writeVault(id: SectionId, vault: Uint8Array): void
  /** Only the demo section can be removed; a real section is never deleted by the app. */
  removeDemo(id: SectionId): void
  keychainAvailable(): boolean
  /** Rejects with `keychain-unavailable`. */
  keychainSeal(secret: Uint8Array): Uint8Array
  /** Rejects with `keychain-lost` when the OS can't open it any more. */
  keychainOpen(sealed: Uint8Array): Uint8Array
  /** Opens and locks the journal of a section (`journal-locked` when another process holds it), and records `lastOpenedAt`. */
  journalOpen(id: SectionId): JournalInfo
  journalClose(): void
  journalAppend(payloads: Uint8Array[]): { offsets: number[]; end: number }
  journalReadFrom(offset: number, maxBytes: number): { frames: JournalFrame[]; next: number | null }
  journalReadAt(offset: number): Uint8Array
  rewriteBegin(): void
  rewriteAppend(payloads: Uint8Array[]): number[]
  rewriteCommit(): JournalInfo
  rewriteAbort(): void
  /** Begins a file where a person chose (the token of `Bridge.chooseBackup`). Rejects with `no-room` or `file-not-written`, like the next three. */
  fileBegin(token: string): void
  fileAppend(bytes: Uint8Array): void
  /** Fsynced, then put under its name. */
  fileCommit(): void
  fileAbort(): void
  /** The calendar file of the open section; `null` = none is kept. */
  calendarKept(): KeptFile | null
  /** Keeps one, in the place of another (the token of `Bridge.chooseCalendar`). Rejects with `disk-full` or `file-not-written`. */
  calendarKeep(token: string, locale: KeptFile['locale']): KeptFile
  /** Atomic and durable. Rejects with `disk-full` or `file-not-written` (detail `ENOENT`: its folder is gone). */
  calendarWrite(bytes: Uint8Array): void
  /** The file stays. */
  calendarForget(): void
  /** Begins a section from a backup; nothing of it counts before `restoreCommit`. Rejects with `no-room` or `journal-failed`, like the next two. */
  restoreBegin(section: SectionStub, vault: Uint8Array): void
  restoreAppend(payloads: Uint8Array[]): void
  /** A piece of one of its sealed files, see `FileStore.write`. */
  restoreFile(name: string, offset: number, bytes: Uint8Array, last: boolean): void
  /** Rejects with `section-exists` unless it may `replace`: then the one that is there is put aside whole, and `note` with it. */
  restoreCommit(replace: boolean, note: Uint8Array | null): void
  restoreAbort(): void
  listReplaced(): ReplacedSection[]
  /** The note with which a copy was put aside; `null` = none. */
  replacedNote(replaced: ReplacedSection): Uint8Array | null
  /** Removes a copy that was put aside: somebody whom it shows was erased for good. */
  removeReplaced(replaced: ReplacedSection): void
  /** Exchanges a section with a copy that was put aside; no journal of it may be open. */
  bringBack(replaced: ReplacedSection): void
  /** The sealed list of restore points of the open section; `null` = none yet. */
  pointsRead(): Uint8Array | null
  /** Replaces the list, durably, and keeps the contents that the journal had in these generations, the present one among them; others go. */
  pointsWrite(list: Uint8Array, generations: string[]): void
  /** Frames of a generation that is kept; see `journalReadFrom`. */
  pointReadFrom(generation: string, offset: number, maxBytes: number): { frames: JournalFrame[]; next: number | null }
  /** Bytes on the disk for each generation that is kept beside the journal itself. */
  pointsSizes(): { generation: string; bytes: number }[]
  /** Sealed files of the open section, see `FileStore`: these six are one. */
  sealedFiles(): { name: string; bytes: number; whole: boolean }[]
  sealedFileSize(name: string): { bytes: number; whole: boolean } | null
  sealedFileWrite(name: string, offset: number, bytes: Uint8Array, last: boolean): void
  sealedFileRead(name: string, offset: number, length: number): Uint8Array
  sealedFilesRemove(names: string[]): void
  sealedFileVerify(name: string): boolean
  /** The one address that may be reached from now on (`https://…`, or `http://` of this machine only), `null` = none; sockets to any other are closed. Rejects with `relay-refused` for anything else. */
  relayUse(address: string | null): void
  /** One request to it. `path` begins with a slash. Redirects are not followed, bodies over 1 MiB either way refused, 15 s (40 s where `patience: 'long'`, for long polls). Rejects with `relay-unreachable`. */
  relayRequest(request: { method: string; path: string; headers: Record<string, string>; body?: Uint8Array; patience?: 'long' }): RelayAnswer
  /** Bytes into an open socket; into one that is gone, nothing. */
  relaySend(socket: string, bytes: Uint8Array): void
  /** The engine is done with the oldest message of a socket that it had not said so of: what it has not taken holds up what the relay sends. */
  relayTook(socket: string): void
}

export interface HostTopics {
  /** A WebSocket to the address in use: opened by subscribing (with an id of the engine's choice), closed by unsubscribing. */
  relaySocket: {
    request: { id: string; path: string; protocols: string[] }
    /** `close` of an upgrade that was refused: 1006, and the relay's error code as its reason. */
    event: { type: 'open' } | { type: 'message'; bytes: Uint8Array } | { type: 'close'; code: number; reason: string }
  }
}

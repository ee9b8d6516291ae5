/** What screens may ask of the library; see api.ts. */
import type { AssetId, KitId, PresetId } from '#core/domain/ids'
import type { Asset, AssetDraft, AssetEdit, AssetVersion, FileType, Validity } from '#core/domain/library/asset'
import type { Kit, KitDraft, KitEdit } from '#core/domain/library/kit'
import type { Preset, PresetDraft, PresetEdit, PresetKind } from '#core/domain/library/preset'
import type { ErrorCode } from '#core/ports/errors'
import type { SendRefusal } from './section-files'

export type LibraryCommand =
  | { type: 'asset.edit'; changes: { id: AssetId; edits: AssetEdit[] }[] }
  | { type: 'asset.delete'; ids: AssetId[] }
  | { type: 'kit.create'; made: { id: KitId; draft: KitDraft }[] }
  | { type: 'kit.edit'; changes: { id: KitId; edits: KitEdit[] }[] }
  | { type: 'kit.delete'; ids: KitId[] }
  | { type: 'preset.create'; made: { id: PresetId; draft: PresetDraft }[] }
  | { type: 'preset.edit'; changes: { id: PresetId; edits: PresetEdit[] }[] }
  | { type: 'preset.delete'; ids: PresetId[] }

/** Where the file of an asset is. `done` and `total` in bytes. */
export type FileState =
  /** On this computer, and where the section is shared at its relay too. */
  | { state: 'here' }
  /** On this computer alone; `refusal`: the relay does not take it. */
  | { state: 'here-only'; refusal?: SendRefusal }
  | { state: 'sending' | 'coming'; done: number; total: number }
  /** At the relay, or on its way there; `asked`: somebody waits for it here; `full`: this computer has no room for it. */
  | { state: 'elsewhere'; asked: boolean; full?: true }
  /** Nobody who was asked has it. */
  | { state: 'missing' }

export interface LibraryAsset extends Asset {
  validity: Validity
  /** `null` for a text or a link. */
  file: FileState | null
  pinned: boolean
}

export interface Library {
  assets: LibraryAsset[]
  kits: Kit[]
  /** Sealed bytes that contents take on this computer, and may. */
  room: { taken: number; budget: number }
}

/** What a file is, once it was looked at. */
export interface InspectedFile {
  type: FileType
  pages: number
  /** See `AssetVersion`. */
  width: number
  height: number
  content: string
  /** An asset that has this very file. */
  known: { asset: AssetId; title: string; version: string; current: boolean; /** on this computer */ here: boolean } | null
}

/** A file to be added, as `inspectFile` saw it. */
export interface NewFile extends Omit<InspectedFile, 'known'> {
  bytes: Blob
  /** A small picture of it, JPEG or WebP; `null` where none could be made. */
  picture: Uint8Array | null
}

/** Files that records name and that are not on this computer. Sealed bytes. */
export interface LackingFiles {
  /** The relay has them, as far as is known. Of one that is coming only the rest is counted. */
  elsewhere: { files: number; bytes: number }
  /** Those that do not come: the relay has not got them either, gives other bytes for them, or fails. `titles` of what they belong to. */
  missing: { files: number; titles: string[] }
  /** All that are elsewhere were asked for: they come as the network allows. */
  asked: boolean
  /** This computer has no room for one that was asked for. */
  full: boolean
}

export interface LibraryCalls {
  library(request: { day: string }): Library
  /** Rejects with `file-too-large`, or with what is the matter with it. Nothing is kept. */
  inspectFile(content: Blob): InspectedFile
  /** A file that is lacking here, from somebody who has it still; only the very same one is taken. Rejects with `file-not-known`. */
  restoreFile(request: { asset: AssetId; version: string; bytes: Blob }): void
  /** As one deed: each file is sealed and on the disk first. Answers what became of each; where one could not be kept, the others are there. */
  addAssets(made: { draft: AssetDraft; file: NewFile | null }[]): ({ id: AssetId } | { error: ErrorCode })[]
  /** A new version in the place of the one that there is. */
  addVersion(request: { asset: AssetId; file: NewFile; note: string }): AssetVersion
  /** Its bytes; of the current version unless said. Rejects with `asset-gone`, `file-not-here`, `file-damaged`. */
  assetContent(request: { asset: AssetId; version?: string }): { bytes: Uint8Array; type: FileType }
  /** Small pictures, where they are here. */
  assetPictures(ids: AssetId[]): (Uint8Array | null)[]
  /** Asks for the file of an asset that is elsewhere. */
  fetchAsset(id: AssetId): void
  /** Asks for every file that records name and that is not here, older versions too, whatever the room. */
  fetchAllFiles(): void
  lackingFiles(): LackingFiles
  pinAsset(request: { id: AssetId; on: boolean }): void
  setLibraryRoom(bytes: number): void
  /** All of a kit in one zip, texts and links as text. `missing`: titles of what is not on this computer. */
  kitFile(id: KitId): { bytes: Uint8Array; missing: string[] }
  presets(kind: PresetKind): Preset[]
}

export interface LibraryTopics {
  /** Something of the library, or where its files are, has changed. */
  library: { request: null; event: { version: number } }
}

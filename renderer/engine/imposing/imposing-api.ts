/** What screens may ask of the Imprimerie; see api.ts. */
import type { NoticeId } from '#core/domain/legal/notices'
import type { PaperKind } from '#core/domain/legal/checks'
import type { AssetId, DeviceId } from '#core/domain/ids'
import type { FileType } from '#core/domain/library/asset'
import type { RasterReason } from '#core/print/foreign/annotations'
import type { DecodedImage } from '#core/print/foreign/printable-image'
import type { PaperCount } from '#core/print/imposition/paper-count'
import type { PrintChoices } from '#core/print/imposition/print-choices'
import type { Size } from '#core/print/imposition/rectangle'
import type { PlanNote, SourcePage } from '#core/print/imposition/sheet-plan'

/** A document of the library, of its current version unless said; or a file that was given with `looseFile`. */
export type PaperSource = { asset: AssetId; version?: string } | { loose: string }

export interface PrintablePaper {
  type: FileType
  /** In mm, as they are read: a picture at 300 dots an inch. */
  pages: readonly SourcePage[]
}

export interface ImposeRequest {
  source: PaperSource
  choices: PrintChoices
  /** From 1, both included; all when not given. */
  pages?: [from: number, to: number]
  /** Finished pieces wanted of each. */
  copies: number
  /** The first sheets alone, to be looked at. */
  preview: boolean
  locale: 'fr' | 'en'
}

export interface ImposedPaper {
  pdf: Uint8Array
  /** On nothing but the sheets' margins, where there is room, and in the history. */
  code: string
  /** The sheet as it lies, in mm. */
  paper: Size
  /** One finished piece, in mm; of a poster all of it. */
  piece: Size
  duplex: 'none' | 'long' | 'short'
  /** Sheets of one run, a poster's map included, and how many of them are in `pdf`. */
  sheets: number
  shown: number
  /** Pieces that one run gives of each page. */
  perSheet: number
  /** Percent, the largest first. */
  scales: readonly number[]
  notes: readonly PlanNote[]
  count: PaperCount
  /** Pages, from 1, that are printed as pixels, and why; of those in `pdf`. */
  raster: { page: number; why: RasterReason }[]
  /** Dots an inch of a picture as it is printed, where that is coarse; else null. */
  coarse: number | null
  /** Characters of the words beside the pages that no font has. */
  missing: string[]
}

export interface LegalLook {
  /** In the order in which they weigh. */
  notices: NoticeId[]
  /** The line that says who printed it, and its page from 1; null where none was found. */
  imprint: { line: string; page: number } | null
  /** False: it has no words that can be read, so that a person has to look. */
  readable: boolean
}

/** One print of a document, of the history. */
export interface AssetPrint {
  /** Milliseconds since 1970. */
  at: number
  device: DeviceId
  copies: number
  /** Of paper; undefined where it was not noted. */
  sheets?: number
  code: string
}

export interface ImposingCalls {
  /** A file to be printed without the library; the one before is let go. Rejects as `inspectFile` does. */
  looseFile(content: Blob): { loose: string }
  /**
   * Opens a document, and keeps it open for `impose`. `drawn`: of an SVG, which a window alone draws (renderer/ui/pdf/draw-svg.ts).
   * Rejects with `asset-gone`, `file-not-here`, `file-damaged`, `pdf-needs-password`, or what is the matter with the file.
   */
  printable(request: { source: PaperSource; drawn?: DecodedImage }): PrintablePaper
  /** Rejects with `print-failed`, `pdf-unreadable`, `cancelled`. */
  impose(request: ImposeRequest): ImposedPaper
  /** What the law has to say of it. `size`: finished, in mm. */
  legalLook(request: { source: PaperSource; kind: PaperKind; size: Size }): LegalLook
  /** Lets go of the open document. */
  closePrintable(): void
  /** Latest first. */
  printsOf(id: AssetId): AssetPrint[]
}

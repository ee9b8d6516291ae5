/** What screens may ask of tracts and posters; see api.ts. */
import type { ActionId, AssetId, PresetId } from '#core/domain/ids'
import type { NoticeId } from '#core/domain/legal/notices'
import type { DecodedImage } from '#core/print/foreign/printable-image'
import type { PaperContent, Pictures } from '#core/print/templates/saved-template'
import type { RenderedTemplate } from '#core/print/templates/render-template'
import type { SectionBrand } from '#core/print/templates/section-brand'
import type { Slots } from '#core/print/templates/slots'
import type { Template } from '#core/print/templates/template'
import type { ErrorCode } from '#core/ports/errors'
import type { Receipt } from '#core/section/command-writer'

type Locale = 'fr' | 'en'

export interface ComposeRequest {
  /** The id of a built-in one, of a layout of the section's, or one that is being changed. */
  template: string | Template
  slots: Slots
  pictures: Pictures
  /** mm around the page; 0 unless said, for the copier of the section. */
  bleed?: number
  locale: Locale
  /** One that is being changed; else that of the section. */
  brand?: SectionBrand
  /** For a screen, not for paper: its photographs are no finer than one shows. */
  shown?: boolean
}

export interface Composed extends RenderedTemplate {
  /** Pictures that could not be put in, and why: their place is empty. */
  refused: { slot: string; error: ErrorCode }[]
}

export interface ComposedLook {
  /** What the law has to say of the page as it looks, in the order in which it weighs. */
  notices: NoticeId[]
  /** Slots whose code can't be read back from the page at 200 dots an inch. */
  unread: string[]
}

export interface KeepPaperRequest extends PaperContent {
  /** Where it was kept before. */
  paper?: PresetId
  title: string
  locale: Locale
  /** A small picture of its first page, JPEG. */
  picture: Uint8Array | null
  /** `YYYY-MM-DD`, the last day on which it makes sense; of a new asset alone. */
  validUntil?: string
}

export interface ComposingCalls {
  /** Rejects with `preset-gone`. */
  compose(request: ComposeRequest): Composed
  /** What is seen once it is drawn: pictures, colours, codes. Takes longer than making it. Rejects with `preset-gone`, `pdf-unreadable`. */
  lookAtComposed(request: ComposeRequest): ComposedLook
  /** A picture of the library that only a window decodes: taken from now on, in this version of it. Rejects with `asset-gone`. */
  givePicture(request: { asset: AssetId; decoded: DecodedImage }): void
  /** What an action says of itself. Rejects with `action-gone`. */
  slotsFor(request: { action: ActionId; on: string; locale: Locale }): { slots: Slots; /** `YYYY-MM-DD` */ lastDay: string }
  sectionBrand(): { preset: PresetId | null; brand: SectionBrand }
  /** Into the library, as a new version where it is there already, and what it was filled with beside it: one deed. */
  keepPaper(request: KeepPaperRequest): Receipt & { asset: AssetId; paper: PresetId }
  /** Lets go of the pictures that were put in. */
  closeComposing(): void
}

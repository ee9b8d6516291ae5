/** The fonts a sheet is set in. Bytes are passed in: the worker fetches them, tools and tests read files. */
import { PortError } from '../ports/errors'
import { readFontFile, type FontFile } from './font-file'
import { startShaper, type Shaper } from './shaper'

export interface FontBytes {
  /** `NotoSans-Regular.ttf`: Latin, Greek, Cyrillic, Vietnamese. */
  regular: Uint8Array
  /** `NotoSans-Bold.ttf`. */
  bold: Uint8Array
  /** `NotoSansArabic-Regular.ttf`. */
  arabic: Uint8Array
  /** `NotoSansArabic-Bold.ttf`; without it bold Arabic is set in regular. */
  arabicBold?: Uint8Array
  /** `IBMPlexMono-Medium.ttf`: every letter equally wide, for what is read out and typed back. */
  fixed: Uint8Array
  /** `harfbuzz.wasm` of npm harfbuzzjs. */
  harfbuzzWasm: Uint8Array
}

export type FontStyle = 'regular' | 'bold' | 'fixed'

export interface LoadedFont {
  file: FontFile
  /** HarfBuzz's own handle of the font. */
  shaping: number
  /** Kerning by `first glyph * 65536 + second glyph`, in font units: asked of HarfBuzz once a pair and kept. */
  kerning: Map<number, number>
}

/** For each style the fonts to look in, in order: the first that has a character draws it. */
export interface Fonts {
  stacks: Readonly<Record<FontStyle, readonly LoadedFont[]>>
  shaper: Shaper
}

/** Reads the fonts once; the result serves any number of documents. Throws `print-failed` when a file is no TrueType font. */
export async function loadFonts(bytes: FontBytes): Promise<Fonts> {
  const shaper = await startShaper(bytes.harfbuzzWasm)
  const load = (file: Uint8Array): LoadedFont => {
    try {
      return { file: readFontFile(file), shaping: shaper.openFont(file), kerning: new Map() }
    } catch (error) {
      throw new PortError('print-failed', `font: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const arabic = load(bytes.arabic)
  const arabicBold = bytes.arabicBold ? load(bytes.arabicBold) : arabic
  return { shaper, stacks: { regular: [load(bytes.regular), arabic], bold: [load(bytes.bold), arabicBold], fixed: [load(bytes.fixed)] } }
}

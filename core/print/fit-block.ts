/**
 * A text of several lines within a box. Invariant: it never leaves its box, and nothing of it goes without being shown to be
 * gone: it is written smaller first, then its end is cut, and whoever asked is told of how many words.
 */
import { mm } from './drawing'
import { fitText, inOneLine, type FittedLine } from './fit-text'
import type { PageFile } from './page-file'
import { textWidth, type PageStream, type TextPlace } from './page-stream'

export interface BlockPlace {
  /** Left and upper edge, width and height, in mm. */
  x: number
  top: number
  width: number
  height: number
  /** In points, largest first. */
  sizes: readonly number[]
  style?: TextPlace['style']
  grey?: number
  /** Between base lines, as a share of the letters' size. */
  leading?: number
  /** In the middle of the height instead of at its top. */
  middle?: boolean
}

export interface WrittenBlock {
  /** What it took, in mm. */
  height: number
  /** Words that had no room. */
  cut: number
}

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length

/** Writes it; lines that were typed stay lines, empty ones go. */
export function writeBlock(page: PageStream, file: PageFile, text: string, { x, top, width, height, sizes, style = 'regular', grey = 0, leading = 1.1, middle = false }: BlockPlace): WrittenBlock {
  const paragraphs = text.split(/\r\n|[\r\n\u2028\u2029]/).map(inOneLine).filter(Boolean)
  const linesAt = (letters: number): FittedLine[] => paragraphs.flatMap((part) => fitText(part, width * mm, 'text', (piece) => textWidth(file.setting, style, piece) * letters))
  const most = (letters: number) => Math.max(1, Math.floor((height * mm + 1) / (letters * leading)))
  const size = sizes.find((letters) => linesAt(letters).length <= most(letters)) ?? sizes.at(-1)!
  const lines = linesAt(size)
  const shown = lines.slice(0, most(size))
  const used = (shown.length * size * leading) / mm
  const from = middle ? top - Math.max(0, height - used) / 2 : top
  for (const [at, line] of shown.entries()) {
    const cut = at === shown.length - 1 && lines.length > shown.length
    const said = cut ? `${line.text} …` : line.text
    const stretch = cut ? Math.min(line.stretch, (width * mm * 100) / (textWidth(file.setting, style, said) * size)) : line.stretch
    page.text(said, { style, size, grey, x: x * mm, y: from * mm - (at + 0.9) * size * leading, stretch })
  }
  return { height: used, cut: wordsIn(lines.slice(shown.length).map((line) => line.text).join(' ')) }
}

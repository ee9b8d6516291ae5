/** What every sheet of ours is drawn with. Lengths and places in mm from the lower left corner; sizes of letters in points. */
import { fitText, inOneLine } from './fit-text'
import type { PageFile } from './page-file'
import { textWidth, type PageStream, type TextPlace } from './page-stream'

/** Points in a millimetre. */
export const mm = 72 / 25.4

/** Width in mm of a line of text. */
export const widthOf = (file: PageFile, style: TextPlace['style'], text: string, size: number): number => (textWidth(file.setting, style, text) * size) / mm

/** A line across, `thickness` in points. */
export const rule = (page: PageStream, x1: number, y1: number, x2: number, y2: number, thickness: number, grey: number): void => page.line(x1 * mm, y1 * mm, x2 * mm, y2 * mm, thickness, grey)

export interface WrittenPlace {
  style: TextPlace['style']
  size: number
  /** Left edge, or the right one where `align` says so. */
  x: number
  y: number
  grey?: number
  align?: 'left' | 'right' | 'centre'
}

/** Writes one line within `room` mm, narrower where that lets it stand whole; else its end is cut and shown to be. Answers its width in mm. */
export function writeLine(page: PageStream, file: PageFile, text: string, { align = 'left', ...place }: WrittenPlace, room: number): number {
  const measure = (part: string) => textWidth(file.setting, place.style, part) * place.size
  const lines = fitText(inOneLine(text), room * mm, 'text', measure)
  const [first] = lines
  if (!first) return 0
  const said = lines.length > 1 ? `${first.text} …` : first.text
  // Also what says that it is cut stays within.
  const stretch = Math.min(first.stretch, (room * mm * 100) / measure(said))
  const width = (measure(said) * stretch) / 100 / mm
  const left = align === 'left' ? place.x : align === 'right' ? place.x - width : place.x - width / 2
  page.text(said, { ...place, x: left * mm, y: place.y * mm, stretch })
  return width
}

/** A box to tick, around its middle. 4.5 mm: a cross stays inside. */
export function drawBox(page: PageStream, x: number, y: number, side = 4.5): void {
  const half = side / 2
  for (const [x1, y1, x2, y2] of [[-1, -1, 1, -1], [1, -1, 1, 1], [1, 1, -1, 1], [-1, 1, -1, -1]] as const) {
    rule(page, x + x1 * half, y + y1 * half, x + x2 * half, y + y2 * half, 0.7, 0.25)
  }
}

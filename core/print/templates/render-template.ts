/**
 * A template, filled, as a PDF. Invariant: it is what the canvas shows, to the hundredth of a point, since both set its words
 * with the same function; and what does not fit is said, never cut. The same input gives the same bytes.
 */
import { legalChecks } from '../../domain/legal/checks'
import { imprintLine, type Imprint } from '../../domain/legal/imprint'
import type { Notice } from '../../domain/legal/notices'
import { mm } from '../drawing'
import type { Fonts } from '../fonts'
import { openPageFile, type Kept, type PageFile } from '../page-file'
import type { PageStream } from '../page-stream'
import { drawQr } from '../qr'
import { colourOf, inkOf, readableOn, type Brand, type Rgb } from './brand'
import { loadHyphenator } from './hyphenation'
import { paintColours, type PaintedArea } from './paint-colours'
import { placeImage } from './place-image'
import { setFrames, type Overflow } from './set-frames'
import type { Slots } from './slots'
import type { ColourFrame, Frame, QrFrame, Template } from './template'

export interface TemplateInput {
  template: Template
  slots: Slots
  brand: Brand
  imprint: Imprint | null
  /** By slot: keeps a picture in the file and tells its size. */
  images: Readonly<Record<string, ((file: PageFile) => Kept | Promise<Kept>) | undefined>>
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
  /** mm around the page; the template's own when not given, 0 for the copier of the section. */
  bleed?: number
}

/** A QR code on a page, from 0; mm from the trimmed page's upper left corner. */
export interface PlacedCode {
  page: number
  slot: string
  /** What it says. */
  text: string
  x: number
  y: number
  width: number
  height: number
}

export interface RenderedTemplate {
  pdf: Uint8Array
  pages: number
  codes: PlacedCode[]
  overflow: Overflow[]
  /** Characters that no font has: each is printed as a box. */
  missing: string[]
  /** Of its fills and its imprint; who has its pixels, and knows what it is for, asks `legalChecks` again. */
  notices: Notice[]
}

/** Modules of a QR code smaller than this, in mm, are not read by a phone from a copy. */
const leastModule = 0.35
/** Modules of white around a code that stands on a colour (ISO/IEC 18004). */
const quiet = 4

export async function renderTemplate(input: TemplateInput, fonts: Fonts): Promise<RenderedTemplate> {
  const { template, brand, imprint, images, locale, at } = input
  const { width, height } = template.page
  const bleed = input.bleed ?? template.page.bleed
  const file = openPageFile(fonts)
  const kept: Record<string, Kept> = {}
  for (const slot of Object.keys(images).sort()) {
    const keep = images[slot]
    if (keep) kept[slot] = await keep(file)
  }
  const slots = filledSlots(input)
  const filled = (slot: string): boolean => Boolean(kept[slot]) || Boolean(slots[slot]?.trim())
  const isShown = ({ shown }: Frame): boolean => (shown?.with === undefined || filled(shown.with)) && (shown?.without === undefined || !filled(shown.without))
  const pages = template.pages.map(({ frames }) => frames.map((frame) => ({ frame, shown: isShown(frame) })))
  const { texts, overflow } = setFrames(file.setting, pages, slots, locale, await loadHyphenator(locale))
  const painted = pages.map((): PaintedArea[] => [])
  const codes: PlacedCode[] = []

  for (const [number, frames] of pages.entries()) {
    const page = file.openPage((width + 2 * bleed) * mm, (height + 2 * bleed) * mm, bleed * mm)
    const areas = painted[number]!
    for (const { frame, shown } of frames) {
      if (!shown) continue
      if (frame.type === 'colour') fill(page, frame, colourOf(frame.colour, brand), areas)
      if (frame.type === 'image' && kept[frame.slot]) placeImage(page, kept[frame.slot]!, frame, { width, height, bleed })
    }
    // Over all fills and pictures, whatever the order of the frames: a code that is hidden is worse than a picture that has one on it.
    for (const [index, { frame, shown }] of frames.entries()) {
      const said = shown && frame.type === 'qr' ? slots[frame.slot]?.trim() : ''
      if (!said || frame.type !== 'qr') continue
      const onPicture = frames.some(({ frame: other, shown: drawn }) => drawn && other.type === 'image' && kept[other.slot] !== undefined && overlap(other, frame))
      code(page, frame, said, areas, onPicture, { page: number, frame: index })
      codes.push({ page: number, slot: frame.slot, text: said, x: frame.x, y: frame.y, width: frame.width, height: frame.height })
    }
    for (const { frame, runs } of texts[number]!) {
      const under = underneath(areas, frame)
      for (const { text, style, size, x, y, part } of runs) {
        const ink = inkOf(readableOn(colourOf(frame.parts[part]!.colour, brand), under))
        page.text(text, { style, size, ink, x: (frame.x + bleed) * mm + x, y: (height + bleed - frame.y) * mm - y })
      }
    }
    file.closePage(page)
  }
  const pdf = await file.finish({ title: template.name[locale] ?? template.name.fr ?? template.id, language: locale, at })
  const pictures = painted.map((areas) => paintColours(width, height, areas))
  const notices = legalChecks({ kind: template.kind, imprint, width, height, pictures: Object.keys(kept).length > 0 ? [] : pictures })
  return { pdf, pages: pages.length, codes, overflow, missing: [...file.setting.missing].sort(), notices }

  function fill(page: PageStream, frame: ColourFrame | QrFrame, colour: Rgb, areas: PaintedArea[]): void {
    const { left, top, right, bottom } = intoBleed(frame, { width, height, bleed })
    page.fill((left + bleed) * mm, (height + bleed - bottom) * mm, (right - left) * mm, (bottom - top) * mm, inkOf(colour))
    areas.push({ x: frame.x, y: frame.y, width: frame.width, height: frame.height, colour })
  }

  function code(page: PageStream, frame: QrFrame, text: string, areas: PaintedArea[], onPicture: boolean, where: { page: number; frame: number }): void {
    const drawing = drawQr(text)
    const whole = Math.min(frame.width, frame.height)
    const onPaper = !onPicture && underneath(areas, frame).every((part) => part === 1)
    const side = onPaper ? whole : (whole * drawing.side) / (drawing.side + 2 * quiet)
    if (!onPaper) fill(page, { ...frame, width: whole, height: whole }, [1, 1, 1], areas)
    const inset = (whole - side) / 2
    page.show(file.addDrawing(drawing.operators, drawing.side), (frame.x + inset + bleed) * mm, (height + bleed - frame.y - inset - side) * mm, side * mm)
    const lacking = leastModule * drawing.side - side
    if (lacking > 0) overflow.push({ ...where, over: lacking, broken: [] })
  }
}

/** What the brand and the imprint say of themselves, where the hand has not written something else. */
function filledSlots({ slots, brand, imprint }: TemplateInput): Slots {
  const own = { organisation: brand.name, website: brand.website, address: brand.address, imprint: imprint ? imprintLine(imprint) : '' }
  return { ...own, ...Object.fromEntries(Object.entries(slots).filter(([, text]) => text?.trim())) }
}

/** Edges in mm from the trimmed page's corner; one at the edge of the page goes on to where the paper is cut, and beyond. */
function intoBleed({ x, y, width, height }: { x: number; y: number; width: number; height: number }, page: { width: number; height: number; bleed: number }): { left: number; top: number; right: number; bottom: number } {
  return {
    left: x <= 0 ? -page.bleed : x,
    top: y <= 0 ? -page.bleed : y,
    right: x + width >= page.width ? page.width + page.bleed : x + width,
    bottom: y + height >= page.height ? page.height + page.bleed : y + height,
  }
}

const overlap = (one: Frame, other: Frame): boolean => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height

/** The colour under the middle of a frame: letters stand over all fills, whatever their order. */
function underneath(areas: readonly PaintedArea[], { x, y, width, height }: Frame): Rgb {
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  return areas.findLast((area) => middleX >= area.x && middleX <= area.x + area.width && middleY >= area.y && middleY <= area.y + area.height)?.colour ?? [1, 1, 1]
}

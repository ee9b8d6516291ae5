/**
 * Labels on their sheets: addresses, badges, cards, envelopes. Whatever a label says, it is drawn here.
 * Invariant: nothing is drawn outside a label, nor on one before `start`, and places are those of the sheet put right for the
 * printer alone: the same text on another printer differs by its correction and nothing else. A label carries no code: it goes
 * to somebody's letterbox, and the history knows the print by its code.
 */
import { lineLength } from '../../domain/postal-block'
import { PortError } from '../../ports/errors'
import type { RenderControl } from '../contact-sheet'
import { mm } from '../drawing'
import type { Fonts } from '../fonts'
import { openPageFile, type PageFile } from '../page-file'
import { textWidth, type PageStream } from '../page-stream'
import { corrected, type Correction } from './correction'
import { blockHeight, capHeight, comfortable, fitLabel, leading, narrowest, smallest, type LabelFault, type LabelLine } from './fit-label'
import { checkLabelSheet, labelsOnSheet, placeOfLabel, type LabelPlace, type LabelSheet } from './label-sheet'
import { labelWords } from './label-words'

export interface LabelText {
  lines: readonly LabelLine[]
  align: 'left' | 'centre'
}

export interface LabelsInput {
  sheet: LabelSheet
  /** The first label of the first sheet that is still there, from 1. */
  start: number
  correction: Correction
  labels: readonly LabelText[]
  /** The largest letters, in points: they are smaller where a label has no room for them. */
  size: number
  /** The edges of all labels, for a trial on plain paper. */
  outlines: boolean
  /** On envelopes, upper left. */
  sender?: readonly string[]
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

/** A line that is not as it should be. */
export interface FlaggedLabel {
  /** Which of those printed, from 1. */
  label: number
  /** Page, and label on its sheet, from 1. */
  page: number
  place: number
  why: LabelFault
  /** The lines that are squeezed, or of a small label all. */
  lines: string[]
}

export interface RenderedLabels {
  pdf: Uint8Array
  pages: number
  printed: number
  flagged: FlaggedLabel[]
  /** Characters that no font has. */
  missing: string[]
}

/** Of a label on all sides, in mm: what is cut a little off, or fed a little askew, is still whole. */
const labelPadding = 2.5
/** Printers don't reach the outermost millimetres of the paper, and some sheets have labels there. */
const unreachedEdge = 5

/** The part of a label that is written in, in mm. */
function roomOfLabel({ paper: [paperWidth, paperHeight], use }: LabelSheet, { x, y, width, height }: LabelPlace): LabelPlace {
  const padding = use === 'envelope' ? 0 : labelPadding
  const [left, top] = [Math.max(x + padding, unreachedEdge), Math.max(y + padding, unreachedEdge)]
  return { x: left, y: top, width: Math.min(x + width - padding, paperWidth / 10 - unreachedEdge) - left, height: Math.min(y + height - padding, paperHeight / 10 - unreachedEdge) - top }
}

/** Of a capital of Noto Sans on average, in heights of the letters. */
const capitalWidth = 0.63

/** Whether a line of 38 capitals has room with letters that can still be read. A sheet without it takes short addresses only. */
export const holdsLongLine = (sheet: LabelSheet): boolean => roomOfLabel(sheet, placeOfLabel(sheet, 0)).width * mm * 100 >= lineLength * capitalWidth * smallest * narrowest

/**
 * Makes the PDF; the same input gives the same bytes. Rejects with `cancelled` on abort, and with `print-failed` when the sheet has
 * a fault or no label `start`.
 */
export async function renderLabels(input: LabelsInput, fonts: Fonts, control: RenderControl = {}): Promise<RenderedLabels> {
  const { sheet, start, labels, locale } = input
  const [fault] = checkLabelSheet(sheet)
  const each = labelsOnSheet(sheet)
  if (![...Object.values(input.correction), input.size].every(Number.isFinite)) throw new PortError('print-failed', 'correction')
  if (fault || !Number.isInteger(start) || start < 1 || start > each) throw new PortError('print-failed', fault ? `label sheet: ${fault.fault}` : `label ${start} of ${each}`)
  const file = openPageFile(fonts)
  const flagged: FlaggedLabel[] = []
  const pages = Math.max(1, Math.ceil((start - 1 + labels.length) / each))
  const [width, height] = [sheet.paper[0] / 10, sheet.paper[1] / 10]
  const pen = { input, file, height }
  const rooms = Array.from({ length: each }, (_, index) => roomOfLabel(sheet, placeOfLabel(sheet, index)))
  const size = sharedSize(input, rooms[0]!, file)
  let done = 0
  for (let number = 0; number < pages; number++) {
    const page = file.openPage(width * mm, height * mm)
    if (input.outlines) for (let index = 0; index < each; index++) outline(page, pen, placeOfLabel(sheet, index))
    if (sheet.sender && input.sender) drawSender(page, pen)
    for (let index = number === 0 ? start - 1 : 0; index < each && done < labels.length; index++, done++) {
      const label = labels[done]!
      const fitted = drawLabel(page, pen, label, rooms[index]!, size)
      if (fitted.fault) flagged.push({ label: done + 1, page: number + 1, place: index + 1, why: fitted.fault, lines: label.lines.filter((_, at) => fitted.fault === 'small' || fitted.squeezed.includes(at)).map(({ text }) => text) })
    }
    file.closePage(page)
    control.onProgress?.(done, labels.length)
    if (number % 8 === 7) await control.pause?.()
    if (control.signal?.aborted) throw new PortError('cancelled')
  }
  const pdf = await file.finish({ title: labelWords[locale].fileTitle(input.code), language: locale, at: input.at })
  return { pdf, pages, printed: labels.length, flagged, missing: [...file.setting.missing].sort() }
}

interface Pen {
  input: Pick<LabelsInput, 'sheet' | 'correction' | 'sender'>
  file: PageFile
  /** Of the paper, in mm. */
  height: number
}

/** Points from the page's lower left corner of a place in mm from its upper left one. */
function onPage({ input, height }: Pen, x: number, y: number): [number, number] {
  const [right, below] = corrected(x, y, input.correction)
  return [right * mm, (height - below) * mm]
}

function outline(page: PageStream, pen: Pen, { x, y, width, height }: LabelPlace): void {
  const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]] as const
  for (const [at, corner] of corners.entries()) {
    const [from, to] = [onPage(pen, ...corner), onPage(pen, ...corners[(at + 1) % 4]!)]
    page.line(...from, ...to, 0.3, 0.5)
  }
}

const widthsOf = (lines: readonly LabelLine[], file: PageFile) => lines.map(({ text, style, share }) => textWidth(file.setting, style, text) * share)
const inPoints = ({ width, height }: LabelPlace) => ({ width: width * mm, height: height * mm })

/** Enough to know what most labels have room for. */
const sample = 500

/** One size that three labels of four have room for: a sheet whose letters change from label to label looks like a fault. */
function sharedSize({ labels, size }: LabelsInput, room: LabelPlace, file: PageFile): number {
  const step = Math.ceil(labels.length / sample)
  const sizes = labels.filter((_, at) => at % step === 0).map(({ lines }) => fitLabel(lines, widthsOf(lines, file), inPoints(room), size).size).sort((one, other) => one - other)
  return Math.max(sizes[Math.floor(sizes.length / 4)] ?? size, Math.min(size, comfortable))
}

/** In the middle of the height, by the tops of its first line's capitals and the base of its last line. */
function drawLabel(page: PageStream, pen: Pen, { lines, align }: LabelText, room: LabelPlace, most: number) {
  const widths = widthsOf(lines, pen.file)
  const fitted = fitLabel(lines, widths, inPoints(room), most)
  const { size, stretches } = fitted
  let base = room.y + (room.height - (blockHeight(lines) * size) / mm) / 2 + ((lines[0]?.share ?? 1) * size * capHeight) / mm
  for (const [at, { text, style, share, above = 0 }] of lines.entries()) {
    if (at > 0) base += ((share * leading + above) * size) / mm
    const width = (widths[at]! * size * stretches[at]!) / 100 / mm
    const [x, y] = onPage(pen, align === 'left' ? room.x : room.x + (room.width - width) / 2, base)
    page.text(text, { style, size: share * size, x, y, stretch: stretches[at]! })
  }
  return fitted
}

const senderSize = 9

/** From the top down, unlike an address. */
function drawSender(page: PageStream, pen: Pen): void {
  const { at, size } = pen.input.sheet.sender!
  const lines = pen.input.sender!.map((text, index): LabelLine => ({ text, style: index === 0 ? 'bold' : 'regular', share: 1 }))
  const fitted = fitLabel(lines, widthsOf(lines, pen.file), { width: (size[0] / 10) * mm, height: (size[1] / 10) * mm }, senderSize)
  for (const [index, { text, style }] of lines.entries()) {
    const [x, y] = onPage(pen, at[0] / 10, at[1] / 10 + (fitted.size * (capHeight + index * leading)) / mm)
    page.text(text, { style, size: fitted.size, x, y, stretch: fitted.stretches[index]! })
  }
}

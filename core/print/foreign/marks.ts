/**
 * What a mark looks like whose file does not say it (ISO 32000-1 §12.5.6): markers over words, boxes, lines, scribbles, the
 * frame of a link. Many programs leave that to the viewer; as pixels a whole page would be drawn coarser for one line.
 * Invariant: a mark is drawn wholly or not at all: whatever is not understood of it, or is more than any hand draws, leaves
 * the page to a viewer.
 */
import { PDFArray, PDFBool, PDFName, PDFNumber, PDFRawStream, type PDFContext, type PDFDict, type PDFObject } from 'pdf-lib'
import { deflate } from '../deflate'
import { boxAroundBoth, boxed, lineWithEndings, marker, openLines, paintOf, polygon, squiggle, strikeOut, underline, type LineEnding, type Picture, type Stroke } from './mark-shapes'
import { boxOf, pdfNumber, type Box } from './page-box'
import { dictAt, dictOf, entry, nameAt, numberAt, numbersAt, resolve } from './pdf-objects'

export interface DrawnMark {
  /** A form in the page's own space. */
  onPaper: PDFRawStream
  /**
   * As pdf.js draws it, where that is otherwise: without round ends, dashes, what stands at the ends of a line, the frame of a
   * link. A page is compared with it so; undefined where it draws nothing.
   */
  asViewed: PDFRawStream | undefined
  /** Bytes of operators. */
  size: number
}

/** Whose eyes: on paper all that the file asks for. */
type Look = 'paper' | 'viewer'

interface Border {
  width: number
  dash: number[]
  /** Whether the file says anything of it. */
  isGiven: boolean
}

interface Mark {
  dict: PDFDict
  rectangle: Box
  border: Border
  /** Operands; undefined for a surface that is not filled. */
  inner: number[] | undefined
}

/** Points: a page is at most 14,400 units wide. */
const furthest = 100_000
/** Of one mark: an hour of scribbling has a tenth. */
const mostNumbers = 100_000
const mostSteps = 100_000

type Draw = (mark: Mark, look: Look) => Picture | undefined

const drawings: Readonly<Record<string, Draw>> = {
  Highlight: ofWords(marked), Underline: ofWords(underlined), StrikeOut: ofWords(strikeOut), Squiggly: ofWords(squiggle), Square: framed('rectangle'), Circle: framed('ellipse'),
  Line: line, PolyLine: polyLine, Polygon: closedLine, Ink: ink, Link: frame,
}

/** Undefined when the mark is of a kind that we do not draw, or says something that we do not understand. */
export function drawMark(dict: PDFDict): DrawnMark | undefined {
  const kind = nameAt(dict, 'Subtype') ?? ''
  const draw = Object.hasOwn(drawings, kind) ? drawings[kind] : undefined
  const mark = markOf(dict)
  const colour = colourOf(colouredBy(dict), 'C')
  const opacity = entry(dict, 'CA') === undefined ? 1 : numberAt(dict, 'CA')
  if (!draw || !mark || colour === 'odd' || opacity === undefined || opacity < 0 || opacity > 1 || ['BE', 'BM', 'ca'].some((key) => entry(dict, key) !== undefined)) return undefined
  const [paper, viewer] = [draw(mark, 'paper'), draw(mark, 'viewer')]
  if (!paper) return undefined
  const form = (picture: Picture) => formOf(dict, picture, { isMarker: kind === 'Highlight', colour: colour ?? [0], inner: mark.inner, opacity })
  const onPaper = form(paper)
  return { onPaper, asViewed: viewer && (viewer.operators === paper.operators ? onPaper : form(viewer)), size: paper.operators.length }
}

/** Marks that belong together have the colour of the first (§12.5.6.2), where it has one. */
function colouredBy(dict: PDFDict): PDFDict {
  const first = nameAt(dict, 'RT') === 'Group' ? dictAt(dict, 'IRT') : undefined
  return first && entry(first, 'C') !== undefined ? first : dict
}

function markOf(dict: PDFDict): Mark | undefined {
  const rectangle = boxOf(numbersAt(dict, 'Rect', 4))
  const border = borderOf(dict)
  const inner = colourOf(dict, 'IC')
  return rectangle?.every(isNear) && border && inner !== 'odd' ? { dict, rectangle, border, inner: inner?.length === 0 ? undefined : inner } : undefined
}

export const isNear = (value: number): boolean => Math.abs(value) <= furthest

/** One number for grey, three for red, green and blue, four for inks; undefined where none is given. */
export function colourOf(dict: PDFDict, key: 'C' | 'IC' | 'BC' | 'BG'): number[] | undefined | 'odd' {
  if (entry(dict, key) === undefined) return undefined
  const numbers = numberList(dict, key)
  const isColour = numbers && ([1, 3, 4].includes(numbers.length) || (numbers.length === 0 && key !== 'C')) && numbers.every((value) => value >= 0 && value <= 1)
  return isColour ? numbers : 'odd'
}

/** A list of numbers near the page and nothing else. */
function numberList(dict: PDFDict, key: string): number[] | undefined {
  const list = entry(dict, key)
  return list instanceof PDFArray ? numbersOfList(dict.context, list) : undefined
}

function numbersOfList(context: PDFContext, list: PDFArray): number[] | undefined {
  if (list.size() > mostNumbers) return undefined
  const numbers: number[] = []
  for (const member of list.asArray()) {
    const found = resolve(context, member)
    if (!(found instanceof PDFNumber) || !Number.isFinite(found.asNumber()) || !isNear(found.asNumber())) return undefined
    numbers.push(found.asNumber())
  }
  return numbers
}

/** §12.5.4: the newer dictionary goes before the older list. */
export function borderOf(dict: PDFDict): Border | undefined {
  const style = dictAt(dict, 'BS')
  if (style) {
    const isDashed = nameAt(style, 'S') === 'D'
    return border(entry(style, 'W') === undefined ? 1 : numberAt(style, 'W'), isDashed ? (entry(style, 'D') === undefined ? [3] : numberList(style, 'D')) : [])
  }
  const list = entry(dict, 'Border')
  if (list === undefined) return { width: 1, dash: [], isGiven: false }
  if (!(list instanceof PDFArray) || list.size() < 3) return undefined
  const dash = list.size() > 3 ? resolve(dict.context, list.get(3)) : undefined
  return border(numbersAt(dict, 'Border', 3)?.[2], dash === undefined ? [] : dash instanceof PDFArray ? numbersOfList(dict.context, dash) : undefined)
}

function border(width: number | undefined, dash: number[] | undefined): Border | undefined {
  const isSound = width !== undefined && width >= 0 && isNear(width) && dash && dash.length <= 16 && dash.every((length) => length >= 0) && (dash.length === 0 || dash.some((length) => length > 0))
  return isSound ? { width, dash, isGiven: true } : undefined
}

/** pdf.js draws no dashes, and takes a border that is more than its rectangle for one of a point. */
function strokeOf({ border: { width, dash }, rectangle: [left, bottom, right, top] }: Mark, look: Look): Stroke {
  if (look === 'paper') return { width, dash }
  const [wide, high] = [(right - left) / 2, (top - bottom) / 2]
  return { width: wide > 0 && high > 0 && (width > wide || width > high) ? 1 : width, dash: [] }
}

function ofWords(shape: (boxes: readonly Box[], look: Look, areLevel: readonly boolean[]) => Picture): Draw {
  return ({ dict, rectangle }, look) => {
    const words = wordBoxes(dict)
    if (!words || words.boxes.reduce((sum, [left, , right]) => sum + (right - left), 0) > mostSteps) return undefined
    return within(rectangle, shape(words.boxes, look, words.areLevel))
  }
}

/**
 * Round at its ends like a felt pen's: a quarter of the height as poppler has it, where Acrobat writes 0.236 of it; straight for pdf.js,
 * and for words that run up the page, whose height is their length.
 */
function marked(boxes: readonly Box[], look: Look, areLevel: readonly boolean[]): Picture {
  return marker(boxes, boxes.map(([, bottom, , top], index) => (look === 'paper' && areLevel[index] ? (top - bottom) / 4 : 0)))
}

/** The specification does not say where: poppler draws it on the foot of the words, pdf.js higher and half as wide, which a copier may lose. */
function underlined(boxes: readonly Box[], look: Look): Picture {
  return look === 'paper' ? underline(boxes, 0, 1) : underline(boxes, 1.3, 0.571)
}

/** Words that run along the page's sides: the four corners are given in this order or that, and leaning ones in none that is agreed on. */
function wordBoxes(dict: PDFDict): { boxes: Box[]; areLevel: boolean[] } | undefined {
  const numbers = numberList(dict, 'QuadPoints')
  if (!numbers || numbers.length === 0 || numbers.length % 8 !== 0) return undefined
  const [boxes, areLevel]: [Box[], boolean[]] = [[], []]
  for (let from = 0; from < numbers.length; from += 8) {
    const [xs, ys] = [0, 1].map((first) => [0, 2, 4, 6].map((step) => numbers[from + first + step]!)) as [number[], number[]]
    const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    const isCorner = (index: number): boolean => Math.min(xs[index]! - box[0], box[2] - xs[index]!) <= slack && Math.min(ys[index]! - box[1], box[3] - ys[index]!) <= slack
    if (![0, 1, 2, 3].every(isCorner)) return undefined
    boxes.push(box)
    // In the specification's order as in Acrobat's the first two corners are at the ends of one long side of the words.
    areLevel.push(Math.abs(ys[0]! - ys[1]!) <= slack)
  }
  return { boxes, areLevel }
}

/** Points by which a corner may be beside its box. */
const slack = 0.5

function framed(shape: 'rectangle' | 'ellipse'): Draw {
  return (mark, look) => {
    const { rectangle, border: { isGiven }, inner } = mark
    const stroke = strokeOf(mark, look)
    // What lies further within its rectangle than its own stroke is a cloud's, or drawn by no viewer.
    const insets = entry(mark.dict, 'RD') === undefined ? [] : numberList(mark.dict, 'RD')
    if (!insets?.every((inset) => inset <= Math.max(1, stroke.width)) || stroke.width > Math.min(rectangle[2] - rectangle[0], rectangle[3] - rectangle[1])) return undefined
    if (look === 'paper') return boxed(shape, rectangle, stroke, paintOf(stroke.width > 0, inner !== undefined))
    // Where nothing is said of it, the specification and poppler have a border of a point, and pdf.js the thinnest around what is filled.
    const width = isGiven ? stroke.width : 0
    return boxed(shape, rectangle, { width, dash: [] }, paintOf(width > 0 || inner !== undefined, inner !== undefined))
  }
}

/** A frame that viewers show on the screen, Acrobat and poppler also on paper; none where nothing is said of it. */
function frame(mark: Mark, look: Look): Picture | undefined {
  const { rectangle, border: { width, isGiven }, dict } = mark
  if (look === 'viewer' || !isGiven || width > Math.min(rectangle[2] - rectangle[0], rectangle[3] - rectangle[1])) return undefined
  if (nameAt(dictAt(dict, 'BS'), 'S') !== 'U') return boxed('rectangle', rectangle, strokeOf(mark, look), 's')
  const [left, bottom, right] = rectangle
  return openLines([[[left, bottom + width / 2], [right, bottom + width / 2]]], strokeOf(mark, look))
}

function line(mark: Mark, look: Look): Picture | undefined {
  const { dict, rectangle, inner } = mark
  const ends = numberList(dict, 'L')
  // Lines with helping lines or with words on them are those of a plan.
  if (ends?.length !== 4 || (numberAt(dict, 'LL') ?? 0) !== 0 || entry(dict, 'Cap') === PDFBool.True) return undefined
  return ended([[ends[0]!, ends[1]!], [ends[2]!, ends[3]!]], mark, look, rectangle, inner !== undefined)
}

function polyLine(mark: Mark, look: Look): Picture | undefined {
  const corners = pointsAt(mark.dict)
  // pdf.js fills such a line, the specification only what stands at its ends.
  return corners && mark.inner === undefined ? ended(corners, mark, look, mark.rectangle, false) : undefined
}

function ended(points: [number, number][], mark: Mark, look: Look, rectangle: Box, isFilled: boolean): Picture | undefined {
  const endings = endingsOf(mark.dict)
  const stroke = strokeOf(mark, look)
  if (!endings || stroke.width === 0) return undefined
  return within(rectangle, lineWithEndings(points, stroke, look === 'paper' ? endings : ['None', 'None'], isFilled))
}

const lineEndings = new Set<string>(['Square', 'Circle', 'Diamond', 'OpenArrow', 'ClosedArrow', 'Butt', 'ROpenArrow', 'RClosedArrow', 'Slash', 'None'] satisfies LineEnding[])

function endingsOf(dict: PDFDict): [LineEnding, LineEnding] | undefined {
  const list = entry(dict, 'LE')
  if (list === undefined) return ['None', 'None']
  const names = list instanceof PDFArray && list.size() === 2 ? list.asArray().map((member) => resolve(dict.context, member)) : []
  const [start, end] = names.map((name) => (name instanceof PDFName && lineEndings.has(name.decodeText()) ? (name.decodeText() as LineEnding) : undefined))
  return start && end ? [start, end] : undefined
}

function pointsAt(dict: PDFDict): [number, number][] | undefined {
  const numbers = numberList(dict, 'Vertices')
  return numbers && numbers.length >= 4 ? pairs(numbers) : undefined
}

function pairs(numbers: readonly number[]): [number, number][] | undefined {
  if (numbers.length % 2 !== 0) return undefined
  return Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[index * 2]!, numbers[index * 2 + 1]!])
}

function closedLine(mark: Mark, look: Look): Picture | undefined {
  const corners = pointsAt(mark.dict)
  const stroke = strokeOf(mark, look)
  if (!corners || (stroke.width === 0 && mark.inner === undefined)) return undefined
  // pdf.js leaves the last side out.
  const paint = look === 'paper' ? paintOf(stroke.width > 0, mark.inner !== undefined) : mark.inner ? 'B' : 'S'
  return within(mark.rectangle, polygon(corners, stroke, paint))
}

function ink(mark: Mark, look: Look): Picture | undefined {
  const list = entry(mark.dict, 'InkList')
  const stroke = strokeOf(mark, look)
  if (!(list instanceof PDFArray) || list.size() === 0 || list.size() > mostNumbers || stroke.width === 0) return undefined
  const lines: [number, number][][] = []
  let count = 0
  for (const member of list.asArray()) {
    const found = resolve(mark.dict.context, member)
    const numbers = found instanceof PDFArray ? numbersOfList(mark.dict.context, found) : undefined
    const points = numbers && pairs(numbers)
    count += numbers?.length ?? 0
    if (!points || points.length === 0 || count > mostNumbers) return undefined
    lines.push(points)
  }
  return within(mark.rectangle, openLines(lines, stroke))
}

/** Not cut by the rectangle: that of some files lies elsewhere. */
const within = (rectangle: Box, { operators, box }: Picture): Picture => ({ operators, box: boxAroundBoth(rectangle, box) })

interface Paint {
  isMarker: boolean
  colour: readonly number[]
  inner: readonly number[] | undefined
  opacity: number
}

/** A form in the source's own terms: what copies its objects copies this. */
export function formOf({ context }: PDFDict, { operators, box }: Picture, { isMarker, colour, inner, opacity }: Paint): PDFRawStream {
  const state = { ...(isMarker && { BM: 'Multiply' }), ...(opacity < 1 && { CA: opacity, ca: opacity }) }
  const isPlain = Object.keys(state).length === 0
  const colours = isMarker ? colourOperator(colour, true) : colourOperator(colour, false) + (inner ? colourOperator(inner, true) : '')
  const bytes = deflate(new TextEncoder().encode(`${isPlain ? '' : '/G gs\n'}${colours}${operators}`))
  const dict = context.obj({
    Type: 'XObject', Subtype: 'Form', BBox: [...box], Resources: isPlain ? {} : { ExtGState: { G: state } }, Filter: 'FlateDecode', Length: bytes.length,
  }) as PDFDict
  return PDFRawStream.of(dict, bytes)
}

function colourOperator(operands: readonly number[], isFill: boolean): string {
  const operator = { 1: 'g', 3: 'rg', 4: 'k' }[operands.length]!
  return `${operands.map(pdfNumber).join(' ')} ${isFill ? operator : operator.toUpperCase()}\n`
}

/** A marker's own picture without a blend covers the words; viewers do not use it (as Acrobat does not). */
export function coversItsWords(annotation: PDFDict, form: PDFObject): boolean {
  return nameAt(annotation, 'Subtype') === 'Highlight' && dictAt(dictAt(dictOf(annotation.context, form), 'Resources'), 'ExtGState') === undefined
}

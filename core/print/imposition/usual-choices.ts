/** What is most likely wanted of a page of this size: the first choices, before anybody changes one. */
import { fold } from '../../domain/fold'
import { finishedSize, freeLimits, layoutOf, pieceOf, posterSizes, printForms, sheetPapers, usualMargin, type FreePieces, type PrintChoices, type PrintForm } from './print-choices'
import { planSheets } from './plan-sheets'
import { isWide } from './rectangle'
import type { Duplex, SourcePage } from './sheet-plan'

/** By the format of the page; the first is what it is for. */
const forms: Readonly<Record<string, readonly PrintForm[]>> = {
  A7: ['8-up', 'as-is'], A6: ['4-up', 'as-is'], A5: ['2-up', 'as-is', 'booklet'], A4: ['as-is', '2-up', '4-up', 'poster'], DL: ['dl', 'as-is'], '10×15': ['10x15', 'as-is'],
  A3: ['poster', 'as-is', '2-up'], A2: ['poster', 'as-is'], A1: ['poster'], A0: ['poster'], '40×60': ['poster'], '120×176': ['poster'],
}

/** More pages than a leaf has sides are read one after the other. */
const leafPages = 2
/** A booklet needs a folded sheet at least. */
const bookletPages = 4

/** Forms that make sense for these pages, the likeliest first, and the others. `pages` is not empty. */
export function formsFor(pages: readonly SourcePage[], isPicture: boolean): { suited: PrintForm[]; others: PrintForm[] } {
  const { format } = finishedSize(pages[0]!)
  const named = isPicture ? (['4-up', '2-up', '10x15', 'as-is', 'poster'] as const) : (forms[format ?? ''] ?? (['as-is', '2-up', '4-up'] as const))
  const many = pages.length >= bookletPages
  const suited = named.filter((form) => form !== 'booklet' || many)
  // A file of many pages is a brochure, whatever else it could be.
  if (many && !isPicture && format !== null && named[0] !== 'poster' && !suited.includes('booklet')) suited.splice(1, 0, 'booklet')
  if (format === 'A5' && pages.length >= 2 * bookletPages) suited.sort((one, other) => Number(other === 'booklet') - Number(one === 'booklet'))
  return { suited, others: printForms.filter((form) => !suited.includes(form)) }
}

/** The first choices. `margin`: what this computer's printer leaves white. */
export function usualChoices(pages: readonly SourcePage[], isPicture: boolean, margin = usualMargin): PrintChoices {
  const { format } = finishedSize(pages[0]!)
  const size = posterSizes.find((name) => fold(name) === fold(format?.replace('×', 'x') ?? '')) ?? 'A3'
  return withForm(
    { form: 'as-is', paper: 'A4', duplex: 'none', order: 'repeat', marks: false, bleed: 0, gutter: 0, margin, shrink: isPicture, poster: { size, overlap: 10, skipWhite: true, map: true }, free: { width: null, height: null, grid: null }, creep: 0, picture: 'contain' },
    formsFor(pages, isPicture).suited[0]!, pages,
  )
}

/** Another form, with the sides, the order and the marks that go with it; what is of the printer or of the poster stays. */
export function withForm(choices: PrintChoices, form: PrintForm, pages: readonly SourcePage[]): PrintChoices {
  const { size } = finishedSize(pages[0]!)
  const piece = pieceOf({ ...choices, form })
  // A piece of the page's own size is cut out; a page made smaller is read on the sheet.
  const isCut = form === 'free' || (form !== 'booklet' && piece !== null && Math.abs(Math.min(piece.width, piece.height) - Math.min(size.width, size.height)) < 5)
  const next: PrintChoices = { ...choices, form, marks: isCut, order: pages.length <= leafPages ? 'repeat' : isCut ? 'cut-stack' : 'sequence' }
  return { ...next, duplex: usualDuplex(next, pages) }
}

/** Backs stand as their fronts do when a sheet is turned like the page of a book: about its long edge where it is upright, its short one where it is wide. */
function usualDuplex(choices: PrintChoices, pages: readonly SourcePage[]): Duplex {
  if (choices.form === 'poster' || (pages.length < 2 && choices.form !== 'booklet')) return 'none'
  return isWide(planSheets(pages, layoutOf({ ...choices, duplex: 'long' }, pages)).paper) ? 'short' : 'long'
}

/** Under which name the choices for such pages are kept on a computer. */
export const choicesName = (pages: readonly SourcePage[], isPicture: boolean): string => (isPicture ? 'picture' : `${finishedSize(pages[0]!).format ?? 'other'}/${Math.min(pages.length, bookletPages)}`)

/** Choices as they were kept, perhaps by another version: what is not known is as usual. */
export function readChoices(kept: unknown, usual: PrintChoices): PrintChoices {
  const from = (kept && typeof kept === 'object' ? kept : {}) as Record<string, unknown>
  const poster = (from['poster'] && typeof from['poster'] === 'object' ? from['poster'] : {}) as Record<string, unknown>
  const one = <Value extends string>(value: unknown, known: readonly Value[], otherwise: Value): Value => known.find((each) => each === value) ?? otherwise
  const length = (value: unknown, most: number, otherwise: number): number => (typeof value === 'number' && value >= 0 && value <= most ? value : otherwise)
  const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)
  return {
    form: one(from['form'], printForms, usual.form), paper: one(from['paper'], sheetPapers, usual.paper), duplex: one(from['duplex'], ['none', 'long', 'short'], usual.duplex),
    order: one(from['order'], ['repeat', 'sequence', 'cut-stack'], usual.order), marks: flag(from['marks'], usual.marks), bleed: length(from['bleed'], 10, usual.bleed), gutter: length(from['gutter'], freeLimits.gutter, usual.gutter), margin: usual.margin, shrink: flag(from['shrink'], usual.shrink),
    poster: { size: one(poster['size'], posterSizes, usual.poster.size), overlap: length(poster['overlap'], 40, usual.poster.overlap), skipWhite: flag(poster['skipWhite'], usual.poster.skipWhite), map: flag(poster['map'], usual.poster.map) },
    free: readFree(from['free']), creep: length(from['creep'], 2, usual.creep),
    picture: one(from['picture'], ['contain', 'cover'], usual.picture),
  }
}

function readFree(kept: unknown): FreePieces {
  const { width, height, grid } = (kept && typeof kept === 'object' ? kept : {}) as Record<string, unknown>
  const length = (value: unknown): number | null => (typeof value === 'number' && value >= freeLimits.least && value <= freeLimits.most ? value : null)
  const { columns, rows } = (grid && typeof grid === 'object' ? grid : {}) as Record<string, unknown>
  const inRow = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= freeLimits.inRow
  return { width: length(width), height: length(height), grid: inRow(columns) && inRow(rows) ? { columns, rows } : null }
}

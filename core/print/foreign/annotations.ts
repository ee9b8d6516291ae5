/**
 * What annotations and form fields add to a printed page (ISO 32000-1 §12.5): their normal appearance, moved into their
 * rectangle. A filled form is nothing but this; an importer that leaves it out prints an empty one (71 of 227 pages).
 */
import { PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib'
import type { IsHidden } from './optional-content'
import { boxOf, boxThrough, type Matrix } from './page-box'
import { dictAt, dictOf, entry, nameAt, numberAt, numbersAt, referencesAt, resolve } from './pdf-objects'

/** Why a page is drawn as pixels by a viewer instead of as it stands in its file. */
export type RasterReason = 'annotation-without-appearance' | 'form-without-appearance' | 'not-readable' | 'unlike-the-viewer'

export interface Appearance {
  form: PDFObject
  /** From the form's space, its own matrix applied, to the page's. */
  matrix: Matrix
}

export interface Annotations {
  /** In the order in which they lie on one another. */
  appearances: Appearance[]
  /** Something is to be seen that the file does not say how to draw. */
  lacks: RasterReason | undefined
}

const flag = { hidden: 1 << 1, print: 1 << 2 }

/** Nothing of these is on the page itself: a note in a window of its own, what plays, what leads somewhere. */
const unseen = new Set(['Popup', 'Movie', 'Sound', 'Screen', '3D', 'RichMedia', 'TrapNet', 'PrinterMark', 'Projection'])

/** `needsAppearances`: the file leaves the drawing of its fields to the viewer. */
export function readAnnotations(page: PDFDict, isHidden: IsHidden, needsAppearances: boolean): Annotations {
  const found: Annotations = { appearances: [], lacks: undefined }
  for (const reference of referencesAt(page, 'Annots')) {
    const annotation = dictOf(page.context, reference)
    if (!annotation || !isPrinted(annotation, isHidden)) continue
    const appearance = appearanceOf(annotation)
    const isField = nameAt(annotation, 'Subtype') === 'Widget'
    const isStale = isField && needsAppearances && hasText(annotation)
    if (appearance && !isStale) found.appearances.push(appearance)
    else if (isField ? isStale || fieldShows(annotation) : markShows(annotation)) found.lacks ??= isField ? 'form-without-appearance' : 'annotation-without-appearance'
  }
  return found
}

function isPrinted(annotation: PDFDict, isHidden: IsHidden): boolean {
  const flags = numberAt(annotation, 'F') ?? 0
  if ((flags & flag.print) === 0 || (flags & flag.hidden) !== 0 || unseen.has(nameAt(annotation, 'Subtype') ?? '')) return false
  const membership = dictAt(annotation, 'OC')
  return !membership || !isHidden(membership)
}

function appearanceOf(annotation: PDFDict): Appearance | undefined {
  const stream = normalAppearance(annotation)
  const rectangle = boxOf(numbersAt(annotation, 'Rect', 4))
  if (!stream || !rectangle) return undefined
  const { dict } = resolve(annotation.context, stream) as PDFStream
  const box = boxOf(numbersAt(dict, 'BBox', 4))
  if (!box) return undefined
  const own = (numbersAt(dict, 'Matrix', 6) as unknown as Matrix | undefined) ?? [1, 0, 0, 1, 0, 0]
  const [left, bottom, right, top] = boxThrough(box, own)
  // Of a box without width or height nothing can be seen; its place is kept, its size is not divided by zero.
  const scaleX = right > left ? (rectangle[2] - rectangle[0]) / (right - left) : 1
  const scaleY = top > bottom ? (rectangle[3] - rectangle[1]) / (top - bottom) : 1
  return { form: stream, matrix: [scaleX, 0, 0, scaleY, rectangle[0] - left * scaleX, rectangle[1] - bottom * scaleY] }
}

/** The appearance itself, or that of the state the annotation is in (§12.5.5). */
function normalAppearance(annotation: PDFDict): PDFObject | undefined {
  const { context } = annotation
  const appearances = dictAt(annotation, 'AP')
  const normal = appearances?.get(PDFName.of('N'))
  const found = resolve(context, normal)
  if (found instanceof PDFStream) return normal
  if (!(found instanceof PDFDict)) return undefined
  const state = nameAt(annotation, 'AS')
  const ofState = state === undefined ? undefined : found.get(PDFName.of(state))
  return resolve(context, ofState) instanceof PDFStream ? ofState : undefined
}

/** A field's own value or attribute, or its parents'. */
function fieldEntry(field: PDFDict, key: string): PDFObject | undefined {
  let at: PDFDict | undefined = field
  for (let step = 0; at && step < 32; step++) {
    const found = entry(at, key)
    if (found) return found
    at = dictAt(at, 'Parent')
  }
  return undefined
}

const isText = (object: PDFObject | undefined): boolean => object !== undefined && 'decodeText' in object && (object as { decodeText(): string }).decodeText() !== ''

/** Whether something is written in the field. */
function hasText(field: PDFDict): boolean {
  const type = fieldEntry(field, 'FT')
  const isWritten = type === PDFName.of('Tx') || type === PDFName.of('Ch')
  const value = fieldEntry(field, 'V')
  return isWritten && (isText(value) || (value !== undefined && 'asArray' in value))
}

/** Whether a field without an appearance would still be seen: its text, a ticked box, a caption, a frame. */
function fieldShows(field: PDFDict): boolean {
  const states = dictAt(dictAt(field, 'AP'), 'N')
  // A box in a state that has no picture is an empty box.
  if (states) return false
  if (hasText(field)) return true
  const looks = dictAt(field, 'MK')
  return (['BG', 'BC', 'CA'] as const).some((key) => {
    const found = entry(looks, key)
    return found !== undefined && (isText(found) || ('size' in found && (found as { size(): number }).size() > 0))
  })
}

/** Whether a mark without an appearance would be seen on paper: a link only by the frame around it. */
function markShows(annotation: PDFDict): boolean {
  if (nameAt(annotation, 'Subtype') !== 'Link') return dictAt(annotation, 'AP') === undefined
  const border = numbersAt(annotation, 'Border', 3)
  const width = numberAt(dictAt(annotation, 'BS'), 'W') ?? border?.[2] ?? 1
  return width > 0
}

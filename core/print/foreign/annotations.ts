/**
 * What annotations and form fields add to a printed page (ISO 32000-1 §12.5): their normal appearance, moved into their
 * rectangle; for simple marks that have none, one of ours. A filled form is nothing but this; an importer that leaves it out
 * prints an empty one (71 of 227 pages).
 */
import { PDFArray, PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib'
import { drawField, fieldShows, hasText } from './fields'
import { coversItsWords, drawMark, type DrawnMark } from './marks'
import type { IsHidden } from './optional-content'
import { boxOf, boxThrough, type Matrix } from './page-box'
import { dictAt, dictOf, entry, nameAt, numberAt, numbersAt, referencesAt, resolve } from './pdf-objects'

/** Why a page is drawn as pixels by a viewer instead of as it stands in its file. */
export type RasterReason = 'annotation-without-appearance' | 'form-without-appearance' | 'not-readable' | 'unlike-the-viewer'

export interface Appearance {
  form: PDFObject
  /** From the form's space, its own matrix applied, to the page's. */
  matrix: Matrix
  /** What a viewer is known to draw of it, where that is otherwise; null where it draws nothing. For the comparison alone. */
  asViewed?: PDFObject | null
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
  const fields: Appearance[] = []
  let drawn = 0
  const made = (draw: () => DrawnMark | undefined): Appearance | undefined => {
    // A page that a viewer draws needs none of ours.
    const mark = found.lacks || drawn > mostDrawn ? undefined : draw()
    drawn += mark?.size ?? 0
    return mark && { form: mark.onPaper, matrix: [1, 0, 0, 1, 0, 0], ...(mark.asViewed !== mark.onPaper && { asViewed: mark.asViewed ?? null }) }
  }
  const lack = (reason: RasterReason): void => {
    found.lacks ??= reason
  }
  for (const reference of referencesAt(page, 'Annots')) {
    const annotation = dictOf(page.context, reference)
    if (!annotation || !isPrinted(annotation, isHidden)) continue
    const own = appearanceOf(annotation)
    if (nameAt(annotation, 'Subtype') === 'Widget') {
      const isStale = needsAppearances && hasText(annotation)
      const appearance = (!own || needsAppearances ? made(() => drawField(annotation, needsAppearances)) : undefined) ?? own
      if (appearance && !isStale) fields.push(appearance)
      else if (isStale || fieldShows(annotation)) lack('form-without-appearance')
    } else {
      const isMissing = own ? coversItsWords(annotation, own.form) : markShows(annotation)
      const appearance = (isMissing ? made(() => drawMark(annotation)) : undefined) ?? own
      if (appearance) found.appearances.push(appearance)
      else if (isMissing) lack('annotation-without-appearance')
    }
  }
  // Fields lie on all else, wherever the list has them: so that they can be filled in, pdf.js has them there. Poppler goes by the list.
  found.appearances.push(...fields)
  return found
}

/** Bytes of operators that we write for the marks of a page: a list of points may be that of ten thousand marks. */
const mostDrawn = 3e6

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

/** Whether a mark without an appearance would be seen on paper: a link only by a frame that it asks for. */
function markShows(annotation: PDFDict): boolean {
  if (nameAt(annotation, 'Subtype') !== 'Link') return dictAt(annotation, 'AP') === undefined
  const [style, border] = [dictAt(annotation, 'BS'), numbersAt(annotation, 'Border', 3)]
  const width = style ? (numberAt(style, 'W') ?? 1) : (border?.[2] ?? 0)
  const isClear = entry(annotation, 'C') instanceof PDFArray && referencesAt(annotation, 'C').length === 0
  return width > 0 && !isClear
}

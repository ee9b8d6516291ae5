/**
 * Fields of a form whose file leaves their drawing to the viewer (ISO 32000-1 §12.7.3.3): whether anything would be seen, and
 * the frame and the ground of those that are empty. What is written in one is left to a viewer, which has the fonts.
 */
import { PDFName, PDFNumber, type PDFDict, type PDFObject } from 'pdf-lib'
import { paintOf, polygon, strokeState } from './mark-shapes'
import { borderOf, colourOf, formOf, isNear, type DrawnMark } from './marks'
import { boxOf } from './page-box'
import { dictAt, entry, nameAt, numberAt, numbersAt } from './pdf-objects'

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
export function hasText(field: PDFDict): boolean {
  const type = fieldEntry(field, 'FT')
  const isWritten = type === PDFName.of('Tx') || type === PDFName.of('Ch')
  const value = fieldEntry(field, 'V')
  return isWritten && (isText(value) || (value !== undefined && 'asArray' in value))
}

/** Whether a field without an appearance would still be seen: its text, a ticked box, a caption, a frame. */
export function fieldShows(field: PDFDict): boolean {
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

const flag = { radio: 1 << 15, push: 1 << 16 }

/** A box to tick that is not ticked, of which the file has at most the picture of a ticked one (as LaTeX writes forms). */
function isEmptyBox(field: PDFDict): boolean {
  const flags = fieldEntry(field, 'Ff')
  const bits = flags instanceof PDFNumber ? flags.asNumber() : 0
  const isBox = fieldEntry(field, 'FT') === PDFName.of('Btn') && (bits & (flag.radio | flag.push)) === 0
  return isBox && ['Off', undefined].includes(nameAt(field, 'AS')) && entry(dictAt(dictAt(field, 'AP'), 'N'), 'Off') === undefined
}

/**
 * An empty field for text, or where the file leaves its fields to the viewer an empty box, with its frame and its ground;
 * undefined when it has neither, or more than that.
 */
export function drawField(field: PDFDict, needsAppearances: boolean): DrawnMark | undefined {
  const [looks, rectangle, border] = [dictAt(field, 'MK'), boxOf(numbersAt(field, 'Rect', 4)), borderOf(field)]
  const isBox = needsAppearances && isEmptyBox(field)
  if ((fieldEntry(field, 'FT') !== PDFName.of('Tx') && !isBox) || hasText(field) || !looks || !rectangle?.every(isNear) || !border) return undefined
  const [frame, ground] = [colourOf(looks, 'BC'), colourOf(looks, 'BG')]
  const isPlain = (numberAt(looks, 'R') ?? 0) === 0 && ['S', undefined].includes(nameAt(dictAt(field, 'BS'), 'S')) && border.dash.length === 0
  const [left, bottom, right, top] = rectangle
  if (frame === 'odd' || ground === 'odd' || !isPlain || border.width * 2 > Math.min(right - left, top - bottom)) return undefined
  const [frameColour, groundColour] = [frame, ground].map((colour) => (colour?.length ? colour : undefined))
  if (!frameColour && !groundColour) return undefined
  const picture = (width: number, inset: number) => {
    const corners = (by: number) => [[left + by, bottom + by], [right - by, bottom + by], [right - by, top - by], [left + by, top - by]] as const
    const surface = groundColour ? polygon(corners(0), { width: 0, dash: [] }, paintOf(false, true)).operators : ''
    const line = frameColour && width > 0 ? `${strokeState({ width, dash: [] })}${polygon(corners(inset), { width, dash: [] }, 's').operators}` : ''
    return { operators: surface + line, box: rectangle }
  }
  const paint = { isMarker: false, colour: frameColour ?? [0], inner: groundColour, opacity: 1 }
  const paper = picture(border.width, border.width / 2)
  // pdf.js draws such fields only where the form asks for it, their frames half outside, where they are cut; of a box it draws nothing.
  return { onPaper: formOf(field, paper, paint), asViewed: needsAppearances && !isBox ? formOf(field, picture(border.width || 1, 0), paint) : undefined, size: paper.operators.length }
}

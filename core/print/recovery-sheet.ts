/**
 * The recovery sheet on paper: one A4 page with what to type, and with all that whoever finds it years later must know.
 * Invariant: always one page, and no line is ever cut or wrapped: a line that can't be typed back is a section that can't
 * come back. What gives way, where a name or an address is long, is the room between the lines, then their size.
 */
import { fitText } from './fit-text'
import type { Fonts } from './fonts'
import { openPageFile } from './page-file'
import { textWidth, type TextPlace } from './page-stream'
import { drawQr } from './qr'
import { recoveryWords } from './recovery-words'
import type { Element, ElementType } from './tags'

export interface RecoverySheetInput {
  sectionName: string
  /** Groups of four letters and digits; see core/membership/recovery. */
  lines: readonly string[]
  /** Text of the QR code. */
  qr: string
  relayUrl: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
  /** IANA zone of the date printed. */
  timeZone: string
}

/** A4 (ISO 216) in points. */
const [width, height] = [595.28, 841.89]
const margin = 48
const [left, right, top, bottom] = [margin, width - margin, height - margin, margin]
/** 56 mm: a module of these codes is then about a millimetre, which a telephone reads from paper that was folded. */
const qrSide = 158
/** Four modules of white, as ISO/IEC 18004 wants them. */
const qrRoom = 16
const ink = 0
const soft = 0.35
/** Letters of the lines, and the distance from one to the next, where there is room. Points. */
const largest = 22
const farthest = 32

/** Makes the PDF. The same input gives the same bytes. */
export function renderRecoverySheet({ sectionName, lines, qr, relayUrl, locale, at, timeZone }: RecoverySheetInput, fonts: Fonts): Promise<Uint8Array> {
  const words = recoveryWords[locale]
  const file = openPageFile(fonts, { tagged: true })
  const page = file.openPage(width, height)
  const say = (type: ElementType, parent?: Element) => page.mark(file.element(type, parent))
  const sayItem = (said: Element) => say('LBody', file.element('LI', said))
  const code = drawQr(qr)
  const drawing = file.addDrawing(code.operators, code.side)
  const when = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
  let y = top

  /** Adds a paragraph under what is there, and moves on by `after`. */
  function paragraph(text: string, look: Pick<TextPlace, 'style' | 'size' | 'grey'>, leading: number, after: number, from = left, to = right): void {
    for (const line of fitText(text, to - from, 'text', (part) => textWidth(file.setting, look.style, part) * look.size)) {
      y -= leading
      page.text(line.text, { ...look, x: from, y, stretch: line.stretch })
    }
    y -= after
  }

  function list(heading: string, items: readonly string[], to: number): void {
    say('H2')
    paragraph(heading, { style: 'bold', size: 11, grey: ink }, 15, 1, left, to)
    const said = file.element('L')
    for (const item of items) {
      page.mark(null)
      page.text('–', { style: 'regular', size: 10, x: left, y: y - 13.5 })
      sayItem(said)
      paragraph(item, { style: 'regular', size: 10, grey: ink }, 13.5, 1.5, left + 12, to)
    }
    y -= 8
  }

  page.show(drawing, right - qrSide, top - qrSide, qrSide)
  const besideQr = right - qrSide - qrRoom
  say('H1')
  paragraph(words.title, { style: 'bold', size: 27, grey: ink }, 26, 6, left, besideQr)
  say('P')
  // A name that is long, or none at all, leaves the rest where it can be.
  paragraph(sectionName.replace(/\s+/g, ' ').trim().slice(0, 120), { style: 'bold', size: 14, grey: ink }, 18, 2, left, besideQr)
  say('P')
  paragraph(words.made(when), { style: 'regular', size: 10.5, grey: soft }, 14, 12, left, besideQr)
  say('P')
  paragraph(words.what, { style: 'regular', size: 10.5, grey: ink }, 14.5, 4, left, besideQr)
  say('P')
  // An address has no spaces to break it at.
  for (const line of fitText(words.relay(relayUrl), besideQr - left, 'email', (part) => textWidth(file.setting, 'regular', part) * 9.5)) {
    y -= 13
    page.text(line.text, { style: 'regular', size: 9.5, x: left, y, stretch: line.stretch })
  }

  y = Math.min(y, top - qrSide) - 16
  page.fill(left, y - 30, right - left, 30, 0.88)
  say('P')
  page.text(words.power, { style: 'bold', size: 13.5, x: left + 12, y: y - 20 })
  y -= 44
  const middle = (left + right) / 2
  const listsFrom = y
  list(words.keep, words.keeping, middle - 10)
  const keptTo = y
  // The second list stands beside the first.
  y = listsFrom
  drawSecond()
  y = Math.min(y, keptTo)

  function drawSecond(): void {
    const from = middle + 10
    say('H2')
    paragraph(words.use, { style: 'bold', size: 11, grey: ink }, 15, 1, from)
    const said = file.element('L')
    words.using.forEach((item, index) => {
      sayItem(said)
      page.text(`${index + 1}.`, { style: 'regular', size: 10, x: from, y: y - 13.5 })
      paragraph(item, { style: 'regular', size: 10, grey: ink }, 13.5, 1.5, from + 14)
    })
    y -= 8
  }

  say('H2')
  paragraph(words.lines, { style: 'bold', size: 11, grey: ink }, 15, 6)
  const floor = bottom + 34
  const leading = Math.min(farthest, (y - floor) / lines.length)
  const letters = Math.min(largest, leading * 0.85)
  const numberEdge = left + 24
  const said = file.element('L')
  for (const [index, line] of lines.entries()) {
    const base = y - leading * (index + 1) + (leading - letters * 0.7) / 2
    const number = String(index + 1)
    sayItem(said)
    page.text(number, { style: 'bold', size: 11, grey: soft, x: numberEdge - textWidth(file.setting, 'bold', number) * 11, y: base })
    page.text(line, { style: 'fixed', size: letters, x: numberEdge + 16, y: base })
    page.line(left, y - leading * (index + 1), right, y - leading * (index + 1), 0.4, 0.8)
  }
  y -= leading * lines.length + 2
  say('P')
  paragraph(words.letters, { style: 'regular', size: 8.5, grey: soft }, 12, 0)
  page.mark(null)
  page.text(words.footer(when), { style: 'regular', size: 8, grey: soft, x: left, y: bottom - 6 })
  file.closePage(page)
  return file.finish({ title: words.fileTitle, language: locale, at })
}

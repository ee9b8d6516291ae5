/**
 * What surrounds the table on each page: who and what the sheet is for, its code, its page number.
 * Invariant: any page found alone says which sheet it belongs to, what section made it, when, and what to do with it.
 */
import { fitText, inOneLine } from './fit-text'
import type { PageFile } from './page-file'
import { textWidth, type PageStream, type TextPlace } from './page-stream'
import type { ContactSheetInput } from './sheet'
import type { SheetWords } from './words'

/** Points. */
export interface PageBox {
  width: number
  height: number
  left: number
  right: number
  /** Where the table may begin on the first page and on the next ones, and where it must end. */
  firstTop: number
  nextTop: number
  bottom: number
}

export interface SheetFrame {
  box: PageBox
  draw(page: PageStream, number: number, total: number): void
}

/** A4 (ISO 216) in points. */
const [shortSide, longSide] = [595.28, 841.89]
/** 12 mm: printers leave 5 mm blank, and a hand holds the sheet. */
const margin = 34
const ink = 0
const soft = 0.35
const qrSide = 42
const smallQrSide = 25
/** Four modules of a 21-module code, as ISO/IEC 18004 wants them around it. */
const qrQuiet = 8

/** Lays out the head of the first page, since the table begins under it. `printed` and `leftOut` are counts of people. */
export function layFrame(input: ContactSheetInput, printed: number, leftOut: number, words: SheetWords, qr: string, file: PageFile): SheetFrame {
  const { setting } = file
  const { options, sectionName, code, locale } = input
  const [width, height] = options.orientation === 'landscape' ? [longSide, shortSide] : [shortSide, longSide]
  const [left, right, top] = [margin, width - margin, height - margin]
  /** The code as wide as its QR code. */
  const codeSize = Math.floor((qrSide / textWidth(setting, 'bold', code)) * 100) / 100
  const headRoom = right - left - qrSide - 20
  const lines: { text: string; place: TextPlace; begins: boolean }[] = []
  let y = top
  /** Adds a paragraph of at most `most` lines under what is there; the last one shows when it was shortened. */
  const paragraph = (text: string, look: Pick<TextPlace, 'style' | 'size' | 'grey'>, leading: number, most: number): void => {
    const measure = (part: string): number => textWidth(setting, look.style, part) * look.size
    const fitted = fitText(inOneLine(text), headRoom, 'text', measure)
    fitted.slice(0, most).forEach((line, at) => {
      y -= leading
      const cut = at === most - 1 && fitted.length > most
      lines.push({ text: cut ? `${line.text} …` : line.text, place: { ...look, x: left, y, stretch: line.stretch }, begins: at === 0 })
    })
  }

  y += 4
  paragraph(options.title, { style: 'bold', size: 18, grey: ink }, 21, 3)
  y -= 1.5
  paragraph(options.selectionInWords, { style: 'regular', size: 10.5, grey: ink }, 14.5, 5)
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: input.timeZone }).format(input.at)
  y -= 1.5
  paragraph([sectionName, day].filter(Boolean).join('  ·  '), { style: 'regular', size: 9, grey: soft }, 12.5, 2)
  const leftOutText = leftOut > 0 ? words.leftOut(leftOut, options.consent?.channel ?? null) : ''
  const counts = [words.printed(printed), leftOutText].filter(Boolean)
  paragraph(counts.join('  ·  '), { style: 'regular', size: 9, grey: leftOut > 0 ? ink : soft }, 12.5, 2)
  const firstTop = Math.min(y, top - qrSide - qrQuiet - codeSize) - 11

  const running = { style: 'bold', size: 9, grey: ink } as const
  const runningTitle = fitText(options.title, (right - left) * 0.5, 'note', (part) => textWidth(setting, 'bold', part) * 9)[0]?.text ?? ''
  const nextTop = top - smallQrSide - 8
  const footer = margin + 2
  const footText = options.destroyAfterUse ? `${words.destroy}  ·  ${words.internal}` : words.internal

  return {
    box: { width, height, left, right, firstTop, nextTop, bottom: footer + 14 },
    draw(page, number, total) {
      const rightText = (text: string, place: Omit<TextPlace, 'x'>, edge = right): void => {
        page.text(text, { ...place, x: edge - textWidth(setting, place.style, text) * place.size })
      }
      if (number === 1) {
        for (const [at, { text, place, begins }] of lines.entries()) {
          if (begins) page.mark(file.element(at === 0 ? 'H1' : 'P'))
          page.text(text, place)
        }
        page.mark(file.element('Figure', null, { alt: words.sheet(code) }))
        page.show(qr, right - qrSide, top - qrSide, qrSide)
        rightText(code, { style: 'bold', size: codeSize, y: top - qrSide - qrQuiet - codeSize * 0.72 })
        page.mark(null)
      } else {
        const y = top - (leftOutText ? 10 : 15)
        page.text(runningTitle, { ...running, x: left, y })
        page.text(sectionName, { style: 'regular', size: 9, grey: soft, x: left + textWidth(setting, 'bold', runningTitle) * 9 + 10, y })
        // A page that goes its own way says as the first one does whom it lacks.
        page.text(leftOutText, { style: 'regular', size: 8.5, grey: ink, x: left, y: y - 12 })
        page.show(qr, right - smallQrSide, top - smallQrSide, smallQrSide)
        rightText(code, { style: 'bold', size: 8.5, y }, right - smallQrSide - 8)
      }
      page.line(left, footer + 10, right, footer + 10, 0.4, 0.75)
      // What to do with the sheet is read once, before its people.
      if (number === 1) page.mark(file.element('P'))
      page.text(footText, { style: 'regular', size: 8, grey: soft, x: left, y: footer })
      page.mark(null)
      rightText(`${day}  ·  ${words.sheet(code)}  ·  ${words.page(number, total)}`, { style: 'regular', size: 8, grey: soft, y: footer })
    },
  }
}

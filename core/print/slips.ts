/**
 * Slips that one person each fills in: four A6 (105 × 148.5 mm) on an A4 page, to be cut at its middle. At a meeting they stand
 * for the lines of a sign-in sheet, so that nobody reads what her neighbour wrote; at a stall they have a strip at the foot that
 * is torn off and kept by whoever signed.
 * Invariant: each slip alone has the whole notice, and says by its number and its code which line of which sheet it is. What a
 * person takes home says where to withdraw.
 */
import { cutAcross, quarterMarks } from './cut-lines'
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import { writeBlock } from './fit-block'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import type { PageStream } from './page-stream'
import { drawQr } from './qr'
import { signInChannels, signInWords, type NoticeFacts } from './sign-in-words'
import type { SignInSheet } from './sign-in-sheet'
import { slipWords, wants } from './slip-words'

export interface SlipsInput {
  /** `stall`: with the level that she wants, and the strip that she keeps. */
  purpose: 'stall' | 'meeting'
  /** What it is: « Stand ». */
  title: string
  /** Day and place, in words. */
  occasion: string
  sectionName: string
  notice: NoticeFacts
  /** Of four slips each; one at least. */
  pages: number
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export const slipsOnPage = 4
/** A4 (ISO 216) upright, in mm. */
const [pageWidth, pageHeight] = [210, 297]
const [slipWidth, slipHeight] = [pageWidth / 2, pageHeight / 2]
/** Of the slip on all sides, in mm: more than what printers don't reach, and room for a guillotine that is a little off. */
const inset = 7
const inner = slipWidth - 2 * inset
/** In mm. A module of the code is six tenths. */
const qrSide = 13
const headHeight = 18
/** Of the strip for whoever signed, from the foot of the slip to the line that is torn. */
const stripHeight = 33
/** Of one line to write on, in mm: a stall's slips give some of it to the strip. */
const fieldHeight = { stall: 9.5, meeting: 12 } as const
const fieldsGap = { stall: 1.5, meeting: 4 } as const
const choiceHeight = 7.5
const agreeHeight = 11
const signHeight = { stall: 10, meeting: 18 } as const

/** Makes the PDF. The same input gives the same bytes. */
export async function renderSlips(input: SlipsInput, fonts: Fonts): Promise<SignInSheet> {
  const { code, locale, at } = input
  const file = openPageFile(fonts)
  const pages = Math.max(1, Math.floor(input.pages))
  const code2d = drawQr(code)
  const qr = file.addDrawing(code2d.operators, code2d.side)
  for (let number = 0; number < pages; number++) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    for (let place = 0; place < slipsOnPage; place++) {
      const [left, top] = [(place % 2) * slipWidth, pageHeight - Math.floor(place / 2) * slipHeight]
      drawSlip(page, file, input, qr, left + inset, top, slipWords[locale].slip(number * slipsOnPage + place + 1, pages * slipsOnPage, code))
    }
    quarterMarks(page, pageWidth, pageHeight)
    file.closePage(page)
  }
  const pdf = await file.finish({ title: slipWords[locale].fileTitle(code), language: locale, at })
  return { pdf, code, pages, rows: pages * slipsOnPage, missing: [...file.setting.missing].sort() }
}

/** `top`: the slip's upper edge, `left` where its writing begins. */
function drawSlip(page: PageStream, file: PageFile, input: SlipsInput, qr: string, left: number, top: number, which: string): void {
  const { purpose, locale, notice } = input
  const [words, own] = [signInWords[locale], slipWords[locale]]
  const right = left + inner
  const foot = top - slipHeight + (purpose === 'stall' ? stripHeight : inset)

  page.show(qr, (right - qrSide) * mm, (top - inset - qrSide) * mm, qrSide * mm)
  const beside = inner - qrSide - 4
  const title = writeBlock(page, file, input.title, { x: left, top: top - inset, width: beside, height: 5, sizes: [12, 11, 10, 9, 8], style: 'bold' })
  const said = [input.occasion, input.sectionName].filter(Boolean).join('\n')
  writeBlock(page, file, said, { x: left, top: top - inset - title.height - 0.6, width: beside, height: 11.4 - title.height, sizes: [7.5, 7, 6.5, 6, 5.5], grey: 0.2 })
  writeLine(page, file, which, { style: 'bold', size: 9, x: left, y: top - inset - 15.6 }, beside)

  let y = top - inset - headHeight
  for (const titles of purpose === 'stall' ? [[words.lastName, words.firstName], [words.place], [words.email], [words.phone]] : [[words.lastName], [words.firstName], [words.place], [words.email], [words.phone]]) {
    drawFields(page, file, titles, left, y - fieldHeight[purpose])
    y -= fieldHeight[purpose]
  }
  y -= fieldsGap[purpose]
  if (purpose === 'stall') {
    const width = writeLine(page, file, own.wants, { style: 'bold', size: 8.5, x: left, y: y - choiceHeight / 2 - 1.1 }, 18)
    drawChoices(page, file, wants.map((level) => own.want[level]), left + width + 3, right, y - choiceHeight / 2)
    y -= choiceHeight
  }
  writeLine(page, file, words.agree, { style: 'bold', size: 8.5, x: left, y: y - 4 }, inner)
  drawChoices(page, file, signInChannels.map((channel) => words.channel[channel]), left, right, y - 8)
  y -= agreeHeight
  y -= signHeight[purpose]
  drawFields(page, file, [own.date, words.signature], left, y, 30)
  // Between the signature and what follows it, some air.
  writeBlock(page, file, words.notice(notice), { x: left, top: y - 1.5, width: inner, height: y - 1.5 - foot - (purpose === 'stall' ? 1.5 : 0), sizes: [7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2] })
  if (purpose === 'stall') drawStrip(page, file, input, left, foot, which)
}

/** Titles over lines to write on, side by side. `first`: width of the first in mm, where they are not alike. */
function drawFields(page: PageStream, file: PageFile, titles: readonly string[], left: number, base: number, first?: number): void {
  const gap = 3
  const even = (inner - gap * (titles.length - 1)) / titles.length
  let x = left
  for (const [at, title] of titles.entries()) {
    const width = first === undefined ? even : at === 0 ? first : inner - gap - first
    const written = writeLine(page, file, title, { style: 'regular', size: 7, grey: 0.3, x, y: base + 0.8 }, width)
    rule(page, x + written + 1, base, x + width, base, 0.5, 0.3)
    x += width + gap
  }
}

/** Boxes with what they stand for, shared out over the width. */
function drawChoices(page: PageStream, file: PageFile, labels: readonly string[], left: number, right: number, middle: number): void {
  const step = (right - left) / labels.length
  for (const [at, label] of labels.entries()) {
    drawBox(page, left + at * step + 2.25, middle)
    writeLine(page, file, label, { style: 'regular', size: 8.5, x: left + at * step + 6, y: middle - 1.1 }, step - 7)
  }
}

/** What is torn off and kept: from `top` down to the foot of the slip. */
function drawStrip(page: PageStream, file: PageFile, { notice, occasion, locale }: SlipsInput, left: number, top: number, which: string): void {
  const own = slipWords[locale]
  cutAcross(page, left - inset + 5, left + inner + inset - 5, top)
  const number = widthOf(file, 'regular', which, 7)
  writeLine(page, file, own.keep, { style: 'bold', size: 8.5, x: left, y: top - 5 }, inner - number - 3)
  writeLine(page, file, which, { style: 'regular', size: 7, x: left + inner, y: top - 5, align: 'right' }, inner)
  let y = top - 6.5
  for (const [text, height, style] of [[own.left(notice, occasion), 6.6, 'regular'], [own.rights, 3.2, 'regular'], [notice.contact, 5.4, 'bold'], [own.kept(notice.months), 3.2, 'regular']] as const) {
    y -= writeBlock(page, file, text, { x: left, top: y, width: inner, height, sizes: style === 'bold' ? [9, 8, 7.5, 7, 6.5, 6, 5.5] : [7.5, 7, 6.5, 6, 5.5, 5], style }).height + 0.7
  }
}

/**
 * A meeting's sign-in sheet in strips: one a person, folded back or cut off once she has signed, so that the next one does not
 * read her line. A4 landscape, nine strips a page, each with a line of 12 mm to write in.
 * Invariant: a strip found alone says what its columns are, which line of which sheet it is, and where to object; the whole
 * notice is at the foot of every page.
 */
import { cutAcross } from './cut-lines'
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import type { PageStream } from './page-stream'
import { drawQr } from './qr'
import { drawFoot, drawHead, footTop, margin, pageHeight, pageWidth, right, signInRow, type SignInSheet, type SignInSheetInput } from './sign-in-sheet'
import { signInChannels, signInWords, type NoticeFacts } from './sign-in-words'

export type StripsInput = SignInSheetInput & { variant: { kind: 'meeting'; notice: NoticeFacts } }

/** In mm: titles over the line to write in, and under it where to object. */
const titlesHeight = 5
const rightsHeight = 2.8
const stripHeight = titlesHeight + signInRow + rightsHeight
const stripsOnPage = 9
/** In mm. The last strip ends just above the notice. */
const stripsTop = footTop + 0.6 + stripsOnPage * stripHeight
/** Number and code, in mm. */
const markWidth = 20

/** Makes the PDF; pages are filled up. The same input gives the same bytes. */
export async function renderSignInStrips(input: StripsInput, fonts: Fonts): Promise<SignInSheet> {
  const { variant, code, locale, at, blankRows } = input
  const words = signInWords[locale]
  const file = openPageFile(fonts)
  const pages = Math.max(1, Math.ceil(blankRows / stripsOnPage))
  const code2d = drawQr(code)
  const qr = file.addDrawing(code2d.operators, code2d.side)
  for (let number = 1; number <= pages; number++) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    drawHead(page, input, `${words.page(number, pages)}  ·  ${words.sheet(code)}`, qr, file, false)
    for (let place = 0; place < stripsOnPage; place++) drawStrip(page, file, input, stripsTop - place * stripHeight, (number - 1) * stripsOnPage + place + 1)
    cutAcross(page, margin, right, stripsTop - stripsOnPage * stripHeight)
    drawFoot(page, words.notice(variant.notice), file)
    file.closePage(page)
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages, rows: pages * stripsOnPage, missing: [...file.setting.missing].sort() }
}

function drawStrip(page: PageStream, file: PageFile, { variant, code, locale }: StripsInput, top: number, number: number): void {
  const words = signInWords[locale]
  const [head, base] = [top - titlesHeight, top - titlesHeight - signInRow]
  cutAcross(page, margin, right, top)
  writeLine(page, file, String(number), { style: 'bold', size: 13, x: margin + markWidth / 2, y: base + 6, align: 'centre' }, markWidth - 2)
  writeLine(page, file, code, { style: 'regular', size: 8, x: margin + markWidth / 2, y: base + 1.8, align: 'centre' }, markWidth - 1)
  const columns: { title: string; width: number; box?: boolean }[] = [
    { title: words.lastName, width: 38 }, { title: words.firstName, width: 30 }, { title: words.place, width: 38 }, { title: words.email, width: 58 }, { title: words.phone, width: 32 },
    ...signInChannels.map((channel) => ({ title: words.channel[channel], width: 9.5, box: true })),
  ]
  let x = margin + markWidth
  let boxesFrom = x
  for (const { title, width, box } of [...columns, { title: words.signature, width: right - margin - markWidth - columns.reduce((sum, { width: each }) => sum + each, 0) }] as typeof columns) {
    rule(page, x, head, x, base, 0.5, 0.6)
    if (box) {
      if (title === words.channel[signInChannels[0]]) boxesFrom = x
      drawBox(page, x + width / 2, (head + base) / 2)
      writeLine(page, file, title, { style: 'regular', size: 6, x: x + width / 2, y: head + 0.7, align: 'centre' }, width - 0.6)
    } else writeLine(page, file, title, { style: 'regular', size: 6.5, grey: 0.2, x: x + 1.2, y: head + 0.7 }, width - 2)
    x += width
  }
  const boxes = signInChannels.length * 9.5
  writeLine(page, file, words.agree, { style: 'bold', size: 6, x: boxesFrom + Math.max(0, (boxes - widthOf(file, 'bold', words.agree, 6)) / 2), y: head + 2.7 }, boxes)
  rule(page, right, head, right, base, 0.5, 0.6)
  rule(page, margin + markWidth, base, right, base, 0.5, 0.45)
  writeLine(page, file, words.strip(variant.notice), { style: 'regular', size: 5.6, grey: 0.25, x: margin + markWidth, y: base - 2.1 }, right - margin - markWidth)
}

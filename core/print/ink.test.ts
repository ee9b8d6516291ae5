/**
 * Names on paper, compared as ink with Chromium. Extracted text is no proof: a subset with wrong offsets, a WOFF or
 * unshaped Arabic prints garbage from which the text still extracts perfectly. So each way of going wrong is also
 * done on purpose here, and must be seen.
 */
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPrintFonts } from '../../tools/print-fonts'
import { openChromium, setByChromium, type SetLine } from '../../tests/print/chromium-page'
import { compareInk, type InkLikeness } from '../../tests/print/ink'
import { checkStructure, extractText, renderPdf, type Ink } from '../../tests/print/paper'
import type { FontFile } from './font-file'
import type { Fonts } from './fonts'
import { openPageFile } from './page-file'
import type { Shaper } from './shaper'

const names = {
  French: ['Éloïse LEFÈVRE-DUPONT', 'AVATAR Tomás, To. LT Yves «\u00a0œuvre\u00a0»', 'Anne-Noëlle d’Aÿ ÇŒÆ ŒUVRÉ'],
  Polish: ['Łukasz ŻÓŁĆ', 'Grzegorz Brzęczyszczykiewicz źdźbło'],
  Turkish: ['Işıl ÇAĞLAYAN', 'İbrahim Şahinoğlu'],
  Vietnamese: ['Nguyễn Thị Hồng Ân', 'ĐẶNG ẤỜỠỲ Trường Vũ'],
  Greek: ['Αλέξανδρος Παπαδόπουλος', 'ΐΰᾳ Ἐλένη ᾈ'],
  Cyrillic: ['Дмитрий Щербаков Ёлка', 'Ольга Їжакевич Ђорђе'],
  loose: ['Zoe\u0301 Nguye\u0302\u0303n', 'q\u0301 x\u0302 m\u0323\u0304 W\u0308'],
  Arabic: ['أحمد', 'الخطيب'],
  words: ['محمد الخطيب عبد الله', 'فاطمة الزهراء بنت خالد'],
  brackets: ['محمد (أبو علي) 123', 'سعيد [الثاني] 06 39 98'],
  harakat: ['مُحَمَّدٌ خَالِد', 'عُثْمَانُ'],
  mixed: ['Ahmed (أحمد) Benali', 'أحمد Benali (Paris)'],
}
const all = Object.values(names).flat()
const arabic = [...names.Arabic, ...names.words, ...names.brackets, ...names.harakat, ...names.mixed]
const [width, height, dotsPerInch] = [594, 841.68, 200]
/** Base lines stand on whole pixels: Chromium rounds them, and only the letters are compared here. */
const pixel = 72 / dotsPerInch
const lines: SetLine[] = all.flatMap((text, at) =>
  (['regular', 'bold'] as const).map((style, column) => ({ text, style, x: (110 + column * 750) * pixel, base: (165 + at * 78) * pixel, size: 14 })))

async function print(fonts: Fonts): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  const page = file.openPage(width, height)
  for (const { text, style, x, base, size } of lines) page.text(text, { style, size, x, y: height - base })
  file.closePage(page)
  return file.finish({ title: 'names', language: 'fr', at: 0 })
}

/** The names, in one style or both, that do not look as Chromium draws them. */
function unlike(pages: readonly Ink[], reference: Ink, compared = lines): Map<string, InkLikeness> {
  const pixels = (points: number): number => Math.round(points / pixel)
  const found = new Map<string, InkLikeness>()
  for (const line of compared) {
    const box = { x: pixels(line.x - 4), y: pixels(line.base - 17), width: pixels(266), height: pixels(24) }
    const ink = compareInk(pages[0]!, reference, box)
    if (ink.likeness < 0.94 || Math.abs(ink.amount - 1) > 0.06 || ink.worstSpot > 0.3) found.set(line.text, ink)
  }
  return found
}

describe('names on paper', () => {
  let browser: Browser
  let fonts: Fonts
  let reference: Ink
  let pdf: Uint8Array
  beforeAll(async () => {
    ;[browser, fonts] = await Promise.all([openChromium(), loadPrintFonts()])
    reference = await setByChromium(browser, lines, width, height, dotsPerInch)
    pdf = await print(fonts)
  }, 60_000)
  afterAll(() => browser?.close())

  /** Names in regular seen as wrong when the fonts or the shaper are spoilt on purpose. */
  const seenWith = async (spoilt: Fonts): Promise<string[]> => [...unlike(await renderPdf(await print(spoilt), dotsPerInch), reference, lines.filter((line) => line.style === 'regular')).keys()]
  const withShape = (change: (shape: Shaper['shape']) => Shaper['shape']): Fonts =>
    ({ ...fonts, shaper: { ...fonts.shaper, shape: change(fonts.shaper.shape) } })
  const withFile = (change: (file: FontFile) => Partial<FontFile>): Fonts => {
    const stack = (style: 'regular' | 'bold') => fonts.stacks[style].map((font) => ({ ...font, file: { ...font.file, ...change(font.file) } }))
    return { ...fonts, stacks: { ...fonts.stacks, regular: stack('regular'), bold: stack('bold') } }
  }

  it('look as Chromium draws them, in every script', async () => {
    expect([...unlike(await renderPdf(pdf, dotsPerInch), reference)]).toEqual([])
  }, 60_000)

  it('are seen as wrong when an accent is lost', async () => {
    const seen = await seenWith(withFile((file) => {
      const acute = file.glyphOf(0x0301)
      return { outlineOf: (glyph) => (glyph === acute ? new Uint8Array(0) : file.outlineOf(glyph)) }
    }))
    expect(seen).toEqual(expect.arrayContaining(['q\u0301 x\u0302 m\u0323\u0304 W\u0308']))
  }, 60_000)

  it('are seen as wrong when the subset drops a letter whose text still extracts', async () => {
    const broken = withFile((file) => ({ outlineOf: (glyph) => (glyph === file.glyphOf(0x72) ? new Uint8Array(0) : file.outlineOf(glyph)) }))
    const seen = await seenWith(broken)
    expect(seen).toEqual(expect.arrayContaining(all.filter((name) => name.includes('r'))))
    expect(await extractText(await print(broken))).toContain('Grzegorz Brzęczyszczykiewicz')
  }, 60_000)

  it('are seen as wrong when letters are not kerned', async () => {
    const flat = withShape((shape) => (font, text, from, to, back) => shape(font, text, from, to, back).map((glyph) => ({
      ...glyph, advance: back ? glyph.advance : nominal(font, glyph.glyph),
    })))
    const nominal = (font: number, glyph: number): number =>
      [...fonts.stacks.regular, ...fonts.stacks.bold].find((one) => one.shaping === font)!.file.advanceOf(glyph)
    const stack = (style: 'regular' | 'bold') => fonts.stacks[style].map((font) => ({ ...font, kerning: new Map() }))
    expect(await seenWith({ ...flat, stacks: { ...fonts.stacks, regular: stack('regular'), bold: stack('bold') } })).toContain(names.French[1])
  }, 60_000)

  it('are seen as wrong when Arabic letters are not joined', async () => {
    const isolated = withShape((shape) => (font, text, from, to, back) => {
      if (!back) return shape(font, text, from, to, back)
      return Array.from(text.slice(from, to)).map((letter, at) => shape(font, letter, 0, letter.length, true).map((glyph) => ({ ...glyph, cluster: from + at }))).reverse().flat()
    })
    expect(await seenWith(isolated)).toEqual(expect.arrayContaining(arabic))
  }, 60_000)

  it('are seen as wrong when marks and dots are not put in their place', async () => {
    const unplaced = withShape((shape) => (...words) => shape(...words).map((glyph) => ({ ...glyph, dx: 0, dy: 0 })))
    expect(await seenWith(unplaced)).toEqual(expect.arrayContaining([...names.harakat, ...names.words, names.loose[1]]))
  }, 60_000)

  it('are seen as wrong when the brackets of right-to-left text are not mirrored', async () => {
    const unmirrored = withShape((shape) => (font, text, from, to, back) => {
      if (!back) return shape(font, text, from, to, back)
      const turned = text.replace(/[()[\]]/g, (bracket) => ({ '(': ')', ')': '(', '[': ']', ']': '[' })[bracket]!)
      return shape(font, turned, from, to, back)
    })
    expect((await seenWith(unmirrored)).sort()).toEqual(names.brackets.toSorted())
  }, 60_000)

  it('are seen as wrong when a right-to-left run is written left to right', async () => {
    expect(await seenWith(withShape((shape) => (font, text, from, to) => shape(font, text, from, to, false)))).toEqual(expect.arrayContaining(arabic))
  }, 60_000)

  it('are found again in the file, and the file is sound', async () => {
    await checkStructure(pdf)
    const text = (await extractText(pdf)).replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    const searchable = [...names.French, ...names.Polish, ...names.Turkish, ...names.Vietnamese, ...names.Greek, ...names.Cyrillic, ...names.loose, ...names.Arabic, ...names.words]
    for (const name of searchable) expect(text.normalize('NFC')).toContain(name.normalize('NFC').replaceAll('\u00a0', ' '))
  }, 60_000)

  it('give each Arabic word back letter by letter, vowel marks in their place, to the reader of the app', async () => {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
    const { items } = await (await document.getPage(1)).getTextContent()
    const found = new Set(items.flatMap((item) => ('str' in item ? item.str.split(/[\s()[\]]+/) : [])))
    await document.destroy()
    const words = arabic.flatMap((name) => name.match(/[\u0600-\u06ff]+/g)!)
    // It takes a letter with a vowel mark for one without width, and may part the word there; the letters keep their order.
    const givenBack = (word: string): boolean => word === '' || [...found].some((part) => part !== '' && word.startsWith(part) && givenBack(word.slice(part.length)))
    expect(words.filter((word) => !(/\p{M}/u.test(word) ? givenBack(word) : found.has(word)))).toEqual([])
  }, 60_000)
})

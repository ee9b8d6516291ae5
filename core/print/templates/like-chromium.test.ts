/**
 * Every template, in both languages and with Arabic in it, compared as ink with Chromium: each line of letters stands, is as large
 * and looks as a browser sets it in the same fonts. Reading words back from a file proves none of that.
 */
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium, setByChromium, type SetLine } from '../../../tests/print/chromium-page'
import { compareInk } from '../../../tests/print/ink'
import { renderPdf, type Ink } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { emptyImprint, imprintLine } from '../../domain/legal/imprint'
import { mm } from '../drawing'
import { openPageFile } from '../page-file'
import { textWidth } from '../page-stream'
import type { Brand } from './brand'
import { builtInTemplates } from './built-in/templates'
import { loadHyphenator } from './hyphenation'
import { renderTemplate } from './render-template'
import { setFrames } from './set-frames'
import type { Slots } from './slots'
import type { Template } from './template'
import { sampleSlots } from './template-words'

const fonts = await loadPrintFonts()
const brand: Brand = { name: 'Union des Quartiers', colours: { primary: '#1c3f6e', secondary: '#f2b632' }, website: 'exemple.invalid', address: '12 place du Marché\n93200 Saint-Denis' }
const imprint = { ...emptyImprint, name: 'Union des Quartiers', address: '12 place du Marché, 93200 Saint-Denis' }

/** Lines of each page as they are set, points from the upper left corner; what a canvas shows. */
async function linesOf(template: Template, slots: Slots, locale: 'fr' | 'en'): Promise<(SetLine & { width: number })[][]> {
  const filled: Slots = { organisation: brand.name, website: brand.website, address: brand.address, imprint: imprintLine(imprint), ...slots }
  const { setting } = openPageFile(fonts)
  const shown = template.pages.map(({ frames }) => frames.map((frame) => ({ frame, shown: (frame.shown?.with === undefined || Boolean(filled[frame.shown.with])) && (frame.shown?.without === undefined || !filled[frame.shown.without]) })))
  const { texts } = setFrames(setting, shown, filled, locale, await loadHyphenator(locale))
  return texts.map((page) => page.flatMap(({ frame, runs }) => runs.map(({ text, style, size, x, y }) => ({ text, style, size, x: frame.x * mm + x, base: frame.y * mm + y, width: textWidth(setting, style, text) * size }))))
}

/** How far each dot of a box is from its ground, which is what most of its dots have; as dark as can be where it is farthest. */
function letters(page: Ink, box: { x: number; y: number; width: number; height: number }): Ink {
  const dark = new Uint8Array(box.width * box.height)
  const at = (row: number, column: number) => page.dark[Math.min(page.height - 1, Math.max(0, box.y + row)) * page.width + Math.min(page.width - 1, Math.max(0, box.x + column))]!
  const counts = new Uint32Array(256)
  for (let row = 0; row < box.height; row++) for (let column = 0; column < box.width; column++) counts[at(row, column)]!++
  const ground = counts.indexOf(Math.max(...counts))
  let most = 1
  for (let row = 0; row < box.height; row++) for (let column = 0; column < box.width; column++) most = Math.max(most, Math.abs(at(row, column) - ground))
  for (let row = 0; row < box.height; row++) for (let column = 0; column < box.width; column++) dark[row * box.width + column] = Math.min(255, (Math.abs(at(row, column) - ground) * 255) / most)
  return { width: box.width, height: box.height, dark }
}

describe('a template on paper', () => {
  let browser: Browser
  beforeAll(async () => void (browser = await openChromium()), 60_000)
  afterAll(() => browser?.close())

  /** Lines that do not look as Chromium sets them, all pages of all languages one below the other. */
  async function unlike(template: Template, said: readonly { slots: Slots; locale: 'fr' | 'en' }[], spoil: (line: SetLine) => SetLine = (line) => line): Promise<{ seen: string[]; compared: number }> {
    const { width, height } = template.page
    const dots = Math.min(300, Math.round((1500 / Math.max(width, height)) * 25.4))
    const px = (points: number) => Math.round((points * dots) / 72)
    const tall = Math.ceil((height / 25.4) * dots)
    const [set, drawn] = await Promise.all([
      Promise.all(said.map(({ slots, locale }) => linesOf(template, slots, locale))),
      Promise.all(said.map(async ({ slots, locale }) => renderPdf((await renderTemplate({ template, slots, brand, imprint, images: {}, locale, at: 0, bleed: 0 }, fonts)).pdf, dots))),
    ])
    const [pages, inks] = [set.flat(), drawn.flat()]
    const below = (page: number) => (page * tall * 72) / dots
    const wanted = await setByChromium(browser, pages.flatMap((lines, page) => lines.map(spoil).map((line) => ({ ...line, base: line.base + below(page) }))), width * mm, below(pages.length), dots)
    const seen: string[] = []
    for (const [page, lines] of pages.entries()) {
      for (const { text, x, base, size, width: wide } of lines) {
        const box = { x: px(x) - 2, y: px(base - 0.8 * size), width: px(wide) + 4, height: px(1.05 * size) }
        const { likeness, amount, worstSpot } = compareInk(letters(inks[page]!, box), letters(wanted, { ...box, y: box.y + page * tall }), { ...box, x: 0, y: 0 })
        // Letters of an imprint are a few dots high: each renderer smooths them its own way.
        if (likeness < (px(size) < 20 ? 0.75 : 0.9) || Math.abs(amount - 1) > 0.2 || worstSpot > 0.3) seen.push(`${text} ${likeness.toFixed(2)} ${amount.toFixed(2)} ${worstSpot.toFixed(2)}`)
      }
    }
    return { seen, compared: pages.flat().length }
  }

  it.each(builtInTemplates.map((template) => [template.id, template] as const))('%s has every line where a browser has it, and as it has it', async (_id, template) => {
    const { seen, compared } = await unlike(template, (['fr', 'en'] as const).map((locale) => ({ locale, slots: sampleSlots(template, locale) })))
    expect(seen).toEqual([])
    expect(compared).toBeGreaterThan(10)
  }, 60_000)

  it('has Arabic as a browser has it, among French', async () => {
    const template = builtInTemplates.find(({ id }) => id === 'tract-a5')!
    const { seen } = await unlike(template, [{ locale: 'fr', slots: { ...sampleSlots(template, 'fr'), title: 'شوارعنا، مدارسنا', text: 'منذ ثلاث سنوات يطالب سكان الحي بالشيء نفسه' } }])
    expect(seen).toEqual([])
  }, 60_000)

  it('is seen as wrong where one letter is another, one line a little lower or its letters a little larger', async () => {
    const [template] = builtInTemplates as [Template]
    const slots = sampleSlots(template, 'fr')
    const { seen } = await unlike(template, [{ locale: 'fr', slots }], (line) => {
      if (line.text.includes('budget')) return { ...line, base: line.base + 0.9 }
      return line.text.includes('Salle') ? { ...line, size: line.size * 1.03 } : { ...line, text: line.text.replace('Nos', 'Vos') }
    })
    for (const word of ['Nos rues', 'budget', 'Salle']) expect(seen.join('\n')).toContain(word)
    expect(seen.length).toBeLessThan(6)
  }, 60_000)
})

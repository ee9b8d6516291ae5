import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '@playwright/test'
import { openChromium, setByChromium, type SetLine } from '../../../tests/print/chromium-page'
import { compareInk } from '../../../tests/print/ink'
import { inked } from '../../../tests/print/inked'
import { renderPdf } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { mm } from '../drawing'
import { openPageFile } from '../page-file'
import { textWidth } from '../page-stream'
import { loadHyphenator } from './hyphenation'
import { readParagraphs } from './paragraphs'
import { setText, type PartToSet, type SetRun, type TextBox } from './set-text'

const fonts = await loadPrintFonts()
const hyphenator = await loadHyphenator('fr')
const { setting } = openPageFile(fonts)
const part = (text: string, more: Partial<PartToSet> & { style?: 'regular' | 'bold' } = {}): PartToSet =>
  ({ paragraphs: readParagraphs(text, { style: more.style ?? 'regular', locale: 'fr', hyphenator: more.balanced ? null : hyphenator }), least: 8, most: 40, leading: 1.25, before: 0.5, balanced: false, ...more })
const box = (width: number, height: number, more: Partial<TextBox> = {}): TextBox => ({ width: width * mm, height: height * mm, align: 'left', vertical: 'top', ...more })
const widthOf = (run: SetRun) => textWidth(setting, run.style, run.text) * run.size
const linesOf = (runs: readonly SetRun[]) => {
  const lines = new Map<number, SetRun[]>()
  for (const run of runs) lines.set(run.y, [...(lines.get(run.y) ?? []), run])
  return [...lines.values()]
}
const lineTexts = (runs: readonly SetRun[]) => linesOf(runs).map((line) => line.map(({ text }) => text).join('').replace(/[\u200e\u200f]/g, ''))
const long = 'Depuis trois ans, les habitantes et les habitants du quartier demandent la même chose : des rues où l’on marche sans danger, **une école qui ne ferme pas** de classe, un centre de santé ouvert le soir.'

async function inkOf(runs: readonly SetRun[], { width, height }: TextBox, dotsPerInch: number, margin = 10 * mm) {
  const file = openPageFile(fonts)
  const page = file.openPage(width + 2 * margin, height + 2 * margin)
  for (const { text, style, size, x, y } of runs) page.text(text, { style, size, x: x + margin, y: height + margin - y })
  file.closePage(page)
  return (await renderPdf(await file.finish({ title: 'text', language: 'fr', at: 0 }), dotsPerInch))[0]!
}

describe('words in a frame', () => {
  it('are as large as all of them have room for, and as the template allows', () => {
    const large = setText(setting, [part(long)], box(90, 60))
    const small = setText(setting, [part(long)], box(90, 30))
    expect(large.runs[0]!.size).toBeGreaterThan(small.runs[0]!.size)
    expect([large.over, small.over]).toEqual([0, 0])
    expect(setText(setting, [part('Stop', { most: 30 })], box(90, 60)).runs[0]!.size).toBe(30)
    expect(setText(setting, [part('Stop', { most: 200, style: 'bold' })], box(90, 60)).runs[0]!.size).toBeGreaterThan(90)
  })

  it('are all set where even the smallest letters have no room, and it is said by how much', () => {
    const { runs, over, share } = setText(setting, [part(long, { least: 12 })], box(60, 20))
    expect(share).toBe(0)
    expect(runs.every(({ size }) => size === 12)).toBe(true)
    expect(Math.max(...runs.map(({ y }) => y)) + 12 * 0.24).toBeCloseTo(20 * mm + over, 1)
    const words = long.replaceAll('**', '').split(' ').filter((word) => word !== ':')
    const set = lineTexts(runs).join(' ').replaceAll('- ', '').replaceAll(/[\u00a0\u202f]/g, ' ')
    for (const word of words) expect(set).toContain(word)
  })

  it('are parted between letters only where a word is wider than the frame, and that is said', () => {
    const { runs, broken, over } = setText(setting, [part('L’intercommunalisation', { least: 20, balanced: true })], box(40, 60))
    expect(broken).toEqual(['L’intercommunalisation'])
    expect(over).toBe(0)
    expect(lineTexts(runs).join('')).toBe('L’intercommunalisation')
    expect(setText(setting, [part('L’intercommunalisation', { least: 6 })], box(40, 60)).broken).toEqual([])
  })

  it('stay within their frame whatever they are: every dot of ink', async () => {
    for (const [text, vertical] of [['Égalité ÇÀ jpgqy', 'top'], ['ĐẶNG ẤỜỠỲ Trường', 'top'], ['مُحَمَّدٌ خَالِد الجديد', 'middle'], ['jpgqy (Ç)', 'bottom'], [long, 'bottom']] as const) {
      const frame = box(80, 26, { vertical })
      const { runs, over } = setText(setting, [part(text, { most: 60, least: 4, style: 'bold' })], frame)
      expect(over).toBe(0)
      const ink = await inkOf(runs, frame, 127)
      expect(inked(ink, { x: 10, y: 10, width: 80, height: 26 }, 127), text).toBeGreaterThan(0.05)
      // The tail of a j hangs a little to the left, as it does in every font.
      for (const [x, y, width, height] of [[0, 0, 100, 9.8], [0, 36.2, 100, 9.8], [0, 0, 9, 46], [90.4, 0, 9.6, 46]] as const) expect(inked(ink, { x, y, width, height }, 127), text).toBe(0)
    }
  }, 30_000)

  it('stand left, right, in the middle and in both edges; Arabic begins on the right', () => {
    const set = (text: string, align: TextBox['align']) => setText(setting, [part(text, { least: 12, most: 12 })], box(60, 60, { align }))
    const edges = (runs: readonly SetRun[]) => linesOf(runs).map((line) => [Math.min(...line.map(({ x }) => x)), 60 * mm - Math.max(...line.map((run) => run.x + widthOf(run)))])
    for (const [left] of edges(set(long, 'left').runs)) expect(left).toBeCloseTo(0)
    for (const [, right] of edges(set(long, 'right').runs)) expect(right).toBeCloseTo(0)
    for (const [left, right] of edges(set(long, 'centre').runs)) expect(left).toBeCloseTo(right!)
    const justified = edges(set(long, 'justify').runs)
    for (const [left, right] of justified.slice(0, -1)) expect([left, right].map((edge) => Math.round(edge! * 10) / 10 + 0)).toEqual([0, 0])
    expect(justified.at(-1)![1]).toBeGreaterThan(1)
    for (const [, right] of edges(set('منذ ثلاث سنوات يطالب سكان الحي بالشيء نفسه', 'left').runs)) expect(right).toBeCloseTo(0)
    const mixed = set('قاعة **Jean-Jaurès** الجديدة', 'left').runs
    expect(mixed.sort((one, other) => other.x - one.x).map(({ text }) => text.trim())).toEqual(['قاعة', 'Jean-Jaurès', 'الجديدة'])
  })

  it('stand a little above the middle, from the top of the capitals to the last base line', () => {
    const { runs } = setText(setting, [part('Hier', { least: 20, most: 20 })], box(60, 60, { vertical: 'middle' }))
    const middle = runs[0]!.y - (20 * 0.714) / 2
    expect(middle).toBeLessThan(30 * mm)
    expect(middle).toBeGreaterThan(27 * mm)
  })

  it('have their points hang in the margin, and paragraphs apart', () => {
    const { runs } = setText(setting, [part('Nous proposons :\n- une école ouverte le soir et le samedi\n\nVenez', { least: 12, most: 12 })], box(50, 60))
    const [, point, goesOn] = linesOf(runs).map((line) => line.map(({ text, x }) => [text, Math.round(x)]))
    expect(point![0]).toEqual(['•', 1])
    expect(point![1]![1]).toBe(goesOn![0]![1])
    const steps = linesOf(runs).map(([run]) => run!.y).map((y, at, all) => y - (all[at - 1] ?? y))
    expect(steps.at(-1)).toBeGreaterThan(steps.at(-2)! * 1.3)
  })

  it('parts a title where it reads best, a little smaller if need be', () => {
    const title = setText(setting, [part('Nos rues, nos écoles, notre budget', { least: 17, most: 56, style: 'bold', balanced: true, leading: 1.06 })], box(82, 112))
    expect(lineTexts(title.runs)).toEqual(['Nos rues,', 'nos écoles,', 'notre', 'budget'])
  })

  it('fit, or say that they don’t, whatever the text and the frame', () => {
    const texts = fc.array(fc.constantFrom('une', 'association', 'École', '**bold**', 'l’intercommunalité', 'الجديدة', '\n', '\n\n', '- point', 'https://exemple.invalid/a'), { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))
    fc.assert(fc.property(texts, fc.integer({ min: 15, max: 120 }), fc.integer({ min: 6, max: 120 }), fc.boolean(), (text, width, height, balanced) => {
      const frame = box(width, height, { align: balanced ? 'centre' : 'left' })
      const { runs, over, broken } = setText(setting, [part(text, { balanced })], frame)
      for (const run of runs) {
        expect(run.size).toBeGreaterThanOrEqual(8)
        expect(run.y).toBeLessThanOrEqual(frame.height + over + 0.1)
        expect(run.x).toBeGreaterThanOrEqual(-0.1)
        if (broken.length === 0) expect(run.x + widthOf(run)).toBeLessThanOrEqual(frame.width * 1.01 + 0.1)
      }
    }), { numRuns: 60 })
  })
})

describe('a paragraph on paper', () => {
  let browser: Browser
  beforeAll(async () => void (browser = await openChromium()))
  afterAll(() => browser.close())

  it('has the ink that Chromium gives the same words in the same places', async () => {
    const frame = box(120, 60)
    const dotsPerInch = 200
    const { runs } = setText(setting, [part('Réunion publique', { style: 'bold', least: 16, most: 16, balanced: true }), part(`${long}\nمنذ ثلاث سنوات يطالب سكان الحي`, { least: 13, most: 13 })], frame)
    const margin = 10 * mm
    const lines: SetLine[] = runs.map(({ text, style, size, x, y }) => ({ text, style, size, x: x + margin, base: y + margin }))
    const found = await inkOf(runs, frame, dotsPerInch)
    const wanted = await setByChromium(browser, lines, frame.width + 2 * margin, frame.height + 2 * margin, dotsPerInch)
    const pixels = (points: number) => Math.round((points * dotsPerInch) / 72)
    expect(lines.length).toBeGreaterThan(5)
    for (const [at, line] of lines.entries()) {
      const ink = compareInk(found, wanted, { x: pixels(line.x - 4), y: pixels(line.base - line.size * 1.1), width: pixels(widthOf(runs[at]!) + 8), height: pixels(line.size * 1.4) })
      expect(ink.likeness, line.text).toBeGreaterThan(0.94)
      expect(Math.abs(ink.amount - 1), line.text).toBeLessThan(0.06)
    }
  }, 60_000)
})

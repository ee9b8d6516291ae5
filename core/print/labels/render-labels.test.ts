import { describe, expect, it } from 'vitest'
import { placedText } from '../../../tests/print/placed-text'
import { checkStructure, extractText, readableObjects } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { calibrationOf, crosses, expectedPage, noCorrection } from './correction'
import { checkLabelSheet, labelsOnSheet, paperA4, placeOfLabel, type LabelSheet } from './label-sheet'
import { envelopes, labelSheet, labelSheets } from './label-sheets'
import { holdsLongLine, renderLabels, type LabelsInput, type LabelText } from './render-labels'

const fonts = await loadPrintFonts()
const points = 72 / 25.4
const text = (...lines: string[]): LabelText => ({ align: 'left', lines: lines.map((said) => ({ text: said, style: 'regular', share: 1 })) })
const numbers = (count: number) => Array.from({ length: count }, (_, at) => text(`n${at + 1}`))
const l7160 = labelSheet('L7160')!
const make = (input: Partial<LabelsInput>) => renderLabels({ sheet: l7160, start: 1, correction: noCorrection, labels: numbers(21), size: 10, outlines: false, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 14), ...input }, fonts)

/** As on the boxes and in the public tables: labels a sheet, width and height of one, left and upper edge of the first and of the last, in mm. */
const measured = [
  ['L7160', 21, [63.5, 38.1], [7.2, 15.1], [139.2, 243.7]],
  ['J8160', 21, [63.5, 38.1], [7.48, 15.49], [139.56, 244.09]],
  ['L7159', 24, [63.5, 33.9], [7.2, 12.9], [139.2, 250.2]],
  ['L7161', 18, [63.5, 46.6], [7.2, 8.7], [139.2, 241.7]],
  ['L7162', 16, [99.1, 33.9], [4.65, 12.9], [106.25, 250.2]],
  ['L7163', 14, [99.1, 38.1], [4.65, 15.15], [106.25, 243.75]],
  ['L7164', 12, [63.5, 72], [7.35, 3.53], [139.35, 219.47]],
  ['L7165', 8, [99.1, 67.7], [4.65, 13.1], [106.25, 216.2]],
  ['L7169', 4, [99.1, 139], [5.01, 7.06], [106.5, 146.05]],
  ['L7651', 65, [38.1, 21.2], [4.75, 10.7], [167.15, 265.1]],
  ['J8651', 65, [38.1, 21.2], [4.7, 10.9], [167.1, 265.28]],
  ['L7654', 40, [45.7, 25.4], [9.75, 21.5], [154.5, 250.1]],
  ['J8157', 33, [64, 24.3], [6, 14], [139, 257]],
  ['L4785', 10, [80, 50], [18, 13], [113, 233]],
  ['C32015', 8, [85, 54], [17, 31.5], [108, 211.5]],
  ['C32011-10', 10, [85, 54], [15, 13.5], [110, 229.5]],
  ['DL33', 33, [70, 25], [0, 10], [140, 260]],
  ['3474', 24, [70, 37], [0, 0], [140, 259]],
  ['3475', 24, [70, 36], [0, 4.43], [140, 256.62]],
  ['3651', 40, [52, 29.5], [1, 1], [157, 266.5]],
  ['3477', 14, [105, 41], [0, 4.93], [105, 250.93]],
  ['4464', 24, [70, 37], [0, 0], [140, 259.29]],
  ['4625', 14, [105, 42.3], [0, 0], [105, 253.8]],
  ['4677', 21, [63.5, 38.1], [6.75, 15.5], [139.75, 244.1]],
] as const

/** The edges drawn, as a reader of the file finds them: their ends in mm from the upper left corner. */
async function edges(pdf: Uint8Array, height: number): Promise<number[][]> {
  const objects = await readableObjects(pdf)
  return [...objects.matchAll(/^(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l$/gm)].map(([, x1, y1, x2, y2]) => [Number(x1) / points, height - Number(y1) / points, Number(x2) / points, height - Number(y2) / points])
}

describe('the labels of a sheet', () => {
  it('are those of all 24 sheets that were measured', () => expect(labelSheets.map(({ part }) => part)).toEqual(measured.map(([part]) => part)))

  it.each(measured)('%s: each is where the maker cut it, to a tenth of a millimetre', async (part, count, size, first, last) => {
    const sheet = labelSheet(part)!
    expect(checkLabelSheet(sheet)).toEqual([])
    expect(labelsOnSheet(sheet)).toBe(count)
    const { pdf, pages, printed } = await make({ sheet, labels: numbers(count), outlines: true })
    expect([pages, printed]).toEqual([1, count])
    const drawn = await edges(pdf, 297)
    expect(drawn).toHaveLength(count * 4)
    const near = (found: number | undefined, wanted: number, what: string) => expect(Math.abs(found! - wanted), `${part} ${what}: ${found}, not ${wanted}`).toBeLessThan(0.1)
    for (const [which, at, [x, y]] of [['first', 0, first], ['last', count - 1, last]] as const) {
      const [top, , bottom] = drawn.slice(at * 4, at * 4 + 3) as [number[], number[], number[]]
      near(top[0], x, `left edge of the ${which}`)
      near(top[1], y, `upper edge of the ${which}`)
      near(bottom[0], x + size[0], `right edge of the ${which}`)
      near(bottom[1], y + size[1], `lower edge of the ${which}`)
    }
    // In even steps in between, and every word is 2.5 mm within its label, 5 mm within the paper, at the middle of its height.
    const [page] = await placedText(pdf)
    expect(page!.map(({ text: said }) => said)).toEqual(Array.from({ length: count }, (_, at) => `n${at + 1}`))
    for (const [at, word] of page!.entries()) {
      const [column, row] = [at % sheet.cols, Math.floor(at / sheet.cols)]
      const x = first[0] + (sheet.cols > 1 ? (column * (last[0] - first[0])) / (sheet.cols - 1) : 0)
      const y = first[1] + (row * (last[1] - first[1])) / (sheet.rows - 1)
      near(word.x, Math.max(x + 2.5, 5), `left of word ${at + 1}`)
      const [over, under] = [Math.max(y + 2.5, 5), Math.min(y + size[1] - 2.5, 292)]
      near(word.y - (0.714 * word.size) / 2, (over + under) / 2, `middle of word ${at + 1}`)
    }
  })

  it.each(measured)('%s: begin at any label that is still there, and are moved and stretched as the printer needs, the last as the first', async (part, count, size, first, last) => {
    const sheet = labelSheet(part)!
    const at = (index: number) => {
      const [column, row] = [index % sheet.cols, Math.floor(index / sheet.cols)]
      return [first[0] + (column * (last[0] - first[0])) / (sheet.cols - 1), first[1] + (row * (last[1] - first[1])) / (sheet.rows - 1)] as const
    }
    for (const start of [1, 2, Math.ceil(count / 2), count]) {
      const made = await make({ sheet, start, labels: numbers(count) })
      expect([made.pages, made.printed]).toEqual([start === 1 ? 1 : 2, count])
      const [page, next = []] = await placedText(made.pdf)
      expect([page!.length, next.length]).toEqual([count - start + 1, start - 1])
      for (const [words, from] of [[page!, start - 1], [next, 0]] as const) {
        for (const [index, word] of words.entries()) {
          const [x, y] = at(from + index)
          expect(word.text).toBe(`n${(from === 0 && start > 1 ? count - start + 1 : 0) + index + 1}`)
          expect([word.x > x, word.x < x + size[0], word.y > y, word.y < y + size[1]], `${word.text} from ${start}`).toEqual([true, true, true, true])
        }
      }
    }
    const { pdf } = await make({ sheet, labels: numbers(count), outlines: true, correction: { offsetX: -1.3, offsetY: 2.1, scaleX: 99.4, scaleY: 100.6 } })
    const drawn = await edges(pdf, 297)
    for (let index = 0; index < count; index++) {
      const [x, y] = at(index)
      const [top, , bottom] = drawn.slice(index * 4, index * 4 + 3) as [number[], number[], number[]]
      for (const [found, wanted] of [[top[0], x * 0.994 - 1.3], [top[1], y * 1.006 + 2.1], [bottom[0], (x + size[0]) * 0.994 - 1.3], [bottom[1], (y + size[1]) * 1.006 + 2.1]] as const) expect(Math.abs(found! - wanted)).toBeLessThan(0.1)
    }
  })

  it('begin at the label that is still there, and go on on as many sheets as it takes', async () => {
    for (const [start, count, pages] of [[1, 21, 1], [1, 22, 2], [8, 14, 1], [8, 15, 2], [21, 1, 1], [21, 44, 4], [8, 0, 1]] as const) {
      const made = await make({ start, labels: numbers(count) })
      expect([made.pages, made.printed], `${count} from ${start}`).toEqual([pages, count])
      const placed = await placedText(made.pdf)
      expect(placed.flat()).toHaveLength(count)
      const [word] = placed.flat()
      if (!word) continue
      const { x, y, height } = placeOfLabel(l7160, start - 1)
      expect(word.text).toBe('n1')
      expect(word.x).toBeCloseTo(x + 2.5, 1)
      expect(word.y).toBeGreaterThan(y)
      expect(word.y).toBeLessThan(y + height)
    }
  })

  it('carry neither code nor page, and the file says nobody’s name', async () => {
    const { pdf, missing } = await make({ labels: [text('Zoé LEFÈVRE', '12 RUE DE L ÉGLISE', '94240 L HAŸ LES ROSES')] })
    await checkStructure(pdf)
    expect(missing).toEqual([])
    expect((await extractText(pdf)).trim().split(/\s*\n\s*/)).toEqual(['Zoé LEFÈVRE', '12 RUE DE L ÉGLISE', '94240 L HAŸ LES ROSES'])
    const objects = await readableObjects(pdf)
    expect(objects).toContain('/PrintScaling /None')
    expect(objects.replace(/stream[\s\S]*?endstream/g, '')).not.toMatch(/LEF/)
  })

  it('are the same bytes for the same input', async () => expect((await make({})).pdf).toEqual((await make({})).pdf))
})

describe('a printer’s error', () => {
  it('is put right: on a printer that moves and stretches, each word lands within a tenth of a millimetre', async () => {
    for (const [moveX, moveY, stretchX, stretchY] of [[1.3, -2.1, 1, 1], [-0.8, 0.6, 0.994, 1.004], [3, 3, 1.02, 0.98]] as const) {
      const land = ([x, y]: readonly [number, number]) => [x * stretchX + moveX, y * stretchY + moveY] as const
      const [a, b, c] = [land([crosses.left, crosses.top]), land([crosses.right, crosses.top]), land([crosses.left, crosses.bottom])]
      const { correction } = calibrationOf({ left: a[0], top: a[1], across: b[0] - a[0], down: c[1] - a[1] })!
      const [wanted, drawn] = await Promise.all([make({}), make({ correction })].map(async (made) => (await placedText((await made).pdf))[0]!))
      for (const [at, word] of wanted!.entries()) {
        const [x, y] = land([drawn![at]!.x, drawn![at]!.y])
        expect(Math.hypot(x - word.x, y - word.y), word.text).toBeLessThan(0.1)
      }
    }
    expect(calibrationOf(expectedPage)!.correction).toEqual(noCorrection)
  })
})

describe('what has no room', () => {
  const long = '128 BIS BD DU GENERAL DE GAULLE BATIMENT'
  it('is whole, within its label, and told', async () => {
    const sheet = labelSheet('L7651')!
    const { pdf, flagged } = await make({ sheet, labels: [text('Marie DUPONT', '93200 STAINS'), text('Marie-Hélène LEFÈVRE', long, '93200 SAINT DENIS'), text('Anne-Marie LEFÈVRE-DUVAL', '44 TER RUE DE LA COMMUNE DE PARIS')] })
    expect(flagged).toEqual([
      { label: 2, page: 1, place: 2, why: 'squeezed', lines: [long] },
      { label: 3, page: 1, place: 3, why: 'small', lines: ['Anne-Marie LEFÈVRE-DUVAL', '44 TER RUE DE LA COMMUNE DE PARIS'] },
    ])
    expect(await extractText(pdf)).toContain(long)
    for (const word of (await placedText(pdf))[0]!) {
      const place = placeOfLabel(sheet, Math.floor((word.x - 4.75) / 40.6))
      expect(word.x + word.width).toBeLessThan(place.x + place.width - 2.4)
      expect(word.size * points).toBeGreaterThan(5.99)
    }
  })

  it('leaves the others alike: one size for a sheet, but for the few that need less', async () => {
    const { pdf } = await make({ labels: [...numbers(19), text('Marie-Antoinette LEFÈVRE-RAJAONARIVELO', '1 RUE A', '93200 STAINS')] })
    const sizes = (await placedText(pdf))[0]!.map(({ size }) => Math.round(size * points * 100) / 100)
    expect(new Set(sizes.slice(0, 19))).toEqual(new Set([10]))
    expect(new Set(sizes.slice(19)).size).toBe(1)
    expect(sizes[19]).toBeLessThan(10)
  })

  it('is known beforehand of a sheet that holds no line of 38 capitals', () => {
    expect(labelSheets.filter((sheet) => !holdsLongLine(sheet)).map(({ part }) => part)).toEqual(['L7651', 'J8651'])
  })

  it('is not printed at all: on a sheet with a fault, or from a label that there is not', async () => {
    for (const wrong of [{ sheet: { ...l7160, pitch: [700, 381] } as LabelSheet }, { start: 0 }, { start: 22 }, { start: 1.5 }]) await expect(make(wrong)).rejects.toMatchObject({ code: 'print-failed' })
    await expect(renderLabels({ sheet: l7160, start: 1, correction: noCorrection, labels: numbers(3), size: 10, outlines: false, code: '', locale: 'fr', at: 0 }, fonts, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('an envelope', () => {
  it.each([['DL', 220, 110, 100, 55, 35], ['C5', 229, 162, 109, 97, 45]] as const)('%s has the address in its window, the sender upper left, and nothing at the stamp or at the foot', async (part, width, height, left, top, high) => {
    const sheet = labelSheet(part)!
    const sender = ['Union des Quartiers', '12 place du Marché', '93200 SAINT DENIS']
    const { pdf, pages } = await make({ sheet, labels: [text('Marie DUPONT', '1 RUE A', '93200 STAINS'), text('Paul MARTIN', '2 RUE A', '93200 STAINS')], sender, size: 12 })
    expect(pages).toBe(2)
    expect(await readableObjects(pdf)).toContain(`0\n    0\n    ${(width * points).toFixed(5).slice(0, 6)}`)
    for (const page of await placedText(pdf)) {
      expect(page.slice(0, 3).map(({ text: said }) => said).sort()).not.toEqual([])
      for (const word of page) {
        const ofSender = sender.includes(word.text)
        if (ofSender) expect([word.x, word.y < 30]).toEqual([expect.closeTo(8, 1), true])
        else {
          expect(word.x).toBeCloseTo(left, 1)
          expect(word.y - word.size).toBeGreaterThan(top - 0.5)
          expect(word.y).toBeLessThan(top + high)
        }
        expect(word.y).toBeLessThan(height - 20)
        if (word.x + word.width > width - 74) expect(word.y).toBeGreaterThan(40)
      }
      expect(page.filter(({ text: said }) => sender.includes(said))).toHaveLength(3)
    }
  })
})

describe('a sheet of one’s own', () => {
  const own: LabelSheet = { brand: '', part: 'La nôtre', use: 'address', paper: paperA4, cols: 2, rows: 4, label: [900, 600], origin: [100, 200], pitch: [1000, 650] }
  const faults = (change: Partial<LabelSheet>) => checkLabelSheet({ ...own, ...change }).map((found) => ('by' in found ? `${found.fault} ${Math.round(found.by)}` : found.fault))

  it('is printed on when every label is whole on the paper and beside its neighbours', async () => {
    expect(faults({})).toEqual([])
    expect((await make({ sheet: own, labels: numbers(9) })).pages).toBe(2)
  })

  it('says what is wrong with it, and by how much', () => {
    expect(faults({ pitch: [1150, 650] })).toEqual(['off-right 50'])
    expect(faults({ rows: 5 })).toEqual(['off-bottom 430'])
    expect(faults({ pitch: [850, 500] })).toEqual(['overlap-across 50', 'overlap-down 100'])
    expect(faults({ origin: [-20, -30] })).toEqual(['off-left 20', 'off-top 30'])
    expect(faults({ part: ' ' })).toEqual(['nameless'])
    expect(faults({ cols: 0 })).toEqual(['count'])
    expect(faults({ rows: 1.5 })).toEqual(['count'])
    expect(faults({ label: [10, 600] })).toEqual(['label'])
    expect(faults({ paper: [0, Number.NaN] })).toEqual(['paper'])
    expect(faults({ label: [Number.NaN, 600] })).toEqual(['label'])
    expect(faults({ pitch: [Number.NaN, 650] })).toEqual(['label'])
    for (const envelope of envelopes) expect(checkLabelSheet(envelope)).toEqual([])
  })

  it('is found by its part number as people write it', () => {
    expect(labelSheet('l 7160')).toBe(l7160)
    expect(labelSheet('C32011 10')!.part).toBe('C32011-10')
    expect(labelSheet('la nôtre', [own])).toBe(own)
    expect(labelSheet('L9999')).toBeNull()
  })
})

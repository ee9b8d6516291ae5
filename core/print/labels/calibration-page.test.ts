import { describe, expect, it } from 'vitest'
import { checkStructure, readableObjects } from '../../../tests/print/paper'
import { collisions, placedText } from '../../../tests/print/placed-text'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { renderCalibrationPage, type CalibrationPageInput } from './calibration-page'
import { crosses } from './correction'
import { labelSheet } from './label-sheets'

const fonts = await loadPrintFonts()
const points = 72 / 25.4
const make = (input: Partial<CalibrationPageInput> = {}) => renderCalibrationPage({ sheet: labelSheet('L7160')!, locale: 'fr', at: 0, ...input }, fonts)

/** Black lines in mm from the upper left corner, by their ends. */
async function lines(pdf: Uint8Array): Promise<[number, number, number, number][]> {
  return [...(await readableObjects(pdf)).matchAll(/^(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l$/gm)].map(([, x1, y1, x2, y2]) => [Number(x1) / points, 297 - Number(y1) / points, Number(x2) / points, 297 - Number(y2) / points])
}
const has = (drawn: Awaited<ReturnType<typeof lines>>, ...wanted: [number, number, number, number]) => drawn.some((line) => line.every((value, at) => Math.abs(value - wanted[at]!) < 0.02))

describe('the calibration page', () => {
  it('has crosses where they are measured, rules of 100 mm, and the outline of the sheet', async () => {
    const { pdf, pages } = await make()
    expect(pages).toBe(1)
    await checkStructure(pdf)
    const drawn = await lines(pdf)
    for (const [x, y] of [[crosses.left, crosses.top], [crosses.right, crosses.top], [crosses.left, crosses.bottom]] as const) {
      expect(has(drawn, x - 6, y, x + 6, y), `cross ${x} ${y}`).toBe(true)
      expect(has(drawn, x, y - 6, x, y + 6), `cross ${x} ${y}`).toBe(true)
    }
    const lengths = drawn.map(([x1, y1, x2, y2]) => [x2 - x1, y2 - y1])
    expect(lengths.filter(([wide, high]) => Math.abs(wide! - 100) < 0.02 && high === 0)).toHaveLength(1)
    expect(lengths.filter(([wide, high]) => wide === 0 && Math.abs(high! - 100) < 0.02)).toHaveLength(1)
    expect(has(drawn, 7.2, 15.1, 70.7, 15.1)).toBe(true)
  })

  it('says in either language what to measure and that no page is fitted, with no text over another', async () => {
    for (const [locale, said] of [['fr', ['jamais', '20,0 mm', '250,0 mm', 'Avery L7160']], ['en', ['never', '20.0 mm', '250.0 mm', 'Avery L7160']]] as const) {
      const [page] = await placedText((await make({ locale })).pdf)
      const text = page!.map((word) => word.text).join(' ')
      for (const words of said) expect(text).toContain(words)
      expect(collisions(page!)).toEqual([])
      for (const word of page!) expect(word.x + word.width).toBeLessThan(200)
    }
  })

  it('drawn with a correction moves all that is measured with it', async () => {
    const drawn = await lines((await make({ correction: { offsetX: -1.5, offsetY: 2, scaleX: 101, scaleY: 99 } })).pdf)
    expect(has(drawn, 14 * 1.01 - 1.5, 20 * 0.99 + 2, 26 * 1.01 - 1.5, 20 * 0.99 + 2)).toBe(true)
  })

  it('has no outline for what is no A4', async () => {
    const [page] = await placedText((await make({ sheet: labelSheet('DL')! })).pdf)
    expect(page!.map((word) => word.text).join(' ')).not.toContain('Contour')
  })
})

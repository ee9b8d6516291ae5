import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placedText } from '../tests/print/placed-text'
import { readRequest } from './print-request'
import { answerPrintRender } from './print-sheets'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'permanence-labels-'))))
afterAll(() => rm(folder, { recursive: true }))

async function render<Said>(name: string, ...words: string[]): Promise<{ said: Said; pdf: Uint8Array }> {
  const file = join(folder, name)
  const { out } = await answerPrintRender([...words, '--demo', '--out', file])
  return { said: JSON.parse(out) as Said, pdf: new Uint8Array(await readFile(file)) }
}

describe('print:render labels', () => {
  it('begins at the label that is still there, and moves all by what the printer needs', async () => {
    const [plain, moved] = await Promise.all([
      render<{ printed: number; people: number; pages: number; leftOut: Record<string, number> }>('l.pdf', 'labels', '--sheet', 'L7160', '--start', '8', '--count', '200', '--date', '2026-03-10'),
      render('m.pdf', 'labels', '--sheet', 'L7160', '--start', '8', '--count', '200', '--date', '2026-03-10', '--offset', '-0.5,1.2'),
    ])
    const { printed, people, pages, leftOut } = plain.said
    expect(people + leftOut['refused']! + leftOut['unasked']! + leftOut['incomplete']!).toBe(200)
    expect([printed, pages]).toEqual([people, Math.ceil((7 + people) / 21)])
    const [[first], [after]] = [(await placedText(plain.pdf))[0]!, (await placedText(moved.pdf))[0]!] as const
    // The second label of the third row.
    expect(first!.x).toBeCloseTo(7.2 + 66 + 2.5, 1)
    expect(first!.y).toBeGreaterThan(15.1 + 2 * 38.1)
    expect([after!.x - first!.x, after!.y - first!.y]).toEqual([expect.closeTo(-0.5, 1), expect.closeTo(1.2, 1)])
  })

  it('makes badges, envelopes and the calibration page', async () => {
    const [badges, envelopes, calibration] = await Promise.all([
      render<{ printed: number; pages: number }>('b.pdf', 'labels', '--sheet', 'L4785', '--count', '12'),
      render<{ printed: number; pages: number }>('e.pdf', 'labels', '--sheet', 'DL', '--count', '60', '--purpose', 'news', '--households', '--locale', 'en'),
      render<{ pages: number }>('c.pdf', 'calibration', '--sheet', 'l 7163'),
    ])
    expect(badges.said).toMatchObject({ printed: 12, pages: 2 })
    expect(envelopes.said.pages).toBe(envelopes.said.printed)
    expect(calibration.said.pages).toBe(1)
    expect((await placedText(calibration.pdf))[0]!.map(({ text }) => text).join(' ')).toContain('Avery L7163')
  })

  it.each([
    [['labels', '--sheet', 'L9999'], /--sheet does not know "L9999"; it knows L7160/],
    [['labels', '--start', '22'], /--start must be a whole number from 1 to 21/],
    [['labels', '--sheet', 'L7651', '--start', '66'], /from 1 to 65/],
    [['labels', '--offset', '2'], /two numbers of mm/],
    [['labels', '--offset', '99,0'], /two numbers of mm/],
    [['labels', '--content', 'poster'], /address or badge or card/],
    [['labels', '--rows', '3'], /--rows is not for labels/],
    [['calibration', '--start', '3'], /--start is not for calibration/],
  ])('refuses %j', (words, sentence) => expect(() => readRequest([...words, '--demo', '--out', 'x.pdf'])).toThrow(sentence))
})

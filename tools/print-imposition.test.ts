import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onePage } from '../tests/print/foreign-file'
import { checkStructure } from '../tests/print/paper'
import { openPageFile } from '#core/print/page-file'
import { loadPrintFonts } from './print-fonts'
import { impose, readImposition } from './print-imposition'
import { Refused } from './print-foreign'
import { Misuse } from './print-request'

let folder = ''
let tract = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-impose-'))
  tract = join(folder, 'tract.pdf')
  const file = openPageFile(await loadPrintFonts())
  for (let page = 0; page < 8; page++) file.closePage(file.openPage(297.64, 419.53))
  await writeFile(tract, await file.finish({ title: 'Tract', language: 'fr', at: 0 }))
})
afterAll(() => rm(folder, { recursive: true }))

const made = async (...words: string[]) => {
  const out = join(folder, 'out.pdf')
  const said = await impose(readImposition([...words, '--file', tract, '--out', out, '--date', '2026-03-12'])!)
  await checkStructure(await readFile(out))
  return said
}

describe('print:render impose and tile', () => {
  it.each([
    [['impose', '--layout', '4-up', '--duplex', 'long'], 4, 8, [100]],
    [['impose', '--layout', '4-up', '--order', 'cut-stack', '--duplex', 'short'], 1, 2, [100]],
    [['impose', '--layout', '2-up', '--paper', 'A4', '--order', 'sequence'], 4, 4, [141]],
    [['impose', '--layout', '8-up', '--paper', 'A3', '--order', 'sequence', '--marks', '--shrink', '--slug'], 1, 1, [93.5]],
    [['impose', '--layout', 'dl'], 8, 8, [94.3]],
    [['impose', '--layout', 'booklet', '--creep', '0,1'], 2, 4, [141]],
    [['tile', '--grid', '2x2', '--page', '2', '--map'], 5, 5, [371.4]],
    [['tile', '--size', 'A2', '--paper', 'A3', '--overlap', '15'], 4, 4, [400]],
  ] as [string[], number, number, number[]][])('makes %j', async (words, sheets, sides, scales) => {
    expect(await made(...words)).toMatchObject({ sheets, sides, scales, missing: [] })
  })

  it('says what a printer would cut off, and at which scale nothing is', async () => {
    const { warnings } = await made('impose', '--layout', '4-up', '--marks')
    expect(warnings).toEqual([{ kind: 'outside-printable', cells: 4, millimetres: 5, shrinkTo: 95.2 }, { kind: 'cuts-unmarked', cuts: 6, shrinkTo: 90.4 }])
  })

  it('says which pages had to become pixels, and why', async () => {
    const file = join(folder, 'note.pdf')
    await writeFile(file, onePage('/MediaBox [0 0 298 420] /Annots [10 0 R]', '0 g 20 20 50 50 re f', { 10: '<< /Type /Annot /Subtype /Square /Rect [100 100 200 200] /BE << /S /C >> /F 4 >>' }))
    const { warnings } = await impose(readImposition(['impose', '--layout', '4-up', '--file', file, '--out', join(folder, 'out.pdf')])!)
    expect(warnings).toContainEqual({ kind: 'pages-rasterised', pages: [0], why: 'annotation-without-appearance' })
  })

  it.each([
    [['impose', '--out', 'x.pdf', '--layout', '4-up'], /--file FILE is needed/],
    [['impose', '--file', 'x.pdf', '--layout', '4-up'], /--out FILE is needed/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf'], /--layout must be 2-up/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf', '--layout', '4-up', '--overlap', '3'], /--overlap is not for impose/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf', '--layout', '4-up', '--creep', '1'], /--creep is for a booklet/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf', '--layout', 'booklet', '--order', 'repeat'], /--order is not for a booklet/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf', '--layout', '4-up', '--bleed', '-3'], /--bleed/],
    [['impose', '--file', 'x.pdf', '--out', 'y.pdf', '--layout', '4-up', '--demo'], /--demo/],
    [['tile', '--file', 'x.pdf', '--out', 'y.pdf'], /--grid COLUMNSxROWS or --size/],
    [['tile', '--file', 'x.pdf', '--out', 'y.pdf', '--grid', '0x2'], /columns and rows like 2x2/],
    [['tile', '--file', 'x.pdf', '--out', 'y.pdf', '--size', 'A9'], /--size must be A3/],
    [['tile', '--file', 'x.pdf', '--out', 'y.pdf', '--size', 'A2', '--page', '0'], /--page must be a whole number/],
  ])('refuses %j', (words, sentence) => {
    expect(() => readImposition(words)).toThrow(Misuse)
    expect(() => readImposition(words)).toThrow(sentence)
  })

  it('leaves other kinds to others, and refuses what is no PDF, what is not there, and sheets that can’t be', async () => {
    expect(readImposition(['contact-sheet', '--demo', '--out', 'x.pdf'])).toBeNull()
    const text = join(folder, 'text.pdf')
    await writeFile(text, 'Bonjour')
    const out = join(folder, 'none.pdf')
    for (const [file, more, kind, sentence] of [[text, [], Refused, /pdf-unreadable/], [join(folder, 'gone.pdf'), [], Misuse, /could not be read \(ENOENT\)/], [tract, ['--overlap', '100'], Misuse, /no room on the tiles/]] as const) {
      const request = readImposition(['tile', '--file', file, '--out', out, '--size', 'A2', ...more])!
      await expect(impose(request)).rejects.toThrow(sentence)
      await expect(impose(request)).rejects.toBeInstanceOf(kind)
    }
    await expect(readFile(out)).rejects.toThrow()
  })
})

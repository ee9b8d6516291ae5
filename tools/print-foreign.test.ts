import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onePage } from '../tests/print/foreign-file'
import { inked } from '../tests/print/inked'
import { checkStructure, encrypted, renderPdf } from '../tests/print/paper'
import { answerPrintRender } from './print-sheets'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'permanence-place-'))))
afterAll(() => rm(folder, { recursive: true }))

async function place(bytes: Uint8Array, ...words: string[]): Promise<{ code: number; said: Record<string, unknown>; err: string; pdf: Uint8Array }> {
  const [file, out] = [join(folder, 'source.pdf'), join(folder, 'placed.pdf')]
  await Promise.all([writeFile(file, bytes), rm(out, { force: true })])
  const { code, out: said, err } = await answerPrintRender(['place', '--file', file, '--out', out, ...words])
  return { code, said: said === '' ? {} : (JSON.parse(said) as Record<string, unknown>), err, pdf: await readFile(out).catch(() => new Uint8Array(0)) }
}

const page = onePage('/MediaBox [0 0 200 100]', '0 g 0 0 200 100 re f')

describe('print:render -- place', () => {
  it('puts a page in the middle of a sheet at its own size, and says that it went as it stands', async () => {
    const { said, pdf } = await place(page, '--paper', 'A5')
    expect(said).toMatchObject({ pages: 1, way: 'vector', width: 200, height: 100 })
    await checkStructure(pdf)
    const [ink] = await renderPdf(pdf, 72)
    // A wide page turns the sheet.
    expect([ink!.width, ink!.height]).toEqual([596, 420])
    const [left, top, width, height] = [(210 - 200 / 72 * 25.4) / 2, (148 - 100 / 72 * 25.4) / 2, 200 / 72 * 25.4, 100 / 72 * 25.4]
    expect(inked(ink!, { x: left + 0.5, y: top + 0.5, width: width - 1, height: height - 1 }, 72)).toBe(1)
    expect(inked(ink!, { x: 0, y: 0, width: left - 0.5, height: 148 }, 72) + inked(ink!, { x: left + width + 0.5, y: 0, width: 60, height: 148 }, 72)).toBe(0)
  })

  it('makes the sheet as large as the page when no paper is named, and says why a page went as pixels', async () => {
    const { said, pdf } = await place(onePage('/MediaBox [0 0 200 100] /Annots [<< /Subtype /Square /F 4 /Rect [20 20 60 60] /IC [0 0 0] /C [0 0 0] /BS << /W 1 >> /BE << /S /C >> >>]', ''))
    expect(said).toMatchObject({ way: 'raster', why: 'annotation-without-appearance' })
    const [ink] = await renderPdf(pdf, 72)
    expect([ink!.width, ink!.height]).toEqual([200, 100])
  })

  it('refuses in a sentence, with its code, and writes nothing', async () => {
    expect(await place(await encrypted(page, 'aes-256', 'secret'))).toMatchObject({ code: 2, err: expect.stringMatching(/pdf-needs-password: .*password/) as string })
    expect(await place(Buffer.from('no pdf'))).toMatchObject({ code: 2, err: expect.stringContaining('pdf-unreadable: ') as string })
    expect(await place(page, '--page', '2')).toMatchObject({ code: 2, err: expect.stringContaining('--page must be at most 1') as string })
    expect(await place(page, '--paper', 'A9')).toMatchObject({ code: 2, err: expect.stringContaining('--paper must be A3') as string })
    expect((await readdir(folder)).filter((name) => name === 'placed.pdf')).toEqual([])
  })
})

import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { onePage, pdfOf, placed } from '../../../tests/print/foreign-file'
import { inked } from '../../../tests/print/inked'
import { checkStructure, encrypted, renderPdf } from '../../../tests/print/paper'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { errorCode, PortError } from '../../ports/errors'
import { openPageFile } from '../page-file'
import { openForeignKeeper, type KeptForeign } from './keep-foreign'
import { openForeign } from './open-foreign'
import type { Rasteriser } from './rasteriser'

/** The first page on a sheet of its size, and by which way it came there. */
async function kept(bytes: Uint8Array, rasteriser?: Rasteriser): Promise<{ pdf: Uint8Array; page: KeptForeign }> {
  const file = openPageFile(await loadPrintFonts())
  const foreign = await openForeignKeeper(bytes, rasteriser ?? (await nodeRasteriser()))
  const page = await foreign.keep(file, 0)
  foreign.close()
  const sheet = file.openPage(page.size.width, page.size.height)
  sheet.place(page.kept, [1, 0, 0, 1, 0, 0])
  file.closePage(sheet)
  const pdf = await file.finish({ title: 'Essai', language: 'fr', at: 0 })
  await checkStructure(pdf)
  return { pdf, page }
}

const square = '0 g 20 20 40 40 re f'
/** The share of the square's place that is black. */
const squareOf = async (pdf: Uint8Array): Promise<number> => inked((await renderPdf(pdf, 72))[0]!, { x: (21 / 72) * 25.4, y: (41 / 72) * 25.4, width: (38 / 72) * 25.4, height: (38 / 72) * 25.4 }, 72)

describe('a foreign page on its way to paper', () => {
  it('goes as it stands when a viewer shows it alike', async () => {
    const { pdf, page } = await kept(onePage('/MediaBox [0 0 200 100]', square))
    expect(page).toMatchObject({ way: 'vector', checked: true, size: { width: 200, height: 100 } })
    expect(await squareOf(pdf)).toBe(1)
  })

  it.each([['A4', 595.28, 841.89], ['A3', 841.89, 1190.55], ['A6', 297.64, 419.53], ['a square to be shared', 306.14, 306.14]])('goes as it stands with a dark ground up to the edges of %s, which no pixel ends at', async (_name, width, height) => {
    expect((await kept(onePage(`/MediaBox [0 0 ${width} ${height}]`, `0.1 0.2 0.4 rg 0 0 ${width} ${height} re f`))).page).toMatchObject({ way: 'vector', checked: true })
    // What lies at the edge is looked at as what is anywhere: here ours lacks a band of 1 mm there.
    const viewer = await nodeRasteriser()
    let files = 0
    const lacking: Rasteriser = { open: (bytes, password) => viewer.open(++files === 2 ? onePage(`/MediaBox [0 0 ${width} ${height}]`, `0.1 0.2 0.4 rg 0 0 ${width - 2.9} ${height} re f`) : bytes, password) }
    expect((await kept(onePage(`/MediaBox [0 0 ${width} ${height}]`, `0.1 0.2 0.4 rg 0 0 ${width} ${height} re f`), lacking)).page).toMatchObject({ way: 'raster', why: 'unlike-the-viewer' })
  })

  it('goes as pixels, as large as it is, and says why, when its file leaves something to the viewer', async () => {
    const { pdf, page } = await kept(onePage('/MediaBox [0 0 200 100] /Annots [<< /Type /Annot /Subtype /Square /F 4 /Rect [20 20 60 60] /IC [0 0 0] /C [0 0 0] /BS << /W 1 >> /BE << /S /C >> >>]', ''))
    expect(page).toMatchObject({ way: 'raster', why: 'annotation-without-appearance', size: { width: 200, height: 100 } })
    expect(await squareOf(pdf)).toBe(1)
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Width 833')
  })

  it('goes as pixels when the viewer shows its source otherwise than what we made of it', async () => {
    const viewer = await nodeRasteriser()
    let files = 0
    // The second file that the viewer opens is ours: here it lacks the square.
    const blind: Rasteriser = { open: (bytes, password) => viewer.open(++files === 2 ? onePage('/MediaBox [0 0 200 100]', '') : bytes, password) }
    const { pdf, page } = await kept(onePage('/MediaBox [0 0 200 100]', square), blind)
    expect(page).toMatchObject({ way: 'raster', why: 'unlike-the-viewer' })
    expect(await squareOf(pdf)).toBe(1)
  })

  it('goes as pixels when only the viewer can read its file', async () => {
    const good = onePage('/MediaBox [0 0 200 100]', square)
    const [lost, viewer] = [Buffer.from('not a pdf at all'), await nodeRasteriser()]
    const knowing: Rasteriser = { open: (_, password) => viewer.open(good, password) }
    const { pdf, page } = await kept(lost, knowing)
    expect(page).toMatchObject({ way: 'raster', why: 'not-readable' })
    expect(await squareOf(pdf)).toBe(1)
  })

  it('goes as it stands when the viewer can’t draw its source, and says that nobody compared', async () => {
    const blind: Rasteriser = { open: () => Promise.reject(new PortError('pdf-unreadable', 'too slow')) }
    const { pdf, page } = await kept(onePage('/MediaBox [0 0 200 100]', square), blind)
    expect(page).toMatchObject({ way: 'vector', checked: false })
    expect(await squareOf(pdf)).toBe(1)
  })

  it('is refused with a code when there is no way', async () => {
    const codeOf = (bytes: Uint8Array) => kept(bytes).then(() => 'kept', errorCode)
    expect(await codeOf(Buffer.from('not a pdf at all'))).toBe('pdf-unreadable')
    expect(await codeOf(await encrypted(onePage('/MediaBox [0 0 200 100]', square), 'aes-256', 'secret'))).toBe('pdf-needs-password')
    const dynamic = onePage('/MediaBox [0 0 200 100]', square, { 10: { stream: '<xdp/>' } }, '/NeedsRendering true /AcroForm << /XFA 10 0 R /Fields [11 0 R] >>')
    expect(await codeOf(dynamic)).toBe('pdf-needs-acrobat')
    expect(await codeOf(onePage('/MediaBox [0 0 200 100]', square, { 10: { stream: '<xdp/>' }, 11: '<< /FT /Tx /T (a) >>' }, '/AcroForm << /XFA 10 0 R /Fields [11 0 R] >>'))).toBe('kept')
  })
})

describe('a hostile file', () => {
  it('does not go round in circles', async () => {
    const bytes = pdfOf({
      1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 99999999 /Parent 2 0 R /MediaBox [0 0 200 100] >>',
      3: '<< /Type /Page /Parent 3 0 R /Contents 4 0 R /Resources 5 0 R /Annots [3 0 R << /Subtype /Widget /F 4 /FT /Tx /Parent 8 0 R /Rect [0 0 10 10] >>] /MediaBox 7 0 R >>', 4: { stream: `${square} /F Do` },
      5: '<< /XObject << /F 6 0 R >> /Font << /R 5 0 R >> >>', 6: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources 5 0 R /Group 6 0 R', stream: '/F Do' }, 7: '7 0 R', 8: '<< /Parent 8 0 R >>',
    })
    const file = await openForeign(bytes)
    expect(file.pageCount).toBe(1)
    expect(file.page(0)).toMatchObject({ width: 612, height: 792 })
    await checkStructure(await placed(file.page(0)))
  })

  it('is no deeper than its reader can go', async () => {
    const deep = onePage(`/MediaBox [0 0 200 100] /Resources << /ExtGState << /G ${'['.repeat(20_000)}${']'.repeat(20_000)} >> >>`, square)
    const chain = pdfOf({
      1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /ExtGState << /G 10 0 R >> >> >>',
      4: { stream: square }, ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [10 + index, `<< /Next ${11 + index} 0 R >>`])),
    })
    expect(await openForeign(deep).then((file) => placed(file.page(0))).then(() => 'placed', errorCode)).not.toBe('unexpected')
    expect(await squareOf(await placed((await openForeign(chain)).page(0)))).toBe(1)
  })

  const times = (text: string, count: number) => Buffer.from(`%PDF-1.7\n${text.repeat(count)}`, 'latin1')
  const inflating = zlibSync(new Uint8Array(200 << 20))
  it.each<[string, Uint8Array]>([
    ['strings without an end', times('1 0 obj << /A (\n', 10_000)], ['dictionaries without an end', times('1 0 obj <<\n', 10_000)], ['lists within lists', times('1 0 obj [', 50_000)],
    ['one long number', times('1', 100_000)], ['a table of objects larger than any disk', times('1 0 obj << /Type /XRef /Size 999999999999 /W [1 1 1] /Length 3 >> stream\nabc\nendstream endobj\n', 1)],
    ['objects that unpack to more than there is memory', Buffer.concat([times(`1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${inflating.length} >> stream\n`, 1), inflating, Buffer.from('\nendstream endobj\n')])],
    ['objects packed twice', Buffer.concat([times(`1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length ${inflating.length} >> stream\n`, 1), inflating, Buffer.from('\nendstream endobj\n')])],
  ])('is refused before it keeps the machine busy: %s', async (_, bytes) => {
    expect(await openForeign(bytes).then(() => 'open', errorCode)).toBe('pdf-unreadable')
  })

  it('is placed or refused with a code, whatever was done to its bytes', async () => {
    const good = [
      onePage('/MediaBox [0 0 200 100] /Rotate 90 /Annots [<< /Subtype /Stamp /F 4 /Rect [100 20 140 40] /AP << /N 10 0 R >> >>] /Resources << /XObject << /F 10 0 R >> /Properties << /L 20 0 R >> >>', '/OC /L BDC /F Do EMC', {
        10: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Matrix [1 0 0 1 0 0]', stream: square }, 20: '<< /Type /OCG /Name (a) >>',
      }, '/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> /AcroForm << /NeedAppearances true >>'),
      await encrypted(onePage('/MediaBox [0 0 200 100]', square), 'rc4-40'),
      await placed((await openForeign(onePage('/MediaBox [0 0 200 100]', square))).page(0)),
    ]
    const change = fc.tuple(fc.nat(), fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('<>[]()/0 R%'))))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...good), fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(), async (bytes, changes, cut) => {
      const changed = Uint8Array.from(bytes)
      for (const [at, value] of changes) changed[at % changed.length] = value
      const file = cut % 4 === 0 ? changed.subarray(0, cut % changed.length) : changed
      const outcome = await openForeign(file).then((foreign) => placed(foreign.page(0))).then(() => 'placed', errorCode)
      expect(outcome).not.toBe('unexpected')
    }), { numRuns: 400 })
  })
})

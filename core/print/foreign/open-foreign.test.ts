import { describe, expect, it } from 'vitest'
import { firstPage, onePage, pdfOf, placed } from '../../../tests/print/foreign-file'
import { inked } from '../../../tests/print/inked'
import { checkStructure, readableObjects, renderPdf, type Ink } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { errorCode } from '../../ports/errors'
import { openPageFile } from '../page-file'
import { openForeign } from './open-foreign'

const dotsPerInch = 72

/** How much of a square of 10 points around a place (from the lower left corner) is black. */
const blackAt = (page: Ink, x: number, y: number): number => inked(page, { x: (x - 5) / 72 * 25.4, y: (page.height - y - 5) / 72 * 25.4, width: 10 / 72 * 25.4, height: 10 / 72 * 25.4 }, dotsPerInch)

const drawn = async (bytes: Uint8Array): Promise<Ink> => {
  const pdf = await placed(await firstPage(bytes))
  await checkStructure(pdf)
  return (await renderPdf(pdf, dotsPerInch))[0]!
}

describe('a page cut, turned and moved by its file', () => {
  // A mark of 20 by 20 units, 10 from the left and 10 from the foot of what is visible.
  const marked = (x: number, y: number, entries: string) => onePage(entries, `0 g ${x + 10} ${y + 10} 20 20 re f`)

  it.each([
    [0, [200, 100], [20, 20]], [90, [100, 200], [20, 180]], [180, [200, 100], [180, 80]], [270, [100, 200], [80, 20]], [-90, [100, 200], [80, 20]], [450, [100, 200], [20, 180]],
  ])('stands upright from 0, 0 when its file turns it by %d degrees', async (turn, [width, height], [x, y]) => {
    for (const [left, bottom] of [[0, 0], [-300, -700], [40, 60]] as const) {
      const box = `[${left} ${bottom} ${left + 200} ${bottom + 100}]`
      const around = `[${left - 30} ${bottom - 20} ${left + 400} ${bottom + 300}]`
      for (const boxes of [`/MediaBox ${box}`, `/MediaBox ${around} /CropBox ${box}`, `/MediaBox ${box} /CropBox ${around}`, `/MediaBox [${left + 200} ${bottom + 100} ${left} ${bottom}]`]) {
        const bytes = marked(left, bottom, `${boxes} /Rotate ${turn}`)
        const page = await firstPage(bytes)
        expect([page.width, page.height]).toEqual([width, height])
        const ink = await drawn(bytes)
        expect([ink.width, ink.height]).toEqual([width, height])
        expect(blackAt(ink, x!, y!)).toBe(1)
        expect(inked(ink, { x: 0, y: 0, width: 200, height: 200 }, dotsPerInch)).toBeCloseTo(400 / 20_000, 2)
      }
    }
  })

  it('is as large as its unit says', async () => {
    const bytes = marked(0, 0, '/MediaBox [0 0 100 50] /UserUnit 2.5 /Rotate 90')
    expect(await firstPage(bytes)).toMatchObject({ width: 125, height: 250 })
    const ink = await drawn(bytes)
    expect(blackAt(ink, 50, 200)).toBe(1)
    expect(blackAt(ink, 20, 200)).toBe(0)
  })

  it('shows nothing of what lies outside its crop box', async () => {
    const ink = await drawn(onePage('/MediaBox [0 0 300 300] /CropBox [100 100 200 200]', '0 g 0 0 300 99 re f 0 0 99 300 re f'))
    expect(inked(ink, { x: 0, y: 0, width: 99, height: 99 }, dotsPerInch)).toBe(0)
  })

  it('inherits what its ancestors say', async () => {
    const bytes = pdfOf({
      1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [5 0 R] /Count 1 /MediaBox [0 0 200 100] /Rotate 90 /Resources << /ExtGState << /G 6 0 R >> >> >>',
      3: '<< /Type /Page /Parent 5 0 R /Contents [4 0 R 7 0 R] >>', 4: { stream: 'q /G gs 0' }, 5: '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>',
      6: '<< /Type /ExtGState /ca 1 >>', 7: { stream: 'g 10 10 20 20 re f Q' },
    })
    const ink = await drawn(bytes)
    expect([ink.width, ink.height]).toEqual([100, 200])
    expect(blackAt(ink, 20, 180)).toBe(1)
  })
})

describe('a page that says less than it should', () => {
  it('is white when it has no content', async () => {
    for (const contents of ['', '/Contents null', '/Contents []', '/Contents 99 0 R']) {
      const ink = await drawn(pdfOf({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] ${contents} >>` }))
      expect(inked(ink, { x: 0, y: 0, width: 99, height: 99 }, dotsPerInch)).toBe(0)
    }
  })

  it('opens when the table of its file is wrong', async () => {
    const good = onePage('/MediaBox [0 0 200 100]', '0 g 10 10 20 20 re f')
    const text = Buffer.from(good).toString('latin1')
    for (const bad of [text.replace(/startxref\n\d+/, 'startxref\n7'), text.slice(0, text.indexOf('xref')), text.replaceAll(/\d{10} 00000 n/g, '0000000001 00000 n')]) {
      expect(blackAt(await drawn(Buffer.from(bad, 'latin1')), 20, 20)).toBe(1)
    }
  })

  it('is refused with a code when nothing of it is left', async () => {
    for (const bytes of [new Uint8Array(0), Buffer.from('not a pdf'), Buffer.from('%PDF-1.7\n%%EOF'), onePage('', '').slice(0, 60)]) {
      expect(errorCode(await openForeign(bytes).catch((error: unknown) => error))).toBe('pdf-unreadable')
    }
  })
})

describe('a kept page on a sheet', () => {
  it('is moved, turned and reduced as asked, and seen within its clip alone', async () => {
    const file = openPageFile(await loadPrintFonts())
    const kept = file.keepPage(await firstPage(onePage('/MediaBox [-50 -50 150 50]', '0 g -50 -50 200 100 re f')))
    const sheet = file.openPage(400, 300)
    // Turned by a quarter to the left, at half its size, with its lower left corner at 200, 100; the clip cuts its upper half.
    sheet.place(kept, [0, 0.5, -0.5, 0, 200, 100], { x: 0, y: 0, width: 400, height: 150 })
    sheet.line(10, 10, 20, 10, 4, 0)
    file.closePage(sheet)
    const [ink] = await renderPdf(await file.finish({ title: 'Essai', language: 'fr', at: 0 }), dotsPerInch)
    const within = { x: 150 / 72 * 25.4, y: 150 / 72 * 25.4, width: 50 / 72 * 25.4, height: 50 / 72 * 25.4 }
    expect(inked(ink!, within, dotsPerInch)).toBe(1)
    expect(inked(ink!, { x: 0, y: 0, width: 200, height: 200 }, dotsPerInch)).toBeCloseTo((50 * 50 + 40) / (400 * 300), 3)
  })
})

describe('what is kept of a file', () => {
  it('is there once, however many pages use it and however often they are shown', async () => {
    const image = { entries: '/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8', stream: new Uint8Array(4096).fill(0x41) }
    const bytes = pdfOf({
      1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 200 100] /Resources << /XObject << /I 6 0 R >> >> >>',
      3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>', 4: { stream: 'q 50 0 0 50 0 0 cm /I Do Q' }, 5: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>', 6: image,
    })
    const file = await openForeign(bytes)
    const objects = await readableObjects(await placed(file.page(0), file.page(1), file.page(0), file.page(1)))
    expect(objects.match(/\/Subtype \/Image/g)).toHaveLength(1)
    expect(objects.match(/\/BBox/g)).toHaveLength(2)
  })

  it('draws, and never acts, links, embeds or describes', async () => {
    const bytes = onePage(
      '/MediaBox [0 0 200 100] /AA << /O 10 0 R >> /Metadata 11 0 R /PieceInfo << /X 12 0 R >> /StructParents 0 /Resources << /XObject << /F 13 0 R >> /Properties << /M 12 0 R >> /Font << /A 10 0 R >> >> '
      + '/Annots [<< /Type /Annot /Subtype /Link /F 4 /Rect [0 0 50 50] /Border [0 0 0] /A 10 0 R >> << /Type /Annot /Subtype /FileAttachment /F 4 /Rect [60 0 90 30] /FS 14 0 R /AP << /N 13 0 R >> >>]',
      '/Secret /M BDC /F Do EMC',
      {
        10: '<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>', 11: { entries: '/Type /Metadata /Subtype /XML', stream: 'private words' },
        12: '<< /Private (private words) /Action 10 0 R >>',
        13: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 30 30] /Resources << >> /OPI 12 0 R /PieceInfo 12 0 R /Metadata 11 0 R /Ref << /F 14 0 R >>', stream: '0 g 0 0 20 20 re f' },
        14: '<< /Type /Filespec /F (private words) /EF << /F 11 0 R >> >>',
      },
      '/OpenAction 10 0 R /Names << /JavaScript << /Names [(a) 10 0 R] >> >>',
    )
    const pdf = await placed(await firstPage(bytes))
    const objects = await readableObjects(pdf)
    for (const word of ['JavaScript', 'private', 'Filespec', 'Metadata', 'PieceInfo', '/OPI', '/Ref ', '/Annots', '/AA', 'OpenAction', 'StructParent']) expect(objects).not.toContain(word)
    const [ink] = await renderPdf(pdf, dotsPerInch)
    expect(blackAt(ink!, 10, 10)).toBe(1)
    expect(blackAt(ink!, 70, 10)).toBe(1)
  })

  it('is the same bytes each time', async () => {
    const bytes = onePage('/MediaBox [0 0 200 100] /Resources << /ExtGState << /G << /ca 0.5 >> >> >>', '/G gs 0 g 10 10 20 20 re f')
    expect(await placed(await firstPage(bytes))).toEqual(await placed(await firstPage(bytes)))
  })
})

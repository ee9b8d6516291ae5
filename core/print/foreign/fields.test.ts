import { describe, expect, it } from 'vitest'
import { firstPage, onePage, placed } from '../../../tests/print/foreign-file'
import { checkStructure, colourPages } from '../../../tests/print/paper'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { openForeignKeeper } from './keep-foreign'
import { compare, opaquePixels, type Pixels } from './pixels'

const field = (entries: string, form = '', parts: Record<number, string> = {}) =>
  onePage('/MediaBox [0 0 200 100] /Annots [11 0 R]', '', { 11: `<< /Type /Annot /Subtype /Widget /F 4 /Rect [20 20 180 60] /FT /Tx ${entries} >>`, ...parts }, `/AcroForm << /Fields [11 0 R] /DA (/Helv 10 Tf 0 g) ${form} >>`)

/** As poppler draws it, two pixels a point. */
async function drawn(pdf: Uint8Array): Promise<Pixels> {
  const [page] = await colourPages(pdf, 144)
  return opaquePixels(page!.data, page!.width, page!.height)
}
const colourAt = ({ width, height, rgb }: Pixels, x: number, y: number): number[] => [...rgb.subarray(((height - 1 - Math.floor(y * 2)) * width + Math.floor(x * 2)) * 3).subarray(0, 3)]
const looks = '/MK << /BC [1 0 0] /BG [0 0 1] >> /BS << /W 4 >>'

describe('an empty field for text that its file does not draw', () => {
  it.each<[string, string, number[], number[]]>([
    ['a frame and a ground', looks, [255, 0, 0], [0, 0, 255]],
    ['a frame', '/MK << /BC [1 0 0] >> /Border [0 0 4]', [255, 0, 0], [255, 255, 255]],
    ['a ground', '/MK << /BG [0.5] >>', [128, 128, 128], [128, 128, 128]],
    ['a ground in a frame of no width', '/MK << /BC [1 0 0] /BG [0 0 1] >> /BS << /W 0 >>', [0, 0, 255], [0, 0, 255]],
  ])('has %s as poppler draws them, whether or not the form asks for it', async (_, entries, edge, middle) => {
    for (const form of ['', '/NeedAppearances true']) {
      const bytes = field(entries, form)
      const page = await firstPage(bytes)
      expect(page.lacks).toBeUndefined()
      const pdf = await placed(page)
      await checkStructure(pdf)
      const pixels = await drawn(pdf)
      const near = (found: number[], wanted: number[]) => found.forEach((value, index) => expect(Math.abs(value - wanted[index]!)).toBeLessThan(3))
      near(colourAt(pixels, 22, 40), edge)
      near(colourAt(pixels, 100, 40), middle)
      expect(colourAt(pixels, 18, 40)).toEqual([255, 255, 255])
      expect(compare(await drawn(bytes), pixels)!.share).toBeLessThan(0.002)
      const keeper = await openForeignKeeper(bytes, await nodeRasteriser())
      expect(await keeper.wayOf(0)).toEqual({ way: 'vector', checked: true })
      keeper.close()
    }
  })

  it('is drawn by a viewer when there is more to it than that', async () => {
    for (const more of ['/MK << /BC [1 0 0] /R 90 >>', '/MK << /BC [1 0] >>', '/MK << /BG [2] >>', `${looks} /V (Camille)`, `${looks} /BS << /W 1 /S /B >>`, `${looks} /BS << /W 1 /S /D /D [2] >>`, `${looks} /BS << /W 30 >>`, '/MK << /BG [0.5] >> /Border (none)', `${looks} /FT /Ch`, `${looks} /FT /Btn`]) {
      // The last of two entries of one name holds.
      const page = await firstPage(field(more))
      expect([more, page.lacks, page.appearances]).toEqual([more, 'form-without-appearance', []])
    }
  })

  it('is a box to tick, too, where the form leaves its drawing to the viewer', async () => {
    for (const entries of ['/AP << /N << /Yes << >> >> >> /AS /Off', '/AP << /N << /Yes 12 0 R >> >> /AS /Off', '']) {
      const bytes = field(`${looks} ${entries} /FT /Btn`, '/NeedAppearances true', { 12: '<< >>' })
      const page = await firstPage(bytes)
      expect([page.lacks, page.appearances.length]).toEqual([undefined, 1])
      const pixels = await drawn(await placed(page))
      expect([colourAt(pixels, 22, 40), colourAt(pixels, 100, 40)]).toEqual([[255, 0, 0], [0, 0, 255]])
      expect(compare(await drawn(bytes), pixels)!.share).toBeLessThan(0.002)
      const keeper = await openForeignKeeper(bytes, await nodeRasteriser())
      expect(await keeper.wayOf(0)).toEqual({ way: 'vector', checked: true })
      keeper.close()
    }
    // A round one, a button, one that is ticked, one in whose state the file draws nothing.
    for (const other of ['/Ff 32768', '/Ff 65536', '/AS /Yes', '/AP << /N << /Off << >> >> >> /AS /Off']) {
      expect((await firstPage(field(`${looks} /FT /Btn ${other}`, '/NeedAppearances true'))).appearances).toEqual([])
    }
  })

  it('is nothing on paper when it has neither frame nor ground, or is for the screen alone', async () => {
    for (const none of ['', '/MK << >>', '/MK << /BC [] /BG [] >>', `${looks} /F 0`]) {
      const page = await firstPage(field(none))
      expect([none, page.lacks, page.appearances]).toEqual([none, undefined, []])
    }
  })

  it('is asked of its parents, where the file says so, even in a circle', async () => {
    const child = (parent: string) => onePage('/MediaBox [0 0 200 100] /Annots [11 0 R]', '', { 11: `<< /Subtype /Widget /F 4 /Rect [20 20 180 60] ${looks} /Parent 12 0 R >>`, 12: parent }, '/AcroForm << /Fields [12 0 R] >>')
    expect((await firstPage(child('<< /FT /Tx >>'))).appearances).toHaveLength(1)
    expect((await firstPage(child('<< /FT /Tx /V (Camille) >>'))).lacks).toBe('form-without-appearance')
    expect((await firstPage(child('<< /Parent 11 0 R >>'))).lacks).toBe('form-without-appearance')
  })
})

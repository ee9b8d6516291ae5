import fc from 'fast-check'
import { strFromU8, unzlibSync } from 'fflate'
import { PDFRawStream } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { firstPage, onePage, placed } from '../../../tests/print/foreign-file'
import { checkStructure, colourPages } from '../../../tests/print/paper'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { errorCode } from '../../ports/errors'
import { openForeignKeeper } from './keep-foreign'
import { compare, opaquePixels, type Pixels } from './pixels'

const words = '0.4 g 20 40 120 12 re f'
const withMark = (mark: string, content = words, entries = '') => onePage(`/MediaBox [0 0 200 100] ${entries} /Annots [<< /Type /Annot /F 4 ${mark} >>]`, content)

/** As poppler draws it. */
async function drawn(pdf: Uint8Array, dotsPerInch = 144): Promise<Pixels> {
  const [page] = await colourPages(pdf, dotsPerInch)
  return opaquePixels(page!.data, page!.width, page!.height)
}
const ours = async (bytes: Uint8Array): Promise<Pixels> => drawn(await placed(await firstPage(bytes)))
/** At two pixels a point: the colour at a place in points from the lower left corner. */
const colourAt = ({ width, height, rgb }: Pixels, x: number, y: number): number[] => [...rgb.subarray(((height - 1 - Math.floor(y * 2)) * width + Math.floor(x * 2)) * 3).subarray(0, 3)]

async function wayOf(bytes: Uint8Array): Promise<string> {
  const keeper = await openForeignKeeper(bytes, await nodeRasteriser())
  try {
    const found = await keeper.wayOf(0)
    return found.way === 'vector' ? `vector, ${found.checked ? '' : 'not '}checked` : found.why
  } finally {
    keeper.close()
  }
}

const quads = '/QuadPoints [20 52 140 52 20 40 140 40]'
const red = '/C [1 0 0]'
const onWords = `/Rect [20 40 140 52] ${red} ${quads}`

describe('a mark that its file does not draw', () => {
  it.each<[string, string, [number, number], [number, number, number]]>([
    ['a marker', `/Subtype /Highlight /C [1 1 0] /Rect [20 40 140 52] ${quads}`, [80, 46], [102, 102, 0]],
    ['a marker of two lines', '/Subtype /Highlight /C [1 1 0] /Rect [20 20 140 52] /QuadPoints [20 52 140 52 20 40 140 40 20 32 90 32 20 20 90 20]', [80, 26], [255, 255, 0]],
    ['a line below', `/Subtype /Underline ${onWords}`, [80, 39.6], [255, 0, 0]],
    ['a line through', `/Subtype /StrikeOut ${onWords}`, [80, 46.1], [255, 0, 0]],
    ['a wavy line', `/Subtype /Squiggly /Rect [20 40 140 52] /C [0.4 0.7 1] ${quads}`, [81.1, 41], [102, 178, 255]],
    ['a box', '/Subtype /Square /Rect [10 10 90 90] /C [0 0 1] /BS << /W 4 >>', [12, 50], [0, 0, 255]],
    ['a full box', '/Subtype /Square /Rect [10 10 90 90] /C [0 0 1] /IC [0 1 0] /BS << /W 4 >>', [50, 20], [0, 255, 0]],
    ['a box whose frame nobody describes', '/Subtype /Square /Rect [10 10 90 90] /C [0 0 1] /IC [0 1 0]', [10.4, 50], [0, 0, 255]],
    ['a dashed box', '/Subtype /Square /Rect [10 10 90 90] /C [0 0 1] /BS << /W 4 /S /D /D [8 4] >>', [12, 50], [0, 0, 255]],
    ['a ring', '/Subtype /Circle /Rect [10 10 90 70] /C [0 0 1] /Border [0 0 4]', [12, 40], [0, 0, 255]],
    ['a disc', '/Subtype /Circle /Rect [10 10 90 70] /C [0 0 1] /IC [0 1 0] /Border [0 0 0]', [50, 40], [0, 255, 0]],
    ['a line', '/Subtype /Line /Rect [10 10 190 90] /L [20 20 180 80] /C [1 0 0] /BS << /W 3 >>', [100, 50], [255, 0, 0]],
    ['an arrow', '/Subtype /Line /Rect [10 10 190 90] /L [20 20 180 20] /C [1 0 0] /IC [0 0 1] /BS << /W 3 >> /LE [/OpenArrow /ClosedArrow]', [170, 20], [0, 0, 255]],
    ['an upright line between a square and a disc', '/Subtype /Line /Rect [80 10 120 90] /L [100 10 100 90] /C [1 0 0] /BS << /W 3 >> /LE [/Square /Circle]', [100, 50], [255, 0, 0]],
    ['a line between a diamond and a slash', '/Subtype /Line /Rect [10 10 190 90] /L [20 20 180 60] /C [1 0 0] /BS << /W 3 >> /LE [/Diamond /Slash]', [100, 40], [255, 0, 0]],
    ['a line between a bar and an arrow turned round', '/Subtype /Line /Rect [10 10 190 90] /L [20 50 160 50] /C [1 0 0] /BS << /W 3 >> /LE [/Butt /RClosedArrow]', [100, 50], [255, 0, 0]],
    ['a line of several corners', '/Subtype /PolyLine /Rect [10 10 190 90] /Vertices [20 20 100 80 180 20] /C [1 0 0] /BS << /W 3 >> /LE [/None /OpenArrow]', [60, 50], [255, 0, 0]],
    ['a shape', '/Subtype /Polygon /Rect [10 10 190 90] /Vertices [20 20 100 80 180 20] /C [1 0 0] /BS << /W 3 >>', [100, 20], [255, 0, 0]],
    ['a full shape', '/Subtype /Polygon /Rect [10 10 190 90] /Vertices [20 20 100 80 180 20] /C [1 0 0] /IC [0 0 0 0.5] /BS << /W 3 >>', [60, 50], [255, 0, 0]],
    ['a scribble', '/Subtype /Ink /Rect [10 10 190 90] /InkList [[20 20 60 80 100 20] [120 20 180 80]] /C [1 0 0] /BS << /W 3 >>', [150, 50], [255, 0, 0]],
    ['the frame of a link', '/Subtype /Link /Rect [20 40 140 52] /C [0 0 1] /Border [0 0 2]', [80, 41], [0, 0, 255]],
  ])('is drawn where and as poppler draws it: %s', async (_, mark, [x, y], colour) => {
    const bytes = withMark(mark)
    const page = await firstPage(bytes)
    expect(page.lacks).toBeUndefined()
    const pdf = await placed(page)
    await checkStructure(pdf)
    for (const [index, value] of colourAt(await drawn(pdf), x, y).entries()) expect(Math.abs(value - colour[index]!)).toBeLessThan(40)
    // Poppler draws the wavy line in a group of its own, half a pixel beside ours.
    expect(compare(await drawn(bytes, 72), await drawn(pdf, 72))!.share).toBeLessThan(mark.includes('Squiggly') ? 0.03 : 0.012)
    expect(await wayOf(bytes)).toBe('vector, checked')
  })

  it('has the round ends of a felt pen, however high the marker', async () => {
    const paragraph = withMark('/Subtype /Highlight /C [1 1 0] /Rect [40 20 140 80] /QuadPoints [40 80 140 80 40 20 140 20]', '0 g 20 45 160 10 re f')
    const page = await ours(paragraph)
    for (const x of [31, 149]) expect(colourAt(page, x, 60)).toEqual([255, 255, 0])
    for (const x of [25, 155]) expect(colourAt(page, x, 60)).toEqual([255, 255, 255])
    expect(compare(await drawn(paragraph), page)!.share).toBeLessThan(0.001)
    // pdf.js has them straight.
    expect(await wayOf(paragraph)).toBe('vector, checked')
  })

  it('has straight ends where words run up the page: a bulge as long as they are would be on their sides', async () => {
    for (const corners of ['92 10 92 90 80 10 80 90', '92 10 92 90 80 90 80 10']) {
      const upwards = withMark(`/Subtype /Highlight /C [1 1 0] /Rect [80 10 92 90] /QuadPoints [${corners}]`, '')
      const page = await ours(upwards)
      expect([76, 86, 96].map((x) => colourAt(page, x, 50))).toEqual([[255, 255, 255], [255, 255, 0], [255, 255, 255]])
      expect(await wayOf(upwards)).toBe('vector, checked')
    }
  })

  it('lets what is below shine through as much as it says', async () => {
    const square = (opacity: string) => withMark(`/Subtype /Square /Rect [10 10 90 90] /C [1 0 0] /IC [1 0 0] /BS << /W 2 >> ${opacity}`, '')
    expect(colourAt(await ours(square('/CA 0.4')), 50, 50)[1]).toBeCloseTo(153, -1)
    expect(colourAt(await ours(square('')), 50, 50)).toEqual([255, 0, 0])
    expect(await wayOf(square('/CA 0.4'))).toBe('vector, checked')
  })

  it('lies in its page’s space, turned and cut with it', async () => {
    const bytes = onePage('/MediaBox [0 0 300 200] /CropBox [100 50 300 150] /Rotate 90 /Annots [<< /F 4 /Subtype /Square /Rect [110 60 130 80] /IC [0 0 1] /C [0 0 1] /BS << /W 1 >> >>]', '')
    const page = await ours(bytes)
    expect([page.width, page.height]).toEqual([200, 400])
    expect(colourAt(page, 20, 180)).toEqual([0, 0, 255])
    expect(await wayOf(bytes)).toBe('vector, checked')
  })

  it('is in the space of its page when its rectangle lies elsewhere', async () => {
    const page = await ours(withMark('/Subtype /Line /Rect [0 0 0 0] /L [20 20 180 20] /C [1 0 0] /BS << /W 4 >>', ''))
    expect(colourAt(page, 100, 20)).toEqual([255, 0, 0])
  })

  it('is on paper only when it is to be printed', async () => {
    const shape = '/Subtype /Square /Rect [10 10 90 90] /IC [0 0 1] /C [0 0 1] /BS << /W 1 >>'
    for (const flags of ['/F 0', '/F 2', '/F 6', '/F 4 /OC 20 0 R']) {
      const bytes = onePage(`/MediaBox [0 0 200 100] /Annots [<< ${shape} ${flags} >>]`, '', { 20: '<< /Type /OCG /Name (a) >>' }, '/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>')
      expect(colourAt(await ours(bytes), 50, 50)).toEqual([255, 255, 255])
      expect(await wayOf(bytes)).toBe('vector, checked')
    }
  })

  it('is not covered by a marker’s own picture that does not blend', async () => {
    const bytes = onePage(`/MediaBox [0 0 200 100] /Annots [<< /F 4 /Subtype /Highlight /C [1 1 0] /Rect [20 40 140 52] ${quads} /AP << /N 10 0 R >> >>]`, '0 g 20 40 120 12 re f', {
      10: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 200 100]', stream: '1 1 0 rg 0 0 200 100 re f' },
    })
    expect(colourAt(await ours(bytes), 80, 46)).toEqual([0, 0, 0])
    expect(await wayOf(bytes)).toBe('vector, checked')
  })

  it('is not framed when a link says nothing of a frame, or wants none', async () => {
    for (const none of ['', '/Border [0 0 0]', '/Border [0 0 2] /C []', '/BS << /W 0 >>', '/Border [0 0 2] /BS << /W 0 >>']) {
      const page = await firstPage(withMark(`/Subtype /Link /Rect [20 40 140 52] ${none}`))
      expect([page.lacks, page.appearances]).toEqual([undefined, []])
    }
  })
})

describe('a mark that says what we do not understand', () => {
  it.each([
    ['words of no place', '/Subtype /Highlight /Rect [20 40 140 52]'], ['words of half a place', '/Subtype /Highlight /Rect [20 40 140 52] /QuadPoints [20 52 140 52 20 40]'],
    ['leaning words', '/Subtype /Underline /Rect [20 40 140 52] /QuadPoints [20 60 140 92 20 40 140 72]'], ['a place that is no number', '/Subtype /StrikeOut /Rect [20 40 140 52] /QuadPoints [20 (52) 140 52 20 40 140 40]'],
    ['a place beyond any page', '/Subtype /Line /Rect [0 0 10 10] /L [0 0 99999999999999999999999999999999 10] /BS << /W 1 >>'], ['no rectangle', '/Subtype /Square /IC [0 1 0]'],
    ['a box of no size with a frame', '/Subtype /Square /Rect [10 10 10 10] /BS << /W 4 >>'], ['a cloud', '/Subtype /Square /Rect [10 10 90 90] /BE << /S /C /I 2 >>'],
    ['a box far within its rectangle', '/Subtype /Circle /Rect [10 10 90 90] /RD [20 20 20 20]'], ['two inks', '/Subtype /Square /Rect [10 10 90 90] /C [1 0]'],
    ['an opacity above one', '/Subtype /Square /Rect [10 10 90 90] /CA 3'], ['dashes of nothing', '/Subtype /Square /Rect [10 10 90 90] /BS << /S /D /D [0 0] >>'],
    ['a plan’s measure', '/Subtype /Line /Rect [10 10 190 90] /L [20 20 180 80] /LL 20'], ['an unknown end', '/Subtype /Line /Rect [10 10 190 90] /L [20 20 180 80] /LE [/Whale /None]'],
    ['an odd corner', '/Subtype /PolyLine /Rect [10 10 190 90] /Vertices [20 20 100 80 180]'], ['no scribble', '/Subtype /Ink /Rect [10 10 190 90] /InkList []'], ['scribbles that are none', '/Subtype /Ink /Rect [10 10 190 90] /InkList [12 (a)]'],
    ['a text', '/Subtype /FreeText /Rect [10 10 190 90] /DA (/Helv 12 Tf) /Contents (a)'], ['a stamp', '/Subtype /Stamp /Rect [10 10 190 90] /Name /Draft'],
  ])('is left to a viewer: %s', async (_, mark) => {
    const page = await firstPage(withMark(mark))
    expect([page.lacks, page.appearances]).toEqual(['annotation-without-appearance', []])
  })

  it('is left to a viewer when it is more than any hand draws', async () => {
    const points = '20 20 180 80 '.repeat(40_000)
    for (const mark of [`/Subtype /Ink /Rect [0 0 9 9] /InkList [[${points}]]`, `/Subtype /PolyLine /Rect [0 0 9 9] /Vertices [${points}]`, `/Subtype /Squiggly /Rect [0 0 9 9] /QuadPoints [${'0 12 99999 12 0 0 99999 0 '.repeat(3)}]`]) {
      expect((await firstPage(withMark(mark))).lacks).toBe('annotation-without-appearance')
    }
    // A list of some size that a thousand marks share.
    const shared = Array.from({ length: 1000 }, () => '<< /F 4 /Subtype /Ink /Rect [0 0 9 9] /InkList [10 0 R] >>').join(' ')
    const page = await firstPage(onePage(`/MediaBox [0 0 200 100] /Annots [${shared}]`, '', { 10: `[${'20 20 180 80 '.repeat(10_000)}]` }))
    expect(page.lacks).toBe('annotation-without-appearance')
    expect(page.appearances.length).toBeLessThan(25)
  })

  it('is drawn or left, whatever its entries hold', async () => {
    const value = fc.oneof(
      fc.constantFrom('null', 'true', '(a)', '/None', '[]', '[[]]', '<< >>', '[null]', '9 0 R', '3 0 R', '-1', '0', '0.5', '1e5', '--5', '99999999999999', '[0 0 0]', '[1 2 3 4]', '[/OpenArrow /Circle]', '[[10 10 20 20]]', '[20 52 140 52 20 40 140 40]', '<< /W -3 >>', '<< /W 2 /S /D >>', '<< /W 2 /S /D /D [1 (a)] >>'),
      fc.array(fc.oneof(fc.double(), fc.integer({ min: -50, max: 300 })), { maxLength: 9 }).map((numbers) => `[${numbers.join(' ')}]`),
    )
    const keys = ['Rect', 'C', 'IC', 'CA', 'BS', 'Border', 'QuadPoints', 'L', 'LE', 'LL', 'RD', 'Vertices', 'InkList', 'IRT', 'RT', 'AP']
    const kinds = ['Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Square', 'Circle', 'Line', 'PolyLine', 'Polygon', 'Ink', 'Link', 'constructor']
    const sound = '/Rect [10 10 90 90] /C [1 0 0] /QuadPoints [20 52 140 52 20 40 140 40] /L [20 20 180 80] /Vertices [20 20 100 80 180 20] /InkList [[20 20 60 80]]'
    await fc.assert(fc.asyncProperty(fc.constantFrom(...kinds), fc.array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 5 }), async (kind, entries) => {
      const mark = `/Subtype /${kind} ${sound} ${entries.map(([key, text]) => `/${key} ${text}`).join(' ')}`
      const page = await firstPage(withMark(mark)).catch(errorCode)
      if (typeof page === 'string') {
        expect(page).toBe('pdf-unreadable')
        return
      }
      for (const { form, asViewed } of page.appearances) {
        for (const each of [form, asViewed]) if (each instanceof PDFRawStream) expect(`${String(each.dict)} ${strFromU8(unzlibSync(each.contents))}`).not.toMatch(/NaN|Infinity|\de[+-]?\d/)
      }
      expect(await placed(page).then(() => 'placed', errorCode)).toBe('placed')
    }), { numRuns: 150 })
  })
})

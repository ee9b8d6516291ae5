import { describe, expect, it } from 'vitest'
import { firstPage, onePage, placed, type Part } from '../../../tests/print/foreign-file'
import { inked } from '../../../tests/print/inked'
import { renderPdf, type Ink } from '../../../tests/print/paper'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { openForeignKeeper } from './keep-foreign'

const dotsPerInch = 72
const mm = 25.4 / 72

/** A picture of 40 by 20 units: black on its left half. */
const picture = (entries = ''): Part => ({ entries: `/Type /XObject /Subtype /Form /BBox [0 0 40 20] ${entries}`, stream: '0 g 0 0 20 20 re f' })
const withMark = (annotation: string, parts: Record<number, Part> = { 10: picture() }, catalogue = '') =>
  onePage(`/MediaBox [0 0 200 100] /Annots [<< /Type /Annot /Subtype /Stamp ${annotation} >>]`, '', parts, catalogue)

async function drawn(bytes: Uint8Array): Promise<Ink> {
  return (await renderPdf(await placed(await firstPage(bytes)), dotsPerInch))[0]!
}

/** How black a part of the page is: left, bottom, right, top in points from the lower left corner. */
const black = (page: Ink, [left, bottom, right, top]: readonly [number, number, number, number]): number =>
  inked(page, { x: left * mm, y: (page.height - top) * mm, width: (right - left) * mm, height: (top - bottom) * mm }, dotsPerInch)

describe('a mark on a page', () => {
  it.each<[string, string, Part, [number, number, number, number], [number, number, number, number]]>([
    ['as it is', '', picture(), [100, 20, 120, 40], [122, 22, 138, 38]],
    ['moved from another place', '', { entries: '/Subtype /Form /BBox [500 700 540 720]', stream: '0 g 500 700 20 20 re f' }, [100, 20, 120, 40], [122, 22, 138, 38]],
    ['turned round', '', picture('/Matrix [-1 0 0 -1 0 0]'), [120, 20, 140, 40], [102, 22, 118, 38]],
    ['turned by a quarter and made to fit', '', picture('/Matrix [0 1 -1 0 0 0]'), [100, 20, 140, 30], [102, 32, 138, 38]],
  ])('lies in its rectangle: %s', async (_, _entries, form, inkThere, noneThere) => {
    const ink = await drawn(withMark('/F 4 /Rect [140 40 100 20] /AP << /N 10 0 R >>', { 10: form }))
    expect(black(ink, inkThere)).toBeGreaterThan(0.95)
    expect(black(ink, noneThere)).toBe(0)
    expect(black(ink, [0, 42, 200, 100])).toBe(0)
  })

  it('turns and grows with its page', async () => {
    const bytes = onePage('/MediaBox [50 50 250 150] /Rotate 90 /UserUnit 2 /Annots [<< /Subtype /Stamp /F 4 /Rect [150 70 190 90] /AP << /N 10 0 R >> >>]', '', { 10: picture() })
    const ink = await drawn(bytes)
    expect([ink.width, ink.height]).toEqual([200, 400])
    expect(black(ink, [42, 162, 78, 198])).toBeGreaterThan(0.9)
    expect(black(ink, [42, 122, 78, 158])).toBe(0)
  })

  it.each([
    ['is not for print', '/F 0', false], ['is hidden', '/F 6', false], ['is hidden on the screen alone', '/F 36', true], ['is a note’s window', '/F 4 /Subtype /Popup', false],
  ])('is on paper or not when it %s', async (_, flags, isSeen) => {
    const ink = await drawn(withMark(`${flags} /Rect [100 20 140 40] /AP << /N 10 0 R >>`))
    expect(black(ink, [0, 0, 200, 100]) > 0).toBe(isSeen)
  })

  it('shows the words below it when it is a marker’s colour', async () => {
    const bytes = onePage('/MediaBox [0 0 200 100] /Annots [<< /Subtype /Highlight /F 4 /Rect [0 0 200 100] /AP << /N 10 0 R >> >>]', '0 g 50 40 20 20 re f', {
      10: { entries: '/Subtype /Form /BBox [0 0 200 100] /Group << /S /Transparency >> /Resources << /ExtGState << /M << /BM /Multiply >> >> >>', stream: '/M gs 1 1 0 rg 0 0 200 100 re f' },
    })
    expect(black(await drawn(bytes), [52, 42, 68, 58])).toBe(1)
  })

  it('is left to a viewer when its file does not say how it looks', async () => {
    expect((await firstPage(withMark('/F 4 /Rect [100 20 140 40]'))).lacks).toBe('annotation-without-appearance')
    expect((await firstPage(withMark('/F 0 /Rect [100 20 140 40]'))).lacks).toBeUndefined()
  })
})

describe('a form', () => {
  const field = (entries: string, form = '', parts: Record<number, Part> = {}) =>
    onePage('/MediaBox [0 0 200 100] /Annots [11 0 R]', '', { 10: picture(), 11: `<< /Type /Annot /Subtype /Widget /F 4 /Rect [100 20 140 40] ${entries} >>`, ...parts }, `/AcroForm << /Fields [11 0 R] ${form} >>`)

  it('is filled on paper as it is filled on the screen', async () => {
    expect(black(await drawn(field('/FT /Tx /V (Camille) /AP << /N 10 0 R >>')), [100, 20, 120, 40])).toBe(1)
  })

  it('lies on a surface that someone drew over it, as it does where it is filled in', async () => {
    const surface = '<< /Type /Annot /Subtype /Square /F 4 /Rect [80 10 160 50] /AP << /N 12 0 R >> >>'
    const bytes = onePage(`/MediaBox [0 0 200 100] /Annots [11 0 R ${surface}]`, '', {
      10: { entries: '/Subtype /Form /BBox [0 0 40 20]', stream: '1 g 0 0 40 20 re f 0 g 0 0 20 20 re f' },
      11: '<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [100 20 140 40] /AP << /N 10 0 R >> >>', 12: { entries: '/Subtype /Form /BBox [0 0 80 40]', stream: '0 g 0 0 80 40 re f' },
    }, '/AcroForm << /Fields [11 0 R] >>')
    expect(black(await drawn(bytes), [122, 22, 138, 38])).toBe(0)
    const keeper = await openForeignKeeper(bytes, await nodeRasteriser())
    expect(await keeper.wayOf(0)).toEqual({ way: 'vector', checked: true })
    keeper.close()
  })

  it('shows a box in the state that it is in', async () => {
    const states = '/FT /Btn /AP << /N << /Yes 10 0 R >> >>'
    expect(black(await drawn(field(`${states} /AS /Yes`)), [100, 20, 120, 40])).toBe(1)
    expect(black(await drawn(field(`${states} /AS /Off`)), [0, 0, 200, 100])).toBe(0)
  })

  it('is left to a viewer when something is written that its file does not draw', async () => {
    const lacks = async (bytes: Uint8Array) => (await firstPage(bytes)).lacks
    expect(await lacks(field('/FT /Tx /V (Camille)'))).toBe('form-without-appearance')
    expect(await lacks(field('/Parent 12 0 R', '', { 12: '<< /FT /Tx /V (Camille) /Kids [11 0 R] >>' }))).toBe('form-without-appearance')
    expect(await lacks(field('/FT /Tx /V (Camille) /AP << /N 10 0 R >>', '/NeedAppearances true'))).toBe('form-without-appearance')
    expect(await lacks(field('/FT /Btn /MK << /CA (OK) >>'))).toBe('form-without-appearance')
    for (const empty of ['/FT /Tx', '/FT /Tx /V ()', '/FT /Sig', '/FT /Btn /AP << /N << /Yes 10 0 R >> >> /AS /Off', '/FT /Tx /MK << /BG [] >>']) expect(await lacks(field(empty, '/NeedAppearances true'))).toBeUndefined()
  })
})

/** The walk list and the letterbox sheet, read back from the paper. */
import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { checkStructure, extractText, readableObjects, renderPdf, type Ink } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { Building } from '../domain/agenda/territory'
import type { FieldSheetInput } from './field-sheet'
import { renderLetterboxSheet } from './letterbox-sheet'
import { estate } from './sector.fixture'
import { renderWalkSheet } from './walk-sheet'

const fonts = await loadPrintFonts()
const input: FieldSheetInput = {
  title: 'Porte-à-porte cité Gabriel-Péri', occasion: 'mardi 10 mars 2026, 18 h – 20 h, Saint-Denis', sectionName: 'Union des Quartiers – section de Saint-Denis',
  sector: { name: 'Cité Gabriel-Péri', city: 'Saint-Denis', station: '12', buildings: estate }, streets: null, blank: 2, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const walk = (given: Partial<FieldSheetInput> = {}) => renderWalkSheet({ ...input, ...given }, fonts)
const boxes = (given: Partial<FieldSheetInput> = {}) => renderLetterboxSheet({ ...input, ...given }, fonts)
const withBuildings = (buildings: Building[]) => ({ sector: { ...input.sector, buildings } })
/** In the order in which it was written, no-break spaces as spaces. */
const pagesOf = async (pdf: Uint8Array) => (await extractText(pdf, '-raw')).replace(/[\u00a0\u202f]/g, ' ').split('\f').slice(0, -1)

/** Ten dots a millimetre. */
const dots = 254
/** Millimetres from the top at which a line goes across from one place to another, in mm from the left. */
function linesAcross({ width, height, dark }: Ink, from: number, to: number): number[] {
  const found: number[] = []
  for (let y = 0; y < height; y++) {
    let inked = 0
    for (let x = from * 10; x < to * 10; x++) if (dark[y * width + x]! > 48) inked++
    if (inked > (to - from) * 9) found.push(y / 10)
  }
  return found.filter((y, at) => at === 0 || y - found[at - 1]! > 0.15)
}

/** Doors as they stand on the paper, with the page that each is on. */
async function doorsOn(pdf: Uint8Array): Promise<{ page: number; stair: string; floor: number; door: number }[]> {
  return (await pagesOf(pdf)).flatMap((text, page) =>
    [...text.matchAll(/^(\S+) Bât\. C Esc\. (\d+) (?:(\d+)er? étage|RDC) porte (\d+)$/gm)].map(([, , stair, floor, door]) => ({ page, stair: stair!, floor: Number(floor ?? 0), door: Number(door) })),
  )
}

const staircases = (count: number, floors: number, doors: number): Building[] =>
  Array.from({ length: count }, (_, at) => ({ id: `s${at}`, street: 'allée Gabriel-Péri', number: '8', building: 'Bât. C', stair: `Esc. ${at + 1}`, floors, doors, boxes: 0, access: '' }))

describe('a walk list', () => {
  it('says on its first page of which action, day and sector it is, with lines for who walks, and where it goes back to', async () => {
    const { pdf, buildings, lines } = await walk()
    await checkStructure(pdf)
    expect([buildings, lines]).toEqual([20, 4 * 36 + 14 + 12 + 3])
    const [first] = await pagesOf(pdf)
    for (const said of ['Porte-à-porte cité Gabriel-Péri', 'Feuille de porte-à-porte · mardi 10 mars 2026', 'Secteur : Cité Gabriel-Péri, Saint-Denis · Bureau de vote 12', '3 rues, 20 bâtiments, 158 portes', 'Binôme', 'Responsable', 'Retour à']) {
      expect(first!.replace(/ {2,}/g, ' ')).toContain(said)
    }
  })

  it('has every door once, each staircase from the top down and from the left to the right', async () => {
    const expected = ['1', '2', '3', '4'].flatMap((stair) => [8, 7, 6, 5, 4, 3, 2, 1, 0].flatMap((floor) => [1, 2, 3, 4].map((door) => ({ stair, floor, door }))))
    expect((await doorsOn((await walk()).pdf)).map(({ page: _page, ...door }) => door)).toEqual(expected)
  })

  it('goes up the odd side and comes back down the even one, under the name of the street', async () => {
    const text = (await pagesOf((await walk({ streets: ['rue des Lilas'] })).pdf)).join('\n')
    expect(text).toContain('rue des Lilas')
    expect(text).not.toContain('Gabriel-Péri\n8')
    expect([...text.matchAll(/^(\d+(?: bis| ter)?)$/gm)].map(([, number]) => number)).toEqual(['1', '3', '5', '5 bis', '7', '12 ter', '12 bis', '12', '6', '4', '2'])
  })

  it('begins each page with where one is, says what not to write at its foot, and never parts a floor', async () => {
    const { pdf, pages } = await walk()
    const texts = await pagesOf(pdf)
    expect(texts).toHaveLength(pages)
    for (const [at, text] of texts.entries()) {
      expect(text).toContain('Ni nom ni opinion sur cette feuille')
      expect(text.replace(/ {2,}/g, ' ')).toContain(`Feuille K7M4-XQPR · Page ${at + 1}/${pages}`)
      const [heading, next] = text.slice(text.indexOf('(n° de\nbulletin)') + 16).trim().split('\n')
      expect(heading).toMatch(at === 0 ? /^allée Gabriel-Péri$/ : /\(suite\)$|^rue/)
      if (at === 1) expect([heading, next]).toEqual(['allée Gabriel-Péri (suite)', 'n° 8, Bât. C, Esc. 1 (suite)'])
    }
    // A floor that were parted would be on two pages, and so count twice.
    expect(new Set((await doorsOn(pdf)).map(({ page, stair, floor }) => `${page} ${stair} ${floor}`)).size).toBe(4 * 9)
    expect(texts.join('\n').match(/^Total n° 8, Bât\. C, Esc\. \d$/gm)).toHaveLength(4)
    expect(texts.at(-1)).toContain('Total de la feuille')
  })

  it('has rows of 6.5 mm, to the tenth of a millimetre', async () => {
    const [, second] = await renderPdf((await walk(withBuildings(staircases(1, 6, 8)))).pdf, dots)
    // Under the running head, the titles, the street and the staircase.
    const from = 9 + 13 + 9 + 8 + 7
    const lines = linesAcross(second!, 168, 198).filter((y) => y > from - 1)
    expect(lines.length).toBeGreaterThan(24)
    for (const [at, y] of lines.slice(0, 24).entries()) expect(Math.abs(y - (from + at * 6.5))).toBeLessThan(0.2)
  })

  it('loses no door of two thousand, and stays within its margins on every page', async () => {
    const { pdf, pages } = await walk(withBuildings(staircases(14, 8, 16)))
    const doors = await doorsOn(pdf)
    expect(doors).toHaveLength(14 * 9 * 16)
    expect(new Set(doors.map(({ stair, floor, door }) => `${stair} ${floor} ${door}`)).size).toBe(doors.length)
    expect(doors.at(-1)!.page).toBe(pages - 1)
    const paper = await renderPdf(pdf, 25.4)
    expect(paper).toHaveLength(pages)
    // One dot a millimetre.
    for (const { width, height, dark } of paper) {
      const outside = dark.some((ink, at) => ink > 0 && (at % width < 9 || at % width > width - 10 || at < 8 * width || at > (height - 7) * width))
      expect(outside).toBe(false)
    }
  })

  it('is found by its code, read by a camera from the first page and from a later one', async () => {
    for (const { width, height, dark } of await renderPdf((await walk(withBuildings(staircases(1, 6, 8)))).pdf, 200)) {
      const data = new Uint8Array(width * height * 4).fill(255)
      for (const [at, ink] of dark.entries()) data.fill(255 - ink, at * 4, at * 4 + 3)
      expect(decodeQR({ width, height, data })).toBe('K7M4-XQPR')
    }
  })

  it('has lines to write on where nothing is known: under a building, and for a whole sector', async () => {
    const unknown: Building = { id: 'a', street: 'rue A', number: '7', building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: 'digicode' }
    expect((await walk({ ...withBuildings([unknown]), blank: 4 })).lines).toBe(5)
    const { pdf, pages, lines } = await walk(withBuildings([]))
    expect([pages, lines]).toEqual([1, 30])
    expect((await pagesOf(pdf))[0]).toContain('Rue à écrire :')
  })

  it('parts only a floor that is higher than a page, and cuts what is too long', async () => {
    const long = 'la très longue allée des habitantes et des habitants des quartiers nord '.repeat(4)
    const { pdf, pages, lines } = await walk({ title: long, occasion: long, sectionName: long, sector: { name: long, city: long, station: long, buildings: [{ ...staircases(1, 0, 90)[0]!, street: long, access: long, building: long }] } })
    expect(lines).toBe(90)
    expect(pages).toBe(3)
    const [page] = await renderPdf(pdf, 50.8)
    expect(page!.dark.some((ink, at) => ink > 0 && (at % page!.width < 19 || at % page!.width > page!.width - 19))).toBe(false)
  })

  it('is in English as a whole, the same bytes for the same input, and its file names neither sector nor action', async () => {
    const { pdf } = await walk({ locale: 'en' })
    const [first] = await pagesOf(pdf)
    for (const said of ['Walk list', 'Sector: Cité Gabriel-Péri', 'Polling station 12', '8th floor', 'door 1', 'No name and no opinion on this sheet']) expect(first).toContain(said)
    expect((await walk({ locale: 'en' })).pdf).toEqual(pdf)
    expect((await readableObjects(pdf)).match(/\/Title.*/)![0]).not.toContain('Gabriel')
  })
})

describe('a letterbox sheet', () => {
  it('has a line for each building in the order of the walk, with its boxes and how to get in, and their total', async () => {
    const { pdf, buildings, lines } = await boxes({ blank: 0 })
    await checkStructure(pdf)
    expect([buildings, lines]).toEqual([20, 20])
    const text = (await pagesOf(pdf)).join('\n')
    expect(text.match(/^8 Bât\. C Esc\. \d interphone, gardien en Esc\. 1 36$/gm)).toHaveLength(4)
    expect([...text.matchAll(/^(9|11|16|14|10)\b/gm)].map(([, number]) => number)).toEqual(['9', '11', '16', '14', '10'])
    expect(text).toContain('170 boîtes aux lettres')
    expect(text).toMatch(/Total de la feuille\s170/)
    for (const said of ['Servies', 'Stop-pub', 'Quantité emportée', 'Tract (réf.)', 'Ni nom ni opinion']) expect(text).toContain(said)
  })

  it('has lines to write on at the end of each street, and a page of them where no building is known', async () => {
    expect((await boxes({ blank: 2 })).lines).toBe(20 + 3 * 2)
    expect(await boxes(withBuildings([]))).toMatchObject({ pages: 1, lines: 29, buildings: 0 })
  })

  it('loses no building over many pages, says its street again on each, and is the same bytes', async () => {
    const many = Array.from({ length: 300 }, (_, at): Building => ({ id: `m${at}`, street: 'avenue Longue', number: String(at + 1), building: '', stair: '', floors: 0, doors: 0, boxes: 1, access: '' }))
    const { pdf, pages } = await boxes({ ...withBuildings(many), blank: 0 })
    const texts = await pagesOf(pdf)
    expect(new Set(texts.flatMap((text) => [...text.matchAll(/^(\d+) 1$/gm)].map(([, number]) => number))).size).toBe(300)
    expect(pages).toBeGreaterThan(7)
    for (const text of texts.slice(1)) expect(text).toContain('avenue Longue (suite)')
    expect((await boxes({ ...withBuildings(many), blank: 0 })).pdf).toEqual(pdf)
  })
})

/** A contact sheet with groups, boxes, rows to write in and callers, measured on the paper. */
import { describe, expect, it } from 'vitest'
import { isBox, isLine } from '../../tests/print/inked'
import { checkStructure, renderPdf, type Ink } from '../../tests/print/paper'
import { collisions, placedText, textWithin, type PlacedText } from '../../tests/print/placed-text'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { Consent } from '../domain/consent'
import type { PersonId } from '../domain/ids'
import { emptyPerson, type Person } from '../domain/person'
import { renderContactSheet } from './contact-sheet'
import type { ContactSheetInput } from './sheet'

const fonts = await loadPrintFonts()
const somebody = (fields: Partial<Person>): Person => ({ ...emptyPerson('' as PersonId, 0), ...fields })
const agreed: Consent[] = [{ purpose: 'action', channel: 'call', state: 'yes', date: '', source: '', wording: '' }]
const towns = ['Stains', 'Aubervilliers', 'Saint-Denis']
const people = (count: number, fields: (at: number) => Partial<Person> = () => ({})) =>
  Array.from({ length: count }, (_, at) => somebody({ lastName: `Nom${at + 1}`, city: towns[at % towns.length]!, consents: agreed, ...fields(at) }))

function make(of: Person[], options: Partial<ContactSheetInput['options']> = {}, more: Partial<ContactSheetInput> = {}) {
  return renderContactSheet({
    people: of, leftOut: 0, sectionName: 'Section de Saint-Denis', code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 10, 22), timeZone: 'Europe/Paris',
    options: { title: 'Liste', columns: ['name', 'phones'], orientation: 'portrait', consent: null, selectionInWords: 'Toute la section', destroyAfterUse: true, ...options }, ...more,
  }, fonts)
}
const tick = (title: string) => ({ hand: 'tick', title }) as const
const namesOn = (page: readonly PlacedText[]) => page.filter(({ text }) => /^Nom\d+$/.test(text))
const perMm = 10
const dots = perMm * 25.4

describe('rows to be written in', () => {
  it.each([9, 12])('are %d mm high, to a tenth', async (rowHeight) => {
    const { pdf } = await make(people(30), { rowHeight, columns: ['name', { hand: 'write', title: 'Notes' }], emptyRows: 3 })
    const [[page], [ink]] = [await placedText(pdf), await renderPdf(pdf, dots)]
    const names = namesOn(page!)
    names.slice(1).forEach((name, row) => expect(Math.abs(name.y - names[row]!.y - rowHeight)).toBeLessThan(0.1))
    const rules = rulesAcross(ink!).filter((y) => y > names[0]!.y - rowHeight && y < 280)
    expect(rules).toHaveLength(names.length + 1)
    rules.slice(1).forEach((y, row) => expect(Math.abs(y - rules[row]! - rowHeight), `row ${row}`).toBeLessThan(0.1))
  }, 60_000)

  it('have at least 9 mm for a pen, and 6.5 for a box, when nothing else was asked for', async () => {
    const steps = async (columns: ContactSheetInput['options']['columns']) => {
      const [page] = await placedText((await make(people(10), { columns })).pdf)
      return namesOn(page!)[1]!.y - namesOn(page!)[0]!.y
    }
    expect(await steps(['name', { hand: 'write', title: '' }])).toBeCloseTo(9, 1)
    expect(await steps(['name', tick('Vient')])).toBeGreaterThanOrEqual(6.5)
  })

  it('are there behind the last person for whoever comes on top, with numbers that go on', async () => {
    const { pdf, pages } = await make(people(7), { grouping: 'city', emptyRows: 30 })
    const texts = (await placedText(pdf)).map((page) => textWithin(page, { x: 0, y: 0, width: 210, height: 297 }))
    expect(texts[0]).toMatch(/À ajouter/)
    expect(texts.at(-1)).toMatch(/À ajouter \(suite\)/)
    expect([pages, texts.at(-1)!.includes(' 37 ')]).toEqual([2, true])
    const blank = await make([], { emptyRows: 4 })
    expect(textWithin((await placedText(blank.pdf))[0]!, { x: 0, y: 0, width: 210, height: 297 })).not.toContain('Aucune personne')
  })

  it('have no numbers where none are wanted', async () => {
    const [page] = await placedText((await make(people(3), { numbered: false })).pdf)
    expect(page!.filter(({ text }) => /^[123]$/.test(text))).toEqual([])
  })
})

describe('columns of boxes', () => {
  it('have a square box of 4.5 mm in each row, empty rows included, under the middle of their title', async () => {
    const { pdf } = await make(people(20), { columns: ['name', tick('Appelé'), tick('Vient')], rowHeight: 12, emptyRows: 1, grouping: 'city' })
    const [[page], [ink]] = [await placedText(pdf), await renderPdf(pdf, dots)]
    const titles = ['Appelé', 'Vient'].map((title) => page!.find(({ text }) => text === title)!)
    const rows = namesOn(page!)
    expect(rows.length).toBeGreaterThan(14)
    for (const title of titles) {
      const middle = title.x + title.width / 2
      // From a name's base line up to the middle of its row.
      const up = rowMiddle(rows, 12)
      for (const { y, text } of rows) expect(isBox(ink!, middle, y - up, 4.5, dots), `${title.text}, ${text}`).toBe(true)
    }
  }, 60_000)

  it('have a title of any length, whole: in lines as narrow as a word, and no other text is over it', async () => {
    const title = 'A pris des tracts pour son immeuble'
    const { pdf, crowded } = await make(people(5), { columns: ['name', ...Array.from({ length: 6 }, () => tick(title))] })
    const [page] = await placedText(pdf)
    for (const word of title.split(' ')) expect(page!.filter(({ text }) => text.split(' ').includes(word)).length, word).toBe(6)
    expect([crowded, collisions(page!)]).toEqual([false, []])
  })

  it('end a title that has no room with an ellipsis, and say so', async () => {
    const { pdf, crowded, pages } = await make(people(5), { columns: ['name', tick('mot '.repeat(200))] })
    const [page] = await placedText(pdf)
    expect([crowded, pages, page!.some(({ text }) => text.endsWith('…'))]).toEqual([true, 1, true])
    expect((await make(people(5), { columns: ['name', tick('😀'.repeat(300))] })).missing).toContain('😀')
  })
})

describe('a list by groups', () => {
  it('has each group whole under its name and number, in order, and says on a next page which one goes on', async () => {
    const { pdf, groups } = await make(people(90), { grouping: 'city', rowHeight: 9 })
    await checkStructure(pdf)
    const pages = await placedText(pdf)
    const lines = pages.map((page) => page.filter(({ text }) => /^(Nom\d+|Aubervilliers|Saint-Denis|Stains|\(suite\)|30 personnes)$/.test(text)).sort((one, other) => one.y - other.y || one.x - other.x))
    expect(groups).toBe(3)
    const all = lines.flat().map(({ text }) => text)
    for (const [town, rest] of [['Aubervilliers', 2], ['Saint-Denis', 0], ['Stains', 1]] as const) {
      expect(all.indexOf(town)).toBeGreaterThanOrEqual(0)
      const own = all.filter((text) => text.startsWith('Nom') && Number(text.slice(3)) % 3 === rest)
      expect(own).toHaveLength(30)
    }
    for (const [at, page] of lines.entries()) {
      expect(page[0]!.text).not.toMatch(/^Nom/)
      expect(page.at(-1)!.text).toMatch(/^Nom/)
      if (at > 0) expect(page.slice(0, 2).map(({ text }) => text)).toContain('(suite)')
    }
  })

  it('begins a page a group where that is wanted', async () => {
    const { pages } = await make(people(9), { grouping: 'city', pageEachGroup: true })
    expect(pages).toBe(3)
  })

  it('stands what section bases hold: 40 groups of one, names of 300 letters, Arabic, and marks that no font has', async () => {
    const names = ['ن'.repeat(3) + ' سلمى بن علي', '🚩🚩', 'x'.repeat(300), 'Très long nom de référente '.repeat(12), 'Nour (نور) Kaya']
    const hostile = people(40, (at) => ({ lastName: `Nom${at + 1}`, contactPerson: names[at] ?? `Référente ${at}`, firstName: at === 5 ? 'Y'.repeat(300) : '' }))
    const { pdf, groups, missing } = await make(hostile, { grouping: 'contactPerson', columns: ['name', 'city', tick('Là')], rowHeight: 9 })
    await checkStructure(pdf)
    const pages = await placedText(pdf)
    expect([groups, missing]).toEqual([40, ['🚩']])
    expect(pages.flatMap(namesOn).map(({ text }) => text).sort()).toEqual(hostile.map(({ lastName }) => lastName).sort())
    for (const page of pages) {
      expect(collisions(page)).toEqual([])
      for (const { text, x, width, y } of page) expect([text, x >= 11.9, x + width <= 198.1, y < 285]).toEqual([text, true, true, true])
    }
    // A heading of so many letters ends visibly, and stands over its person all the same.
    expect(pages.flat().some(({ text }) => text.endsWith(' …'))).toBe(true)
  })
})

describe('a list that callers share', () => {
  const calling = { consent: { purpose: 'action', channel: 'call' }, perCaller: 20, orientation: 'landscape', rowHeight: 9, columns: ['name', 'phones', tick('Vient'), { hand: 'write', title: 'Notes', room: 'wide' }] } as const
  const asked = { ...calling, columns: [...calling.columns] }

  it('says on each page whose block it is, to whom it goes back, and whom the list lacks', async () => {
    const { pdf, blocks, pages: count } = await make([...people(50), ...people(4, () => ({ consents: [] }))], { ...asked, returnTo: 'Nadia, au local' })
    const pages = (await placedText(pdf)).map((page) => textWithin(page, { x: 0, y: 0, width: 297, height: 210 }))
    expect([blocks, pages.length]).toEqual([3, count])
    for (const page of pages) {
      expect(page).toMatch(/Bloc [123]\/3 (\(suite\) )?1[67] personnes Appelant·e Date et heures/)
      expect(page).toContain('À rendre à : Nadia, au local')
      expect(page).toContain('4 personnes écartées : pas d’accord pour l’appel')
      expect(page).toContain('À détruire après usage')
    }
    expect(pages.filter((page) => !page.includes('(suite)'))).toHaveLength(3)
  })

  it('has a line to write on where nobody was named, and a group that callers share is named on both their pages', async () => {
    const { pdf } = await make(people(30, () => ({ city: 'Stains' })), { ...asked, grouping: 'city', perCaller: 15 })
    const [pages, inks] = [await placedText(pdf), await renderPdf(pdf, dots)]
    const firsts = pages.filter((page) => !textWithin(page, { x: 0, y: 0, width: 297, height: 210 }).match(/Bloc \d\/2 \(suite\)/))
    expect(firsts).toHaveLength(2)
    expect(textWithin(firsts[1]!, { x: 0, y: 0, width: 297, height: 210 })).toMatch(/Bloc 2\/2 .*Stains \(suite\) 30 personnes/)
    const label = pages[0]!.find(({ text }) => text === 'À rendre à')!
    expect(isLine(inks[0]!, label.x + label.width + 3, 280, label.y + 0.6, dots)).toBe(true)
  }, 60_000)

  it('gives each caller people of one group where each group has pages of its own', async () => {
    const { blocks } = await make(people(33), { ...asked, grouping: 'city', pageEachGroup: true, perCaller: 8 })
    expect(blocks).toBe(6)
  })
})

/** How far, in mm, the middle of a row is above the base line of its one name: found from where rows of that height begin. */
function rowMiddle(rows: readonly PlacedText[], height: number): number {
  expect(rows[1]!.y - rows[0]!.y).toBeCloseTo(height, 1)
  return rows[0]!.size * 0.357
}

/** Where lines go across the whole of an upright sheet, in mm from its top: the middle of each. */
function rulesAcross({ width, height, dark }: Ink): number[] {
  const found: { from: number; to: number }[] = []
  for (let y = 0; y < height; y++) {
    let inked = 0
    for (let x = 14 * perMm; x < 196 * perMm; x++) if (dark[y * width + x]! > 30) inked++
    if (inked < 180 * perMm) continue
    if (found.at(-1)?.to === y - 1) found.at(-1)!.to = y
    else found.push({ from: y, to: y })
  }
  return found.map(({ from, to }) => (from + to + 1) / 2 / perMm)
}

/** Sheets as a screen reader goes through them. */
import { describe, expect, it } from 'vitest'
import { heardAs, heardRows, readAloud } from '../../tests/print/read-aloud'
import { colourPages } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { demoPeople } from '../domain/demo/people'
import { draftToPerson } from '../domain/draft'
import type { PersonId } from '../domain/ids'
import { emptyPerson, type Person } from '../domain/person'
import { renderActionBrief } from './action-brief'
import { renderContactSheet } from './contact-sheet'
import { openPageFile } from './page-file'
import type { ContactSheetOptions } from './sheet'
import { renderSignInSheet } from './sign-in-sheet'

const fonts = await loadPrintFonts()
const at = Date.UTC(2026, 10, 22)
const somebody = (fields: Partial<Person>): Person => ({ ...emptyPerson('' as PersonId, 0), ...fields })
const demo = (count: number): Person[] => demoPeople(count, 'aloud', '2026-11-22').map(({ id, draft, at: made }) => draftToPerson(id, draft, made))
const list = (people: Person[], options: Partial<ContactSheetOptions> = {}) => renderContactSheet({
  people, leftOut: 0, sectionName: 'Section de Saint-Denis', code: 'K7M4-XQPR', locale: 'fr', at, timeZone: 'Europe/Paris',
  options: { title: 'Liste de contacts', columns: ['name', 'phones', 'emails', 'city'], orientation: 'portrait', consent: null, selectionInWords: 'Toute la section', destroyAfterUse: true, ...options },
}, fonts)
/** Letters and digits alone, without those from right to left: pdf.js gives their words in the order of their places. */
const spelt = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
const nameOf = ({ lastName, firstName }: Person) => `${lastName} ${firstName}`

describe('a list of people, heard', () => {
  it('begins with what it is, then has everybody in order under the titles of the columns, each once', async () => {
    const people = demo(120).filter((person) => !/[\u0590-\u08ff]/.test(nameOf(person)))
    const { heard } = await readAloud((await list(people)).pdf)
    expect(heard.slice(0, 7).map(({ role, text, alt }) => [role, alt ?? text])).toEqual([
      ['H1', 'Liste de contacts'], ['P', 'Toute la section'], ['P', 'Section de Saint-Denis · 22 novembre 2026'], ['P', `${people.length} personnes sur cette feuille`], ['Figure', 'Feuille K7M4-XQPR'],
      ['P', 'À détruire après usage · Document interne, données personnelles'], ['Table', expect.stringContaining('Nom Téléphone E-mail Commune 1 ')],
    ])
    const [titles, ...rows] = heardRows(heard)
    expect(titles).toEqual(['Nom', 'Téléphone', 'E-mail', 'Commune'])
    expect(rows.map((row) => row.length)).toEqual(people.map(() => 4))
    expect(rows.map(([name]) => spelt(name!))).toEqual(people.map((person, index) => spelt(`${index + 1}${nameOf(person)}`)))
    expect(rows.map((row) => row[3])).toEqual(people.map(({ city }) => city))
  })

  it('is not interrupted by the head and the foot of a page', async () => {
    const { heard, silent } = await readAloud((await list(demo(120))).pdf)
    const said = heard.map(({ text }) => text).join(' ')
    for (const words of ['Page 2/', 'Feuille K7M4-XQPR', 'Liste de contacts']) expect(silent).toContain(words)
    expect(said).not.toContain('Page 2/')
    expect(said.match(/Liste de contacts/g)).toHaveLength(1)
    expect(said.match(/Téléphone/g)).toHaveLength(1)
  })

  it('has each group under a heading that is heard once, over all the columns', async () => {
    const { heard } = await readAloud((await list(demo(120), { grouping: 'city' })).pdf)
    const headings = heardAs(heard, 'H2').map(({ text }) => text.replace(/ \d+ personnes?$/, ''))
    expect(headings.length).toBeGreaterThan(5)
    expect(new Set(headings).size).toBe(headings.length)
  })

  it('gives each caller her own part, with the titles again', async () => {
    const { heard } = await readAloud((await list(demo(30), { perCaller: 10, returnTo: 'Zoé Kaya' })).pdf)
    const parts = heardAs(heard, 'Sect')
    expect(parts.map(({ parts: within }) => within.map(({ role }) => role))).toEqual([0, 1, 2].map(() => ['H2', 'P', 'Table']))
    expect(parts.map((part) => heardRows([part]).length)).toEqual([11, 11, 11])
  })

  it('has a space behind each text, so that no two words are one, but none within a word that goes on', () => {
    const written = (goesOn: boolean) => {
      const file = openPageFile(fonts, { tagged: true })
      const page = file.openPage(200, 100)
      page.mark(file.element('P'))
      page.text('prenom', { style: 'regular', size: 10, x: 10, y: 30, goesOn })
      return file.setting.stacks.regular[0]!.texts.includes(' ')
    }
    expect([written(false), written(true)]).toEqual([true, false])
  })

  it('of more than 500 is heard on demand', async () => {
    const [plain, asked] = [await list(demo(501)), await list(demo(501), { accessible: true })]
    expect((await readAloud(plain.pdf)).heard).toEqual([])
    expect(heardRows((await readAloud(asked.pdf)).heard)).toHaveLength(502)
  })
})

const notice = { controller: 'la section', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const signIn = (variant: Parameters<typeof renderSignInSheet>[0]['variant'], blankRows: number) => renderSignInSheet({ title: 'Réunion publique', occasion: 'mardi', sectionName: 'Union', variant, blankRows, code: 'K7M4-XQPR', locale: 'fr', at }, fonts)

describe('a sign-in sheet, heard', () => {
  it('says what is done with what is written before the lines to write in, whose numbers it counts', async () => {
    const { heard, silent } = await readAloud((await signIn({ kind: 'meeting', notice }, 30)).pdf)
    expect(heard.map(({ role }) => role)).toEqual(['H1', 'P', 'P', 'Figure', 'P', 'Table', 'Table'])
    expect(heard[4]!.text).toContain('donnees@exemple.invalid')
    const [titles, ...rows] = heardRows(heard)
    expect(titles).toContain('J’accepte d’être contacté·e par e-mail')
    expect(rows).toEqual(Array.from({ length: 30 }, (_, row) => [String(row + 1)]))
    expect(silent).toContain('Page 2/2')
  })

  it('of an assembly has its members in order, and who certifies it at the end', async () => {
    const members = [{ lastName: 'Benali', firstName: 'Aïcha', quality: 'Adhérent·e' }, { lastName: 'Éluard', firstName: 'Bruno', quality: 'Délégué·e' }]
    const { heard } = await readAloud((await signIn({ kind: 'assembly', members }, 0)).pdf)
    expect(heardRows(heard).slice(1, 4)).toEqual([['1 Benali', 'Aïcha', 'Adhérent·e', '', ''], ['2 Éluard', 'Bruno', 'Délégué·e', '', ''], ['3']])
    expect(heard.slice(-3).map(({ role, text }) => [role, text.split(' ')[0]])).toEqual([['P', expect.stringMatching(/^Certifi/)], ['P', expect.any(String)], ['P', expect.any(String)]])
  })
})

it('the page of whoever leads an action is heard from the top down: who comes, what to prepare, what to bring back', async () => {
  const { heard } = await readAloud((await renderActionBrief({
    title: 'Stand au marché', when: 'samedi 14 mars', zone: '', where: 'place du Marché', sectionName: 'Union', audience: 'supporters', description: 'On installe à 8 h 30.', contact: null, silence: [], invited: 2, phonesLeftOut: 0,
    shifts: [{ label: '9 h – 11 h', least: 1, lacking: 0, people: [{ key: '1', name: 'Aïcha Benali', phone: '06 39 98 00 10', waiting: false }, { key: '2', name: 'Bruno Éluard', phone: '', waiting: false }] }],
    tasks: [{ text: 'Table et nappe', done: false }], material: [], counters: ['leaflets'], code: 'K7M4-XQPR', locale: 'fr', at,
  }, fonts)).pdf)
  expect(heard[0]).toMatchObject({ role: 'H1', text: 'Stand au marché' })
  const [coming, preparation, report] = heardAs(heard, 'Sect')
  expect(heardAs([coming!], 'H3').map(({ text }) => text)).toEqual([expect.stringContaining('9 h – 11 h')])
  expect(heardAs([coming!], 'LI').map(({ text }) => text)).toEqual(['Aïcha Benali 06 39 98 00 10', 'Bruno Éluard'])
  expect(heardAs([preparation!], 'LI').map(({ text }) => text)).toEqual(['Table et nappe'])
  expect(report!.parts.map(({ role }) => role)).toEqual(['H2', 'P', 'P', 'P'])
  expect(heard.at(-1)).toMatchObject({ role: 'Figure', alt: 'Fiche K7M4-XQPR' })
})

describe('on paper', () => {
  it('a list that can be heard is the same to the pixel, Arabic names included', async () => {
    const people = [...demo(40), somebody({ lastName: 'محمد', firstName: 'أحمد' }), somebody({ lastName: 'Benali', firstName: 'أحمد' })]
    const [plain, tagged] = await Promise.all([false, true].map(async (accessible) => colourPages((await list(people, { accessible, grouping: 'city' })).pdf, 100)))
    expect(tagged!.length).toBe(plain!.length)
    for (const [index, page] of plain!.entries()) expect(Buffer.compare(page.data, tagged![index]!.data)).toBe(0)
  })

  it('what is tagged, and what stands between it, is the same to the pixel', async () => {
    const pages = await Promise.all([false, true].map(async (tagged) => {
      const file = openPageFile(fonts, { tagged })
      const page = file.openPage(200, 100)
      page.mark(file.element('P'))
      page.fill(0, 0, 60, 60, 0.8)
      page.line(10, 10, 150, 10, 2, [1, 0, 0])
      page.text('Ève سلام', { style: 'regular', size: 14, x: 10, y: 30 })
      page.mark(null)
      page.text('beside', { style: 'bold', size: 8, x: 10, y: 20, stretch: 80 })
      file.closePage(page)
      return colourPages(await file.finish({ title: 'two', language: 'en', at: 0 }), 150)
    }))
    expect(Buffer.compare(pages[0]![0]!.data, pages[1]![0]!.data)).toBe(0)
  })
})

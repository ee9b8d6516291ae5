import { expect, it } from 'vitest'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { peopleFigures } from '../domain/growth'
import { renderMeetingPage, type MeetingLine, type MeetingPageInput } from './meeting-page'

const fonts = await loadPrintFonts()
const at = Date.UTC(2026, 10, 15, 10)
const line = (what: string): MeetingLine => ({ when: 'mar. 17 nov., 18:00', what, where: 'Saint-Denis', end: 'manque 2 personnes' })
const people = peopleFigures([{ level: 'act', relation: 'member', createdAt: at }, { level: 'join', relation: 'member', createdAt: 1 }], at)
const input: MeetingPageInput = { sectionName: 'Union des Quartiers', ahead: [line('Stand')], lacking: [], proposals: [], people, toKey: 2, calls: 3, code: 'K7M4-XQPR', locale: 'fr', at, timeZone: 'Europe/Paris' }
const textOf = async (pdf: Uint8Array) => (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ')

it('says what the screen says, with what there is none of, the growth and the code', async () => {
  const { pdf, pages, missing } = await renderMeetingPage(input, fonts)
  const text = await textOf(pdf)
  expect([pages, missing]).toEqual([1, []])
  for (const said of ['dimanche 15 novembre 2026', '1 action d’ici sept jours', 'Stand, Saint-Denis', '0 créneau à compléter', 'Aucune proposition n’attend.', '2 personnes dans la base', '2 feuilles à saisir', '3 relances à faire', 'Feuille K7M4-XQPR']) expect(text).toContain(said)
  expect(text).toMatch(/Adhérer( +1){12}\n/)
  expect(text).toMatch(/Agir( +0){11} +1\n/)
  expect(await textOf((await renderMeetingPage({ ...input, locale: 'en' }, fonts)).pdf)).toContain('2 people in the base')
})

it('stays one page with far too much, counts what has no room, and cuts what is too long', async () => {
  const much = Array.from({ length: 60 }, (_, number) => line(`Action ${number} ${'très longue '.repeat(30)}`))
  const { pdf, pages } = await renderMeetingPage({ ...input, ahead: much, lacking: much, proposals: much }, fonts)
  const text = await textOf(pdf)
  expect(pages).toBe(1)
  // What is lowest stands above the foot.
  expect(text.indexOf('Personnes comptées')).toBeLessThan(text.indexOf('Document interne'))
  expect(text).toMatch(/et 51 autres[\s\S]*et 54 autres[\s\S]*et 57 autres[\s\S]*Progression[\s\S]*Feuille K7M4-XQPR/)
  expect(text).toContain(' …')
})

it('is the same bytes for the same input', async () => {
  expect((await renderMeetingPage(input, fonts)).pdf).toEqual((await renderMeetingPage(input, fonts)).pdf)
})

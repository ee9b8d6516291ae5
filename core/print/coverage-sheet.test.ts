import { expect, it } from 'vitest'
import { checkStructure, extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { actionKinds, type ActionKind } from '../domain/agenda/action'
import type { ActionId } from '../domain/ids'
import { renderCoverageSheet, type CoverageRow, type CoverageSheetInput } from './coverage-sheet'

const fonts = await loadPrintFonts()
const at = Date.UTC(2026, 10, 15, 10)
const day = 86_400_000
const time = (days: number) => ({ action: 'a' as ActionId, on: '', from: at + days * day })
/** Days before and after now of each kind's last and next. */
function row(name: string, kinds: Partial<Record<ActionKind, [number | null, number | null]>>, more = ''): CoverageRow {
  const of = Object.entries(kinds).map(([kind, [last, next]]) => [kind, { last: last === null ? null : time(last), next: next === null ? null : time(next), times: 1 }] as const)
  const lasts = of.flatMap(([, { last }]) => last ?? []).sort((one, other) => other.from - one.from)
  const nexts = of.flatMap(([, { next }]) => next ?? []).sort((one, other) => one.from - other.from)
  return { name, more, kinds: Object.fromEntries(of), last: lasts[0] ?? null, next: nexts[0] ?? null }
}
const input: CoverageSheetInput = {
  by: 'sector', weeks: 6, sectionName: 'Union des Quartiers', code: 'K7M4-XQPR', locale: 'fr', at, timeZone: 'Europe/Paris',
  rows: [row('Le Port', {}, 'Saint-Denis'), row('Cité des Peupliers', { doors: [-70, 12], posters: [-320, null] }, 'Saint-Denis'), row('Centre-ville', { doors: [-3, null] }, 'Saint-Denis')],
}
const textOf = async (pdf: Uint8Array) => (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ')

it('says of each place what the screen says: how long nothing happened, the last of each kind, what is planned', async () => {
  const { pdf, pages, rows, missing } = await renderCoverageSheet(input, fonts)
  const text = await textOf(pdf)
  expect([pages, rows, missing]).toEqual([1, 3, []])
  for (const said of ['Couverture du territoire, par secteur', 'Union des Quartiers · 15 novembre 2026', '2 secteurs sur 3 sans action depuis 6 semaines ou plus', 'Page 1/1', 'Feuille K7M4-XQPR', 'Document interne']) {
    expect(text.replaceAll(/ +/g, ' ')).toContain(said)
  }
  expect(text).toContain('rien encore')
  expect(text).toMatch(/10 semaines +27 nov\./)
  expect(text).toContain('quelques jours')
  for (const date of ['6 sept.', '30/12/25', '12 nov.']) expect(text).toContain(date)
  await checkStructure(pdf)
  const english = await textOf((await renderCoverageSheet({ ...input, by: 'town', locale: 'en', weeks: 11 }, fonts)).pdf)
  expect(english).toContain('1 town of 3 without an action for 11 weeks or more')
})

it('goes on over as many pages as it takes, each with its titles, its number and its code, and all kinds of actions', async () => {
  const all = Object.fromEntries(actionKinds.map((kind, at) => [kind, [-at - 1, at + 1]])) as Record<ActionKind, [number, number]>
  const much = Array.from({ length: 60 }, (_, number) => row(`Secteur ${number} ${'très étendu '.repeat(10)}`, all, 'Saint-Denis'))
  const { pdf, pages } = await renderCoverageSheet({ ...input, rows: much }, fonts)
  const sheets = (await textOf(pdf)).split('\f').filter((text) => text.trim() !== '')
  expect(pages).toBe(sheets.length)
  expect(pages).toBeGreaterThan(2)
  for (const [number, text] of sheets.entries()) for (const said of [`Page ${number + 1}/${pages}`, 'Feuille K7M4-XQPR', 'Porte-à-', 'Boîtage', 'Manifest-', 'Secteur', '15 novembre 2026']) expect(text).toContain(said)
  const named = sheets.join('\n')
  for (let number = 0; number < 60; number++) expect(named).toContain(`Secteur ${number} `)
})

it('says that there is nothing where there is nothing', async () => {
  const { pdf, pages } = await renderCoverageSheet({ ...input, rows: [] }, fonts)
  expect(pages).toBe(1)
  expect(await textOf(pdf)).toContain('La section n’a encore défini aucun secteur.')
})

it('is the same bytes for the same input', async () => {
  expect((await renderCoverageSheet(input, fonts)).pdf).toEqual((await renderCoverageSheet(input, fonts)).pdf)
})

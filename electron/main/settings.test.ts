import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Settings } from '#core/ports/bridge'
import { openSettings, settingsChangeSchema } from './settings'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-settings-'))
  path = join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const preset = { printer: 'Copieur d’Ivry', paper: 'A4', sides: 'long-edge', colour: false } as const
const badPresets = [
  { ...preset, printer: '' }, { ...preset, printer: '-o raw' }, { ...preset, printer: 'a\nb' }, { ...preset, paper: 'A9' }, { ...preset, sides: 'both' }, { ...preset, copies: 40 }, { printer: 'a' },
]

describe('settings', () => {
  it('begin in French, and in English where the system is English', () => {
    for (const language of ['fr-FR', 'de-DE', '']) expect(openSettings(path, language).current().locale).toBe('fr')
    expect(openSettings(path, 'en-GB').current().locale).toBe('en')
  })

  it('are the same at the next start', async () => {
    const settings = openSettings(path, 'fr')
    await Promise.all([settings.change({ locale: 'en' }), settings.change({ colorScheme: 'dark' })])
    await settings.change({ peopleColumns: [{ column: 'name', width: 200 }] })
    expect(openSettings(path, 'fr').current()).toEqual(settings.current())
    expect(settings.current()).toMatchObject({ locale: 'en', colorScheme: 'dark', peopleColumns: [{ column: 'name', width: 200 }] })
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it.each(['', '{"locale":', '[]', 'null', '\0\0\0\0'])('survive a file that is damaged (%j), and keep a copy of it', async (content) => {
    writeFileSync(path, content)
    const settings = openSettings(path, 'fr')
    expect(settings.current().locale).toBe('fr')
    await settings.change({ colorScheme: 'dark' })
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(content)
    expect(openSettings(path, 'fr').current().colorScheme).toBe('dark')
  })

  it('replace only the fields that are not valid', () => {
    writeFileSync(path, JSON.stringify({ locale: 'klingon', colorScheme: 'dark', lockAfterMinutes: -3 }))
    expect(openSettings(path, 'fr').current()).toEqual({ locale: 'fr', colorScheme: 'dark', lockAfterMinutes: 15, peopleColumns: [], printers: [], labelSheets: [], labels: { sheet: 'L7160', printer: '' }, printPresets: [], imposing: { margin: 5, place: '', choices: {} } })
  })

  it('of a version that knew no printers keep what they say, and remember none', () => {
    writeFileSync(path, JSON.stringify({ locale: 'en', colorScheme: 'dark', lockAfterMinutes: 5, peopleColumns: [] }))
    expect(openSettings(path, 'fr').current()).toEqual({ locale: 'en', colorScheme: 'dark', lockAfterMinutes: 5, peopleColumns: [], printers: [], labelSheets: [], labels: { sheet: 'L7160', printer: '' }, printPresets: [], imposing: { margin: 5, place: '', choices: {} } })
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('remember what printers were asked for, and nothing of what was printed', async () => {
    const settings = openSettings(path, 'fr')
    await settings.change({ printPresets: [preset] })
    expect(openSettings(path, 'fr').current().printPresets).toEqual([preset])
    for (const bad of badPresets) {
      writeFileSync(path, JSON.stringify({ locale: 'en', printPresets: [bad] }))
      expect(openSettings(path, 'fr').current()).toMatchObject({ locale: 'en', printPresets: [] })
    }
  })

  it('of a later version survive a round trip through this one', async () => {
    writeFileSync(path, JSON.stringify({ locale: 'fr', futureField: { a: 1 } }))
    await openSettings(path, 'fr').change({ colorScheme: 'light' })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ futureField: { a: 1 }, colorScheme: 'light' })
  })

  it('keep a printer’s correction and a sheet of one’s own, within what a printer and a paper are', async () => {
    const printer = { name: 'Copieur du local', offsetX: -0.8, offsetY: 1.25, scaleX: 100.3, scaleY: 99.9 }
    const sheet = { part: 'La nôtre', paper: [2100, 2970], cols: 2, rows: 4, label: [900, 600], origin: [100, 200], pitch: [1000, 650] }
    const change = settingsChangeSchema.parse({ printers: [printer], labelSheets: [sheet] })
    await openSettings(path, 'fr').change(change as Partial<Settings>)
    expect(openSettings(path, 'fr').current()).toMatchObject({ printers: [printer], labelSheets: [sheet] })
    for (const wrong of [{ printers: [{ ...printer, offsetX: 200 }] }, { printers: [{ ...printer, scaleY: 0 }] }, { printers: [{ ...printer, name: '' }] }, { labelSheets: [{ ...sheet, cols: 0 }] }, { labelSheets: [{ ...sheet, pitch: [1000] }] }]) expect(settingsChangeSchema.safeParse(wrong).success).toBe(false)
  })

  it('keep how a format was printed last, and where copies go', async () => {
    const imposing = { margin: 4.5, margins: { Copieur: 4.5, 'HP du local': 3 }, place: 'Local', choices: { 'A6/2': { form: '4-up', later: { a: 1 } } } }
    await openSettings(path, 'fr').change(settingsChangeSchema.parse({ imposing }) as Partial<Settings>)
    expect(openSettings(path, 'fr').current().imposing).toEqual(imposing)
    for (const wrong of [{ ...imposing, margin: -1 }, { ...imposing, margins: { Copieur: 90 } }, { ...imposing, choices: { 'A6/2': 7 } }, { ...imposing, choices: { x: { y: 'z'.repeat(60_000) } } }]) expect(settingsChangeSchema.safeParse({ imposing: wrong }).success).toBe(false)
  })

  it('can be changed by the window to valid values only', () => {
    expect(settingsChangeSchema.safeParse({ locale: 'en' }).success).toBe(true)
    for (const change of [{ locale: 'de' }, { lockAfterMinutes: 1.5 }, { other: 1 }, { peopleColumns: [{ column: 'x' }] }, null, ...badPresets.map((preset) => ({ printPresets: [preset] }))]) {
      expect(settingsChangeSchema.safeParse(change).success).toBe(false)
    }
  })
})

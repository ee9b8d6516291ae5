import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import type { DeviceId, HistoryId } from '#core/domain/ids'
import type { HistoryEntry } from '#engine/api'
import { deedWords } from './deed-words'
import { deedText } from './deeds'

const i18n = i18next.createInstance()
beforeAll(async () => {
  await i18n.init({ lng: 'fr', resources: { fr: { deed: deedWords.fr }, en: { deed: deedWords.en } }, interpolation: { escapeValue: false } })
})

const label = (said: Partial<HistoryEntry>): HistoryEntry => ({ id: 'h' as HistoryId, kind: 'sector.edit', at: 1, device: 'd' as DeviceId, count: 1, fields: [], detail: '', undoable: true, scope: 'commons', ...said })
const say = (said: Partial<HistoryEntry>, locale = 'fr') => deedText(label(said), null, i18n.getFixedT(locale, 'deed')).replaceAll(/[\u00a0\u202f]/g, ' ')

it('says of which sector a deed is: by its name of now, or by the one that it was deleted with, once', () => {
  expect(say({ named: 'Bourg' })).toBe('Secteur modifié — Bourg')
  expect(say({ kind: 'sector.create', count: 3 })).toBe('3 secteurs créés')
  expect(say({ kind: 'sector.delete', detail: 'Bourg' })).toBe('Secteur supprimé — Bourg')
  expect(say({ kind: 'sector.delete', detail: 'Bourg', named: 'Bourg' })).toBe('Secteur supprimé — Bourg')
  expect(say({ kind: 'undo', of: label({}), named: 'Bourg' })).toBe('Annulation : Secteur modifié — Bourg')
  expect(say({ named: 'Bourg' }, 'en')).toBe('Sector changed — Bourg')
})

it('says how many copies of which document were printed, on how much paper', () => {
  const printed = { kind: 'print', count: 200, detail: 'asset K7M4-XQPR 50', named: 'Pouvoir vivre' } as const
  expect(say(printed)).toBe('Impression de 200 exemplaires — 50 feuilles, code K7M4-XQPR, Pouvoir vivre')
  expect(say({ ...printed, count: 1, detail: 'poster K7M4-XQPR 5' }, 'en')).toContain('1 large poster printed on several sheets')
})

it('says how many people labels were printed of, and the code that is on none of them', () => {
  const printed = { kind: 'print', count: 47, detail: 'labels K7M4-XQPR' } as const
  expect(say(printed)).toMatch(/^Impression d’étiquettes, 47 personnes/)
  expect(say(printed, 'en')).toMatch(/^Labels printed, 47 people/)
  expect(say(printed)).toContain('K7M4-XQPR')
})

it('says of a print how many were asked for, and by which way it left where that was no printer', () => {
  const print = { kind: 'print', count: 400, detail: 'K7M4-XQPR' } as const
  expect(say({ ...print, copies: 3, way: 'direct' })).toBe('Impression de 400 personnes — feuille K7M4-XQPR, 3 exemplaires')
  expect(say({ ...print, copies: 1, way: 'direct' })).toBe('Impression de 400 personnes — feuille K7M4-XQPR')
  expect(say({ ...print, way: 'system' })).toBe('Impression de 400 personnes — feuille K7M4-XQPR')
  expect(say({ ...print, way: 'saved' })).toBe('Impression de 400 personnes — feuille K7M4-XQPR, enregistrée en PDF')
  expect(say({ ...print, way: 'viewer' }, 'en')).toMatch(/sheet K7M4-XQPR, opened in the viewer$/)
  expect(say(print)).toBe('Impression de 400 personnes — feuille K7M4-XQPR')
})

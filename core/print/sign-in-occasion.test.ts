import { describe, expect, it } from 'vitest'
import type { Action } from '../domain/agenda/action'
import { occasionInWords, titleInWords } from './sign-in-occasion'

const paris = (local: string) => ({ local, zone: 'Europe/Paris' })
const day = (local: string) => ({ local, zone: null })
const hall = { place: 'salle Jean-Jaurès', address: '12 place du Marché', city: 'Saint-Denis' }
const nowhere = { place: '', address: '', city: '' }
const said = (start: Parameters<typeof occasionInWords>[0]['start'], end: typeof start, locale: 'fr' | 'en' = 'fr', place = nowhere) =>
  occasionInWords({ start, end }, place, locale).replace(/[\u00a0\u202f]/g, ' ')

describe('the occasion of a sheet', () => {
  it('is the day, the hours by the clock of the place, and where', () => {
    const evening = [paris('2026-03-10T18:30:00'), paris('2026-03-10T20:00:00')] as const
    expect(said(...evening, 'fr', hall)).toBe('mardi 10 mars 2026, 18 h 30 – 20 h, salle Jean-Jaurès, Saint-Denis')
    expect(said(...evening, 'en', { ...hall, place: ' ' })).toBe('Tuesday 10 March 2026, 18:30 – 20:00, 12 place du Marché, Saint-Denis')
    const morning = { local: '2026-03-01T09:05:00', zone: 'Indian/Reunion' }
    expect(said(morning, morning)).toBe('dimanche 1er mars 2026, 9 h 05')
  })

  it('goes past midnight, over days, and takes a whole day as one', () => {
    expect(said(paris('2026-03-10T20:00:00'), paris('2026-03-11T00:30:00'))).toBe('mardi 10 mars 2026, 20 h – 0 h 30')
    expect(said(paris('2026-03-10T20:00:00'), paris('2026-03-12T12:00:00'))).toBe('mardi 10 mars 2026, 20 h – jeudi 12 mars 2026, 12 h')
    expect(said(day('2026-03-10'), day('2026-03-11'))).toBe('mardi 10 mars 2026')
    expect(said(day('2026-03-10'), day('2026-03-10'))).toBe('mardi 10 mars 2026')
    expect(said(day('2026-03-10'), day('2026-03-13'))).toBe('mardi 10 mars 2026 – jeudi 12 mars 2026')
  })

  it('has the title of the action, else the words of its kind, also of a kind that is not known here', () => {
    expect(titleInWords({ title: 'Budget : on en parle', kind: 'public-meeting' }, 'fr')).toBe('Budget : on en parle')
    expect(titleInWords({ title: '', kind: 'assembly' }, 'en')).toBe('General assembly')
    expect(titleInWords({ title: '', kind: 'picnic' as Action['kind'] }, 'fr')).toBe('Autre action')
  })
})

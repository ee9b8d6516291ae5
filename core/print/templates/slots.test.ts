import { describe, expect, it } from 'vitest'
import { builtInTemplates } from './built-in/templates'
import { slotsOfAction, slotsOfText } from './slots'
import { slotsToFill } from './to-fill'

const paris = (local: string) => ({ local, zone: 'Europe/Paris' })
const day = (local: string) => ({ local, zone: null })
const meeting = { kind: 'public-meeting' as const, title: 'Budget : on en parle', place: 'salle Jean-Jaurès', address: '12 place du Marché', city: 'Saint-Denis', audience: 'everyone' as const, description: 'Poste par poste.' }
const evening = { start: paris('2026-03-10T18:30:00'), end: paris('2026-03-10T20:00:00') }
const said = (action: Partial<typeof meeting> = {}, times: { start: { local: string; zone: string | null }; end: { local: string; zone: string | null } } = evening, locale: 'fr' | 'en' = 'fr') =>
  Object.fromEntries(Object.entries(slotsOfAction({ ...meeting, ...action }, times, locale, 'Europe/Paris')).map(([slot, text]) => [slot, text?.replace(/[\u00a0\u202f]/g, ' ')]))

describe('a template filled from an action', () => {
  it('says what it is, when and where, in the section’s language', () => {
    expect(said()).toEqual({
      kicker: 'Réunion publique', title: 'Budget : on en parle', date: 'Mardi 10 mars 2026', time: 'de 18 h 30 à 20 h', place: 'salle Jean-Jaurès\n12 place du Marché, Saint-Denis', text: 'Poste par poste.', call: 'Ouvert à toutes et à tous',
    })
    expect(said({}, evening, 'en')).toMatchObject({ kicker: 'Public meeting', date: 'Tuesday 10 March 2026', time: '18:30 – 20:00', call: 'Everyone welcome' })
  })

  it('is called by its kind where it has no title, and invites nobody in general where it is for members', () => {
    expect(said({ title: '', audience: 'members' as 'everyone' })).toMatchObject({ kicker: '', title: 'Réunion publique', call: '' })
    expect(said({ place: '', address: '12 place du Marché' }).place).toBe('12 place du Marché\nSaint-Denis')
    expect(said({ place: '', address: '', city: '' }).place).toBe('')
  })

  it('goes by the clocks of the section, also for what came with a calendar in UTC', () => {
    expect(said({}, { start: { local: '2026-07-10T16:30:00', zone: 'UTC' }, end: { local: '2026-07-10T18:00:00', zone: 'UTC' } })).toMatchObject({ date: 'Vendredi 10 juillet 2026', time: 'de 18 h 30 à 20 h' })
  })

  it('takes whole days, several days, an hour without end, and an evening past midnight', () => {
    expect(said({}, { start: day('2026-03-01'), end: day('2026-03-02') })).toMatchObject({ date: 'Dimanche 1er mars 2026', time: '' })
    expect(said({}, { start: day('2026-03-10'), end: day('2026-03-13') })).toMatchObject({ date: 'Mardi 10 mars 2026 – jeudi 12 mars 2026', time: '' })
    expect(said({}, { start: paris('2026-03-10T20:00:00'), end: paris('2026-03-12T12:00:00') })).toMatchObject({ date: 'Mardi 10 mars 2026, 20 h – jeudi 12 mars 2026, 12 h', time: '' })
    expect(said({}, { start: paris('2026-03-10T18:30:00'), end: paris('2026-03-10T18:30:00') })).toMatchObject({ date: 'Mardi 10 mars 2026', time: '18 h 30' })
    expect(said({}, { start: paris('2026-03-10T20:00:00'), end: paris('2026-03-11T00:30:00') })).toMatchObject({ date: 'Mardi 10 mars 2026', time: 'de 20 h à 0 h 30' })
  })
})

describe('a template filled from a text of the library', () => {
  const argument = { title: 'Le bus du soir', campaign: 'Transports', text: 'Premier point.\n\nSecond point.', link: 'https://exemple.invalid/bus', source: 'Régie des transports, rapport 2024' }
  const of = (name: string) => new Set(slotsToFill(builtInTemplates.find(({ id }) => id === name)!).texts)

  it('has its title, its paragraphs, its address as a code, and where it comes from', () => {
    expect(slotsOfText(argument, of('tract-a5'), 'fr')).toEqual({
      kicker: 'Transports', title: 'Le bus du soir', text: 'Premier point.\n\nSecond point.', link: 'https://exemple.invalid/bus', source: 'Source\u00a0: Régie des transports, rapport 2024',
    })
  })

  it('says the source in the text where it has no other place for it', () => {
    expect(slotsOfText(argument, new Set(['title', 'text']), 'fr')).toEqual({ title: 'Le bus du soir', text: 'Premier point.\n\nSecond point.\n\nSource\u00a0: Régie des transports, rapport 2024' })
    expect(slotsOfText({ ...argument, source: ' ' }, new Set(['text']), 'fr')).toEqual({ text: 'Premier point.\n\nSecond point.' })
  })

  it('keeps what it says nothing about', () => {
    expect(slotsOfText({ title: 'Bus', campaign: '', text: 'Un bus.', link: '', source: '' }, of('tract-a6'), 'fr')).toEqual({ title: 'Bus', text: 'Un bus.' })
  })
})

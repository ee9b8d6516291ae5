import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Moment } from '#core/domain/agenda/moment'
import { actionWords } from '../../../ui/action-words'
import { changeTexts, ruleText, whenText } from './row-words'
import { calendarFileWords } from './words'

const home = 'Europe/Paris'
const i18n = i18next.createInstance()
beforeAll(async () => {
  await i18n.init({ lng: 'fr', resources: { fr: { calendarFile: calendarFileWords.fr, action: actionWords.fr }, en: { calendarFile: calendarFileWords.en, action: actionWords.en } }, interpolation: { escapeValue: false } })
})
const words = (locale: 'fr' | 'en') => i18n.getFixedT(locale, ['calendarFile', 'action']) as never
const at = (local: string, zone: string | null = home): Moment => ({ local, zone })
/** Spaces are the platform's own affair. */
const bare = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ')

describe('when an event is, in words', () => {
  it('is said once for both ends on one day, with the zone where it is not the one here', () => {
    expect(bare(whenText(at('2026-12-05T09:00:00'), at('2026-12-05T12:00:00'), home, 'fr'))).toBe('sam. 5 déc. 2026, 09:00 – 12:00')
    expect(bare(whenText(at('2026-12-05T09:00:00', 'Indian/Reunion'), at('2026-12-05T12:00:00', 'Indian/Reunion'), home, 'en'))).toMatch(/^Sat,? 5 Dec 2026, 09:00 ?– ?12:00 \(Indian\/Reunion\)$/)
    expect(bare(whenText(at('2026-12-05T22:00:00'), at('2026-12-06T01:00:00'), home, 'fr'))).toMatch(/^sam\. 5 déc\. 2026,? (à )?22:00 – dim\. 6 déc\. 2026,? (à )?01:00$/)
    expect(bare(whenText(at('2026-12-05T09:00:00', 'UTC'), at('2026-12-05T12:00:00'), home, 'fr'))).toContain('(UTC)')
  })

  it('has of whole days the last, not the day after it', () => {
    expect(bare(whenText(at('2026-05-01', null), at('2026-05-02', null), home, 'fr'))).toBe('ven. 1 mai 2026')
    expect(bare(whenText(at('2026-05-01', null), at('2026-05-04', null), home, 'fr'))).toMatch(/ven\. 1\s?–\s?dim\. 3 mai 2026/)
    expect(bare(whenText(at('2026-05-01', null), at('2026-05-01', null), home, 'fr'))).toBe('ven. 1 mai 2026')
  })
})

describe('a recurrence in words', () => {
  it('says how often, on which days and until when', () => {
    expect(ruleText('FREQ=WEEKLY;BYDAY=TU,TH', words('fr'), 'fr')).toBe('chaque semaine (mardi, jeudi)')
    expect(ruleText('FREQ=WEEKLY;INTERVAL=2;COUNT=9', words('fr'), 'fr')).toBe('toutes les 2 semaines, 9 fois')
    expect(bare(ruleText('FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260630T163000Z', words('fr'), 'fr'))).toBe('chaque mois, jusqu’au mar. 30 juin 2026')
    expect(ruleText('FREQ=YEARLY', words('en'), 'en')).toBe('every year')
    expect(ruleText('', words('en'), 'en')).toBe('')
  })
})

describe('a change in words', () => {
  it('has both sides, and of dates only those that differ', () => {
    const say = (change: Parameters<typeof changeTexts>[0]) => {
      const { before, after } = changeTexts(change, words('fr'), home, 'fr')
      return [bare(before), bare(after)]
    }
    expect(say({ field: 'kind', before: 'stall', after: 'posters' })).toEqual(['Stand', 'Collage'])
    expect(say({ field: 'status', before: 'planned', after: 'cancelled' })).toEqual(['prévue', 'annulée'])
    expect(say({ field: 'rule', before: '', after: 'FREQ=DAILY' })).toEqual(['', 'chaque jour'])
    expect(say({ field: 'description', before: '', after: 'Clés' })).toEqual(['', 'Clés'])
    const dates = Array.from({ length: 9 }, (_, day) => at(`2026-05-0${day + 1}`, null))
    expect(say({ field: 'except', before: dates.slice(0, 1), after: dates })[0]).toBe('')
    expect(say({ field: 'except', before: dates.slice(0, 1), after: dates })[1]).toMatch(/^sam\. 2 mai 2026 · .* · et 2 autres$/)
    expect(say({ field: 'start', before: dates[0]!, after: at('2026-05-01T09:00:00') })[1]).toMatch(/09:00$/)
  })
})

import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../ui/words'
import { dayInWords } from './days'
import { historyWords } from './words'

beforeAll(async () => {
  await i18next.init({ lng: 'fr', fallbackLng: 'fr', resources: {}, interpolation: { escapeValue: false } })
  addWords('history', historyWords)
})
const now = new Date(2026, 10, 22, 9, 30).getTime()
const say = (month: number, day: number, locale: 'fr' | 'en' = 'fr') => dayInWords(new Date(2026, month - 1, day).getTime(), locale, i18next.getFixedT(locale, 'history'), now)

describe('a day of the history', () => {
  it('is said as people say it', () => {
    expect([say(11, 22), say(11, 21), say(11, 20)]).toEqual(['Aujourd’hui', 'Hier', 'Vendredi 20 novembre 2026'])
    expect([say(11, 22, 'en'), say(11, 21, 'en'), say(11, 20, 'en')]).toEqual(['Today', 'Yesterday', expect.stringMatching(/^Friday,? 20 November 2026$/)])
  })

  it('is yesterday also over the night that changes the clock', () => {
    for (const [month, day] of [[3, 29], [10, 25]] as const) {
      const after = new Date(2026, month - 1, day + 1, 0, 30).getTime()
      const changed = new Date(2026, month - 1, day).getTime()
      expect(dayInWords(changed, 'fr', i18next.getFixedT('fr', 'history'), after)).toBe('Hier')
    }
  })
})

import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { charactersInWords } from './characters-in-words'
import { pdfWords } from './words'

beforeAll(async () => {
  await i18next.init({ lng: 'fr', resources: { fr: { pdf: pdfWords.fr }, en: { pdf: pdfWords.en } }, interpolation: { escapeValue: false } })
})
const say = (characters: string[], locale: 'fr' | 'en' = 'fr') => charactersInWords(characters, i18next.getFixedT(locale, 'pdf')).replace(/[\u2068\u2069]/g, '')

describe('characters that the paper can’t show', () => {
  it('are named one by one', () => {
    expect(say(['李', '👍'])).toBe('李 👍')
  })

  it('are counted beyond a dozen', () => {
    const many = Array.from({ length: 14 }, (_, at) => String.fromCodePoint(0x674e + at))
    expect(say(many)).toMatch(/^李 .* et 2 autres$/)
    expect(say(many, 'en')).toMatch(/ and 2 more$/)
    expect(say(many.slice(0, 12))).not.toMatch(/autre/)
  })
})

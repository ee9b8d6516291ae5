import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../../ui/words'
import { samplesInWords } from './samples'
import { importWords } from './words'

beforeAll(async () => {
  await i18next.init({ lng: 'fr', fallbackLng: 'fr', resources: {}, interpolation: { escapeValue: false } })
  addWords('import', importWords)
})

const column = (samples: string[], filled: number) => ({ header: 'Ville', field: 'city', samples, filled })
const inWords = (samples: string[], filled: number, read: number) => samplesInWords(column(samples, filled), read, i18next.getFixedT('fr', 'import'))

describe('what a column holds, in words', () => {
  it('names a few values, then counts the others and the empty ones', () => {
    expect(inWords(['Lyon', 'Paris'], 14, 17)).toBe('Lyon, Paris et 12 autres, 3 vides')
  })

  it('counts nothing when everything is shown', () => {
    expect(inWords(['Lyon', 'Paris'], 2, 2)).toBe('Lyon et Paris')
    expect(inWords(['Lyon'], 1, 2)).toBe('Lyon, 1 vide')
  })

  it('says that a column is empty', () => {
    expect(inWords([], 0, 132)).toBe('toutes vides')
  })

  it('keeps a long cell of several lines on one short line', () => {
    const words = inWords(['12 rue de la République\nBâtiment C, escalier 2'], 1, 1)
    expect(words).not.toContain('\n')
    expect(words.length).toBeLessThan(30)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadHyphenator } from './hyphenation'
import { readParagraphs, wordText, type Reading } from './paragraphs'

const [fr, en] = await Promise.all([loadHyphenator('fr'), loadHyphenator('en')])
const read = (text: string, more: Partial<Reading> = {}) => readParagraphs(text, { style: 'regular', locale: 'fr', ...more })
const words = (text: string, more?: Partial<Reading>) => read(text, more).map((paragraph) => paragraph.words.map(wordText).join(' '))
const parted = (text: string, more?: Partial<Reading>) => read(text, { hyphenator: fr, ...more })[0]!.words.map(({ pieces }) => pieces.map(({ segments }) => segments.map((segment) => segment.text).join('')).join('|')).join(' ')

describe('a text as it is typed', () => {
  it('has French spaces, which no line is parted at', () => {
    expect(words('Venez nombreux! Quand : à 18 h 30 ?')).toEqual(['Venez nombreux\u202f! Quand\u00a0: à 18\u00a0h\u00a030\u202f?'])
    expect(read('Quand : à 18 h 30 ?')[0]!.words.map(wordText)).toEqual(['Quand\u00a0:', 'à', '18\u00a0h\u00a030\u202f?'])
  })

  it('is parted into paragraphs, lines and points of a list', () => {
    const found = read('Un\ndeux\n\n\n- trois\n• quatre')
    expect(found.map(({ parted: apart, point }) => [apart, point])).toEqual([[false, false], [false, false], [true, true], [false, true]])
    expect(words('- trois')).toEqual(['trois'])
    expect(words('Une grève -- dure')).toEqual(['Une grève -- dure'])
  })

  it('has bold words where it says so, to the end of the paragraph where that is not closed', () => {
    expect(read('Une **classe rouverte**, deux')[0]!.words.map(({ pieces }) => pieces[0]!.segments)).toEqual([
      [{ text: 'Une', style: 'regular' }], [{ text: 'classe', style: 'bold' }], [{ text: 'rouverte', style: 'bold' }, { text: ',', style: 'regular' }], [{ text: 'deux', style: 'regular' }],
    ])
    expect(read('**a\n\nb')[1]!.words[0]!.pieces[0]!.segments[0]!.style).toBe('regular')
  })

  it('is parted at syllables of its language, never two letters before the next line, never in a name', () => {
    expect(parted('association transformation')).toBe('as|so|cia|tion trans|for|ma|tion')
    expect(parted('faire montre')).toBe('faire montre')
    expect(parted('Transformation PERMANENCE')).toBe('Transformation PERMANENCE')
    expect(parted('neighbourhood', { locale: 'en', hyphenator: en })).toBe('neigh|bour|hood')
    expect(parted('porte-à-porte')).toBe('porte-|à-|porte')
    expect(parted('extra\u00adordinaire', { hyphenator: null })).toBe('extra|ordinaire')
    expect(parted('https://exemple.invalid/agir')).toBe('https://|exemple.|invalid/|agir')
  })

  it('runs from right to left where it begins in Arabic, an address below it too; another language may follow', () => {
    expect(read('قاعة Jean-Jaurès\n12 place du Marché\n\nSalle Jean-Jaurès').map(({ rightToLeft }) => rightToLeft)).toEqual([true, true, false])
    expect(words('نقترح:')).toEqual(['نقترح:'])
  })

  it('loses nothing of it', () => {
    const letters = fc.array(fc.constantFrom('a', 'é', 'association', ' ', '\n', '\n\n', '-', '…', '/', '@', '.', 'م', '\u00ad', '12'), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(fc.property(letters, (text) => {
      const kept = (whole: string) => whole.replace(/[\s\u00ad]/g, '').normalize('NFC')
      const typed = text.split('\n').map((line) => line.replace(/^\s*-\s+(?=\S)/, '')).join('')
      expect(kept(words(text, { hyphenator: fr }).join(''))).toBe(kept(typed))
    }))
  })
})

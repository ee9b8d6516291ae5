import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailStretch, fitText, noteLines } from './fit-text'

/** Each letter is one wide: what is tested is where lines end, not how wide letters are. */
const width = (text: string): number => [...text].length
const texts = (text: string, room: number, rule: Parameters<typeof fitText>[2]) => fitText(text, room, rule, width).map((line) => line.text)

describe('a text wider than its column', () => {
  it('breaks after spaces and hyphens, never inside a word that fits', () => {
    expect(texts('Marie-Hélène de La Fontaine', 12, 'keep')).toEqual(['Marie-Hélène', 'de La', 'Fontaine'])
    expect(texts('Lefèvre-Dupont', 9, 'keep')).toEqual(['Lefèvre-', 'Dupont'])
  })

  it('is narrowed unnoticed rather than broken for one letter', () => {
    expect(fitText('Aubervilliers', 12.5, 'keep', width)).toEqual([{ text: 'Aubervilliers', stretch: 96 }])
  })

  it('keeps a phone in one piece while its no-break spaces fit', () => {
    expect(texts('06\u00a039\u00a098\u00a012\u00a034 06\u00a039\u00a098\u00a056\u00a078', 15, 'keep')).toEqual(['06\u00a039\u00a098\u00a012\u00a034', '06\u00a039\u00a098\u00a056\u00a078'])
  })

  it('parts an e-mail before its @ first, then around its dots', () => {
    expect(texts('marie.dupont@exemple.invalid', 18, 'email')).toEqual(['marie.dupont', '@exemple.invalid'])
    expect(texts('marie.dupont.lefevre@exemple.invalid', 17, 'email')).toEqual(['marie.dupont.', 'lefevre@exemple.', 'invalid'])
  })

  it('squeezes a column of e-mails down to 80 %, no further', () => {
    expect(emailStretch(90, 100)).toBe(90)
    expect(emailStretch(50, 100)).toBe(80)
    expect(emailStretch(200, 100)).toBe(100)
  })

  it('shows three lines of a note, and that there is more', () => {
    const lines = texts('un deux trois quatre cinq six sept huit', 8, 'note')
    expect(lines).toEqual(['un deux', 'trois', 'quatre…'])
    expect(texts('un deux trois', 8, 'note')).toEqual(['un deux', 'trois'])
  })

  it('never leaves its column, and loses nothing but the end of a note', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,18}[-.@]?$/), { minLength: 1, maxLength: 12 }).map((list) => list.join(' '))
    fc.assert(fc.property(words, fc.integer({ min: 3, max: 30 }), fc.constantFrom('keep', 'email', 'address', 'text', 'note'), (text, room, rule) => {
      const lines = fitText(text, room, rule, width)
      for (const line of lines) {
        expect((width(line.text) * line.stretch) / 100).toBeLessThanOrEqual(room)
        expect(line.stretch).toBeGreaterThanOrEqual(80)
        expect(line.text.trim()).toBe(line.text)
      }
      const bare = (value: string): string => value.replaceAll(' ', '')
      const whole = bare(lines.map((line) => line.text).join(''))
      if (rule === 'note' && whole.endsWith('…')) {
        expect(lines.length).toBeLessThanOrEqual(noteLines)
        expect(bare(text).startsWith(whole.slice(0, -1))).toBe(true)
      } else {
        expect(whole).toBe(bare(text))
      }
    }))
  })
})

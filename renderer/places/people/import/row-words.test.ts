import { describe, expect, it } from 'vitest'
import { extrasOf, fieldInWords, nameOf, valueInWords } from './row-words'

describe('a row of the preview', () => {
  it('names a person by what there is', () => {
    expect(nameOf({ lastName: 'Dupont', firstName: 'Marie' })).toBe('Dupont Marie')
    expect(nameOf({ firstName: 'Marie' })).toBe('Marie')
    expect(nameOf({})).toBe('')
  })

  it('shows a refusal before anything else', () => {
    const extras = extrasOf(
      {
        tags: ['marché'], level: 'act',
        consents: [
          { purpose: 'news', channel: 'email', state: 'yes', date: '', source: '', wording: '' },
          { purpose: 'news', channel: 'call', state: 'no', date: '', source: '', wording: '' },
          { purpose: 'action', channel: 'call', state: 'no', date: '', source: '', wording: '' },
        ],
      },
      'fr',
    )
    expect(extras[0]).toEqual({ text: 'Non\u00a0: Appel', refusal: true })
    expect(extras.map(({ text }) => text)).toEqual(['Non\u00a0: Appel', 'Oui\u00a0: E-mail', 'Agir', 'marché'])
  })

  it('says stored words as the interface does', () => {
    expect(valueInWords({ field: 'level' }, 'act', 'fr')).toBe('Agir')
    expect(valueInWords({ field: 'consents.news.email' }, 'no', 'fr')).toBe('Non')
    expect(valueInWords({ field: 'birth' }, '1987-04-03', 'fr')).toBe('03/04/1987')
    expect(valueInWords({ field: 'birth' }, '1987-04-03', 'en')).toBe('3 Apr 1987')
    expect(valueInWords({ field: 'birth' }, '1987', 'fr')).toBe('1987')
    expect(valueInWords({ field: 'lastName' }, 'act', 'fr')).toBe('act')
  })

  it('names a field of the record and a part of one', () => {
    expect(fieldInWords('phones', 'fr')).toBe('Téléphone')
    expect(fieldInWords('consents.news.email', 'fr')).toContain('e-mail')
  })
})

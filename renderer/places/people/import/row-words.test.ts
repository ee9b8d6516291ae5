import { describe, expect, it } from 'vitest'
import { extrasOf, fieldInWords, nameOf, sidesOf, valueInWords } from './row-words'

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
    expect(fieldInWords('consents.news.email', 'fr')).toBe('E-mail (informations)')
  })

  it('says slots, skills and ways to act in words, one by one', () => {
    expect(valueInWords({ field: 'availability' }, 'sat-am, tue-eve', 'fr')).toBe('Samedi matin, Mardi soir')
    expect(valueInWords({ field: 'actionModes' }, 'door, accordéon', 'fr')).toBe('Porte-à-porte, accordéon')
  })

  it('strikes out what goes, never what stays beside something new', () => {
    expect(sidesOf({ field: 'phones', before: '06 39 98 00 01', after: '06 39 98 00 01, 06 39 98 00 02' }, 'fr')).toEqual({
      kept: '06 39 98 00 01', before: '', after: '06 39 98 00 02',
    })
    expect(sidesOf({ field: 'note', before: 'A une camionnette', after: 'A une camionnette\nTient le stand' }, 'fr')).toEqual({
      kept: 'A une camionnette', before: '', after: 'Tient le stand',
    })
    expect(sidesOf({ field: 'city', before: 'Saint-Ouen', after: 'Saint-Ouen-sur-Seine' }, 'fr')).toEqual({
      kept: '', before: 'Saint-Ouen', after: 'Saint-Ouen-sur-Seine',
    })
    expect(sidesOf({ field: 'level', before: '', after: 'act' }, 'fr')).toEqual({ kept: '', before: '', after: 'Agir' })
  })
})

import { describe, expect, it } from 'vitest'
import { extrasOf, fieldInWords, nameOf, shownChanges, valueInWords } from './row-words'

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
    const shown = shownChanges(
      [
        { field: 'phones', before: '06 39 98 00 01', after: '06 39 98 00 01, 06 39 98 00 02' },
        { field: 'note', before: 'A une camionnette', after: 'A une camionnette\nTient le stand' },
        { field: 'city', before: 'Saint-Ouen', after: 'Saint-Ouen-sur-Seine' },
        { field: 'level', before: '', after: 'act' },
      ],
      'fr',
    )
    expect(shown.map(({ kept, before, after }) => [kept, before, after])).toEqual([
      ['06 39 98 00 01', '', '06 39 98 00 02'],
      ['A une camionnette', '', 'Tient le stand'],
      ['', 'Saint-Ouen', 'Saint-Ouen-sur-Seine'],
      ['', '', 'Agir'],
    ])
  })

  it('leaves out the code of a town beside its name, and shows it where it is all that comes', () => {
    const code = { field: 'cityCode', before: '', after: '93070' }
    expect(shownChanges([{ field: 'city', before: 'Pantin', after: 'Saint-Ouen' }, code], 'fr').map(({ after }) => after)).toEqual(['Saint-Ouen'])
    expect(shownChanges([code], 'fr').map(({ after }) => after)).toEqual(['93070'])
  })

  it('shows consents that change alike as one answer, refusals marked as such', () => {
    const refused = (purpose: string, channel: string) => ({ field: `consents.${purpose}.${channel}`, before: '', after: 'no' })
    const shown = shownChanges(
      [
        ...['news', 'action', 'membership'].map((purpose) => refused(purpose, 'email')), refused('action', 'sms'),
        { field: 'consents.news.post', before: 'yes', after: 'no' }, { field: 'consents.news.call', before: '', after: 'yes' },
      ],
      'fr',
    )
    expect(shown.map(({ before, after, refusal }) => [before, after, refusal])).toEqual([
      ['', 'Non\u00a0: E-mail, SMS (actions)', true],
      ['Oui', 'Non\u00a0: Courrier (informations)', true],
      ['', 'Oui\u00a0: Appel (informations)', false],
    ])
  })
})

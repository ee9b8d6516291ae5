import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone, type PeopleFilter } from '#core/domain/query'
import { personWords } from '../person-words'
import { addWords } from '../words'
import { ofCity, selectionInWords } from './selection-in-words'
import { printWords } from './words'

beforeAll(async () => {
  await i18next.init({ lng: 'fr', fallbackLng: 'fr', resources: {}, interpolation: { escapeValue: false } })
  addWords('print', printWords)
  addWords('person', personWords)
})

const asked = (filters: PeopleFilter[], search = '', except: PersonId[] = []) =>
  ({ kind: 'query', query: { ...everyone, filters, search }, except }) as const
const inFrench = (filters: PeopleFilter[], total: number, search = '') => selectionInWords(asked(filters, search), everyone, total, 'fr')

describe('a selection in words', () => {
  it('says the whole section when nothing was asked', () => {
    expect(inFrench([], 100_000)).toBe('Toute la section, 100\u202f000 personnes')
    expect(inFrench([], 1)).toBe('Toute la section, 1 personne')
  })

  it('names the status first, then the conditions, then how many', () => {
    expect(
      inFrench([{ kind: 'city', any: ['Saint-Denis'] }, { kind: 'relation', any: ['member'] }, { kind: 'has', field: 'phones', present: true }], 132),
    ).toBe('Adhérent·e·s de Saint-Denis, avec téléphone, 132 personnes')
  })

  it('puts alternatives in one phrase, the missing value included', () => {
    expect(inFrench([{ kind: 'level', any: ['act', 'join', ''] }], 3)).toBe('Personnes de niveau «\u00a0Agir\u00a0» ou «\u00a0Adhérer\u00a0» ou sans niveau, 3 personnes')
    expect(inFrench([{ kind: 'relation', any: ['member', 'regular'] }], 3)).toBe('Adhérent·e·s et sympathisant·e·s, 3 personnes')
    expect(selectionInWords(asked([{ kind: 'tag', any: ['a', 'b', 'c'] }]), everyone, 2, 'en')).toBe('People tagged “a”, “b”, or “c”, 2 people')
  })

  it('says the words of a suggested skill, and a free word as it is', () => {
    expect(inFrench([{ kind: 'skill', any: ['legal', 'accordéon'] }], 2)).toBe('Personnes ayant comme compétence «\u00a0Droit\u00a0» ou «\u00a0accordéon\u00a0», 2 personnes')
  })

  it('says since when people are in the base', () => {
    expect(inFrench([{ kind: 'relation', any: ['member'] }, { kind: 'added', since: { days: 30 } }], 4)).toBe('Adhérent·e·s ajouté·e·s depuis 30 jours, 4 personnes')
    expect(selectionInWords(asked([{ kind: 'added', since: { day: '2026-03-09' } }]), everyone, 2, 'en')).toBe('People added since 09/03/2026, 2 people')
  })

  it('keeps what was typed as it was typed', () => {
    expect(inFrench([], 1, '  <b>Zoé ')).toBe('Personnes répondant à la recherche «\u00a0<b>Zoé\u00a0», 1 personne')
  })

  it('says how many were taken out by hand, and counts the ones ticked one by one', () => {
    expect(selectionInWords(asked([], '', [newId(), newId()]), everyone, 10, 'fr')).toBe('Toute la section, 10 personnes, sauf 2 retirées à la main')
    expect(selectionInWords({ kind: 'ids', ids: [newId()] }, everyone, 1, 'fr')).toBe('1 personne choisie une à une')
  })

  it('has a phrase in both languages for every consent, so that no sheet shows a key', () => {
    for (const locale of ['fr', 'en'] as const) {
      for (const channel of ['email', 'sms', 'call', 'post', 'door'] as const) {
        expect(selectionInWords(asked([{ kind: 'consent', purpose: 'action', channel }]), everyone, 5, locale)).not.toMatch(/consent|selection\./)
      }
    }
  })
})

describe('the commune after "de"', () => {
  it.each([
    ['Lyon', 'de Lyon'],
    ['Aubervilliers', 'd’Aubervilliers'],
    ['Évry', 'd’Évry'],
    ['Le Havre', 'du Havre'],
    ['Les Lilas', 'des Lilas'],
    ['La Courneuve', 'de La Courneuve'],
    ['L’Haÿ-les-Roses', 'de L’Haÿ-les-Roses'],
    ['Houilles', 'de Houilles'],
    ['Yerres', 'de Yerres'],
    ['Lesparre-Médoc', 'de Lesparre-Médoc'],
  ])('%s: %s', (city, words) => expect(ofCity(city)).toBe(words))
})

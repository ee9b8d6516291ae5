/**
 * A selection as one sentence: "Adhérent·e·s de Saint-Denis avec téléphone, 132 personnes". It stands on the sheet, so
 * that paper found on a table says whom it lists and why; whole phrases per language, never words glued together.
 */
import i18next from 'i18next'
import type { PeopleFilter, PeopleQuery, PeopleSelection } from '#core/domain/query'
import { personWords } from '../person-words'

type Locale = 'fr' | 'en'

/**
 * `total` is the number of people in the selection; `query` is what the screen asked when people were ticked one by one.
 * Whoever calls has registered the words `print` and `person`: registering them here would happen while a screen is drawn.
 */
export function selectionInWords(selection: PeopleSelection, query: PeopleQuery, total: number, locale: Locale): string {
  const t = i18next.getFixedT(locale, 'print', 'selection')
  if (selection.kind === 'ids') return t('chosen', { count: total })
  const words = queryInWords(selection.query ?? query, locale)
  const except = selection.except.length ? `, ${t('except', { count: selection.except.length })}` : ''
  return (words ? t('matching', { words, count: total }) : t('everyone', { count: total })) + except
}

/** The conditions alone, '' when there is none. */
function queryInWords(query: PeopleQuery, locale: Locale): string {
  const t = i18next.getFixedT(locale, 'print', 'selection')
  const relations = query.filters.flatMap((filter) => (filter.kind === 'relation' ? filter.any : []))
  const subject = relations.length
    ? joined(relations.map((relation, at) => inside(t(`relation.${relation || 'none'}`), at)), t('and'), locale)
    : t('people')
  const conditions = query.filters.filter((filter) => filter.kind !== 'relation').map((filter) => condition(filter, locale))
  if (query.search.trim()) conditions.push(t('search', { text: query.search.trim() }))
  if (!relations.length && !conditions.length) return ''
  return `${subject} ${conditions.join(', ')}`.trim()
}

function condition(filter: PeopleFilter, locale: Locale): string {
  const t = i18next.getFixedT(locale, 'print', 'selection')
  const person = i18next.getFixedT(locale, 'person')
  const quoted = (text: string) => t('quoted', { text })
  const either = (known: 'level' | 'contactPerson' | 'city', none: 'levelNone' | 'contactPersonNone' | 'cityNone', values: readonly string[], say: (value: string) => string) => {
    const named = values.filter(Boolean).map(say)
    const phrases = named.length ? [t(known, { list: joined(named, t('or'), locale) })] : []
    return joined(values.includes('') ? [...phrases, t(none)] : phrases, t('or'), locale)
  }
  switch (filter.kind) {
    case 'relation':
      return ''
    case 'level':
      return either('level', 'levelNone', filter.any, (level) => quoted(person(`level.${level as 'follow'}`)))
    case 'contactPerson':
      return either('contactPerson', 'contactPersonNone', filter.any, (name) => name)
    case 'city':
      return either('city', 'cityNone', filter.any, (city) => (locale === 'fr' ? ofCity(city) : city))
    case 'tag':
      return t('tag', { list: joined(filter.any.map(quoted), t('or'), locale) })
    case 'actionMode':
      return t('actionMode', { list: joined(filter.any.map((mode) => quoted(suggested('actionMode', mode, locale))), t('or'), locale) })
    case 'skill':
      return t('skill', { list: joined(filter.any.map((skill) => quoted(suggested('skill', skill, locale))), t('or'), locale) })
    case 'has':
      return t(`${filter.present ? 'has' : 'hasNot'}.${filter.field}`)
    case 'conflict':
      return t('conflict')
    case 'added':
      return 'days' in filter.since ? t('addedDays', { count: filter.since.days }) : t('addedDay', { date: filter.since.day.split('-').reverse().join('/') })
    case 'consent':
      return t(`consent.${filter.channel}`, { purpose: person(`purpose.${filter.purpose}`).toLowerCase() })
  }
}

/** Only the first word of the sentence has a capital. */
function inside(words: string, at: number): string {
  return at ? words[0]!.toLowerCase() + words.slice(1) : words
}

/** The label of a suggested word, or the free word that a section made its own. */
function suggested(kind: 'actionMode' | 'skill', word: string, locale: Locale): string {
  const labels: Record<string, string> = personWords[locale][kind]
  return Object.hasOwn(labels, word) ? labels[word]! : word
}

/** "de Lyon", "d’Aubervilliers", "du Havre", "des Lilas", "de La Courneuve". Before an h French usage wavers: "de Houilles". */
export function ofCity(city: string): string {
  if (/^le /i.test(city)) return `du ${city.slice(3)}`
  if (/^les /i.test(city)) return `des ${city.slice(4)}`
  return /^[aeiouyàâäéèêëîïôöùûüÿœæ]/i.test(city) && !/^y[aeiou]/i.test(city) ? `d’${city}` : `de ${city}`
}

function joined(parts: readonly string[], word: string, locale: Locale): string {
  if (parts.length < 2) return parts[0] ?? ''
  const list = parts.slice(0, -1).join(', ')
  // A serial comma would read as a further item in French.
  return `${list}${locale === 'en' && parts.length > 2 ? ',' : ''} ${word} ${parts.at(-1)!}`
}

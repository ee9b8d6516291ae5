/** How each column shows a person. Words are looked up once per language, not once per cell: 400 cells are drawn during a scroll. */
import { IconArrowsSplit2 } from '@tabler/icons-react'
import i18next from 'i18next'
import { useMemo, type ReactNode } from 'react'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { personWords } from '../../ui/person-words'
import { displayName } from '#core/domain/name-text'
import type { Person } from '#core/domain/person'
import type { PeopleColumn } from '#core/domain/query'
import { phoneText } from '#core/domain/phone-text'
import { spaced } from '../../ui/words'
import classes from './PeopleGrid.module.css'

export interface CellWords {
  locale: 'fr' | 'en'
  words: (typeof personWords)['fr']
  day: Intl.DateTimeFormat
  nameless: string
  /** Said of a row that has something to choose between. */
  apart: string
}

export function useCellWords(): CellWords {
  const locale = useLocale()
  return useMemo(() => {
    const words = spaced(personWords[locale]) as (typeof personWords)['fr']
    return { locale, words, day: new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'short' }), nameless: i18next.t('person:nameless', { lng: locale }), apart: i18next.t('people:filter.conflict', { lng: locale }) }
  }, [locale])
}

/** `1984`, `12/04/1991`: a birth as read, without a time zone that could shift its day. */
function birthText(birth: string, locale: 'fr' | 'en'): string {
  const [year, month, day] = birth.split('-')
  return month && day ? (locale === 'fr' ? `${day}/${month}/${year}` : birth) : birth
}

function known(words: Record<string, string>, value: string): string {
  return Object.hasOwn(words, value) ? words[value]! : value
}

function list(values: readonly string[], words: Record<string, string>): string {
  return values.map((value) => known(words, value)).join(', ')
}

function slotText(slot: string, words: CellWords['words']): string {
  const [day, half] = slot.split('-') as ['mon', 'am']
  return `${known(words.day, day)} ${known(words.half, half).toLowerCase()}`
}

/** The content of a cell, `null` when there is nothing to show. */
export function cell(column: PeopleColumn, person: Person, { locale, words, day, nameless, apart }: CellWords): ReactNode {
  switch (column) {
    case 'name': {
      const mark = person.conflicts && (
        <span role="img" aria-label={apart} title={apart} className={classes.apart}>
          <IconArrowsSplit2 size={14} stroke={2} aria-hidden />
        </span>
      )
      return person.lastName || person.firstName ? (
        <>
          {mark}
          <strong>{person.lastName}</strong> {person.firstName}
        </>
      ) : (
        <em>
          {mark}
          {displayName(person) || nameless}
        </em>
      )
    }
    case 'level':
      return person.level ? <span className={classes.level} data-level={person.level}>{words.level[person.level]}</span> : null
    case 'relation':
      return person.relation ? words.relation[person.relation] : null
    case 'civility':
      return person.civility ? words.civility[person.civility] : null
    case 'phones':
    case 'emails': {
      const [first, ...others] = person[column]
      if (!first) return null
      return (
        <span className={classes.several}>
          <span className={column === 'phones' ? classes.phone : undefined}>{column === 'phones' ? phoneText(first.value) : first.value}</span>
          {others.length > 0 && <span className={classes.more}>+{others.length}</span>}
        </span>
      )
    }
    case 'tags':
      return person.tags.length > 0 ? person.tags.map((tag) => <span key={tag} className={classes.tag}>{tag}</span>) : null
    case 'actionModes':
      return list(person.actionModes, words.actionMode)
    case 'skills':
      return list(person.skills, words.skill)
    case 'availability':
      return person.availability.map((slot) => slotText(slot, words)).join(', ')
    case 'birth':
      return birthText(person.birth, locale)
    case 'consents': {
      const yes = person.consents.filter((consent) => consent.state === 'yes').length
      const no = person.consents.length - yes
      return person.consents.length > 0 ? [yes && `${yes} ${words.consent.yes.toLowerCase()}`, no && `${no} ${words.consent.no.toLowerCase()}`].filter(Boolean).join(', ') : null
    }
    case 'createdAt':
    case 'updatedAt':
      return day.format(person[column])
    case 'externalIds':
      return person.externalIds.map((id) => id.source).join(', ')
    default:
      return person[column]
  }
}

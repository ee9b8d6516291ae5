/** Ticking the values of a filter: how many people each has is said before it is chosen. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facets } from '#engine/api'
import type { PeopleFilter } from '#core/domain/query'
import { fold } from '#core/domain/fold'
import type { CellWords } from './cells'
import { filterValues, valueText, type ValueFilter } from './filter-values'
import classes from './FilterBar.module.css'

/** Values beyond which one types to find them. */
const fewValues = 8
/** Rows drawn at once: a base may hold thousands of communes. */
const drawn = 200

export function ValueChoice({ filter, facets, words, onSet }: { filter: ValueFilter; facets: Facets | undefined; words: CellWords; onSet(filter: PeopleFilter): void }) {
  const { t } = useTranslation('people')
  const [typed, setTyped] = useState('')
  if (!facets) return null
  const chosen = new Set<string>(filter.any)
  const values = filterValues(filter.kind, facets)
  const wanted = fold(typed)
  const found = values.map(([value, count]) => ({ value, count, text: valueText(filter.kind, value, words.words) })).filter(({ text }) => !wanted || fold(text).includes(wanted))
  const toggle = (value: string) => {
    const any = chosen.has(value) ? filter.any.filter((other) => other !== value) : [...filter.any, value]
    onSet({ kind: filter.kind, any } as PeopleFilter)
  }
  return (
    <div>
      {values.length > fewValues && (
        <TextInput size="xs" data-autofocus aria-label={t('filter.find')} placeholder={t('filter.find')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      )}
      <div className={classes.choices} role="group" aria-label={t(`filter.kind.${filter.kind}`)}>
        {found.slice(0, drawn).map(({ value, count, text }) => (
          <label key={value} className={classes.choice}>
            <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
            {text}
            <span className={classes.choiceCount}>{t('number', { value: count })}</span>
          </label>
        ))}
        {found.length === 0 && <div className={classes.empty}>{t(typed ? 'filter.noneFound' : 'filter.noValues')}</div>}
      </div>
    </div>
  )
}

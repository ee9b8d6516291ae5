/** Ticking the values of a filter. */
import { useTranslation } from 'react-i18next'
import type { Facets } from '#engine/api'
import type { PeopleFilter } from '#core/domain/query'
import { TickList } from '../../ui/TickList'
import type { CellWords } from './cells'
import { filterValues, valueText, type ValueFilter } from './filter-values'

export function ValueChoice({ filter, facets, words, onSet }: { filter: ValueFilter; facets: Facets | undefined; words: CellWords; onSet(filter: PeopleFilter): void }) {
  const { t } = useTranslation('people')
  if (!facets) return null
  const chosen = new Set<string>(filter.any)
  const toggle = (value: string) => {
    const any = chosen.has(value) ? filter.any.filter((other) => other !== value) : [...filter.any, value]
    onSet({ kind: filter.kind, any } as PeopleFilter)
  }
  return (
    <TickList
      label={t(`filter.kind.${filter.kind}`)} find={t('filter.find')} none={{ found: t('filter.noneFound'), there: t('filter.noValues') }} chosen={chosen} onToggle={toggle}
      values={filterValues(filter.kind, facets).map(([value, count]) => ({ value, text: valueText(filter.kind, value, words.words), count: t('number', { value: count }) }))}
    />
  )
}

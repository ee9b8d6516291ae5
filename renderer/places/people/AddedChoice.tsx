/** The filter "added since …": a number of days, or a day. */
import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleFilter } from '#core/domain/query'
import { addWords } from '../../ui/words'
import { addedWords } from './added-words'

addWords('added', addedWords)

type AddedFilter = Extract<PeopleFilter, { kind: 'added' }>

/** Ten years. */
const mostDays = 3650

export function useAddedText(): (filter: AddedFilter) => string {
  const { t } = useTranslation('added')
  return ({ since }) => ('days' in since ? t('days', { count: since.days }) : t('day', { date: since.day.split('-').reverse().join('/') }))
}

export function AddedChoice({ filter: { since }, onSet }: { filter: AddedFilter; onSet(filter: PeopleFilter): void }) {
  const { t } = useTranslation('added')
  // While a field is emptied to be typed anew, the filter stays what it was.
  const [days, setDays] = useState('days' in since ? String(since.days) : '')
  const [day, setDay] = useState('day' in since ? since.day : '')
  return (
    <Stack gap="xs">
      <TextInput
        size="xs" type="number" data-autofocus label={t('lately')} value={days} min={0} max={mostDays} step={1}
        onChange={(event) => {
          const { value } = event.currentTarget
          setDays(value)
          const count = Number(value)
          if (value.trim() === '' || !Number.isInteger(count) || count < 0 || count > mostDays) return
          setDay('')
          onSet({ kind: 'added', since: { days: count } })
        }}
      />
      <TextInput
        size="xs" type="date" label={t('since')} value={day}
        onChange={(event) => {
          const { value } = event.currentTarget
          setDay(value)
          if (!value) return
          setDays('')
          onSet({ kind: 'added', since: { day: value } })
        }}
      />
    </Stack>
  )
}

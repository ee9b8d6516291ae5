/** Search as one types: each letter asks the engine, which answers faster than the next key is reached. */
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeopleView } from './view'
import classes from './SearchField.module.css'

export function SearchField({ ref, onLeave }: { ref: Ref<HTMLInputElement>; onLeave(): void }) {
  const { t } = useTranslation('people')
  const view = usePeopleView()
  const search = (text: string) => view.ask({ ...view.query, search: text })
  return (
    <TextInput
      ref={ref}
      type="search"
      className={classes.search}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={16} />}
      rightSection={view.query.search ? <CloseButton size="sm" tabIndex={-1} aria-label={t('search.clear')} onClick={() => search('')} /> : null}
      value={view.query.search}
      onChange={(event) => search(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onLeave()
        } else if (event.key === 'Escape' && view.query.search) {
          event.preventDefault()
          search('')
        }
      }}
    />
  )
}

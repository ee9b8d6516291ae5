/** The people of an action as a list on paper: those who come while it lies ahead, those who came once it is over. */
import { Button } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignUpState } from '#core/domain/agenda/action'
import type { PeopleSelection } from '#core/domain/query'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { ComerRow } from '#engine/api'
import { useLocale } from '../../ui/settings'
import { addWords } from '../../ui/words'
import { papersWords } from './paper/papers-words'
import { useActionEdit } from './use-action-edit'

addWords('papers', papersWords)

const ListDialog = lazy(() => import('../../ui/list/ListDialog'))

const listed: readonly SignUpState[] = ['signed-up', 'confirmed', 'attended']

export function ComersList({ rows }: { rows: readonly ComerRow[] }) {
  const { t } = useTranslation('papers')
  const locale = useLocale()
  const { action, occurrence } = useActionEdit()
  const [shown, setShown] = useState(false)
  const selection = useMemo((): PeopleSelection => ({ kind: 'ids', ids: rows.filter(({ signUps }) => signUps.some(({ state }) => listed.includes(state))).map(({ person }) => person.id) }), [rows])
  if (selection.kind === 'ids' && selection.ids.length === 0) return null
  const of = { title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale) }
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconListCheck size={15} aria-hidden />} onClick={() => setShown(true)}>
        {t('list.button')}
      </Button>
      <Suspense fallback={null}>{shown && <ListDialog selection={selection} whose={(count) => t('list.whose', { ...of, count })} onClose={() => setShown(false)} />}</Suspense>
    </>
  )
}

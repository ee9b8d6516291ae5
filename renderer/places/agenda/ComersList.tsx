/** The people of an action as a list on paper: those who come, who was there, or all who were asked. */
import { Button, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconListCheck } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleSelection } from '#core/domain/query'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { ComerRow } from '#engine/api'
import { useLocale } from '../../ui/settings'
import { addWords } from '../../ui/words'
import { comerLists, type ComerList } from './comer-lists'
import { papersWords } from './paper/papers-words'
import { useActionEdit } from './use-action-edit'

addWords('papers', papersWords)

const ListDialog = lazy(() => import('../../ui/list/ListDialog'))

export function ComersList({ rows }: { rows: readonly ComerRow[] }) {
  const { t } = useTranslation('papers')
  const locale = useLocale()
  const { action, occurrence } = useActionEdit()
  const [shown, setShown] = useState<ComerList | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const lists = useMemo(() => comerLists(rows), [rows])
  const selection = useMemo((): PeopleSelection | null => shown && { kind: 'ids', ids: shown.ids }, [shown])
  const [only, another] = lists
  if (!only) return null
  const of = { title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale) }
  const look = { ref: button, variant: 'default', size: 'compact-sm', leftSection: <IconListCheck size={15} aria-hidden /> } as const
  return (
    <>
      {another ? (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button {...look} rightSection={<IconChevronDown size={14} />}>
              {t('list.button')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {lists.map((list) => (
              <Menu.Item
                key={list.of}
                onClick={() => {
                  // The item goes with its menu: the dialog gives the focus back to the button.
                  button.current?.focus()
                  setShown(list)
                }}
              >
                {t('list.item', { who: t(`list.of.${list.of}`), count: list.ids.length })}
                {list.of === 'all' && (
                  <Text size="xs" c="dimmed">
                    {t('list.allMore')}
                  </Text>
                )}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Button {...look} onClick={() => setShown(only)}>
          {t('list.button')}
        </Button>
      )}
      <Suspense fallback={null}>{shown && selection && <ListDialog selection={selection} whose={(count) => t(`list.whose.${shown.of}`, { ...of, count })} onClose={() => setShown(null)} />}</Suspense>
    </>
  )
}

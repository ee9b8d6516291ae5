/** The papers of an action, and where what was written on them is keyed. */
import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconClipboardList, IconFileText, IconKeyboard, IconPhone, IconSignature, IconTicket } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StandButton } from '../stand/StandButton'
import { goTo } from '../../../ui/route'
import { addWords } from '../../../ui/words'
import { useActionEdit } from '../use-action-edit'
import { WalkPart } from '../walk/WalkPart'
import { papersWords } from './papers-words'
import fields from '../../../ui/sheet/fields.module.css'

addWords('papers', papersWords)

const papers = {
  'sign-in': lazy(() => import('./SignInSheetDialog')),
  slips: lazy(() => import('./StallSlipsDialog')),
  brief: lazy(() => import('./BriefDialog')),
  calls: lazy(() => import('./RemindersDialog')),
}
const EntryDialog = lazy(() => import('../entry/EntryDialog'))

const others = [['brief', IconClipboardList], ['slips', IconTicket], ['calls', IconPhone]] as const

/** `volunteer`: whoever holds no key of people has the papers that name nobody, and keys no sheet. */
export function PaperPart({ volunteer }: { volunteer: boolean }) {
  const { t } = useTranslation(['agenda', 'papers'])
  const { action, occurrence } = useActionEdit()
  const [shows, setShows] = useState<keyof typeof papers | 'entry' | null>(null)
  const more = useRef<HTMLButtonElement>(null)
  const of = useMemo(() => ({ action: action.id, on: occurrence.on }), [action.id, occurrence.on])
  const close = () => setShows(null)
  const Paper = shows && shows !== 'entry' ? papers[shows] : null
  return (
    <Group className={fields.part} gap="xs">
      <Button variant="default" size="compact-md" leftSection={<IconSignature size={16} />} onClick={() => setShows('sign-in')}>
        {t('agenda:sheet.signIn')}
      </Button>
      {!volunteer && (
        <Button variant="default" size="compact-md" leftSection={<IconKeyboard size={16} />} onClick={() => setShows('entry')}>
          {t('agenda:sheet.entry')}
        </Button>
      )}
      <Button variant="default" size="compact-md" leftSection={<IconFileText size={16} />} onClick={() => goTo({ place: 'print', compose: '', action: action.id, on: occurrence.on })}>
        {t('papers:compose')}
      </Button>
      {(action.kind === 'doors' || action.kind === 'letterboxes') && <WalkPart />}
      {!volunteer && <StandButton kind={action.kind} of={of} />}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button ref={more} variant="default" size="compact-md" rightSection={<IconChevronDown size={14} />}>
            {t('papers:others')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.filter(([paper]) => !volunteer || paper === 'slips').map(([paper, Icon]) => (
            <Menu.Item
              key={paper} leftSection={<Icon size={16} />}
              onClick={() => {
                // The item goes with its menu: the dialog gives the focus back to the button.
                more.current?.focus()
                setShows(paper)
              }}
            >
              {t(`papers:${paper}.menu`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {Paper && <Paper action={action} occurrence={occurrence} onClose={close} />}
        {shows === 'entry' && <EntryDialog of={of} onClose={close} />}
      </Suspense>
    </Group>
  )
}

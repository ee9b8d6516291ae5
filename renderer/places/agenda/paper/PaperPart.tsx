/** The papers of an action, and where what was written on them is keyed. */
import { Button, Group } from '@mantine/core'
import { IconKeyboard, IconSignature } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StandButton } from '../stand/StandButton'
import { useActionEdit } from '../use-action-edit'
import { WalkPart } from '../walk/WalkPart'
import fields from '../../../ui/sheet/fields.module.css'

const SignInSheetDialog = lazy(() => import('./SignInSheetDialog'))
const EntryDialog = lazy(() => import('../entry/EntryDialog'))

export function PaperPart() {
  const { t } = useTranslation('agenda')
  const { action, occurrence } = useActionEdit()
  const [shows, setShows] = useState<'sign-in' | 'entry' | null>(null)
  const of = useMemo(() => ({ action: action.id, on: occurrence.on }), [action.id, occurrence.on])
  const close = () => setShows(null)
  return (
    <Group className={fields.part} gap="xs">
      <Button variant="default" size="compact-md" leftSection={<IconSignature size={16} />} onClick={() => setShows('sign-in')}>
        {t('sheet.signIn')}
      </Button>
      <Button variant="default" size="compact-md" leftSection={<IconKeyboard size={16} />} onClick={() => setShows('entry')}>
        {t('sheet.entry')}
      </Button>
      {(action.kind === 'doors' || action.kind === 'letterboxes') && <WalkPart />}
      <StandButton kind={action.kind} of={of} />
      <Suspense fallback={null}>
        {shows === 'sign-in' && <SignInSheetDialog action={action} occurrence={occurrence} onClose={close} />}
        {shows === 'entry' && <EntryDialog of={of} onClose={close} />}
      </Suspense>
    </Group>
  )
}

/** Another computer deleted many people: who they are, and the two answers. Closing it answers nothing; what waits goes on waiting. */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '#core/domain/person'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useDrafts } from '../ui/drafts'
import { useEngine } from '../ui/engine'
import { Refusal } from '../ui/Refusal'
import { useReturnFocus } from '../ui/return-focus'
import { useLocale } from '../ui/settings'
import { showToast } from '../ui/toast'
import { addWords } from '../ui/words'
import { heldWords } from './held-words'
import classes from './HeldDialog.module.css'

addWords('held', heldWords)

/** Names enough to see whose deletion it is. */
const shownNames = 100

/** As the table has them. */
function byName(locale: 'fr' | 'en') {
  const { compare } = new Intl.Collator(locale)
  return (one: Person, other: Person) => compare(one.lastName, other.lastName) || compare(one.firstName, other.firstName)
}

export default function HeldDialog({ held, onClose }: { held: { people: number; of: number }; onClose(): void }) {
  const { t } = useTranslation(['held', 'app', 'person'])
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const locale = useLocale()
  const [people, setPeople] = useState<Person[]>([])
  const [answering, setAnswering] = useState<'accept' | 'refuse' | null>(null)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  useEffect(() => {
    let current = true
    engine.call('heldPeople').then((all) => current && setPeople(all.toSorted(byName(locale))), () => undefined)
    return () => {
      current = false
    }
  }, [engine, held.people, locale])
  const answer = async (which: 'accept' | 'refuse') => {
    setAnswering(which)
    setRefused(null)
    try {
      await drafts.commitAll()
      await engine.call('answerHeld', which)
      void showToast({ message: t(which === 'refuse' ? 'held:kept' : 'held:accepted'), closeLabel: t('app:close') })
      onClose()
    } catch (error) {
      setRefused(errorCode(error))
      setAnswering(null)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('held:title', { count: held.people })} size="lg" closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Stack>
        <Text size="sm">{t('held:what', { count: held.people, of: held.of })}</Text>
        {people.length > 0 && (
          <div className={classes.names} role="region" tabIndex={0} aria-label={t('held:list')}>
            <List size="sm">
              {people.slice(0, shownNames).map(({ id, lastName, firstName, city }) => (
                <List.Item key={id}>{[`${lastName} ${firstName}`.trim() || t('held:nameless'), city].filter(Boolean).join(' · ')}</List.Item>
              ))}
            </List>
            {people.length > shownNames && <Text size="sm">{t('held:more', { count: people.length - shownNames })}</Text>}
          </div>
        )}
        {refused && <Refusal code={refused} />}
        <Group align="flex-start" grow>
          <Stack gap={4}>
            <Button data-autofocus loading={answering === 'refuse'} disabled={answering === 'accept'} onClick={() => void answer('refuse')}>
              {t('held:refuse')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('held:refuseMore')}
            </Text>
          </Stack>
          <Stack gap={4}>
            <Button color="red.9" loading={answering === 'accept'} disabled={answering === 'refuse'} onClick={() => void answer('accept')}>
              {t('held:accept')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('held:acceptMore')}
            </Text>
          </Stack>
        </Group>
        <Group justify="flex-end">
          <Button variant="subtle" color="gray" disabled={answering !== null} onClick={onClose}>
            {t('held:later')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

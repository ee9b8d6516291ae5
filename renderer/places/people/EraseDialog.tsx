/**
 * Erasing people for good. Says what goes, what stays and what is left to the person to destroy, and asks for a typed word:
 * it is the one thing in the app that nothing takes back.
 */
import { Alert, Button, Group, List, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { erasureReasons, type ErasureReason } from '#core/domain/erasure'
import { fold } from '#core/domain/fold'
import type { PersonId } from '#core/domain/ids'
import { displayName } from '#core/domain/name-text'
import type { PeopleSelection } from '#core/domain/query'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useDrafts } from '../../ui/drafts'
import { useEngine, useTopic } from '../../ui/engine'
import { useReturnFocus } from '../../ui/return-focus'
import { TaskProgress } from '../../ui/TaskProgress'
import { showToast } from '../../ui/toast'
import { addWords } from '../../ui/words'
import { eraseWords } from './erase-words'

addWords('erase', eraseWords)

/** What cannot be undone is not done to more people in one go. */
const most = 500

export default function EraseDialog({ selection, count, onErased, onClose }: { selection: PeopleSelection; count: number; onErased(): void; onClose(): void }) {
  const { t } = useTranslation(['erase', 'app', 'error', 'person'])
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const only: PersonId | undefined = selection.kind === 'ids' && selection.ids.length === 1 ? selection.ids[0] : undefined
  const person = useTopic('person', only)
  const [reason, setReason] = useState<ErasureReason>('request')
  const [word, setWord] = useState('')
  const [erasing, setErasing] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const confirmed = fold(word) === fold(t('erase:word'))

  async function erase(event: FormEvent) {
    event.preventDefault()
    if (!confirmed) return
    setErasing(true)
    try {
      // What is typed elsewhere is saved first: afterwards it would have nowhere to go.
      await drafts.commitAll()
      const { changed, cleaned } = await engine.call('erasePeople', { selection, reason })
      void showToast({ message: [t('erase:done', { count: changed }), cleaned ? '' : t('erase:later')].filter(Boolean).join(' '), closeLabel: t('app:close') })
      onErased()
    } catch (error) {
      setRefused(errorCode(error))
      setErasing(false)
    }
  }

  const title = person ? t('erase:title.named', { name: displayName(person) || t('person:nameless') }) : t('erase:title.count', { count })
  const impossible = count === 0 ? t('erase:none') : count > most ? t('erase:tooMany', { most }) : null
  return (
    <Modal
      opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('app:close') }}
      closeOnEscape={!erasing} closeOnClickOutside={!erasing} withCloseButton={!erasing}
    >
      {erasing ? (
        <TaskProgress task="erase" label={t('erase:erasing')} more={t('erase:erasingMore')} stop={t('erase:stop')} />
      ) : impossible ? (
        <Stack>
          <Text size="sm">{impossible}</Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={onClose}>
              {t('app:close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={(event) => void erase(event)}>
          <Stack>
            <Text size="sm">{t('erase:final')}</Text>
            <Told title={t('erase:goes')}>
              <List.Item>{t('erase:record')}</List.Item>
              <List.Item>{t('erase:others')}</List.Item>
              <List.Item>{t('erase:points')}</List.Item>
            </Told>
            <Told title={t('erase:stays')}>
              <List.Item>{t(reason === 'mistake' ? 'erase:noPrint' : 'erase:print')}</List.Item>
              <List.Item>{t('erase:yours')}</List.Item>
            </Told>
            <Radio.Group label={t('erase:why')} value={reason} onChange={(value) => setReason(value as ErasureReason)}>
              <Stack gap={6} mt={6}>
                {erasureReasons.map((value) => (
                  <Radio key={value} value={value} label={t(`erase:reason.${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <TextInput
              data-autofocus label={t('erase:type', { word: t('erase:word') })} autoComplete="off" spellCheck={false} value={word}
              onChange={(event) => {
                setWord(event.currentTarget.value)
                setRefused(null)
              }}
            />
            {refused && (
              <Alert color={refused === 'cancelled' ? 'gray' : 'red'} role="alert">
                {t(`error:${refused}`)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('app:cancel')}
              </Button>
              <Button type="submit" color="red" disabled={!confirmed}>
                {t('erase:submit', { count })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

function Told({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm" mt={4}>
        {children}
      </List>
    </div>
  )
}

/** Asked once before a stand: where, when, by whom, for which action. Says what stand mode does, and wants the notice that is read out. */
import { Alert, Button, Group, List, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#core/domain/days'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { newSheetCode } from '#core/print/sheet-code'
import type { EntryOf, StandRequest } from '#engine/api'
import { useDrafts } from '../../../ui/drafts'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { NoticePart } from '../paper/NoticePart'
import { useNotice } from '../paper/use-notice'
import { signInDialogWords } from '../paper/words'
import { useStandActions, type StandAction } from './use-stand-actions'
import { standWords } from './words'

addWords('stand', standWords)
addWords('signIn', signInDialogWords)

interface Props {
  of?: EntryOf
  onClose(): void
  onBegun(request: StandRequest): void
}

const none = ''
const placeOf = ({ action }: StandAction) => action.place || action.address || action.city

export default function StandStart({ of, onClose, onBegun }: Props) {
  const { t } = useTranslation('stand')
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const { protection } = useOpenStatus()
  const { notice, refused, keep } = useNotice()
  const actions = useStandActions(of)
  const [chosen, setChosen] = useState<string | null>(null)
  /** `null`: what the action says. */
  const [typedPlace, setTypedPlace] = useState<string | null>(null)
  const [day, setDay] = useState(() => dayOf(new Date()))
  const [collector, setCollector] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ErrorCode | null>(null)
  const placeField = useRef<HTMLInputElement>(null)
  // The screen that comes next is there when it is wanted.
  useEffect(() => void import('./StandScreen'), [])

  const usual = of ? actions?.find((each) => each.of.action === of.action && each.of.on === of.on) : actions?.length === 1 ? actions[0] : undefined
  const value = chosen ?? usual?.value ?? none
  const action = actions?.find((each) => each.value === value)
  const place = typedPlace ?? (action ? placeOf(action) : '')
  const dayIsOne = /^\d{4}-\d{2}-\d{2}$/.test(day)

  const begin = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (place.trim() === '') return placeField.current?.focus()
    if (!dayIsOne || !notice || !actions) return
    setBusy(true)
    try {
      await drafts.commitAll()
      const request = { batch: { code: newSheetCode(), place: place.trim(), day, collector: collector.trim() }, of: action?.of ?? null }
      await engine.call('standBegin', request)
      onBegun(request)
    } catch (error) {
      setFailure(errorCode(error))
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={t('title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <List size="sm" spacing={4}>
          <List.Item>{t('what.screen')}</List.Item>
          <List.Item>{t('what.silent')}</List.Item>
          {protection.passphrase && <List.Item>{t('what.leave')}</List.Item>}
        </List>
        {!protection.passphrase && (
          <Alert color="orange" p="xs">
            {t('what.open')}
          </Alert>
        )}
        {notice === null && (
          <>
            <Alert color="orange" p="xs" role="status">
              {t('noticeWhy')}
            </Alert>
            <NoticePart notice={null} onKeep={keep} />
          </>
        )}
        <form noValidate onSubmit={(event) => void begin(event)}>
          <Stack gap="sm">
            <NativeSelect
              label={t('action')} value={value} onChange={(event) => setChosen(event.currentTarget.value)}
              data={[{ value: none, label: t('noAction') }, ...(actions ?? []).map((each) => ({ value: each.value, label: each.label }))]}
            />
            <TextInput
              ref={placeField} label={t('place')} description={t('placeMore')} withAsterisk required maxLength={120} data-autofocus={notice === null ? undefined : true}
              error={tried && place.trim() === '' && t('needs')} value={place} onChange={(event) => setTypedPlace(event.currentTarget.value)}
            />
            <Group gap="sm" align="flex-start" grow>
              <TextInput label={t('collector')} description={t('collectorMore')} maxLength={80} value={collector} onChange={(event) => setCollector(event.currentTarget.value)} />
              <TextInput type="date" label={t('day')} description={'\u00a0'} withAsterisk required error={tried && !dayIsOne && t('needs')} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
            </Group>
            {(failure ?? refused) && <Refusal code={(failure ?? refused)!} p="xs" />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={busy} disabled={!notice || !actions}>
                {t('begin')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Modal>
  )
}

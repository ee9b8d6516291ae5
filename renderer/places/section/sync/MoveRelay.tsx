/**
 * The section to another relay. Invariant: before, it says what becomes of everybody else; after, what is left to do by hand:
 * a computer that nobody told goes on looking for a relay that is gone, and its owner believes to be up to date.
 */
import { Alert, Button, Group, List, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { SharingStatus } from '#engine/api'
import { CopyButton } from '../../../ui/CopyButton'
import { useEngine, useTopic } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'
import { goTo } from '../../../ui/route'
import { FilesFirst, isLacking, useLackingFiles } from './FilesFirst'
import { relayAddress } from './relay-address'
import classes from '../SectionPlace.module.css'

type Shared = Extract<SharingStatus, { state: 'shared' }>

export default function MoveRelay({ sharing, onClose }: { sharing: Shared; onClose(): void }) {
  const { t } = useTranslation('relay')
  useReturnFocus()
  const [busy, setBusy] = useState(false)
  const [moved, setMoved] = useState<{ address: string; told: boolean } | null>(null)
  return (
    <Modal
      opened onClose={onClose} title={t('move.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}
      closeOnEscape={!busy} closeOnClickOutside={!busy} withCloseButton={!busy}
    >
      {moved ? <Moved {...moved} sheet={sharing.sheet} onClose={onClose} /> : <Form sharing={sharing} busy={busy} onBusy={setBusy} onMoved={setMoved} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  sharing: Shared
  busy: boolean
  onBusy(on: boolean): void
  onMoved(moved: { address: string; told: boolean }): void
  onClose(): void
}

function Form({ sharing, busy, onBusy, onMoved, onClose }: FormProps) {
  const { t } = useTranslation(['relay', 'error'])
  const engine = useEngine()
  const invited = useTopic('invitations', null)?.some(({ step }) => step === 'open' || step === 'asked') ?? false
  // One that was set up anew is at the address of before.
  const [address, setAddress] = useState(sharing.refusal === 'another-relay' ? sharing.relay : '')
  const [opening, setOpening] = useState('')
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const lacking = useLackingFiles()
  const [without, setWithout] = useState(false)
  const answers = sharing.connection !== 'offline' && sharing.connection !== 'refused'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const whole = relayAddress(address)
    onBusy(true)
    setRefused(null)
    engine.call('moveRelay', { address: whole, opening: opening.trim() }).then(
      ({ told }) => {
        onBusy(false)
        onMoved({ address: whole, told })
      },
      (error: unknown) => {
        onBusy(false)
        setRefused(errorCode(error))
      },
    )
  }
  const told = refused === 'relay-unreachable' ? t('relay:unreachable') : refused === 'relay-refused' ? t('relay:move.refused') : refused && t(`error:${refused}`)
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus label={t('relay:move.address')} description={t('relay:addressMore')} placeholder="https://relais.exemple.org" autoComplete="off" spellCheck={false} inputMode="url"
          value={address} onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('relay:move.opening')} description={t('relay:move.openingMore')} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('relay:move.show') }}
          value={opening} onChange={(event) => setOpening(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={600}>
            {t('relay:move.does')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('relay:move.checked')}</List.Item>
            <List.Item>{t('relay:move.sent')}</List.Item>
            <List.Item>{t(answers ? 'relay:move.follow' : 'relay:move.byHand')}</List.Item>
            {invited && <List.Item>{t('relay:move.invitations')}</List.Item>}
            {sharing.sheet && <List.Item>{t('relay:move.sheet')}</List.Item>}
          </List>
        </div>
        {lacking && <FilesFirst lacking={lacking} connection={sharing.connection} without={without} onWithout={setWithout} />}
        {told && (
          <Alert color={refused === 'relay-unreachable' ? 'gray' : 'red'} role="alert">
            {told}
          </Alert>
        )}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed" role="status">
            {busy && t('relay:move.working')}
          </Text>
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('relay:cancel')}
          </Button>
          <Button type="submit" disabled={address.trim() === '' || lacking === null || (isLacking(lacking) && !without)} loading={busy}>
            {t('relay:move.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Moved({ address, told, sheet, onClose }: { address: string; told: boolean; sheet: Shared['sheet']; onClose(): void }) {
  const { t } = useTranslation('relay')
  const finish = useRef<HTMLButtonElement>(null)
  // The form is gone, and with it what had the focus.
  useEffect(() => finish.current?.focus(), [])
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap" align="flex-start" role="status">
        <IconCircleCheck size={24} aria-hidden className={classes.done} />
        <div>
          <Text fw={600}>{t('moved.title')}</Text>
          <Text size="sm">{t(told ? 'moved.told' : 'moved.untold')}</Text>
        </div>
      </Group>
      <Group align="flex-end" wrap="nowrap">
        <TextInput flex={1} label={t('moved.address')} readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={address} copy={t('moved.copy')} copied={t('moved.copied')} refused={t('moved.copyRefused')} variant="default" />
      </Group>
      {sheet && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
          <Text size="sm" fw={600}>
            {t('moved.sheet')}
          </Text>
          <Text size="sm">{t('moved.sheetMore')}</Text>
          <Button mt="xs" variant="default" size="compact-sm" onClick={() => goTo({ place: 'section', part: 'organizers' })}>
            {t('moved.sheetPrint')}
          </Button>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button ref={finish} onClick={onClose}>
          {t('moved.finish')}
        </Button>
      </Group>
    </Stack>
  )
}

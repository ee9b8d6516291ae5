/** A calendar file into the agenda: a file, what it would do, and then one deed that can be undone. */
import { Button, FileButton, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { IconCalendarPlus, IconEyeCheck, IconUserOff } from '@tabler/icons-react'
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferUndo } from '../../../ui/commands'
import { DropField } from '../../../ui/DropField'
import { useEngine } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { calendarDesk, type CalendarDesk, type CalendarState } from './calendar-desk'
import classes from './CalendarFile.module.css'
import { CalendarPreview } from './CalendarPreview'
import { calendarFileWords } from './words'

addWords('calendarFile', calendarFileWords)

export default function CalendarImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['calendarFile', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const desk = useMemo(() => calendarDesk(engine), [engine])
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  const offerUndo = useOfferUndo()
  const applying = state.phase === 'open' && state.busy === 'applying'
  useEffect(() => () => desk.close(), [desk])
  useEffect(() => {
    if (state.phase !== 'done') return
    const { fresh, changed } = state.counts
    const words = [fresh > 0 ? t('import.added', { count: fresh }) : '', changed > 0 ? t('import.updated', { count: changed }) : '']
    offerUndo(words.filter(Boolean).join(', '), state.receipt)
    onClose()
  }, [state, offerUndo, onClose, t])

  return (
    <Modal
      opened onClose={onClose} title={t('import.title')} closeButtonProps={{ 'aria-label': t('app:close'), disabled: applying }} closeOnEscape={!applying} closeOnClickOutside={false}
      padding={0} size={state.phase === 'open' ? '62rem' : '40rem'} centered
      classNames={{ header: classes.header, title: classes.title, content: classes.content, body: classes.body }} attributes={{ content: { 'data-long': state.phase === 'open' || undefined } }}
    >
      {state.phase === 'open' ? <CalendarPreview desk={desk} state={state} /> : state.phase !== 'done' && <Choose desk={desk} state={state} />}
    </Modal>
  )
}

function Choose({ desk, state }: { desk: CalendarDesk; state: Extract<CalendarState, { phase: 'choose' | 'reading' }> }) {
  const { t } = useTranslation(['calendarFile', 'error'])
  const [several, setSeveral] = useState(false)
  const take = (files: readonly File[]) => {
    setSeveral(files.length > 1)
    if (files.length === 1) void desk.open(files[0]!)
  }
  const refused = state.phase === 'choose' ? (state.refusal ? t(`import.refused.${state.refusal.why}`, { name: state.refusal.fileName }) : state.error ? t(`error:${state.error}`) : '') : ''
  const told = several ? t('import.several') : refused
  if (state.phase === 'reading') {
    return (
      <Group gap="sm" p="xl" role="status">
        <Loader size="sm" />
        <Text size="sm">{t('import.reading', { name: state.fileName })}</Text>
      </Group>
    )
  }
  return (
    <>
      <div className={classes.main}>
        <Stack gap="md">
          <DropField
            label={t('import.drop')} choose={t('import.dropChoose')} dropNow={t('import.dropNow')} accept=".ics,text/calendar" told={told ? { good: false, text: told } : null} onFiles={take}
            data-testid="calendar-drop"
          />
          <Assurance icon={<IconCalendarPlus size={18} stroke={1.5} />}>{t('import.from')}</Assurance>
          <Assurance icon={<IconEyeCheck size={18} stroke={1.5} />}>{t('import.before')}</Assurance>
          <Assurance icon={<IconUserOff size={18} stroke={1.5} />}>{t('import.people')}</Assurance>
        </Stack>
      </div>
      <Group className={classes.footer} justify="flex-end">
        <FileButton accept=".ics,text/calendar" onChange={(file) => file && take([file])} inputProps={{ 'aria-label': t('import.choose') }}>
          {(props) => (
            <Button {...props} data-autofocus>
              {t('import.choose')}
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  )
}

function Assurance({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Group>
  )
}

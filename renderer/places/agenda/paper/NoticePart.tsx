/** The notice on sheets that collect data: asked for the first time, read and changed later. A setting of the section, the same for all who print. */
import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'
import { noticeFrom, noticeLimits } from '#core/print/sign-in-notice'
import type { NoticeFacts } from '#core/print/sign-in-words'
import { useOpenStatus, useTopic } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { isVolunteer } from '../../../ui/sharing'
import classes from './NoticePart.module.css'

/** For regular contacts: three years after the last one, the usual rule of CNIL for those who are written to. */
const usualMonths = 36

interface Props {
  /** `null`: nobody has said it yet. */
  notice: NoticeFacts | null
  /** Why it was not kept, if it was not. */
  onKeep(facts: NoticeFacts): Promise<ErrorCode | null>
}

export function NoticePart({ notice, onKeep }: Props) {
  const { t } = useTranslation('signIn')
  const volunteer = isVolunteer(useTopic('sharing', null))
  const label = useId()
  const [changing, setChanging] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const wasChanging = useRef(false)
  useEffect(() => {
    if (wasChanging.current && !changing) change.current?.focus()
    wasChanging.current = changing
  }, [changing])
  return (
    <section aria-labelledby={label} className={classes.part}>
      <Text component="h3" fw={600} id={label}>
        {t('notice')}
      </Text>
      {notice && !changing ? (
        <Stack gap={6} align="flex-start">
          <Text size="sm" className={classes.facts}>
            {t('noticeFacts', { controller: notice.controller, contact: notice.contact })}
          </Text>
          <Text size="sm" c="dimmed">
            {[t('noticeMonths', { count: notice.months }), notice.shared ? t('noticeShared', { shared: notice.shared }) : ''].filter(Boolean).join(' ')}
          </Text>
          {!volunteer && (
            <Button ref={change} variant="default" size="compact-sm" onClick={() => setChanging(true)}>
              {t('noticeChange')}
            </Button>
          )}
        </Stack>
      ) : volunteer ? (
        <Text size="sm">{t('noticeOrganizers')}</Text>
      ) : (
        <NoticeForm notice={notice} onKeep={onKeep} onDone={() => setChanging(false)} />
      )}
    </section>
  )
}

function NoticeForm({ notice, onKeep, onDone }: Props & { onDone(): void }) {
  const { t } = useTranslation('signIn')
  const { name } = useOpenStatus().section
  const [controller, setController] = useState(notice?.controller ?? name)
  const [contact, setContact] = useState(notice?.contact ?? '')
  const [shared, setShared] = useState(notice?.shared ?? '')
  const [months, setMonths] = useState<number | string>(notice?.months ?? usualMonths)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const fields = { controller: useRef<HTMLInputElement>(null), contact: useRef<HTMLInputElement>(null), months: useRef<HTMLInputElement>(null) }
  // What it can't know by itself comes first.
  const first = useRef(notice ? fields.controller : fields.contact)
  useEffect(() => first.current.current?.focus(), [])
  const facts = noticeFrom({ controller, contact, months, shared })
  const lacking = (text: string | number) => tried && String(text).trim() === '' && t('lacking')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!facts) return (controller.trim() === '' ? fields.controller : contact.trim() === '' ? fields.contact : fields.months).current?.focus()
    setBusy(true)
    const why = await onKeep(facts)
    setBusy(false)
    setRefused(why)
    if (!why) onDone()
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('noticeMore')}
        </Text>
        <TextInput
          ref={fields.controller} label={t('controller')} description={t('controllerMore')} withAsterisk required maxLength={noticeLimits.controller} error={lacking(controller)}
          value={controller} onChange={(event) => setController(event.currentTarget.value)}
        />
        <TextInput
          ref={fields.contact} label={t('contact')} description={t('contactMore')} withAsterisk required maxLength={noticeLimits.contact} error={lacking(contact)}
          value={contact} onChange={(event) => setContact(event.currentTarget.value)}
        />
        <NumberInput
          ref={fields.months} label={t('months')} description={t('monthsMore', { count: usualMonths })} withAsterisk required error={lacking(months)}
          min={1} max={noticeLimits.months} clampBehavior="strict" allowDecimal={false} allowNegative={false} value={months} onChange={setMonths}
        />
        <TextInput
          label={t('shared')} description={t('sharedMore')} maxLength={noticeLimits.shared} value={shared} onChange={(event) => setShared(event.currentTarget.value)}
        />
        {refused && <Refusal code={refused} p="xs" />}
        <Group gap={8}>
          <Button type="submit" variant={notice ? 'default' : 'filled'} loading={busy}>
            {t('noticeKeep')}
          </Button>
          {notice && (
            <Button variant="subtle" color="gray" disabled={busy} onClick={onDone}>
              {t('noticeLeave')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

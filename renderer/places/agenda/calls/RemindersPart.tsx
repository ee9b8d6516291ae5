/** Before an action: who is to be called, and who answers for it. Afterwards: what follows with those who came, or did not. */
import { Button, Group, Text } from '@mantine/core'
import { IconPhone, IconSparkles, IconUserCheck, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, daysLater } from '#core/domain/days'
import type { PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import { phoneText } from '#core/domain/phone-text'
import type { CallRow } from '#engine/api'
import { leftOutText } from '../../../ui/calls/left-out'
import { callWords } from '../../../ui/calls/words'
import { useExecute, useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { IconButton } from '../../../ui/IconButton'
import { routeHash } from '../../../ui/route'
import { Line, Part } from '../../../ui/sheet/lines'
import { useNow } from '../../../ui/use-now'
import { addWords } from '../../../ui/words'
import { PersonPicker } from '../PeoplePart'
import { useActionEdit } from '../use-action-edit'
import { useAnswer } from '../use-agenda'
import classes from '../../../ui/calls/Calls.module.css'

addWords('calls', callWords)

const CallDialog = lazy(() => import('../../../ui/calls/CallDialog'))
const AfterwardsDialog = lazy(() => import('./AfterwardsDialog'))

export function RemindersPart() {
  const { t } = useTranslation(['calls', 'person'])
  const engine = useEngine()
  const sayError = useSayError()
  const execute = useExecute()
  const today = dayOf(useNow())
  const { action, on, over, start } = useActionEdit()
  const of = { action: action.id, on }
  const answer = useAnswer(`${action.id} ${on}`, (asked) => asked.call('reminders', of))
  const [calls, setCalls] = useState<{ what: 'reminders' | 'suggested'; rows: readonly CallRow[] } | null>(null)
  /** Its button stays once the last one was called: it has the keyboard. */
  const [called, setCalled] = useState(false)
  const [afterwards, setAfterwards] = useState(false)
  const picker = useRef<HTMLDivElement>(null)
  const [nobody, setNobody] = useState(false)
  if (!answer) return null
  const { rows, leftOut, contacts } = answer
  const day = start.local.slice(0, 10)
  const soon = over || rows.length === 0 ? null : day === today ? 'today' : day === daysLater(today, 1) ? 'eve' : null
  const answersFor = (id: PersonId, is: boolean) => execute({ type: 'person.edit', id, edits: [{ field: 'contactFor', ...(is ? { add: [action.id] } : { remove: [action.id, ...(action.from ? [action.from.action] : [])] }) }] })
  const removeContact = async (id: PersonId) => {
    // Its button goes: one goes on by choosing somebody else.
    picker.current?.querySelector('input')?.focus()
    await answersFor(id, false)
  }
  const callSuggested = async () => {
    const found = await engine.call('suggestedCalls', of).catch(sayError)
    if (!found) return
    setNobody(found.rows.length === 0)
    if (found.rows.length > 0) setCalls({ what: 'suggested', rows: found.rows })
  }
  return (
    <Part title={t(over ? 'calls:after.title' : 'calls:sheet.title')}>
      {over ? (
        <Button variant="default" size="compact-md" mb="xs" leftSection={<IconUserCheck size={16} />} onClick={() => setAfterwards(true)}>
          {t('calls:after.open')}
        </Button>
      ) : (
        <>
          {soon && <Text className={classes.eve}>{t(`calls:sheet.${soon}`)}</Text>}
          <Group gap="xs" mb={4}>
            <Text size="sm">{rows.length > 0 ? t('calls:sheet.toCall', { count: rows.length }) : t('calls:sheet.nobody')}</Text>
            {(rows.length > 0 || called) && (
              <Button
                variant={soon ? 'filled' : 'default'} size="compact-sm" leftSection={<IconPhone size={14} />} data-disabled={rows.length === 0 || undefined} aria-disabled={rows.length === 0}
                onClick={() => rows.length > 0 && (setCalled(true), setCalls({ what: 'reminders', rows }))}
              >
                {t('calls:sheet.call')}
              </Button>
            )}
          </Group>
          {action.kind === 'phoning' && (
            <Button variant="default" size="compact-sm" mb={4} leftSection={<IconSparkles size={14} />} onClick={() => void callSuggested()}>
              {t('calls:sheet.suggested')}
            </Button>
          )}
          {nobody && (
            <Text size="sm" c="dimmed" role="status">
              {t('calls:sheet.noneSuggested')}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {leftOutText(leftOut, t)}
          </Text>
        </>
      )}
      <Line label={t('calls:sheet.contact')} top>
        <ul className={classes.contacts}>
          {contacts.map((contact) => {
            const name = fullName(contact) || t('person:nameless')
            return (
              <li key={contact.id}>
                <a href={routeHash({ place: 'people', person: contact.id })} aria-label={t('calls:sheet.open', { name })}>
                  {name}
                </a>
                <Text span size="xs" c="dimmed">
                  {phoneText(contact.phone)}
                </Text>
                <IconButton icon={IconX} label={t('calls:sheet.removeContact', { name })} onClick={() => void removeContact(contact.id)} />
              </li>
            )
          })}
        </ul>
        <div ref={picker}>
          <PersonPicker label={t('calls:sheet.noContact')} known={new Set(contacts.map(({ id }) => id))} onChoose={(id) => void answersFor(id, true)} />
        </div>
      </Line>
      <Suspense fallback={null}>
        {calls && <CallDialog {...calls} onClose={() => setCalls(null)} />}
        {afterwards && <AfterwardsDialog of={of} onClose={() => setAfterwards(false)} />}
      </Suspense>
    </Part>
  )
}

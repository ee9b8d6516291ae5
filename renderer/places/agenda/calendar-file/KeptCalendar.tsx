/** The calendar file that is kept up to date: where it is, whether it is as the agenda is, and how to stop it. */
import { Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { dateLocale } from '../../../ui/dates'
import { useEngine, useTopic } from '../../../ui/engine'
import { FilePath } from '../../../ui/FilePath'
import { Refusal } from '../../../ui/Refusal'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { keptCalendarWords } from './kept-words'
import classes from './CalendarFile.module.css'

addWords('keptCalendar', keptCalendarWords)

/** `noted`: the history of this computer takes exports. */
export function KeptCalendar({ suggestedName, noted }: { suggestedName: string; noted: boolean }) {
  const { t } = useTranslation('keptCalendar')
  const engine = useEngine()
  const locale = useLocale()
  const kept = useTopic('keptCalendar', null)
  const [working, setWorking] = useState(false)
  const [said, setSaid] = useState<'kept' | 'forgotten' | { error: ErrorCode } | null>(null)
  const choosing = useRef<HTMLButtonElement>(null)
  /** What was pressed could not hold the focus while it worked, or is gone. */
  const refocus = useRef(false)
  useLayoutEffect(() => {
    if (working || !refocus.current) return
    refocus.current = false
    choosing.current?.focus()
  }, [working])
  if (kept === undefined) return null

  const run = async (work: () => Promise<'kept' | 'forgotten' | null>) => {
    setWorking(true)
    setSaid(null)
    try {
      setSaid(await work())
    } catch (error) {
      setSaid({ error: errorCode(error) })
    } finally {
      refocus.current = true
      setWorking(false)
    }
  }
  const choose = () =>
    run(async () => {
      const chosen = await window.permanence.chooseCalendar({ suggestedName })
      if (!chosen) return null
      await engine.call('keepCalendar', { token: chosen.token, locale })
      // Once, when it is set up: not each time that it is written.
      if (noted) await engine.call('calendarSaved').catch(() => false)
      return 'kept'
    })
  const forget = () =>
    run(async () => {
      await engine.call('forgetCalendar')
      return 'forgotten'
    })
  const time = (at: number) => new Intl.DateTimeFormat(dateLocale(locale), { hour: '2-digit', minute: '2-digit' }).format(at)
  const StateIcon = kept?.failing ? IconAlertTriangle : IconCheck
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <span className={classes.icon} aria-hidden>
        <IconRefresh size={20} stroke={1.5} />
      </span>
      <div>
        <Text component="h3" size="md" fw={600}>
          {t('title')}
        </Text>
        {kept ? (
          <>
            <FilePath path={kept.path} />
            <p className={classes.kept} data-failing={kept.failing ? '' : undefined} data-testid="kept-calendar">
              <StateIcon size={14} stroke={2} aria-hidden />
              {kept.failing ? t(`failing.${kept.failing}`) : kept.at === null ? t('soon') : t('at', { time: time(kept.at) })}
            </p>
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('what')}
          </Text>
        )}
        {said && typeof said === 'object' && <Refusal code={said.error} mb="xs" p="xs" />}
        <Text size="sm" role="status">
          {typeof said === 'string' && t(said)}
        </Text>
        <Group gap="xs" mt="xs">
          <Button ref={choosing} variant="default" size="compact-md" loading={working} onClick={() => void choose()}>
            {t(kept ? 'another' : 'keep')}
          </Button>
          {kept && (
            <Button variant="default" size="compact-md" disabled={working} onClick={() => void forget()}>
              {t('forget')}
            </Button>
          )}
        </Group>
      </div>
    </Group>
  )
}

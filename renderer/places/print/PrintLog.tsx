/** What was printed of late, by whomever: a volunteer sees what names nobody. */
import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { deedText } from '../../ui/deeds'
import { useEngine, useTopic } from '../../ui/engine'
import { useLocale } from '../../ui/settings'
import classes from './PrintLog.module.css'

const shown = 8

export function PrintLog() {
  const { t } = useTranslation('press')
  const { t: deed } = useTranslation('deed')
  const engine = useEngine()
  const locale = dateLocale(useLocale())
  const version = useTopic('history', null)?.version
  const devices = useTopic('devices', null)
  const [entries, setEntries] = useState<HistoryEntry[] | null>(null)
  useEffect(() => {
    let current = true
    engine.call('history', { start: 0, end: shown, kinds: ['print'] }).then((page) => current && setEntries(page.entries), () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  if (!entries) return null
  if (entries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('start.noPrint')}
      </Text>
    )
  }
  const at = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  return (
    <ul className={classes.log}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Text size="sm">{deedText(entry, null, deed)}</Text>
          <Text size="xs" c="dimmed">
            {[at.format(entry.at), devices?.find(({ id }) => id === entry.device)?.name ?? ''].filter(Boolean).join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  )
}

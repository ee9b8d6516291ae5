/** What a calendar file would do to the agenda, in lists, before anything is written; and how its times were understood. */
import { Alert, Button, Group, Select, Tabs, Text } from '@mantine/core'
import { IconAlertTriangle, IconCalendarPlus, IconClock } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarRowKinds, type CalendarRowKind } from '#core/ics/calendar-row'
import { useLocale } from '../../../ui/settings'
import type { CalendarDesk, CalendarSession, CalendarState } from './calendar-desk'
import classes from './CalendarFile.module.css'
import { CalendarRowList } from './CalendarRowList'

type Tab = CalendarRowKind | 'problems'
const tabs: readonly Tab[] = [...calendarRowKinds, 'problems']

interface Props {
  desk: CalendarDesk
  state: Extract<CalendarState, { phase: 'open' }>
}

export function CalendarPreview({ desk, state }: Props) {
  const { t } = useTranslation(['calendarFile', 'error'])
  const { file, busy, notice } = state
  const { counts, problems, zones } = file.session
  // Of these it is said above the lists.
  const listed = problems.filter(({ reason }) => reason !== 'floating' && reason !== 'unknown-zone')
  const countOf = (tab: Tab) => (tab === 'problems' ? listed.reduce((sum, { count }) => sum + count, 0) : counts[tab])
  const [tab, setTab] = useState<Tab>(() => tabs.find((one) => one !== 'same' && countOf(one) > 0) ?? 'same')
  const name = useRef<HTMLHeadingElement>(null)
  // The page that had the focus is gone: a screen reader goes on with what was read.
  useEffect(() => name.current?.focus(), [])
  const floating = problems.find(({ reason }) => reason === 'floating')?.count ?? 0
  const written = counts.fresh + counts.changed
  const events = written + counts.same + counts.setAside
  return (
    <>
      <Text component="h3" size="sm" fw={600} ref={name} tabIndex={-1} className={classes.file}>
        {file.fileName}
      </Text>
      <div className={classes.notices}>
        {notice && (
          <Alert color={notice === 'again' ? 'encre' : 'red'} role="alert" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {notice === 'again' ? t('import.again') : t(`error:${notice}`)}
          </Alert>
        )}
        {events === 0 && (
          <Alert color="red" role="alert" p="xs">
            {t('import.noEvent')}
          </Alert>
        )}
        {floating > 0 && (
          <Alert color="encre" role="status" p="xs" icon={<IconClock size={18} aria-hidden />}>
            {t('import.floating', { count: floating, zone: zones.home })}
          </Alert>
        )}
        {zones.unknown.length > 0 && <UnknownZones zones={zones} disabled={busy === 'applying'} onChoose={(zone) => void desk.choose(zone)} />}
      </div>
      <Tabs value={tab} onChange={(value) => value && setTab(value as Tab)} classNames={{ root: classes.tabs, panel: classes.panel, list: classes.tabList }} keepMounted={false}>
        <Tabs.List aria-label={t('import.tabs')}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one} rightSection={<CountBadge kind={one} count={countOf(one)} />}>
              {t(`import.kind.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one}>
            <Text size="sm" c="dimmed" className={classes.explain}>
              {t(`import.${countOf(one) > 0 ? 'explain' : 'empty'}.${one}`)}
            </Text>
            {one === 'problems'
              ? listed.length > 0 && <Problems problems={listed} />
              : counts[one] > 0 && <CalendarRowList key={file.version} id={file.session.id} kind={one} version={file.version} total={counts[one]} home={zones.home} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Group className={classes.footer} justify="space-between">
        <Button variant="default" onClick={desk.leave} disabled={busy === 'applying'}>
          {t('import.another')}
        </Button>
        <Group gap="md">
          <Text size="sm" role="status">
            {[counts.fresh > 0 ? t('import.toAdd', { count: counts.fresh }) : '', counts.changed > 0 ? t('import.toUpdate', { count: counts.changed }) : ''].filter(Boolean).join(', ')}
          </Text>
          <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} loading={busy !== null} disabled={written === 0} onClick={() => void desk.apply()}>
            {t(written === 0 ? 'import.none' : counts.fresh > 0 ? 'import.apply' : 'import.update')}
          </Button>
        </Group>
      </Group>
    </>
  )
}

function CountBadge({ kind, count }: { kind: Tab; count: number }) {
  const locale = useLocale()
  return (
    <span className={classes.count} data-kind={count > 0 ? kind : undefined}>
      {count.toLocaleString(locale)}
    </span>
  )
}

/** Names of unknown zones that are said; a file has one, or is hopeless. */
const zonesNamed = 5

function UnknownZones({ zones, disabled, onChoose }: { zones: CalendarSession['zones']; disabled: boolean; onChoose: (zone: string) => void }) {
  const { t } = useTranslation('calendarFile')
  const all = useMemo(() => [...new Set([zones.home, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })), [zones.home])
  const named = zones.unknown.slice(0, zonesNamed).map((name) => t('import.quoted', { name: name.slice(0, 80) }))
  const more = zones.unknown.length - named.length
  return (
    <Alert color="orange" role="group" aria-label={t('import.zone')} p="xs" icon={<IconAlertTriangle size={18} aria-hidden />} className={classes.notice}>
      <Group gap="md" align="center" data-words>
        <Text size="sm">{t('import.unknown', { count: zones.unknown.length, names: [...named, ...(more > 0 ? [t('import.more', { count: more })] : [])].join(', ') })}</Text>
        <Group gap="xs">
          <Text size="sm" component="label" htmlFor="calendar-zone">
            {t('import.zone')}
          </Text>
          <Select
            id="calendar-zone" size="xs" searchable allowDeselect={false} limit={60} data={all} value={zones.chosen} disabled={disabled} nothingFoundMessage={t('import.noZone')} maxDropdownHeight={220}
            onChange={(zone) => zone && onChoose(zone)}
          />
        </Group>
      </Group>
    </Alert>
  )
}

function Problems({ problems }: { problems: CalendarSession['problems'] }) {
  const { t } = useTranslation('calendarFile')
  const locale = useLocale()
  return (
    // Scrolled by keyboard too.
    <ul className={classes.problems} tabIndex={0} aria-label={t('import.kind.problems')}>
      {problems.map(({ reason, count, lines }) => {
        const more = count - lines.length
        const named = lines.map((line) => line.toLocaleString(locale)).join(', ')
        return (
          <li key={reason}>
            <span>{t(`import.problem.${reason as Exclude<typeof reason, 'empty' | 'not-a-calendar' | 'too-large' | 'too-many'>}`)}</span>
            <span className={classes.lines}>
              {t('import.lines', { count, lines: named })}
              {more > 0 && ` ${t('import.more', { count: more })}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

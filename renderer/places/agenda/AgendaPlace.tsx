/** The agenda of the section: what takes place when, and beside it the sheet of one action. */
import { Button, Group, Menu, SegmentedControl, Text, Title } from '@mantine/core'
import { IconCalendarDown, IconCalendarPlus, IconCalendarUp, IconChevronDown, IconChevronLeft, IconChevronRight, IconVolumeOff } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, dayOf } from '#core/domain/days'
import type { ActionId } from '#core/domain/ids'
import { dateLocale } from '../../ui/dates'
import { useDrafts } from '../../ui/drafts'
import { useStable, useTopic } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { replaceRoute, useRoute } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { isVolunteer } from '../../ui/sharing'
import { usePlaceKeys } from '../../ui/place/use-place-keys'
import { useNow } from '../../ui/use-now'
import { whenIdle } from '../../ui/when-idle'
import { addWords } from '../../ui/words'
import { CoverageView } from './CoverageView'
import { WeekAgainItem } from './duplicate/WeekAgainItem'
import { ListView } from './ListView'
import { MonthView } from './MonthView'
import { daysInSight, turned, views, type View } from './period'
import { useAgenda, usePeriod } from './use-agenda'
import { WeekView } from './WeekView'
import { agendaWords } from './words'
import frame from '../../ui/place/place.module.css'
import classes from './AgendaPlace.module.css'

addWords('agenda', agendaWords)

const loadSheet = () => import('./ActionSheet')
const loadNew = () => import('./NewAction')
const ActionSheet = lazy(loadSheet)
const NewAction = lazy(loadNew)
const WeekAgainDialog = lazy(() => import('./duplicate/WeekAgainDialog'))
const VotesDialog = lazy(() => import('./VotesDialog'))
const CalendarImportDialog = lazy(() => import('./calendar-file/CalendarImportDialog'))
const CalendarExportDialog = lazy(() => import('./calendar-file/CalendarExportDialog'))

export default function AgendaPlace() {
  const { t } = useTranslation(['agenda', 'app'])
  const locale = dateLocale(useLocale())
  const drafts = useDrafts()
  const route = useRoute()
  const today = dayOf(new Date(useNow()))
  const { view, day, show } = usePeriod(today)
  const days = useMemo(() => daysInSight(view, day), [view, day])
  const shown = useAgenda(days)
  const volunteer = isVolunteer(useTopic('sharing', null))
  const [making, setMaking] = useState<{ day: string; begins?: string } | null>(null)
  const [dialog, setDialog] = useState<'import' | 'export' | 'votes' | 'again' | null>(null)
  const open = route.place === 'agenda' ? route : undefined

  useEffect(() => whenIdle(() => Promise.all([loadSheet(), loadNew()])), [])

  const go = useStable(async (id?: ActionId, on: string = '') => {
    await drafts.commitAll()
    replaceRoute(id ? { place: 'agenda', action: id, ...(on ? { on } : {}) } : { place: 'agenda' })
  })
  const step = useStable((by: 1 | -1) => show(view, turned(view, day, by)))

  usePlaceKeys({ n: () => setMaking({ day }), t: () => show(view, today), PageUp: () => step(-1), PageDown: () => step(1) }, () => void go())

  const title = periodTitle(view, days, day, locale, (from, to) => t('agenda:weekOf', { from, to }))
  const View = { month: MonthView, week: WeekView, day: WeekView, list: ListView, coverage: CoverageView }[view]
  // Of no time in particular: there is nothing to turn.
  const turns = view !== 'coverage'
  return (
    <div className={frame.place} data-sheet={open?.action ? '' : undefined}>
      <section className={frame.main} aria-label={t('agenda:title')}>
        <header className={frame.head}>
          <Title order={1}>{t('agenda:title')}</Title>
          {turns && <Group gap={2} wrap="nowrap">
            <IconButton icon={IconChevronLeft} label={t(`agenda:previous.${view}`)} onClick={() => step(-1)} />
            <Button variant="default" size="compact-sm" onClick={() => show(view, today)}>
              {t('agenda:today')}
            </Button>
            <IconButton icon={IconChevronRight} label={t(`agenda:next.${view}`)} onClick={() => step(1)} />
          </Group>}
          {turns && (
            <Text fw={600} role="status" className={classes.period}>
              {title}
            </Text>
          )}
          <Group gap="xs" ml="auto" wrap="nowrap">
            <SegmentedControl size="xs" aria-label={t('agenda:viewLabel')} value={view} onChange={(value) => show(value as View, day)} data={views.map((value) => ({ value, label: t(`agenda:view.${value}`) }))} />
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" size="compact-md" rightSection={<IconChevronDown size={14} />}>
                  {t('agenda:more.label')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {view === 'week' && !volunteer && <WeekAgainItem onClick={() => setDialog('again')} />}
                <Menu.Item leftSection={<IconCalendarDown size={16} />} onClick={() => setDialog('import')}>
                  {t('agenda:more.import')}
                </Menu.Item>
                <Menu.Item leftSection={<IconCalendarUp size={16} />} onClick={() => setDialog('export')}>
                  {t('agenda:more.export')}
                </Menu.Item>
                {!volunteer && (
                  <Menu.Item leftSection={<IconVolumeOff size={16} />} onClick={() => setDialog('votes')}>
                    {t('agenda:more.votes')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
            <Button className={frame.short} aria-label={t(volunteer ? 'agenda:propose' : 'agenda:new')} leftSection={<IconCalendarPlus size={16} />} onClick={() => setMaking({ day })}>
              {t(volunteer ? 'agenda:propose' : 'agenda:new')}
            </Button>
          </Group>
        </header>
        <div className={frame.view}>
          {shown && (
            <View
              days={days} day={day} today={today} shown={shown} open={open?.action ? `${open.action} ${open.on ?? ''}` : ''}
              onDay={(to) => show(view, to)} onShowDay={(to) => show('day', to)} onNew={(on, hour) => setMaking({ day: on, ...(hour === undefined ? {} : { begins: `${String(hour).padStart(2, '0')}:00` }) })}
            />
          )}
          {shown?.length === 0 && view === 'list' && (
            <div className={frame.empty}>
              <Text fw={600}>{t('agenda:empty.title')}</Text>
              <Text c="dimmed" size="sm" maw="28rem" ta="center">
                {t('agenda:empty.more')}
              </Text>
              <Button mt="xs" variant="default" onClick={() => setMaking({ day })}>
                {t(volunteer ? 'agenda:propose' : 'agenda:new')}
              </Button>
            </div>
          )}
        </div>
      </section>
      {open?.action && (
        <Suspense fallback={<aside className={frame.sheet} />}>
          <aside className={frame.sheet} aria-label={t('agenda:sheet.label')}>
            <ActionSheet key={`${open.action} ${open.on ?? ''}`} id={open.action} on={open.on ?? ''} onClose={() => void go()} onGo={(id, on) => void go(id, on)} />
          </aside>
        </Suspense>
      )}
      <Suspense fallback={null}>
        {dialog === 'import' && <CalendarImportDialog onClose={() => setDialog(null)} />}
        {dialog === 'export' && <CalendarExportDialog chosen="all" onClose={() => setDialog(null)} />}
        {dialog === 'again' && (
          <WeekAgainDialog
            days={days} onClose={() => setDialog(null)}
            onMade={(on) => {
              setDialog(null)
              show('week', on)
            }}
          />
        )}
        {dialog === 'votes' && <VotesDialog onClose={() => setDialog(null)} />}
        {making && (
          <NewAction
            {...making} onlyProposes={volunteer} onClose={() => setMaking(null)}
            onMade={(id, on) => {
              setMaking(null)
              show(view, on)
              void go(id)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

function periodTitle(view: View, days: readonly string[], day: string, locale: string, week: (from: string, to: string) => string): string {
  if (view === 'day') return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(dateOf(day))
  if (view !== 'week') return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(dateOf(day))
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const short = new Intl.DateTimeFormat(locale, days[0]!.slice(0, 7) === days.at(-1)!.slice(0, 7) ? { day: 'numeric' } : { day: 'numeric', month: 'long' })
  return week(short.format(dateOf(days[0]!)), long.format(dateOf(days.at(-1)!)))
}

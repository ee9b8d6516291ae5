/** The territory: commune by commune or sector by sector, when each kind of action was last held and is planned, and where nothing has happened for long. */
import { Button, Group, NumberInput, SegmentedControl, Text, Title } from '@mantine/core'
import { IconCalendarEvent, IconListDetails, IconMap2, IconPrinter } from '@tabler/icons-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actionKinds, type ActionKind } from '#core/domain/agenda/action'
import type { Coverage, CoveredPlace, Covering } from '#core/domain/agenda/coverage'
import { isLeftAlone, weeksSince } from '#core/domain/agenda/left-alone'
import { dateLocale } from '../../ui/dates'
import { useTopic } from '../../ui/engine'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { isVolunteer } from '../../ui/sharing'
import { useNow } from '../../ui/use-now'
import { addWords } from '../../ui/words'
import { PlaceTimes } from './territory/PlaceTimes'
import { territoryWords } from './territory/words'
import { useAnswer } from './use-agenda'
import classes from './CoverageView.module.css'

addWords('territory', territoryWords)

const TerritoryDialog = lazy(() => import('./territory/TerritoryDialog'))
const CoveragePaper = lazy(() => import('./territory/CoveragePaper'))
const StreetsDialog = lazy(() => import('../../ui/list/StreetsDialog'))

/** Weeks without anything after which a place is shown as left alone. */
const usualWeeks = 6

interface Row extends Coverage {
  key: string
  name: string
  /** Beside it, smaller. */
  more: string
  place: CoveredPlace
}

export function CoverageView() {
  const { t } = useTranslation(['territory', 'agenda', 'action'])
  const now = useNow()
  const [by, setBy] = useState<'town' | 'sector'>('town')
  const [weeks, setWeeks] = useState(usualWeeks)
  const [dialog, setDialog] = useState<'sectors' | 'paper' | 'people' | null>(null)
  const volunteer = isVolunteer(useTopic('sharing', null))
  const answer = useAnswer(by, async (engine) => {
    const request = { now: Date.now() }
    const rows: Row[] =
      by === 'town'
        ? (await engine.call('coverage', request)).map((town) => ({ ...town, key: town.city, name: town.city, more: '', place: { by, city: town.city } }))
        : (await engine.call('sectorCoverage', request)).map((sector) => ({ ...sector, key: sector.sector, more: sector.city, place: { by, sector: sector.sector } }))
    return { by, rows }
  })
  if (!answer) return null
  // Until the other answer is there, what is shown is still of the first.
  const { rows } = answer
  const alone = rows.filter((row) => isLeftAlone(row, now, weeks)).length
  const said = answer.by === 'sector' ? t('territory:aloneSectors', { count: alone, sectors: rows.length }) : rows.length === 0 ? t('agenda:coverage.none') : t('agenda:coverage.alone', { count: alone, towns: rows.length })
  return (
    <div className={classes.view}>
      <div className={classes.rule}>
        <Group gap="md" align="flex-end">
          <SegmentedControl size="xs" aria-label={t('territory:by.label')} value={by} onChange={(value) => setBy(value as 'town' | 'sector')} data={(['town', 'sector'] as const).map((value) => ({ value, label: t(`territory:by.${value}`) }))} />
          <NumberInput size="xs" w="9rem" label={t('agenda:coverage.weeks')} min={1} max={52} allowDecimal={false} value={weeks} onChange={(value) => setWeeks(Number(value) || usualWeeks)} />
        </Group>
        <Group gap="xs">
          <Button variant="default" size="compact-md" leftSection={<IconMap2 size={16} />} onClick={() => setDialog('sectors')}>
            {t('territory:manage')}
          </Button>
          {!volunteer && (
            <Button variant="default" size="compact-md" leftSection={<IconListDetails size={16} />} onClick={() => setDialog('people')}>
              {t('territory:people')}
            </Button>
          )}
          <Button variant="default" size="compact-md" leftSection={<IconPrinter size={16} />} onClick={() => setDialog('paper')}>
            {t('territory:print')}
          </Button>
        </Group>
      </div>
      {answer.by === 'sector' && rows.length === 0 ? (
        <div className={classes.empty}>
          <Title order={2} size="h4">
            {t('territory:none.title')}
          </Title>
          <Text c="dimmed" size="sm" maw="34rem" ta="center">
            {t('territory:none.more')}
          </Text>
          <Button mt="xs" variant="default" onClick={() => setDialog('sectors')}>
            {t('territory:manage')}
          </Button>
        </div>
      ) : (
        <Text size="sm" role="status" pb="xs">
          {said}
        </Text>
      )}
      {rows.length > 0 && <CoverageTable by={answer.by} rows={rows} now={now} weeks={weeks} />}
      <Suspense fallback={null}>
        {dialog === 'sectors' && <TerritoryDialog onClose={() => setDialog(null)} />}
        {dialog === 'people' && <StreetsDialog by={by} onClose={() => setDialog(null)} />}
        {dialog === 'paper' && <CoveragePaper by={by} weeks={weeks} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}

function CoverageTable({ by, rows, now, weeks }: { by: 'town' | 'sector'; rows: readonly Row[]; now: number; weeks: number }) {
  const { t } = useTranslation(['territory', 'agenda', 'action'])
  const locale = dateLocale(useLocale())
  /** Whose actions are listed; of one kind, or of all. */
  const [open, setOpen] = useState<{ key: string; kind: ActionKind | null } | null>(null)
  const kinds = actionKinds.filter((kind) => rows.some((row) => row.kinds[kind]))
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const link = ({ action, on, from }: Covering, next: boolean) => (
    <a href={routeHash({ place: 'agenda', action, ...(on ? { on } : {}) })} data-next={next || undefined}>
      {next && <IconCalendarEvent size={12} stroke={2} aria-label={t('agenda:coverage.planned')} />}
      {short.format(from)}
    </a>
  )
  const opens = (key: string, kind: ActionKind | null) => ({
    type: 'button' as const, 'aria-expanded': open?.key === key && open.kind === kind, onClick: () => setOpen((was) => (was?.key === key && was.kind === kind ? null : { key, kind })),
  })
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t(by === 'town' ? 'agenda:coverage.town' : 'territory:sector')}</th>
          <th scope="col">{t('agenda:coverage.last')}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col">
              {t(`action:kind.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.key}>
            <tr data-alone={isLeftAlone(row, now, weeks) || undefined}>
              <th scope="row">
                <button {...opens(row.key, null)} className={classes.open}>
                  {row.name}
                </button>
                {row.more && <small>{row.more}</small>}
              </th>
              <td>{row.last ? ago.format(-weeksSince(row.last.from, now), 'week') : t('agenda:coverage.never')}</td>
              {kinds.map((kind) => {
                const of = row.kinds[kind]
                return (
                  <td key={kind}>
                    {of?.last && link(of.last, false)}
                    {of && of.times > 1 && (
                      <button {...opens(row.key, kind)} className={classes.figure} aria-label={t('territory:times.ofKind', { count: of.times, kind: t(`action:kind.${kind}`), place: row.name })}>
                        ×{of.times}
                      </button>
                    )}{' '}
                    {of?.next && link(of.next, true)}
                  </td>
                )
              })}
            </tr>
            {open?.key === row.key && (
              <tr>
                <td colSpan={kinds.length + 2}>
                  <PlaceTimes place={row.place} kind={open.kind} label={t('territory:times.open', { place: row.name })} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** What came back on a walk list or a letterbox sheet, keyed building by building in the order of the paper, by keyboard alone. */
import { Text } from '@mantine/core'
import { Fragment, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { visitCounters, type Building, type Sector, type VisitCounter } from '#core/domain/agenda/territory'
import { visitTotals } from '#core/domain/agenda/visits'
import { doorsOf, walkStreets } from '#core/domain/agenda/walk-lines'
import type { ActionId } from '#core/domain/ids'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { useDraft } from '../../../ui/drafts'
import { KeyLegend } from '../../../ui/Keys'
import { useReturnFocus } from '../../../ui/return-focus'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { KeyingScreen } from '../keying/KeyingScreen'
import { useVisits, type VisitLine } from './use-visits'
import { doubtOf, nextCell, typedCell, visitColumns, type CellPlace } from './visit-table'
import { walkWords } from './words'
import classes from './Visits.module.css'

addWords('walk', walkWords)

interface Props {
  action: Action
  occurrence: Occurrence
  sector: Sector
  /** `moved`: the action that the counters are of, where they took one time out of a series. */
  onClose(moved: ActionId | null): void
}

const keyOf = { along: 'enter', rows: 'arrows', leave: 'escape' } as const
const nameOf = ({ number, building, stair, street }: Building) => [number, building, stair].map((part) => part.trim()).filter(Boolean).join(', ') || street

export default function VisitsDialog({ action, occurrence: opened, sector, onClose }: Props) {
  const { t } = useTranslation('walk')
  useReturnFocus()
  const locale = useLocale()
  // The first line that is saved may take this time out of its series, which then shows another in its place.
  const [occurrence] = useState(opened)
  const visits = useVisits(action, occurrence, sector)
  const streets = useMemo(() => walkStreets(sector.buildings), [sector])
  const buildings = useMemo(() => streets.flatMap((street) => street.buildings), [streets])
  // As they were when it was opened: a column must not come or go under the hands.
  const [columns] = useState(() => visitColumns(action.kind, action.visits.filter((visit) => visit.sector === sector.id)))
  const body = useRef<HTMLTableSectionElement>(null)
  const warned = useRef(false)
  const [said, setSaid] = useState('')
  const lines = buildings.map((building) => visits.lineOf(building.id))
  const totals = visitTotals(lines)
  const done = lines.filter(({ counted }) => Object.keys(counted).length > 0).length
  /** Where one goes on: the first building of which nothing is keyed, as it was when it was opened. */
  const [first] = useState(() => Math.max(0, lines.findIndex(({ counted }) => Object.keys(counted).length === 0)))
  const figures = new Intl.NumberFormat(locale)

  // Locked or quit in the middle of a line: it is saved as far as it was keyed.
  useDraft(visits.dirty, visits.saveAll)
  const leave = async () => {
    if ((await visits.saveAll()) || warned.current) return onClose(visits.moved())
    warned.current = true
    setSaid(t('visits.leave'))
  }
  const goTo = ({ line, column }: CellPlace) => {
    const cell = body.current?.querySelector<HTMLInputElement>(`[data-cell="${line} ${column}"]`)
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest' })
  }
  const keys = (event: KeyboardEvent, place: CellPlace) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const to = nextCell(place, event, buildings.length, columns.length)
    if (!to && event.key !== 'Enter') return
    event.preventDefault()
    if (to) goTo(to)
    // Behind the last cell there is no line whose reaching would save this one.
    else void save(buildings[place.line]!)
  }
  const save = async (building: Building) => {
    const was = visits.lineOf(building.id)
    const saved = await visits.save(building.id)
    if (!saved || Object.keys(was.counted).length > 0) setSaid(t(saved ? 'visits.saved' : 'visits.refused', { building: nameOf(building) }))
  }
  const left = (event: FocusEvent<HTMLTableRowElement>, building: Building) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void save(building)
  }

  let line = -1
  return (
    <KeyingScreen
      title={t('visits.title')} closeLabel={t('visits.close')} name={titleInWords(action, locale)} about={[occasionInWords(occurrence, action, locale), sector.name].filter(Boolean).join(' · ')} said={said} narrow onLeave={() => void leave()}
      aside={
        <Text size="sm" fw={600} ml="auto" data-testid="visits-done">
          {t('visits.done', { count: done, of: buildings.length })}
        </Text>
      }
      legend={<KeyLegend keys={[[null, t('visits.empty')], ...(['along', 'rows', 'leave'] as const).map((what) => [t(`visits.keyNames.${keyOf[what]}`), t(`visits.keys.${what}`)] as const)]} />}
    >
      {buildings.length === 0 ? (
        <Text>{t('visits.none')}</Text>
      ) : (
        <div className={classes.paper} tabIndex={-1}>
          <table className={classes.table} aria-label={t('visits.table')}>
            <thead>
              <tr>
                <th scope="col" className={classes.name}>
                  {t('visits.building')}
                </th>
                <th scope="col">{t('visits.known')}</th>
                {columns.map((counter) => (
                  <th key={counter} scope="col" className={classes.count}>
                    {t(`visits.counter.${counter}`)}
                  </th>
                ))}
                <th scope="col" className={classes.fate}>
                  {t('visits.state')}
                </th>
              </tr>
            </thead>
            <tbody ref={body}>
              {streets.map(({ street, buildings: inStreet }) => (
                <Fragment key={street}>
                  <tr className={classes.street}>
                    <th scope="rowgroup" colSpan={columns.length + 3}>
                      {street}
                    </th>
                  </tr>
                  {inStreet.map((building) => {
                    const at = ++line
                    return (
                      <tr key={building.id} onBlur={(event) => left(event, building)}>
                        <th scope="row" className={classes.name}>
                          {nameOf(building)}
                        </th>
                        <td className={classes.soft}>{known(building)}</td>
                        {columns.map((counter, column) => (
                          <td key={counter} className={classes.count}>
                            <input
                              className={classes.input} inputMode="numeric" autoComplete="off" data-cell={`${at} ${column}`} data-autofocus={(at === first && column === 0) || undefined}
                              aria-label={t('visits.cell', { counter: t(`visits.counter.${counter}`), building: nameOf(building) })}
                              value={lines[at]!.cells[counter] ?? ''} onFocus={(event) => event.currentTarget.select()} onKeyDown={(event) => keys(event, { line: at, column })}
                              onChange={(event) => type(building, counter, event.currentTarget.value)}
                            />
                          </td>
                        ))}
                        <td className={classes.state}>
                          <State line={lines[at]!} building={building} />
                        </td>
                      </tr>
                    )
                  })}
                </Fragment>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t('visits.total')}
                </th>
                {columns.map((counter) => (
                  <td key={counter} className={classes.count} data-testid={`visits-total-${counter}`}>
                    {totals[counter] === undefined ? '' : figures.format(totals[counter])}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </KeyingScreen>
  )

  function type(building: Building, counter: VisitCounter, text: string) {
    const cell = typedCell(text.trim())
    if (cell === null) return
    warned.current = false
    visits.type(building.id, counter, cell)
  }

  function known(building: Building): string {
    const doors = doorsOf(building)
    const boxes = building.boxes > 0 ? t('visits.boxes', { count: building.boxes }) : ''
    return action.kind === 'letterboxes' ? boxes : doors > 0 ? t('visits.doors', { count: doors }) : boxes
  }
}

/** What became of a line, and what can't be right in it. */
function State({ line, building }: { line: VisitLine; building: Building }) {
  const { t } = useTranslation('walk')
  const doubt = doubtOf(line.counted, building)
  return (
    <>
      {line.state && <span data-state={line.state}>{t(`visits.states.${line.state}`)}</span>}
      {line.apart.map((other, at) => (
        <small key={at}>{t('visits.apart', { list: visitCounters.flatMap((counter) => (other[counter] === undefined ? [] : `${t(`visits.counter.${counter}`)} ${other[counter]}`)).join(', ') })}</small>
      ))}
      {doubt && <small>{t(`visits.doubt.${doubt}`)}</small>}
    </>
  )
}

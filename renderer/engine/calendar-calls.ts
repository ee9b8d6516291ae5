/**
 * A calendar file as the window sees it: read and compared to the agenda, previewed by windows of rows, applied as one deed.
 * Invariant: what is written is what was shown: where the agenda changed meanwhile so that the file would do something else,
 * nothing is written and it is shown again.
 */
import type { Action } from '#core/domain/agenda/action'
import { newId, type ActionId } from '#core/domain/ids'
import { homeZone } from '#core/domain/home-zone'
import { isInCalendars } from '#core/ics/action-entry'
import { planCalendar, type CalendarPlan } from '#core/ics/calendar-plan'
import { calendarRowKinds, type CalendarRow, type CalendarRowKind } from '#core/ics/calendar-row'
import type { Problem, Reason } from '#core/ics/problems'
import { largestFile, readCalendar, type CalendarReading } from '#core/ics/read-calendar'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { CalendarCalls, CalendarSession, ProblemGroup } from './calendar-api'
import { noteInHistory } from './export-ledger'
import type { Lifecycle } from './lifecycle'

interface OpenCalendar {
  id: string
  bytes: Uint8Array
  home: string
  chosen: string
  reading: CalendarReading
  plan: CalendarPlan
  rows: Record<CalendarRowKind, CalendarRow[]>
}

/** Lines that are named of each sort of problem. */
const linesNamed = 20

export function calendarCalls(lifecycle: Pick<Lifecycle, 'current' | 'beforeLeaving'>): Handlers<CalendarCalls> {
  const calendars = new Map<string, OpenCalendar>()
  let count = 0
  // What was compared to one agenda is nothing to another.
  lifecycle.beforeLeaving(() => calendars.clear())

  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    return section
  }

  function opened(id: string): OpenCalendar {
    const calendar = calendars.get(id)
    if (!calendar) throw new PortError('cancelled')
    return calendar
  }

  function take(id: string, bytes: Uint8Array, home: string, chosen: string, actions: Iterable<Action>): CalendarSession {
    const reading = readCalendar(bytes, home, chosen)
    return compare({ id, bytes, home, chosen, reading, plan: { rows: [], made: [], edited: [] }, rows: { fresh: [], changed: [], same: [], setAside: [] } }, actions)
  }

  function compare(calendar: OpenCalendar, actions: Iterable<Action>): CalendarSession {
    calendar.plan = planCalendar(calendar.reading, actions, calendar.home)
    // As they come in the year; what is set aside is looked for in the file.
    const inOrder = calendar.plan.rows.toSorted((one, other) => (one.start.local < other.start.local ? -1 : one.start.local > other.start.local ? 1 : 0))
    for (const kind of calendarRowKinds) calendar.rows[kind] = (kind === 'setAside' ? calendar.plan.rows : inOrder).filter((row) => row.kind === kind)
    calendars.set(calendar.id, calendar)
    return sessionOf(calendar)
  }

  const chosenOf = (actions: ReadonlyMap<ActionId, Action>, chosen: readonly ActionId[] | 'all') => (chosen === 'all' ? [...actions.values()] : chosen.flatMap((id) => actions.get(id) ?? []))

  return {
    async calendarOpen({ content }) {
      const { store } = await loaded()
      // Not even copied: it is refused by its size.
      const bytes = content.size > largestFile ? new Uint8Array(largestFile + 1) : new Uint8Array(await content.arrayBuffer())
      const home = homeZone()
      return take(`calendar-${++count}`, bytes, home, home, store.actions.values())
    },
    async calendarZone({ id, zone }) {
      const { store } = await loaded()
      const { bytes, home } = opened(id)
      return take(id, bytes, home, zone, store.actions.values())
    },
    calendarRows({ id, kind, start, end }) {
      const rows = opened(id).rows[kind]
      return { total: rows.length, rows: rows.slice(start, end) }
    },
    async calendarApply({ id }) {
      const { store, commands } = await loaded()
      const calendar = opened(id)
      const shown = deedOf(calendar.plan)
      const again = compare(calendar, store.actions.values())
      if (deedOf(calendar.plan) !== shown) return { again }
      const { made, edited } = calendar.plan
      if (made.length + edited.length === 0) throw new PortError('cancelled')
      const created = made.map((draft) => ({ id: newId<ActionId>(), draft }))
      const receipt = edited.length > 0 ? await commands.editActions(edited, created) : await commands.createActions(created, 'ics')
      calendars.delete(id)
      return { receipt }
    },
    calendarClose: ({ id }) => void calendars.delete(id),
    async calendarContents({ actions }) {
      const { store } = await loaded()
      const chosen = chosenOf(store.actions, actions)
      const inFile = chosen.filter(isInCalendars).length
      return { count: inFile, leftOut: chosen.length - inFile, noted: store.membership.holds('people') }
    },
    // The number of an export is of people, and there is nobody in it.
    calendarSaved: async () => noteInHistory(await loaded(), 'export', 0, 'ics'),
  }
}

/** What it would write. */
const deedOf = ({ made, edited }: CalendarPlan): string => JSON.stringify([made, edited])

function sessionOf({ id, home, chosen, reading, rows }: OpenCalendar): CalendarSession {
  const counts = { fresh: rows.fresh.length, changed: rows.changed.length, same: rows.same.length, setAside: rows.setAside.length }
  return { id, counts, problems: grouped(reading.problems), zones: { home, chosen, unknown: reading.unknownZones } }
}

function grouped(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<Reason, ProblemGroup>()
  for (const { reason, line } of problems) {
    const group = groups.get(reason) ?? { reason, count: 0, lines: [] }
    group.count++
    if (group.lines.length < linesNamed) group.lines.push(line)
    groups.set(reason, group)
  }
  return [...groups.values()]
}

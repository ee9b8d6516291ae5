/**
 * An action done again some weeks later: what was planned for it is taken along, and nothing of what came of it.
 * Invariants: it begins at the same hour by the clock of its place, whatever the clocks do between; what a later version
 * knows of an action beyond what is named here is not taken along, as it may be what came of it.
 */
import { recurs, type Action, type ActionDraft } from './action'
import { later, type Moment } from './moment'

/** One time of an action that is to be done again. */
export interface Repeated {
  action: Action
  start: Moment
  end: Moment
}

const inWeeks = (moment: Moment, weeks: number) => later(moment, { days: 7 * weeks, seconds: 0 })

/** A single action, planned; its tasks undone, nobody signed up. */
export function duplicateOf({ action, start, end }: Repeated, weeks: number): ActionDraft {
  const { kind, title, city, cityCode, sector, address, place, audience, description, shifts, tasks, material } = action
  return {
    kind, title, city, cityCode, sector, address, place, audience, description, shifts, material, status: 'planned', start: inWeeks(start, weeks), end: inWeeks(end, weeks),
    tasks: tasks.map((task) => ({ ...task, done: false })),
  }
}

/** Why there is nothing to do again in that week: its series comes by itself, or somebody planned the same at the same time. */
export function thereAlready({ action, start }: Repeated, weeks: number, there: readonly Repeated[]): 'series' | 'planned' | null {
  const planned = there.filter((each) => each.action.status === 'planned')
  if (recurs(action) && planned.some((each) => each.action.id === action.id)) return 'series'
  const local = inWeeks(start, weeks).local
  return planned.some((each) => each.action.kind === action.kind && each.action.title === action.title && each.start.local === local) ? 'planned' : null
}

interface AgainInWeek {
  weeks: number
  draft: ActionDraft
}

/** What of one time is made in each of these weeks (`there`: what is planned in each), and why nothing is where it is nothing in any of them. */
export function againIn(item: Repeated, weeks: readonly { weeks: number; there: readonly Repeated[] }[]): { made: AgainInWeek[]; why: 'series' | 'planned' | null } {
  const said = weeks.map((week) => ({ week, why: thereAlready(item, week.weeks, week.there) }))
  const made = said.filter(({ why }) => why === null).map(({ week }) => ({ weeks: week.weeks, draft: duplicateOf(item, week.weeks) }))
  return { made, why: made.length > 0 ? null : (said[0]?.why ?? null) }
}

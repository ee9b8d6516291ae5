/**
 * A change to some times of a series: it is cut, or one time is taken out of it, and what was changed becomes an action of
 * its own that knows where it comes from.
 */
import type { Action, ActionEdit, SeriesScope } from '../domain/agenda/action'
import { instantOf, later, momentAt, type Moment } from '../domain/agenda/moment'
import { cutSeries } from '../domain/agenda/recurrence'
import type { NewAction } from './action-commands'
import type { ActionId } from '../domain/ids'

export interface SeriesChange {
  /** To the series itself. */
  edits: ActionEdit[]
  /** The rest of it, or the one time: then what was to be changed is to be changed there. */
  made: NewAction | null
}

/** `at`: beginning of the time that is meant; `as`: id of the action that is made. `made` is `null` where all of the series is meant, in the end. */
export function changeSeries(action: Action, at: Moment, scope: SeriesScope, as: ActionId, home: string): SeriesChange {
  if (scope === 'all') return { edits: [], made: null }
  const { id, createdAt: _created, updatedAt: _updated, extra: _extra, apart: _apart, sequence: _sequence, uid: _uid, support: _support, dates: _dates, visits: _visits, ...copied } = action
  const draft = { ...copied, start: at, end: endFor(action, at, home), from: { action: id, on: at.local } }
  const isAdded = action.also.find((moment) => instantOf(moment, home) === instantOf(at, home))
  if (scope === 'one') {
    const edits: ActionEdit[] = isAdded ? [{ field: 'also', remove: [isAdded] }] : [{ field: 'except', add: [at] }]
    return { edits, made: { id: as, draft: { ...draft, rule: '', except: [], also: [] } } }
  }
  const { before, after } = cutSeries(action, at, home)
  if (!before) return { edits: [], made: null }
  const gone = (list: readonly Moment[], kept: readonly Moment[]) => list.filter((moment) => !kept.includes(moment))
  return {
    edits: [
      { field: 'when', value: { start: action.start, end: action.end, rule: before.rule } },
      { field: 'except', remove: gone(action.except, before.except) },
      { field: 'also', remove: gone(action.also, before.also) },
    ],
    made: { id: as, draft: { ...draft, start: after.start, end: endFor(action, after.start, home), rule: after.rule, except: [...after.except], also: [...after.also] } },
  }
}

/** As long after `at` as the action lasts, by the clock. */
function endFor({ start, end }: Action, at: Moment, home: string): Moment {
  const length = instantOf(end, home) - instantOf(start, home)
  if (at.local.length === 10) return later(at, { days: Math.round(length / 86_400_000), seconds: 0 })
  return { ...momentAt(instantOf(at, home) + length, at.zone ?? home), zone: at.zone }
}

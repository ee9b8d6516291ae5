/** Calls of the agenda, with the code of calendars: loaded when first asked for. */
import type { Action, Occurrence, Shift } from '#core/domain/agenda/action'
import { coverageOf } from '#core/domain/agenda/coverage'
import { instantOf } from '#core/domain/agenda/moment'
import { occurrenceOf, occurrencesOf } from '#core/domain/agenda/occurrences'
import { placesOf, type Comer, type ShiftPlaces } from '#core/domain/agenda/places'
import { signUpsFor } from '#core/domain/agenda/sign-ups'
import { suggestFor } from '#core/domain/agenda/suggestions'
import { votesFrom } from '#core/domain/agenda/votes'
import type { ActionId, PersonId } from '#core/domain/ids'
import { homeZone } from '#core/domain/home-zone'
import type { Handlers } from '#core/ports/rpc'
import { columnKey } from '#core/section/people-query'
import type { SignUpIndex } from '#core/section/sign-up-index'
import type { AgendaCalls, AgendaOccurrence, ComerRow, Participation, SignInCalls } from './agenda-api'
import type { CalendarCalls } from './calendar-api'
import type { CallCalls } from './call-api'
import type { EntryCalls } from './entry-api'
import { lazyCalls, once } from './lazy-calls'
import { nearnessOf } from './nearness'
import type { Lifecycle } from './lifecycle'

/** People proposed at a time: as many as one calls in an evening. */
const suggested = 12

export function agendaCalls(lifecycle: Lifecycle): Handlers<Omit<AgendaCalls, keyof SignInCalls | keyof EntryCalls | keyof CallCalls>> {
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    return section
  }

  // Reading a calendar file takes code that no screen of the agenda needs.
  const lazily = lazyCalls<CalendarCalls>(once(() => import('./calendar-calls').then(({ calendarCalls }) => calendarCalls(lifecycle))))

  return {
    editSeries: (change) => lifecycle.current().commands.editSeries(change, homeZone()),
    calendarOpen: lazily('calendarOpen'),
    calendarZone: lazily('calendarZone'),
    calendarRows: lazily('calendarRows'),
    calendarApply: lazily('calendarApply'),
    calendarClose: lazily('calendarClose'),
    calendarContents: lazily('calendarContents'),
    calendarSaved: lazily('calendarSaved'),
    async agenda({ from, to }) {
      const { store, signUps } = await loaded()
      const occurrences = occurrencesOf(store.actions.values(), from, to, homeZone())
      const index = store.membership.holds('people') ? await signUps() : null
      const ids = new Set(occurrences.map(({ action }) => action))
      return {
        actions: [...ids].map((id) => store.actions.get(id)!),
        occurrences: occurrences.map((each): AgendaOccurrence => ({ ...each, places: index && placesAt(store.actions, each, index).summary })),
      }
    },
    async suggestions({ action: id, on }) {
      const { store, signUps } = await loaded()
      const action = store.actions.get(id)
      if (!action) return { found: [], leftOut: 0 }
      const known = new Set(comersOf(store.actions, action, on, await signUps()).map(({ person }) => person))
      const start = on ? { local: on, zone: action.start.zone } : action.start
      const { found, leftOut } = suggestFor({ kind: action.kind, city: action.city, start }, store.people.all(), known, suggested, await nearnessOf(action))
      return {
        leftOut,
        found: found.map(({ person, reasons, channels }) => {
          const { firstName, lastName, phones, emails, city } = store.people.get(person)!
          return { id: person, firstName, lastName, phones, emails, city, reasons, channels }
        }),
      }
    },
    async participations(id) {
      const { store } = await loaded()
      const found = (store.people.get(id)?.signUps ?? []).flatMap(({ action: of, on, state }): Participation[] => {
        const action = store.actions.get(of)
        const time = action && (occurrenceOf(action, on, homeZone()) ?? { on: '', from: instantOf(action.start, homeZone()) })
        return time ? [{ action: of, on: time.on, title: action.title, kind: action.kind, from: time.from, state }] : []
      })
      return found.sort((one, other) => other.from - one.from)
    },
    coverage: async ({ now }) => coverageOf((await loaded()).store.actions.values(), now, homeZone()),
    votes: async () => votesFrom((await loaded()).store.settings()),
    async proposals() {
      const { store } = await loaded()
      return proposalsOf(store.actions)
    },
    async comers({ action: id, on }) {
      const { store, signUps } = await loaded()
      const action = store.actions.get(id)
      const waiting = new Map<PersonId, string[]>()
      const said = action ? comersOf(store.actions, action, on, await signUps()) : []
      for (const shift of action?.shifts ?? []) {
        for (const { person } of placesOf(shift, said.filter(({ signUp }) => signUp.shift === shift.id)).waiting) waiting.set(person, [...(waiting.get(person) ?? []), shift.id])
      }
      const nameOf = columnKey('name')
      const people = [...new Set(said.map(({ person }) => person))].flatMap((who) => store.people.get(who) ?? [])
      const names = new Map(people.map((person) => [person, nameOf(person)]))
      return people
        .sort((one, other) => (names.get(one)! < names.get(other)! ? -1 : 1))
        .map(({ id: who, firstName, lastName, phones, emails, city }): ComerRow => ({
          person: { id: who, firstName, lastName, phones, emails, city },
          signUps: said.flatMap(({ person, signUp }) => (person === who ? signUp : [])),
          waiting: waiting.get(who) ?? [],
        }))
    },
    async calendarFile({ actions, locale }) {
      const [{ store }, { calendarOf }] = await Promise.all([loaded(), import('./calendar-file')])
      const chosen = actions === 'all' ? [...store.actions.values()] : actions.flatMap((id) => store.actions.get(id) ?? [])
      return calendarOf(chosen, store.name(), locale)
    },
  }
}

export type Actions = ReadonlyMap<ActionId, Action>

/** All who said something of an action, at one time that it takes place. */
export function comersOf(actions: Actions, action: Action, on: string, index: SignUpIndex): Comer[] {
  const of = (id: ActionId) => [...index.of(id)].flatMap(([person, signUps]) => signUps.map((signUp) => ({ person, signUp })))
  return signUpsFor(action, on, (id) => actions.get(id), of)
}

/** Latest first. */
export function proposalsOf(actions: Actions): Action[] {
  return [...actions.values()].filter(({ status }) => status === 'proposed').sort((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? -1 : 1))
}

/** Who has a place in each shift of an action, at one time that it takes place, and all of them together. */
export function placesAt(actions: Actions, { action: id, on }: Occurrence, index: SignUpIndex): { shifts: { shift: Shift; places: ShiftPlaces }[]; summary: NonNullable<AgendaOccurrence['places']> } {
  const action = actions.get(id)!
  const comers = comersOf(actions, action, on, index)
  const coming = new Set<PersonId>()
  let [waiting, lacking] = [0, 0]
  const shifts = action.shifts.map((shift) => ({ shift, places: placesOf(shift, comers.filter(({ signUp }) => signUp.shift === shift.id)) }))
  for (const { places } of shifts) {
    for (const { person } of places.taking) coming.add(person)
    waiting += places.waiting.length
    lacking += places.lacking
  }
  for (const { person } of placesOf({ least: 0, most: 0 }, comers.filter(({ signUp }) => signUp.shift === '')).taking) coming.add(person)
  return { shifts, summary: { coming: coming.size, waiting, lacking } }
}

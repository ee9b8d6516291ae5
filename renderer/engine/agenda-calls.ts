/** Calls and topics of the agenda. */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { occurrencesOf } from '#core/domain/agenda/occurrences'
import { placesOf, type Comer } from '#core/domain/agenda/places'
import { signUpsFor } from '#core/domain/agenda/sign-ups'
import type { ActionId, PersonId } from '#core/domain/ids'
import type { Handlers, TopicSources } from '#core/ports/rpc'
import { columnKey } from '#core/section/people-query'
import type { SignUpIndex } from '#core/section/sign-up-index'
import type { AgendaCalls, AgendaOccurrence, AgendaTopics, ComerRow, SignInCalls } from './agenda-api'
import type { CalendarCalls } from './calendar-api'
import type { calendarCalls } from './calendar-calls'
import type { EntryCalls } from './entry-api'
import type { Lifecycle } from './lifecycle'
import { listenWhileOpen } from './while-open'

/** Of this computer: for what says no zone of its own. */
const home = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export function agendaCalls(lifecycle: Lifecycle): Handlers<Omit<AgendaCalls, keyof SignInCalls | keyof EntryCalls>> {
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    return section
  }

  // Reading a calendar file takes code that no screen of the agenda needs.
  let loading: Promise<ReturnType<typeof calendarCalls>> | undefined
  const calendars = () => (loading ??= import('./calendar-calls').then((module) => module.calendarCalls(lifecycle)))
  const lazily =
    <Name extends keyof CalendarCalls>(name: Name) =>
    async (...args: Parameters<CalendarCalls[Name]>) =>
      ((await calendars())[name] as (...args: Parameters<CalendarCalls[Name]>) => Promise<ReturnType<CalendarCalls[Name]>>)(...args)

  return {
    editSeries: (change) => lifecycle.current().commands.editSeries(change, home()),
    calendarOpen: lazily('calendarOpen'),
    calendarZone: lazily('calendarZone'),
    calendarRows: lazily('calendarRows'),
    calendarApply: lazily('calendarApply'),
    calendarClose: lazily('calendarClose'),
    calendarContents: lazily('calendarContents'),
    calendarSaved: lazily('calendarSaved'),
    async agenda({ from, to }) {
      const { store, signUps } = await loaded()
      const occurrences = occurrencesOf(store.actions.values(), from, to, home())
      const index = store.membership.holds('people') ? await signUps() : null
      const ids = new Set(occurrences.map(({ action }) => action))
      return {
        actions: [...ids].map((id) => store.actions.get(id)!),
        occurrences: occurrences.map((each): AgendaOccurrence => ({ ...each, places: index && summaryOf(store.actions, each, index) })),
      }
    },
    async proposals() {
      const { store } = await loaded()
      return [...store.actions.values()].filter(({ status }) => status === 'proposed').sort((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? -1 : 1))
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

export function agendaTopics(lifecycle: Lifecycle): TopicSources<AgendaTopics> {
  const whileOpen = listenWhileOpen(lifecycle)
  let version = 0
  return {
    agenda: (_request, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => store.complete() && emit({ version: ++version }),
      ),
    action: (id, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => store.complete() && emit(store.actions.get(id) ?? null),
      ),
  }
}

type Actions = ReadonlyMap<ActionId, Action>

function comersOf(actions: Actions, action: Action, on: string, index: SignUpIndex): Comer[] {
  const of = (id: ActionId) => [...index.of(id)].flatMap(([person, signUps]) => signUps.map((signUp) => ({ person, signUp })))
  return signUpsFor(action, on, (id) => actions.get(id), of)
}

function summaryOf(actions: Actions, { action: id, on }: Occurrence, index: SignUpIndex): NonNullable<AgendaOccurrence['places']> {
  const action = actions.get(id)!
  const comers = comersOf(actions, action, on, index)
  const coming = new Set<PersonId>()
  let [waiting, lacking] = [0, 0]
  for (const shift of action.shifts) {
    const places = placesOf(shift, comers.filter(({ signUp }) => signUp.shift === shift.id))
    for (const { person } of places.taking) coming.add(person)
    waiting += places.waiting.length
    lacking += places.lacking
  }
  for (const { person } of placesOf({ least: 0, most: 0 }, comers.filter(({ signUp }) => signUp.shift === '')).taking) coming.add(person)
  return { coming: coming.size, waiting, lacking }
}

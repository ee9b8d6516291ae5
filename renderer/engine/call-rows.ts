/** People to call, with what whoever calls must know. */
import type { SignUp } from '#core/domain/agenda/action'
import type { FollowUp } from '#core/domain/agenda/call'
import { callsDue, isLastAbsence, phonesOf } from '#core/domain/agenda/calls'
import { instantOf } from '#core/domain/agenda/moment'
import { signUpsOf } from '#core/domain/agenda/sign-ups'
import { homeZone } from '#core/domain/home-zone'
import type { ActionId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import type { SectionStore } from '#core/section/section-store'
import type { About, CallRow, CallsToMake } from './call-api'

type Actions = Pick<SectionStore, 'actions'>

/** `null` for no action, or one that is gone. */
export function aboutOf({ actions }: Actions, id: ActionId | '', on: string): About | null {
  const action = id === '' ? undefined : actions.get(id)
  if (!action) return null
  const { title, kind, place, city, start } = action
  return { title, kind, place, city, from: instantOf(on === '' ? start : { ...start, local: on }, homeZone()), zone: start.zone ?? homeZone() }
}

/** Her part in an action at one time that it takes place. */
export function partIn({ actions }: Actions, person: Person, of: ActionId | '', on: string): SignUp[] {
  const action = of === '' ? undefined : actions.get(of)
  return action ? signUpsOf(person, action, on, (id) => actions.get(id)) : []
}

const minute = 60_000

function partsOf(store: Actions, person: Person, { action, on }: { action: ActionId | ''; on: string }): CallRow['parts'] {
  const start = aboutOf(store, action, on)?.from
  return partIn(store, person, action, on).map(({ shift: id, state }) => {
    const shift = action === '' ? undefined : store.actions.get(action)!.shifts.find((each) => each.id === id)
    return shift && start !== undefined ? { state, from: start + shift.from * minute, to: start + shift.to * minute, role: shift.role } : { state, from: null, to: null, role: '' }
  })
}

export function rowOf(store: Actions, person: Person, of: { action: ActionId | ''; on: string; due?: FollowUp }): CallRow {
  const { id, firstName, lastName, city, level, calls } = person
  return {
    person: { id, firstName, lastName, city, level }, phones: phonesOf(person), action: of.action, on: of.on, about: aboutOf(store, of.action, of.on),
    parts: partsOf(store, person, of), due: of.due ?? null, last: calls?.[0] ?? null, lastAbsence: isLastAbsence(person),
  }
}

/** Who is to be called on a day (`YYYY-MM-DD`) or was before it. */
export function callsOfDay(store: Pick<SectionStore, 'actions' | 'people'>, today: string): CallsToMake {
  const { due, leftOut } = callsDue(store.people.all(), today)
  return { rows: due.map(({ person, followUp }) => rowOf(store, person, { action: followUp.action, on: followUp.on, due: followUp })), leftOut }
}

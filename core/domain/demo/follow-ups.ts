/** Whom the demonstration's section has to call: people who came lately, and who agreed to be called. */
import { followUpsAfter } from '../agenda/calls'
import type { FollowUp } from '../agenda/call'
import type { SignUp } from '../agenda/action'
import { daysBetween } from '../days'
import { emptyPerson, type PersonDraft } from '../person'
import type { PersonId } from '../ids'
import type { DemoAction } from './actions'

/** At most so many: a list that one calls in half an hour. */
const most = 5
/** `YYYY-MM-DD` compare as they are written; days before today of which something is still to be said. */
const lately = (day: string, today: string) => day < today && daysBetween(day, today) <= 12

/** By place among the people. The same for the same people and day. */
export function demoFollowUps(people: readonly PersonDraft[], signUps: ReadonlyMap<number, SignUp[]>, actions: readonly DemoAction[], today: string): Map<number, FollowUp[]> {
  const found = new Map<number, FollowUp[]>()
  for (const { id, draft } of actions) {
    const day = draft.start.local.slice(0, 10)
    if (draft.rule || draft.status !== 'planned' || !lately(day, today)) continue
    for (const [index, said] of signUps) {
      const here = said.filter(({ action }) => action === id)
      if (here.length === 0 || found.has(index) || found.size === most) continue
      const person = { ...emptyPerson(String(index) as PersonId, 0), ...people[index] }
      const [planned] = followUpsAfter([{ person, signUps: here }], { action: id, on: '', day }).found
      if (planned) found.set(index, [planned.followUp])
    }
  }
  return found
}

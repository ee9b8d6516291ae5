/** What screens may ask of calls and follow-ups; see api.ts. */
import type { Action, SignUpState } from '#core/domain/agenda/action'
import type { Call, FollowUp } from '#core/domain/agenda/call'
import type { LeftOut, SaidCall } from '#core/domain/agenda/calls'
import type { ActionId, PersonId } from '#core/domain/ids'
import type { ContactPoint, Person } from '#core/domain/person'
import type { Receipt } from '#core/section/command-writer'

/** A time of an action, as in `SignUp.on`. */
interface CallsOf {
  action: ActionId
  on: string
}

/** An action as a line names it; `from`: ms since 1970. */
export interface About extends Pick<Action, 'title' | 'kind' | 'place' | 'city'> {
  from: number
  /** IANA name: whoever is called is told the hour of the place. */
  zone: string
}

/** Somebody to call, with what is known of her. */
export interface CallRow {
  person: Pick<Person, 'id' | 'firstName' | 'lastName' | 'city' | 'level'>
  /** Without those that are not hers. */
  phones: ContactPoint[]
  /** What the call is about; empty: no action. */
  action: ActionId | ''
  on: string
  about: About | null
  /** Her part in it; `from` and `to` of the shift in ms since 1970, `null`: the whole action. */
  parts: { state: SignUpState; from: number | null; to: number | null; role: string }[]
  /** What is due, where that is why. */
  due: FollowUp | null
  last: Call | null
  /** Nobody answered so often that one more time ends it. */
  lastAbsence: boolean
}

export interface CallsToMake {
  rows: CallRow[]
  leftOut: LeftOut
}

export interface SayCall extends Pick<SaidCall, 'action' | 'on' | 'result' | 'callBack' | 'note' | 'phone' | 'locale'> {
  person: PersonId
  /** Milliseconds since 1970. */
  now: number
}

/** What is kept of calls with somebody; what is of no action that is still there has no `about`. */
export interface Followed {
  calls: (Call & { about: About | null })[]
  followUps: (FollowUp & { about: About | null })[]
  contactFor: (About & { action: ActionId })[]
}

export interface CallCalls {
  /** Who is to be reminded of an action, by name, and who answers for it. */
  reminders(of: CallsOf): CallsToMake & { contacts: (Pick<Person, 'id' | 'firstName' | 'lastName'> & { phone: string })[] }
  /** Who could come and agreed to be called, best first. */
  suggestedCalls(of: CallsOf): CallsToMake
  /** As one deed with all that follows from it. `next`: what is due now; `stopped`: why an absent person is not called again. Rejects with `person-erased`, `role-forbids`. */
  sayCall(request: SayCall): Receipt & { next: FollowUp | null; stopped: 'absences' | 'over' | null }
  /** What is proposed after an action. */
  afterwards(of: CallsOf): { found: { person: CallRow['person']; followUp: FollowUp }[]; leftOut: LeftOut }
  /** Plans what was proposed for these people, as one deed. */
  planAfterwards(request: CallsOf & { people: PersonId[] }): Receipt
  followed(person: PersonId): Followed
}

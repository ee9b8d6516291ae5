/** What screens may ask of the agenda; see api.ts. */
import type { Action, ActionEdit, Occurrence, SeriesScope, SignUp } from '#core/domain/agenda/action'
import type { TownCoverage } from '#core/domain/agenda/coverage'
import type { Vote } from '#core/domain/agenda/electoral-silence'
import type { Suggestion } from '#core/domain/agenda/suggestions'
import type { ActionId, PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import type { SignInSheet } from '#core/print/sign-in-sheet'
import type { NoticeFacts, SignInLayout } from '#core/print/sign-in-words'
import type { NewAction } from '#core/section/action-commands'
import type { Receipt } from '#core/section/command-writer'
import type { CalendarCalls } from './calendar-api'
import type { CallCalls } from './call-api'
import type { EntryCalls } from './entry-api'
import type { TerritoryCommand } from './territory-api'

export type AgendaCommand =
  /** `detail`: where they come from; never a file's name */
  | { type: 'action.create'; made: NewAction[]; detail?: string }
  /** `made`: what a series was cut into, as part of the same deed */
  | { type: 'action.edit'; changes: { id: ActionId; edits: ActionEdit[] }[]; made?: NewAction[] }
  | { type: 'action.delete'; ids: ActionId[] }
  | TerritoryCommand
  /** As one deed, whatever each of them does: `null` takes the sign-up away. With `was`, only of whoever still says so. */
  | { type: 'sign-up'; changes: { person: PersonId; signUp: Omit<SignUp, 'state' | 'at'>; state: SignUp['state'] | null; was?: SignUp }[] }

export interface AgendaOccurrence extends Occurrence {
  /** All shifts together; `null` on a machine that holds no key of people. */
  places: { coming: number; waiting: number; lacking: number } | null
}

/** Somebody's part in an action. */
export interface Participation {
  action: ActionId
  on: string
  title: string
  kind: Action['kind']
  /** Milliseconds since 1970. */
  from: number
  state: SignUp['state']
}

export type ComerPerson = Pick<Person, 'id' | 'firstName' | 'lastName' | 'phones' | 'emails' | 'city'>

/** Somebody who said something of an action, at one time that it takes place. */
export interface ComerRow {
  person: ComerPerson
  signUps: SignUp[]
  /** Shifts in which she waits for a place. */
  waiting: string[]
}

export interface SignInRequest {
  action: ActionId
  /** Which one of a series, as in `SignUp.on`. */
  on: string
  variant: 'meeting' | 'assembly'
  /** Of a meeting's; an assembly's is always a table. */
  layout: SignInLayout
  /** Behind the members, if there are any; the last page is filled up. */
  blankRows: number
  locale: 'fr' | 'en'
}

export interface SignInCalls {
  /** A meeting's names nobody, an assembly's the members. Rejects with `role-forbids`, `action-gone`, `notice-missing` (a meeting's alone). */
  signInSheet(request: SignInRequest): SignInSheet & { /** people on it */ printed: number }
  /** What meetings' sheets say of the section; `null` until someone said it (`section.notice`). */
  signInNotice(): NoticeFacts | null
}

export interface AgendaCalls extends SignInCalls, CalendarCalls, EntryCalls, CallCalls {
  /** See `ActionCommands.editSeries`. */
  editSeries(request: { id: ActionId; on: string; scope: SeriesScope; as: ActionId; edits: ActionEdit[] | null }): Receipt & { action: ActionId | null }
  /** What shares a moment with the time from `from` up to `to` (ms since 1970), in order, with its actions. */
  agenda(request: { from: number; to: number }): { actions: Action[]; occurrences: AgendaOccurrence[] }
  /** Who could come, of those who may be asked and said nothing yet. `leftOut`: others, who never agreed to be asked. */
  suggestions(request: { action: ActionId; on: string }): { found: (ComerPerson & Pick<Suggestion, 'reasons' | 'channels'>)[]; leftOut: number }
  /** What somebody signed up for, latest first; of actions that are still there. */
  participations(person: PersonId): Participation[]
  /** Per commune, what was held and what is planned; those first where nothing happened for longest. */
  coverage(request: { now: number }): TownCoverage[]
  /** The votes before which the law wants silence; earliest first. */
  votes(): Vote[]
  /** Proposals that nobody has decided upon, latest first. */
  proposals(): Action[]
  /** By name. */
  comers(request: { action: ActionId; on: string }): ComerRow[]
  /** These actions, or all that are planned or cancelled, as a calendar's file; without a word of people. */
  calendarFile(request: { actions: ActionId[] | 'all'; locale: 'fr' | 'en' }): Uint8Array
}

export interface AgendaTopics {
  /** `version` changes whenever the agenda, or who comes, must be asked again. */
  agenda: { request: null; event: { version: number } }
  action: { request: ActionId; event: Action | null }
}

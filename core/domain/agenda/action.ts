/**
 * An action as screens, calendars and paper see one. Stored as a tiny Yjs document in the compartment that volunteers hold too
 * (core/section/action-record.ts), so nothing in it names a person: who comes stands in the person's own record (SignUp).
 */
import type { DeviceId, ActionId, PersonId } from '../ids'
import type { Moment } from './moment'
import type { Series } from './recurrence'
import type { Visit } from './territory'

/** What sections do, from the web to the hall. Part of the format: added to, never renamed. */
export const actionKinds = [
  'leafleting-station', 'leafleting-market', 'letterboxes', 'doors', 'posters', 'stall', 'public-meeting', 'home-meeting', 'assembly',
  'training', 'demonstration', 'office', 'collection', 'phoning', 'other',
] as const
export type ActionKind = (typeof actionKinds)[number]

/** `refused`: a proposal that is not taken up. */
export const actionStatuses = ['proposed', 'planned', 'cancelled', 'refused'] as const
export type ActionStatus = (typeof actionStatuses)[number]

export const audiences = ['everyone', 'supporters', 'members'] as const
export type Audience = (typeof audiences)[number]

export interface Shift {
  /** Among those of its action. */
  readonly id: string
  /** Minutes after the action begins, as they pass: a series has the same shifts each time. */
  from: number
  to: number
  /** People needed, and the most that there is room for; 0: no limit. */
  least: number
  most: number
  /** Free words: stand lead, driver. */
  role: string
}

export interface Task {
  readonly id: string
  text: string
  done: boolean
}

/** A thing to take along, and how many of it. */
export interface Material {
  readonly id: string
  text: string
  /** 0: not said. */
  quantity: number
}

/** A date among those that a proposal offers. */
export interface ProposedDate {
  readonly id: string
  start: Moment
  end: Moment
}

/** What the holder of a device says of a proposed date. Told apart by device: volunteers' machines know no names. */
export interface Support {
  /** Of the date. */
  date: string
  device: DeviceId
  can: boolean
}

/** What was counted, after an action. */
export const counters = ['leaflets', 'letterboxes', 'doors', 'opened', 'contacts', 'posters', 'calls', 'people'] as const
export type Counter = (typeof counters)[number]

export interface Action extends Series {
  readonly id: ActionId
  kind: ActionKind
  /** Empty: it is called by its kind. */
  title: string
  status: ActionStatus
  /** Why it was cancelled or refused. */
  reason: string
  /** Of the first, where it recurs; each is as long. */
  end: Moment
  /** Commune, with its INSEE code where the official list knows it. */
  city: string
  cityCode: string
  address: string
  /** In words: under the clock, hall B. */
  place: string
  audience: Audience
  description: string
  /** What happened, once it is over. */
  report: string
  shifts: Shift[]
  tasks: Task[]
  material: Material[]
  /** Of a proposal: in the order of their beginnings. */
  dates: ProposedDate[]
  support: Support[]
  counted: Partial<Record<Counter, number>>
  /** What was counted in each building; see visits.ts. */
  visits: Visit[]
  /** The series that this one was taken out of, or goes on from, and at which of its times: who signed up for that is signed up for this. */
  from: { action: ActionId; on: string } | null
  /** Id of the section's own sector that it is in (see territory.ts); empty: none. */
  sector: string
  /** By which calendars know it (RFC 5545 UID): its id, or what came with it from a file. */
  uid: string
  /** Grows with each change of when, where or whether (RFC 5545 SEQUENCE). */
  sequence: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys of a newer version, carried along. */
  extra?: Record<string, unknown>
  /** Fields that were changed in two places apart: the values that don't stand. */
  apart?: { field: string; others: string[] }[]
}

export const actionTexts = ['kind', 'title', 'status', 'reason', 'city', 'cityCode', 'address', 'place', 'audience', 'description', 'report', 'uid', 'sector'] as const
export type ActionText = (typeof actionTexts)[number]

export type ActionDraft = Partial<Omit<Action, 'id' | 'createdAt' | 'updatedAt' | 'extra' | 'apart'>> & Pick<Action, 'kind' | 'start' | 'end'>

/** One change to one action. */
export type ActionEdit =
  | { field: ActionText; value: string }
  /** At least this, and no step beyond it for what changes beside: what a calendar's file has of it. */
  | { field: 'sequence'; value: number }
  /** Without a rule the one that is there stays. */
  | { field: 'when'; value: Pick<Action, 'start' | 'end'> & { rule?: string } }
  /** Occurrences left out of a series, or put back. */
  | { field: 'except' | 'also'; add?: readonly Moment[]; remove?: readonly Moment[] }
  | { field: 'shifts'; set?: readonly Shift[]; remove?: readonly string[] }
  | { field: 'tasks'; set?: readonly Task[]; remove?: readonly string[] }
  | { field: 'material'; set?: readonly Material[]; remove?: readonly string[] }
  | { field: 'dates'; set?: readonly ProposedDate[]; remove?: readonly string[] }
  /** `can`: null takes it back. */
  | { field: 'support'; date: string; device: DeviceId; can: boolean | null }
  | { field: 'counted'; counter: Counter; value: number | null }
  /** A visit in which nothing is counted is no visit. */
  | { field: 'visits'; set?: readonly Visit[]; remove?: readonly Pick<Visit, 'sector' | 'building'>[] }

/** How far somebody is on the way to a shift. The wait list is no state: it is who came when there was no room any more. */
export const signUpStates = ['invited', 'signed-up', 'confirmed', 'attended', 'no-show', 'cancelled'] as const
export type SignUpState = (typeof signUpStates)[number]

/** Somebody's part in an action. Stored in the person's record: it goes with her when she is erased. */
export interface SignUp {
  action: ActionId
  /** Which one of a series: the beginning of the occurrence by its own clock (`Moment.local`); empty where it does not recur. */
  on: string
  /** Of the shift; empty: the whole action. */
  shift: string
  state: SignUpState
  /** When this was said, in ms since 1970. Who came first has the place. */
  at: number
  /** Members whose proxy she holds, of whoever attended an assembly: they are represented, and say nothing of it themselves. */
  proxies?: readonly PersonId[]
}

export type SignUpPlace = Pick<SignUp, 'action' | 'on' | 'shift'>

/** What somebody changes who changes a time of a series. */
export type SeriesScope = 'one' | 'following' | 'all'

/** One time that an action takes place. */
export interface Occurrence {
  action: ActionId
  /** As in `SignUp.on`. */
  on: string
  start: Moment
  end: Moment
  /** Milliseconds since 1970, the end not included. */
  from: number
  to: number
}

export const recurs = ({ rule, also }: Pick<Action, 'rule' | 'also'>): boolean => rule !== '' || also.length > 0

/** With nothing said but when; `at`: when it was last changed, in ms since 1970. */
export function emptyAction(id: ActionId, { start, end, rule }: Pick<Action, 'start' | 'end' | 'rule'>, at: number): Action {
  return {
    id, kind: 'other', title: '', status: 'planned', reason: '', start, end, rule, except: [], also: [], city: '', cityCode: '', address: '', place: '', audience: 'everyone',
    description: '', report: '', shifts: [], tasks: [], material: [], dates: [], support: [], counted: {}, visits: [], from: null, sector: '', uid: id, sequence: 0, createdAt: at, updatedAt: at,
  }
}

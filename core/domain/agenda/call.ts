/** Calls to a person, and what is due to her next. Both stand in her own record: they go with her when she is erased. */
import type { ActionId } from '../ids'

/** What came of a call. Part of the format: added to, never renamed. */
export const callResults = ['absent', 'call-back', 'wrong-number', 'refuses', 'comes', 'not-coming', 'joins', 'reached'] as const
export type CallResult = (typeof callResults)[number]

export interface Call {
  /** Among those of its person. */
  readonly id: string
  /** Milliseconds since 1970. */
  at: number
  /** What it was about; empty: no action. */
  action: ActionId | ''
  /** As in `SignUp.on`. */
  on: string
  result: CallResult
  /** `YYYY-MM-DD` on which she is to be called again, or empty. */
  callBack: string
  note: string
}

/** Why somebody is to be spoken to. Part of the format: added to, never renamed. */
export const followUpReasons = ['call-back', 'attended', 'no-show', 'joins', 'reminder', 'other'] as const
export type FollowUpReason = (typeof followUpReasons)[number]

export interface FollowUp {
  /** Among those of its person: the call's that it comes from, or the action's (calls.ts), or one of its own. */
  readonly id: string
  /** `YYYY-MM-DD`. */
  due: string
  why: FollowUpReason
  note: string
  /** What it is about; empty: no action. */
  action: ActionId | ''
  /** As in `SignUp.on`. */
  on: string
  done: boolean
}

/** What screens may ask for on paper of one action; see api.ts. Its sign-in sheet is in agenda-api.ts. */
import type { ActionId } from '#core/domain/ids'
import type { ActionBrief } from '#core/print/action-brief'
import type { CallList, CallsLeftOut } from '#core/print/call-list'
import type { SignInSheet } from '#core/print/sign-in-sheet'

export interface ActionPaperRequest {
  action: ActionId
  /** Which one of a series, as in `SignUp.on`. */
  on: string
  locale: 'fr' | 'en'
}

/** `printed`: people named on it. */
type Printed<Paper> = Paper & { printed: number }

export interface ActionPaperCalls {
  /** Slips for a stall, four a page, that name nobody. Rejects with `role-forbids`, `action-gone`, `notice-missing`. */
  stallSlips(request: ActionPaperRequest & { pages: number }): Printed<SignInSheet>
  /** For whoever leads it. Rejects with `role-forbids`, `action-gone`. `phonesLeftOut`: numbers of those who did not agree to be called. */
  actionBrief(request: ActionPaperRequest): Printed<ActionBrief> & { phonesLeftOut: number }
  /** Those to be reminded by phone the day before: signed up or invited, and not yet confirmed. Rejects as `actionBrief`. */
  reminderList(request: ActionPaperRequest & { perCaller: number; script: string }): Printed<CallList> & { leftOut: CallsLeftOut }
}

/**
 * Actions as pages keep them, read by a later version than the one that wrote them.
 * Invariant: a page that is older than the app gives the same actions as the journal: what its version did not know is empty,
 * or stands among the keys that it carried along unread.
 */
import { emptyAction, type Action } from '../domain/agenda/action'
import { actionFromKeys, keysOfAction } from './action-record'

export function actionFromPage(onPage: Action): Action {
  const { extra, ...action } = { ...emptyAction(onPage.id, onPage, onPage.updatedAt), ...onPage }
  if (!extra) return action
  const keys = new Map([...keysOfAction(action, action.createdAt), ...(Object.entries(extra) as ReturnType<typeof keysOfAction>)])
  return { ...(actionFromKeys(action.id, keys, action.updatedAt) ?? action), ...(action.apart ? { apart: action.apart } : {}) }
}

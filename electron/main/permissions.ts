/**
 * The whole permission policy of the window, in one table. Invariant: what is not named here is refused,
 * and what is named is given to the app's own top page only.
 */
import type { Session } from 'electron'
import { isAppUrl } from './app-url'

const granted: Record<string, string> = {
  'clipboard-sanitized-write': 'Copying a phone number, a list of addresses or the link of an invitation.',
  'persistent-storage': 'Asking Chromium not to drop the fast-start pages when the disk gets full.',
}

/** `page` is the URL of the frame that asks, `isTop` whether it is the top one. */
export function isGranted(permission: string, page: string, isTop: boolean): boolean {
  return Object.hasOwn(granted, permission) && isTop && isAppUrl(page)
}

type Guarded = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler'
>

/** Requests (a page asks), checks (a page looks whether it may), devices (USB, HID, serial) and screen capture: each has its own door. */
export function guardPermissions(session: Guarded): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isGranted(permission, details.requestingUrl ?? '', details.isMainFrame))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return isGranted(permission, details.requestingUrl ?? origin, details.isMainFrame)
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
}

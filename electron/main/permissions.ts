/**
 * The whole permission policy of the window, in one table. Invariant: what is not named here is refused,
 * and what is named is given to the app's own top page only.
 */
import type { Session } from 'electron'
import { isAppUrl } from './app-url'

const granted: Record<string, string> = {
  'clipboard-sanitized-write': 'Copying a phone number, a list of addresses or the link of an invitation.',
  'persistent-storage': 'Asking Chromium not to drop the fast-start pages when the disk gets full.',
  media: 'The camera, to read the QR code of an invitation or of a sheet. Never the microphone, nor what is on the screen.',
}

/**
 * `page` is the URL of the frame that asks, `isTop` whether it is the top one. `media`: what of it is asked for; capture of
 * the screen by the old way (`chromeMediaSource`) names nothing.
 */
export function isGranted(permission: string, page: string, isTop: boolean, media: readonly (string | undefined)[] = []): boolean {
  const isCamera = media.length === 1 && media[0] === 'video'
  return Object.hasOwn(granted, permission) && isTop && isAppUrl(page) && (permission !== 'media' || isCamera)
}

type Guarded = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler'
>

/**
 * Requests (a page asks), checks (a page looks whether it may), devices (USB, HID, serial) and screen capture: each has its own door.
 * `askSystem`: where the system wants to be asked for the camera by the app (macOS). It asks the person once, and remembers.
 */
export function guardPermissions(session: Guarded, askSystem: () => Promise<boolean> = () => Promise.resolve(true)): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : undefined
    const may = isGranted(permission, details.requestingUrl ?? '', details.isMainFrame, media)
    if (may && permission === 'media') askSystem().then(answer, () => answer(false))
    else answer(may)
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return isGranted(permission, details.requestingUrl ?? origin, details.isMainFrame, [details.mediaType])
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
}

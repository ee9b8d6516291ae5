/**
 * A window stays on the page that it was opened with. Invariant: no page, script or dropped file can bring other content
 * into one of our windows, or open another one. The app opens no link outside either: there is no list of allowed ones,
 * because nothing in it needs one yet.
 */
import type { WebContents } from 'electron'
import { appStart } from './app-url'

/** Whether a page may go there by itself: only to be loaded anew. */
export function mayNavigate(url: string): boolean {
  return url === appStart || url.startsWith(`${appStart}#`)
}

/** Electron makes a new object, without listeners, for contents whose object nothing holds (the PDF viewer's, measured). */
const held = new Set<unknown>()

/**
 * To be called for every `WebContents` as it is made (`web-contents-created`).
 * `mayFrame`: where a frame inside the page may go; the app's own page has none, the PDF viewer has one for its plugin.
 */
export function guardNavigation(
  contents: Pick<WebContents, 'on' | 'once' | 'setWindowOpenHandler'>,
  mayFrame: (url: string) => boolean = () => false,
): void {
  held.add(contents)
  contents.once('destroyed', () => held.delete(contents))
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame ? mayNavigate : mayFrame)(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

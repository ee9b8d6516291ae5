/**
 * PDF sheets on their way to a printer. They hold personal data and must pass through a file, since the system's viewer
 * and Chromium's print dialog take nothing else. Invariant: that file is in a folder that only this user can read, and it is
 * gone when the app quits; one that a crash left behind is gone at the next start.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, Shell, WebContents } from 'electron'
import { PortError } from '#core/ports/errors'
import { diskError } from './durable-file'
import { safeName } from './files'

export interface TemporaryPrints {
  /** Rejects with `disk-full` or `print-failed`. */
  write(bytes: Uint8Array, suggestedName: string): Promise<string>
  /** Removes one that nobody needs any more. */
  remove(path: string): Promise<void>
  /** Removes them all. A file that a viewer keeps locked (Windows) stays until the next start. */
  clear(): Promise<void>
}

export function temporaryPrints(folder: string): TemporaryPrints {
  return {
    async write(bytes, suggestedName) {
      try {
        // A folder each: two sheets of the same name stay apart, and the viewer shows a readable title.
        const own = join(folder, crypto.randomUUID())
        await mkdir(own, { recursive: true, mode: 0o700 })
        const path = join(own, safeName(suggestedName, 'pdf'))
        await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
        return path
      } catch (error) {
        throw diskError(error, 'print-failed')
      }
    },
    remove: (path) => rm(dirname(path), { recursive: true, force: true }).catch(() => {}),
    clear: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
  }
}

/** Opens a sheet in the system's PDF viewer. Rejects with `print-failed` when there is none. */
export async function openPdf(path: string, shell: Pick<Shell, 'openPath'>): Promise<void> {
  // The answer is a message in the system's words, with the path in it: it goes no further.
  if ((await shell.openPath(path)) !== '') throw new PortError('print-failed', 'no viewer')
}

export const printPartition = 'persist:print'

/** Chromium's viewer is an extension inside it; this is its id in every version. */
const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'

/** What a frame of the viewer may navigate to by itself: its plugin's frame. */
export function isOfViewer(url: string): boolean {
  return url.startsWith(viewer)
}

/** What the print session may load: sheets of this folder, and the viewer with what it shares with Chromium's own pages. */
export function isOfPrint(folder: string): (url: string) => boolean {
  const sheets = `${pathToFileURL(folder).href}/`
  return (url) =>
    (url.startsWith(sheets) && !url.includes('/..')) || isOfViewer(url) || /^(chrome:\/\/resources\/|chrome:\/\/theme\/|blob:|data:)/.test(url)
}

/**
 * A window for the sheet: plugins, because the viewer is one; nothing of ours in it, and a session of its own that keeps no
 * cache. The session has a folder all the same: in one that has none the viewer does not load, and prints an empty page.
 */
export function printWindowOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    show: false,
    webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false, plugins: true, spellcheck: false, devTools: false },
  }
}

/** Chromium's print callback is known not to come in some versions (electron/electron#47272, #25801). Milliseconds. */
const patience = 10 * 60_000

/** How long the viewer may take to read a sheet, on a machine that is busy. Milliseconds. */
const readLimit = 60_000
/** Between two looks at the viewer, and for an answer to one. Milliseconds. */
const lookEvery = 50
const lookLimit = 1000

/** Runs in the viewer: whether it has read the whole document, which it does after its frame has finished loading. */
const hasRead = `(() => {
  const bar = document.querySelector('pdf-viewer')?.shadowRoot?.querySelector('viewer-toolbar')
  return bar?.docLength > 0 && bar.loadProgress === 100
})()`

/**
 * Shows the system's print dialog for a sheet. `false` when the person gave up. Rejects with `print-failed`, also when the viewer
 * does not come up: blank pages must not be taken for a sheet. `everything` lists all contents of the app.
 */
export async function printPdf(path: string, makeWindow: () => BrowserWindow, everything: () => WebContents[]): Promise<boolean> {
  const window = makeWindow()
  const { session } = window.webContents
  let timer: NodeJS.Timeout | undefined
  try {
    await window.loadURL(pathToFileURL(path).href)
    const contents = await viewerOf(() => everything().filter((each) => each.session === session))
    return await new Promise<boolean>((resolve, reject) => {
      timer = setTimeout(() => reject(new PortError('print-failed', 'no answer')), patience)
      window.webContents.once('render-process-gone', () => reject(new PortError('print-failed', 'viewer gone')))
      contents.print({ silent: false, printBackground: true }, (success, reason) => {
        if (success) resolve(true)
        else if (/cancel/i.test(reason)) resolve(false)
        else reject(new PortError('print-failed', reason))
      })
    })
  } catch (error) {
    throw error instanceof PortError ? error : new PortError('print-failed', 'not shown')
  } finally {
    clearTimeout(timer)
    if (!window.isDestroyed()) window.destroy()
  }
}

/** The contents that the viewer lives in: a guest of the window's own contents, or a frame in them in later versions of Chromium. */
async function viewerOf(contents: () => WebContents[]): Promise<WebContents> {
  const end = performance.now() + readLimit
  do {
    for (const each of contents()) {
      const frame = each.mainFrame.framesInSubtree.find(({ url }) => isOfViewer(url))
      if (frame && (await answered(frame.executeJavaScript(hasRead)))) return each
    }
    await sleep(lookEvery)
  } while (performance.now() < end)
  throw new PortError('print-failed', 'no viewer, or it read nothing')
}

const sleep = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(resolve, ms, false))

/** A frame that is asked while its page is being replaced answers nothing, ever, or refuses: it is asked again. */
function answered(answer: Promise<unknown>): Promise<boolean> {
  return Promise.race([answer.then((value) => value === true, () => false), sleep(lookLimit)])
}

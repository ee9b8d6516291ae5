/**
 * PDF sheets on their way to a printer. They hold personal data and must pass through a file, since the system's viewer
 * and Chromium's print dialog take nothing else. Invariant: that file is in a folder that only this user can read, and it is
 * gone when the app quits; one that a crash left behind is gone at the next start.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, Shell, WebContents, WebContentsPrintOptions } from 'electron'
import { PortError } from '#core/ports/errors'
import { papers, type PrintJob } from '#core/ports/printing'
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

/**
 * Chromium's print callback is known not to come (electron/electron#47272, #25801): with Electron 33.2.1 on Linux it did not after
 * 14 of 16 silent prints and 3 of 3 dialogs, though the sheets came out (docs/decisions/017). Milliseconds.
 */
const patience = { dialog: 10 * 60_000, silent: 30_000 }

/** A dialog that somebody says is done with may still be handing the sheet over. Milliseconds. */
const grace = 60_000

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

/** What Chromium is told where it prints by itself. It has no page ranges for a PDF: it takes them, and prints all pages. */
export function silentOptions({ printer, copies, colour, sides, paper }: PrintJob): WebContentsPrintOptions {
  const { width, height } = papers[paper]
  return {
    silent: true,
    deviceName: printer,
    copies,
    collate: true,
    color: colour,
    duplexMode: sides === 'one' ? 'simplex' : sides === 'long-edge' ? 'longEdge' : 'shortEdge',
    // In micrometres, where it has no name of its own.
    pageSize: paper === 'A3' || paper === 'A4' || paper === 'A5' || paper === 'A6' ? paper : { width: width * 1000, height: height * 1000 },
    margins: { marginType: 'none' },
    scaleFactor: 100,
    printBackground: true,
  }
}

/** A window for the viewer, and how to find what is in it. `everything` lists all contents of the app. */
export interface PrintStage {
  makeWindow(): BrowserWindow
  everything(): WebContents[]
}

/**
 * Prints a sheet: `job` without a word, no job by the system's print dialog. `false` when the person gave up, there or by `stop`,
 * which once the dialog is shown can also mean that it is done with. Rejects with `print-failed`, also when the viewer does not
 * come up, since blank pages must not be taken for a sheet; `printer-gone`; or `print-timeout`, when sheets may have come out.
 */
export async function printPdf(path: string, job: PrintJob | null, { makeWindow, everything }: PrintStage, stop?: AbortSignal): Promise<boolean> {
  const window = makeWindow()
  const { session } = window.webContents
  let timer: NodeJS.Timeout | undefined
  let doneWith = false
  try {
    await window.loadURL(pathToFileURL(path).href)
    const contents = await viewerOf(() => everything().filter((each) => each.session === session), stop)
    if (!contents) return false
    return await new Promise<boolean>((resolve, reject) => {
      timer = setTimeout(() => reject(new PortError('print-timeout', 'no answer')), job ? patience.silent : patience.dialog)
      window.webContents.once('render-process-gone', () => reject(new PortError('print-failed', 'viewer gone')))
      // What prints by itself can't be called back any more.
      if (!job) stop?.addEventListener('abort', () => resolve((doneWith = stop.reason === 'leave')))
      contents.print(job ? silentOptions(job) : { silent: false, printBackground: true }, (success, reason) => {
        if (success) resolve(true)
        else if (/cancel/i.test(reason)) resolve(false)
        else reject(new PortError(/deviceName/.test(reason) ? 'printer-gone' : 'print-failed', reason))
      })
    })
  } catch (error) {
    throw error instanceof PortError ? error : new PortError('print-failed', 'not shown')
  } finally {
    clearTimeout(timer)
    const end = () => void (window.isDestroyed() || window.destroy())
    if (doneWith) setTimeout(end, grace).unref()
    else end()
  }
}

/** The contents that the viewer lives in: a guest of the window's own contents, or a frame in them in later versions of Chromium. `null` once stopped. */
async function viewerOf(contents: () => WebContents[], stop: AbortSignal | undefined): Promise<WebContents | null> {
  const end = performance.now() + readLimit
  do {
    if (stop?.aborted) return null
    for (const each of contents()) {
      const frame = each.mainFrame.framesInSubtree.find(({ url }) => isOfViewer(url))
      if (frame && (await answered(frame.executeJavaScript(hasRead)))) return stop?.aborted ? null : each
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

/**
 * PDF sheets on their way to a printer. They hold personal data and must pass through a file, since the system's viewer
 * and Chromium's print dialog take nothing else. Invariant: that file is in a folder that only this user can read, and it is
 * gone when the app quits; one that a crash left behind is gone at the next start.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserWindow, BrowserWindowConstructorOptions, Shell } from 'electron'
import { PortError } from '#core/ports/errors'
import { isDiskFull } from './durable-file'
import { safeName } from './files'

export interface TemporaryPrints {
  /** Rejects with `disk-full` or `print-failed`. */
  write(bytes: Uint8Array, suggestedName: string): Promise<string>
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
        throw new PortError(isDiskFull(error) ? 'disk-full' : 'print-failed')
      }
    },
    clear: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
  }
}

/** Opens a sheet in the system's PDF viewer. Rejects with `print-failed` when there is none. */
export async function openPdf(path: string, shell: Pick<Shell, 'openPath'>): Promise<void> {
  // The answer is a message in the system's words, with the path in it: it goes no further.
  if ((await shell.openPath(path)) !== '') throw new PortError('print-failed', 'no viewer')
}

/** Chromium's print callback is known not to come in some versions (electron/electron#47272, #25801). Milliseconds. */
const patience = 10 * 60_000

/**
 * What a window needs to show the PDF for the print dialog: plugins, because Chromium's viewer is one; nothing of ours in it,
 * and a session of its own that keeps nothing and reaches nothing but this file.
 */
export const printWindowOptions: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, plugins: true, partition: 'print', spellcheck: false, devTools: false },
}

/** What the print session may load: the sheet itself and the viewer, which is an extension inside Chromium. */
export function isOfPrint(url: string, sheet: string): boolean {
  return url === sheet || /^(chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai\/|chrome:\/\/resources\/|chrome:\/\/pdf-viewer\/|chrome-untrusted:\/\/|blob:|data:)/.test(url)
}

/** Shows the system's print dialog for a sheet. `false` when the person gave up. Rejects with `print-failed`. */
export async function printPdf(path: string, makeWindow: () => BrowserWindow): Promise<boolean> {
  const sheet = pathToFileURL(path).href
  const window = makeWindow()
  let timer: NodeJS.Timeout | undefined
  try {
    window.webContents.session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOfPrint(url, sheet) }))
    await window.loadURL(sheet)
    return await new Promise<boolean>((resolve, reject) => {
      timer = setTimeout(() => reject(new PortError('print-failed', 'no answer')), patience)
      window.webContents.once('render-process-gone', () => reject(new PortError('print-failed', 'viewer gone')))
      window.webContents.print({ silent: false, printBackground: true }, (success, reason) => {
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

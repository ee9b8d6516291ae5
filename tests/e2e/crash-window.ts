import type { ElectronApplication } from '@playwright/test'

/**
 * Ends the process of the window as a crash does; resolves when the app has loaded the page again.
 * Invariant: what loaded before the process was gone does not count. A page may say that it has loaded while its process
 * is ending already, and what is asked of that process is never answered, although the window comes back.
 */
export async function crashWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) =>
    new Promise<void>((resolve) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      webContents.once('render-process-gone', () => webContents.once('did-finish-load', () => resolve()))
      webContents.forcefullyCrashRenderer()
    }),
  )
}

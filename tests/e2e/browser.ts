/**
 * The built window in Debian's Chromium, far newer than the oldest Electron that we promise: what breaks in the next
 * Electron breaks here first. Everything behind the window is real, the main process's host and its journal included;
 * only the two bridges between them are made of Playwright instead of Electron.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import type { Settings } from '#core/ports/bridge'
import { appStart } from '../../electron/main/app-url'
import { hostServer } from '../../electron/main/host'
import { serveApp } from '../../electron/main/protocol'
import { openSettings } from '../../electron/main/settings'
import { projectFolder } from '../../tools/build'

export const chromiumPath = '/usr/bin/chromium'

export interface BrowserApp {
  page: Page
  errors: string[]
  /** The browser's own version, to show in a report. */
  version: string
  close(): Promise<void>
}

/** Opens the window on a fresh profile; without an OS keychain. */
export async function openInBrowser(locale: 'fr' | 'en' = 'fr'): Promise<BrowserApp> {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'))
  const serve = serveApp(join(projectFolder, 'out', 'renderer'))
  const server = createServer((request, response) => {
    // A browser asks for it of itself; the app has none under this name.
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    void serve({ url: new URL(request.url!, appStart).href, method: request.method! }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const browser = await chromium.launch({ executablePath: chromiumPath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))

  const unavailable = () => Promise.reject(new Error('keychain-unavailable'))
  const host = hostServer(profile, () => ({ available: () => false, seal: unavailable, open: unavailable }) as never)
  const settings = openSettings(join(profile, 'settings.json'), locale)
  let toHost: (message: unknown) => void = () => {}
  await page.exposeFunction('hostOpen', () =>
    host.serve({
      post: (message) => void page.evaluate((answer) => (window as unknown as { fromHost(answer: unknown): void }).fromHost(answer), message).catch(() => {}),
      listen: (listener) => (toHost = listener),
    }),
  )
  await page.exposeFunction('hostAsk', (message: unknown) => toHost(message))
  await page.exposeFunction('readSettings', () => settings.current())
  await page.exposeFunction('changeSettings', (change: Partial<Settings>) => settings.change(change))
  await page.addInitScript(bridgeInPage)
  const path = new URL(appStart).pathname
  await page.goto(`http://127.0.0.1:${port}${path}`)

  return {
    page,
    errors,
    version: browser.version(),
    close: async () => {
      await browser.close()
      await host.close()
      await new Promise((resolve) => server.close(resolve))
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Runs in the page before its scripts: `window.permanence` as the preload script makes it. */
function bridgeInPage(): void {
  interface Doors {
    hostOpen(): Promise<void>
    hostAsk(message: unknown): Promise<void>
    readSettings(): Promise<Settings>
    changeSettings(change: Partial<Settings>): Promise<Settings>
    fromHost(answer: unknown): void
  }
  const doors = window as unknown as Doors
  Object.assign(window, {
    permanence: {
      platform: 'linux',
      version: '0.0.0',
      requestEnginePort: async () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => void doors.hostAsk(data)
        doors.fromHost = (answer) => port1.postMessage(answer)
        await doors.hostOpen()
        window.postMessage({ permanence: 'engine-port' }, window.origin, [port2])
      },
      settings: () => doors.readSettings(),
      saveSettings: (change: Partial<Settings>) => doors.changeSettings(change),
      saveFile: async () => null,
      openPdf: async () => {},
      printers: async () => ({ printers: [], choosesPages: false }),
      printDirect: async () => 'cancelled',
      printPdf: async () => false,
      stopPrinting: async () => {},
      fullScreen: async () => {},
      takeJoinLink: async () => null,
      onJoinLink: () => {},
      onPrepareQuit: () => {},
      onMenu: () => {},
    },
  })
}

/** What a page of ours could be made to try, tried in the real app. Each attempt must be refused, and the app go on. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app'

const start = 'app://permanence/index.html'

/** Still the page it was, and still alive. */
async function expectUnmoved(app: ElectronApplication, page: Page): Promise<void> {
  expect(page.url()).toBe(start)
  expect(await page.evaluate(() => typeof window.permanence.settings)).toBe('function')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
}

/** Someone on this machine who waits to be called, and counts. */
async function listener(): Promise<{ url: string; calls: () => number; close: () => void }> {
  let calls = 0
  const server = createServer((_request, response) => {
    calls++
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, calls: () => calls, close: () => server.close() }
}

test('the window goes nowhere else', async ({ launch }) => {
  const { app, window: page } = await launch({ expectErrors: true })
  await app.evaluate(({ BrowserWindow, app: electron }) => {
    const refused: string[] = []
    Object.assign(electron, { refused })
    // Asked after the app's own listener, which came first.
    BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', (event) => refused.push(`${event.url} ${event.defaultPrevented}`))
  })
  const refused = () => app.evaluate(({ app: electron }) => (electron as unknown as { refused: string[] }).refused)
  for (const url of ['https://example.org/', 'app://permanence/assets/elsewhere.html', 'app://elsewhere/index.html']) {
    await page.evaluate((to) => {
      const link = document.createElement('a')
      link.href = to
      document.body.append(link)
      link.click()
      link.remove()
    }, url)
    await expect.poll(refused).toContain(`${url} true`)
    await expectUnmoved(app, page)
  }
  await page.evaluate(() => void (location.href = 'https://example.com/'))
  await expect.poll(refused).toContain('https://example.com/ true')
  await expectUnmoved(app, page)
  // These Chromium refuses by itself, before the app is asked.
  for (const url of ['file:///etc/passwd', 'data:text/html,elsewhere', 'chrome://gpu/']) {
    await page.evaluate((to) => void (location.href = to), url).catch(() => {})
    await expectUnmoved(app, page)
  }
})

test('no other window opens', async ({ launch }) => {
  const { app, window: page } = await launch({ expectErrors: true })
  for (const url of ['https://example.org/', start, 'about:blank', '']) {
    expect(await page.evaluate((to) => window.open(to), url)).toBeNull()
  }
  await page.evaluate(() => {
    const link = document.createElement('a')
    Object.assign(link, { href: 'https://example.org/', target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
  })
  await expectUnmoved(app, page)
})

test('frames, webviews and inline scripts are refused by the policy', async ({ launch }) => {
  const { app, window: page, errors } = await launch({ expectErrors: true })
  const outcome = await page.evaluate(async () => {
    const violation = (directive: string) =>
      new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => effectiveDirective === directive && resolve(directive)),
      )
    const violations = Promise.all([violation('script-src-elem'), violation('script-src-attr')])
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const button = document.createElement('div')
    button.setAttribute('onclick', 'window.inlineRan = true')
    document.body.append(button)
    button.click()
    const frame = document.createElement('iframe')
    frame.src = 'app://permanence/index.html'
    const framed = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await framed
    // From here on: the developer tools, which run this function, lift the ban on `eval` while it starts.
    let evaluated = true
    try {
      new Function('return 1')()
    } catch {
      evaluated = false
    }
    let frameShown = true
    try {
      frameShown = frame.contentDocument !== null && frame.contentWindow!.location.href !== 'about:blank'
    } catch {
      frameShown = false
    }
    const webview = document.createElement('webview')
    document.body.append(webview)
    return { violations: await violations, evaluated, inline: 'inlineRan' in window, frameShown, webview: 'loadURL' in webview }
  })
  expect(outcome).toEqual({ violations: ['script-src-elem', 'script-src-attr'], evaluated: false, inline: false, frameShown: false, webview: false })
  expect(errors.length).toBeGreaterThan(0)
  await expectUnmoved(app, page)
})

test('a foreign sender is refused on every channel', async ({ launch }) => {
  const { app, window: page } = await launch({ expectErrors: true })
  const preload = join(import.meta.dirname, '..', '..', 'out', 'preload', 'index.cjs')
  // A second window with our own preload script: first with a page that is not the app's, then with one that is.
  const answers = await app.evaluate(
    async ({ BrowserWindow, app: electron }, { script, page }) => {
      const intruder = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: !electron.commandLine.hasSwitch('no-sandbox') } })
      const calls = `Promise.all([
        permanence.settings(), permanence.saveSettings({ locale: 'en' }), permanence.openPdf({ bytes: new Uint8Array(1), suggestedName: 'x' }),
        permanence.printPdf({ bytes: new Uint8Array(1) }), permanence.saveFile({ bytes: new Uint8Array(1), suggestedName: 'x', kind: 'pdf' }),
      ].map((call) => call.then(() => 'answered', (error) => error.message)))`
      const said: string[][] = []
      for (const url of ['data:text/html,<h1>intruder</h1>', page]) {
        await intruder.loadURL(url)
        said.push((await intruder.webContents.executeJavaScript(calls)) as string[])
      }
      intruder.destroy()
      return said
    },
    { script: preload, page: start },
  )
  expect(answers).toEqual([0, 1].map(() => Array(5).fill('unexpected: sender refused')))
  expect(await page.evaluate(() => window.permanence.settings().then(({ locale }) => locale))).toBe('fr')
  await expectUnmoved(app, page)
})

test('arguments that do not fit are refused', async ({ launch }) => {
  const { window: page } = await launch()
  const answers = await page.evaluate(async () => {
    const say = (call: Promise<unknown>) => call.then(() => 'answered', (error: Error) => error.message)
    const { permanence } = window
    return Promise.all([
      say(permanence.saveSettings({ locale: 'de' } as never)),
      say(permanence.saveSettings({ unknown: 1 } as never)),
      say(permanence.saveFile({ suggestedName: 'x', kind: 'exe', bytes: new Uint8Array(1) } as never)),
      say(permanence.openPdf({ suggestedName: 'x', bytes: 'text' } as never)),
    ])
  })
  expect(answers).toEqual([
    'unexpected: argument 0 of save-settings',
    'unexpected: argument 0 of save-settings',
    'unexpected: argument 0 of save-file',
    'unexpected: argument 0 of open-pdf',
  ])
})

test('app:// serves nothing but the built window', async ({ launch }) => {
  const { window: page, profileDir } = await launch({ expectErrors: true })
  const secret = join(profileDir, 'secret.json')
  writeFileSync(secret, '{"secret":true}')
  const answers = await page.evaluate(async (path) => {
    const paths = ['../main/index.cjs', '%2e%2e/main/index.cjs', '..%2fmain%2findex.cjs', '%252e%252e/main/index.cjs', '..%5cmain%5cindex.cjs', 'index.html%00.js', '/etc/passwd', path, encodeURIComponent(path), 'assets']
    return Promise.all(paths.map((each) => fetch(`app://permanence/${each}`).then(async ({ status }) => status, () => 0)))
  }, secret)
  expect(answers).toEqual(answers.map(() => 404))
  expect(await page.evaluate(() => fetch('app://permanence/index.html').then(({ status }) => status))).toBe(200)
})

test('the network is out of reach', async ({ launch }) => {
  const { app, window: page } = await launch({ expectErrors: true })
  const server = await listener()
  const outcome = await page.evaluate(async (url) => {
    const attempt = (call: Promise<unknown>) => call.then(() => 'reached', () => 'refused')
    const image = new Image()
    const shown = new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject }))
    image.src = `${url}image.png`
    const socket = new WebSocket(url.replace('http', 'ws'))
    const opened = new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }))
    return {
      fetch: await attempt(fetch(url)),
      opaque: await attempt(fetch(url, { mode: 'no-cors' })),
      image: await attempt(shown),
      socket: await attempt(opened),
      script: await attempt(import(/* @vite-ignore */ `${url}module.js`)),
      worker: await new Promise((resolve) => {
        try {
          Object.assign(new Worker(`${url}worker.js`), { onerror: () => resolve('refused'), onmessage: () => resolve('reached') })
        } catch {
          resolve('refused')
        }
      }),
    }
  }, server.url)
  expect(outcome).toMatchObject({ fetch: 'refused', opaque: 'refused', image: 'refused', socket: 'refused', script: 'refused', worker: 'refused' })
  // Past the page's policy, with what the main process has: its session refuses as well.
  const fromMain = await app.evaluate(
    ({ session }, url) => session.defaultSession.fetch(url).then(() => 'reached', () => 'refused'),
    server.url,
  )
  expect(fromMain).toBe('refused')
  expect(server.calls()).toBe(0)
  server.close()
})

test('permissions are refused', async ({ launch }) => {
  const { window: page } = await launch()
  const outcome = await page.evaluate(async () => {
    const attempt = (call: () => Promise<unknown>) => call().then(() => 'granted', (error: Error) => error.name)
    return {
      place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
      camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await attempt(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await attempt(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      notifications: await Notification.requestPermission(),
      clipboard: await attempt(() => navigator.clipboard.readText()),
      midi: await attempt(() => navigator.requestMIDIAccess({ sysex: true })),
    }
  })
  expect(outcome.place).toBe(1)
  expect(outcome.notifications).toBe('denied')
  for (const name of ['camera', 'microphone', 'screen', 'clipboard', 'midi'] as const) expect(outcome[name]).not.toBe('granted')
})

test('the page has nothing of Node or Electron', async ({ launch }) => {
  const { app, window: page } = await launch()
  expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window))).toEqual([])
  expect(await page.evaluate(() => Object.keys(window.permanence).sort())).toEqual(
    ['chooseBackup', 'onMenu', 'onPrepareQuit', 'openPdf', 'platform', 'printPdf', 'requestEnginePort', 'saveFile', 'saveSettings', 'settings', 'version'],
  )
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
    const spellcheck = BrowserWindow.getAllWindows()[0]!.webContents.session.isSpellCheckerEnabled()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, spellcheck }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false })
})

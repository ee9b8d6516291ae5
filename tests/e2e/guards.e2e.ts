/** What a page of ours could be made to try, tried in the real app. Each attempt must be refused, and the app go on. */
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication, Page, Worker } from '@playwright/test'
import type { WebSocket as AcceptedSocket } from 'ws'
import { playRelay, selfMade } from '../../electron/main/relay-server.fixture'
import { removeFolder } from '../remove-folder'
import { expect, launchApp, test, type RunningApp } from './app'

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

test.describe('a page of the app', () => {
  // They leave nothing behind but their page, which each has anew: one app serves them all.
  test.describe.configure({ mode: 'default' })
  let running: RunningApp
  test.beforeAll(async () => {
    // Devices that are none, so that what is refused is not only missing.
    running = await launchApp({ switches: ['--use-fake-device-for-media-stream'] })
  })
  test.beforeEach(async () => {
    await running.window.reload()
  })
  test.afterAll(async () => {
    await running.kill9()
    for (const folder of [running.profileDir, running.keychainDir]) await removeFolder(folder)
  })

  test('the window goes nowhere else', async () => {
    const { app, window: page } = running
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

  test('no other window opens', async () => {
    const { app, window: page } = running
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

  test('frames, webviews and inline scripts are refused by the policy', async () => {
    const { app, window: page, errors } = running
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

  test('a foreign sender is refused on every channel', async () => {
    const { app, window: page } = running
    const preload = join(import.meta.dirname, '..', '..', 'out', 'preload', 'index.cjs')
    // A second window with our own preload script: first with a page that is not the app's, then with one that is.
    const answers = await app.evaluate(
      async ({ BrowserWindow, app: electron }, { script, page }) => {
        const intruder = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: !electron.commandLine.hasSwitch('no-sandbox') } })
        const calls = `Promise.all([
          permanence.settings(), permanence.saveSettings({ locale: 'en' }), permanence.openPdf({ bytes: new Uint8Array(1), suggestedName: 'x' }),
          permanence.printPdf({ bytes: new Uint8Array(1) }), permanence.printers(), permanence.stopPrinting('cancel'),
          permanence.printDirect({ bytes: new Uint8Array(1), job: { printer: 'x', paper: 'A4', sides: 'one', colour: true, copies: 1, pages: null } }), permanence.saveFile({ bytes: new Uint8Array(1), suggestedName: 'x', kind: 'pdf' }),
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
    expect(answers).toEqual([0, 1].map(() => Array(8).fill('unexpected: sender refused')))
    expect(await page.evaluate(() => window.permanence.settings().then(({ locale }) => locale))).toBe('fr')
    await expectUnmoved(app, page)
  })

  test('arguments that do not fit are refused', async () => {
    const { window: page } = running
    const before = running.errors.length
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
    expect(running.errors.slice(before)).toEqual([])
  })

  test('app:// serves nothing but the built window', async () => {
    const { window: page, profileDir } = running
    const secret = join(profileDir, 'secret.json')
    writeFileSync(secret, '{"secret":true}')
    const answers = await page.evaluate(async (path) => {
      const paths = ['../main/index.cjs', '%2e%2e/main/index.cjs', '..%2fmain%2findex.cjs', '%252e%252e/main/index.cjs', '..%5cmain%5cindex.cjs', 'index.html%00.js', '/etc/passwd', path, encodeURIComponent(path), 'assets']
      return Promise.all(paths.map((each) => fetch(`app://permanence/${each}`).then(async ({ status }) => status, () => 0)))
    }, secret)
    expect(answers).toEqual(answers.map(() => 404))
    expect(await page.evaluate(() => fetch('app://permanence/index.html').then(({ status }) => status))).toBe(200)
  })

  test('the network is out of reach', async () => {
    const { app, window: page } = running
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

  test('permissions are refused, but for the camera', async () => {
    const { window: page } = running
    const before = running.errors.length
    const outcome = await page.evaluate(async () => {
      const attempt = (call: () => Promise<unknown>) => call().then(() => 'granted', (error: Error) => error.name)
      const media = (asked: object) => attempt(() => navigator.mediaDevices.getUserMedia(asked).then((stream) => stream.getTracks().forEach((track) => track.stop())))
      return {
        place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
        camera: await media({ video: true }),
        microphone: await media({ audio: true }),
        both: await media({ video: true, audio: true }),
        oldScreen: await media({ video: { mandatory: { chromeMediaSource: 'desktop' } } }),
        oldTab: await media({ video: { mandatory: { chromeMediaSource: 'tab', chromeMediaSourceId: '1' } } }),
        screen: await attempt(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        notifications: await Notification.requestPermission(),
        clipboard: await attempt(() => navigator.clipboard.readText()),
        midi: await attempt(() => navigator.requestMIDIAccess({ sysex: true })),
      }
    })
    expect(outcome.place).toBe(1)
    expect(outcome.notifications).toBe('denied')
    expect(outcome).toMatchObject({ camera: 'granted', microphone: 'NotAllowedError', both: 'NotAllowedError' })
    for (const name of ['oldScreen', 'oldTab', 'screen', 'clipboard', 'midi'] as const) expect(outcome[name]).not.toBe('granted')
    expect(running.errors.slice(before)).toEqual([])
  })

  test('the page has nothing of Node or Electron', async () => {
    const { app, window: page } = running
    const before = running.errors.length
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window))).toEqual([])
    expect(await page.evaluate(() => Object.keys(window.permanence).sort())).toEqual(
      ['chooseBackup', 'chooseCalendar', 'fullScreen', 'onJoinLink', 'onMenu', 'onPrepareQuit', 'openPdf', 'platform', 'printDirect', 'printPdf', 'printers', 'requestEnginePort', 'saveFile', 'saveSettings', 'settings', 'stopPrinting', 'takeJoinLink', 'version'],
    )
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
      const spellcheck = BrowserWindow.getAllWindows()[0]!.webContents.session.isSpellCheckerEnabled()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, spellcheck }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false })
    expect(running.errors.slice(before)).toEqual([])
  })
})

/** A port to the main process as the engine has it, in the engine's own worker, under its own policy. */
async function enginePort(page: Page): Promise<Worker> {
  // The engine has its port, and has asked for what it needs.
  await expect(page.getByRole('button', { name: 'Découvrir avec une section de démonstration' })).toBeVisible()
  const engine = page.workers().find((worker) => worker.url().includes('/worker'))!
  await engine.evaluate(() => {
    const events: unknown[] = []
    const waiting = new Map<number, (answer: string) => void>()
    // The engine goes on over the same port: its own calls have small numbers.
    let next = 1_000_000
    self.addEventListener('message', ({ data, ports }: MessageEvent<{ host?: boolean }>) => {
      const [port] = ports
      if (!data?.host || !port) return
      port.addEventListener('message', ({ data: said }) => {
        if ('ok' in said) waiting.get(said.id)?.(said.ok ? JSON.stringify(said.value ?? null) : said.code)
        else if (said.event.type === 'message') events.push([...said.event.bytes])
        else events.push(said.event.type === 'close' ? `close ${said.event.code}` : said.event.type)
      })
      const relayTest: RelayTest = {
        events,
        call: (method, ...args) =>
          new Promise((resolve) => {
            waiting.set(++next, resolve)
            port.postMessage({ id: next, method, args })
          }),
        subscribe: (request) => port.postMessage({ topic: 'relaySocket', request, subscription: ++next }),
      }
      Object.assign(self, { relayTest })
    })
  })
  await page.evaluate(() => window.permanence.requestEnginePort())
  await expect.poll(() => engine.evaluate(() => 'relayTest' in self)).toBe(true)
  return engine
}

interface RelayTest {
  call(method: string, ...args: unknown[]): Promise<string>
  subscribe(request: unknown): void
  events: unknown[]
}

test('nothing goes out before a relay is in use; then it is reached, and no other address', async ({ launch }) => {
  const trusted = selfMade()
  const unknown = selfMade()
  const echo = (socket: AcceptedSocket) => void socket.on('message', (bytes) => socket.send(bytes))
  const answer = (_request: IncomingMessage, response: ServerResponse) => void response.end('hello')
  const relay = await playRelay({ tls: trusted, answer, onSocket: echo })
  const stranger = await playRelay({ tls: unknown, answer, onSocket: echo })
  const plain = await playRelay({ answer, onSocket: echo })
  // What an environment could turn it away with.
  const proxy = await playRelay({ answer })
  const proxies = Object.fromEntries(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, proxy.address]))
  const env = { ...proxies, NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: trusted.certPath, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const { window: page } = await launch({ env, expectErrors: true })
  const engine = await enginePort(page)
  const call = (method: string, ...args: unknown[]) => engine.evaluate(([name, given]) => (self as unknown as { relayTest: RelayTest }).relayTest.call(name, ...given), [method, args] as const)
  const get = () => call('relayRequest', { method: 'GET', path: '/relay', headers: {} })
  const socket = (id: string) =>
    engine.evaluate((name) => {
      const { events, subscribe } = (self as unknown as { relayTest: RelayTest }).relayTest
      events.length = 0
      subscribe({ id: name, path: '/rooms/a/people', protocols: ['permanence.1', 'permanence.token.abc'] })
    }, id)
  const events = () => engine.evaluate(() => (self as unknown as { relayTest: RelayTest }).relayTest.events)
  const reached = () => [relay, stranger, plain, proxy].map((each) => each.connections())

  expect(await get()).toBe('relay-unreachable')
  await socket('a')
  await expect.poll(events).toEqual(['close 1006'])
  for (const address of ['http://192.168.1.2', 'http://exemple.invalid', `${relay.address}/path`, 'file:///etc/passwd', `https://marie:secret@127.0.0.1:${relay.port}`]) {
    expect(await call('relayUse', address)).toBe('relay-refused')
    expect(await get()).toBe('relay-unreachable')
  }
  expect(reached()).toEqual([0, 0, 0, 0])

  expect(await call('relayUse', relay.address)).toBe('null')
  expect(JSON.parse(await get())).toMatchObject({ status: 200 })
  await socket('b')
  await expect.poll(events).toEqual(['open'])
  // Longer than what `ws` masks without a native module.
  const bytes = Array.from({ length: 1000 }, (_, at) => at % 256)
  await engine.evaluate((given) => (self as unknown as { relayTest: RelayTest }).relayTest.call('relaySend', 'b', new Uint8Array(given)), bytes)
  await expect.poll(events).toEqual(['open', bytes])
  for (const path of ['//127.0.0.1:1/', `/../../x`, `@127.0.0.1:${plain.port}/`, `http://127.0.0.1:${plain.port}/`]) {
    expect(await call('relayRequest', { method: 'GET', path, headers: {} })).toBe('unexpected')
  }
  expect(await call('relayRequest', { method: 'GET', path: '/relay', headers: { Host: `127.0.0.1:${plain.port}` } })).toBe('unexpected')
  const before = relay.connections()
  expect(reached()).toEqual([before, 0, 0, 0])

  // Another is taken in use: the socket to the one before is closed. Nobody vouches for its certificate.
  expect(await call('relayUse', stranger.address)).toBe('null')
  await expect.poll(events).toEqual(['open', bytes, 'close 1006'])
  expect(await get()).toBe('relay-unreachable')
  await socket('c')
  await expect.poll(events).toEqual(['close 1006'])
  // Plain, within this machine.
  expect(await call('relayUse', plain.address)).toBe('null')
  expect(JSON.parse(await get())).toMatchObject({ status: 200 })
  expect(reached()).toEqual([before, 2, 1, 0])
  // All the while the page itself and Chromium have none of it.
  const attempt = (url: string) => fetch(url).then(() => 'reached', () => 'refused')
  expect([await page.evaluate(attempt, plain.address), await engine.evaluate(attempt, plain.address)]).toEqual(['refused', 'refused'])
  expect(reached()).toEqual([before, 2, 1, 0])
  for (const each of [relay, stranger, plain, proxy]) await each.close()
  trusted.remove()
  unknown.remove()
})

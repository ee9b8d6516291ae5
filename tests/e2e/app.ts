/**
 * Opens the real app in the real runtime, on a profile of its own. Tests take `test` and `expect` from here;
 * the demo and the benchmarks call `launchApp` directly.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { reachEngine } from '../faults/engine'
import { removeFolder } from '../remove-folder'
import { ensureDisplay } from '../../tools/display'
import { resolveRuntime } from '../../tools/runtime/resolve'
import { startKeychain } from './keychain'

export { expect } from '@playwright/test'

/** Opens what `out/` holds, its window as soon as the driver listens. */
const heldApp = join(import.meta.dirname, 'held-app')
/**
 * Of tests on a screen that is none (`ensureDisplay`): no graphics card is behind it. Chromium finds that out by itself, after
 * a process for it that ends at once; told so, it draws without from the start, as it would in the end, and starts in a
 * seventh less. Not of the benchmarks: people's machines have to find out.
 */
const noGraphicsCard = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'] ? ['--disable-gpu'] : []
/** Milliseconds: for a start that never ends, not for a slow one. */
const startLimit = 120_000

export interface LaunchOptions {
  /** A profile to reopen; a fresh one otherwise. */
  profileDir?: string
  /** Language of the system. */
  locale?: 'fr' | 'en'
  colorScheme?: 'light' | 'dark'
  /** Of the page, in CSS px. */
  size?: { width: number; height: number }
  /** `gnome`: a real, unlocked keyring, kept beside the profile in `keychainDir`, the same again when the profile is reopened. */
  keychain?: 'none' | 'gnome'
  env?: Record<string, string>
  /** Further switches of the command line. */
  switches?: string[]
  /** Words behind the app's own, as the system adds the link that it opens it with. */
  words?: string[]
  /** Errors that the window logs are part of the test; otherwise each of them fails it. */
  expectErrors?: boolean
}

export interface RunningApp {
  app: ElectronApplication
  window: Page
  profileDir: string
  keychainDir: string
  /** What the window logged as an error so far, uncaught exceptions and refusals of the content security policy included. */
  errors: string[]
  /** Quits as a person would. */
  close(): Promise<void>
  /** Ends every process at once with SIGKILL, as a power cut or the kernel would. */
  kill9(): Promise<void>
}

/** Opens the app as built in `out/`; resolves when its window has loaded. The caller closes it and removes the profile. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  await ensureDisplay()
  const runtime = await resolveRuntime()
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'permanence-'))
  const keychainDir = `${profileDir}.keychain`
  const keychain = options.keychain === 'gnome' ? await startKeychain(keychainDir) : null
  const locale = options.locale ?? 'fr'
  const language = locale === 'fr' ? 'fr_FR.UTF-8' : 'en_GB.UTF-8'
  const root = process.getuid?.() === 0
  try {
    const app = await _electron.launch({
      executablePath: runtime.executable,
      chromiumSandbox: !root,
      args: [
        `--user-data-dir=${profileDir}`,
        `--password-store=${keychain ? 'gnome-libsecret' : 'basic'}`,
        `--lang=${locale}`,
        ...(options.switches ?? []),
        heldApp,
        ...(options.words ?? []),
      ],
      env: { ...environment(), LANG: language, LANGUAGE: locale, LC_ALL: language, ...keychain?.env, ...options.env },
      colorScheme: options.colorScheme ?? 'light',
      timeout: startLimit,
    })
    const child = app.process()
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    void gone.then(() => keychain?.stop())
    const errors: string[] = []
    app.on('window', (page) => collectErrors(page, errors))
    app.windows().forEach((page) => collectErrors(page, errors))
    await app.context().addInitScript(rememberEngine)
    const opens = app.firstWindow({ timeout: startLimit })
    await app.evaluate(() => (globalThis as unknown as { openWindow(): void }).openWindow())
    const window = await opens
    await window.waitForLoadState()
    if (options.size) await resize(app, window, options.size)
    return {
      app,
      window,
      profileDir,
      keychainDir,
      errors,
      close: async () => {
        await app.close()
        await gone
      },
      kill9: async () => {
        // Playwright starts the app as the leader of a group: its renderers and its GPU process die with it.
        const group = process.platform === 'win32' ? child.pid! : -child.pid!
        if (child.exitCode === null && child.signalCode === null) process.kill(group, 'SIGKILL')
        await gone
      },
    }
  } catch (error) {
    keychain?.stop()
    throw error
  }
}

declare global {
  /** Of the page: its engine's. */
  var engineWorker: Worker
}

/**
 * In each page, before its own scripts: the engine is the first worker that a page starts, and is remembered for tests that
 * speak to it too (faults/engine.ts). Workers are as they were from then on. Searching the heap for it took a quarter of a
 * second where little is shown, and the longer the more people are on the screen.
 */
function rememberEngine(): void {
  const ours = Worker
  globalThis.Worker = new Proxy(ours, {
    construct(worker, words) {
      globalThis.Worker = ours
      return (globalThis.engineWorker = Reflect.construct(worker, words) as Worker)
    },
  })
}

/** Every app that a test opens through `launch` is ended with it, its profile removed, its window's errors counted against it. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<RunningApp> }>({
  launch: async ({}, use) => {
    const opened: { running: RunningApp; options: LaunchOptions }[] = []
    await use(async (options = {}) => {
      const running = await launchApp({ ...options, switches: [...noGraphicsCard, ...(options.switches ?? [])] })
      opened.push({ running, options })
      return running
    })
    for (const { running } of opened) await running.kill9()
    for (const { running } of opened) await removeProfile(running)
    expectNoErrors(opened.flatMap(({ running, options }) => (options.expectErrors ? [] : running.errors)))
  },
})

/**
 * One app for all tests of a `describe`, each with no section open: for those that leave nothing behind but a demonstration,
 * which goes as it is closed. Starting the app takes a third of such a test. What a test puts in the place of a dialog
 * or of the system stays for the next: it is put there anew by whoever counts on it. `anew`: on a page loaded anew as well,
 * for places that open as they were left.
 */
export function oneApp({ anew = false } = {}): () => RunningApp {
  let running: RunningApp
  test.describe.configure({ mode: 'default' })
  test.beforeAll(async () => {
    running = await launchApp({ switches: noGraphicsCard })
  })
  test.beforeEach(() => asAtStart(running.window, anew))
  test.afterEach(() => expectNoErrors(running.errors.splice(0)))
  test.afterAll(async () => {
    await running.kill9()
    await removeProfile(running)
  })
  return () => running
}

/**
 * No section open, on the first screen. What is open is closed rather than the page loaded anew, which a demonstration then
 * takes four times as long to open in; messages go with the section.
 */
async function asAtStart(window: Page, anew: boolean): Promise<void> {
  if (anew) {
    // Not a reload: that would come back to the place where the last test was.
    await window.goto(window.url().replace(/#.*/, ''))
    return
  }
  const engine = await reachEngine(window)
  // It says nothing before it has looked at what is on the disk.
  await window.waitForFunction(() => /^(open|closed)$/.test(globalThis.faultsEngine.status?.phase ?? ''), null, { timeout: startLimit })
  if ((await engine.status())?.phase === 'open') await engine.call('closeSection')
  await window.evaluate(() => void (location.hash = ''))
  await window.waitForFunction(() => !document.querySelector('nav, [role="dialog"], .mantine-Notification-root'), null, { timeout: startLimit })
}

async function removeProfile({ profileDir, keychainDir }: RunningApp): Promise<void> {
  for (const folder of [profileDir, keychainDir]) await removeFolder(folder)
}

function expectNoErrors(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The window logged errors:\n${errors.join('\n')}`)
}

/** The developer's own session bus and Electron switches must not reach the app under test. */
function environment(): Record<string, string> {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env
  return env as Record<string, string>
}

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
}

async function resize(app: ElectronApplication, window: Page, size: { width: number; height: number }): Promise<void> {
  const handle = await app.browserWindow(window)
  await handle.evaluate((browserWindow, { width, height }) => browserWindow.setContentSize(width, height), size)
  await window.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
}

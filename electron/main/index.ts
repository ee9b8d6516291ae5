/**
 * The main process. It owns what a page must not: files, keychain, windows, printers. Order matters here: what must be
 * said before Electron is ready comes first; then the window, as early as can be; what it does not need to appear, last.
 */
import { join, resolve } from 'node:path'
import {
  app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, nativeTheme, powerMonitor, protocol, safeStorage, screen, session, shell, systemPreferences, webContents,
} from 'electron'
import type { MenuCommand, Settings } from '#core/ports/bridge'
import { appScheme, appStart } from './app-url'
import { reloadLimit } from './crash'
import { enginePorts } from './engine-port'
import { chosenFiles } from './chosen-files'
import { choosePath, saveFile } from './files'
import { hostServer } from './host'
import { openChannels } from './ipc'
import { fullScreen } from './full-screen'
import { joinLinks } from './join-links'
import { osKeychain } from './keychain'
import { refusedSwitch } from './launch-flags'
import { claimLinks } from './link-client'
import { menuTemplate } from './menu'
import { guardNavigation } from './navigation'
import { isolateSession, silenceChromium } from './network'
import { guardPermissions } from './permissions'
import { printDesk } from './print-desk'
import { isOfPrint, isOfViewer, openPdf, printPartition, printWindowOptions, temporaryPrints } from './printing'
import { schemes, serveApp } from './protocol'
import { quitSequence } from './quit'
import { runProgram } from './run-program'
import { openSettings } from './settings'
import { rememberPlace, windowOptions } from './window'
import { windowChannels } from './window-channels'
import { placeWindow, readWindowState } from './window-state'
import { nativeWords } from './words'

const { commandLine } = app
const named = commandLine.getSwitchValue('user-data-dir')
const usualProfile = join(app.getPath('appData'), app.getName())
if (named) app.setPath('userData', resolve(named))
const profile = app.getPath('userData')

const refused = app.isPackaged
  ? refusedSwitch((name) => commandLine.hasSwitch(name), (name) => commandLine.getSwitchValue(name), usualProfile)
  : null
if (refused) {
  process.stderr.write(`Permanence does not start with --${refused}.\n`)
  app.exit(1)
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0)
} else {
  start()
}

function start(): void {
  // For every renderer, ours or not. As root (containers) Chromium starts only without its sandbox, and says so itself.
  if (!commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  silenceChromium(commandLine)
  protocol.registerSchemesAsPrivileged(schemes)
  // No menu of Electron's own: it would be built for nothing.
  Menu.setApplicationMenu(null)

  const chosen = chosenFiles()
  const host = hostServer(profile, () => osKeychain(safeStorage, process.platform), chosen)
  const serve = serveApp(join(app.getAppPath(), 'out', 'renderer'))
  const printsFolder = join(profile, 'prints')
  const prints = temporaryPrints(printsFolder)
  const placePath = join(profile, 'window.json')
  let window: BrowserWindow | null = null
  const links = joinLinks(() => window?.webContents.send('join-link'))
  /** The page has asked for its engine: from here on it may hold something to save. */
  let engineAsked = false
  let quitAnswer: (saved: boolean) => void = () => {}

  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, contents.session === session.defaultSession ? undefined : isOfViewer)
  })
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', (_event, words) => {
    links.offer(words)
    showWindow()
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    links.offer([url])
    showWindow()
  })
  links.offer(process.argv)

  const quit = quitSequence({
    prepare: () =>
      new Promise((resolve) => {
        if (!window || window.webContents.isCrashed() || !engineAsked) return resolve(true)
        quitAnswer = resolve
        // What a dead page held can't be saved any more.
        window.webContents.once('render-process-gone', () => resolve(true))
        window.webContents.send('prepare-quit')
      }),
    askAnyway: async (reason) => {
      const words = nativeWords(settings().locale)
      const detail = reason === 'slow' ? words.unsavedSlow : words.unsavedRefused
      const { response } = await showMessage({ message: words.unsaved, detail, buttons: [words.wait, words.quitWithoutSaving] })
      return response === 1 ? 'quit' : 'wait'
    },
    finish: async () => {
      await Promise.all([host.close(), prints.clear()])
    },
    end: () => app.quit(),
  })
  app.on('before-quit', (event) => {
    if (quit.isApproved()) return
    event.preventDefault()
    quit.begin()
  })

  function showWindow(): void {
    if (window?.isMinimized()) window.restore()
    window?.show()
    window?.focus()
  }

  void app.whenReady().then(() => {
    protocol.handle(appScheme, serve)
    isolateSession(session.defaultSession)
    guardPermissions(session.defaultSession, () => (process.platform === 'darwin' ? systemPreferences.askForMediaAccess('camera') : Promise.resolve(true)))
    nativeTheme.themeSource = themeSource(settings())
    openWindow()
    openChannels(ipcMain, (contents) => contents === window?.webContents, channels())
    buildMenu()
    powerMonitor.on('suspend', () => send('lock'))
    powerMonitor.on('lock-screen', () => send('lock'))
    // Of a run that crashed.
    void prints.clear()
    claimLinks(app, { platform: process.platform, executable: process.execPath, ownProfile: named !== '' })
  })

  let settingsFile: ReturnType<typeof openSettings> | null = null
  function settings(): Settings {
    settingsFile ??= openSettings(join(profile, 'settings.json'), app.getLocale())
    return settingsFile.current()
  }

  function send(command: MenuCommand): void {
    window?.webContents.send('menu', command)
  }

  function buildMenu(): void {
    const { locale } = settings()
    const template = menuTemplate({ locale, platform: process.platform, packaged: app.isPackaged, send })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  function showMessage(options: { message: string; detail: string; buttons: string[] }): Promise<Electron.MessageBoxReturnValue> {
    const question = { type: 'warning' as const, defaultId: 0, cancelId: 0, noLink: true, ...options }
    return window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
  }

  function openWindow(): void {
    const state = readWindowState(placePath)
    const primary = screen.getPrimaryDisplay()
    const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)]
    const opened = new BrowserWindow(
      windowOptions({
        place: placeWindow(state, displays.map(({ workArea }) => workArea)),
        dark: nativeTheme.shouldUseDarkColors,
        packaged: app.isPackaged,
        preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
        version: app.getVersion(),
      }),
    )
    window = opened
    rememberPlace(opened, placePath)
    opened.once('ready-to-show', () => {
      if (state?.maximized) opened.maximize()
      opened.show()
    })
    opened.on('close', (event) => {
      if (quit.isApproved()) return
      event.preventDefault()
      quit.begin()
    })
    opened.on('closed', () => (window = null))
    const mayReload = reloadLimit()
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      engineAsked = false
      void host.release()
      // Not within the event: a page that is loaded there can end the main process (electron/electron#51900).
      if (mayReload(Date.now())) setImmediate(() => void (opened.isDestroyed() || opened.loadURL(appStart)))
      else void offerReload(opened)
    })
    void opened.loadURL(appStart)
  }

  async function offerReload(opened: BrowserWindow): Promise<void> {
    const words = nativeWords(settings().locale)
    const { response } = await showMessage({ message: words.crashed, detail: words.crashedDetail, buttons: [words.tryAgain, words.quit] })
    if (response === 1) app.quit()
    else void opened.loadURL(appStart)
  }

  function printWindow(): BrowserWindow {
    const own = session.fromPartition(printPartition, { cache: false })
    isolateSession(own, isOfPrint(printsFolder))
    guardPermissions(own)
    return new BrowserWindow(printWindowOptions(own))
  }

  const saveFrom = () => ({ dialog, window: window!, locale: settings().locale, folder: app.getPath('documents') })

  /** A file that the engine may write to, by its token. */
  async function choose({ suggestedName }: { suggestedName: string }, kind: Parameters<typeof choosePath>[1]): Promise<{ token: string; path: string } | null> {
    const path = await choosePath(suggestedName, kind, saveFrom())
    return path === null ? null : { token: chosen.keep(path), path }
  }

  function channels(): ReturnType<typeof windowChannels> {
    const alone = fullScreen(() => window)
    const desk = printDesk({
      platform: process.platform, run: runProgram, prints,
      found: () => window!.webContents.getPrintersAsync(),
      stage: { makeWindow: printWindow, everything: () => webContents.getAllWebContents() },
    })
    const openPort = enginePorts(() => new MessageChannelMain(), (port) => host.serve(port))
    return windowChannels({
      openEngine: (contents) => {
        engineAsked = true
        alone(false)
        openPort(contents)
      },
      settings,
      changeSettings: async (change) => {
        settings()
        const changing = settingsFile!.change(change)
        nativeTheme.themeSource = themeSource(settings())
        if (change.locale) buildMenu()
        return changing
      },
      save: (request) => saveFile(request, saveFrom()),
      chooseBackup: (request) => choose(request, 'permanence-sauvegarde'),
      chooseCalendar: (request) => choose(request, 'ics'),
      openPdf: async ({ bytes, suggestedName }) => openPdf(await prints.write(bytes, suggestedName), shell),
      printers: () => desk.printers(),
      printDirect: (request) => desk.printDirect(request),
      printPdf: ({ bytes }) => desk.printByDialog(bytes),
      stopPrinting: (how) => desk.stop(how),
      fullScreen: alone,
      takeJoinLink: () => links.take(),
      quitAnswer: (saved) => quitAnswer(saved),
    })
  }
}

function themeSource({ colorScheme }: Settings): 'light' | 'dark' | 'system' {
  return colorScheme === 'auto' ? 'system' : colorScheme
}

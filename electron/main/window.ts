/** The app's one window: sandboxed, on a page of `app://` for its whole life, shown once it has something to show. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { smallestWindow, writeWindowState } from './window-state'

/** Of the page in each scheme: what shows before the first paint must not flash. */
const background = { light: '#ffffff', dark: '#1d252c' }

export function windowOptions(options: {
  place: BrowserWindowConstructorOptions
  dark: boolean
  packaged: boolean
  preload: string
  version: string
}): BrowserWindowConstructorOptions {
  return {
    ...options.place,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Permanence',
    show: false,
    backgroundColor: options.dark ? background.dark : background.light,
    webPreferences: {
      preload: options.preload,
      additionalArguments: [`--permanence-version=${options.version}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      // Its dictionary would be fetched from a server at first use, and names of people are not in it.
      spellcheck: false,
      devTools: !options.packaged,
      // Compiled scripts are kept from the first run on: start-up is where the time of an app counts.
      v8CacheOptions: 'bypassHeatCheck',
    },
  }
}

/** Writes the window's place some time after it last moved, and when it closes. */
export function rememberPlace(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    if (!window.isDestroyed()) writeWindowState(path, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, 500)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('close', write)
}

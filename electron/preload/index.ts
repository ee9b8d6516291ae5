/**
 * `window.permanence`: all that a page can ask of the main process. Invariant: it exposes functions that send fixed messages,
 * never a way to name a channel.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, BridgeAnswer, MenuCommand } from '#core/ports/bridge'

let prepareQuit: (() => Promise<boolean>) | null = null
let onMenu: ((command: MenuCommand) => void) | null = null
let onJoinLink: (() => void) | null = null

async function ask<T>(channel: string, ...args: unknown[]): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, ...args)) as BridgeAnswer
  if (answer.ok) return answer.value as T
  // The bridge keeps an error's message only: it begins with the code, see `errorCode`.
  throw new Error(answer.detail || answer.code)
}

const bridge: Bridge = {
  platform: process.platform,
  version: process.argv.find((word) => word.startsWith('--permanence-version='))?.split('=')[1] ?? '',
  requestEnginePort: () => void ask('engine-port'),
  settings: () => ask('settings'),
  saveSettings: (change) => ask('save-settings', change),
  saveFile: (request) => ask('save-file', request),
  chooseBackup: (request) => ask('choose-backup', request),
  chooseCalendar: (request) => ask('choose-calendar', request),
  openPdf: (request) => ask('open-pdf', request),
  printers: () => ask('printers'),
  printDirect: (request) => ask('print-direct', request),
  printPdf: (request) => ask('print-pdf', request),
  stopPrinting: (how) => ask('stop-printing', how),
  fullScreen: (on) => ask('full-screen', on),
  takeJoinLink: () => ask('take-join-link'),
  onJoinLink: (listener) => {
    onJoinLink = listener
  },
  onPrepareQuit: (answer) => {
    prepareQuit = answer
  },
  onMenu: (listener) => {
    onMenu = listener
  },
}

contextBridge.exposeInMainWorld('permanence', bridge)

ipcRenderer.on('engine-port', ({ ports }) => window.postMessage({ permanence: 'engine-port' }, window.origin, ports))

ipcRenderer.on('menu', (_event, command: MenuCommand) => onMenu?.(command))

ipcRenderer.on('join-link', () => onJoinLink?.())

ipcRenderer.on('prepare-quit', async () => {
  // Before the page has said how, it holds nothing to save.
  const saved = await Promise.resolve(prepareQuit?.() ?? true).catch(() => false)
  await ask('quit-answer', saved)
})

/**
 * Saving a file where the person says. Invariant: the file is there whole or not at all, and only its owner can read it:
 * an export of people is the most sensitive file that the app makes.
 */
import { extname, join } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { SaveRequest, Settings } from '#core/ports/bridge'
import { diskError, writeFileDurably } from './durable-file'
import { nativeWords } from './words'

/** A name that every file system takes and that names no folder. */
export function safeName(name: string, extension: string): string {
  const bare = name.normalize('NFC').replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, ' ').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '').slice(0, 120)
  const base = bare.toLowerCase().endsWith(`.${extension}`) ? bare.slice(0, -extension.length - 1) : bare
  // Names of devices on Windows, whatever their extension.
  const taken = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(base)
  return `${base === '' || taken ? 'permanence' : base}.${extension}`
}

/** What a save dialog is asked from. */
interface SaveFrom {
  dialog: Pick<Dialog, 'showSaveDialog'>
  window: BrowserWindow
  locale: Settings['locale']
  folder: string
}

/** Asks where. `null` when the person gave up. */
export async function choosePath(suggestedName: string, kind: SaveRequest['kind'] | 'permanence-sauvegarde', from: SaveFrom): Promise<string | null> {
  const { canceled, filePath } = await from.dialog.showSaveDialog(from.window, {
    defaultPath: join(from.folder, safeName(suggestedName, kind)),
    filters: [{ name: nativeWords(from.locale).kinds[kind], extensions: [kind] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || !filePath) return null
  return extname(filePath) === '' ? `${filePath}.${kind}` : filePath
}

/** Asks where, and writes. `null` when the person gave up. Rejects with `disk-full` or `file-not-written`. */
export async function saveFile(request: SaveRequest, from: SaveFrom): Promise<{ path: string } | null> {
  const path = await choosePath(request.suggestedName, request.kind, from)
  if (path === null) return null
  try {
    await writeFileDurably(path, request.bytes, `${path}.${crypto.randomUUID().slice(0, 8)}.part`)
  } catch (error) {
    throw diskError(error, 'file-not-written')
  }
  return { path }
}

import { EventEmitter } from 'node:events'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PrintJob } from '#core/ports/printing'
import { isOfPrint, openPdf, printPdf, silentOptions, temporaryPrints } from './printing'

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'permanence-prints-'))
  folder = join(root, 'prints')
})
afterEach(() => rm(root, { recursive: true }))

const bytes = new TextEncoder().encode('%PDF-1.7')

describe('a sheet on its way to a printer', () => {
  it('is in a file that only this user can read, under a readable name', async () => {
    const path = await temporaryPrints(folder).write(bytes, 'Feuille de contact')
    expect(basename(path)).toBe('Feuille de contact.pdf')
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    if (process.platform !== 'win32') {
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    }
  })

  it('is gone as soon as it is printed', async () => {
    const prints = temporaryPrints(folder)
    const [printed, open] = [await prints.write(bytes, 'a'), await prints.write(bytes, 'a')]
    await prints.remove(printed)
    expect(await readdir(folder)).toEqual([basename(dirname(open))])
  })

  it('is gone when prints are cleared, whichever run wrote it', async () => {
    await temporaryPrints(folder).write(bytes, 'a')
    await temporaryPrints(folder).write(bytes, 'a')
    await temporaryPrints(folder).clear()
    expect(await readdir(root)).toEqual([])
    await temporaryPrints(folder).clear()
  })

  it('opens in the viewer, or says that there is none without the words of the system', async () => {
    await openPdf('/x/a.pdf', { openPath: async () => '' })
    await expect(openPdf('/x/a.pdf', { openPath: async () => 'Failed to open /home/marie/a.pdf' })).rejects.toMatchObject({ message: 'print-failed: no viewer' })
  })
})

interface Made {
  webContents: EventEmitter
  viewer: unknown
  destroyed: boolean
}

const viewerPage = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html'

describe('the print dialog', () => {
  /** A window in which the viewer is a guest, as in Chromium 130. */
  function window(print: (answer: (success: boolean, reason: string) => void) => void, load: () => Promise<void> = async () => {}, hasRead: () => Promise<boolean> = async () => true): Made {
    const session = {}
    const contents = Object.assign(new EventEmitter(), { session, mainFrame: { framesInSubtree: [{ url: 'file:///x/a.pdf' }] }, print: () => print((_success) => {}) })
    const viewer = {
      session,
      mainFrame: { framesInSubtree: [{ url: viewerPage, executeJavaScript: hasRead }] },
      print: (_options: object, answer: (success: boolean, reason: string) => void) => print(answer),
    }
    const made = { webContents: contents, viewer, loadURL: load, isDestroyed: () => false, destroyed: false, destroy: () => void (made.destroyed = true) }
    return made
  }
  const run = (made: Made, job: PrintJob | null = null, stop?: AbortSignal) =>
    printPdf('/x/a.pdf', job, { makeWindow: () => made as never, everything: () => [made.webContents, made.viewer] as never }, stop)

  it('answers whether the sheet was printed, and closes its window', async () => {
    const printed = window((answer) => answer(true, ''))
    expect(await run(printed)).toBe(true)
    const givenUp = window((answer) => answer(false, 'Print job canceled'))
    expect(await run(givenUp)).toBe(false)
    expect([printed.destroyed, givenUp.destroyed]).toEqual([true, true])
  })

  it('fails clearly: printer settings, a viewer that dies, a file that does not open', async () => {
    const dying = window(() => queueMicrotask(() => dying.webContents.emit('render-process-gone')))
    for (const made of [
      window((answer) => answer(false, 'Invalid printer settings')),
      dying,
      window(() => {}, async () => Promise.reject(new Error('ERR_FAILED (-2) loading file:///home/marie/a.pdf'))),
    ]) {
      await expect(run(made)).rejects.toMatchObject({ code: 'print-failed' })
      expect(made.destroyed).toBe(true)
    }
  })

  it('asks the viewer again that is busy, or answers nothing while its page is replaced, and prints once it has read', async () => {
    const answers = [async () => false, () => new Promise<never>(() => {}), () => Promise.reject(new Error('Render frame was disposed')), async () => true]
    expect(await run(window((answer) => answer(true, ''), undefined, () => answers.shift()!()))).toBe(true)
    expect(answers).toEqual([])
  })

  it.each([
    ['reads nothing', async () => false],
    ['answers nothing', () => new Promise<never>(() => {})],
  ])('does not print a viewer that %s', async (_what, hasRead) => {
    vi.useFakeTimers()
    const blank = window((answer) => answer(true, ''), undefined, hasRead)
    const outcome = expect(run(blank)).rejects.toMatchObject({ code: 'print-failed' })
    await vi.advanceTimersByTimeAsync(62_000)
    await outcome
    expect(blank.destroyed).toBe(true)
    vi.useRealTimers()
  })

  it('does not wait for ever for an answer that never comes', async () => {
    vi.useFakeTimers()
    const silent = window(() => {})
    const outcome = expect(run(silent)).rejects.toMatchObject({ code: 'print-timeout' })
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    await outcome
    expect(silent.destroyed).toBe(true)
    vi.useRealTimers()
  })

  it('is not asked for when the person gives up while the viewer reads', async () => {
    const stop = new AbortController()
    let asked = 0
    const made = window(() => void asked++, undefined, async () => {
      stop.abort('cancel')
      return true
    })
    expect(await run(made, null, stop.signal)).toBe(false)
    expect([asked, made.destroyed]).toEqual([0, true])
  })

  it('that says nothing is believed on the person’s word: given up at once, or printed, with time to hand the sheet over', async () => {
    vi.useFakeTimers()
    for (const [word, printed] of [['cancel', false], ['leave', true]] as const) {
      const stop = new AbortController()
      const made = window(() => stop.abort(word))
      expect(await run(made, null, stop.signal)).toBe(printed)
      expect(made.destroyed).toBe(!printed)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(made.destroyed).toBe(true)
    }
    vi.useRealTimers()
  })

  it('is left out for a printer that is named, of which it is said that it is gone, or that nothing is known', async () => {
    const job: PrintJob = { printer: 'Papier', paper: 'A4', sides: 'one', colour: true, copies: 1, pages: null }
    await expect(run(window((answer) => answer(false, 'Invalid deviceName provided')), job)).rejects.toMatchObject({ code: 'printer-gone' })
    vi.useFakeTimers()
    const silent = window(() => {})
    const outcome = expect(run(silent, job)).rejects.toMatchObject({ code: 'print-timeout' })
    await vi.advanceTimersByTimeAsync(30_000)
    await outcome
    expect(silent.destroyed).toBe(true)
    vi.useRealTimers()
  })

  it('loads sheets and the viewer, nothing else', () => {
    const mayLoad = isOfPrint('/profile/prints')
    expect(mayLoad(pathToFileURL('/profile/prints/1/Feuille de contact.pdf').href)).toBe(true)
    expect(mayLoad(viewerPage)).toBe(true)
    for (const url of [
      'file:///etc/passwd', 'file:///profile/prints/../vault', 'file:///profile/prints-of-others/a.pdf', 'https://example.org/',
      'chrome-extension://other/', 'app://permanence/index.html', 'chrome://gpu/',
    ]) {
      expect(mayLoad(url)).toBe(false)
    }
  })
})

describe('a sheet that Chromium prints by itself', () => {
  const job: PrintJob = { printer: 'Papier', paper: 'A3', sides: 'short-edge', colour: false, copies: 3, pages: null }

  it('is asked for as chosen, at 100 %, without margins of Chromium’s own', () => {
    expect(silentOptions(job)).toEqual({
      silent: true, deviceName: 'Papier', copies: 3, collate: true, color: false, duplexMode: 'shortEdge', pageSize: 'A3', margins: { marginType: 'none' }, scaleFactor: 100, printBackground: true,
    })
    expect(silentOptions({ ...job, paper: 'DL', sides: 'one' })).toMatchObject({ pageSize: { width: 110_000, height: 220_000 }, duplexMode: 'simplex' })
  })
})

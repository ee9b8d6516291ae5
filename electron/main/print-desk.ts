/**
 * Sheets on their way to a printer, one at a time. Invariant: a sheet goes only to a printer that is in the list at that moment,
 * none leaves after it was cancelled, and its file is gone as soon as a queue or Chromium has the sheet, or nobody wants it.
 */
import type { PrinterInfo } from 'electron'
import { PortError } from '#core/ports/errors'
import type { PrinterList, PrintFate, PrintJob } from '#core/ports/printing'
import { follow, submit, type StopPrinting } from './lp'
import { cupsDefault, readPrinters } from './printers'
import { printPdf, type PrintStage, type TemporaryPrints } from './printing'
import type { RunProgram } from './run-program'

export interface PrintDesk {
  printers(): Promise<PrinterList>
  /** Without a word of the system. Rejects with `printer-gone`, `print-failed`, or `print-timeout` when sheets may have come out. */
  printDirect(request: { bytes: Uint8Array; job: PrintJob }): Promise<PrintFate>
  /** By the system's dialog; see `printPdf`. */
  printByDialog(bytes: Uint8Array): Promise<boolean>
  /** Of what is under way: take it back, or wait for it no longer. */
  stop(how: StopPrinting): void
}

interface DeskParts {
  platform: string
  run: RunProgram
  prints: Pick<TemporaryPrints, 'write' | 'remove'>
  /** As Electron lists them. */
  found(): Promise<PrinterInfo[]>
  stage: PrintStage
}

/** The same for every sheet: it shows in queues and on displays. */
const fileName = 'permanence'

export function printDesk({ platform, run, prints, found, stage }: DeskParts): PrintDesk {
  let under: AbortController | null = null

  async function oneAtATime<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    if (under) throw new PortError('print-failed', 'another one is under way')
    const own = (under = new AbortController())
    try {
      return await work(own.signal)
    } finally {
      if (under === own) under = null
    }
  }

  async function list(): Promise<PrinterList & { cups: boolean }> {
    const [seen, system] = await Promise.all([found(), cupsDefault(run, platform)])
    return { printers: readPrinters(seen, platform, system?.name ?? ''), choosesPages: system !== null, cups: system !== null }
  }

  /** Its path for `work`; gone after it. */
  async function asFile<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
    const path = await prints.write(bytes, fileName)
    return work(path).finally(() => prints.remove(path))
  }

  return {
    async printers() {
      const { printers, choosesPages } = await list()
      return { printers, choosesPages }
    },
    printDirect: ({ bytes, job }) =>
      oneAtATime(async (stop) => {
        const { printers, cups } = await list()
        const printer = printers.find(({ name }) => name === job.printer)
        if (!printer || printer.state === 'refusing') throw new PortError('printer-gone')
        if (job.pages && !cups) throw new PortError('print-failed', 'pages can’t be chosen')
        if (stop.aborted) return 'cancelled'
        if (!cups) return (await asFile(bytes, (path) => printPdf(path, job, stage, stop))) ? 'sent' : 'cancelled'
        const name = await asFile(bytes, (path) => submit(run, job, path))
        return follow(run, name, job.printer, stop, pause)
      }),
    printByDialog: (bytes) => oneAtATime((stop) => asFile(bytes, (path) => printPdf(path, null, stage, stop))),
    stop: (how) => under?.abort(how),
  }
}

const pause = (ms: number, stop: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end)
  })

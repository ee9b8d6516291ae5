/**
 * Printing through CUPS (Linux, macOS). Invariant: once `lp` has taken a sheet its file is no longer needed, and what became of
 * the sheet is said as it is known: taken back before the printer began, or on the way, or not at all.
 */
import { PortError } from '#core/ports/errors'
import { papers, type PrintFate, type PrintJob } from '#core/ports/printing'
import type { RunProgram } from './run-program'

/** Milliseconds for `lp` to hand over the file, and for a question. */
const submitPatience = 30_000
const patience = 5000
/** Between two looks at the queue, and how long to look while the printer works; one that is stopped is watched longer, since somebody may take the sheet back. Milliseconds. */
const lookEvery = 400
const watchLimit = 20_000
const stoppedLimit = 10 * 60_000

/** Names of PWG 5101.1: any queue of CUPS knows them, whatever its driver calls its papers. */
const media = {
  A3: 'iso_a3', A4: 'iso_a4', A5: 'iso_a5', A6: 'iso_a6', SRA3: 'iso_sra3', C5: 'iso_c5', DL: 'iso_dl',
} as const satisfies Record<PrintJob['paper'], string>

const sides = { one: 'one-sided', 'long-edge': 'two-sided-long-edge', 'short-edge': 'two-sided-short-edge' } as const satisfies Record<PrintJob['sides'], string>

/**
 * The words of `lp` for a job whose printer is in the list. `print-scaling=none` and one page a side are said, since both the queue
 * and the person's own `lpoptions` may hold something else; the title is the app's, because it shows on the printer's display.
 */
export function lpArguments(job: PrintJob, path: string): string[] {
  const { width, height } = papers[job.paper]
  const options = [
    `media=${media[job.paper]}_${width}x${height}mm`,
    `sides=${sides[job.sides]}`,
    `print-color-mode=${job.colour ? 'color' : 'monochrome'}`,
    'print-scaling=none',
    'number-up=1',
    'collate=true',
    ...(job.pages ? [`page-ranges=${job.pages.from}-${job.pages.to}`] : []),
  ]
  return ['-d', job.printer, '-n', String(job.copies), '-t', 'Permanence', ...options.flatMap((option) => ['-o', option]), '--', path]
}

/** Hands the file over. The job's name in the queue. Rejects with `printer-gone`, `print-failed`, or `print-timeout` when it is not known whether the queue has it. */
export async function submit(run: RunProgram, job: PrintJob, path: string): Promise<string> {
  const { end, out, err } = await run('lp', lpArguments(job, path), submitPatience)
  if (end === 'slow') throw new PortError('print-timeout', 'lp')
  // What lp says holds the path: it goes no further.
  if (end !== 'ok') throw new PortError(/does not exist/.test(err) ? 'printer-gone' : 'print-failed', 'lp')
  const name = /^request id is (\S+)/m.exec(out)?.[1]
  // Taken, under a name that can't be asked after.
  if (!name) throw new PortError('print-timeout', 'lp named no job')
  return name
}

export type StopPrinting = 'cancel' | 'leave'

/** Until the queue has no more of the job or can't print it (rejects with `print-failed`), its time is over, or `stop` aborts with a `StopPrinting` for reason. `wait` is over when `stop` aborts. */
export async function follow(run: RunProgram, name: string, printer: string, stop: AbortSignal, wait: (ms: number, stop: AbortSignal) => Promise<void>): Promise<PrintFate> {
  for (let waited = 0; ; waited += lookEvery) {
    const stopped = stop.aborted
    if (stopped && stop.reason === 'leave') return 'waiting'
    const [queue, state] = await Promise.all([run('lpstat', ['-l', '-o', printer], patience), run('lpstat', ['-p', printer], patience)])
    if (queue.end === 'ok' && !isListed(queue.out, name)) return 'sent'
    if (stopped) return takeBack(run, name, hasNotBegun(state.out, name))
    if (hasFailed(queue.out, name)) {
      // The queue keeps it, with whoever is on it, for somebody to mend.
      await run('cancel', [name], patience)
      throw new PortError('print-failed', 'in the queue')
    }
    if (waited >= (isStopped(state.out) ? stoppedLimit : watchLimit)) return 'waiting'
    await wait(lookEvery, stop)
  }
}

async function takeBack(run: RunProgram, name: string, notBegun: boolean): Promise<PrintFate> {
  const { end, err } = await run('cancel', [name], patience)
  if (end === 'ok') return notBegun ? 'cancelled' : 'stopped'
  if (/already (completed|canceled)/.test(err)) return 'sent'
  throw new PortError('print-timeout', 'not taken back')
}

/** Of `lpstat -l -o`: what is said of a job follows its name, further in. */
function hasFailed(out: string, name: string): boolean {
  const lines = out.split('\n')
  const own = lines.findIndex((line) => line.split(/\s/, 1)[0] === name)
  const more = lines.slice(own + 1)
  const next = more.findIndex((line) => /^\S/.test(line))
  return own >= 0 && more.slice(0, next < 0 ? undefined : next).some((line) => /^\s+Alerts: .*(completed-with-errors|aborted)/.test(line))
}

const isListed = (out: string, name: string) => out.split('\n').some((line) => line.split(/\s/, 1)[0] === name)

/** Of `lpstat -p`. */
const isStopped = (out: string) => /^printer \S+ disabled /m.test(out)

/** A printer that is stopped, or at another job, has nothing of this one. One that says « idle » may be about to begin. */
function hasNotBegun(out: string, name: string): boolean {
  const printing = /^printer \S+ now printing (\S+?)\.? /m.exec(out)?.[1]
  return isStopped(out) || (printing !== undefined && printing !== name)
}

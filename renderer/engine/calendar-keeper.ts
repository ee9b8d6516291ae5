/**
 * Keeps a calendar's file as the agenda is: written some seconds after the last change, and before the section is left.
 * Invariants: one write at a time; what could not be written is tried again until it is, or until nobody asks for it any more.
 */
import { PortError } from '#core/ports/errors'

export interface KeptCalendar {
  path: string
  /** When it was last as the agenda is, in ms since 1970; `null`: not yet in this run. */
  at: number | null
  /** Why it can't be written for now: its folder is gone, the disk is full, or the disk refuses. */
  failing: 'folder' | 'full' | 'refused' | null
}

export interface Keeper {
  state(): KeptCalendar
  /** The agenda may be another one. */
  changed(): void
  /** Writes at once what waits to be written. Resolves when it was tried. */
  flush(): Promise<void>
  stop(): void
}

/** Milliseconds: of quiet before it is written; the most that changes may go on; until what failed is tried again. */
const quiet = 5_000
const longest = 30_000
const retry = 60_000

/** `make`: the file as it should be; the same array as before where nothing changed. */
export function calendarKeeper(path: string, ports: { make(): Promise<Uint8Array>; write(bytes: Uint8Array): Promise<void>; onState(): void; now(): number }): Keeper {
  let state: KeptCalendar = { path, at: null, failing: null }
  let written: Uint8Array | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let since: number | null = null
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  function say(next: Partial<KeptCalendar>): void {
    if (stopped) return
    state = { ...state, ...next }
    ports.onState()
  }
  function wait(milliseconds: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = stopped ? null : setTimeout(run, milliseconds)
  }
  function run(): void {
    if (timer !== null) clearTimeout(timer)
    timer = since = null
    running = running.then(bring)
  }
  async function bring(): Promise<void> {
    if (stopped) return
    try {
      const bytes = await ports.make()
      if (bytes !== written) await ports.write(bytes)
      written = bytes
      say({ at: ports.now(), failing: null })
    } catch (error) {
      written = null
      say({ failing: failureOf(error) })
      if (timer === null) wait(retry)
    }
  }
  return {
    state: () => state,
    changed() {
      const now = ports.now()
      since ??= now
      wait(Math.max(0, Math.min(quiet, since + longest - now)))
    },
    async flush() {
      if (timer !== null) run()
      await running
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

function failureOf(error: unknown): NonNullable<KeptCalendar['failing']> {
  if (!(error instanceof PortError)) return 'refused'
  return error.code === 'disk-full' ? 'full' : error.message.endsWith('ENOENT') ? 'folder' : 'refused'
}

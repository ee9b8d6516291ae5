/**
 * Puts sealed entries into the journal in the order in which they were made, several at a time when they queue up.
 * Invariant: a caller hears "durable" only after the journal's fsync. When the disk refuses, entries wait in memory and
 * are tried again by themselves, in order, until they are in: nothing that was accepted is dropped.
 */
import type { Journal } from '../ports/journal'
import { PortError, errorCode, type ErrorCode } from '../ports/errors'

export type WriterState = { state: 'saved' } | { state: 'saving'; pending: number } | { state: 'failing'; pending: number; code: ErrorCode }

interface Queued {
  payloads: Uint8Array[]
  retry: boolean
  durable(offsets: number[], end: number): void
  failed(error: Error): void
}

export interface LogWriter {
  /** Resolves after fsync with the offset of each entry and the journal's end. With `retry: false` it rejects instead of waiting for space, and nothing is kept. */
  append(payloads: Uint8Array[], retry: boolean): Promise<{ offsets: number[]; end: number }>
  state(): WriterState
  /** Tries at once what the disk refused. */
  retryNow(): void
  /** Resolves with true once all is durable, or with false when the disk refuses it once more. */
  settle(): Promise<boolean>
  stop(): void
}

/** Milliseconds between two tries of what the disk refused. */
const retryAfter = 1000

export function createLogWriter(journal: Journal, onState: (state: WriterState) => void): LogWriter {
  const queue: Queued[] = []
  let failing: ErrorCode | null = null
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let settling: ((saved: boolean) => void)[] = []

  const state = (): WriterState => {
    if (failing && queue.length > 0) return { state: 'failing', pending: queue.length, code: failing }
    return queue.length > 0 ? { state: 'saving', pending: queue.length } : { state: 'saved' }
  }
  const tell = () => {
    onState(state())
    if (queue.length === 0 || failing) {
      for (const resolve of settling) resolve(queue.length === 0)
      settling = []
    }
  }

  async function pump(): Promise<void> {
    if (busy) return
    busy = true
    clearTimeout(timer)
    while (queue.length > 0) {
      const batch = queue.slice()
      try {
        const { offsets, end } = await journal.append(batch.flatMap(({ payloads }) => payloads))
        failing = null
        queue.splice(0, batch.length)
        let at = 0
        for (const { payloads, durable } of batch) durable(offsets.slice(at, (at += payloads.length)), end)
      } catch (error) {
        failing = errorCode(error)
        // What must not wait leaves the queue; the rest keeps its order.
        for (const entry of batch.filter(({ retry }) => !retry)) {
          queue.splice(queue.indexOf(entry), 1)
          entry.failed(new PortError(failing, 'not written'))
        }
        if (queue.length === 0) failing = null
        else timer = setTimeout(() => void pump(), retryAfter)
        break
      }
    }
    busy = false
    tell()
  }

  return {
    append: (payloads, retry) =>
      new Promise((resolve, reject) => {
        if (failing && !retry) return reject(new PortError(failing, 'not written'))
        queue.push({ payloads, retry, durable: (offsets, end) => resolve({ offsets, end }), failed: reject })
        onState(state())
        void pump()
      }),
    state,
    retryNow: () => void pump(),
    settle: () =>
      queue.length === 0
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            settling.push(resolve)
            void pump()
          }),
    stop: () => clearTimeout(timer),
  }
}

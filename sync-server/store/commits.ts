/**
 * Brings writes to the store in groups: what arrives while one batch is being written goes with the next, in one fsync.
 * Invariant: writes become durable in the order in which they were asked for; one that is refused is refused alone.
 */
import { StoreRefused, type Store, type Write } from './store.js'

/** Bytes of values a batch may hold, but for a single write that is larger. */
const mostBytes = 8 * 1024 * 1024

interface Waiting {
  writes: readonly Write[]
  shrinks: boolean
  bytes: number
  resolve(): void
  reject(error: unknown): void
}

export interface Commits {
  /** Resolves once the writes are durable; rejects with `StoreRefused`. `shrinks` as in the store. */
  commit(writes: readonly Write[], shrinks?: boolean): Promise<void>
  /** Bytes that wait or are being written. */
  waitingBytes(): number
  /** Resolves once nothing waits. */
  settled(): Promise<void>
}

export function groupCommits(store: Store): Commits {
  const waiting: Waiting[] = []
  let waitingBytes = 0
  let running: Promise<void> | null = null

  function nextGroup(): Waiting[] {
    let bytes = 0
    let count = 0
    while (count < waiting.length && (count === 0 || bytes + waiting[count]!.bytes <= mostBytes)) bytes += waiting[count++]!.bytes
    return waiting.splice(0, count)
  }

  async function writeAlone(one: Waiting): Promise<void> {
    try {
      await store.write(one.writes, one.shrinks)
      one.resolve()
    } catch (error) {
      one.reject(error instanceof StoreRefused ? error : new StoreRefused('store-failed'))
    }
  }

  async function run(): Promise<void> {
    while (waiting.length) {
      const group = nextGroup()
      try {
        await store.write(group.flatMap(({ writes }) => writes), group.every(({ shrinks }) => shrinks))
        for (const { resolve } of group) resolve()
      } catch {
        // A smaller one may still fit.
        for (const one of group) await writeAlone(one)
      }
      waitingBytes -= group.reduce((sum, { bytes }) => sum + bytes, 0)
    }
    running = null
  }

  return {
    commit(writes, shrinks = false) {
      const bytes = writes.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0)
      waitingBytes += bytes
      return new Promise<void>((resolve, reject) => {
        waiting.push({ writes, shrinks, bytes, resolve, reject })
        // The next turn of the loop: what other sockets have sent by now comes along.
        running ??= Promise.resolve().then(run)
      })
    },
    waitingBytes: () => waitingBytes,
    async settled() {
      while (running) await running
    },
  }
}

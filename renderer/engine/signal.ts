/** Listeners that hear of a change once, after the burst in which it happened. */

export interface Changes {
  /** Says that something changed. */
  changed(): void
  /** Calls `listener` now and after each burst of changes; the returned function ends it. */
  listen(listener: () => void): () => void
}

/** `delay` in ms: how long a burst may last; 0 = until the worker is free. */
export function createChanges(delay: number): Changes {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    changed() {
      timer ??= setTimeout(() => {
        timer = undefined
        for (const listener of listeners) listener()
      }, delay)
    },
    listen(listener) {
      listeners.add(listener)
      listener()
      return () => listeners.delete(listener)
    },
  }
}

/** Listeners that hear of a change once, after the burst in which it happened. */

export interface Changes {
  /** Says that something changed; heard at most `within` ms later (the delay of these changes unless said). */
  changed(within?: number): void
  /** Calls `listener` now and after each burst of changes; the returned function ends it. */
  listen(listener: () => void): () => void
}

/** `delay` in ms: how long a burst may last; 0 = until the worker is free. */
export function createChanges(delay: number): Changes {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Infinity
  return {
    changed(within = delay) {
      const at = performance.now() + within
      if (at >= due) return
      clearTimeout(timer)
      due = at
      timer = setTimeout(() => {
        due = Infinity
        for (const listener of listeners) listener()
      }, within)
    },
    listen(listener) {
      listeners.add(listener)
      listener()
      return () => listeners.delete(listener)
    },
  }
}

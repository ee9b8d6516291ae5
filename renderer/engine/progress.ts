/** Progress of what takes long, told to the window a few times a second, and a way for the window to stop it. */
import type { Watch } from '#core/section/record-editor'
import type { EngineTopics } from './api'
import { createPause } from './pause'

type ProgressEvent = EngineTopics['progress']['event']

export interface ProgressReports {
  /** Runs long work with a watch; says when it ends. */
  watch<Value>(task: ProgressEvent['task'], work: (watch: Watch) => Promise<Value>): Promise<Value>
  /** Stops the running task of this kind before anything is written. */
  cancel(task: ProgressEvent['task']): void
  listen(listener: (event: ProgressEvent) => void): () => void
}

/** Milliseconds between two reports. */
const every = 100

export function createProgress(): ProgressReports {
  const listeners = new Set<(event: ProgressEvent) => void>()
  const running = new Map<ProgressEvent['task'], AbortController>()
  const tell = (event: ProgressEvent) => {
    for (const listener of listeners) listener(event)
  }
  return {
    async watch(task, work) {
      const stop = new AbortController()
      running.set(task, stop)
      let last = 0
      try {
        return await work({
          signal: stop.signal,
          pause: createPause(),
          onProgress: (done, total) => {
            const now = performance.now()
            if (now - last < every) return
            last = now
            tell({ task, done, total, cancel: true })
          },
        })
      } finally {
        if (running.get(task) === stop) running.delete(task)
        if (last > 0) tell({ task, done: 1, total: 1, cancel: false })
      }
    },
    cancel: (task) => running.get(task)?.abort(),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

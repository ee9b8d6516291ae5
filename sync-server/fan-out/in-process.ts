/** Fan-out for a relay of one process: listeners are called at once. One that fails keeps nothing from the others. */
import type { FanOut } from './fan-out.js'

export function inProcessFanOut<News>(onFault: () => void): FanOut<News> {
  const channels = new Map<string, Set<(news: News) => void>>()
  return {
    publish(channel, news) {
      for (const listener of channels.get(channel) ?? []) {
        try {
          listener(news)
        } catch {
          onFault()
        }
      }
    },
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set()
      channels.set(channel, listeners)
      // Wrapped, so that the same function may listen twice.
      const own = (news: News) => listener(news)
      listeners.add(own)
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel)
      }
    },
  }
}

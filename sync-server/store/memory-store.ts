/** A store in memory, as strict as the one on disk: for tests of what stands above it. */
import { StoreRefused, type Store, type Write } from './store.js'

interface MemoryStore extends Store {
  /** From now on writes are refused (`true`) or taken. */
  setFull(full: boolean): void
  /** Called before each write; it waits for what this returns. */
  beforeWrite: (writes: readonly Write[]) => Promise<void> | void
}

export function memoryStore(): MemoryStore {
  const values = new Map<string, Uint8Array>()
  let full = false
  const store: MemoryStore = {
    beforeWrite: () => {},
    async get(key) {
      return values.get(key) ?? null
    },
    async read(prefix, after, maxBytes) {
      const found: [string, Uint8Array][] = []
      let bytes = 0
      for (const key of [...values.keys()].filter((each) => each.startsWith(prefix) && each > after).sort()) {
        if (found.length && bytes >= maxBytes) break
        found.push([key, values.get(key)!])
        bytes += values.get(key)!.length
      }
      return found
    },
    async write(writes) {
      await store.beforeWrite(writes)
      if (full) throw new StoreRefused('disk-full')
      for (const [key, value] of writes) {
        if (value) values.set(key, value.slice())
        else values.delete(key)
      }
    },
    scrub: async () => {},
    canWrite: async () => !full,
    close: async () => {},
    setFull(value) {
      full = value
    },
  }
  return store
}

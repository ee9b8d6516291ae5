/**
 * Pages are a projection of the journal for a fast start: sealed, and rebuilt from the journal whenever they are missing,
 * damaged or of another generation. Implementations: IndexedDB in the app, a map in tests. Nothing is ever lost with them.
 */
export interface PageStore {
  read(name: string): Promise<Uint8Array | undefined>
  /** Those of the names that exist, in the order of the names. */
  readMany(names: readonly string[]): Promise<(Uint8Array | undefined)[]>
  names(): Promise<string[]>
  /** All or nothing. */
  write(puts: ReadonlyMap<string, Uint8Array>, removes: readonly string[]): Promise<void>
  clear(): Promise<void>
}

/** A page store in memory, for tests and for tools without a window. */
export function memoryPages(): PageStore {
  const pages = new Map<string, Uint8Array>()
  return {
    read: async (name) => pages.get(name),
    readMany: async (names) => names.map((name) => pages.get(name)),
    names: async () => [...pages.keys()],
    write: async (puts, removes) => {
      for (const name of removes) pages.delete(name)
      for (const [name, page] of puts) pages.set(name, page)
    },
    clear: async () => pages.clear(),
  }
}

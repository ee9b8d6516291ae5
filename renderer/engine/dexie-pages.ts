/**
 * Pages in IndexedDB, through Dexie: one database a section, one table. Only ciphertext comes here.
 * A database that Chromium lost or can't open is dropped and made anew: the journal has everything.
 */
import Dexie, { type Table } from 'dexie'
import type { PageStore } from '#core/ports/pages'

interface StoredPage {
  name: string
  bytes: Uint8Array
}

export interface DexiePages extends PageStore {
  close(): void
  /** Removes the database: the demo section leaves nothing behind. */
  destroy(): Promise<void>
}

/** Never rejects: a store that can't be opened answers as an empty one, and its writes fail. */
export function dexiePages(section: string): DexiePages {
  const database = new Dexie(`section-${section}`)
  database.version(1).stores({ pages: 'name' })
  const pages = () => database.table('pages') as Table<StoredPage, string>
  const opened = database.open().catch(async () => {
    await Dexie.delete(database.name).catch(() => {})
    await database.open()
  })
  opened.catch(() => {})
  return {
    read: async (name) => (await opened, (await pages().get(name))?.bytes),
    readMany: async (names) => (await opened, (await pages().bulkGet([...names])).map((page) => page?.bytes)),
    names: async () => (await opened, await pages().toCollection().primaryKeys()),
    write: async (puts, removes) => {
      await opened
      await database.transaction('rw', pages(), async () => {
        if (removes.length > 0) await pages().bulkDelete([...removes])
        await pages().bulkPut([...puts].map(([name, bytes]) => ({ name, bytes })))
      })
    },
    clear: async () => (await opened, pages().clear()),
    close: () => database.close(),
    destroy: async () => {
      // Closed while it is being opened it would be made anew behind the deletion, and stay open.
      await opened.catch(() => {})
      database.close()
      await Dexie.delete(database.name)
    },
  }
}

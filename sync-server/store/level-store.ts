/**
 * The store on one machine: LevelDB, one folder, every batch fsynced (docs/decisions/007).
 * Invariant: after a batch that failed nothing is written until the data base has been opened anew. LevelDB would go on
 * behind the torn record, and leave out, at its next start, what it acknowledged after it.
 * A share of the disk is kept free: without it LevelDB can neither start nor compact, and a full disk would stop reading too.
 */
import { ClassicLevel } from 'classic-level'
import { mkdir, statfs } from 'node:fs/promises'
import { StoreRefused, type Store, type Write } from './store.js'

export interface LevelStoreOptions {
  folder: string
  /** Bytes of the disk that are never taken. */
  keepFree: number
}

type Level = ClassicLevel<string, Uint8Array>

async function openLevel(folder: string): Promise<Level> {
  // What it holds is sealed, and does not get smaller. A small cache: rooms are read once, when somebody comes.
  const level: Level = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view', compression: false, cacheSize: 2 * 1024 * 1024, writeBufferSize: 2 * 1024 * 1024 })
  await level.open()
  return level
}

/** Above every key that begins with the prefix. */
const endOf = (prefix: string) => `${prefix}\uffff`

export async function openLevelStore({ folder, keepFree }: LevelStoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let level = await openLevel(folder)
  let torn = false
  let closed = false
  /** Reads under way: the data base is not closed under them. */
  let reading = 0
  let whenUnread: (() => void)[] = []
  /** Opening anew, one at a time; reads wait for it. */
  let reopening: Promise<void> | null = null
  /** Writes and scrubs, one after the other. */
  let turn: Promise<unknown> = Promise.resolve()

  async function hasRoom(bytes: number): Promise<boolean> {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize - bytes >= keepFree
  }

  async function reopen(): Promise<void> {
    await new Promise<void>((resolve) => (reading === 0 ? resolve() : whenUnread.push(resolve)))
    await level.close().catch(() => {})
    level = await openLevel(folder)
    torn = false
  }

  async function reads<T>(read: () => Promise<T>): Promise<T> {
    await reopening?.catch(() => {})
    reading++
    try {
      return await read()
    } finally {
      if (--reading === 0) {
        for (const resolve of whenUnread) resolve()
        whenUnread = []
      }
    }
  }

  async function writeNow(writes: readonly Write[], shrinks: boolean): Promise<void> {
    const bytes = writes.reduce((sum, [key, value]) => sum + key.length + (value?.length ?? 0) + 32, 0)
    if (closed) throw new StoreRefused('store-failed')
    if (!(await hasRoom(shrinks ? bytes - keepFree : bytes))) throw new StoreRefused('disk-full')
    if (torn) {
      reopening = reopen()
      await reopening
        .catch(() => {
          throw new StoreRefused('store-failed')
        })
        .finally(() => (reopening = null))
    }
    try {
      await level.batch(
        writes.map(([key, value]) => (value ? { type: 'put' as const, key, value } : { type: 'del' as const, key })),
        { sync: true },
      )
    } catch {
      torn = true
      throw new StoreRefused((await hasRoom(bytes)) ? 'store-failed' : 'disk-full')
    }
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }

  return {
    get: (key) => reads(async () => (await level.get(key)) ?? null),
    read: (prefix, after, maxBytes) =>
      reads(async () => {
        const found: [string, Uint8Array][] = []
        let bytes = 0
        for await (const [key, value] of level.iterator({ gt: after > prefix ? after : prefix, lt: endOf(prefix) })) {
          found.push([key, value])
          bytes += value.length
          if (bytes >= maxBytes) break
        }
        return found
      }),
    write: (writes, shrinks = false) => inTurn(() => writeNow(writes, shrinks)),
    scrub: (prefix) =>
      inTurn(async () => {
        // LevelDB puts a table that overlaps no other straight into a deep level, where a value and its deletion stay side by
        // side. Marks at both ends of the range make tables overlap, so that the second pass has something to merge.
        for (let pass = 0; pass < 2; pass++) {
          const mark = new Uint8Array([pass])
          await writeNow([[prefix, mark], [endOf(prefix), mark]], true)
          await level.compactRange(prefix, `${endOf(prefix)}\uffff`)
        }
        await writeNow([[prefix, null], [endOf(prefix), null]], true)
      }),
    canWrite: () => hasRoom(0),
    async close() {
      await inTurn(async () => {
        closed = true
        await level.close()
      })
    },
  }
}

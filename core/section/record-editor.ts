/**
 * Edits records on the whole of what is known of them: the record as the last edit left it where it is at hand, else every
 * update in the log, read shard by shard when there are many.
 * Invariant: a record is only built upon once its command was accepted (`settle`): what the disk refused leaves none behind.
 */
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { PortError } from '../ports/errors'
import type { ChangedKey } from './history'
import type { RecordUpdate } from './payload'
import { stayingDeleted } from './deletion'
import { deletedKey } from './person-keys'
import { personFromKeys } from './person-record'
import { openRecord, type KeyChange, type OpenRecord, type RecordKeys } from './record'
import { sameValue } from './record-value'
import type { SectionStore } from './section-store'
import { recordKinds, shardOf } from './shards'

/** Progress of a long command, and a way to stop it before anything is written. */
export interface Watch {
  signal?: AbortSignal
  onProgress?(done: number, total: number): void
  /** Lets the worker answer others; called often. */
  pause?(): Promise<void>
  /** Runs in the command's turn, before anything of it: what was sent after it still comes after it. */
  first?(): Promise<void>
}

/** What editing records gave: updates to log, rows to show, and each record as it then stands, to build the next edit on. */
export interface Edited {
  updates: RecordUpdate[]
  rows: { id: PersonId; person: Person | null }[]
  after: [id: string, record: OpenRecord][]
}

export interface RecordEditor {
  /** A record to be edited; it is read anew next time unless the command is accepted. */
  take(kind: number, id: string): Promise<OpenRecord>
  /** Edits people; `decide` sees a record's keys and answers what to change. Rejects with `cancelled`. */
  editRecords(ids: readonly string[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[], watch?: Watch): Promise<Edited & { changed: ChangedKey[] }>
  /** The command was accepted: its records are what the next edits build on. */
  settle(after: readonly (readonly [id: string, record: OpenRecord])[]): void
  /** Entries of other devices came: what is open may lack them. */
  forget(): void
}

/** Records edited lately that stay open, so that typing in a sheet reads no pack. */
const keptOpen = 64
/** Above this, records are read by shard rather than one by one. */
export const manyRecords = 12

export function stopIfAsked({ signal }: Watch): void {
  if (signal?.aborted) throw new PortError('cancelled')
}

/** `client` is the Yjs client of this run. */
export function createRecordEditor(store: SectionStore, client: number, clock: () => number): RecordEditor {
  const { log } = store
  const open = new Map<string, OpenRecord>()

  /** Out of those that are kept: an edit that is then refused must not be built upon. */
  function takeOpen(id: string): OpenRecord | undefined {
    const record = open.get(id)
    open.delete(id)
    return record
  }

  function keep(id: string, record: OpenRecord): void {
    open.delete(id)
    open.set(id, record)
    if (open.size > keptOpen) open.delete(open.keys().next().value!)
  }

  async function take(kind: number, id: string): Promise<OpenRecord> {
    return takeOpen(id) ?? openRecord(id, (await log.load(kind, id)).updates)
  }

  /** Edits records; `decide` sees a record's keys and answers what to change. Records are read shard by shard when there are many. */
  async function editRecords(
    ids: readonly string[],
    decide: (id: string, keys: RecordKeys) => readonly KeyChange[],
    watch: Watch = {},
  ): Promise<Edited & { changed: ChangedKey[] }> {
    const updates: RecordUpdate[] = []
    const after: Edited['after'] = []
    const changed: ChangedKey[] = []
    const rows: { id: PersonId; person: Person | null }[] = []
    const kind = recordKinds.person
    // Many at once would not be kept anyway.
    const few = ids.length <= keptOpen
    const edit = (id: string, record: OpenRecord, lastChange: number) => {
      const { keys } = record
      const changes = stayingDeleted(keys, decide(id, keys))
      const edited = record.edit(client, changes)
      if (!edited) {
        if (few) keep(id, record)
        return
      }
      for (const [key, value] of changes) {
        if (!sameValue(keys.get(key), value)) changed.push({ kind, id, key, before: keys.get(key), after: value })
      }
      // Deleting and bringing back are no edits of the person.
      const at = changes.every(([key]) => key === deletedKey) ? 0 : clock()
      updates.push({ kind, id, at, update: edited.update })
      rows.push({ id: id as PersonId, person: personFromKeys(id as PersonId, edited.record.keys, at || lastChange) })
      if (few) after.push([id, edited.record])
    }
    if (ids.length <= manyRecords) {
      for (const id of ids) {
        const row = store.people.get(id as PersonId)
        const record = takeOpen(id)
        if (row && record) edit(id, record, row.updatedAt)
        else {
          const { updates: known, at } = await log.load(kind, id)
          if (known.length > 0) edit(id, openRecord(id, known), at)
        }
      }
      return { updates, changed, rows, after }
    }
    const byShard = new Map<number, string[]>()
    for (const id of ids) {
      const shard = shardOf(id, log.index.depth)
      if (!byShard.has(shard)) byShard.set(shard, [])
      byShard.get(shard)!.push(id)
    }
    let done = 0
    for (const [shard, members] of byShard) {
      const all = await log.loadBucket(`${kind}/${shard}`)
      for (const id of members) {
        const known = all.get(id)
        takeOpen(id)
        if (known) edit(id, openRecord(id, known.updates), known.at)
        if (++done % 64 === 0) await watch.pause?.()
      }
      stopIfAsked(watch)
      watch.onProgress?.(done, ids.length)
    }
    return { updates, changed, rows, after }
  }

  return {
    take,
    editRecords,
    settle(after) {
      for (const [id, record] of after.slice(-keptOpen)) keep(id, record)
    },
    forget: () => open.clear(),
  }
}

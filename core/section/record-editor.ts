/**
 * Edits records on the whole of what is known of them: the state of the last edit where it is at hand, else every update
 * in the log, read shard by shard when there are many.
 * Invariant: a state is only built upon once its command was accepted (`settle`): what the disk refused leaves none behind.
 */
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { PortError } from '../ports/errors'
import type { ChangedKey } from './history'
import type { RecordUpdate } from './payload'
import { deletedKey, personFromKeys } from './person-record'
import { openRecord, sameValue, type KeyChange, type RecordKeys } from './record'
import type { SectionStore } from './section-store'
import { recordKinds, shardOf } from './shards'

/** Progress of a long command, and a way to stop it before anything is written. */
export interface Watch {
  signal?: AbortSignal
  onProgress?(done: number, total: number): void
  /** Lets the worker answer others; called often. */
  pause?(): Promise<void>
}

/** What editing records gave: updates to log, rows to show, and each record's new state to build the next edit on. */
export interface Edited {
  updates: RecordUpdate[]
  rows: { id: PersonId; person: Person | null }[]
  after: [id: string, state: Uint8Array][]
}

export interface RecordEditor {
  /** What an edit of a record builds on. */
  stateOf(kind: number, id: string): Promise<Uint8Array[]>
  /** Edits people; `decide` sees a record's keys and answers what to change. Rejects with `cancelled`. */
  editRecords(ids: readonly string[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[], watch?: Watch): Promise<Edited & { changed: ChangedKey[] }>
  /** The command was accepted: its states are what the next edits build on. */
  settle(after: readonly (readonly [id: string, state: Uint8Array])[]): void
}

/** States of records edited lately, so that typing in a sheet reads no pack. */
export const keptStates = 256
/** Above this, records are read by shard rather than one by one. */
export const manyRecords = 12

export function stopIfAsked({ signal }: Watch): void {
  if (signal?.aborted) throw new PortError('cancelled')
}

/** `client` is the Yjs client of this run. */
export function createRecordEditor(store: SectionStore, client: number, clock: () => number): RecordEditor {
  const { log } = store
  const states = new Map<string, Uint8Array>()

  function keepState(id: string, state: Uint8Array): void {
    states.delete(id)
    states.set(id, state)
    if (states.size > keptStates) states.delete(states.keys().next().value!)
  }

  async function stateOf(kind: number, id: string): Promise<Uint8Array[]> {
    const state = states.get(id)
    return state ? [state] : (await log.load(kind, id)).updates
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
    const edit = (id: string, known: readonly Uint8Array[], lastChange: number) => {
      if (known.length === 0) return
      const { keys, edit: change } = openRecord(id, known)
      const changes = decide(id, keys)
      const edited = change(client, changes)
      if (!edited) return
      for (const [key, value] of changes) {
        if (!sameValue(keys.get(key), value)) changed.push({ kind, id, key, before: keys.get(key), after: value })
        if (value === undefined) keys.delete(key)
        else keys.set(key, value)
      }
      // Deleting and bringing back are no edits of the person.
      const at = changes.every(([key]) => key === deletedKey) ? 0 : clock()
      updates.push({ kind, id, at, update: edited.update })
      rows.push({ id: id as PersonId, person: personFromKeys(id as PersonId, keys, at || lastChange) })
      // Many states at once would not be kept anyway.
      if (ids.length <= keptStates) after.push([id, edited.state()])
      else states.delete(id)
    }
    if (ids.length <= manyRecords) {
      for (const id of ids) {
        const row = store.people.get(id as PersonId)
        const state = row && states.get(id)
        if (state) edit(id, [state], row.updatedAt)
        else {
          const { updates: known, at } = await log.load(kind, id)
          edit(id, known, at)
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
        edit(id, all.get(id)?.updates ?? [], all.get(id)?.at ?? 0)
        if (++done % 64 === 0) await watch.pause?.()
      }
      stopIfAsked(watch)
      watch.onProgress?.(done, ids.length)
    }
    return { updates, changed, rows, after }
  }

  return {
    stateOf,
    editRecords,
    settle(after) {
      for (const [id] of after) states.delete(id)
      for (const [id, state] of after.slice(-keptStates)) keepState(id, state)
    },
  }
}

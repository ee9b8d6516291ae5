/**
 * A record is a tiny Yjs document: one root map, one key a field. Documents are only instantiated to overwrite something
 * and to read what was written apart; new records are written, and most others read (plain-record.ts), directly in Yjs'
 * update format v1 (12 µs instead of 150 a record, so an import of 100,000 takes seconds).
 * Invariants: what `encodeNewRecord` writes is byte for byte what Yjs would; a value that was erased or overwritten
 * is not in `mergeRecord`'s result (`Y.mergeUpdates` would keep it, a garbage-collected document does not); a value that
 * was written apart from the one that stands is (conflicts.ts), whoever reads or merges; what updates say does not depend
 * on which of them were merged before.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { emptyMeans, isKept, keepApart, keptItems, readKeptName } from './conflicts'
import { readPlainRecord, type PlainRecord } from './plain-record'
import { encoded, root, writeItem } from './record-encoder'
import { sameValue } from './record-value'

/** JSON-like values; `undefined` in a change removes the key. */
export type RecordValue = string | number | boolean | null | Uint8Array | RecordValue[] | { [key: string]: RecordValue }
export type RecordKeys = ReadonlyMap<string, RecordValue>
export type KeyChange = readonly [key: string, value: RecordValue | undefined]

/** The Yjs update (v1) that sets these keys in a new document, as the Yjs client `client`, without instantiating one. */
export function encodeNewRecord(client: number, keys: Iterable<readonly [string, RecordValue]>): Uint8Array {
  const items = [...keys]
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, items.length === 0 ? 0 : 1)
    if (items.length > 0) writeItems(encoder, client, 0, items)
    encoding.writeVarUint(encoder, 0)
  })
}

function writeItems(encoder: encoding.Encoder, client: number, clock: number, items: readonly (readonly [string, RecordValue])[]): void {
  encoding.writeVarUint(encoder, items.length)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  for (const item of items) writeItem(encoder, item[0], item[1])
}

interface Instance {
  doc: Y.Doc
  /** Whether it keeps what was written apart. */
  keeps: boolean
}

function instantiate(id: string, updates: readonly Uint8Array[]): Instance {
  const doc = new Y.Doc({ guid: id, gc: true })
  for (const update of updates) Y.applyUpdate(doc, update)
  return { doc, keeps: keepApart(doc, updates) }
}

interface DocumentKeys {
  /** As they stand under their own names. */
  own: RecordKeys
  /** With the members of lists that one took out while another put them in or changed them. */
  all: RecordKeys
}

function keysOf({ doc, keeps }: Instance): DocumentKeys {
  const own = new Map<string, RecordValue>()
  const empty: string[] = []
  for (const [key, value] of doc.getMap<RecordValue>(root).entries()) {
    // To empty a key is to write `null` in it. Of a kept value it says that somebody emptied the key.
    if (value === null && !isKept(key)) empty.push(key)
    // A newer version may keep a shared type under a key: read as what it says now, and left alone in the document.
    else own.set(key, (value as unknown) instanceof Y.AbstractType ? (value as unknown as Y.AbstractType<unknown>).toJSON() as RecordValue : value)
  }
  if (!keeps || empty.every(emptyMeans)) return { own, all: own }
  const all = new Map(own)
  const names = [...own.keys()].filter(isKept).sort()
  for (const key of empty) {
    const name = emptyMeans(key) ? undefined : names.findLast((each) => readKeptName(each)?.key === key)
    if (name !== undefined) all.set(key, own.get(name)!)
  }
  return { own, all }
}

export interface RecordEdit {
  /** What changed, to be logged. */
  update: Uint8Array
  /** The record with the change, in the place of the one that was edited. */
  record: OpenRecord
}

/** A record as it stands, to be looked at and then perhaps edited. Whoever keeps one open edits it again without reading it anew. */
export interface OpenRecord {
  readonly keys: RecordKeys
  /**
   * Changes keys as the Yjs client `client`, which must be used by one session only. `null` when nothing would change.
   * Else this record is used up: what was edited and then refused must be opened again.
   */
  edit(client: number, changes: readonly KeyChange[]): RecordEdit | null
}

/** Opens a record from all its updates, in any order. Throws on what is no Yjs update. */
export function openRecord(id: string, updates: readonly Uint8Array[]): OpenRecord {
  const plain = readPlainRecord(updates)
  return plain ? openPlain(id, updates, plain) : openDocument(instantiate(id, updates))
}

/** Keys that the record never had need no document: their items have no left neighbour. A tag on 100,000 people is several times faster so. */
function openPlain(id: string, updates: readonly Uint8Array[], { keys, clocks, overwritten }: PlainRecord): OpenRecord {
  return {
    keys,
    edit(client, changes) {
      const effective = changesTo(keys, changes)
      if (effective.length === 0) return null
      if (!effective.every(([key, value]) => value !== undefined && !keys.has(key))) return openDocument(instantiate(id, updates)).edit(client, effective)
      const items = effective as readonly (readonly [string, RecordValue])[]
      const clock = clocks.get(client) ?? 0
      const update = encoded((encoder) => {
        encoding.writeVarUint(encoder, 1)
        writeItems(encoder, client, clock, items)
        encoding.writeVarUint(encoder, 0)
      })
      const after = { keys: withChanges(keys, effective), clocks: new Map(clocks).set(client, clock + items.length), overwritten }
      return { update, record: openPlain(id, [...updates, update], after) }
    },
  }
}

function openDocument(instance: Instance, { own, all }: DocumentKeys = keysOf(instance)): OpenRecord {
  const { doc, keeps } = instance
  return {
    keys: all,
    edit(client, changes) {
      const effective = changesTo(own, changes)
      if (effective.length === 0) return null
      const map = doc.getMap<RecordValue>(root)
      const kept = keeps ? keptItems(doc, effective.flatMap(([key]) => (isKept(key) ? [key] : []))) : []
      let update: Uint8Array | undefined
      const take = (bytes: Uint8Array) => (update = bytes)
      doc.clientID = client
      doc.on('update', take)
      doc.transact(() => {
        for (const [key, value] of effective) {
          if (value === undefined && isKept(key)) map.delete(key)
          else map.set(key, value ?? null)
        }
      })
      doc.off('update', take)
      if (!update) return null
      const after = { doc, keeps: keeps || effective.some(([key]) => isKept(key)) }
      const said = withChanges(own, effective)
      return { update: kept.length > 0 ? Y.mergeUpdates([update, ...kept]) : update, record: openDocument(after, after.keeps ? keysOf(after) : { own: said, all: said }) }
    },
  }
}

const changesTo = (keys: RecordKeys, changes: readonly KeyChange[]) => changes.filter(([key, value]) => !sameValue(keys.get(key), value))

function withChanges(keys: RecordKeys, changes: readonly KeyChange[]): Map<string, RecordValue> {
  const after = new Map(keys)
  for (const [key, value] of changes) {
    if (value === undefined) after.delete(key)
    else after.set(key, value)
  }
  return after
}

/** The keys of a record from all its updates, in any order. Throws on what is no Yjs update. */
export function readRecord(id: string, updates: readonly Uint8Array[]): RecordKeys {
  const plain = readPlainRecord(updates)
  if (plain) return plain.keys
  const instance = instantiate(id, updates)
  const { all } = keysOf(instance)
  instance.doc.destroy()
  return all
}

/** Items, by Yjs client and clock, that these updates were built on and that none of them holds; `null` where nothing is lacking. */
export function missingFor(id: string, updates: readonly Uint8Array[]): ReadonlyMap<number, number> | null {
  if (readPlainRecord(updates)) return null
  const doc = new Y.Doc({ guid: id })
  for (const update of updates) Y.applyUpdate(doc, update)
  const missing = doc.store.pendingStructs?.missing ?? null
  doc.destroy()
  return missing
}

/** A value that is changed in the item that holds it: no edit, so that whoever does the same has the same record. */
export interface Amendment {
  key: string
  amend(value: RecordValue): RecordValue
}

/** One state with the meaning of all these updates, and nothing that was erased or overwritten. */
export function mergeRecord(id: string, updates: readonly Uint8Array[], amendment?: Amendment): Uint8Array {
  if (!amendment && updates.length === 1 && readPlainRecord(updates)?.overwritten === false) return updates[0]!
  const { doc } = instantiate(id, updates)
  if (amendment) amendItem(doc, amendment)
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}

function amendItem(doc: Y.Doc, { key, amend }: Amendment): void {
  const item = (doc.getMap(root) as unknown as { _map: ReadonlyMap<string, Y.Item> })._map.get(key)
  if (item && !item.deleted && item.content instanceof Y.ContentAny) item.content.arr = item.content.arr.map((value) => amend(value as RecordValue) as never)
}

/**
 * Two people who change the same key while apart: Yjs lets one value stand and drops the other. Here the other becomes a
 * key of its own in the record, until someone chooses (person-conflicts.ts).
 * Invariants: a value that nobody overwrote knowingly is in the record's keys or kept beside them, whoever merges, in
 * whatever order; what is kept is computed from the updates alone, down to the bytes, so that all devices keep the very
 * same Yjs item: it is there once, and once someone has chosen it is gone for everybody, however late the updates come again.
 *
 * Each item of a key names the one that its author had before (its origin). An item that is nobody's origin and does not
 * stand was lost unseen. An emptied key leaves no item: it is known by an update that deletes the item of another update
 * and puts none in its place. Packs no longer tell emptied from overwritten: then what was written stands, and nothing is kept.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { RecordValue } from './record'
import { encoded, root, writeItem } from './record-encoder'
import { sameValue } from './record-value'

const mark = '!'
/** `!key!client!clock` of the lost item; with an `x`, of the item that someone emptied while someone else overwrote it. */
const keptName = /^!(.+)!(\d+)!(\d+)x?$/s

/** Whether a key of a record holds a value that was written apart. */
export const isKept = (key: string): boolean => key.charCodeAt(0) === 33

/** The key that a kept value was written under, and the Yjs client that wrote it; `null` for a name of another form. */
export function readKeptName(name: string): { key: string; client: number } | null {
  const parts = keptName.exec(name)
  return parts && { key: parts[1]!, client: Number(parts[2]) }
}

/** Keys that every device writes for itself, and that mean nothing to choose between: when a record was made, when it was deleted. */
const ownKeys = new Set(['ca', '_d'])

/** Of an e-mail or a phone, its place in the list is no value: adding another one moves it. */
export function saysTheSame(key: string, one: RecordValue, other: RecordValue): boolean {
  if (!(key.startsWith('e:') || key.startsWith('p:')) || !Array.isArray(one) || !Array.isArray(other)) return sameValue(one, other)
  return sameValue(one.slice(1), other.slice(1))
}

/** A member of a list: taken out here and changed there, it stays. Of single values and answers, empty is a value. */
const emptyMeans = (key: string) => key.charCodeAt(1) !== 58 /* : */ || key.startsWith('c:')

/** `client clock` of an item. */
type ItemId = string

interface Item {
  origin: ItemId | null
  /** Of the first item of a key; the others have their origin's. */
  key: string | null
  /** `undefined` = no longer there. */
  value: RecordValue | undefined
}

interface Seen {
  items: Map<ItemId, Item>
  /** Items deleted by an update that puts nothing in their place. */
  emptied: Set<ItemId>
  /** Items by the one that overwrote them, whose author had it before the eyes. */
  replaced: Map<ItemId, ItemId>
}

const nothing: readonly Uint8Array[] = []

/**
 * The Yjs updates that keep in `doc`, which holds `updates`, what was made apart; none for nearly every record. Each is a
 * document of its own with one item of a client that only this value has.
 */
export function keptApart(doc: Y.Doc, updates: readonly Uint8Array[]): readonly Uint8Array[] {
  if (updates.length < 2) return nothing
  const standing = (doc.getMap(root) as unknown as { _map: ReadonlyMap<string, Y.Item> })._map
  if (eachFollowsTheOther(standing) && !perhapsEmptied(updates)) return nothing
  const { items, emptied, replaced } = seenIn(updates)

  const children = new Map<ItemId, ItemId[]>()
  const ends = new Map<string, ItemId[]>()
  for (const [id, { origin }] of items) if (origin !== null) add(children, origin, id)
  for (const id of items.keys()) {
    const key = children.has(id) ? null : keyOf(items, id)
    if (key !== null) add(ends, key, id)
  }

  const kept = new Map<string, RecordValue>()
  for (const [key, leaves] of ends) {
    if (leaves.length === 1 && emptied.size === 0) continue
    const stands = standing.get(key)
    if (!stands) continue
    const top = `${stands.lastId.client} ${stands.lastId.clock}`
    const valueOf = (id: ItemId): RecordValue | undefined => (emptied.has(id) ? null : id === top && stands.deleted ? null : items.get(id)?.value)
    /** Whether somebody on the way to what stands wrote the same while apart from `id`. */
    const saidOnTheWay = (id: ItemId, value: RecordValue): boolean => {
      const before = new Set<ItemId>()
      for (let at: ItemId | null = id; at !== null; at = items.get(at)?.origin ?? null) before.add(at)
      for (let at: ItemId | null = top; at !== null && !before.has(at); at = items.get(at)?.origin ?? null) {
        const said = valueOf(at)
        if (said !== undefined && saysTheSame(key, said, value)) return true
      }
      return false
    }
    for (const id of leaves) {
      const value = id === top ? undefined : valueOf(id)
      if (value === undefined || (value === null && !emptyMeans(key)) || saidOnTheWay(id, value)) continue
      kept.set(nameOf(key, id, emptied.has(id)), value)
    }
    if (!emptyMeans(key) || valueOf(top) === null) continue
    for (let at: ItemId | null = items.get(top)?.origin ?? null; at !== null; at = items.get(at)?.origin ?? null) {
      // Whoever went on from an emptied field knew that it was empty.
      if (emptied.has(at) && children.get(at)!.every((child) => replaced.get(child) === at) && !saidOnTheWay(at, null)) kept.set(nameOf(key, at, true), null)
    }
  }
  return kept.size === 0 ? nothing : [...kept].map(([name, value]) => keptUpdate(name, value))
}

/** Nearly every record: no key has two items after the same one. Asked first, since it takes a microsecond. */
function eachFollowsTheOther(standing: ReadonlyMap<string, Y.Item>): boolean {
  for (const last of standing.values()) {
    for (let item = last; item.left !== null; item = item.left) {
      const before = item.left.lastId
      if (item.origin === null || item.origin.client !== before.client || item.origin.clock !== before.clock) return false
    }
  }
  return true
}

/** Whether one update empties what another one replaces. An update that deletes nothing ends with a zero, their number. */
function perhapsEmptied(updates: readonly Uint8Array[]): boolean {
  const deleting = updates.filter((update) => update[update.length - 1] !== 0)
  if (deleting.length < 2) return false
  const { emptied, replaced } = seenIn(deleting)
  return emptied.size > 0 && [...replaced.values()].some((id) => emptied.has(id))
}

function seenIn(updates: readonly Uint8Array[]): Seen {
  const seen: Seen = { items: new Map(), emptied: new Set(), replaced: new Map() }
  for (const update of updates) addUpdate(seen, update)
  return seen
}

function addUpdate({ items, emptied, replaced }: Seen, update: Uint8Array): void {
  const { structs, ds } = Y.decodeUpdate(update)
  const origins = new Map<ItemId, ItemId>()
  const own = new Set<ItemId>()
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const { client, clock } = struct.id
    const named = typeof struct.parent === 'string' ? (struct.parent === root ? struct.parentSub : null) : null
    if (named !== null && (isKept(named) || ownKeys.has(named))) continue
    for (let at = 0; at < struct.length; at++) {
      const id = `${client} ${clock + at}`
      const origin = at > 0 ? `${client} ${clock + at - 1}` : struct.origin ? `${struct.origin.client} ${struct.origin.clock}` : null
      const value = struct.content instanceof Y.ContentAny ? (struct.content.arr[at] as RecordValue) : undefined
      const known = items.get(id)
      if (known) known.value ??= value
      else items.set(id, { origin, key: named, value })
      own.add(id)
      if (origin !== null) origins.set(origin, id)
    }
  }
  for (const [client, runs] of ds.clients) {
    for (const { clock, len } of runs) {
      for (let at = clock; at < clock + len; at++) {
        const id = `${client} ${at}`
        // A whole state lists what it holds and deletes alike.
        if (own.has(id)) continue
        const by = origins.get(id)
        if (by === undefined) emptied.add(id)
        else replaced.set(by, id)
      }
    }
  }
}

/** The key of the root map that an item is under; `null` for any other item, and where the first one is not known. */
function keyOf(items: ReadonlyMap<ItemId, Item>, id: ItemId): string | null {
  for (let at: ItemId | null = id; at !== null; ) {
    const item = items.get(at)
    if (!item) return null
    if (item.key !== null) return item.key
    at = item.origin
  }
  return null
}

const nameOf = (key: string, id: ItemId, empty: boolean) => `${mark}${key}${mark}${id.replace(' ', mark)}${empty ? 'x' : ''}`

function keptUpdate(name: string, value: RecordValue): Uint8Array {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clientOf(name))
    encoding.writeVarUint(encoder, 0)
    writeItem(encoder, name, value)
    encoding.writeVarUint(encoder, 0)
  })
}

/** A Yjs client of this name alone: above all those of sessions, which have 32 bits. Part of the format. */
function clientOf(name: string): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x85ebca6b)
  }
  return 2 ** 32 + ((high >>> 0) & 0xfffff) * 2 ** 32 + (low >>> 0)
}

function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

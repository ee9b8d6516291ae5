/**
 * Two people who change the same key while apart: Yjs lets one value stand and drops the other. Here the other becomes a
 * key of its own in the record, until someone chooses (person-conflicts.ts).
 * Invariants: a value that nobody overwrote knowingly is in the record's keys or kept beside them; what is kept depends on
 * the set of updates alone, down to the bytes of the Yjs item that keeps it, and not on what was packed before, by whom, or
 * in which order it came. Else two devices with the same entries show two different people.
 *
 * Hence only that is asked which a pack still tells: each item of a key names the one that its author had before (its
 * origin), also once its value is gone. An item that is nobody's origin and does not stand was lost unseen, and stays so until
 * somebody who had not seen the loss goes on from it. Values of other overwritten items are never looked at (packs have none),
 * nor is what an update deletes (a pack deletes all of it alike): therefore to empty a key is to write `null` in it.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { RecordKeys, RecordValue } from './record'
import { encoded, root, writeItem } from './record-encoder'
import { sameValue } from './record-value'

const mark = '!'
/** `!key!client!clock` of the lost item; with an `x`, which is not written any more, of one that was emptied. */
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

/** Kept values that say what the record says without them: nothing to choose between, but the one that stands may yet change unseen. */
export const isIdle = (keys: RecordKeys, name: string, value: RecordValue): boolean => {
  const key = readKeptName(name)?.key
  return key !== undefined && saysTheSame(key, value, keys.get(key) ?? null)
}

/** A member of a list: taken out here and put in or changed there, it stays. Of single values and answers, empty is a value. */
export const emptyMeans = (key: string): boolean => key.charCodeAt(1) !== 58 /* : */ || key.startsWith('c:')

/** `client clock` of an item. */
type ItemId = string

const itemsOf = (doc: Y.Doc) => (doc.getMap(root) as unknown as { _map: ReadonlyMap<string, Y.Item> })._map

/**
 * Puts into `doc`, which holds `updates`, what was written apart, and takes out what its author went on from since.
 * Each kept value is one item of a client that only this value has. Answers whether the record keeps any.
 */
export function keepApart(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  const items = itemsOf(doc)
  let forked: string[] | null = null
  let keeps = false
  for (const [key, last] of items) {
    if (isKept(key)) keeps = true
    else if (!eachFollowsTheOther(last) && !ownKeys.has(key)) (forked ??= []).push(key)
  }
  if (!forked) return keeps
  /** Names that are to be there, by the item that they keep. */
  const wanted = new Map<ItemId, { key: string; name: string }>()
  const settled: string[] = []
  for (const key of forked) {
    const { lost, wentOn } = endsOf(items.get(key)!)
    for (const id of lost) {
      const name = nameOf(key, id)
      // Under its name somebody may have written something else meanwhile; the item itself is what all agree on.
      if (Y.getState(doc.store, clientOf(name)) === 0) wanted.set(id, { key, name })
    }
    for (const id of wentOn) {
      const name = nameOf(key, id)
      if (isOwn(items.get(name), name)) settled.push(name)
    }
  }
  const map = doc.getMap<RecordValue>(root)
  if (settled.length > 0) doc.transact(() => settled.forEach((name) => map.delete(name)))
  if (wanted.size === 0) return true
  for (const [id, value] of valuesIn(updates, wanted)) {
    const { key, name } = wanted.get(id)!
    if (value !== null || emptyMeans(key)) Y.applyUpdate(doc, keptUpdate(name, value))
  }
  return true
}

/** The items of these kept values as they stand in `doc`: whoever changes one hands it on with the change, which means nothing without it. */
export function keptItems(doc: Y.Doc, names: readonly string[]): Uint8Array[] {
  const items = itemsOf(doc)
  const map = doc.getMap<RecordValue>(root)
  return names.flatMap((name) => (isOwn(items.get(name), name) ? [keptUpdate(name, map.get(name)!)] : []))
}

/** Whether an item is the one that everybody computes, and stands: not one that undoing a choice put in its place. */
const isOwn = (item: Y.Item | undefined, name: string) => item !== undefined && !item.deleted && item.id.client === clientOf(name)

/** Nearly every key: no two of its items were written after the same one. Asked first, since it takes next to nothing. */
function eachFollowsTheOther(last: Y.Item): boolean {
  for (let item = last; item.left !== null; item = item.left) {
    const before = item.left.lastId
    if (item.origin === null || item.origin.client !== before.client || item.origin.clock !== before.clock) return false
  }
  return true
}

/** Of the items of a key: those that nobody overwrote knowingly and that don't stand, and those that somebody went on from. */
function endsOf(last: Y.Item): { lost: ItemId[]; wentOn: ItemId[] } {
  const all: ItemId[] = []
  const origins = new Set<ItemId>()
  // Yjs joins items whose values are gone.
  for (let item: Y.Item | null = last; item !== null; item = item.left) {
    const { client, clock } = item.id
    for (let at = item.length - 1; at >= 0; at--) {
      all.push(`${client} ${clock + at}`)
      if (at > 0) origins.add(`${client} ${clock + at - 1}`)
      else if (item.origin) origins.add(`${item.origin.client} ${item.origin.clock}`)
    }
  }
  const [, ...others] = all
  return { lost: others.filter((id) => !origins.has(id)), wentOn: all.filter((id) => origins.has(id)) }
}

/** What the updates say under these items, as far as they still say it. */
function valuesIn(updates: readonly Uint8Array[], wanted: ReadonlyMap<ItemId, unknown>): Map<ItemId, RecordValue> {
  const values = new Map<ItemId, RecordValue>()
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue
      for (const [at, value] of struct.content.arr.entries()) {
        const id = `${struct.id.client} ${struct.id.clock + at}`
        if (wanted.has(id)) values.set(id, value as RecordValue)
      }
    }
    if (values.size === wanted.size) break
  }
  return values
}

const nameOf = (key: string, id: ItemId) => `${mark}${key}${mark}${id.replace(' ', mark)}`

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

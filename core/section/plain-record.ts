/**
 * Reads most records without instantiating a document: those whose keys were each written once, or overwritten by somebody
 * who saw what stood there. Yjs itself must read all others.
 * Invariant: what is read here is what Yjs would read from the same updates.
 */
import * as decoding from 'lib0/decoding'
import { isKept } from './conflicts'
import type { RecordValue } from './record'
import { contentAny, contentDeleted, hasOrigin, hasParentKey, parentIsRootName, root } from './record-encoder'

/** What is longer, Yjs reads: here it would take as long as the square of it. */
const mostItems = 10_000
const mostFollowers = 200

/** A record read without a document. */
export interface PlainRecord {
  keys: Map<string, RecordValue>
  /** The next clock of each Yjs client that wrote it. */
  clocks: Map<number, number>
  /** Whether the updates also hold what does not stand any more. */
  overwritten: boolean
}

/** Items of one client whose clocks follow each other, as one update has them; `at`: place of the first among all items. */
interface Run {
  client: number
  clock: number
  length: number
  at: number
}

/** An item, or several whose values are gone, that names the one that it was written after. `value` is `undefined` where it is gone. */
interface Follower {
  at: number
  length: number
  client: number
  clock: number
  value: RecordValue | undefined
}

interface Items {
  /** The key of each item; `undefined` until the one that it follows is known. */
  names: (string | undefined)[]
  runs: Run[]
  followers: Follower[]
  /** What the updates say is deleted: client, clock, length. */
  deleted: (readonly [number, number, number])[]
  /** Of keys that were written more than once, the place of the item that stands. */
  last: Map<string, number>
}

/** `null` when the updates say anything else than is read here (written apart, emptied, out of order, foreign shapes, very long). */
export function readPlainRecord(updates: readonly Uint8Array[]): PlainRecord | null {
  const plain: PlainRecord = { keys: new Map(), clocks: new Map(), overwritten: false }
  const items: Items = { names: [], runs: [], followers: [], deleted: [], last: new Map() }
  for (const update of updates) if (!addUpdate(plain, items, update)) return null
  if (items.followers.length === 0 && items.deleted.length === 0) return items.last.size === 0 ? plain : null
  if (items.followers.length > mostFollowers || items.runs.length > mostFollowers) return null
  if (!follow(plain, items) || !standsAll(plain, items)) return null
  plain.overwritten = true
  return plain
}

function addUpdate({ keys, clocks }: PlainRecord, items: Items, update: Uint8Array): boolean {
  const decoder = decoding.createDecoder(update)
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const structs = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    if (clock !== (clocks.get(client) ?? 0)) return false
    const at = items.names.length
    for (let struct = 0; struct < structs; struct++) if (!addItem(decoder, keys, items)) return false
    const length = items.names.length - at
    items.runs.push({ client, clock, length, at })
    clocks.set(client, clock + length)
  }
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder)
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) items.deleted.push([client, decoding.readVarUint(decoder), decoding.readVarUint(decoder)])
  }
  return !decoding.hasContent(decoder)
}

function addItem(decoder: decoding.Decoder, keys: Map<string, RecordValue>, { names, followers, last }: Items): boolean {
  const info = decoding.readUint8(decoder)
  const follows = (info & hasOrigin) !== 0
  const isGone = (info & ~hasOrigin) === (contentDeleted | hasParentKey)
  if (!isGone && (info & ~hasOrigin) !== (contentAny | hasParentKey)) return false
  const at = names.length
  let key = ''
  let client = 0
  let clock = 0
  if (follows) {
    client = decoding.readVarUint(decoder)
    clock = decoding.readVarUint(decoder)
  } else {
    if (decoding.readVarUint(decoder) !== parentIsRootName || decoding.readVarString(decoder) !== root) return false
    key = decoding.readVarString(decoder)
    if (keys.has(key) || last.has(key)) return false
  }
  const length = decoding.readVarUint(decoder)
  if (!isGone && length !== 1) return false
  const value = isGone ? undefined : (decoding.readAny(decoder) as RecordValue)
  // Values that are gone take as much room as the update claims: nobody's claim fills the memory.
  if (at + length > mostItems) return false
  for (let item = 0; item < length; item++) names.push(follows ? undefined : key)
  if (follows) followers.push({ at, length, client, clock, value })
  else if (value === undefined) last.set(key, at + length - 1)
  else if (value === null && !isKept(key)) return false
  else keys.set(key, value)
  return true
}

/** Lets each follower take the place of the one before it; not where two follow the same one, nor where one is lacking. */
function follow({ keys }: PlainRecord, { names, runs, followers, last }: Items): boolean {
  let left = followers
  while (left.length > 0) {
    const waiting: Follower[] = []
    for (const follower of left) {
      const run = runs.find(({ client, clock, length }) => client === follower.client && clock <= follower.clock && follower.clock < clock + length)
      if (!run) return false
      const before = run.at + follower.clock - run.clock
      const key = names[before]
      if (key === undefined) {
        waiting.push(follower)
        continue
      }
      if (isKept(key) || (last.get(key) ?? before) !== before) return false
      names.fill(key, follower.at, follower.at + follower.length)
      last.set(key, follower.at + follower.length - 1)
      if (follower.value === undefined) keys.delete(key)
      else keys.set(key, follower.value)
    }
    if (waiting.length === left.length) return false
    left = waiting
  }
  return true
}

/** Whether each key has a value that stands, and all that is deleted was overwritten. */
function standsAll({ keys, clocks }: PlainRecord, { names, runs, deleted, last }: Items): boolean {
  for (const key of last.keys()) {
    const value = keys.get(key)
    if (value === undefined || value === null) return false
  }
  for (const [client, clock, length] of deleted) {
    if (clock + length > (clocks.get(client) ?? 0)) return false
    for (const run of runs) {
      if (run.client !== client) continue
      for (let place = Math.max(clock, run.clock); place < Math.min(clock + length, run.clock + run.length); place++) {
        const at = run.at + place - run.clock
        const stands = last.get(names[at]!)
        if (stands === undefined || stands === at) return false
      }
    }
  }
  return true
}

/**
 * What of a room's Yjs document is kept between two runs: which entry each item holds, and what is deleted. The entries
 * themselves are in the journal.
 * Invariant: a document put together again claims nothing that it does not hold; where an entry is missing, its client's
 * items end before it, and the relay hands on the rest anew.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { EntryRef } from './entry-set'

/** Name of the one array in a room's document. */
export const entriesName = 'entries'

/** Of each client, from its clock 0 on: an entry (session, sequence), or the length of a run of deleted items. */
export type Skeleton = [client: number, ...items: (number | [session: string, sequence: number])[]][]

/** `refOf` answers which entry an item holds, `undefined` for what is none. */
export function skeletonOf(doc: Y.Doc, refOf: (client: number, clock: number) => EntryRef | undefined): Skeleton {
  const skeleton: Skeleton = []
  for (const [client, structs] of doc.store.clients) {
    const items: (number | [string, number])[] = []
    for (const struct of structs) {
      if (struct.deleted) {
        const last = items.at(-1)
        if (typeof last === 'number') items[items.length - 1] = last + struct.length
        else items.push(struct.length)
        continue
      }
      const ref = refOf(client, struct.id.clock)
      // Of nobody's making that we can read: asked for again.
      if (!ref) break
      items.push([ref.session, ref.sequence])
    }
    if (items.length > 0) skeleton.push([client, ...items])
  }
  return skeleton
}

interface Item {
  client: number
  clock: number
  /** `null`: a run of deleted items. */
  entry: Uint8Array | null
  length: number
}

/** Named by us, as nobody asks for its name: to make a random one takes longer than all else that it is made of. */
export const emptyRoom = (): Y.Doc => new Y.Doc({ guid: entriesName })

/** A document with these items. `read` answers an entry's bytes, `null` for one that is not here. */
export async function docOfSkeleton(skeleton: Skeleton, read: (entry: EntryRef) => Promise<Uint8Array | null>): Promise<Y.Doc> {
  const doc = emptyRoom()
  const clients: Item[][] = []
  for (const [client, ...kept] of skeleton) {
    const items: Item[] = []
    let clock = 0
    for (const item of kept) {
      const entry = typeof item === 'number' ? null : await read({ session: item[0] as EntryRef['session'], sequence: item[1] })
      if (typeof item !== 'number' && !entry) break
      const length = typeof item === 'number' ? item : 1
      items.push({ client, clock, entry, length })
      clock += length
    }
    if (items.length > 0) clients.push(items)
  }
  if (clients.length > 0) Y.applyUpdate(doc, encodeItems(clients))
  return doc
}

// Yjs update v1: the reference numbers of contents, and the bit that says that an item has a left neighbour.
const contentDeleted = 1
const contentBinary = 3
const hasOrigin = 0x80
const parentIsRootName = 1

/**
 * Each item names the one before as its left neighbour: without one, each would be compared with all others. Deleted ones
 * are items too: what someone else has put behind garbage, Yjs takes for garbage.
 */
function encodeItems(clients: readonly (readonly Item[])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  let left: Item | null = null
  encoding.writeVarUint(encoder, clients.length)
  for (const items of clients) {
    encoding.writeVarUint(encoder, items.length)
    encoding.writeVarUint(encoder, items[0]!.client)
    encoding.writeVarUint(encoder, 0)
    for (const item of items) {
      encoding.writeUint8(encoder, (item.entry ? contentBinary : contentDeleted) | (left ? hasOrigin : 0))
      if (left) {
        encoding.writeVarUint(encoder, left.client)
        encoding.writeVarUint(encoder, left.clock + left.length - 1)
      } else {
        encoding.writeVarUint(encoder, parentIsRootName)
        encoding.writeVarString(encoder, entriesName)
      }
      if (item.entry) encoding.writeVarUint8Array(encoder, item.entry)
      else encoding.writeVarUint(encoder, item.length)
      left = item
    }
  }
  // No delete set: deleted items say so themselves.
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

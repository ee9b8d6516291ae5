/**
 * What a transaction has changed in a room's array. Yjs' own answer (`event.changes`) walks through the whole array for each
 * message that comes, however few it brings: a base of thousands of entries would be walked through thousands of times.
 * Invariant: the same items as Yjs answers, in the same order.
 */
import * as Y from 'yjs'

/** Items that are new in the array and still there, in its order. */
export function addedItems(array: Y.Array<unknown>, { doc, beforeState, afterState }: Y.Transaction): Y.Item[] {
  const added = new Set<Y.Item>()
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (after === before) continue
    const structs = doc.store.clients.get(client)!
    for (let at = structs.length - 1; at >= 0 && structs[at]!.id.clock >= before; at--) {
      const struct = structs[at]!
      if (struct instanceof Y.Item && !struct.deleted && struct.parent === array && struct.parentSub === null) added.add(struct)
    }
  }
  if (added.size < 2) return [...added]
  const inOrder: Y.Item[] = []
  for (let item = array._start; item && inOrder.length < added.size; item = item.right) if (added.has(item)) inOrder.push(item)
  return inOrder
}

/** Clocks of what was there before and is deleted now, of a client. What came deleted is of any length that somebody claims. */
export function* deletedClocks({ deleteSet, beforeState }: Y.Transaction): Iterable<readonly [client: number, clock: number]> {
  for (const [client, deleted] of deleteSet.clients) {
    const before = beforeState.get(client) ?? 0
    for (const { clock: first, len } of deleted) for (let clock = first; clock < Math.min(first + len, before); clock++) yield [client, clock]
  }
}

/**
 * A device's receipt: when it last had, and had taken in, everything that the relay had. So the others know what it has
 * seen, also when the two are never connected at the same time.
 * Invariant: it never says more than was so. Each device writes its own record only, by the relay's clock, which all share.
 */
import type { DeviceId } from '../domain/ids'
import { encodeNewRecord, openRecord, type RecordKeys } from './record'
import type { RecordGroup, RecordLog } from './record-log'
import { recordKinds } from './shards'

const seenKey = 't'

/** Ms since 1970 by the relay's clock; 0 for what says nothing. */
export function readReceipt(keys: RecordKeys): number {
  const at = keys.get(seenKey)
  return typeof at === 'number' ? at : 0
}

/** What to append for this device to say that it had everything at `at`. `client`: the Yjs client of this run. */
export async function receiptOf(log: Pick<RecordLog, 'load'>, device: DeviceId, client: number, at: number): Promise<RecordGroup> {
  const { updates } = await log.load(recordKinds.receipt, device)
  const update = updates.length > 0 ? openRecord(device, updates).edit(client, [[seenKey, at]])?.update : encodeNewRecord(client, [[seenKey, at]])
  return { compartment: 'commons', records: update ? [{ kind: recordKinds.receipt, id: device, at: 0, update }] : [] }
}

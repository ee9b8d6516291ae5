/**
 * A device's receipt: when it last had, and had taken in, everything that the relay had, and which version of the app it
 * runs. So the others know what it has seen, also when the two are never connected at the same time.
 * Invariant: it never says more than was so. Each device writes its own record only, by the relay's clock, which all share.
 */
import type { DeviceId } from '../domain/ids'
import { encodeNewRecord, openRecord, type RecordKeys } from './record'
import type { RecordGroup, RecordLog } from './record-log'
import { recordKinds } from './shards'

const seenKey = 't'
const versionKey = 'v'
const formatKey = 'f'

/** Longest version that is shown, in characters: what another device says of itself is only text. */
const longestVersion = 40

export interface AppVersion {
  /** For people to read: `0.1.0`. */
  version: string
  /** Of what it writes; see the statement `minimum`. */
  format: number
}

export interface Receipt {
  /** Ms since 1970 by the relay's clock; 0 for what says nothing. */
  at: number
  /** `null`: it never said, as versions before this one don't. */
  app: AppVersion | null
}

export function readReceipt(keys: RecordKeys): Receipt {
  const [at, version, format] = [keys.get(seenKey), keys.get(versionKey), keys.get(formatKey)]
  const app = typeof version === 'string' && typeof format === 'number' && Number.isSafeInteger(format) ? { version: version.slice(0, longestVersion), format } : null
  return { at: typeof at === 'number' ? at : 0, app }
}

/** What to append for this device to say that it had everything at `at`. `client`: the Yjs client of this run. */
export async function receiptOf(log: Pick<RecordLog, 'load'>, device: DeviceId, client: number, at: number, { version, format }: AppVersion): Promise<RecordGroup> {
  const { updates } = await log.load(recordKinds.receipt, device)
  const edits: [string, string | number][] = [[seenKey, at], [versionKey, version], [formatKey, format]]
  const update = updates.length > 0 ? openRecord(device, updates).edit(client, edits)?.update : encodeNewRecord(client, edits)
  return { compartment: 'commons', records: update ? [{ kind: recordKinds.receipt, id: device, at: 0, update }] : [] }
}

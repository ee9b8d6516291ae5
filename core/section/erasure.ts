/**
 * The erasure of a person is a record whose id is hers: any update of hers, whenever it comes, is known to be one of
 * somebody erased. It says when and why, and holds the prints by which an import of her is stopped (suppression.ts);
 * nothing that names her, and not who erased her.
 * Invariant: an erasure stands by being there, whatever its keys say: nothing brings back what it took.
 */
import { isErasureReason, type ErasureReason } from '../domain/erasure'
import type { PersonId } from '../domain/ids'
import type { PersonDraft } from '../domain/person'
import type { Edited, RecordEditor, Watch } from './record-editor'
import { deletedKey } from './person-keys'
import { personFromKeys } from './person-record'
import { encodeNewRecord, type RecordKeys, type RecordValue } from './record'
import { recordKinds } from './shards'
import type { Prints, Suppression } from './suppression'

export interface Erasure {
  /** Milliseconds since 1970. */
  at: number
  reason: ErasureReason
  prints: Prints
}

const atKey = 'ca'
const reasonKey = 'rs'
const printPrefix = 'h:'

function keysOfErasure({ at, reason, prints }: Erasure): [string, RecordValue][] {
  return [[atKey, at], [reasonKey, reason], ...[...prints].map(([print, sieve]): [string, RecordValue] => [printPrefix + print, sieve])]
}

/** A reason of a newer version is as good as none. */
export function erasureFromKeys(keys: RecordKeys): Erasure {
  const reason = keys.get(reasonKey)
  const prints = [...keys].flatMap(([key, value]) => (key.startsWith(printPrefix) ? [[key.slice(printPrefix.length), Number(value)] as const] : []))
  return { at: Number(keys.get(atKey) ?? 0), reason: isErasureReason(reason) ? reason : 'other', prints: new Map(prints) }
}

/**
 * What erasing these people writes: those of them who have a record and are not erased yet, deleted ones too. `at` in ms
 * since 1970; `client` is the Yjs client of this run. Rejects with `cancelled`.
 */
export async function erasePeople(
  { editRecords }: Pick<RecordEditor, 'editRecords'>,
  { printsOf }: Pick<Suppression, 'printsOf'>,
  request: { ids: readonly PersonId[]; reason: ErasureReason; at: number; client: number },
  watch: Watch = {},
): Promise<Edited> {
  const { ids, reason, at, client } = request
  const drafts = new Map<PersonId, PersonDraft>()
  // Nothing is edited: each is read as any command would read her.
  const read = (id: string, keys: RecordKeys) => {
    const person = personFromKeys(id as PersonId, [...keys].filter(([key]) => key !== deletedKey), at)
    drafts.set(id as PersonId, person ?? {})
    return []
  }
  await editRecords([...new Set(ids)], read, watch)
  const updates: Edited['updates'] = []
  for (const [id, draft] of drafts) {
    const prints = reason === 'mistake' ? new Map<string, number>() : await printsOf(draft)
    updates.push({ kind: recordKinds.erasure, id, at: 0, update: encodeNewRecord(client, keysOfErasure({ at, reason, prints })) })
  }
  return { updates, rows: [...drafts.keys()].map((id) => ({ id, person: null })), after: [] }
}

/** The updates that take the prints of these erasures off the list. Who was erased stays erased. */
export async function liftErasures({ take }: Pick<RecordEditor, 'take'>, ids: readonly PersonId[], client: number): Promise<Edited['updates']> {
  const updates: Edited['updates'] = []
  for (const id of ids) {
    const record = await take(recordKinds.erasure, id)
    const edited = record.edit(client, [...record.keys.keys()].filter((key) => key.startsWith(printPrefix)).map((key) => [key, undefined]))
    if (edited) updates.push({ kind: recordKinds.erasure, id, at: 0, update: edited.update })
  }
  return updates
}

/** Plain JSON, for the sealed page that holds them, and back. */
export const erasuresToJson = (erasures: ReadonlyMap<PersonId, Erasure>): unknown => [...erasures].map(([id, { at, reason, prints }]) => [id, at, reason, [...prints]])
export const erasuresFromJson = (json: unknown): ReadonlyMap<PersonId, Erasure> =>
  new Map((json as [PersonId, number, ErasureReason, [string, number][]][]).map(([id, at, reason, prints]) => [id, { at, reason, prints: new Map(prints) }]))

/**
 * What conflicts.ts kept of a person, as screens read it, and what choosing changes.
 * Invariant: the values of a conflict are those of its keys, so that two machines with the same keys show the same
 * values in the same order; nothing is left out but what says the same as another.
 */
import type { Consent } from '../domain/consent'
import type { ConflictValue, FieldConflict, Person } from '../domain/person'
import { isIdle, isKept, readKeptName, saysTheSame } from './conflicts'
import { isDeleted } from './deletion'
import { callFromKey, callValue, consentFromKey, consentValue, deletedKey, fieldOfKey, followUpFromKey, followUpValue, pointOf, signUpFromKey, signUpValue, textKeys } from './person-keys'
import type { KeyChange, RecordKeys, RecordValue } from './record'
import { sameValue } from './record-value'

type Entry = readonly [name: string, value: RecordValue]

const byName = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1)

/** The conflicts that kept keys mean beside the record's keys; `unknown`: kept keys of a newer version's fields. */
export function conflictsIn(kept: readonly Entry[], keys: RecordKeys): { conflicts: FieldConflict[]; unknown: Entry[] } {
  const byKey = new Map<string, Entry[]>()
  const unknown: Entry[] = []
  for (const entry of [...kept].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const key = readKeptName(entry[0])?.key
    if (key === undefined || !fieldOfKey(key)) unknown.push(entry)
    else if (byKey.has(key)) byKey.get(key)!.push(entry)
    else byKey.set(key, [entry])
  }
  const conflicts = [...byKey].flatMap(([key, entries]) => conflictOf(key, keys.get(key) ?? null, entries) ?? [])
  return { conflicts: conflicts.sort(byName), unknown }
}

function conflictOf(key: string, value: RecordValue, entries: readonly Entry[]): FieldConflict | null {
  const values: { raw: RecordValue; kept: string[] }[] = [{ raw: value, kept: [] }]
  for (const [name, raw] of entries) {
    const same = values.find((other) => saysTheSame(key, other.raw, raw))
    if (same) same.kept.push(name)
    else values.push({ raw, kept: [name] })
  }
  if (values.length === 1) return null
  const field = fieldOfKey(key)!
  // The first of the most cautious: a stable sort keeps the order of the others.
  if (field === 'consents') values.sort((one, other) => daring(one.raw) - daring(other.raw))
  const [stands, ...others] = values.map(({ raw, kept }) => ({ value: valueOf(key, raw), kept }))
  return { field, key, stands: stands!.value, kept: stands!.kept, others }
}

const daring = (raw: RecordValue) => (raw === null ? 1 : Array.isArray(raw) && raw[0] === 'no' ? 0 : 2)

function valueOf(key: string, raw: RecordValue): ConflictValue {
  if (raw === null) return ''
  switch (fieldOfKey(key)) {
    case 'emails':
    case 'phones':
      return pointOf(raw)
    case 'consents':
      return consentFromKey(key, raw)
    case 'signUps':
      return signUpFromKey(key, raw)
    case 'calls':
      return callFromKey(key, raw)
    case 'followUps':
      return followUpFromKey(key, raw)
    case 'contactFor':
    case 'actionModes':
    case 'skills':
    case 'availability':
    case 'tags':
    case 'externalIds':
      return key.slice(2)
    default:
      return String(raw)
  }
}

/** The keys that a row's conflicts were read from, to be put over those of its fields; `undefined` = absent. */
export function keysOfConflicts({ conflicts = [] }: Pick<Person, 'conflicts'>): KeyChange[] {
  return conflicts.flatMap(({ field, key, stands, kept, others }) => {
    // Of a deletion nothing is known but that somebody went on: the person stays.
    if (field === 'deleted') return []
    const values = [{ value: stands, kept }, ...others]
    const own = others.find((other) => other.kept.length === 0)
    const names = values.flatMap(({ value, kept }) => kept.map((name): KeyChange => [name, rawOf(key, value)]))
    return own ? [[key, rawOf(key, own.value) ?? undefined] as KeyChange, ...names] : names
  })
}

function rawOf(key: string, value: ConflictValue): RecordValue {
  if (value === '') return null
  if (typeof value === 'string') return key.charCodeAt(1) === 58 /* : */ ? 1 : value
  if ('purpose' in value) return consentValue(value satisfies Consent)
  if ('result' in value) return callValue(value)
  if ('due' in value) return followUpValue(value)
  return 'state' in value ? signUpValue(value) : [0, value.value, value.label]
}

/** Names of the values kept for a key. */
export const keptOf = (keys: RecordKeys, key: string) => [...keys.keys()].filter((name) => isKept(name) && readKeptName(name)?.key === key)

/** The changes with those that settle what was written alike while apart: whoever edits a key has seen the values that say what stands there. */
export function withIdle(keys: RecordKeys, changes: ReadonlyMap<string, RecordValue | undefined>): Map<string, RecordValue | undefined> {
  const all = new Map(changes)
  for (const [name, value] of keys) {
    const key = isKept(name) && isIdle(keys, name, value) ? readKeptName(name)!.key : null
    if (key !== null && changes.has(key) && !sameValue(changes.get(key), keys.get(key))) all.set(name, undefined)
  }
  return all
}

/**
 * The changes by which one value is chosen and the others go: `choice` is a kept key, or `null` for what is under `key` itself.
 * None when it was chosen meanwhile. A town takes its code with it; of a person deleted apart, `null` keeps her.
 */
export function changesOfChoice(keys: RecordKeys, key: string, choice: string | null): KeyChange[] {
  if (key === deletedKey) return isDeleted(keys) || !keys.has(key) ? [] : [[key, undefined]]
  const kept = keptOf(keys, key)
  if (kept.length === 0 || (choice !== null && !kept.includes(choice))) return []
  const changes: KeyChange[] = kept.map((name) => [name, undefined])
  // Also where it is what stands: of a list that may be a kept value, which goes now.
  changes.push([key, keys.get(choice ?? key) ?? undefined])
  if (key !== textKeys.city) return changes
  const client = choice === null ? null : readKeptName(choice)!.client
  const codes = keptOf(keys, textKeys.cityCode)
  const code = codes.find((name) => readKeptName(name)!.client === client)
  if (code) changes.push([textKeys.cityCode, keys.get(code) ?? undefined])
  return [...changes, ...codes.map((name): KeyChange => [name, undefined])]
}

/**
 * The keys of the records of the library. Names are short and are never renamed or reused. A version, an audience, a move of
 * stock, an asset of a kit, a part of what was saved is a key of its own, so that two who each change one apart both keep theirs.
 * Invariant: keys that this version does not know are carried in `extra` and never written to.
 */
import { actionKinds, type ActionKind } from '../domain/agenda/action'
import type { AssetId, DeviceId, KitId, PresetId } from '../domain/ids'
import { assetAudiences, assetKinds, assetTexts, fileTypes, type Asset, type AssetDraft, type AssetEdit, type AssetText, type AssetVersion, type StoredFile } from '../domain/library/asset'
import type { Kit, KitDraft, KitEdit } from '../domain/library/kit'
import { presetKinds, type Preset, type PresetDraft, type PresetEdit, type PresetValue } from '../domain/library/preset'
import { stockMoveKinds, type StockMove } from '../domain/library/stock'
import { isFileName } from '../ports/files'
import { isKept, readKeptName } from './conflicts'
import { isDeleted } from './deletion'
import { keptOf } from './person-conflicts'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys, RecordValue } from './record'

const createdKey = 'ca'
const nameKey = 'n'
const audiencePrefix = 'au:'

const textKeys: Record<AssetText, string> = {
  title: nameKey, kind: 'k', campaign: 'cp', language: 'la', source: 'so', instructions: 'in', validUntil: 'vu', text: 'tx', link: 'ur', ready: 'rd',
}
const fieldOfText = new Map(Object.entries(textKeys).map(([field, key]) => [key, field as AssetText]))
const leastKey = 'lo'
const versionPrefix = 'v:'
const stockPrefix = 's:'

const noteKey = 'no'
const actionPrefix = 'ak:'
const itemPrefix = 'i:'

const kindKey = 'k'
const partPrefix = 'p:'

/** Sealed bytes of one file: as many as a backup takes for one (core/backup), and more than a relay does. */
const largestSealed = 1024 * 1024 * 1024

const listed = (value: RecordValue | undefined): readonly RecordValue[] => (Array.isArray(value) ? value : [])
const text = (value: RecordValue | undefined) => (typeof value === 'string' ? value : '')
const number = (value: RecordValue | undefined) => (typeof value === 'number' ? value : 0)
const oneOf = <Word extends string>(words: readonly Word[], value: RecordValue | undefined, otherwise: Word): Word => words.find((word) => word === value) ?? otherwise

/** Members under a prefix, in the order of their names: two machines may have received them in different orders. */
const membersOf = (keys: RecordKeys, prefix: string): string[] => [...keys.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])).sort()

const wordsUnder = <Word extends string>(keys: RecordKeys, prefix: string, words: readonly Word[]): Word[] => words.filter((word) => keys.has(prefix + word))

/** Keys that this version does not know; what was kept of a conflict is none of them. */
function extraOf(keys: RecordKeys, isKnown: (key: string) => boolean): { extra?: Record<string, unknown> } {
  const unknown = [...keys].filter(([key]) => key !== deletedKey && key !== createdKey && !isKept(key) && !isKnown(key))
  return unknown.length > 0 ? { extra: Object.fromEntries(unknown) } : {}
}

/** What edits change. Whoever edits a key has chosen between what was written to it apart; what is not there is not taken out. */
function withChoice(keys: RecordKeys, changes: ReadonlyMap<string, RecordValue | undefined>): KeyChange[] {
  const all = new Map(changes)
  for (const name of [...changes.keys()].flatMap((key) => keptOf(keys, key))) all.set(name, undefined)
  return [...all].filter(([key, value]) => value !== undefined || keys.has(key))
}

function setMembers(changes: Map<string, RecordValue | undefined>, prefix: string, add: readonly string[] = [], remove: readonly string[] = []): void {
  for (const member of remove) changes.set(prefix + member, undefined)
  for (const member of add) changes.set(prefix + member, 1)
}

const fileValue = (file: StoredFile | null): RecordValue[] => (file ? [file.name, file.key, file.bytes] : ['', '', 0])
/** `null` for what names no file: whoever goes by it would wait for ever, or read without an end. Any member may have written it. */
function fileFrom(values: readonly RecordValue[]): StoredFile | null {
  const file = { name: text(values[0]), key: text(values[1]), bytes: number(values[2]) }
  // A key has as many letters as a name: both are 32 bytes.
  return isFileName(file.name) && isFileName(file.key) && Number.isSafeInteger(file.bytes) && file.bytes > 0 && file.bytes <= largestSealed ? file : null
}

function versionValue({ at, by, file, picture, content, bytes, type, pages, width, height, note }: AssetVersion): RecordValue {
  return [at, by, ...fileValue(file), ...fileValue(picture), content, bytes, type, pages, width, height, note]
}

/** `null` for what is no version, or is one as a later app writes it: it is carried, and not shown. */
function versionFrom(id: string, value: RecordValue | undefined): AssetVersion | null {
  const values = listed(value)
  const file = fileFrom(values.slice(2, 5))
  if (!file) return null
  return {
    id, at: number(values[0]), by: text(values[1]) as DeviceId, file, picture: fileFrom(values.slice(5, 8)), content: text(values[8]), bytes: number(values[9]),
    type: oneOf(fileTypes, values[10], 'pdf'), pages: number(values[11]), width: number(values[12]), height: number(values[13]), note: text(values[14]),
  }
}

const moveValue = ({ place, kind, count, at }: StockMove): RecordValue => [place, kind, count, at]
function moveFrom(id: string, value: RecordValue | undefined): StockMove {
  const values = listed(value)
  return { id, place: text(values[0]), kind: oneOf(stockMoveKinds, values[1], 'counted'), count: number(values[2]), at: number(values[3]) }
}

const byTime = (one: { at: number; id: string }, other: { at: number; id: string }) => one.at - other.at || (one.id < other.id ? -1 : 1)

/** The keys of a new record, in a fixed order, what is empty left out. */
export function keysOfAsset(draft: AssetDraft, at: number): [string, RecordValue][] {
  const keys: [string, RecordValue][] = []
  const said: Partial<Record<AssetText, string>> = draft
  for (const field of assetTexts) if (said[field]) keys.push([textKeys[field], said[field]])
  for (const audience of draft.audiences ?? []) keys.push([audiencePrefix + audience, 1])
  if (draft.least) keys.push([leastKey, draft.least])
  for (const version of draft.versions ?? []) keys.push([versionPrefix + version.id, versionValue(version)])
  for (const move of draft.stock ?? []) keys.push([stockPrefix + move.id, moveValue(move)])
  keys.push([createdKey, at])
  return keys
}

/** The asset that these keys mean, last changed at `at` (ms since 1970); `null` when it was deleted, or nothing says that it was made. */
export function assetFromKeys(id: AssetId, keys: RecordKeys, at: number): Asset | null {
  if (isDeleted(keys) || !keys.has(createdKey)) return null
  const texts = Object.fromEntries(assetTexts.map((field) => [field, text(keys.get(textKeys[field]))])) as Record<AssetText, string>
  const apart = apartIn(keys)
  return {
    id, ...texts, kind: oneOf(assetKinds, texts.kind, 'visual'),
    audiences: wordsUnder(keys, audiencePrefix, assetAudiences), least: number(keys.get(leastKey)),
    versions: membersOf(keys, versionPrefix).flatMap((version) => versionFrom(version, keys.get(versionPrefix + version)) ?? []).sort(byTime),
    stock: membersOf(keys, stockPrefix).map((move) => moveFrom(move, keys.get(stockPrefix + move))).sort(byTime),
    createdAt: number(keys.get(createdKey)), updatedAt: at,
    ...extraOf(keys, (key) => fieldOfText.has(key) || key === leastKey || [audiencePrefix, versionPrefix, stockPrefix].some((prefix) => key.startsWith(prefix))),
    ...(apart.length > 0 ? { apart } : {}),
  }
}

function apartIn(keys: RecordKeys): NonNullable<Asset['apart']> {
  const others = new Map<AssetText, Set<string>>()
  for (const [key, value] of keys) {
    const of = isKept(key) ? (readKeptName(key)?.key ?? '') : ''
    const field = fieldOfText.get(of)
    if (!field || value === null || value === keys.get(of)) continue
    others.set(field, (others.get(field) ?? new Set()).add(String(value)))
  }
  return [...others].map(([field, values]) => ({ field, others: [...values].sort() })).sort((one, other) => (one.field < other.field ? -1 : 1))
}

/** The keys that edits change, given the record's present keys. */
export function changesOfAssetEdits(keys: RecordKeys, edits: readonly AssetEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  for (const edit of edits) {
    switch (edit.field) {
      case 'audiences':
        setMembers(changes, audiencePrefix, edit.add, edit.remove)
        break
      case 'least':
        changes.set(leastKey, edit.value || undefined)
        break
      case 'versions':
        setMembers(changes, versionPrefix, [], edit.remove)
        for (const version of edit.add ?? []) changes.set(versionPrefix + version.id, versionValue(version))
        break
      case 'stock':
        setMembers(changes, stockPrefix, [], edit.remove)
        for (const move of edit.add ?? []) changes.set(stockPrefix + move.id, moveValue(move))
        break
      default:
        changes.set(textKeys[edit.field], edit.value || undefined)
    }
  }
  return withChoice(keys, changes)
}

export function keysOfKit({ name, note, audiences = [], actions = [], assets = [] }: KitDraft, at: number): [string, RecordValue][] {
  return [
    [nameKey, name], ...(note ? [[noteKey, note] as [string, RecordValue]] : []),
    ...audiences.map((audience): [string, RecordValue] => [audiencePrefix + audience, 1]),
    ...actions.map((kind): [string, RecordValue] => [actionPrefix + kind, 1]),
    ...assets.map((asset, order): [string, RecordValue] => [itemPrefix + asset, order + 1]),
    [createdKey, at],
  ]
}

export function kitFromKeys(id: KitId, keys: RecordKeys, at: number): Kit | null {
  if (isDeleted(keys) || !keys.has(createdKey)) return null
  const order = (asset: string) => number(keys.get(itemPrefix + asset))
  return {
    id, name: text(keys.get(nameKey)), note: text(keys.get(noteKey)), audiences: wordsUnder(keys, audiencePrefix, assetAudiences), actions: wordsUnder<ActionKind>(keys, actionPrefix, actionKinds),
    assets: (membersOf(keys, itemPrefix) as AssetId[]).sort((one, other) => order(one) - order(other) || (one < other ? -1 : 1)), createdAt: number(keys.get(createdKey)), updatedAt: at,
    ...extraOf(keys, (key) => key === nameKey || key === noteKey || [audiencePrefix, actionPrefix, itemPrefix].some((prefix) => key.startsWith(prefix))),
  }
}

export function changesOfKitEdits(keys: RecordKeys, edits: readonly KitEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  let last = Math.max(0, ...membersOf(keys, itemPrefix).map((asset) => number(keys.get(itemPrefix + asset))))
  for (const edit of edits) {
    if (edit.field === 'audiences') setMembers(changes, audiencePrefix, edit.add, edit.remove)
    else if (edit.field === 'actions') setMembers(changes, actionPrefix, edit.add, edit.remove)
    else if (edit.field === 'assets') {
      setMembers(changes, itemPrefix, [], edit.remove)
      for (const asset of edit.add ?? []) changes.set(itemPrefix + asset, ++last)
    } else changes.set(edit.field === 'name' ? nameKey : noteKey, edit.value || undefined)
  }
  return withChoice(keys, changes)
}

export function keysOfPreset({ kind, name, parts }: PresetDraft, at: number): [string, RecordValue][] {
  return [[kindKey, kind], [nameKey, name], ...Object.entries(parts).map(([part, value]): [string, RecordValue] => [partPrefix + part, value as RecordValue]), [createdKey, at]]
}

/** `null` also for a kind of a later version, which is carried and not shown. */
export function presetFromKeys(id: PresetId, keys: RecordKeys, at: number): Preset | null {
  const kind = presetKinds.find((each) => each === keys.get(kindKey))
  if (isDeleted(keys) || !keys.has(createdKey) || !kind) return null
  return {
    id, kind, name: text(keys.get(nameKey)), parts: Object.fromEntries(membersOf(keys, partPrefix).map((part) => [part, keys.get(partPrefix + part) as PresetValue])), createdAt: number(keys.get(createdKey)), updatedAt: at,
    ...extraOf(keys, (key) => key === kindKey || key === nameKey || key.startsWith(partPrefix)),
  }
}

export function changesOfPresetEdits(keys: RecordKeys, edits: readonly PresetEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  for (const edit of edits) {
    if (edit.field === 'name') changes.set(nameKey, edit.value || undefined)
    else {
      setMembers(changes, partPrefix, [], edit.remove)
      for (const [part, value] of Object.entries(edit.set ?? {})) changes.set(partPrefix + part, value as RecordValue)
    }
  }
  return withChoice(keys, changes)
}

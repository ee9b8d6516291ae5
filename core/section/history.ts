/**
 * Every command is one history record: what it was, and what each key held before and after, so that it can be undone
 * years later while keeping what was edited since. The values are personal data: they live in the sealed log like people.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { idFromBytes, type ActionId, type AssetId, type DeviceId, type HistoryId, type KitId, type PersonId, type PresetId, type SectorId } from '../domain/ids'
import type { PersonField } from '../domain/person'
import type { PrintWay } from '../ports/printing'
import { writeId } from './record-encoder'
import type { RecordKeys, RecordValue } from './record'

export type HistoryKind =
  | 'person.create' | 'person.edit' | 'people.edit' | 'people.delete' | 'import' | 'undo' | 'redo'
  | 'people.erase' | 'export' | 'print' | 'section.create' | 'section.rename' | 'section.notice' | 'section.votes' | 'import.profile' | 'rescue' | 'person.choose' | 'backup' | 'restore' | 'point.return'
  | 'action.create' | 'action.edit' | 'action.delete' | 'sheet.line' | 'sheet.lost' | 'sector.create' | 'sector.edit' | 'sector.delete'
  | 'asset.create' | 'asset.edit' | 'asset.delete' | 'kit.create' | 'kit.edit' | 'kit.delete' | 'preset.create' | 'preset.edit' | 'preset.delete'

/** What a command was, for the history screen; the screen chooses the words. */
export interface HistoryLabel {
  id: HistoryId
  kind: HistoryKind
  /** Milliseconds since 1970. */
  at: number
  device: DeviceId
  /** People touched. */
  count: number
  /** Fields touched (edits). */
  fields: PersonField[]
  /** The one person concerned, when there is one: shown by name, read from the live record. */
  person?: PersonId
  /** The one action concerned: shown by its title, read from the live record. */
  action?: ActionId
  /** The one sector concerned: shown by its name, read from the live record. */
  sector?: SectorId
  /** The one asset, kit or preset concerned, likewise. */
  asset?: AssetId
  kit?: KitId
  preset?: PresetId
  /** Which time of its series, as in `SignUp.on`. */
  on?: string
  /** Of a print: how many of it, where that was asked of us, and how it left the screen. Not said by versions before. */
  copies?: number
  way?: PrintWay
  /** Of the agenda: sealed where volunteers can read it, and hence with no word of people in it. Else among people. */
  scope?: 'commons'
  /** Sheet code, format, number of rows: never more personal than the section itself. */
  detail: string
  /** Can still be undone as a batch. */
  undoable: boolean
  undoneBy?: HistoryId
}

/** Whom or what a deed is about, where it is one alone. */
export type DeedSubject = Pick<HistoryLabel, 'person' | 'action' | 'sector' | 'asset' | 'kit' | 'preset'>

const subjects = ['person', 'action', 'sector', 'asset', 'kit', 'preset'] as const satisfies readonly (keyof DeedSubject)[]

/** Of what says it among other things. */
export const subjectOf = (said: object): DeedSubject => Object.fromEntries(subjects.flatMap((name) => (typeof said[name as never] === 'string' ? [[name, said[name as never]]] : [])))

/** One key of one record, before and after; `undefined` = the key was absent. */
export interface ChangedKey {
  kind: number
  id: string
  key: string
  before: RecordValue | undefined
  after: RecordValue | undefined
}

export interface HistoryChanges {
  changed: ChangedKey[]
  /** Records that the command made, with a fingerprint of how it made them. */
  created: { kind: number; id: string; fingerprint: number }[]
}

/** A history id begins with its time (6 bytes, ms since 1970), so that a month's records lie together. */
export function newHistoryId(at: number): HistoryId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let byte = 5, rest = at; byte >= 0; byte--) {
    bytes[byte] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return idFromBytes<HistoryId>(bytes)
}

/** Records with the same change are written once with their ids: a tag on 100,000 people takes 1.6 MB, not 20. */
function encodeChanges({ changed, created }: HistoryChanges): Uint8Array {
  const groups = new Map<string, { change: ChangedKey; ids: string[] }>()
  for (const change of changed) {
    const name = JSON.stringify([change.kind, change.key, change.before ?? null, change.after ?? null, change.before === undefined, change.after === undefined])
    const group = groups.get(name)
    if (group) group.ids.push(change.id)
    else groups.set(name, { change, ids: [change.id] })
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, groups.size)
  for (const { change, ids } of groups.values()) {
    encoding.writeVarUint(encoder, change.kind)
    encoding.writeVarString(encoder, change.key)
    encoding.writeAny(encoder, change.before)
    encoding.writeAny(encoder, change.after)
    encoding.writeVarUint(encoder, ids.length)
    for (const id of ids) writeId(encoder, id)
  }
  encoding.writeVarUint(encoder, created.length)
  for (const { kind, id, fingerprint: print } of created) {
    encoding.writeVarUint(encoder, kind)
    writeId(encoder, id)
    encoding.writeFloat64(encoder, print)
  }
  return encoding.toUint8Array(encoder)
}

function decodeChanges(bytes: Uint8Array): HistoryChanges {
  const decoder = decoding.createDecoder(bytes)
  const readId = () => idFromBytes(decoding.readUint8Array(decoder, 16))
  const changes: HistoryChanges = { changed: [], created: [] }
  for (let groups = decoding.readVarUint(decoder); groups > 0; groups--) {
    const kind = decoding.readVarUint(decoder)
    const key = decoding.readVarString(decoder)
    const before = decoding.readAny(decoder) as RecordValue | undefined
    const after = decoding.readAny(decoder) as RecordValue | undefined
    for (let ids = decoding.readVarUint(decoder); ids > 0; ids--) changes.changed.push({ kind, id: readId(), key, before, after })
  }
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    changes.created.push({ kind: decoding.readVarUint(decoder), id: readId(), fingerprint: decoding.readFloat64(decoder) })
  }
  return changes
}

const undoneKey = 'u'
/** What the command changed, see `encodeChanges`; what it says of erased people is taken out when the record is packed (history-erasure.ts). */
export const changesKey = 'x'

/** The keys of a history record. */
export function keysOfHistory(label: HistoryLabel, changes: HistoryChanges): [string, RecordValue][] {
  const { id: _id, undoneBy: _undoneBy, undoable: _undoable, ...stored } = label
  return [
    ['l', stored as unknown as RecordValue],
    [changesKey, encodeChanges(changes)],
  ]
}

/** The change that marks an entry as undone; `null` un-marks it (redo). */
export const undoneChange = (by: HistoryId | null) => [undoneKey, by ?? undefined] as const

const undoableKinds = new Set<HistoryKind>(['person.create', 'person.edit', 'people.edit', 'people.delete', 'import', 'undo', 'redo', 'rescue', 'person.choose', 'point.return', 'action.create', 'action.edit', 'action.delete', 'sheet.line', 'sheet.lost', 'sector.create', 'sector.edit', 'sector.delete', 'asset.create', 'asset.edit', 'asset.delete', 'kit.create', 'kit.edit', 'kit.delete', 'preset.create', 'preset.edit', 'preset.delete'])

/** Whether this version knows how to undo such a command. */
export const isUndoable = ({ kind }: Pick<HistoryLabel, 'kind'>): boolean => undoableKinds.has(kind)

/** The label of a history record, or `null` for what this version can't read. A newer version may know other kinds, with less or more to say. */
export function labelFromKeys(id: HistoryId, keys: RecordKeys): HistoryLabel | null {
  const stored = keys.get('l')
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored) || stored instanceof Uint8Array) return null
  const { kind, at, device, on } = stored
  if (typeof kind !== 'string' || typeof at !== 'number' || typeof device !== 'string') return null
  const label: Omit<HistoryLabel, 'undoable'> = {
    ...stored, id, kind: kind as HistoryKind, at, device: device as DeviceId, count: Number(stored['count'] ?? 0),
    fields: (Array.isArray(stored['fields']) ? stored['fields'] : []) as PersonField[], detail: String(stored['detail'] ?? ''),
    ...subjectOf(stored), ...(typeof on === 'string' ? { on } : {}),
  }
  const undoneBy = keys.get(undoneKey) as HistoryId | undefined
  return { ...label, undoable: isUndoable(label) && !undoneBy, ...(undoneBy ? { undoneBy } : {}) }
}

export function changesFromKeys(keys: RecordKeys): HistoryChanges {
  const bytes = keys.get(changesKey)
  return bytes instanceof Uint8Array ? decodeChanges(bytes) : { changed: [], created: [] }
}

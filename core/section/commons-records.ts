/**
 * The records that volunteers hold too: what their keys mean, what a screen is told when nothing of one is left, and the work of
 * making some. One list, so that reading, undo, tables and pages can't leave one of them out.
 */
import type { Action } from '../domain/agenda/action'
import type { Sector } from '../domain/agenda/territory'
import type { ActionId, AssetId, KitId, PresetId, SectorId } from '../domain/ids'
import type { Asset } from '../domain/library/asset'
import type { Kit } from '../domain/library/kit'
import type { Preset } from '../domain/library/preset'
import type { ErrorCode } from '../ports/errors'
import { actionFromKeys } from './action-record'
import type { Work } from './command-writer'
import { fingerprint } from './fingerprint'
import { assetFromKeys, kitFromKeys, presetFromKeys } from './library-record'
import { encodeNewRecord, openRecord, type RecordKeys, type RecordValue } from './record'
import { sectorFromKeys } from './sector-record'
import { recordKinds } from './shards'

/** What a record of each of these kinds is, once read. */
export interface CommonsRecords {
  action: Action
  sector: Sector
  asset: Asset
  kit: Kit
  preset: Preset
}

export type CommonsName = keyof CommonsRecords

/** A record as it is to be shown from now on; `null` = not any more. */
export type ShownCommons = { [Name in CommonsName]: { name: Name; id: CommonsRecords[Name]['id']; record: CommonsRecords[Name] | null } }[CommonsName]

interface CommonsKind<Name extends CommonsName> {
  kind: number
  /** `at`: when it was last changed, in ms since 1970. */
  read(id: CommonsRecords[Name]['id'], keys: RecordKeys, at: number): CommonsRecords[Name] | null
  /** What an edit says where none of those that it is for is there any more. */
  gone: ErrorCode
}

export const commonsKinds: { readonly [Name in CommonsName]: CommonsKind<Name> } = {
  action: { kind: recordKinds.action, read: actionFromKeys, gone: 'action-gone' },
  sector: { kind: recordKinds.sector, read: sectorFromKeys, gone: 'sector-gone' },
  asset: { kind: recordKinds.asset, read: assetFromKeys, gone: 'asset-gone' },
  kit: { kind: recordKinds.kit, read: kitFromKeys, gone: 'kit-gone' },
  preset: { kind: recordKinds.preset, read: presetFromKeys, gone: 'preset-gone' },
}

export const commonsNames = Object.keys(commonsKinds) as CommonsName[]

/** Of a kind of record; `undefined` where it is none of these. */
export const commonsNameOf = (kind: number): CommonsName | undefined => commonsNames.find((name) => commonsKinds[name].kind === kind)

/** What these keys say, to be shown. */
export function shownAs(name: CommonsName, id: string, keys: RecordKeys, at: number): ShownCommons {
  const { read } = commonsKinds[name] as CommonsKind<CommonsName>
  return { name, id, record: read(id as ActionId & SectorId & AssetId & KitId & PresetId, keys, at) } as ShownCommons
}

/** The work of making records, given the keys of each. `client`: the Yjs client of this run; `at`: now. */
export function newCommons(name: CommonsName, made: readonly { id: string; keys: readonly (readonly [string, RecordValue])[] }[], client: number, at: number): Work & { shown: readonly ShownCommons[] } {
  const { kind } = commonsKinds[name]
  const records = made.map(({ id, keys }) => ({ id, keys, update: encodeNewRecord(client, keys) }))
  return {
    updates: records.map(({ id, update }) => ({ kind, id, at, update })), rows: [], after: records.map(({ id, update }) => [id, openRecord(id, [update])]),
    shown: records.map(({ id, keys }) => shownAs(name, id, new Map(keys), at)),
    changes: { changed: [], created: records.map(({ id, keys }) => ({ kind, id, fingerprint: fingerprint(keys) })) },
  }
}

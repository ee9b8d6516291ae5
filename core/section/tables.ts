/**
 * What the records of a section say, in memory: people, actions, sectors, history, settings, who was erased.
 * Invariant: one record that can't be read keeps no other from being shown; it is counted, and read again with its next update.
 */
import type { Action } from '../domain/agenda/action'
import type { Sector } from '../domain/agenda/territory'
import type { ActionId, AssetId, DeviceId, HistoryId, KitId, PersonId, PresetId, SectorId } from '../domain/ids'
import type { Asset } from '../domain/library/asset'
import type { Kit } from '../domain/library/kit'
import type { Preset } from '../domain/library/preset'
import type { Person } from '../domain/person'
import { commonsNameOf, commonsNames, shownAs, type ShownCommons } from './commons-records'
import { erasureFromKeys, type Erasure } from './erasure'
import { labelFromKeys, type HistoryLabel } from './history'
import { createPeopleTable, type PeopleTable } from './people-table'
import { personFromKeys } from './person-record'
import { readRecord, type RecordKeys } from './record'
import type { LoadedRecord } from './loaded-record'
import { readReceipt, type Receipt } from './receipts'
import { recordKinds } from './shards'

/** The one settings record of a section: its name, saved import mappings. */
export const settingsId = 'sectionAAAAAAAAAAAAAAA'

/** Key of the section's name in its settings. */
export const nameKey = 'n'
export const nameOfSection = ({ settings }: Pick<Tables, 'settings'>): string => String(settings.get(nameKey) ?? '')

/** Statements are told of elsewhere (membership.ts). */
const shownKinds = new Set<number>([recordKinds.person, recordKinds.history, recordKinds.setting, recordKinds.erasure, recordKinds.receipt, recordKinds.commonsHistory])

/** Whether there is a table for records of this kind: not for those of a newer version, which are kept in the log for whoever knows them. */
export const isShownKind = (kind: number): boolean => shownKinds.has(kind) || commonsNameOf(kind) !== undefined

/** By id; a record is replaced by one that changed, never changed itself. */
export interface CommonsTables {
  action: Map<ActionId, Action>
  sector: Map<SectorId, Sector>
  asset: Map<AssetId, Asset>
  kit: Map<KitId, Kit>
  preset: Map<PresetId, Preset>
}

export interface Tables {
  readonly people: PeopleTable
  readonly commons: CommonsTables
  readonly history: Map<HistoryId, HistoryLabel>
  settings: RecordKeys
  /** Who was erased. Replaced, never changed in place. */
  erasures: ReadonlyMap<PersonId, Erasure>
  readonly receipts: Map<DeviceId, Receipt>
  /** Records that can't be read. */
  unreadable(): number
  /** Puts records of one kind in. Answers the rows of people before and after; what is not a person has none. */
  materialize(kind: number, records: ReadonlyMap<string, LoadedRecord>): { before: Person[]; after: Person[] }
  /** Puts a record of the commons in, or takes it out. */
  show(shown: ShownCommons): void
  /** Puts a history entry in, which may say less than it did: see `HistoryLabel.undoable`. */
  showDeed(label: HistoryLabel): void
  clear(): void
}

/** `isErased` answers of whom nothing may be shown. */
export function createTables(isErased: (id: string) => boolean): Tables {
  const people = createPeopleTable()
  const commons: CommonsTables = { action: new Map(), sector: new Map(), asset: new Map(), kit: new Map(), preset: new Map() }
  const history = new Map<HistoryId, HistoryLabel>()
  const receipts = new Map<DeviceId, Receipt>()
  const unreadable = new Set<string>()

  function readOrSetAside(id: string, updates: readonly Uint8Array[]): RecordKeys | null {
    try {
      const keys = readRecord(id, updates)
      unreadable.delete(id)
      return keys
    } catch {
      unreadable.add(id)
      return null
    }
  }

  function erase(records: ReadonlyMap<string, LoadedRecord>): { before: Person[]; after: Person[] } {
    const erasures = new Map(tables.erasures)
    for (const [id, { updates }] of records) erasures.set(id as PersonId, erasureFromKeys(readOrSetAside(id, updates) ?? new Map()))
    tables.erasures = erasures
    const ids = [...records.keys()] as PersonId[]
    const before = ids.flatMap((id) => people.get(id) ?? [])
    people.remove(ids)
    for (const label of history.values()) if (label.person && records.has(label.person)) tables.showDeed(label)
    return { before, after: [] }
  }

  const tables: Tables = {
    people,
    commons,
    history,
    receipts,
    settings: new Map(),
    erasures: new Map(),
    unreadable: () => unreadable.size,
    materialize(kind, records) {
      const before: Person[] = []
      const after: Person[] = []
      const gone: PersonId[] = []
      if (!isShownKind(kind)) return { before, after }
      if (kind === recordKinds.erasure) return erase(records)
      const ofCommons = commonsNameOf(kind)
      for (const [id, { updates, at }] of records) {
        if (kind === recordKinds.person && isErased(id)) continue
        const keys = readOrSetAside(id, updates)
        if (!keys) continue
        if (kind === recordKinds.person) {
          const shown = people.get(id as PersonId)
          const person = personFromKeys(id as PersonId, keys, at)
          if (shown) before.push(shown)
          if (person) after.push(person)
          else gone.push(id as PersonId)
        } else if (ofCommons) tables.show(shownAs(ofCommons, id, keys, at))
        else if (kind === recordKinds.history || kind === recordKinds.commonsHistory) {
          const label = labelFromKeys(id as HistoryId, keys)
          if (label) tables.showDeed(label)
        } else if (kind === recordKinds.receipt) receipts.set(id as DeviceId, readReceipt(keys))
        else if (id === settingsId) tables.settings = keys
      }
      people.put(after)
      people.remove(gone)
      return { before, after }
    },
    show({ name, id, record }) {
      const table = commons[name] as Map<string, unknown>
      if (record) table.set(id, record)
      else table.delete(id)
    },
    showDeed(label) {
      // Of one who was erased, nothing is left to undo.
      history.set(label.id, label.undoable && label.person && isErased(label.person) ? { ...label, undoable: false } : label)
    },
    clear() {
      people.remove([...people.all()].map(({ id }) => id))
      for (const name of commonsNames) commons[name].clear()
      history.clear()
      tables.erasures = new Map()
      receipts.clear()
      tables.settings = new Map()
    },
  }
  return tables
}

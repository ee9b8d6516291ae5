/**
 * The keys of a sector's record. Names are short and are never renamed or reused. A building is a key of its own, so that two
 * organizers who each write down another street while apart both keep theirs.
 * Invariant: keys that this version does not know are carried in `extra` and never written to.
 */
import { sectorTexts, type Building, type Sector, type SectorDraft, type SectorEdit, type SectorText } from '../domain/agenda/territory'
import type { SectorId } from '../domain/ids'
import { isKept, readKeptName } from './conflicts'
import { isDeleted } from './deletion'
import { keptOf } from './person-conflicts'
import type { KeyChange, RecordKeys, RecordValue } from './record'

const textKeys: Record<SectorText, string> = { name: 'n', city: 'ct', cityCode: 'cc', station: 'st' }
const fieldOfText = new Map(Object.entries(textKeys).map(([field, key]) => [key, field as SectorText]))
const createdKey = 'ca'
const buildingPrefix = 'b:'

const buildingValue = ({ street, number, building, stair, floors, doors, boxes, access }: Building): RecordValue => [street, number, building, stair, floors, doors, boxes, access]

function buildingOf(id: string, value: RecordValue): Building {
  const parts = Array.isArray(value) ? value : []
  const text = (at: number) => String(parts[at] ?? '')
  const whole = (at: number) => Number(parts[at] ?? 0) || 0
  return { id, street: text(0), number: text(1), building: text(2), stair: text(3), floors: whole(4), doors: whole(5), boxes: whole(6), access: text(7) }
}

/** The keys of a new record, in a fixed order, what is empty left out. */
export function keysOfSector(draft: SectorDraft, at: number): [string, RecordValue][] {
  const keys: [string, RecordValue][] = []
  for (const field of sectorTexts) if (draft[field]) keys.push([textKeys[field], draft[field]])
  for (const building of draft.buildings ?? []) keys.push([buildingPrefix + building.id, buildingValue(building)])
  keys.push([createdKey, at])
  return keys
}

/** The sector that these keys mean, last changed at `at` (ms since 1970); `null` when it was deleted, or nothing says that it was made. */
export function sectorFromKeys(id: SectorId, keys: RecordKeys, at: number): Sector | null {
  if (isDeleted(keys) || !keys.has(createdKey)) return null
  const sector: Sector = { id, name: '', city: '', cityCode: '', station: '', buildings: [], createdAt: at, updatedAt: at }
  const apart: NonNullable<Sector['apart']> = []
  for (const [key, value] of keys) {
    const field = fieldOfText.get(key)
    if (field) sector[field] = String(value)
    else if (key === createdKey) sector.createdAt = Number(value)
    else if (isKept(key)) {
      const of = readKeptName(key)?.key ?? ''
      if (value !== null && JSON.stringify(value) !== JSON.stringify(keys.get(of))) noteApart(apart, of, value)
    } else if (key.startsWith(buildingPrefix)) sector.buildings.push(buildingOf(key.slice(2), value))
    else (sector.extra ??= {})[key] = value
  }
  // Two machines may have received the keys in different orders: lists must read the same on both.
  sector.buildings.sort((one, other) => (one.id < other.id ? -1 : 1))
  const nameOf = ({ field, building = '' }: (typeof apart)[number]) => `${field} ${building}`
  if (apart.length > 0) sector.apart = apart.map((each) => ({ ...each, others: [...new Set(each.others)].sort() })).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  return sector
}

function noteApart(apart: NonNullable<Sector['apart']>, key: string, value: RecordValue): void {
  const text = fieldOfText.get(key)
  const building = key.startsWith(buildingPrefix) ? key.slice(2) : undefined
  if (!text && building === undefined) return
  const known = apart.find(({ field, building: of }) => (text ? field === text : of === building))
  const said = Array.isArray(value) ? value.filter((part) => part !== '' && part !== 0).join(' · ') : String(value)
  if (known) known.others.push(said)
  else apart.push({ ...(text ? { field: text } : { field: 'building', building: building! }), others: [said] })
}

/** The keys that edits change, given the record's present keys. Whoever edits a key has chosen between what was written to it apart. */
export function changesOfSectorEdits(keys: RecordKeys, edits: readonly SectorEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  for (const edit of edits) {
    if (edit.field !== 'buildings') changes.set(textKeys[edit.field], edit.value === '' ? undefined : edit.value)
    else {
      for (const id of edit.remove ?? []) changes.set(buildingPrefix + id, undefined)
      for (const building of edit.set ?? []) changes.set(buildingPrefix + building.id, buildingValue(building))
    }
  }
  for (const name of [...changes.keys()].flatMap((key) => keptOf(keys, key))) changes.set(name, undefined)
  return [...changes].filter(([key, value]) => value !== undefined || keys.has(key))
}

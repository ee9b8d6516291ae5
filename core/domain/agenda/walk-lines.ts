/**
 * The lines of a walk list and of a letterbox sheet: a sector's buildings in the order in which one walks, each from the top down.
 * Invariant: every building is there once, with each door that is known of it once, and two buildings never mix, however alike
 * they are written. Who keys a sheet sees the same order as who holds it.
 */
import { fold } from '../fold'
import type { Building } from './territory'
import { inWalkOrder } from './walk-order'

/** A line to tick. Where doors are not known, `floor` and `door` are `null`: they are written by hand. */
export interface WalkLine {
  /** 0: ground floor. */
  floor: number | null
  /** From the left, 1 the first; `null` too where a floor has a single door. */
  door: number | null
}

/** A house or a staircase with its lines. */
export interface WalkBuilding {
  building: Building
  lines: WalkLine[]
}

export interface WalkStreet {
  /** As its first building has it. */
  street: string
  buildings: Building[]
}

/** More than any staircase has: a slip of the keyboard must not fill a thousand pages. */
const mostDoors = 1000

/** How many doors are known of a building; 0: none is. */
export const doorsOf = ({ floors, doors }: Pick<Building, 'floors' | 'doors'>): number => Math.min(mostDoors, doors > 0 ? (Math.max(0, floors) + 1) * doors : 0)

/** The streets of a sector, in the order given or by name, with their buildings as one walks; `chosen`: only these. */
export function walkStreets(buildings: readonly Building[], chosen: readonly string[] | null = null): WalkStreet[] {
  const wanted = chosen && new Set(chosen.map(fold))
  const asDoors = buildings
    .filter(({ street }) => !wanted || wanted.has(fold(street)))
    // Two that are written alike stand in one order everywhere.
    .toSorted((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id)))
    .map((building) => ({ ...building, floor: '', door: '', of: building }))
  const streets: WalkStreet[] = []
  for (const { of, street } of inWalkOrder(asDoors, chosen ?? [])) {
    const last = streets.at(-1)
    if (last && fold(last.street) === fold(street)) last.buildings.push(of)
    else streets.push({ street, buildings: [of] })
  }
  return streets
}

/**
 * Floor by floor from the top, each from the left to the right. Where doors are not known: one line for each letterbox, or one
 * and `free` others to write in.
 */
export function walkLines(building: Building, free: number): WalkBuilding {
  const known = doorsOf(building)
  if (known === 0) {
    const count = building.boxes > 0 ? Math.min(mostDoors, building.boxes) : 1 + Math.max(0, free)
    return { building, lines: Array.from({ length: count }, () => ({ floor: null, door: null })) }
  }
  if (known === 1) return { building, lines: [{ floor: null, door: null }] }
  const lines = Array.from({ length: known }, (_, at): WalkLine => {
    const floor = Math.max(0, building.floors) - Math.floor(at / building.doors)
    return { floor, door: building.doors === 1 ? null : (at % building.doors) + 1 }
  })
  return { building, lines }
}

/** How much there is to go to in a sector, as far as it is known. */
import type { Building } from './territory'
import { doorsOf } from './walk-lines'

export interface SectorTotals {
  buildings: number
  /** Where the doors of a floor were counted. */
  doors: number
  boxes: number
}

export function totalsOf(buildings: readonly Building[]): SectorTotals {
  return {
    buildings: buildings.length, doors: buildings.reduce((sum, building) => sum + doorsOf(building), 0), boxes: buildings.reduce((sum, { boxes }) => sum + boxes, 0),
  }
}

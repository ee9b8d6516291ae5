/** How much there is to go to in a sector, as far as it is known. */
import type { Building } from './territory'

export interface SectorTotals {
  buildings: number
  /** Where the doors of a floor were counted. */
  doors: number
  boxes: number
}

/** Doors of one building; 0: not known. */
const doorsIn = ({ floors, doors }: Pick<Building, 'floors' | 'doors'>): number => doors * (floors + 1)

export function totalsOf(buildings: readonly Building[]): SectorTotals {
  return {
    buildings: buildings.length, doors: buildings.reduce((sum, building) => sum + doorsIn(building), 0), boxes: buildings.reduce((sum, { boxes }) => sum + boxes, 0),
  }
}

/** Lines of buildings on their way into a sector: those that it has already stay as they are. */
import { doorKey, readBuildingLines, type BuildingLines, type NewBuilding } from '#core/domain/agenda/building-lines'
import type { Building } from '#core/domain/agenda/territory'
import { shortId } from '../short-id'

export interface LinesReading extends BuildingLines {
  /** Those of `buildings` that the sector has not. */
  fresh: NewBuilding[]
}

export function readForSector(text: string, known: readonly Building[]): LinesReading {
  const reading = readBuildingLines(text)
  const there = new Set(known.map(doorKey))
  const fresh = reading.buildings.filter((building) => {
    const key = doorKey(building)
    return !there.has(key) && there.add(key)
  })
  return { ...reading, fresh }
}

/** Ids that sort in the order in which the buildings were written down, behind those of earlier. `at`: ms since 1970. */
export const withIds = (buildings: readonly NewBuilding[], at: number): Building[] => buildings.map((building, place) => ({ id: `${at.toString(36)}${String(place).padStart(4, '0')}${shortId()}`, ...building }))

/** « 12 bis rue Gabriel-Péri, bât. C, esc. 2 ». */
export const addressOf = ({ number, street, building, stair }: Pick<Building, 'number' | 'street' | 'building' | 'stair'>): string => [[number, street].filter(Boolean).join(' '), building, stair].filter(Boolean).join(', ')

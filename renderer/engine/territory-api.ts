/** What screens may ask of the territory; see api.ts. */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import type { CoveredPlace, SectorCoverage } from '#core/domain/agenda/coverage'
import type { Sector, SectorEdit } from '#core/domain/agenda/territory'
import type { SectorId } from '#core/domain/ids'
import type { CoverageSheet } from '#core/print/coverage-sheet'
import type { NewSector } from '#core/section/sector-commands'

export type TerritoryCommand =
  | { type: 'sector.create'; made: NewSector[] }
  | { type: 'sector.edit'; changes: { id: SectorId; edits: SectorEdit[] }[] }
  | { type: 'sector.delete'; ids: SectorId[] }

export interface PlaceTime extends Pick<Occurrence, 'action' | 'on' | 'from'>, Pick<Action, 'title' | 'kind' | 'place'> {
  /** It is not over. */
  ahead: boolean
}

export interface TerritoryCalls {
  /** By name; their buildings as they are walked to. */
  sectors(): Sector[]
  /** As `coverage`, per sector of the section's own: those in which nothing ever happened first. */
  sectorCoverage(request: { now: number }): SectorCoverage[]
  /** What a figure of the coverage counts, latest first. */
  coverageTimes(request: { place: CoveredPlace; now: number }): PlaceTime[]
  /** What the screen shows, on paper. Rejects with `role-forbids`. */
  coverageSheet(request: { by: 'town' | 'sector'; weeks: number; now: number; locale: 'fr' | 'en' }): CoverageSheet
}

/** What screens may ask of the territory; see api.ts. */
import type { SectorEdit } from '#core/domain/agenda/territory'
import type { SectorId } from '#core/domain/ids'
import type { NewSector } from '#core/section/sector-commands'

export type TerritoryCommand =
  | { type: 'sector.create'; made: NewSector[] }
  | { type: 'sector.edit'; changes: { id: SectorId; edits: SectorEdit[] }[] }
  | { type: 'sector.delete'; ids: SectorId[] }

/** The sectors of the demonstration, with their buildings, and which of its actions are in them: one worked, one left alone for long, one never met. */
import type { Building, SectorDraft } from '../agenda/territory'
import { daysBetween } from '../days'
import { idFromBytes, type SectorId } from '../ids'
import type { DemoAction } from './actions'
import { stream, type Stream } from './random'

export interface DemoSector {
  id: SectorId
  draft: SectorDraft
}

const building = (at: number, said: Partial<Building>): Building => ({ id: `demo${String(at).padStart(3, '0')}`, street: '', number: '', building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '', ...said })

/** Towers and rows of an estate, staircase by staircase. */
function estate(chance: Stream): Building[] {
  const blocks = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ name, stairs: 4, floors: chance.pick([4, 8, 10]), number: String(2 + 2 * (name.charCodeAt(0) - 65)) }))
  return blocks.flatMap(({ name, stairs, floors, number }, block) =>
    Array.from({ length: stairs }, (_, at) => {
      const doors = chance.pick([3, 4])
      return building(block * stairs + at, { street: 'allée des Peupliers', number, building: `bât. ${name}`, stair: `esc. ${at + 1}`, floors, doors, boxes: doors * (floors + 1), access: at === 0 ? 'gardien' : 'interphone' })
    }),
  )
}

/** Houses and low buildings on both sides of streets. */
function streets(chance: Stream, names: readonly string[], each: number): Building[] {
  return names.flatMap((street, of) =>
    Array.from({ length: each }, (_, at) => {
      const isHouse = chance.chance(0.5)
      const floors = isHouse ? 1 : 2 + chance.whole(3)
      return building(of * each + at, { street, number: `${at + 1}${chance.chance(0.1) ? ' bis' : ''}`, floors, doors: isHouse ? 0 : 2, boxes: isHouse ? 1 : 2 * (floors + 1), access: isHouse ? '' : chance.pick(['interphone', 'digicode', '']) })
    }),
  )
}

export function demoSectors(seed: string): DemoSector[] {
  const of = (index: number, draft: (chance: Stream) => SectorDraft): DemoSector => {
    const chance = stream(seed, 'sector', index)
    return { id: idFromBytes<SectorId>(chance.bytes(16)), draft: draft(chance) }
  }
  return [
    of(0, (chance) => ({ name: 'Cité des Peupliers', city: 'Saint-Denis', cityCode: '93066', station: '14', buildings: estate(chance) })),
    of(1, (chance) => ({ name: 'Quartier des Tisserands', city: 'Aubervilliers', cityCode: '93001', station: '6', buildings: streets(chance, ['rue des Tisserands', 'rue du Lavoir'], 13) })),
    of(2, (chance) => ({ name: 'Bords du canal', city: 'Saint-Denis', cityCode: '93066', station: '21', buildings: streets(chance, ['quai des Mariniers', 'rue de l’Écluse', 'passage du Halage'], 8) })),
  ]
}

/** What takes people into a sector. */
const outside = new Set(['doors', 'letterboxes', 'posters', 'leafleting-market', 'leafleting-station', 'stall'])
/** Days after which the second sector saw nobody any more. */
const leftFor = 42

/** The same actions, some of them in a sector; `today`: `YYYY-MM-DD`. */
export function inDemoSectors(actions: readonly DemoAction[], [worked, left]: readonly DemoSector[], today: string): DemoAction[] {
  return actions.map(({ id, draft }) => {
    if (!outside.has(draft.kind) || draft.status !== 'planned' || draft.rule) return { id, draft }
    const sector = draft.city === worked?.draft.city ? worked : draft.city === left?.draft.city && daysBetween(draft.start.local.slice(0, 10), today) > leftFor ? left : null
    return { id, draft: sector ? { ...draft, sector: sector.id } : draft }
  })
}

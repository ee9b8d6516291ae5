/**
 * The table in which counters are keyed, building by building as on the sheet: what may be typed, where a key leads, what is
 * unlike. Invariant: an empty cell is not zero, and nothing but figures is ever in one.
 */
import type { ActionKind } from '#core/domain/agenda/action'
import { visitCounters, type Building, type Visit, type VisitCounter } from '#core/domain/agenda/territory'
import { doorsOf } from '#core/domain/agenda/walk-lines'

/** What stands in the cells of one building, as typed. */
export type VisitCells = Partial<Record<VisitCounter, string>>

const atDoors: readonly VisitCounter[] = ['knocked', 'opened', 'talked', 'leaflets', 'again', 'contacts']
const atBoxes: readonly VisitCounter[] = ['boxes', 'stopPub', 'leaflets']

/** Columns in the order of the paper, then those that something was counted in all the same. */
export function visitColumns(kind: ActionKind, visits: readonly Visit[]): VisitCounter[] {
  const usual = kind === 'letterboxes' ? atBoxes : atDoors
  return [...usual, ...visitCounters.filter((counter) => !usual.includes(counter) && visits.some(({ counted }) => counted[counter] !== undefined))]
}

/** No building has more than five figures of anything. `null`: what was typed does not go in. */
export const typedCell = (text: string): string | null => (/^\d{0,5}$/.test(text) ? text : null)

export const cellsOf = (counted: Visit['counted']): VisitCells => Object.fromEntries(Object.entries(counted).map(([counter, value]) => [counter, String(value)]))

/** What is not typed is not counted. */
export function countedOf(cells: VisitCells): Visit['counted'] {
  return Object.fromEntries(visitCounters.flatMap((counter) => (cells[counter] ? [[counter, Number(cells[counter])]] : [])))
}

export const sameCounted = (one: Visit['counted'], other: Visit['counted']): boolean => visitCounters.every((counter) => one[counter] === other[counter])

export interface CellPlace {
  line: number
  column: number
}

/** Where a key leads from a cell of a table of so many lines and columns; `null`: nowhere, the key keeps its own meaning. */
export function nextCell({ line, column }: CellPlace, { key, shiftKey = false }: { key: string; shiftKey?: boolean }, lines: number, columns: number): CellPlace | null {
  const to = { ArrowUp: [line - 1, column], ArrowDown: [line + 1, column], Enter: alongBy(shiftKey ? -1 : 1) }[key]
  const [toLine, toColumn] = to ?? [-1, 0]
  return toLine! >= 0 && toLine! < lines ? { line: toLine!, column: toColumn! } : null

  function alongBy(step: number): [number, number] {
    const place = line * columns + column + step
    return [Math.floor(place / columns), ((place % columns) + columns) % columns]
  }
}

/** Figures that can't both be right: a slip of the keyboard, or of the pencil. Never in the way of saving. */
export type VisitDoubt = 'opened' | 'talked' | 'knocked' | 'boxes'

export function doubtOf(counted: Visit['counted'], building: Building): VisitDoubt | null {
  const more = (one: number | undefined, other: number | undefined) => one !== undefined && other !== undefined && one > other
  if (more(counted.opened, counted.knocked)) return 'opened'
  if (more(counted.talked, counted.opened)) return 'talked'
  if (more(counted.knocked, doorsOf(building) || undefined)) return 'knocked'
  return more(counted.boxes, building.boxes || undefined) ? 'boxes' : null
}

/**
 * Marks for the guillotine. Invariant: none touches what is cut out, its bleed or the edge that the printer doesn't reach, so
 * that no finished piece has a line on it; a cut without room for a mark is counted, not marked nearby.
 */
import { hair, type Rectangle } from './rectangle'
import type { Mark } from './sheet-plan'

/** In mm. */
export const markLength = 3
/** What is left of a mark at the paper's edge must still be seen. */
const leastLength = 1.5

/** From the cut to its mark, in mm: clear of the bleed. */
export const markOffset = (bleed: number): number => Math.max(2, bleed)

export interface CropMarks {
  marks: Mark[]
  /** Cuts right across the sheet that have no mark at all. */
  unmarked: number
}

/** `keepClear`: where nothing may be drawn, besides the trims. `printable`: where the printer draws. */
export function cropMarks(trims: readonly Rectangle[], keepClear: readonly Rectangle[], printable: Rectangle, offset: number): CropMarks {
  const taken = [...trims, ...keepClear]
  const marks = new Map<string, Mark>()
  const cuts = new Map<string, boolean>()
  const add = (upright: boolean, at: number, from: number, to: number): void => {
    const [least, most] = upright ? [printable.y, printable.y + printable.height] : [printable.x, printable.x + printable.width]
    const [start, end] = [Math.max(from, least), Math.min(to, most)]
    const cut = `${upright} ${at.toFixed(2)}`
    const across = upright ? at >= printable.x && at <= printable.x + printable.width : at >= printable.y && at <= printable.y + printable.height
    const free = across && end - start >= leastLength && !taken.some((area) => touches(area, upright, at, start, end))
    cuts.set(cut, free || (cuts.get(cut) ?? false))
    if (free) marks.set(`${cut} ${start.toFixed(2)}`, { kind: 'crop', from: upright ? [at, start] : [start, at], to: upright ? [at, end] : [end, at] })
  }
  for (const { x, y, width, height } of trims) {
    for (const at of [x, x + width]) {
      add(true, at, y + height + offset, y + height + offset + markLength)
      add(true, at, y - offset - markLength, y - offset)
    }
    for (const at of [y, y + height]) {
      add(false, at, x + width + offset, x + width + offset + markLength)
      add(false, at, x - offset - markLength, x - offset)
    }
  }
  return { marks: [...marks.values()], unmarked: [...cuts.values()].filter((marked) => !marked).length }
}

/** Also a mark along an edge touches it: it would show on what is cut there. */
function touches({ x, y, width, height }: Rectangle, upright: boolean, at: number, from: number, to: number): boolean {
  const [side, sideEnd, start, end] = upright ? [x, x + width, y, y + height] : [y, y + height, x, x + width]
  return at >= side - hair && at <= sideEnd + hair && to > start + hair && from < end - hair
}

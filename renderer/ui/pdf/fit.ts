/** How large a page is shown. Lengths: page in points, room in CSS px; a scale is CSS px a point. */
import type { PageSize } from './pdf-reader'

export type Zoom = 'page' | 'width' | number

/** Steps of the zoom buttons; 96/72 shows paper at its real size on a screen of 96 px an inch. */
const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]

/** The scale that shows the whole page, its whole width, or a chosen factor of its real size. Never below 0.1. */
export function scaleFor(zoom: Zoom, page: PageSize, room: PageSize): number {
  const wide = room.width / page.width
  const high = room.height / page.height
  return Math.max(0.1, zoom === 'width' ? wide : zoom === 'page' ? Math.min(wide, high) : (zoom * 96) / 72)
}

/** The next larger or smaller step from a scale, as a factor of the real size. */
export function nextZoom(scale: number, larger: boolean): number {
  const now = (scale * 72) / 96
  return larger
    ? (steps.find((step) => step > now + 0.01) ?? steps.at(-1)!)
    : (steps.findLast((step) => step < now - 0.01) ?? steps[0]!)
}

/** Where the frames of a journal are, kept in memory by every journal: 16 bytes a frame instead of a search in the file. */
import type { FramePlace } from './scan'

/** Position in `places` (sorted by offset) of the first payload that starts at `offset` or behind it. */
function firstFrom(places: readonly FramePlace[], offset: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]!.offset < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Frames from `offset` on, at least one, at most about `maxBytes` of payload; `next` is where to go on, `null` at the end. */
export function placesFrom(
  places: readonly FramePlace[],
  offset: number,
  maxBytes: number,
): { places: FramePlace[]; next: number | null } {
  const first = firstFrom(places, offset)
  let end = first
  for (let bytes = 0; end < places.length && (end === first || bytes + places[end]!.length <= maxBytes); end++) {
    bytes += places[end]!.length
  }
  return { places: places.slice(first, end), next: places[end]?.offset ?? null }
}

/** The frame whose payload starts exactly there. */
export function placeAt(places: readonly FramePlace[], offset: number): FramePlace | undefined {
  const place = places[firstFrom(places, offset)]
  return place?.offset === offset ? place : undefined
}

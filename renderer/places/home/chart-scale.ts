/** Where a chart puts things. */

/** Round numbers from 0 up to at least `most`, four steps or fewer; people are whole. */
export function ticksFor(most: number): number[] {
  const raw = Math.max(1, most) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((times) => times * power).find((each) => each >= raw && Number.isInteger(Math.max(1, each)))!)
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, at) => at * step)
}

/** Heights for words that would lie on one another, at least `gap` apart, in the order that they had, as near to their own as this allows; none beyond `end`. */
export function apart(heights: readonly number[], gap: number, end: number): number[] {
  const order = heights.map((height, at) => ({ height, at })).sort((one, other) => one.height - other.height || one.at - other.at)
  for (let at = 1; at < order.length; at++) order[at]!.height = Math.max(order[at]!.height, order[at - 1]!.height + gap)
  for (let at = order.length - 1, most = end; at >= 0; at--, most -= gap) order[at]!.height = Math.min(order[at]!.height, most)
  return order.sort((one, other) => one.at - other.at).map(({ height }) => height)
}

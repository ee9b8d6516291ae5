/** How the people of a call list are shared out among callers. */

/** As many as an evening allows, and as a page has lines for. */
export const mostPerCaller = 25

/** As few callers as that many each allows, and none with much less to do than another. One empty block for nobody. */
export function callBlocks<Line>(people: readonly Line[], perCaller: number): Line[][] {
  const most = Math.min(mostPerCaller, Math.max(1, Math.floor(perCaller) || mostPerCaller))
  const count = Math.max(1, Math.ceil(people.length / most))
  const edge = (block: number) => Math.round((people.length * block) / count)
  return Array.from({ length: count }, (_, block) => people.slice(edge(block), edge(block + 1)))
}

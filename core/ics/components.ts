/**
 * The components of a calendar file (events, time zones) from its lines, whatever is missing between them.
 * Invariant: a component that never ends, or an end that nothing began, costs nothing but itself: a file that was cut off in
 * the middle still gives all that stands before the cut.
 */
import type { ContentLine } from './content-lines'
import type { Problem } from './problems'

export interface Component {
  /** Upper case: `VEVENT`. */
  name: string
  /** Where it begins. */
  line: number
  /** Its own, without those of the components inside it. */
  properties: ContentLine[]
  /** Every line of it, inner components with them, its beginning and end included. */
  lines: ContentLine[]
  parts: Component[]
}

const begins = /^BEGIN:\s*([A-Za-z0-9-]+)\s*$/i
const ends = /^END:\s*([A-Za-z0-9-]+)\s*$/i
/** A name, then parameters or a value. */
const property = /^[A-Za-z0-9-]+[;:]/
/** Inside one another. No calendar has more than three. */
const deepest = 16

/** What is not in any component is reported, and read as if it was in the one before. */
export function readComponents(lines: readonly ContentLine[]): { components: Component[]; problems: Problem[] } {
  const problems: Problem[] = []
  const root: Component = { name: '', line: 0, properties: [], lines: [], parts: [] }
  const open = [root]
  const inner = () => open.at(-1)!
  for (const given of lines) {
    const { line, text } = given
    const begun = begins.exec(text)?.[1]?.toUpperCase()
    const ended = ends.exec(text)?.[1]?.toUpperCase()
    if (begun !== undefined) {
      // An event inside an event: the end of the first was lost.
      if (begun === inner().name && open.length > 1) closeCut()
      const component: Component = { name: begun, line, properties: [], lines: [], parts: [] }
      if (open.length <= deepest) {
        inner().parts.push(component)
        open.push(component)
      }
    }
    if (!begun && !ended && !property.test(text)) {
      problems.push({ line, reason: 'broken-line' })
      continue
    }
    for (const component of open.slice(1)) component.lines.push(given)
    if (ended !== undefined) {
      const at = open.findLastIndex(({ name }) => name === ended)
      if (at < 1) problems.push({ line, reason: 'stray-end' })
      else {
        while (open.length > at + 1) closeCut()
        open.pop()
      }
    } else if (!begun) inner().properties.push(given)
  }
  while (open.length > 1) closeCut()

  function closeCut(): void {
    const { name, line } = open.pop()!
    // Of the calendar itself nobody misses the end once all events have theirs.
    if (name !== 'VCALENDAR') problems.push({ line, reason: 'cut-off' })
  }

  return { components: root.parts, problems }
}

/** Itself and all inside it that have this name. */
export function allNamed(components: readonly Component[], name: string): Component[] {
  return components.flatMap((component) => [...(component.name === name ? [component] : []), ...allNamed(component.parts, name)])
}

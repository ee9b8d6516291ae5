/**
 * The lines of one label in the room it has. Invariant: a line never leaves its label and is never cut. Letters become smaller
 * first, then narrower, then smaller down to 6 points; what is narrower than that is still whole, and told.
 */

export interface LabelLine {
  text: string
  style: 'regular' | 'bold'
  /** Of its letters to those of the label, 1 on a label of addresses. */
  share: number
  /** Air above it, in heights of the label's letters. */
  above?: number
}

/** `small`: below 7 points. `squeezed`: narrower than one reads with ease. */
export type LabelFault = 'small' | 'squeezed'

export interface FittedLabel {
  /** Points. */
  size: number
  /** Percent of their own width, by line. */
  stretches: number[]
  fault: LabelFault | null
  /** The lines that are squeezed. */
  squeezed: number[]
}

export const smallest = 6
/** Below this a sorting machine and an elderly reader have trouble. */
const readable = 7
/** Letters give way to narrower ones only below this. */
export const comfortable = 8
/** Percent: narrowing that nobody notices. */
const unnoticed = 92
/** Percent: narrower is no longer read with ease. */
export const narrowest = 80
export const leading = 1.2
/** Height of a capital, as a share of the letters' size (Noto Sans). */
export const capHeight = 0.714

const down = (size: number) => Math.floor(size * 4 + 1e-6) / 4

/** From the top of its first line's capitals to the base of its last line, in heights of the label's letters. */
export const blockHeight = (lines: readonly Pick<LabelLine, 'share' | 'above'>[]): number =>
  lines.slice(1).reduce((sum, { share, above = 0 }) => sum + share * leading + above, (lines[0]?.share ?? 1) * capHeight)

/** `widths`: of each line where the label's letters have 1 point; `room`: in points; `most`: the largest letters wished for. */
export function fitLabel(lines: readonly Pick<LabelLine, 'share' | 'above'>[], widths: readonly number[], room: { width: number; height: number }, most: number): FittedLabel {
  const widest = Math.max(1e-9, ...widths)
  // The last line needs no leading below it, and the first one no more than its capitals.
  const tall = blockHeight(lines) + (lines.at(-1)?.share ?? 1) * 0.25
  const byHeight = room.height / tall
  const byWidth = (stretch: number) => (room.width * 100) / (widest * stretch)
  let size = Math.min(most, byHeight, byWidth(unnoticed))
  if (size < comfortable) size = Math.min(most, comfortable, byHeight, byWidth(narrowest))
  size = Math.max(down(size), smallest)
  // A label too low for its lines at 6 points: smaller, rather than over the next label.
  if (size > byHeight) size = byHeight
  const stretches = widths.map((width) => Math.min(100, (room.width * 100) / Math.max(1e-9, width * size)))
  const squeezed = [...stretches.keys()].filter((at) => stretches[at]! < narrowest - 0.01)
  return { size, stretches, squeezed, fault: squeezed.length > 0 ? 'squeezed' : size < readable ? 'small' : null }
}

/**
 * What one printer does to a page, and how it is put right. A printer moves all it prints and stretches it a little: a place `p`
 * lands at `scale · p + offset`, each way by itself. What was measured on the calibration page says both.
 * Invariant: a place corrected and then printed by that printer is where it was meant, however far from the crosses it lies.
 */

/** Added to places (mm, to the right and down), and in percent of their distance from the paper's corner: what is set by hand too. */
export interface Correction {
  offsetX: number
  offsetY: number
  scaleX: number
  scaleY: number
}

export const noCorrection: Correction = { offsetX: 0, offsetY: 0, scaleX: 100, scaleY: 100 }

/**
 * Places of the calibration page's crosses, in mm from the left and the upper edge: A near the upper left corner, B near the right
 * edge, C near the foot. Far apart: a reading that is 0.2 mm off over 100 mm would be 0.6 mm off at the foot of a page.
 */
export const crosses = { left: 20, right: 190, top: 20, bottom: 270 } as const

/** As read with a ruler, in mm. */
export interface MeasuredPage {
  /** From the paper's left and upper edge to the middle of A. */
  left: number
  top: number
  /** From A to B, and from A to C. */
  across: number
  down: number
}

/** What a page without fault measures. */
export const expectedPage: MeasuredPage = { left: crosses.left, top: crosses.top, across: crosses.right - crosses.left, down: crosses.bottom - crosses.top }

/** More than this is no printer's fault, but a page « fitted » to the paper, or a slip of the ruler: mm, and percent. */
const mostOffset = 15
const mostStretch = 10

/** `null`: beyond what a printer does. `fitted`: the page was scaled to the paper, which is turned off rather than corrected. */
export function calibrationOf({ left, top, across, down }: MeasuredPage): { correction: Correction; fitted: boolean } | null {
  const [x, y] = [oneWay(left, across, crosses.left, expectedPage.across), oneWay(top, down, crosses.top, expectedPage.down)]
  if (!x || !y) return null
  const fitted = [x, y].every(({ scale }) => scale > 101.5) && Math.abs(x.scale - y.scale) < 1
  return { correction: { offsetX: x.offset, offsetY: y.offset, scaleX: x.scale, scaleY: y.scale }, fitted }
}

const rounded = (value: number, by: number) => Math.round(value * by) / by

function oneWay(edge: number, length: number, from: number, wanted: number): { offset: number; scale: number } | null {
  const stretch = length / wanted
  const offset = from - edge / stretch
  const scale = 100 / stretch
  // Written so that what is no number is refused too.
  return Math.abs(scale - 100) <= mostStretch && Math.abs(offset) <= mostOffset ? { offset: rounded(offset, 100), scale: rounded(scale, 1000) } : null
}

/** Where to draw what is to land there, in mm from the upper left corner. */
export const corrected = (x: number, y: number, { offsetX, offsetY, scaleX, scaleY }: Correction): [number, number] => [(x * scaleX) / 100 + offsetX, (y * scaleY) / 100 + offsetY]

/**
 * A sheet of labels: where each of them lies on its paper. Lengths in tenths of a millimetre, as they are measured with a ruler;
 * hundredths of one where the maker gives them.
 * Invariant: what `checkLabelSheet` finds no fault with has every label whole on the paper, and none over another.
 */

/** What a sheet is bought for. `small`: too narrow for a whole postal address in readable letters. */
export type LabelUse = 'address' | 'parcel' | 'small' | 'badge' | 'card' | 'envelope'

export interface LabelSheet {
  brand: string
  /** As on the box: what people search for. */
  part: string
  use: LabelUse
  /** Width and height of the paper. */
  paper: readonly [number, number]
  cols: number
  rows: number
  /** Width and height of one label. */
  label: readonly [number, number]
  /** From the paper's upper left corner to that of the first label. */
  origin: readonly [number, number]
  /** From one label to the next, across and down. */
  pitch: readonly [number, number]
  /** Of an envelope: where the sender stands, from the left and the upper edge, and its width and height. */
  sender?: { at: readonly [number, number]; size: readonly [number, number] }
}

/** ISO 216, upright. */
export const paperA4 = [2100, 2970] as const

export const labelsOnSheet = ({ cols, rows }: LabelSheet): number => cols * rows

/** In mm from the paper's upper left corner. */
export interface LabelPlace {
  x: number
  y: number
  width: number
  height: number
}

/** Of the label at `index`, from 0, row by row from the left. */
export function placeOfLabel({ cols, label, origin, pitch }: LabelSheet, index: number): LabelPlace {
  const [column, row] = [index % cols, Math.floor(index / cols)]
  return { x: (origin[0] + column * pitch[0]) / 10, y: (origin[1] + row * pitch[1]) / 10, width: label[0] / 10, height: label[1] / 10 }
}

/** `by`: how much too much or too little, in tenths of a millimetre. */
export type SheetFault =
  | { fault: 'nameless' }
  | { fault: 'paper' | 'label' | 'count' }
  | { fault: 'off-left' | 'off-top' | 'off-right' | 'off-bottom' | 'overlap-across' | 'overlap-down'; by: number }

/** From a stamp to a poster, in tenths of a millimetre. */
const [leastPaper, mostPaper] = [500, 12_000]
/** No word fits a smaller one. */
const leastLabel = 80
const mostInLine = 100
/** Rulers and makers round: less than this is no fault. */
const slack = 0.5

const isCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= mostInLine

/** Empty: labels can be printed on it. A length that is no number is a fault of what it measures. */
export function checkLabelSheet({ part, paper, cols, rows, label, origin, pitch }: LabelSheet): SheetFault[] {
  const faults: SheetFault[] = []
  if (part.trim() === '') faults.push({ fault: 'nameless' })
  if (!paper.every((side) => side >= leastPaper && side <= mostPaper)) faults.push({ fault: 'paper' })
  if (!label.every((side) => side >= leastLabel && Number.isFinite(side))) faults.push({ fault: 'label' })
  if (!isCount(cols) || !isCount(rows)) faults.push({ fault: 'count' })
  if (faults.some(({ fault }) => fault !== 'nameless') || ![...origin, ...pitch].every(Number.isFinite)) return faults.length > 0 ? faults : [{ fault: 'label' }]
  for (const [axis, many, overlap, before, beyond] of [[0, cols, 'overlap-across', 'off-left', 'off-right'], [1, rows, 'overlap-down', 'off-top', 'off-bottom']] as const) {
    const over = origin[axis] + (many - 1) * pitch[axis] + label[axis] - paper[axis]
    if (many > 1 && pitch[axis] < label[axis] - slack) faults.push({ fault: overlap, by: label[axis] - pitch[axis] })
    if (origin[axis] < -slack) faults.push({ fault: before, by: -origin[axis] })
    if (over > slack) faults.push({ fault: beyond, by: over })
  }
  return faults
}

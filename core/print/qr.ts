/** A QR code as the runs of dark modules in its rows, and as PDF drawing operators: one rectangle a run, sharp at any resolution. */
import { create } from 'qrcode'

export interface QrDrawing {
  /** Modules a side; the drawing is that many units wide. */
  side: number
  operators: string
}

/** Dark modules beside each other: `row` from the top, `column` and `length` in modules. */
export interface QrRun {
  row: number
  column: number
  length: number
}

/**
 * The quiet zone is the caller's white. The mask is fixed: choosing the best of eight costs four fifths of the time,
 * and these are short codes read at arm's length.
 */
export function qrRuns(text: string): { side: number; runs: QrRun[] } {
  const { modules } = create(text, { errorCorrectionLevel: 'M', maskPattern: 3 })
  const side = modules.size
  const runs: QrRun[] = []
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (!modules.get(row, column)) continue
      const from = column
      while (column + 1 < side && modules.get(row, column + 1)) column++
      runs.push({ row, column: from, length: column + 1 - from })
    }
  }
  return { side, runs }
}

export function drawQr(text: string): QrDrawing {
  const { side, runs } = qrRuns(text)
  // PDF counts rows from the bottom.
  const rectangles = runs.map(({ row, column, length }) => `${column} ${side - 1 - row} ${length} 1 re\n`)
  return { side, operators: `0 g\n${rectangles.join('')}f\n` }
}

/** A QR code as PDF drawing operators: one rectangle a run of dark modules, sharp at any resolution. */
import { create } from 'qrcode'

export interface QrDrawing {
  /** Modules a side; the drawing is that many units wide. */
  side: number
  operators: string
}

/**
 * The quiet zone is the caller's white. The mask is fixed: choosing the best of eight costs four fifths of the time,
 * and these are short codes read at arm's length.
 */
export function drawQr(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M', maskPattern: 3 })
  const side = modules.size
  let operators = '0 g\n'
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (!modules.get(row, column)) continue
      const from = column
      while (column + 1 < side && modules.get(row, column + 1)) column++
      operators += `${from} ${side - 1 - row} ${column + 1 - from} 1 re\n`
    }
  }
  return { side, operators: operators + 'f\n' }
}

/** Paper and finished formats, upright, in mm. A and B: ISO 216; SRA: ISO 217, untrimmed for bleed; the others are French custom. */
import type { Size } from './rectangle'

const size = (width: number, height: number): Size => ({ width, height })

export const paperSizes = {
  A0: size(841, 1189), A1: size(594, 841), A2: size(420, 594), A3: size(297, 420), A4: size(210, 297), A5: size(148, 210), A6: size(105, 148), A7: size(74, 105),
  SRA3: size(320, 450), SRA4: size(225, 320),
  /** A third of A4: a leaflet that fits an envelope of 110 × 220. */
  DL: size(99, 210),
  '10x15': size(100, 150), '40x60': size(400, 600), '120x176': size(1200, 1760),
} as const satisfies Record<string, Size>

export type PaperName = keyof typeof paperSizes

/** Paper formats by their names: ISO 216, and what sections print besides (shared facts, §3.3). In mm, upright. */
export const paperFormats = {
  A0: [841, 1189], A1: [594, 841], A2: [420, 594], A3: [297, 420], A4: [210, 297], A5: [148, 210], A6: [105, 148], A7: [74, 105], DL: [99, 210], '10×15': [100, 150], '40×60': [400, 600], '120×176': [1200, 1760],
} as const

export type PaperFormat = keyof typeof paperFormats

/** By which a page may be off: what writes PDFs rounds to whole points, and bleed of 3 mm on each side is part of a page. */
const tolerance = 1.5
const bleed = 6

/** The format of a page of this size in mm, lying or upright, with bleed or without; `null` where it has no name. */
export function formatName(width: number, height: number): PaperFormat | null {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const near = (extra: number) => (Object.keys(paperFormats) as PaperFormat[]).find((name) => Math.abs(paperFormats[name][0] + extra - short) <= tolerance && Math.abs(paperFormats[name][1] + extra - long) <= tolerance)
  return near(0) ?? near(bleed) ?? null
}

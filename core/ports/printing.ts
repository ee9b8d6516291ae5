/**
 * What the window and the main process say to one another of printers. Invariant: nothing here scales. A job has no field for
 * it, since each way to a printer asks for 100 % by itself: labels, tiles and cut lines are right at no other size.
 */

/** Papers that a printer may be asked for: mm, upright. */
export const papers = {
  A3: { width: 297, height: 420 },
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  A6: { width: 105, height: 148 },
  SRA3: { width: 320, height: 450 },
  C5: { width: 162, height: 229 },
  DL: { width: 110, height: 220 },
} as const

export type PaperName = keyof typeof papers
export const paperNames = Object.keys(papers) as [PaperName, ...PaperName[]]

/** Printed on one side, or on both: turned as a book, or as a pad. */
export const sideNames = ['one', 'long-edge', 'short-edge'] as const
export type Sides = (typeof sideNames)[number]

/** How a paper left the screen, as the history keeps it. */
export type PrintWay = 'direct' | 'system' | 'viewer' | 'saved'

export interface Printer {
  /** The system's name for it; what a job asks for. */
  name: string
  /** What people call it. */
  label: string
  /** '' when nobody said. */
  location: string
  /** `stopped`: it takes jobs and keeps them waiting. `refusing`: it takes none. */
  state: 'ready' | 'busy' | 'stopped' | 'offline' | 'refusing' | 'unknown'
  isDefault: boolean
  /** `null`: the system does not say. */
  can: { bothSides: boolean | null; colour: boolean | null; a3: boolean | null }
}

export interface PrinterList {
  printers: Printer[]
  /** Whether some pages can be printed without the others. */
  choosesPages: boolean
}

/** What is remembered of a printer on this computer. */
export interface PrintPreset {
  printer: string
  paper: PaperName
  sides: Sides
  colour: boolean
}

export interface PrintJob extends PrintPreset {
  /** 1 to `mostCopies`. */
  copies: number
  /** From 1, both included; `null`: all. */
  pages: { from: number; to: number } | null
}

export const mostCopies = 999

/**
 * `sent`: the printer's queue has no more of it. `waiting`: it is in the queue, which has not done with it. `stopped`: taken back
 * on the way, so that some of it may have come out. `cancelled`: none of it left.
 */
export type PrintFate = 'sent' | 'waiting' | 'stopped' | 'cancelled'

/** Points (1/72 inch) in a mm. */
const pointsPerMm = 72 / 25.4

/** The paper that a page of this size fills, either way round, within 1 mm; `null` when it fills none. Lengths in PDF points. */
export function paperOf({ width, height }: { width: number; height: number }): PaperName | null {
  const [short, long] = [Math.min(width, height) / pointsPerMm, Math.max(width, height) / pointsPerMm]
  return paperNames.find((name) => Math.abs(papers[name].width - short) < 1 && Math.abs(papers[name].height - long) < 1) ?? null
}

/** Whether a page of `page` points lies within a paper, either way round, with a mm to spare for rounding. */
export function fitsOn({ width, height }: { width: number; height: number }, paper: PaperName): boolean {
  const [short, long] = [Math.min(width, height) / pointsPerMm, Math.max(width, height) / pointsPerMm]
  return short <= papers[paper].width + 1 && long <= papers[paper].height + 1
}

const mostPresets = 30

/** What a printer was last asked for. One that is not here now keeps its own: the laptop comes back to its office. */
export function presetOf(presets: readonly PrintPreset[], printer: string): PrintPreset | null {
  return presets.find((preset) => preset.printer === printer) ?? null
}

/** The latest first; the printers used longest ago are forgotten. */
export function withPreset(presets: readonly PrintPreset[], { printer, paper, sides, colour }: PrintPreset): PrintPreset[] {
  return [{ printer, paper, sides, colour }, ...presets.filter((preset) => preset.printer !== printer)].slice(0, mostPresets)
}

/** The printer that is offered: the last one used that is there, else the system's own. */
export function offeredPrinter(printers: readonly Printer[], presets: readonly PrintPreset[]): Printer | null {
  const used = presets.flatMap(({ printer }) => printers.find(({ name }) => name === printer) ?? [])
  return used[0] ?? printers.find(({ isDefault }) => isDefault) ?? printers[0] ?? null
}

/**
 * What is asked of a printer, before anybody chose and after. Invariant: the paper offered is the one that the pages fill, whatever
 * this printer was last asked for: at 100 % any other one cuts them or leaves them in its middle.
 */
import { fitsOn, mostCopies, offeredPrinter, paperOf, presetOf, type PrinterList, type Printer, type PrintJob, type PrintPreset, type Sides } from '#core/ports/printing'
import type { PageSize } from '../pdf-reader'

/** Of the paper that is to be printed. */
export interface Pages {
  count: number
  /** Of its first page. */
  size: PageSize
}

/** As it stands in the fields: a number may be missing while it is typed. */
export interface PrintChoice extends PrintPreset {
  copies: number | ''
  some: boolean
  from: number | ''
  to: number | ''
}

export type Caution = 'stopped' | 'offline' | 'refusing' | 'cut' | 'shrunk' | 'noA3'

/** Those with which nothing is printed. */
export const isForbidding = (caution: Caution): boolean => caution === 'refusing' || caution === 'shrunk'

/** `wish`: how its two sides belong together, where they do. `null`: there is no printer. */
export function firstChoice({ printers }: PrinterList, presets: readonly PrintPreset[], pages: Pages, wish?: Sides): PrintChoice | null {
  const printer = offeredPrinter(printers, presets)
  return printer && { ...choiceFor(printer, presets, pages, wish), copies: 1, some: false, from: 1, to: pages.count }
}

/** What another printer would be asked for. */
export function choiceFor({ name, can }: Printer, presets: readonly PrintPreset[], { size }: Pages, wish?: Sides): PrintPreset {
  const preset = presetOf(presets, name)
  return {
    printer: name,
    paper: paperOf(size) ?? preset?.paper ?? 'A4',
    sides: can.bothSides === false ? 'one' : (wish ?? preset?.sides ?? 'one'),
    colour: can.colour !== false && (preset?.colour ?? true),
  }
}

/** The job of the fields; `null` while one of them says nothing that can be printed. */
export function jobOf(choice: PrintChoice, { count }: Pages): PrintJob | null {
  const { printer, paper, sides, colour, copies, some, from, to } = choice
  if (copies === '' || copies < 1 || copies > mostCopies) return null
  if (some && (from === '' || to === '' || from < 1 || to > count || from > to)) return null
  return { printer, paper, sides, colour, copies, pages: some ? { from: from as number, to: to as number } : null }
}

/** Sheets of paper that a job takes. */
export function sheetsOf({ copies, sides, pages }: PrintJob, { count }: Pages): number {
  const printed = pages ? pages.to - pages.from + 1 : count
  return copies * (sides === 'one' ? printed : Math.ceil(printed / 2))
}

/** What should be known before it leaves. Where Chromium prints by itself it makes a page smaller that is too large, which none of ours may be. */
export function cautionsOf({ paper }: Pick<PrintChoice, 'paper'>, { state, can }: Printer, { size }: Pages, { choosesPages }: Pick<PrinterList, 'choosesPages'>): Caution[] {
  return [
    ...(state === 'stopped' || state === 'offline' || state === 'refusing' ? [state] : []),
    ...(fitsOn(size, paper) ? [] : ([choosesPages ? 'cut' : 'shrunk'] as const)),
    ...((paper === 'A3' || paper === 'SRA3') && can.a3 === false ? (['noA3'] as const) : []),
  ]
}

/** Every channel that the window may call, in one place: what `Bridge` promises, the main process keeps here. */
import type { WebContents } from 'electron'
import * as z from 'zod/mini'
import type { SaveRequest, Settings } from '#core/ports/bridge'
import { mostCopies, type PrinterList, type PrintFate, type PrintJob } from '#core/ports/printing'
import { channel, type Channel } from './ipc'
import type { StopPrinting } from './lp'
import { printPresetSchema, settingsChangeSchema } from './settings'

export interface WindowServices {
  openEngine(contents: WebContents): void
  settings(): Settings
  changeSettings(change: Partial<Settings>): Promise<Settings>
  save(request: SaveRequest): Promise<{ path: string } | null>
  chooseBackup(request: { suggestedName: string }): Promise<{ token: string; path: string } | null>
  chooseCalendar(request: { suggestedName: string }): Promise<{ token: string; path: string } | null>
  openPdf(request: { bytes: Uint8Array; suggestedName: string }): Promise<void>
  printers(): Promise<PrinterList>
  printDirect(request: { bytes: Uint8Array; job: PrintJob }): Promise<PrintFate>
  printPdf(request: { bytes: Uint8Array }): Promise<boolean>
  stopPrinting(how: StopPrinting): void
  fullScreen(on: boolean): void
  takeJoinLink(): string | null
  quitAnswer(saved: boolean): void
}

const bytes = z.instanceof(Uint8Array)
const name = z.string().check(z.maxLength(200))
const saveRequest = z.object({ suggestedName: name, kind: z.enum(['pdf', 'csv', 'xlsx', 'vcf', 'ics', 'png', 'jpg', 'webp', 'gif', 'svg', 'zip', 'permanence-invitation']), bytes })
const pageNumber = z.int().check(z.minimum(1), z.maximum(100_000))
const printJob = z.strictObject({
  ...printPresetSchema.shape,
  copies: z.int().check(z.minimum(1), z.maximum(mostCopies)),
  pages: z.nullable(z.strictObject({ from: pageNumber, to: pageNumber }).check(z.refine(({ from, to }) => from <= to))),
})

export function windowChannels(services: WindowServices): Channel[] {
  return [
    channel('engine-port', [], (_args, contents) => services.openEngine(contents)),
    channel('settings', [], () => services.settings()),
    channel('save-settings', [settingsChangeSchema], ([change]) => services.changeSettings(change)),
    channel('save-file', [saveRequest], ([request]) => services.save(request)),
    channel('choose-backup', [z.object({ suggestedName: name })], ([request]) => services.chooseBackup(request)),
    channel('choose-calendar', [z.object({ suggestedName: name })], ([request]) => services.chooseCalendar(request)),
    channel('open-pdf', [z.object({ bytes, suggestedName: name })], ([request]) => services.openPdf(request)),
    channel('printers', [], () => services.printers()),
    channel('print-direct', [z.object({ bytes, job: printJob })], ([request]) => services.printDirect(request)),
    channel('print-pdf', [z.object({ bytes })], ([request]) => services.printPdf(request)),
    channel('stop-printing', [z.enum(['cancel', 'leave'])], ([how]) => services.stopPrinting(how)),
    channel('full-screen', [z.boolean()], ([on]) => services.fullScreen(on)),
    channel('take-join-link', [], () => services.takeJoinLink()),
    channel('quit-answer', [z.boolean()], ([saved]) => services.quitAnswer(saved)),
  ]
}

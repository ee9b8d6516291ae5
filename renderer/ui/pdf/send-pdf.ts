/** All ways by which a PDF leaves the screen. */
import type { PrintFate, PrintJob } from '#core/ports/printing'

export type PdfWay = 'save' | 'open'

/** What was done: the path of a saved file, '' for one that was opened, `null` when the person gave up. */
export async function sendPdf(way: PdfWay, pdf: Uint8Array, suggestedName: string): Promise<string | null> {
  if (way === 'save') return (await window.permanence.saveFile({ suggestedName, kind: 'pdf', bytes: pdf }))?.path ?? null
  await window.permanence.openPdf({ bytes: pdf, suggestedName })
  return ''
}

export const printDirect = (pdf: Uint8Array, job: PrintJob): Promise<PrintFate> => window.permanence.printDirect({ bytes: pdf, job })

/** False when the person gave up. */
export const printByDialog = (pdf: Uint8Array): Promise<boolean> => window.permanence.printPdf({ bytes: pdf })

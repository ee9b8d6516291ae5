/** The three ways by which a PDF leaves the screen. */
export type PdfWay = 'save' | 'open' | 'print'

/** What was done: the path of a saved file, '' for the other ways, `null` when the person gave up. */
export async function sendPdf(way: PdfWay, pdf: Uint8Array, suggestedName: string): Promise<string | null> {
  switch (way) {
    case 'save':
      return (await window.permanence.saveFile({ suggestedName, kind: 'pdf', bytes: pdf }))?.path ?? null
    case 'open':
      await window.permanence.openPdf({ bytes: pdf, suggestedName })
      return ''
    case 'print':
      return (await window.permanence.printPdf({ bytes: pdf })) ? '' : null
  }
}

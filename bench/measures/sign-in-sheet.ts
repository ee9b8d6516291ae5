/** A sign-in sheet of two hundred pages: ours and pdfkit's in turn, in one Node process. */
import { join } from 'node:path'
import { loadPrintFonts } from '../../tools/print-fonts'
import { projectFolder } from '../../tools/build'
import { renderSignInSheet } from '#core/print/sign-in-sheet'
import { pdfkitSignIn, type SignInFacts } from '../peers/sign-in'
import { median, rowAgainst, type BenchRow } from '../row'

const pages = 200
const rowsOnPage = 15
const runs = 5
const facts: SignInFacts = {
  title: 'Réunion publique', occasion: 'mardi 10 mars 2026, 18 h 30 – 20 h, salle Jean-Jaurès, Saint-Denis', sectionName: 'Union des Quartiers',
  notice: { controller: 'la section de Saint-Denis, 1 place du Marché, 93200 Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: 'la fédération' }, code: 'K7M4-XQPR',
}

/** Two rows: the time, and the bytes. */
export async function measureSignInSheet(): Promise<BenchRow[]> {
  const fonts = await loadPrintFonts()
  const files = { regular: join(projectFolder, 'resources/fonts/NotoSans-Regular.ttf'), bold: join(projectFolder, 'resources/fonts/NotoSans-Bold.ttf') }
  const ours: number[] = []
  const theirs: number[] = []
  let [bytes, theirBytes] = [0, 0]
  // The first of each loads its code.
  for (let run = 0; run <= runs; run++) {
    let start = performance.now()
    const { notice, ...said } = facts
    const sheet = await renderSignInSheet({ ...said, variant: { kind: 'meeting', notice }, blankRows: pages * rowsOnPage, locale: 'fr', at: 0 }, fonts)
    if (run > 0) ours.push(performance.now() - start)
    if (sheet.pages !== pages) throw new Error(`${sheet.pages} pages`)
    bytes = sheet.pdf.length
    start = performance.now()
    theirBytes = await pdfkitSignIn(pages, facts, files)
    if (run > 0) theirs.push(performance.now() - start)
  }
  const megabytes = (count: number) => count / 1024 / 1024
  return [
    rowAgainst('sign-in-sheet', 'ms', median(ours), { pdfkit: { value: median(theirs), reach: 0.35 } }),
    rowAgainst('sign-in-bytes', 'MB', megabytes(bytes), { pdfkit: { value: megabytes(theirBytes), reach: 0.2 } }),
  ]
}

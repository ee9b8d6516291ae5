/** A contact sheet of 10,000 people: ours through the engine of the open app, the peers' in the same runtime's main process. */
import { join } from 'node:path'
import { build } from 'vite'
import type { paper } from '../peers/paper'
import type { BenchApp } from '../app'
import type { RunningPeers } from '../peers/start'
import { projectFolder } from '../../tools/build'
import { median, rowAgainst, type BenchRow } from '../row'

const sheetOf = 10_000
const runs = 3

/** Bundles the PDF libraries for the main process; they keep their Node parts. */
async function buildPaper(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, '..', 'peers', 'paper.ts'), outDir: folder, emptyOutDir: false, target: 'node20', minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'paper.cjs' } },
    },
    ssr: { noExternal: /^(?!pdfkit|jspdf|fontkit|pdf-lib)/ },
  })
  return join(folder, 'paper.cjs')
}

export async function measureContactSheet(app: BenchApp, peers: RunningPeers, people: number): Promise<BenchRow> {
  const count = Math.min(sheetOf, people)
  const taken = await app.window.evaluate(
    async ([size, times]) => {
      const query = { search: '', filters: [], sort: { column: 'name' as const, descending: false } }
      const ids: string[] = []
      for (let start = 0; start < size; start += 200) {
        const answer = await globalThis.faultsEngine.call('rows', [{ query, start, end: Math.min(start + 200, size) }])
        if (!answer.ok) throw new Error(answer.code)
        ids.push(...(answer.value as { rows: { id: string }[] }).rows.map(({ id }) => id))
      }
      const options = { title: 'Liste de contacts', columns: ['name', 'phones', 'emails', 'city', 'level'], orientation: 'portrait', consent: null, selectionInWords: 'Tout le monde', destroyAfterUse: true }
      const timed: number[] = []
      // The first loads the page writer and its fonts, as peers have theirs loaded.
      for (let run = 0; run <= times; run++) {
        const start = performance.now()
        const sheet = await globalThis.faultsEngine.call('contactSheet', [{ selection: { kind: 'ids', ids }, options, locale: 'fr' }])
        if (!sheet.ok) throw new Error(sheet.code)
        if (run > 0) timed.push(performance.now() - start)
      }
      return timed
    },
    [count, runs] as const,
  )
  const bundle = await buildPaper(join(projectFolder, 'node_modules', '.bench'))
  const fonts = { regular: join(projectFolder, 'resources/fonts/NotoSans-Regular.ttf'), bold: join(projectFolder, 'resources/fonts/NotoSans-Bold.ttf') }
  const theirs = await peers.app.evaluate(
    (_electron, [path, size, files, times]) =>
      (globalThis as never as { paperPeers(bundle: string): { paper: typeof paper } }).paperPeers(path).paper(size, files, times),
    [bundle, count, fonts, runs] as const,
  )
  return rowAgainst('contact-sheet', 'ms', median(taken), {
    pdfkit: { value: median(theirs.pdfkit), reach: 0.4 },
    'pdf-lib drawText': { value: median(theirs['pdf-lib drawText']), reach: 0.1 },
    jsPDF: { value: median(theirs.jsPDF) },
  })
}

/** A process that places pages until it is ended: a file that hangs or fills the memory takes no other with it. */
import { readFile, writeFile } from 'node:fs/promises'
import { errorCode } from '#core/ports/errors'
import { openForeignKeeper } from '#core/print/foreign/keep-foreign'
import { openForeign } from '#core/print/foreign/open-foreign'
import { dictOf, numberAt, referencesAt } from '#core/print/foreign/pdf-objects'
import { openPageFile } from '#core/print/page-file'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { loadPrintFonts } from '../../../tools/print-fonts'

export interface PlacedOne {
  /** From 1. */
  page: number
  way: 'vector' | 'raster' | 'refused'
  why?: string
  /** For vectors: whether the viewer compared them. */
  checked?: boolean
  /** Our sheet with this page. */
  pdf?: string
  /** Points in a unit of the page. */
  unit: number
  /** Some annotations are for the screen alone. */
  screenOnly: boolean
}

const [fonts, rasteriser] = await Promise.all([loadPrintFonts(), nodeRasteriser()])

async function place(path: string, folder: string): Promise<PlacedOne[]> {
  const bytes = new Uint8Array(await readFile(path))
  let foreign
  try {
    foreign = await openForeignKeeper(bytes, rasteriser)
  } catch (error) {
    return [{ page: 1, way: 'refused', why: errorCode(error) === 'unexpected' ? String(error) : errorCode(error), unit: 1, screenOnly: false }]
  }
  const file = await openForeign(bytes).catch(() => undefined)
  const placed: PlacedOne[] = []
  for (const index of new Set([0, Math.floor((foreign.pageCount - 1) / 2)])) {
    const leaf = file?.page(index).leaf
    const facts = {
      page: index + 1, unit: numberAt(leaf?.dict, 'UserUnit') ?? 1,
      screenOnly: referencesAt(leaf?.dict, 'Annots').some((annotation) => ((numberAt(dictOf(leaf!.dict.context, annotation), 'F') ?? 0) & 4) === 0),
    }
    const pages = openPageFile(fonts)
    try {
      const { kept, size, ...way } = await foreign.keep(pages, index)
      const sheet = pages.openPage(size.width, size.height)
      sheet.place(kept, [1, 0, 0, 1, 0, 0])
      pages.closePage(sheet)
      const pdf = `${folder}-${index + 1}.pdf`
      await writeFile(pdf, await pages.finish({ title: '', language: 'fr', at: 0 }))
      placed.push({ ...facts, ...way, pdf })
    } catch (error) {
      placed.push({ ...facts, way: 'refused', why: errorCode(error) === 'unexpected' ? String((error as Error).stack) : errorCode(error) })
    }
  }
  foreign.close()
  return placed
}

process.on('message', ({ path, folder }: { path: string; folder: string }) => {
  void place(path, folder).then((placed) => process.send!(placed), (error: unknown) => process.send!([{ page: 1, way: 'refused', why: String(error), unit: 1, screenOnly: false }]))
})
process.send!('ready')

/** The app's rasteriser without a window: pdf.js on the canvas that it brings for Node. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import { openPages, type OpenPages } from '../renderer/engine/raster/draw-pages'
import type { Surface } from '../renderer/engine/raster/soft-mask-canvas'

const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), '/')

/** Of all rasterisers of the process, since its files share one parser: none is let go of while another is open. */
const closed: OpenPages[] = []
let open = 0

export async function nodeRasteriser(): Promise<Rasteriser> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // It is an optional package of pdf.js, not one of ours: found from there.
  const { createCanvas } = createRequire(join(folder, 'package.json'))('@napi-rs/canvas') as { createCanvas: (width: number, height: number) => Surface }
  const options = { standardFontDataUrl: join(folder, 'standard_fonts/'), cMapUrl: join(folder, 'cmaps/'), wasmUrl: join(folder, 'wasm/') }
  return {
    async open(bytes, password = '') {
      const file = await openPages(library, { create: createCanvas, options }, bytes, password)
      open++
      let isClosed = false
      return {
        ...file,
        close() {
          if (isClosed) return
          isClosed = true
          closed.push(file)
          if (--open === 0) for (const each of closed.splice(0)) void each.close()
        },
      }
    },
  }
}

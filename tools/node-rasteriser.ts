/** The app's rasteriser without a window: pdf.js on the canvas that it brings for Node. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import { openPages } from '../renderer/engine/raster/draw-pages'
import type { Surface } from '../renderer/engine/raster/soft-mask-canvas'

const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), '/')

export async function nodeRasteriser(): Promise<Rasteriser> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // It is an optional package of pdf.js, not one of ours: found from there.
  const { createCanvas } = createRequire(join(folder, 'package.json'))('@napi-rs/canvas') as { createCanvas: (width: number, height: number) => Surface }
  const options = { standardFontDataUrl: join(folder, 'standard_fonts/'), cMapUrl: join(folder, 'cmaps/'), wasmUrl: join(folder, 'wasm/') }
  return { open: (bytes, password = '') => openPages(library, { create: createCanvas, options }, bytes, password) }
}

/** The worker of rasteriser.ts: pages and pictures of strangers are opened here, and nothing else lives here. */
import pdfWorkerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { PortError } from '#core/ports/errors'
import { rpcServer, webPort } from '#core/ports/rpc'
import type { RasterFile } from '#core/print/foreign/rasteriser'
import { decodeImage } from './decode-image'
import { openPages } from './draw-pages'
import { PdfjsFiles } from './pdfjs-files'
import type { RasterCalls } from './raster-api'
import { pictureOfPage, smallerPicture } from './small-picture'

const library = import('pdfjs-dist/legacy/build/pdf.mjs')
let parser: Promise<InstanceType<Awaited<typeof library>['PDFWorker']>> | undefined
const files = new Map<number, RasterFile>()
let next = 1

/** pdf.js parses in a worker of its own, which ends with this one. */
const startParser = () => (parser ??= library.then((pdf) => new pdf.PDFWorker({ port: new Worker(pdfWorkerUrl, { type: 'module', name: 'pdf' }) as unknown as null })))

function fileOf(number: number): RasterFile {
  const file = files.get(number)
  if (!file) throw new PortError('pdf-unreadable', 'not open')
  return file
}

async function openFile(bytes: Uint8Array, password: string): Promise<RasterFile> {
  const worker = await startParser()
  // A worker has no document; the fonts of a page belong to its scope.
  const options = { worker, BinaryDataFactory: PdfjsFiles, ownerDocument: { fonts: (self as unknown as { fonts: FontFaceSet }).fonts } as unknown as HTMLDocument }
  return openPages(await library, { create: (width, height) => new OffscreenCanvas(width, height), options }, bytes, password)
}

rpcServer<RasterCalls>(webPort(self as unknown as Worker), {
  async open(bytes, password) {
    const file = await openFile(bytes, password)
    const number = next++
    files.set(number, file)
    return { file: number, pageCount: file.pageCount }
  },
  size: (file, index) => fileOf(file).size(index),
  draw: (file, index, dotsPerInch) => fileOf(file).draw(index, dotsPerInch),
  text: (file, index) => fileOf(file).text(index),
  close(file) {
    files.get(file)?.close()
    files.delete(file)
  },
  decode: (bytes) => decodeImage(bytes),
  async pictureOf(request) {
    if (request.type !== 'pdf') return smallerPicture(request)
    const file = await openFile(new Uint8Array(await request.content.arrayBuffer()), '')
    try {
      return await pictureOfPage(file, request)
    } finally {
      file.close()
    }
  },
})

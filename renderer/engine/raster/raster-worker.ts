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
const files = new Map<number, RasterFile>()
let next = 1

interface Parser {
  worker: InstanceType<Awaited<typeof library>['PDFWorker']>
  end(): void
}

/** pdf.js parses in workers of its own, which end with this one; those in which no file is open: one for a file, one for a page that is drawn beside it. */
const idle: Parser[] = []
const mostIdle = 2

async function startParser(): Promise<Parser> {
  const { PDFWorker } = await library
  const port = new Worker(pdfWorkerUrl, { type: 'module', name: 'pdf' })
  const worker = new PDFWorker({ port: port as unknown as null })
  return {
    worker,
    end() {
      worker.destroy()
      port.terminate()
    },
  }
}

function giveBack(parser: Parser): void {
  if (idle.length < mostIdle) idle.push(parser)
  else parser.end()
}

function fileOf(number: number): RasterFile {
  const file = files.get(number)
  if (!file) throw new PortError('pdf-unreadable', 'not open')
  return file
}

async function openFile(bytes: Uint8Array, password: string): Promise<RasterFile> {
  const parser = idle.pop() ?? (await startParser())
  // A worker has no document; the fonts of a page belong to its scope.
  const options = { worker: parser.worker, BinaryDataFactory: PdfjsFiles, ownerDocument: { fonts: (self as unknown as { fonts: FontFaceSet }).fonts } as unknown as HTMLDocument }
  try {
    const file = await openPages(await library, { create: (width, height) => new OffscreenCanvas(width, height), options }, bytes, password)
    return { ...file, close: () => void file.close().then(() => giveBack(parser), () => parser.end()) }
  } catch (error) {
    // What is left of it there is not known.
    parser.end()
    throw error
  }
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

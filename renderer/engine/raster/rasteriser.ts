/**
 * Files of strangers are drawn and decoded in a worker that can be thrown away: one that hangs or dies takes only its own
 * page with it, and the next page starts a new one. It also ends by itself, a while after the last file was closed: what it
 * drew with and decoded into is the memory of a whole poster.
 */
import { PortError, errorCode } from '#core/ports/errors'
import { rpcClient, webPort, type RpcClient } from '#core/ports/rpc'
import type { DecodeImage } from '#core/print/foreign/printable-image'
import { mostSeconds, type Rasteriser } from '#core/print/foreign/rasteriser'
import type { PictureRequest, RasterCalls } from './raster-api'

export interface WorkerRasteriser extends Rasteriser {
  /** Rejects with `image-unreadable`, also for SVG, which only a window draws. */
  decode: DecodeImage
  /** Rejects with `pdf-unreadable` or `image-unreadable`, also for SVG. */
  picture(request: PictureRequest): Promise<Uint8Array>
}

/** Milliseconds: who leaves a document and takes the next finds it running. */
export const idleFor = 15_000

interface Running {
  client: RpcClient<RasterCalls>
  /** Calls under way and files open. */
  uses: number
  /** Rejects when the worker fails or is ended. */
  over: Promise<never>
  end(): void
}

/** The worker starts with the first file. */
export const startRasteriser = (): WorkerRasteriser => createRasteriser(() => new Worker(new URL('./raster-worker.ts', import.meta.url), { type: 'module', name: 'raster' }))

export function createRasteriser(start: () => Worker): WorkerRasteriser {
  let running: Running | undefined
  let ending: ReturnType<typeof setTimeout> | undefined

  function begin(): Running {
    const worker = start()
    let fail: (error: Error) => void = () => {}
    const over = new Promise<never>((_, reject) => (fail = reject))
    over.catch(() => undefined)
    const end = () => {
      worker.terminate()
      if (running === begun) running = undefined
      fail(new PortError('unexpected', 'worker ended'))
    }
    for (const event of ['error', 'messageerror']) worker.addEventListener(event, end)
    const begun: Running = { client: rpcClient<RasterCalls>(webPort(worker)), uses: 0, over, end }
    return begun
  }

  /** One that nobody uses is ended a while later. */
  function release(worker: Running): void {
    if (--worker.uses > 0 || worker !== running) return
    clearTimeout(ending)
    ending = setTimeout(() => worker.uses === 0 && worker.end(), idleFor)
  }

  /** What takes too long ends its worker, as does what breaks it. */
  async function within<Value>(worker: Running, answer: Promise<Value>, code: 'pdf-unreadable' | 'image-unreadable'): Promise<Value> {
    const timer = setTimeout(worker.end, mostSeconds * 1000)
    worker.uses++
    try {
      return await Promise.race([answer, worker.over])
    } catch (error) {
      throw errorCode(error) === 'unexpected' ? new PortError(code, 'worker') : error
    } finally {
      clearTimeout(timer)
      release(worker)
    }
  }

  return {
    async open(bytes, password = '') {
      const openIn = async (worker: Running) => {
        const found = await within(worker, worker.client.call('open', bytes, password), 'pdf-unreadable')
        worker.uses++
        return { worker, ...found }
      }
      let opened = await openIn((running ??= begin()))
      let isClosed = false
      const letGo = () => {
        if (opened.worker !== running) return
        void opened.worker.client.call('close', opened.file)
        release(opened.worker)
      }
      /** Again, in a new worker, when another page has ended the one it was open in. */
      const current = async () => {
        if (opened.worker !== running) {
          opened = await openIn((running ??= begin()))
          // Closed meanwhile: nobody would do it again.
          if (isClosed) letGo()
        }
        return opened
      }
      return {
        pageCount: opened.pageCount,
        async size(index) {
          const { worker, file } = await current()
          return within(worker, worker.client.call('size', file, index), 'pdf-unreadable')
        },
        async draw(index, dotsPerInch) {
          const { worker, file } = await current()
          return within(worker, worker.client.call('draw', file, index, dotsPerInch), 'pdf-unreadable')
        },
        async text(index) {
          const { worker, file } = await current()
          return within(worker, worker.client.call('text', file, index), 'pdf-unreadable')
        },
        close() {
          if (isClosed) return
          isClosed = true
          letGo()
        },
      }
    },
    async decode(bytes, { format }) {
      if (format === 'svg') throw new PortError('image-unreadable', 'svg')
      const worker = (running ??= begin())
      return within(worker, worker.client.call('decode', bytes), 'image-unreadable')
    },
    async picture(request) {
      if (request.type === 'svg') throw new PortError('image-unreadable', 'svg')
      const worker = (running ??= begin())
      return within(worker, worker.client.call('pictureOf', request), request.type === 'pdf' ? 'pdf-unreadable' : 'image-unreadable')
    },
  }
}

/**
 * Files of strangers are drawn and decoded in a worker that can be thrown away: one that hangs or dies takes only its own
 * page with it, and the next page starts a new one.
 */
import { PortError, errorCode } from '#core/ports/errors'
import { rpcClient, webPort, type RpcClient } from '#core/ports/rpc'
import type { DecodeImage } from '#core/print/foreign/printable-image'
import { mostSeconds, type Rasteriser } from '#core/print/foreign/rasteriser'
import type { RasterCalls } from './raster-api'

export interface WorkerRasteriser extends Rasteriser {
  /** Rejects with `image-unreadable`, also for SVG, which only a window draws. */
  decode: DecodeImage
  /** Ends the worker; a later call starts another. */
  end(): void
}

interface Running {
  client: RpcClient<RasterCalls>
  /** Rejects when the worker fails or is ended. */
  over: Promise<never>
  end(): void
}

/** The worker starts with the first file. */
export const startRasteriser = (): WorkerRasteriser => createRasteriser(() => new Worker(new URL('./raster-worker.ts', import.meta.url), { type: 'module', name: 'raster' }))

export function createRasteriser(start: () => Worker): WorkerRasteriser {
  let running: Running | undefined

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
    const begun = { client: rpcClient<RasterCalls>(webPort(worker)), over, end }
    return begun
  }

  /** What takes too long ends its worker, as does what breaks it. */
  async function within<Value>(worker: Running, answer: Promise<Value>, code: 'pdf-unreadable' | 'image-unreadable'): Promise<Value> {
    const timer = setTimeout(worker.end, mostSeconds * 1000)
    try {
      return await Promise.race([answer, worker.over])
    } catch (error) {
      throw errorCode(error) === 'unexpected' ? new PortError(code, 'worker') : error
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async open(bytes, password = '') {
      const openIn = async (worker: Running) => ({ worker, ...(await within(worker, worker.client.call('open', bytes, password), 'pdf-unreadable')) })
      let opened = await openIn((running ??= begin()))
      /** Again, in a new worker, when another page has ended the one it was open in. */
      const current = async () => {
        if (opened.worker !== running) opened = await openIn((running ??= begin()))
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
          if (opened.worker === running) void opened.worker.client.call('close', opened.file)
        },
      }
    },
    async decode(bytes, { format }) {
      if (format === 'svg') throw new PortError('image-unreadable', 'svg')
      const worker = (running ??= begin())
      return within(worker, worker.client.call('decode', bytes), 'image-unreadable')
    },
    end: () => running?.end(),
  }
}

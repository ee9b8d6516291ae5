import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorCode } from '#core/ports/errors'
import { rpcServer } from '#core/ports/rpc'
import { mostSeconds } from '#core/print/foreign/rasteriser'
import type { RasterCalls } from './raster-api'
import { createRasteriser, idleFor } from './rasteriser'

afterEach(() => void vi.useRealTimers())

const white = { width: 1, height: 1, rgb: new Uint8Array(3).fill(255) }

/** A worker that draws every page but those that it hangs on. */
function startWorker(opened: string[], hangs: (index: number) => boolean) {
  const target = new EventTarget()
  let listener: (message: unknown) => void = () => {}
  let isOver = false
  const worker = Object.assign(target, { postMessage: (message: unknown) => queueMicrotask(() => isOver || listener(message)), terminate: vi.fn(() => (isOver = true)) }) as unknown as Worker
  rpcServer<RasterCalls>({ post: (data) => target.dispatchEvent(new MessageEvent('message', { data })), listen: (to) => (listener = to) }, {
    open: (_, password) => (opened.push(password), { file: opened.length, pageCount: 3 }),
    size: () => ({ width: 10, height: 20 }),
    draw: (_, index) => (hangs(index) ? new Promise<never>(() => {}) : white),
    text: () => '',
    close: () => {},
    decode: () => ({ pixels: white }),
    pictureOf: ({ side }) => new Uint8Array(side),
  })
  return worker
}

describe('a page that never comes to an end', () => {
  it('is given up with a code, and the next one is drawn by a new worker', async () => {
    vi.useFakeTimers()
    const workers: Worker[] = []
    const opened: string[] = []
    const rasteriser = createRasteriser(() => (workers.push(startWorker(opened, (index) => index === 1)), workers.at(-1)!))
    const file = await rasteriser.open(new Uint8Array(4), 'word')
    expect(await file.draw(0, 300)).toEqual(white)
    const given = file.draw(1, 300).catch(errorCode)
    await vi.advanceTimersByTimeAsync(mostSeconds * 1000)
    expect(await given).toBe('pdf-unreadable')
    expect(workers[0]!.terminate).toHaveBeenCalled()
    expect(await file.draw(2, 300)).toEqual(white)
    expect(workers).toHaveLength(2)
    // The file is open there under its password.
    expect(opened).toEqual(['word', 'word'])
  })
})

describe('a worker that dies', () => {
  it('takes with it what was asked of it, and nothing else', async () => {
    const workers: Worker[] = []
    const rasteriser = createRasteriser(() => (workers.push(startWorker([], () => true)), workers.at(-1)!))
    const file = await rasteriser.open(new Uint8Array(4))
    const drawn = file.draw(0, 72).catch(errorCode)
    await Promise.resolve()
    workers[0]!.dispatchEvent(new Event('error'))
    expect(await drawn).toBe('pdf-unreadable')
    expect(await file.size(0)).toEqual({ width: 10, height: 20 })
    expect(await rasteriser.decode(new Uint8Array(4), { format: 'webp', width: 1, height: 1, asItStands: undefined })).toEqual({ pixels: white })
    expect(workers).toHaveLength(2)
  })

  it('is not asked for what only a window draws', async () => {
    const start = vi.fn<() => Worker>()
    const facts = { format: 'svg', width: 1, height: 1, asItStands: undefined } as const
    expect(await createRasteriser(start).decode(new Uint8Array(4), facts).catch(errorCode)).toBe('image-unreadable')
    expect(start).not.toHaveBeenCalled()
  })
})

describe('a worker that nobody uses', () => {
  it('is ended a while after the last call, and the next one starts another', async () => {
    vi.useFakeTimers()
    const workers: Worker[] = []
    const rasteriser = createRasteriser(() => (workers.push(startWorker([], () => false)), workers.at(-1)!))
    const picture = { content: new Blob(), type: 'pdf', side: 7, as: 'jpeg' } as const
    expect(await rasteriser.picture(picture)).toHaveLength(7)
    await vi.advanceTimersByTimeAsync(idleFor - 1)
    // Each call begins the while anew.
    await rasteriser.picture(picture)
    await vi.advanceTimersByTimeAsync(idleFor - 1)
    expect(workers[0]!.terminate).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(workers[0]!.terminate).toHaveBeenCalled()
    expect(await rasteriser.picture(picture)).toHaveLength(7)
    expect(workers).toHaveLength(2)
  })

  it('is not ended while a file is open in it, which may be drawn at any time', async () => {
    vi.useFakeTimers()
    const opened: string[] = []
    const worker = startWorker(opened, () => false)
    const rasteriser = createRasteriser(() => worker)
    const file = await rasteriser.open(new Uint8Array(4))
    await vi.advanceTimersByTimeAsync(idleFor * 10)
    expect(await file.draw(0, 72)).toEqual(white)
    file.close()
    file.close()
    await vi.advanceTimersByTimeAsync(idleFor - 1)
    expect(worker.terminate).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(worker.terminate).toHaveBeenCalled()
    expect(opened).toHaveLength(1)
  })

  it('is ended too where the file was closed while it was opened there anew', async () => {
    vi.useFakeTimers()
    const workers: Worker[] = []
    const rasteriser = createRasteriser(() => (workers.push(startWorker([], () => false)), workers.at(-1)!))
    const file = await rasteriser.open(new Uint8Array(4))
    workers[0]!.dispatchEvent(new Event('error'))
    const asked = file.size(0)
    file.close()
    await asked
    await vi.advanceTimersByTimeAsync(idleFor)
    expect(workers.map(({ terminate }) => vi.mocked(terminate).mock.calls.length)).toEqual([1, 1])
  })
})

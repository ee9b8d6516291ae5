import { expect, it, vi } from 'vitest'
import { unwrapPlaintext } from '#core/sealing/envelope'
import { createCompressor } from './compressor'

const long = () => new TextEncoder().encode('un militant, une militante\n'.repeat(5000))

/** A worker that fails as one does whose script can't be loaded. */
function brokenWorker() {
  const target = new EventTarget()
  const worker = Object.assign(target, { postMessage: () => setTimeout(() => target.dispatchEvent(new Event('error'))), terminate: vi.fn() })
  return worker as typeof worker & Worker
}

it('compresses by its own hand what the other worker does not', async () => {
  const workers: ReturnType<typeof brokenWorker>[] = []
  const compress = createCompressor(() => (workers.push(brokenWorker()), workers.at(-1)!))
  const wrapped = await Promise.all([compress(long()), compress(long())])
  for (const bytes of wrapped) expect(await unwrapPlaintext(bytes)).toEqual(long())
  expect(workers).toHaveLength(1)
  expect(workers[0]!.terminate).toHaveBeenCalled()
})

it('asks for no other worker for what is short', async () => {
  const start = vi.fn<() => Worker>()
  const text = new TextEncoder().encode('une ligne')
  expect(await unwrapPlaintext(await createCompressor(start)(text))).toEqual(text)
  expect(start).not.toHaveBeenCalled()
})

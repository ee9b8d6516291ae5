import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followFrames } from './frames'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A camera whose every frame is there at once, read as `readings` say: `null` is a frame that can't be. */
function follow(readings: (string[] | null)[]) {
  const seen: string[][] = []
  let failures = 0
  let at = 0
  const video = { requestVideoFrameCallback: (shown: () => void) => (setTimeout(shown, 1), 1) } as unknown as HTMLVideoElement
  const stop = followFrames(
    video,
    { readFrame: async () => readings[at++] ?? Promise.reject(new Error('no frame')) },
    async (texts) => void seen.push(texts),
    () => void failures++,
  )
  return { seen, failures: () => failures, asked: () => at, stop }
}

it('goes on after frames that can’t be read: a camera that is being set gives some', async () => {
  const { seen, failures, stop } = follow([['a'], null, null, null, ['b']])
  await vi.advanceTimersByTimeAsync(600)
  expect(seen).toEqual([['a'], ['b']])
  expect(failures()).toBe(0)
  stop()
})

it('says so once where nothing can be read for long, and asks no more', async () => {
  const { failures, asked } = follow([['a']])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(failures()).toBe(1)
  expect(asked()).toBe(21)
})

it('reads nothing more once it was stopped', async () => {
  const { seen, asked, stop } = follow([['a'], ['b']])
  await vi.advanceTimersByTimeAsync(50)
  stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect([seen, asked()]).toEqual([[['a']], 1])
})

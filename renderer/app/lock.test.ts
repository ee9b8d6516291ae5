import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockWhenIdle } from './lock'

describe('locking after a time without anyone', () => {
  const target = new EventTarget()
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('window', target)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('locks when the time is over, and not before', () => {
    const lock = vi.fn()
    const stop = lockWhenIdle(10, lock)
    vi.advanceTimersByTime(9 * 60_000)
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(61_000)
    expect(lock).toHaveBeenCalledTimes(1)
    stop()
  })

  it('begins again with each key', () => {
    const lock = vi.fn()
    const stop = lockWhenIdle(10, lock)
    vi.advanceTimersByTime(9 * 60_000)
    target.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(9 * 60_000)
    expect(lock).not.toHaveBeenCalled()
    stop()
  })

  it('locks at the first key after a sleep during which timers stood still', () => {
    const lock = vi.fn()
    let clock = 0
    const stop = lockWhenIdle(10, lock, () => clock)
    clock = 8 * 3_600_000
    target.dispatchEvent(new Event('keydown'))
    expect(lock).toHaveBeenCalledTimes(1)
    stop()
  })

  it('never locks by itself when told so', () => {
    const lock = vi.fn()
    lockWhenIdle(0, lock)
    vi.advanceTimersByTime(24 * 3_600_000)
    expect(lock).not.toHaveBeenCalled()
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quitSequence } from './quit'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function scene(prepare: () => Promise<boolean>, choice: 'wait' | 'quit' = 'wait', finish = async (): Promise<void> => {}) {
  const told: string[] = []
  const sequence = quitSequence({
    prepare: () => {
      told.push('prepare')
      return prepare()
    },
    askAnyway: async (reason) => {
      told.push(`ask: ${reason}`)
      return choice
    },
    finish: async () => {
      told.push('finish')
      await finish()
    },
    end: () => told.push('end'),
  })
  return { told, sequence }
}

const never = () => new Promise<never>(() => {})

describe('quitting', () => {
  it('waits for the window, closes the journal, then ends', async () => {
    const { told, sequence } = scene(async () => true)
    sequence.begin()
    expect(sequence.isApproved()).toBe(false)
    await vi.runAllTimersAsync()
    expect(told).toEqual(['prepare', 'finish', 'end'])
    expect(sequence.isApproved()).toBe(true)
  })

  it('asked twice is done once', async () => {
    const { told, sequence } = scene(async () => true)
    sequence.begin()
    sequence.begin()
    await vi.runAllTimersAsync()
    sequence.begin()
    expect(told).toEqual(['prepare', 'finish', 'end'])
  })

  it('with edits that the disk refuses asks a person, and stays when told to wait', async () => {
    const { told, sequence } = scene(async () => false)
    sequence.begin()
    await vi.runAllTimersAsync()
    expect(told).toEqual(['prepare', 'ask: refused'])
    expect(sequence.isApproved()).toBe(false)
    sequence.begin()
    await vi.runAllTimersAsync()
    expect(told).toHaveLength(4)
  })

  it('with a window that does not answer asks after ten seconds, and ends when told to', async () => {
    const { told, sequence } = scene(never, 'quit')
    sequence.begin()
    await vi.advanceTimersByTimeAsync(9_999)
    expect(told).toEqual(['prepare'])
    await vi.advanceTimersByTimeAsync(1)
    expect(told).toEqual(['prepare', 'ask: slow', 'finish', 'end'])
  })

  it('ends even when closing the journal hangs or fails', async () => {
    for (const finish of [never, async () => Promise.reject(new Error('EIO'))]) {
      const { told, sequence } = scene(async () => true, 'wait', finish)
      sequence.begin()
      await vi.runAllTimersAsync()
      expect(told.at(-1)).toBe('end')
    }
  })
})

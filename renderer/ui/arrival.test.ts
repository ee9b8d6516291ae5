import { describe, expect, it } from 'vitest'
import { arrivedMegabytes, arrivedShare } from './arrival'

describe('a base that is arriving', () => {
  it('is all here only when it is', () => {
    expect([[0, 0], [0, 9], [1, 3], [999, 1000], [9, 9]].map(([done, total]) => arrivedShare({ done: done!, total: total! }))).toEqual([0, 0, 33, 99, 100])
  })

  it('is told in megabytes that can be compared', () => {
    expect(arrivedMegabytes({ done: 499_501, total: 1_844_086 })).toEqual({ done: 0.5, total: 1.8 })
    expect(arrivedMegabytes({ done: 3_260_000, total: 41_800_000 })).toEqual({ done: 3, total: 42 })
    expect(arrivedMegabytes({ done: 1, total: 300 })).toEqual({ done: 0.1, total: 0.1 })
    expect(arrivedMegabytes({ done: 0, total: 300 })).toEqual({ done: 0, total: 0.1 })
  })
})

import { describe, expect, it } from 'vitest'
import { reloadLimit } from './crash'

describe('a window that crashes', () => {
  it('is loaded again, three times a minute at most', () => {
    const mayReload = reloadLimit()
    expect([0, 1_000, 2_000].map(mayReload)).toEqual([true, true, true])
    expect(mayReload(3_000)).toBe(false)
    expect(mayReload(59_999)).toBe(false)
    expect(mayReload(60_000)).toBe(true)
    expect(mayReload(60_500)).toBe(false)
  })
})

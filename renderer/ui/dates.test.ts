import { describe, expect, it } from 'vitest'
import { agoText } from './dates'

const now = Date.UTC(2026, 10, 20, 12)
const before = (minutes: number) => now - minutes * 60_000

describe('how long ago something was', () => {
  it('is counted in the largest unit that fits, up to a week', () => {
    expect(agoText(before(0.5), now, 'fr')).toBe('maintenant')
    expect(agoText(before(5), now, 'fr')).toBe('il y a 5 minutes')
    expect(agoText(before(3 * 60 + 59), now, 'en')).toBe('3 hours ago')
    expect(agoText(before(25 * 60), now, 'fr')).toBe('hier')
    expect(agoText(before(7 * 24 * 60), now, 'en')).toBe('7 days ago')
  })

  it('is a date after that', () => {
    expect(agoText(before(9 * 24 * 60), now, 'fr')).toBe('le 11 novembre 2026')
  })

  it('is now where another clock is ahead', () => {
    expect(agoText(before(-60), now, 'en')).toBe('now')
  })
})

import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, sum } from './test-count'

describe('the last line of npm test', () => {
  it('adds what vitest and Playwright report', () => {
    const unit = countVitest({ numPassedTests: 400, numFailedTests: 2, numFailedTestSuites: 1, success: false })
    const e2e = countPlaywright({ stats: { expected: 30, unexpected: 1, flaky: 0, skipped: 3 }, errors: [] })
    expect(sum([unit, e2e])).toEqual({ passed: 430, failed: 3 })
  })

  it('takes no report for a failure', () => {
    expect(countVitest(null)).toEqual({ passed: 0, failed: 1 })
    expect(countPlaywright(null)).toEqual({ passed: 0, failed: 1 })
  })

  it('counts a test file that could not be loaded', () => {
    expect(countVitest({ numPassedTests: 5, numFailedTests: 0, numFailedTestSuites: 1, success: false }).failed).toBe(1)
  })

  it('counts a test that needed a second try as failed', () => {
    expect(countPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 1 }, errors: [] })).toEqual({ passed: 3, failed: 1 })
  })

  it('counts an error outside any test', () => {
    expect(countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'setup failed' }] }).failed).toBe(1)
  })
})

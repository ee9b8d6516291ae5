/** Reads how many tests passed and failed out of the reports of vitest and Playwright. */

export interface Count {
  passed: number
  failed: number
}

/** @param report vitest's JSON report; what is not one counts as a failure, a crash must not pass for success */
export function countVitest(report: unknown): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = (report ?? {}) as Record<string, unknown>
  if (typeof numPassedTests !== 'number' || typeof numFailedTests !== 'number') return { passed: 0, failed: 1 }
  // A file that can't be loaded has no tests: it is a failed suite without a failed test.
  const unloaded = numFailedTests === 0 && (success !== true || Number(numFailedTestSuites) > 0) ? 1 : 0
  return { passed: numPassedTests, failed: numFailedTests + unloaded }
}

/** @param report Playwright's JSON report; a test that passed at its second try counts as failed */
export function countPlaywright(report: unknown): Count {
  const { stats, errors } = (report ?? {}) as { stats?: Record<string, number>; errors?: unknown[] }
  if (typeof stats?.['expected'] !== 'number') return { passed: 0, failed: 1 }
  return { passed: stats['expected'], failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0) + (errors?.length ?? 0) }
}

export function sum(counts: Count[]): Count {
  return counts.reduce((total, count) => ({ passed: total.passed + count.passed, failed: total.failed + count.failed }), { passed: 0, failed: 0 })
}

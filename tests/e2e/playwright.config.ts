import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/**/*.e2e.ts', 'faults/**/*.e2e.ts'],
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results/e2e',
  // One app at a time a core: timings stay meaningful. No retries: a test that passes the second time has found a fault.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'only-on-failure' },
})

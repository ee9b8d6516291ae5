import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/**/*.e2e.ts', 'faults/**/*.e2e.ts'],
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results/e2e',
  // An app spends much of a test waiting for disks and windows: two at a time, each worker with a display of its own
  // (see `launchApp`), so that they don't take the keyboard from one another.
  workers: availableParallelism() > 1 ? 2 : 1,
  // A test that passes the second time has found a fault.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'only-on-failure' },
})

import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/** What takes longest, by measurement: it starts first, so that no worker is left alone with one of them at the end. */
const longest = /(disk-full|shared-section|volunteer|other-relay|base-arrival|backup|kill9|two-windows|pages|recovery|canary|erasure|journal-damage|apart|import)\.e2e\.ts$/

export default defineConfig({
  testDir: '..',
  // What comes at all is waited for, however long a busy machine takes: these are for what never comes. With ten others at
  // work on two cores the longest of each kind took a third of the first and a sixth of the second.
  projects: [
    { name: 'long', testMatch: longest, timeout: 300_000 },
    { name: 'short', testMatch: '**/*.e2e.ts', testIgnore: longest, timeout: 180_000 },
  ],
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results/e2e',
  // An app spends much of a test waiting for disks and windows: two at a time, each worker with a display of its own
  // (see `launchApp`), so that they don't take the keyboard from one another.
  workers: availableParallelism() > 1 ? 2 : 1,
  // Each test opens an app of its own, or says that it shares one (`oneApp`).
  fullyParallel: true,
  // A test that passes the second time has found a fault.
  retries: 0,
  expect: { timeout: 90_000 },
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'only-on-failure' },
})

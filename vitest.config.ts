import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['sync-server/**/*.test.ts', 'core/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The machine of the checks has two cores, and would be given one worker.
    maxWorkers: 2,
  },
})

import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/**
 * What takes longest, by measurement. It starts first: a fresh clone has no durations to sort by, and by their size the
 * simulator (27 lines, a minute) would come last, with one core idle beside it.
 */
const longest = ['tests/sync/simulator', 'tests/', 'core/csv/hostile', 'core/print/', 'renderer/engine/lifecycle', 'sync-server/tests/', 'core/section/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((part) => moduleId.includes(`/${part}`))
      return found < 0 ? longest.length : found
    }
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}

/**
 * Files that need a process to themselves: they measure its memory, end it, put a browser's database or a module of their
 * own in the place of the real one, or start what outlives a test by a moment.
 */
const alone = ['tests/**/*.test.ts', 'sync-server/tests/**/*.test.ts', 'renderer/engine/lifecycle.test.ts']

export default defineConfig({
  test: {
    setupFiles: ['tests/seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The machine of the checks has two cores, and would be given one worker.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{core,electron,renderer,sync-server,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...alone],
          // Starting a process and loading the same modules for each of them took as long as the tests.
          isolate: false,
        },
      },
    ],
  },
})

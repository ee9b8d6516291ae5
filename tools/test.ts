/**
 * `npm test`: every check, and one line at the end that says how it went. In two lanes: tests of the app wait for disks,
 * windows and relays as long as they compute, and the checks of the sources compute meanwhile.
 * Invariant: the last line counts every test that ran, and anything that failed or could not run makes the exit code 1.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from './build'
import { buildCommunes, communesFile } from './communes'
import { resolveRuntime } from './runtime/resolve'
import { ensureRelayDependencies } from './setup/dependencies.mjs'
import { countPlaywright, countVitest, sum, type Count } from './test-count'
import { runStep, type Step } from './test-step'

const reports = join(projectFolder, 'test-results')
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')

const seed = process.env['PERMANENCE_SEED'] ?? String(randomInt(2 ** 31))
process.env['PERMANENCE_SEED'] = seed
process.stdout.write(`Seed of this run: ${seed} (PERMANENCE_SEED=${seed} npm test runs it again)\n`)

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const node = process.execPath
const bin = (path: string) => join(projectFolder, 'node_modules', path)
const tool = (name: string) => ['--import', 'tsx', join(projectFolder, 'tools', name)]

const still: Step[] = [
  { name: 'types', command: node, words: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'lint and layers', command: node, words: [bin('oxlint/bin/oxlint'), 'core', 'electron', 'renderer', 'tools', 'tests', 'bench', 'sync-server'] },
  { name: 'unused code and packages', command: node, words: [bin('knip/bin/knip.js')] },
]
const unit: Step = {
  name: 'unit tests',
  command: node,
  // Half of the cores: the other lane has the rest.
  words: [bin('vitest/vitest.mjs'), 'run', `--maxWorkers=${Math.max(1, availableParallelism() >> 1)}`, '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  count: () => countVitest(report(unitReport)),
}
const build: Step = { name: 'build', command: node, words: tool('build-app.ts'), live: true }
const endToEnd: Step = {
  name: 'end-to-end tests',
  command: node,
  words: [bin('@playwright/test/cli.js'), 'test', '-c', 'tests/e2e', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
  count: () => countPlaywright(report(e2eReport)),
  live: true,
}

await ensureRelayDependencies()
// Types and unused code are checked with the file that the window imports.
buildCommunes(communesFile)
const counts = (await Promise.all([ofTheSources(), ofTheApp()])).flat()

const { passed, failed } = sum(counts)
process.stdout.write(`\nSeed of this run: ${seed}\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

async function ofTheSources(): Promise<Count[]> {
  const counts: Count[] = []
  for (const step of [...still, unit]) counts.push(await runStep(step))
  return counts
}

/** The runtime (a download the first time) and the bundles come before whatever opens the app. */
async function ofTheApp(): Promise<Count[]> {
  try {
    await resolveRuntime()
  } catch (error) {
    process.stdout.write(`\n── runtime: FAILED\n${error instanceof Error ? error.message : String(error)}\n`)
    return [{ passed: 0, failed: 1 }]
  }
  const built = await runStep(build)
  return built.failed === 0 ? [built, await runStep(endToEnd)] : [built]
}

function report(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null
}

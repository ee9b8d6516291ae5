/**
 * `npm test`: every check, in two lanes where two cores allow it, and one line at the end that says how it went.
 * Invariant: the last line counts every test that ran, and anything that failed or could not run makes the exit code 1.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { randomInt } from 'node:crypto'
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
  words: [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  count: () => countVitest(report(unitReport)),
}
const build: Step = { name: 'build', command: node, words: tool('build-app.ts'), alone: true }
const endToEnd: Step = {
  name: 'end-to-end tests',
  command: node,
  words: [bin('@playwright/test/cli.js'), 'test', '-c', 'tests/e2e', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
  count: () => countPlaywright(report(e2eReport)),
  alone: true,
}

await ensureRelayDependencies()
// Types and unused code are checked with the file that the window imports.
buildCommunes(communesFile)
const counts: Count[] = []
const [stillCounts, unitCount] = await Promise.all([inTurn(still), runStep(unit)])
counts.push(...stillCounts, unitCount)
// The runtime (a download the first time) and the bundles come before whatever opens the app.
await resolveRuntime()
const built = await runStep(build)
counts.push(built)
if (built.failed === 0) counts.push(await runStep(endToEnd))

const { passed, failed } = sum(counts)
process.stdout.write(`\nSeed of this run: ${seed}\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

async function inTurn(steps: Step[]): Promise<Count[]> {
  const counts: Count[] = []
  for (const step of steps) counts.push(await runStep(step))
  return counts
}

function report(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null
}

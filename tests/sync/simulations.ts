import { expect } from 'vitest'
import { loadVersions } from './app-versions'
import { simulate } from './simulator'

const base = Number(process.env['PERMANENCE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** `PERMANENCE_SIMULATIONS=5000` asks for more. */
const runs = Number(process.env['PERMANENCE_SIMULATIONS'] ?? 300)
const steps = Number(process.env['PERMANENCE_SIMULATION_STEPS'] ?? 200)

/** What they do must be enough to mean something: below these, for each run, the simulator no longer does what it says. */
const least = { acknowledged: 10, removed: 1 / 4, setAside: 1, erased: 1 / 8 }

/** Runs one of `shares` parts of the simulations: two files of tests share them, as the machine of the checks has two cores. */
export async function runSimulations(share: number, shares: number): Promise<void> {
  const versions = await loadVersions()
  const sums = { acknowledged: 0, removed: 0, setAside: 0, erased: 0 }
  const began = performance.now()
  let count = 0
  for (let run = share; run < runs; run += shares) {
    const told = `PERMANENCE_SEED=${base + run} PERMANENCE_SIMULATIONS=1 runs it again`
    const verdict = await simulate(String(base + run), steps, versions).catch((error: unknown) => {
      throw new Error(told, { cause: error })
    })
    expect(verdict.wrong, told).toEqual([])
    for (const [what, sum] of Object.entries(sums) as [keyof typeof sums, number][]) sums[what] = sum + verdict[what]
    count++
  }
  const { acknowledged, removed, setAside, erased } = sums
  process.stdout.write(
    `${count} simulations from seed ${base + share}: ${acknowledged} acknowledged commands, 0 missing; ${removed} devices removed, ${setAside} entries set aside; ${erased} people erased, 0 traces; ${Math.round((performance.now() - began) / 1000)} s\n`,
  )
  if (count >= 100) for (const [what, sum] of Object.entries(sums) as [keyof typeof sums, number][]) expect(sum, what).toBeGreaterThan(count * least[what])
}

import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { buildSimulator } from './build-simulator'
import { startProcess } from './node-process'
import type { SimulationCalls } from './simulation-process'

/**
 * The same 300 in each run, so that it is the change that breaks one which hears of it. Others are looked for on demand:
 * `PERMANENCE_SIMULATION_SEED=1 PERMANENCE_SIMULATIONS=5000`. Whoever finds one that fails mends what it shows.
 */
const base = Number(process.env['PERMANENCE_SIMULATION_SEED'] ?? 43_012)
const runs = Number(process.env['PERMANENCE_SIMULATIONS'] ?? 300)
const steps = Number(process.env['PERMANENCE_SIMULATION_STEPS'] ?? 200)

/** What they do, for each run, must be enough to mean something: below this the simulator no longer does what it says. */
const least = { acknowledged: 10, removed: 1 / 4, setAside: 1, erased: 1 / 8 }
/**
 * Half of the processor's time went into what was not the simulation: compiling functions that then ran for a moment (there
 * are two versions of the app, each compiled for itself), and collecting what had barely been made. Each of the processes
 * has one core, so nothing is gained beside it either.
 */
const engine = ['--interrupt-budget=1000000', '--single-threaded-gc', '--min-semi-space-size=64', '--max-semi-space-size=64']
/** Milliseconds for all: a minute on a machine of its own; how busy this one is must not decide. */
const limit = 600_000 + runs * 2000

describe('devices that work apart and meet at a relay', () => {
  it('hold the same in the end, nothing that was acknowledged is missing, and nothing is left of whoever was erased', { timeout: limit }, async () => {
    const program = await buildSimulator()
    const processes = Array.from({ length: Math.min(runs, availableParallelism()) }, () => startProcess<SimulationCalls>(program, engine))
    const sums = { acknowledged: 0, removed: 0, setAside: 0, erased: 0 }
    const names = Object.keys(sums) as (keyof typeof sums)[]
    const began = performance.now()
    let next = 0
    try {
      await Promise.all(
        processes.map(async ({ call }) => {
          while (next < runs) {
            const seed = String(base + next++)
            const told = `PERMANENCE_SIMULATION_SEED=${seed} PERMANENCE_SIMULATIONS=1 runs it again`
            const verdict = await call('simulate', seed, steps).catch((error: unknown) => {
              next = runs
              throw new Error(told, { cause: error })
            })
            expect(verdict.wrong, told).toEqual([])
            for (const name of names) sums[name] += verdict[name]
          }
        }),
      )
    } finally {
      for (const { end } of processes) await end()
    }
    const { acknowledged, removed, setAside, erased } = sums
    process.stdout.write(
      `${runs} simulations from seed ${base}: ${acknowledged} acknowledged commands, 0 missing; ${removed} devices removed, ${setAside} entries set aside; ${erased} people erased, 0 traces; ${Math.round((performance.now() - began) / 1000)} s\n`,
    )
    if (runs >= 100) for (const name of names) expect(sums[name], name).toBeGreaterThan(runs * least[name])
  })
})

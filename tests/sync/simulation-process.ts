/** Simulations in a process of their own: for simulator.test.ts, which builds it. */
import { loadVersions } from './app-versions'
import type { Verdict } from './judge'
import { answer } from './node-process'
import { simulate } from './simulator'

export interface SimulationCalls {
  /** One run, of so many steps. */
  simulate(seed: string, steps: number): Verdict
}

const versions = loadVersions(new URL('app-module.mjs', import.meta.url).href)

answer<SimulationCalls>({ simulate: async (seed, steps) => simulate(seed, steps, await versions) })

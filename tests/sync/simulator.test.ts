import { describe, expect, it } from 'vitest'
import { simulate } from './simulator'

const base = Number(process.env['PERMANENCE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** `PERMANENCE_SIMULATIONS=5000` asks for more. */
const runs = Number(process.env['PERMANENCE_SIMULATIONS'] ?? 300)
const steps = Number(process.env['PERMANENCE_SIMULATION_STEPS'] ?? 200)

describe('devices that work apart and meet at a relay', () => {
  it('hold the same in the end, nothing that was acknowledged is missing, and nothing is left of whoever was erased', async () => {
    let acknowledged = 0
    let erased = 0
    for (let run = 0; run < runs; run++) {
      const outcome = await simulate(String(base + run), steps)
      acknowledged += outcome.acknowledged
      const told = `PERMANENCE_SEED=${base + run} PERMANENCE_SIMULATIONS=1 runs it again`
      expect(outcome.missing, told).toEqual([])
      expect(new Set(outcome.hashes).size, told).toBe(1)
      expect(outcome.traces, told).toEqual([])
      erased += outcome.erased
      expect({ pending: outcome.pending, forged: outcome.forged, quarantined: outcome.quarantined }, told).toEqual({ pending: 0, forged: 0, quarantined: 0 })
    }
    process.stdout.write(`${runs} simulations from seed ${base}: ${acknowledged} acknowledged commands, 0 missing; ${erased} people erased, 0 traces\n`)
    expect(acknowledged).toBeGreaterThan(runs * 10)
    if (runs >= 100) expect(erased).toBeGreaterThan(runs / 4)
    // A minute on a machine of its own; how busy this one is must not decide.
  }, 600_000)
})

/** Chance that a failing run can be given again: `PERMANENCE_SEED=N` runs the same faults in the same order. */
import { stream, type Stream } from '#core/domain/demo/random'

// Playwright loads a test in several processes: the first one's draw is everyone's.
const seed = (process.env['PERMANENCE_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31)))

/** `name` keeps the tests of one run apart. */
export function seededStream(name: string): Stream {
  process.stdout.write(`${name}: PERMANENCE_SEED=${seed}\n`)
  return stream(seed, name, 0)
}

/** `PERMANENCE_FAULTS=large` asks for the long runs. */
export const large = process.env['PERMANENCE_FAULTS'] === 'large'

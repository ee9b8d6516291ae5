/** Loaded before every unit test: random properties start from the seed that `npm test` shows, so that a failure can be run again. */
import { configureGlobal } from 'fast-check'

const seed = process.env['PERMANENCE_SEED']
if (seed) configureGlobal({ seed: Number(seed) })

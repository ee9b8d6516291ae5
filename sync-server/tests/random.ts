/** Chance that a failing run can be given again: `PERMANENCE_SEED=N` runs the same. */
import { createHash } from 'node:crypto'

const seed = (process.env['PERMANENCE_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31)))

export interface Chance {
  /** 0 to 1, without 1. */
  next(): number
  /** 0 to `below`, without `below`. */
  whole(below: number): number
  bytes(length: number): Uint8Array
}

/** `name` keeps the tests of one run apart. */
export function seededChance(name: string): Chance {
  process.stdout.write(`${name}: PERMANENCE_SEED=${seed}\n`)
  let state = createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0)
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number) => Math.floor(next() * below)
  return { next, whole, bytes: (length) => Uint8Array.from({ length }, () => whole(256)) }
}

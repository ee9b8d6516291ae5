/**
 * Chance that is the same on every machine. Each entity draws from a stream of its own, seeded by (seed, kind, index),
 * so that adding a person, or a draw to events, never changes the other people.
 */
export interface Stream {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from 0 to `below` - 1. */
  whole(below: number): number
  chance(probability: number): boolean
  pick<Value>(list: readonly Value[]): Value
  /** `weights` are cumulative and end with their total. */
  weighted<Value>(list: readonly Value[], weights: readonly number[]): Value
  bytes(length: number): Uint8Array
}

/** FNV-1a over code units, finished with murmur3's mixer so that neighbouring indices part at once. */
function seedOf(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** Cumulative weights, for `Stream.weighted`. */
export function cumulative(weights: readonly number[]): number[] {
  let total = 0
  return weights.map((weight) => (total += weight))
}

/** The stream of one entity (generator: sfc32, Chris Doty-Humphrey, public domain, three seed words and a counter). */
export function stream(seed: string, kind: string, index: number): Stream {
  let a = seedOf(seed)
  let b = seedOf(kind)
  let c = seedOf(`${seed}/${kind}/${index}`)
  let counter = (index + 1) | 0
  function word(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) word()
  const next = () => word() / 4294967296
  return {
    next,
    whole: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted(list, weights) {
      const drawn = next() * weights.at(-1)!
      let low = 0
      let high = weights.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (weights[middle]! > drawn) high = middle
        else low = middle + 1
      }
      return list[low]!
    },
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at++) bytes[at] = word() & 255
      return bytes
    },
  }
}

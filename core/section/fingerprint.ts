/** What a record says in 53 bits: whether somebody edited it since is asked of records by the thousand, years later. */
import { isIdle, isKept } from './conflicts'
import { deletedKey } from './person-keys'
import type { RecordKeys, RecordValue } from './record'

/** FNV-1a's prime, on two UTF-16 code units at a time: an import hashes every letter of everyone. */
const fnvPrime = 0x01000193

function mixWords(mixed: number, words: string): number {
  let at = 0
  for (; at < words.length - 1; at += 2) mixed = Math.imul(mixed ^ (words.charCodeAt(at) | (words.charCodeAt(at + 1) << 16)), fnvPrime)
  // An end of its own, with the last unit where one is left, so that two texts are not one.
  return Math.imul(mixed ^ (at < words.length ? words.charCodeAt(at) | 0x10000 : 0x20000), fnvPrime)
}

function mixValue(mixed: number, value: RecordValue): number {
  if (typeof value === 'string') return mixWords(Math.imul(mixed ^ 1, fnvPrime), value)
  if (typeof value === 'number') return mixWords(Math.imul(mixed ^ 2, fnvPrime), String(value))
  if (!Array.isArray(value)) return mixWords(Math.imul(mixed ^ 3, fnvPrime), JSON.stringify(value))
  mixed = Math.imul(Math.imul(mixed ^ 4, fnvPrime) ^ value.length, fnvPrime)
  for (const part of value) mixed = mixValue(mixed, part)
  return mixed
}

/**
 * 53 bits that tell whether a record still says what it said, whatever the order of its keys:
 * an edit that was undone leaves a person as she was, and who wrote the same while apart changed nothing. Part of the format: an import is undone by a later version too.
 */
export function fingerprint(keys: Iterable<readonly [string, RecordValue]>): number {
  let high = 0
  let low = 0
  let all: RecordKeys | undefined
  for (const entry of keys) {
    if (entry[0] === deletedKey) continue
    if (isKept(entry[0]) && isIdle((all ??= new Map(keys)), entry[0], entry[1])) continue
    let mixed = mixValue(mixWords(0x811c9dc5, entry[0]), entry[1])
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    // Sums, so that keys may come in any order; the second from other bits than the first.
    low = (low + mixed) | 0
    high = (high + Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)) | 0
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0)
}

/**
 * A key that names sounding alike in French share (`Lefèvre`, `LEFEBVRE` and `Lefaivre`; `Dupond` and `Dupont`; `Mathieu` and `Matthieu`):
 * to *suggest* that two people may be one, never to decide it. The idea is Soundex's (Russell, 1918) with French rules:
 * letters that sound alike become one, silent endings fall, doubled letters count once.
 */
import { fold } from './fold'

/** In order: each rule sees what the former ones left. Capitals stand for sounds already decided. */
const rules: [RegExp, string][] = [
  // Other alphabets' usual spellings in Latin letters
  [/tch|tsch|ch|sch|sh/g, 'C'], [/ph/g, 'f'], [/w/g, 'v'], [/[kq]u?(?=[eiy])|c(?=[aou])|ck|[qk]/g, 'K'], [/c(?=[eiy])/g, 's'], [/c/g, 'K'],
  [/ebv|ev(?=re)/g, 'ev'], [/gu(?=[eiy])/g, 'G'], [/g(?=[eiy])|j/g, 'J'], [/gn/g, 'N'],
  // Silent letters
  [/h/g, ''], [/(.)\1+/g, '$1'],
  // Vowels that sound alike, nasal ones first
  [/(?:eau|au|o)(?:lt|t|d)?[xs]?$/g, 'o'], [/eau|au/g, 'o'], [/(?:a[iy]|e[iy])[nm](?![aeiouy])/g, '1'], [/[iy][nm](?![aeiouy])/g, '1'], [/[ae][nm](?![aeiouy])/g, '2'],
  [/o[nm](?![aeiouy])/g, '3'], [/u[nm](?![aeiouy])/g, '1'], [/a[iy]|e[iy]/g, 'e'], [/oeu|eu/g, 'E'], [/ou/g, 'U'], [/oi|oy/g, '4'], [/y/g, 'i'],
  [/z/g, 's'], [/ll/g, 'l'],
  // Endings that are not heard
  [/(?<=..)(?:e?[sxtdp]+|es|e)$/g, ''], [/(?<=..)[stdxp]$/g, ''], [/(?<=..)e[rt]$/g, 'e'], [/(.)\1+/g, '$1'],
]

/** The key of one word or name; `''` for nothing. Letters outside Latin stay as folded. */
export function soundKey(name: string): string {
  let sound = fold(name).replaceAll(' ', '')
  for (const [letters, to] of rules) sound = sound.replace(letters, to)
  return sound
}

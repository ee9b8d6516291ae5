/**
 * The initials of a text's words as bits, so that a search passes over most people without looking through their text:
 * one bit for each of a to z, one for digits, one for every other letter.
 */

const digit = 1 << 26
const other = 1 << 27

function bitOf(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97)
  return code >= 48 && code <= 57 ? digit : other
}

/** Bits of the initials in folded text whose words each have a space before them. Never 0 where there is a word. */
export function initialsOf(text: string): number {
  let bits = 0
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) if (at + 1 < text.length) bits |= bitOf(text.charCodeAt(at + 1))
  return bits
}

/** Whether the initials alone tell if a text has a word that begins so: a space and one letter of a to z. */
export const isInitial = (needle: string): boolean => needle.length === 2 && /^ [a-z]$/.test(needle)

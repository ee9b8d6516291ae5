/**
 * The code printed on a sheet: short enough to be read out and keyed, and wrong keying is noticed.
 * No 0, O, 1 or I. The last letter is a check over GF(32): any one wrong letter, and any two neighbours
 * exchanged, gives another check letter.
 */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const payload = 7

/** `K7M4-XQPR` from at least 5 random bytes (35 of their bits are used). Throws a `RangeError` on fewer. */
export function sheetCode(bytes: Uint8Array): string {
  if (bytes.length < 5) throw new RangeError('a sheet code needs 5 bytes')
  const digits: number[] = []
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5 && digits.length < payload) {
      bits -= 5
      digits.push((held >> bits) & 31)
    }
  }
  const letters = [...digits, checkOf(digits)].map((digit) => alphabet[digit]!).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Of a sheet that is laid out now. */
export const newSheetCode = (): string => sheetCode(crypto.getRandomValues(new Uint8Array(16)))

/** A keyed code in its printed form, or `null` when it was misread: lower case, spaces and a missing dash are fine. */
export function readSheetCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s\u00a0\u202f\-–]/g, '')
  const digits = [...letters].map((letter) => alphabet.indexOf(letter))
  if (digits.length !== payload + 1 || digits.includes(-1)) return null
  if (checkOf(digits.slice(0, payload)) !== digits[payload]) return null
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Σ digit · αⁿ: with α primitive, every place weighs differently. */
function checkOf(digits: readonly number[]): number {
  let sum = 0
  for (const digit of digits) sum = timesAlpha(sum ^ digit)
  return sum
}

/** Multiplication by α modulo x⁵ + x² + 1. */
function timesAlpha(value: number): number {
  const doubled = value << 1
  return doubled & 32 ? doubled ^ 0b100101 : doubled
}

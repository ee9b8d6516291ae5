/**
 * Bytes as lines that someone prints, keeps for years and types back: 20 letters and digits, in groups of four.
 * Invariant: any two wrong letters in a line, and any two lines exchanged, are noticed in that line. The last two
 * letters are Reed-Solomon checks over GF(32), with the line's number as a letter in front that is not printed.
 * No 0, O, 1 or I. This is no word list: no standard one in French can be had offline, and one of ours would look
 * like a standard that other tools read.
 */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const lettersALine = 18
const checkLetters = 2
/** Before the letters in a QR code: of its denser mode only (ISO/IEC 18004, alphanumeric). */
export const qrPrefix = 'PERMANENCE:'
/** Whether it is the text of a sheet's QR code, by its beginning. */
export const isSheetCode = (text: string): boolean => text.trim().toUpperCase().startsWith(qrPrefix) && !text.includes('://')
/** No sheet has more; every line but the last has so many letters. */
export const mostLines = 31
export const wholeLine = lettersALine + checkLetters

/** Product in GF(32), modulo x⁵ + x² + 1. */
function times(one: number, other: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit++) {
    if (other & (1 << bit)) product ^= one
    one = one & 16 ? (one << 1) ^ 0b100101 : one << 1
  }
  return product
}

/** Remainder by (x − α)(x − α²) = x² + (α + α²)x + α³, with α = 2. */
function checksOf(line: number, digits: readonly number[]): [number, number] {
  let [high, low] = [0, 0]
  for (const digit of [(line % 31) + 1, ...digits]) {
    const carried = high ^ digit
    high = low ^ times(carried, 6)
    low = times(carried, 8)
  }
  return [high, low]
}

function digitsOf(bytes: Uint8Array): number[] {
  const digits: number[] = []
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; ) digits.push((held >> (bits -= 5)) & 31)
  }
  if (bits > 0) digits.push((held << (5 - bits)) & 31)
  return digits
}

/** `null` where bits behind the last whole byte are set: no bytes are written so. */
function bytesOf(digits: readonly number[]): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((digits.length * 5) / 8))
  let [held, bits, at] = [0, 0, 0]
  for (const digit of digits) {
    held = ((held << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 0xff
  }
  return bits < 5 && (held & ((1 << bits) - 1)) === 0 ? bytes : null
}

const textOf = (digits: readonly number[]) => digits.map((digit) => alphabet[digit]!).join('')

/** The same letters without checks, in one: for a QR code. */
export const lettersOfPaper = (bytes: Uint8Array): string => textOf(digitsOf(bytes))

/** The bytes of `lettersOfPaper`, or `null`. */
export function paperBytes(letters: string): Uint8Array | null {
  const digits = [...letters].map((letter) => alphabet.indexOf(letter))
  return digits.includes(-1) ? null : bytesOf(digits)
}

/** At most 31 lines of `ABCD EFGH JKLM NPQR STUV`; the last may be shorter. */
export function paperLines(bytes: Uint8Array): string[] {
  const digits = digitsOf(bytes)
  if (digits.length > mostLines * lettersALine) throw new RangeError('too long for paper')
  const lines: string[] = []
  for (let at = 0; at < digits.length; at += lettersALine) {
    const own = digits.slice(at, at + lettersALine)
    lines.push(grouped(textOf([...own, ...checksOf(lines.length, own)])))
  }
  return lines
}

/**
 * The bytes of `paperLines`, or the numbers (from 1) of lines that were mistyped or left empty: none where each line
 * is right and the last are missing. Empty lines at the end are passed over.
 */
export function readPaperLines(typed: readonly string[]): { bytes: Uint8Array } | { wrongLines: number[] } {
  const lines = typed.map(lettersTyped)
  while (lines.at(-1) === '') lines.pop()
  const wrongLines: number[] = []
  const digits: number[] = []
  for (const [place, line] of lines.entries()) {
    const own = [...line].map((letter) => alphabet.indexOf(letter))
    const checks = own.splice(-checkLetters)
    const whole = own.length === lettersALine || (place === lines.length - 1 && own.length > 0 && own.length < lettersALine)
    if (!whole || own.includes(-1) || checksOf(place, own).some((check, at) => check !== checks[at])) wrongLines.push(place + 1)
    digits.push(...own)
  }
  if (wrongLines.length > 0) return { wrongLines }
  const bytes = bytesOf(digits)
  return bytes ? { bytes } : { wrongLines }
}

/** The letters of a line as it was typed: upper case, without spaces and dashes. */
export const lettersTyped = (line: string): string => line.toUpperCase().replace(/[\s\u00a0\u202f\-–]/g, '')

/** As a line is printed: in groups of four. */
export const grouped = (letters: string): string => letters.replace(/(....)(?=.)/g, '$1 ')

/** What was pasted, as lines: of the text of a QR code, or of lines as they stand on the sheet, with their numbers or without. */
export function pastedLines(text: string): string[] {
  const trimmed = text.trim()
  const bytes = isSheetCode(trimmed) ? paperBytes(trimmed.slice(qrPrefix.length).toUpperCase()) : null
  if (bytes) return paperLines(bytes)
  const lines = trimmed.split(/\r?\n/).map((line) => line.trim().replace(/^\d{1,2}[.):\s]+(?=[0-9A-Z]{4}\b)/i, ''))
  return lines.filter((line) => line !== '')
}

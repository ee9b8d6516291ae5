/**
 * Text that another tool decoded wrongly before it came here: UTF-8 bytes read as Windows-1252 and saved again (« HÃ©lÃ¨ne », « lâ€™Ã©cole »).
 * The file is then valid UTF-8 and no encoding mends it; the sequences are turned back one by one, only where a letter or sign of French text comes out.
 */
import { pageTables } from './pages'

const suspects = /[ÂÃÄÅâ]/
/** A lead byte of UTF-8 as Windows-1252 shows it, and the bytes that may follow. */
const sequences = /[\u00c2-\u00c5][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g
const frenchText = /^[\u00a0-\u017f\u2010-\u2026\u2032-\u203a\u20ac]$/

const bytesOf = new Map<string, number>()
pageTables['windows-1252'].forEach((unit, byte) => bytesOf.set(String.fromCharCode(unit), byte))
const strict = new TextDecoder('utf-8', { fatal: true })

/** The text with such sequences turned back, and how many there were. */
export function mendTwiceDecoded(text: string): { text: string; mended: number } {
  if (!suspects.test(text)) return { text, mended: 0 }
  let mended = 0
  const result = text.replace(sequences, (sequence) => {
    const bytes = Uint8Array.from([...sequence], (char) => bytesOf.get(char)!)
    try {
      const char = strict.decode(bytes)
      if (!frenchText.test(char)) return sequence
      mended++
      return char
    } catch {
      return sequence
    }
  })
  return { text: result, mended }
}

/** How much of a text's end may be the beginning of such a sequence. */
export function openSequence(text: string): number {
  const end = /[\u00c2-\u00c5]$|â.?$/.exec(text)
  return end ? end[0].length : 0
}

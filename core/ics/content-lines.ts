/**
 * The lines of a calendar file as RFC 5545 §3.1 means them, each with the number of the line that it begins on.
 * Invariant: lines are put together before they are decoded: programs that fold at 75 octets cut letters in two, and a half
 * letter can't be read by itself.
 */

import { joinBytes } from '../domain/bytes'

/** One property, or the beginning or end of a component. `line` counts from 1, as editors do. */
export interface ContentLine {
  line: number
  text: string
}

/** Octets of one line, put together, after which it is not read: no program writes them, and a picture can be one. */
export const longestLine = 256 * 1024

const newLine = 10
const carriageReturn = 13
const space = 32
const tab = 9

/** `tooLong`: lines that were left out. Ends of lines may be CRLF, LF or CR, also mixed; what is not UTF-8 is read as Windows-1252. */
export function readContentLines(bytes: Uint8Array): { lines: ContentLine[]; tooLong: number[] } {
  const lines: ContentLine[] = []
  const tooLong: number[] = []
  let parts: Uint8Array[] = []
  let length = 0
  let first = 1
  const close = () => {
    if (length > longestLine) tooLong.push(first)
    else if (length > 0) lines.push({ line: first, text: decode(joinBytes(...parts)) })
    parts = []
    length = 0
  }
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let line = 1; at < bytes.length; line++) {
    let end = at
    while (end < bytes.length && bytes[end] !== newLine && bytes[end] !== carriageReturn) end++
    const goesOn = line > 1 && (bytes[at] === space || bytes[at] === tab) && length > 0
    if (!goesOn) {
      close()
      first = line
    }
    const part = bytes.subarray(goesOn ? at + 1 : at, end)
    length += part.length
    // Counted, not kept: a file of one endless line fills no memory twice.
    if (length <= longestLine) parts.push(part)
    at = bytes[end] === carriageReturn && bytes[end + 1] === newLine ? end + 2 : end + 1
  }
  close()
  return { lines, tooLong }
}

function decode(whole: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole)
  } catch {
    return new TextDecoder('windows-1252').decode(whole)
  }
}

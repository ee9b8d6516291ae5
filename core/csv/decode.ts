/**
 * Bytes to text. A wrong guess spoils every accent of a base for good, so the order goes from what can be proved to what can only be guessed:
 * a byte-order mark, zero bytes at every second place (UTF-16), strict UTF-8, then the legacy page whose letters are the most plausible.
 * Text comes in pieces, so that no step holds the worker for long.
 */
import type { Encoding } from './plan'
import { mendTwiceDecoded, openSequence } from './mojibake'
import { decodePage, legacyPages, pageTables, type LegacyPage } from './pages'
import { plausibility } from './plausibility'

export interface DecodedText {
  encoding: Encoding
  /** The text in order, line ends as `\n` only, without byte-order mark or NUL. */
  pieces: string[]
  /** Lines of another encoding than the rest (`utf-8-mixed`). */
  mixedLines: number
  /** NUL characters were dropped. */
  nulBytes: boolean
  /** Letters that had been decoded wrongly before, turned back. */
  mended: number
}

/** Called between pieces: yields to the event loop when it is time, throws when cancelled. */
export type Breathe = () => Promise<void> | void

const pieceBytes = 1 << 17

/** Decodes a whole file; `encoding` is the person's choice, else it is found. Never throws on bad bytes: they show as U+FFFD in the preview. */
export async function decodeFile(bytes: Uint8Array, encoding: Encoding | undefined, breathe: Breathe): Promise<DecodedText> {
  const chosen = encoding ?? detectEncoding(bytes)
  // Only what was saved as Unicode can have been decoded wrongly before.
  const tidy = tidyPieces(chosen.startsWith('utf'))
  if (chosen === 'utf-8-mixed') {
    let mixedLines = 0
    for (const { text, others } of mixedTexts(bytes)) {
      tidy.add(text)
      mixedLines += others
      await breathe()
    }
    return { encoding: chosen, ...tidy.end(), mixedLines }
  }
  const read = pieceReader(chosen)
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    tidy.add(read(bytes.subarray(at, at + pieceBytes), at + pieceBytes < bytes.length))
    await breathe()
  }
  return { encoding: chosen, ...tidy.end(), mixedLines: 0 }
}

function pieceReader(encoding: Encoding): (bytes: Uint8Array, more: boolean) => string {
  if ((legacyPages as readonly string[]).includes(encoding)) return (bytes) => decodePage(bytes, encoding as LegacyPage)
  const decoder = new TextDecoder(encoding === 'utf-16be' || encoding === 'utf-16le' ? encoding : 'utf-8')
  return (bytes, more) => decoder.decode(bytes, { stream: more })
}

/** Collects pieces with line ends made `\n`: a CR at a piece's end may be half of a CR LF, so it waits for the next piece; so does half of a twice-decoded letter. */
function tidyPieces(mending: boolean): { add(raw: string): void; end(): Omit<DecodedText, 'encoding' | 'mixedLines'> } {
  const pieces: string[] = []
  let held = ''
  let nulBytes = false
  let mended = 0
  const push = (text: string): void => {
    if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
    if (text.includes('\0')) {
      text = text.replaceAll('\0', '')
      nulBytes = true
    }
    // A mark inside the text comes from files that were put end to end.
    if (text.includes('\ufeff')) text = text.replaceAll('\ufeff', '')
    const mend = mending ? mendTwiceDecoded(text) : { text, mended: 0 }
    mended += mend.mended
    if (mend.text !== '') pieces.push(mend.text)
  }
  return {
    add(raw) {
      const text = held + raw
      const open = text.endsWith('\r') ? 1 : mending ? openSequence(text) : 0
      held = open === 0 ? '' : text.slice(-open)
      push(open === 0 ? text : text.slice(0, -open))
    },
    end() {
      push(held)
      const last = pieces.length - 1
      // DOS ended its texts with Ctrl+Z.
      if (last >= 0 && pieces[last]!.endsWith('\x1a')) pieces[last] = pieces[last]!.replace(/\x1a+$/, '')
      return { pieces, nulBytes, mended }
    },
  }
}

/** The encoding of a file, by its bytes alone. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return isUtf8(bytes) ? 'utf-8' : 'utf-8-mixed'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = zeroPattern(bytes)
  if (wide) return wide
  if (isUtf8(bytes)) return 'utf-8'
  const sample = highLines(bytes)
  const page = likelyPage(sample)
  return isMixed(sample, page) ? 'utf-8-mixed' : page
}

/** UTF-16 without a mark: ASCII in it leaves a zero in one byte of two, which no single-byte text has. */
function zeroPattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const end = Math.min(bytes.length & ~1, 1 << 16)
  let even = 0
  let odd = 0
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  const few = end / 2 * 0.2
  if (odd > few && odd > even * 8) return 'utf-16le'
  if (even > few && even > odd * 8) return 'utf-16be'
  return null
}

/** Strict UTF-8, but for a last character cut short by an interrupted download. */
function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true })
    return true
  } catch {
    return false
  }
}

/** Length of the well-formed UTF-8 sequence at `at`, 0 when there is none (RFC 3629: no overlong form, no surrogate). */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0 || at + length > end) return 0
  for (let next = 1; next < length; next++) if ((bytes[at + next]! & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1]!
  if (lead === 0xe0 && second < 0xa0 || lead === 0xed && second > 0x9f || lead === 0xf0 && second < 0x90 || lead === 0xf4 && second > 0x8f) return 0
  return length
}

function isUtf8Line(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const length = sequenceLength(bytes, at, end)
    if (length === 0) return false
    at += length
  }
  return true
}

interface HighLines {
  /** Lines with bytes above 0x7F that are valid UTF-8, and those that are not. */
  valid: Uint8Array[]
  invalid: Uint8Array[]
}

function endOfLine(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++
  return at
}

/** Lines with accents, up to a quarter of a megabyte of each kind: a few foreign lines must be found in a file of 36,000. */
function highLines(bytes: Uint8Array): HighLines {
  const enough = 1 << 18
  const lines: HighLines = { valid: [], invalid: [] }
  let validBytes = 0
  let invalidBytes = 0
  for (let start = 0; start < bytes.length && (validBytes < enough || invalidBytes < enough); ) {
    let high = false
    let end = start
    for (; end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13; end++) if (bytes[end]! >= 0x80) high = true
    if (high && isUtf8Line(bytes, start, end)) {
      if (validBytes < enough) lines.valid.push(bytes.subarray(start, end))
      validBytes += end - start
    } else if (high) {
      if (invalidBytes < enough) lines.invalid.push(bytes.subarray(start, end))
      invalidBytes += end - start
    }
    start = end + 1
  }
  return lines
}

/** The page that makes the most plausible text; the first of `legacyPages` among equals. */
function likelyPage({ valid, invalid }: HighLines): LegacyPage {
  const sample = invalid.length > 0 ? invalid : valid
  let best: LegacyPage = 'windows-1252'
  let bestScore = -Infinity
  for (const page of legacyPages) {
    const score = scoreLines(sample, page)
    if (score > bestScore) [best, bestScore] = [page, score]
  }
  return best
}

function scoreLines(lines: readonly Uint8Array[], page: LegacyPage): number {
  let score = 0
  let judged = 0
  for (const line of lines) {
    score += plausibility(decodePage(line, page))
    judged += line.length
    if (judged > 1 << 16) break
  }
  return score
}

const utf8 = new TextDecoder('utf-8')

/** Lines of a legacy file can be valid UTF-8 by chance (MacRoman « ’é »); those of a mixed file are plausible as UTF-8, and not otherwise. */
function isMixed({ valid }: HighLines, page: LegacyPage): boolean {
  if (valid.length === 0) return false
  const sample = valid.slice(0, 500)
  return sample.reduce((score, line) => score + plausibility(utf8.decode(line)), 0) > Math.max(0, scoreLines(sample, page))
}

/** Reads a file whose lines are not all of one encoding: a line that is UTF-8 as such, another with the legacy page found among those that are not. */
function* mixedTexts(bytes: Uint8Array): Generator<{ text: string; others: number }> {
  const table = pageTables[likelyPage({ ...highLines(bytes), valid: [] })]
  let text = ''
  let others = 0
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(endOfLine(bytes, start) + 1, bytes.length)
    if (isUtf8Line(bytes, start, end)) text += utf8.decode(bytes.subarray(start, end))
    else {
      text += readMixedLine(bytes, start, end, table)
      others++
    }
    if (text.length > pieceBytes) {
      yield { text, others }
      text = ''
      others = 0
    }
    start = end
  }
  yield { text, others }
}

/** One line may hold both, when two exports were joined side by side: a sequence that is a Latin letter or a sign in UTF-8 is read as that. */
function readMixedLine(bytes: Uint8Array, start: number, end: number, table: Uint16Array): string {
  let text = ''
  for (let at = start; at < end; ) {
    const length = sequenceLength(bytes, at, end)
    const sequence = length > 1 ? utf8.decode(bytes.subarray(at, at + length)) : ''
    if (length > 1 && /[\u00a0-\u024f\u1e00-\u1eff\u2000-\u20cf]/.test(sequence)) {
      text += sequence
      at += length
    } else text += String.fromCharCode(table[bytes[at++]!]!)
  }
  return text
}

/**
 * Files that are no table are refused before anything is decoded: a PNG read as Windows-1252 is a «table» of noise, and a section
 * that saved as `.ods` needs to read «save as CSV or XLSX», not 3,000 rows set aside.
 */
import { PortError } from '../ports/errors'
import type { NotATable } from './plan'

/** The error of a file that is no table; its detail is a reason of `NotATable`. */
export function notATable(reason: NotATable): PortError {
  return new PortError('not-a-table', reason)
}

const reasons: readonly NotATable[] = [
  'empty', 'ods', 'xls', 'zip', 'pdf', 'image', 'html', 'json', 'xml', 'vcard', 'document', 'archive', 'database', 'protected', 'binary', 'text',
]

/** The reason of a `not-a-table` error, also after it crossed a process; `null` for any other error. */
export function notATableReason(error: unknown): NotATable | null {
  const detail = error instanceof Error ? /^not-a-table: (\w+)$/.exec(error.message)?.[1] : undefined
  return reasons.find((reason) => reason === detail) ?? null
}

/** Signatures at the start of files, as their formats define them. */
const signatures: [NotATable, number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['database', [...'SQLite format 3'].map((letter) => letter.charCodeAt(0))],
  ['database', [0x00, 0x01, 0x00, 0x00, 0x53, 0x74, 0x61, 0x6e]],
  ['document', [...'{\\rtf'].map((letter) => letter.charCodeAt(0))],
]

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}

function holds(bytes: Uint8Array, word: string, within: number): boolean {
  const end = Math.min(bytes.length, within) - word.length
  for (let at = 0; at <= end; at++) {
    let same = 0
    while (same < word.length && bytes[at + same] === word.charCodeAt(same)) same++
    if (same === word.length) return true
  }
  return false
}

/** A ZIP that is not a workbook of ours to read: what it is, by its first entries. */
function zipKind(bytes: Uint8Array): NotATable | 'xlsx' {
  if (holds(bytes, 'application/vnd.oasis.opendocument.spreadsheet', 512)) return 'ods'
  if (holds(bytes, 'application/vnd.oasis.opendocument', 512) || holds(bytes, 'word/document.xml', bytes.length)) return 'document'
  if (holds(bytes, 'xl/workbook.bin', bytes.length)) return 'xls'
  return holds(bytes, 'xl/workbook.xml', bytes.length) ? 'xlsx' : 'zip'
}

/** Compound files (old Office): an encrypted workbook is one too, around its ciphertext. Names are UTF-16 in its directory. */
function compoundKind(bytes: Uint8Array): NotATable {
  return holds(bytes, [...'EncryptedPackage'].join('\0'), bytes.length) ? 'protected' : 'xls'
}

/**
 * What to read the file as. Throws the `not-a-table` error when its bytes are those of something else.
 * The name is not asked: people rename files, and systems hide the end of names.
 */
export function fileKind(bytes: Uint8Array): 'text' | 'xlsx' {
  if (bytes.length === 0) throw notATable('empty')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const kind = zipKind(bytes)
    if (kind === 'xlsx') return kind
    throw notATable(kind)
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) throw notATable('zip')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw notATable(compoundKind(bytes))
  for (const [reason, signature] of signatures) if (startsWith(bytes, signature)) throw notATable(reason)
  if (ascii(bytes, 0, 4) === 'RIFF' || /^ftyp(?:heic|avif|mif1|heif)/.test(ascii(bytes, 4, 8))) throw notATable('image')
  if (ascii(bytes, 0, 2) === 'BM' && bytes[6] === 0 && bytes[7] === 0) throw notATable('image')
  return 'text'
}

/** Text that is markup, data or prose in another format. `start` is the first few kilobytes, decoded. Throws the `not-a-table` error. */
export function refuseOtherText(start: string): void {
  const text = start.trimStart()
  if (text === '') throw notATable('empty')
  if (/^(?:<!doctype\s+html|<html|<table|<meta|<head|<body|<div)/i.test(text) || /^<\?xml[^>]*>\s*(?:<!doctype\s+html|<html)/i.test(text)) throw notATable('html')
  if (/^<(?:\?xml|[a-z][\w:-]*[\s>])/i.test(text)) throw notATable('xml')
  if (/^[[{]\s*(?:["{[\]}]|$)/.test(text)) throw notATable('json')
  if (/^BEGIN:V(?:CARD|CALENDAR)/i.test(text)) throw notATable('vcard')
  if (looksBinary(text)) throw notATable('binary')
}

/** Control characters (but for tab, line ends, and the few that old tools leave) in more than one place of fifty. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, 4096)
  let controls = 0
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at)
    if (code < 32 && code !== 9 && code !== 10 && code !== 11 && code !== 12 && code !== 13 || code === 0x7f || code === 0xfffd || code >= 0x80 && code < 0xa0) controls++
  }
  return controls > sample.length / 50 + 1
}

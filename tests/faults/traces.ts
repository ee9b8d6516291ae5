/**
 * Looks for words in every file of a folder, in every form in which a browser's storage may hold them: UTF-8, Latin-1,
 * UTF-16 of both orders (IndexedDB's keys are big-endian), base64 at each alignment, lower case, and inside deflated
 * streams. LevelDB's blocks need no unpacking: Snappy copies only what it has written before, so the first time a random
 * word stands in a block it stands there letter by letter (github.com/google/snappy, format_description.txt).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

export interface Trace {
  /** Path in the folder, or the name of the file itself with `(name)`. */
  file: string
  word: string
  form: string
}

function utf16be(word: string): Buffer {
  return Buffer.from(word, 'utf16le').swap16()
}

/** Base64 of the word wherever it starts in the encoded bytes, without the letters that its neighbours share. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return Buffer.from(encoded.slice(before === 0 ? 0 : 4, (bytes.length + before) % 3 === 0 ? undefined : -4))
  })
}

/** The byte patterns of a word, by the name of their form. */
function formsOf(word: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>()
  for (const [spelling, text] of [['', word], [' lower case', word.toLowerCase()], [' folded', word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()]] as const) {
    const utf8 = Buffer.from(text)
    forms.set(`utf-8${spelling}`, utf8)
    forms.set(`latin-1${spelling}`, Buffer.from(text, 'latin1'))
    forms.set(`utf-16le${spelling}`, Buffer.from(text, 'utf16le'))
    forms.set(`utf-16be${spelling}`, utf16be(text))
    base64Forms(utf8).forEach((form, at) => forms.set(`base64+${at}${spelling}`, form))
    base64Forms(Buffer.from(text, 'utf16le')).forEach((form, at) => forms.set(`base64 of utf-16+${at}${spelling}`, form))
  }
  return forms
}

/** Headers of zlib (RFC 1950: 32 KiB window) and gzip (RFC 1952) streams. */
const streamStarts = [[0x78, 0x01], [0x78, 0x5e], [0x78, 0x9c], [0x78, 0xda], [0x1f, 0x8b]] as const

/** What inflates, wherever it starts in the bytes: HTTP caches, code caches and PDFs hold such streams. */
function inflated(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (const [first, second] of streamStarts) {
    const start = Buffer.from([first, second])
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
      try {
        const stream = bytes.subarray(at)
        found.push(first === 0x1f ? gunzipSync(stream) : inflateSync(stream))
      } catch {
        // Two bytes that only look like a header, or a stream with something behind it.
        try {
          if (first !== 0x1f) found.push(inflateRawSync(bytes.subarray(at + 2)))
        } catch {
          // Not a stream.
        }
      }
    }
  }
  return found
}

/** Every trace of the words in the files of `folder` and in their names. `files` counts what was read. */
export function findTraces(folder: string, words: readonly string[]): { traces: Trace[]; files: number; bytes: number } {
  const traces: Trace[] = []
  const wanted = words.map((word) => ({ word, forms: [...formsOf(word)] }))
  let files = 0
  let read = 0
  const look = (file: string, bytes: Buffer, where: string) => {
    for (const { word, forms } of wanted) {
      for (const [form, pattern] of forms) if (bytes.includes(pattern)) traces.push({ file, word, form: `${form}${where}` })
    }
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const file = relative(folder, path)
    look(`${file} (name)`, Buffer.from(entry.name), '')
    if (!entry.isFile()) continue
    const bytes = readFileSync(path)
    files++
    read += bytes.length
    look(file, bytes, '')
    for (const stream of inflated(bytes)) look(file, stream, ', deflated')
  }
  return { traces, files, bytes: read }
}

/**
 * The parser of @cantoo/pdf-lib (2.11.1), made fit for files of strangers.
 * Without this a file of 300 KB keeps it busy for hours, one of 400 KB fills the memory, and an encrypted one loses the
 * objects whose strings hold a bracket. It is written for one file at a time, trusted; its parts are replaced once for the
 * process, since it makes them itself.
 */
import { Inflate } from 'fflate'
import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFObjectParser, PDFObjectStreamParser, PDFParser, PDFXRefStreamParser, ParseSpeeds, type PDFContext, type PDFDict, type PDFRawStream, type PDFRef, type PDFString } from 'pdf-lib'
import { PortError } from '../../ports/errors'
import { entry, nameOf } from './pdf-objects'

/** Rejects with `pdf-needs-password` or `pdf-unreadable`. */
export async function parseForeign(bytes: Uint8Array, password: string): Promise<PDFContext> {
  guard()
  try {
    const { context } = await PDFDocument.load(bytes, { password, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
    return context
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    throw new PortError(/^(needs password|password incorrect)$/i.test(said) ? 'pdf-needs-password' : 'pdf-unreadable', 'parser')
  }
}

/**
 * The decoded bytes of a stream that is drawn with or holds objects. Throws `pdf-unreadable` when they would be more than
 * any such stream holds.
 */
export function checkInflated(stream: PDFRawStream): void {
  const filters = filtersOf(stream.dict)
  if (filters.length === 0 || stream.contents.length < harmless / 1100) return
  // One that is compressed twice can grow a million times.
  if (filters.filter((filter) => filter !== 'ASCII85Decode' && filter !== 'ASCIIHexDecode').length > 1) throw new PortError('pdf-unreadable', 'filters')
  if (filters[0] !== 'FlateDecode') {
    if (stream.contents.length > largest / 1100) throw new PortError('pdf-unreadable', 'filters')
    return
  }
  let inflated = 0
  const inflate = new Inflate((part) => {
    inflated += part.length
    if (inflated > largest) throw new PortError('pdf-unreadable', 'stream too large')
  })
  try {
    for (let at = 2; at < stream.contents.length; at += piece) inflate.push(stream.contents.subarray(at, at + piece))
  } catch (error) {
    // What is damaged ends where it is damaged; the parser sees that for itself.
    if (error instanceof PortError) throw error
  }
}

/** Bytes. Deflate makes at most 1,032 of one. */
const harmless = 16 << 20
const largest = 128 << 20
const piece = 1 << 16
/** How often, in lengths of the file, the parser may go back and read the same once more. */
const mostRereads = 30
const freeRereads = 16 << 20

function filtersOf(dict: PDFDict): (string | undefined)[] {
  const filter = entry(dict, 'Filter')
  return filter instanceof PDFArray ? filter.asArray().map((member) => nameOf(member)) : filter === undefined ? [] : [nameOf(filter)]
}

interface StringParser {
  cryptoFactory?: { createCipherTransform(object: number, generation: number): { decryptBytes(bytes: Uint8Array): Uint8Array } }
  parseString(ref?: PDFRef): PDFString | PDFHexString
}

let isGuarded = false

function guard(): void {
  if (isGuarded) return
  isGuarded = true
  const { forBytesWithOptions } = PDFParser
  PDFParser.forBytesWithOptions = (bytes, ...options) => withLimit(forBytesWithOptions(bytes, ...options), bytes.length)
  const { forStream } = PDFObjectStreamParser
  PDFObjectStreamParser.forStream = (stream, shouldWait) => {
    checkInflated(stream)
    return forStream(stream, shouldWait)
  }
  // Objects are found by reading the whole file, never by this table; of it only what it says of the file is taken.
  PDFXRefStreamParser.forStream = (stream) => ({ parseIntoContext: () => (learnTrailer(stream.dict), []) }) as unknown as PDFXRefStreamParser
  const parser = PDFObjectParser.prototype as unknown as StringParser
  const { parseString } = parser
  parser.parseString = function (this: StringParser, ref) {
    const written = parseString.call(this)
    if (!this.cryptoFactory || !ref) return written
    // Decrypted bytes are no string as it is written: a bracket among them would end it.
    const bytes = this.cryptoFactory.createCipherTransform(ref.objectNumber, ref.generationNumber).decryptBytes(written.asBytes())
    return PDFHexString.of(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
}

/** What it can't read the parser looks at again and again, to the end of the file: hours, for a file made for it. */
function withLimit(parser: PDFParser, length: number): PDFParser {
  const { bytes } = parser as unknown as { bytes: { offset(): number; moveTo(offset: number): void } }
  const moveTo = bytes.moveTo.bind(bytes)
  let reread = 0
  bytes.moveTo = (offset) => {
    reread += Math.max(0, bytes.offset() - offset)
    if (reread > freeRereads + mostRereads * length) throw new PortError('pdf-unreadable', 'parser goes in circles')
    moveTo(offset)
  }
  return parser
}

function learnTrailer(dict: PDFDict): void {
  const { trailerInfo } = dict.context
  for (const key of ['Root', 'Encrypt', 'Info', 'ID'] as const) trailerInfo[key] = dict.get(PDFName.of(key)) ?? trailerInfo[key]
}

/**
 * The parser of @cantoo/pdf-lib (2.11.1) keeps a decrypted string as if its bytes had been written that way: a bracket or a
 * backslash among them ends it early, and the object is lost. Here it is kept as a hexadecimal string, which holds any byte.
 */
import { PDFHexString, PDFObjectParser, type PDFRef, type PDFString } from 'pdf-lib'

interface Parser {
  cryptoFactory?: { createCipherTransform(object: number, generation: number): { decryptBytes(bytes: Uint8Array): Uint8Array } }
  parseString(ref?: PDFRef): PDFString | PDFHexString
}

const parser = PDFObjectParser.prototype as unknown as Parser
const parseString = parser.parseString

/** Once for the process; files that are not encrypted are parsed as before. */
export function keepDecryptedStrings(): void {
  if (parser.parseString !== parseString) return
  parser.parseString = function (this: Parser, ref) {
    const written = parseString.call(this)
    if (!this.cryptoFactory || !ref) return written
    const bytes = this.cryptoFactory.createCipherTransform(ref.objectNumber, ref.generationNumber).decryptBytes(written.asBytes())
    return PDFHexString.of(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
}

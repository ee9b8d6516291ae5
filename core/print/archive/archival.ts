/**
 * Whether a file is of PDF/A-2 (ISO 19005-2), and what makes it so. Invariant: it never claims what it can't hold: a page or a
 * picture from elsewhere, a letter that no font has, or a text that stands for nothing leave it an ordinary PDF.
 */
import { PDFHexString, PDFRawStream, type PDFArray, type PDFContext, type PDFDict, type PDFRef } from 'pdf-lib'
import { deflate } from '../deflate'
import type { TextSetting } from '../page-stream'
import { colourProfile } from './colour-profile'
import { xmpPacket, type FileMetadata } from './xmp'

/** What a code may not stand for: §6.2.11.7.2, halves of a character, and for level A the private letters of §6.2.11.7.3. */
const meaningless = /[\u0000\ufeff\ufffe]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const privateLetters = /[\ue000-\uf8ff]|[\udb80-\udbff][\udc00-\udfff]/

/** The level of PDF/A-2 that the file may claim: A where it can be read aloud, U where its text can be found, `null` for none. */
export function archivalLevel(setting: TextSetting, { foreign, tagged }: { foreign: boolean; tagged: boolean }): 'A' | 'U' | null {
  // A missing letter is drawn as the font's own box for it, which §6.2.11.8 forbids.
  if (foreign || setting.missing.size > 0) return null
  const texts = Object.values(setting.stacks).flatMap((stack) => stack.flatMap(({ texts: each }) => each))
  if (texts.some((text) => meaningless.test(text))) return null
  return tagged && !texts.some((text) => privateLetters.test(text)) ? 'A' : 'U'
}

/** Adds what the catalog of such a file names. */
export function archivalEntries(context: PDFContext, metadata: FileMetadata): { Metadata: PDFRef; OutputIntents: PDFArray } {
  const profile = deflate(profileBytes())
  const packet = xmpPacket(metadata)
  const rgb = context.register(PDFRawStream.of(context.obj({ N: 3, Filter: 'FlateDecode', Length: profile.length }) as PDFDict, profile))
  // Not compressed: archives look for it without reading PDF.
  const described = context.register(PDFRawStream.of(context.obj({ Type: 'Metadata', Subtype: 'XML', Length: packet.length }) as PDFDict, packet))
  const condition = PDFHexString.fromText('sRGB IEC61966-2.1')
  const intents = context.obj([{ Type: 'OutputIntent', S: 'GTS_PDFA1', OutputConditionIdentifier: condition, Info: condition, DestOutputProfile: rgb }]) as PDFArray
  return { Metadata: described, OutputIntents: intents }
}

let made: Uint8Array | undefined
const profileBytes = (): Uint8Array => (made ??= colourProfile())

/**
 * A foreign page as one form XObject of our file (ISO 32000-1 §8.10): kept once, shown as often as wanted.
 * Invariant: its space is 0..width by 0..height points, upright; nothing is drawn outside.
 */
import { decodePDFRawStream, PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib'
import { PortError } from '../../ports/errors'
import { deflate } from '../deflate'
import { openObjectCopies, type ObjectCopies } from './copy-objects'
import { checkInflated } from './guarded-parser'
import type { ForeignPage, ForeignSource } from './open-foreign'
import { pdfNumber, type Matrix } from './page-box'
import { dictAt, dictOf, entry, nameOf, numberAt, resolve } from './pdf-objects'

export interface PageKeeper {
  /** The form and the bytes that tell it from another page's. Throws `pdf-unreadable` when the page's content can't be read. */
  keep(page: ForeignPage): { form: PDFRef; content: Uint8Array }
  /** How the sheets blend what lies on one another, when pages say it of themselves. */
  sheetGroup(): PDFDict | undefined
  /** What the catalogue must say of layers, when a page has hidden ones. */
  layers(): PDFDict | undefined
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** For one file of ours: whatever pages of a source it keeps share what they are drawn with. */
export function openPageKeeper(into: PDFContext): PageKeeper {
  const copiesOf = new Map<ForeignSource, ObjectCopies>()
  let hiddenLayer: PDFRef | undefined
  let blends = false
  const copies = (source: ForeignSource): ObjectCopies => {
    let found = copiesOf.get(source)
    if (!found) {
      found = openObjectCopies({
        source: source.context, into, hidden: source.isHidden,
        hiddenLayer: () => (hiddenLayer ??= into.register(into.obj({ Type: 'OCG', Name: PDFHexString.fromText('-') }))),
      })
      copiesOf.set(source, found)
    }
    return found
  }
  return {
    keep(page) {
      const objects = copies(page.source)
      const { box, matrix, appearances, leaf } = page
      const resources = objects.resources(leaf.attribute('Resources'))
      const group = dictAt(leaf.dict, 'Group')
      const { bytes, filter } = contentOf(page)
      const drawn = formDict(into, { box, matrix: appearances.length > 0 ? identity : matrix, resources, length: bytes.length })
      for (const [key, value] of filter) drawn.set(key, value)
      if (group && blendsApart(group)) drawn.set(PDFName.of('Group'), objects.copy(group))
      else if (group) blends = true
      const form = into.register(PDFRawStream.of(drawn, bytes))
      if (appearances.length === 0) return { form, content: bytes }
      const names: Record<string, PDFRef> = { P: form }
      let operators = 'q /P Do Q\n'
      for (const [index, appearance] of appearances.entries()) {
        const shown = objects.appearance(appearance.form, resources)
        if (!shown) continue
        names[`A${index}`] = shown
        operators += `q ${appearance.matrix.map(pdfNumber).join(' ')} cm /A${index} Do Q\n`
      }
      const packed = deflate(new TextEncoder().encode(operators))
      const whole = formDict(into, { box, matrix, resources: into.register(into.obj({ XObject: names })), length: packed.length })
      whole.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
      return { form: into.register(PDFRawStream.of(whole, packed)), content: bytes }
    },
    sheetGroup: () => (blends ? (into.obj({ S: 'Transparency', CS: 'DeviceRGB' }) as PDFDict) : undefined),
    layers() {
      if (!hiddenLayer) return undefined
      // Without an order no viewer lists it; locked, none turns it on.
      return into.obj({ OCGs: [hiddenLayer], D: { OFF: [hiddenLayer], Locked: [hiddenLayer], Order: [] } }) as PDFDict
    },
  }
}

/**
 * Whether a page must stay a group of its own on our sheet: it blends its inks, or hides parts of itself. Others say of
 * themselves what holds for any sheet, and are drawn on it directly: printers flatten a group, with every line of it.
 */
function blendsApart(group: PDFDict): boolean {
  const space = entry(group, 'CS')
  const profile = space instanceof PDFArray ? dictOf(group.context, space.asArray()[1]) : undefined
  return String(entry(group, 'K')) === 'true' || nameOf(space) === 'DeviceCMYK' || numberAt(profile, 'N') === 4
}

function formDict(into: PDFContext, { box, matrix, resources, length }: { box: readonly number[]; matrix: Matrix; resources: PDFRef; length: number }): PDFDict {
  return into.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...box], Matrix: [...matrix], Resources: resources, Length: length }) as PDFDict
}

/** The page's operators: one stream as it stands, several as one (§7.8.2: the page is drawn as if they were one). */
function contentOf({ leaf: { dict } }: ForeignPage): { bytes: Uint8Array; filter: [PDFName, PDFObject][] } {
  const { context } = dict
  const contents = resolve(context, dict.get(PDFName.of('Contents')))
  const streams = (contents instanceof PDFArray ? contents.asArray().map((member) => resolve(context, member)) : [contents]).filter((stream) => stream instanceof PDFRawStream)
  const [only] = streams
  if (!only) return { bytes: new Uint8Array(0), filter: [] }
  if (streams.length === 1) return { bytes: only.contents, filter: filtersOf(only) }
  const parts = streams.map(decoded)
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
    whole[at++] = 0x0a
  }
  return { bytes: deflate(whole), filter: [[PDFName.of('Filter'), PDFName.of('FlateDecode')]] }
}

function decoded(stream: PDFRawStream): Uint8Array {
  checkInflated(stream)
  // The decoder leaves rows as differences from the row above, as pictures have them.
  if ((numberAt(dictAt(stream.dict, 'DecodeParms'), 'Predictor') ?? 1) > 1) throw new PortError('pdf-unreadable', 'predictor')
  try {
    return decodePDFRawStream(stream).decode()
  } catch {
    throw new PortError('pdf-unreadable', 'content')
  }
}

/** The filters of a content stream are names and numbers: they mean the same in any file. */
function filtersOf({ dict }: PDFRawStream): [PDFName, PDFObject][] {
  return ['Filter', 'DecodeParms'].flatMap((key): [PDFName, PDFObject][] => {
    const value = plain(dict.context, dict.get(PDFName.of(key)))
    return value ? [[PDFName.of(key), value]] : []
  })
}

function plain(context: PDFContext, object: PDFObject | undefined): PDFObject | undefined {
  const found = resolve(context, object)
  if (found instanceof PDFArray) {
    const array = PDFArray.withContext(context)
    for (const member of found.asArray()) {
      const value = plain(context, member)
      if (value) array.push(value)
    }
    return array
  }
  if (!(found instanceof PDFDict)) return found
  const made = PDFDict.withContext(context)
  for (const [key, member] of found.entries()) {
    const value = dictOf(context, member) ? undefined : plain(context, member)
    if (value) made.set(key, value)
  }
  return made
}

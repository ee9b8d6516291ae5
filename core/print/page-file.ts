/**
 * A PDF under construction: pages are opened, written and closed one after the other, then the file is made.
 * pdf-lib is used for its objects only; its `drawText` lays a text out anew at each call and costs 15 times more.
 * Invariant: no clock and no chance in here. The same input gives the same bytes.
 */
import { PDFContext, PDFHexString, PDFName, PDFRawStream, PDFString, type PDFDict, type PDFRef } from 'pdf-lib'
import { archivalEntries, archivalLevel } from './archive/archival'
import { deflate } from './deflate'
import { openDocumentFont } from './document-font'
import { embedFont } from './embedded-font'
import type { Fonts } from './fonts'
import { imageForm, pixelForm } from './foreign/keep-image'
import { openPageKeeper } from './foreign/keep-page'
import type { ForeignPage } from './foreign/open-foreign'
import type { Pixels } from './foreign/pixels'
import type { PrintableImage } from './foreign/printable-image'
import { openPageStream, type PageStream, type TextSetting } from './page-stream'
import { embedTags, newElement, type Element, type ElementFacts, type ElementType, type PageMarks } from './tags'
import { writeFile } from './write-file'

export interface PageFile {
  readonly setting: TextSetting
  /** One more element of what the file says, at the end of `parent` or of the document, for `PageStream.mark`. On a paper that is not tagged it is kept nowhere. */
  element(type: ElementType, parent?: Element | null, facts?: ElementFacts): Element
  /** The level of PDF/A-2 that the file claims as it stands (ISO 19005-2); `null`: something in it can't be promised to an archive. */
  archival(): 'A' | 'U' | null
  /** Opens a page of this size in points; of it `bleed` on each side is cut away (TrimBox, ISO 32000-1 §14.11.2). Drawing on it ends with `closePage`. */
  openPage(width: number, height: number, bleed?: number): PageStream
  /** Compresses the page; its drawing functions must not be used any more. */
  closePage(page: PageStream): void
  /** What is the same on many pages, kept once: a page that was drawn on instead of closing it; the result is passed to `PageStream.lay`. */
  keepLayer(page: PageStream): string
  /** A drawing kept once and shown on many pages, `side` units square; the result is passed to `PageStream.show`. */
  addDrawing(operators: string, side: number): string
  /** A page of another file, kept once and shown many times; the result is passed to `PageStream.place`. Throws `pdf-unreadable`. */
  keepPage(page: ForeignPage): Kept
  /** An image, kept once and shown many times. */
  keepImage(image: PrintableImage): Kept
  /** A page that a viewer drew, `size` in points. */
  keepPixels(pixels: Pixels, size: { width: number; height: number }): Kept
  /** The whole file. */
  finish(facts: FileFacts): Promise<Uint8Array>
}

/** What came from elsewhere: it stands in a space of its own, from 0, 0 to its width and height, upright. */
export interface Kept {
  name: string
  /** Points for a page, pixels for an image. */
  width: number
  height: number
}

export interface FileFacts {
  /** Shown by viewers and kept by printers: never a person's name. */
  title: string
  language: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
  /** Along which edge the sheet is turned for its back; when not given, the printer's own setting holds. */
  duplex?: 'none' | 'long' | 'short'
}

/** ISO 32000-1 table 150. */
const duplexNames = { none: 'Simplex', long: 'DuplexFlipLongEdge', short: 'DuplexFlipShortEdge' } as const

/** `tagged`: the file has a structure to be read aloud by. */
export function openPageFile(fonts: Fonts, { tagged = false }: { tagged?: boolean } = {}): PageFile {
  const context = PDFContext.create()
  const stacks = {
    regular: fonts.stacks.regular.map((font, index) => openDocumentFont(font, `R${index}`)),
    bold: fonts.stacks.bold.map((font, index) => openDocumentFont(font, `B${index}`)),
    fixed: fonts.stacks.fixed.map((font, index) => openDocumentFont(font, `F${index}`)),
  }
  const setting: TextSetting = {
    stacks, shaper: fonts.shaper, missing: new Set(), shaped: { regular: new Map(), bold: new Map(), fixed: new Map() },
  }
  const tree = context.nextRef()
  const resources = context.nextRef()
  /** Of each layer, with what it may show: itself not among it. */
  const layerResources: { ref: PDFRef; shown: Record<string, PDFRef> }[] = []
  const open = new Map<PageStream, [number, number]>()
  const bleeds = new Map<PageStream, number>()
  const root = newElement('Document', null)
  const marks = new Map<PageStream, PageMarks>()
  const drawings: Record<string, PDFRef> = {}
  const pages: { box: [number, number]; bleed: number; packed: Uint8Array; marks: PageMarks }[] = []
  const keeper = openPageKeeper(context)
  const keptPages = new Map<ForeignPage, Kept>()
  const keptContents: Uint8Array[] = []
  const keep = (form: PDFRef, content: Uint8Array, { width, height }: { width: number; height: number }): Kept => {
    const name = `X${Object.keys(drawings).length}`
    drawings[name] = form
    keptContents.push(content)
    return { name, width, height }
  }
  const archival = () => archivalLevel(setting, { foreign: keptContents.length > 0, tagged })

  return {
    setting,
    archival,
    element: (type, parent = null, facts) => (tagged ? newElement(type, parent ?? root, facts) : root),
    openPage(width, height, bleed = 0) {
      const own: PageMarks = { owners: [] }
      const page = openPageStream(setting, tagged ? own : null)
      marks.set(page, own)
      open.set(page, [width, height])
      if (bleed > 0) bleeds.set(page, bleed)
      return page
    },
    closePage(page) {
      pages.push({ box: open.get(page)!, bleed: bleeds.get(page) ?? 0, packed: deflate(page.bytes()), marks: marks.get(page)! })
      open.delete(page)
      marks.delete(page)
    },
    keepLayer(page) {
      const name = `X${Object.keys(drawings).length}`
      const packed = deflate(page.bytes())
      // A layer is on many pages, and each of them would have to be its own in the tree.
      if (marks.get(page)!.owners.length > 0) throw new RangeError('a layer is read aloud by no page')
      const own = { ref: context.nextRef(), shown: { ...drawings } }
      layerResources.push(own)
      const form = context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, ...open.get(page)!], Resources: own.ref, Filter: 'FlateDecode', Length: packed.length }) as PDFDict
      open.delete(page)
      drawings[name] = context.register(PDFRawStream.of(form, packed))
      return name
    },
    addDrawing(operators, side) {
      const name = `X${Object.keys(drawings).length}`
      const form = context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], Matrix: [1, 0, 0, 1, 0, 0] }) as PDFDict
      const unit = (1 / side).toFixed(6)
      const scaled = new TextEncoder().encode(`${unit} 0 0 ${unit} 0 0 cm\n${operators}`)
      form.set(PDFName.of('Length'), context.obj(scaled.length))
      drawings[name] = context.register(PDFRawStream.of(form, scaled))
      return name
    },
    keepPage(page) {
      let kept = keptPages.get(page)
      if (!kept) {
        const { form, content } = keeper.keep(page)
        keptPages.set(page, (kept = keep(form, content, page)))
      }
      return kept
    },
    keepImage(image) {
      const { form, content } = imageForm(context, image)
      return keep(form, content, image)
    },
    keepPixels(pixels, size) {
      const { form, content } = pixelForm(context, pixels, size)
      return keep(form, content, size)
    },
    async finish(facts) {
      const kids: PDFRef[] = []
      const group = keeper.sheetGroup()
      for (const [at, { box: [width, height], bleed, packed }] of pages.entries()) {
        const stream = PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: packed.length }) as PDFDict, packed)
        kids.push(context.register(context.obj({
          Type: 'Page', Parent: tree, MediaBox: [0, 0, width, height], Resources: resources, Contents: context.register(stream), ...(group && { Group: group }),
          ...(tagged && { StructParents: at, Tabs: 'S' }),
          ...(bleed > 0 ? { BleedBox: [0, 0, width, height], TrimBox: [bleed, bleed, width - bleed, height - bleed] } : {}),
        })))
      }
      const fontDict: Record<string, PDFRef> = {}
      for (const font of Object.values(stacks).flat()) {
        if (font.entries.length > 1) fontDict[font.resource] = embedFont(context, font)
      }
      context.assign(resources, context.obj({ Font: fontDict, XObject: drawings }))
      for (const { ref, shown } of layerResources) context.assign(ref, context.obj({ Font: fontDict, XObject: shown }))
      context.assign(tree, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
      const layers = keeper.layers()
      const level = archival()
      const producer = 'Permanence'
      context.trailerInfo.Root = context.register(context.obj({
        Type: 'Catalog',
        Pages: tree,
        Lang: PDFString.of(facts.language === 'fr' ? 'fr-FR' : 'en-GB'),
        // A label or a sheet must come out at its true size; the title, not the file's name, is shown.
        ViewerPreferences: { PrintScaling: 'None', DisplayDocTitle: true, ...(facts.duplex && { Duplex: duplexNames[facts.duplex] }) },
        ...(layers && { OCProperties: layers }),
        ...(tagged && { MarkInfo: { Marked: true }, ...embedTags(context, root, pages.map((page, at) => ({ ref: kids[at]!, marks: page.marks }))) }),
        ...(level && archivalEntries(context, { title: facts.title, producer, at: facts.at, level })),
      }))
      context.trailerInfo.Info = context.register(context.obj({
        Title: PDFHexString.fromText(facts.title),
        Producer: PDFHexString.fromText(producer),
        CreationDate: PDFString.fromDate(new Date(facts.at)),
      }))
      const id = await fileId(pages.map((page) => page.packed), keptContents)
      context.trailerInfo.ID = context.obj([id, id])
      return writeFile(context)
    },
  }
}

/** What tells one kept page from another, without reading its pictures once more. */
const sampled = 1 << 16

/** Identifies the file by its content (ISO 32000-1 §14.4). */
async function fileId(streams: readonly Uint8Array[], kept: readonly Uint8Array[]): Promise<PDFHexString> {
  const lengths = new Uint32Array([...streams, ...kept].map((stream) => stream.length))
  const parts = [new Uint8Array(lengths.buffer), streams[0] ?? new Uint8Array(0), ...kept.map((stream) => stream.subarray(0, sampled))]
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts as BlobPart[]).arrayBuffer()))
  return PDFHexString.of([...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
}

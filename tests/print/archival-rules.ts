/**
 * The rules of PDF/A-2 (ISO 19005-2:2011) that our page writer could break, each with its clause. No validator of part 2 can be had
 * from the registries: docs/decisions/019 says what was checked by whom.
 */
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, type PDFContext, type PDFHexString, type PDFObject, type PDFString } from 'pdf-lib'

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const name = (text: string) => PDFName.of(text)
const streamOf = (dict: PDFDict, key: string): PDFRawStream | undefined => {
  const found = dict.lookup(name(key))
  return found instanceof PDFRawStream ? found : undefined
}

export interface ArchivalReport {
  faults: string[]
  /** Of pdfaid, `null` without a claim. */
  level: string | null
  /** Info and XMP, all that a search engine reads of the file. */
  metadata: string
}

export async function archivalReport(pdf: Uint8Array): Promise<ArchivalReport> {
  const faults: string[] = []
  const must = (clause: string, holds: boolean): void => {
    if (!holds) faults.push(clause)
  }
  const raw = latin1(pdf)
  must('6.1.2 header and its comment', /^%PDF-1\.[0-7]\n%[\x80-\xff]{4}\n/.test(raw))
  must('6.1.3 nothing behind the end', /%%EOF\r?\n?$/.test(raw))
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false })
  must('6.1.3 file identifier', context.lookup(context.trailerInfo.ID) instanceof PDFArray)
  must('6.1.3 not encrypted', context.trailerInfo.Encrypt === undefined)
  const objects = context.enumerateIndirectObjects().map(([, object]) => object)
  const dicts = objects.flatMap((object) => (object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : []))
  const written = dicts.map(String).join('\n')
  for (const [clause, word] of [['6.1.7 LZW', '/LZWDecode'], ['6.2.4.3 CMYK', '/DeviceCMYK'], ['6.2.8 interpolation', '/Interpolate true'], ['6.2.10 soft mask', '/SMask'], ['6.2.10 blending', '/BM '], ['6.2.10 opacity', '/ca '], ['6.3.1 annotations', '/Annots'], ['6.4.1 forms', '/AcroForm'], ['6.5.1 actions', '/OpenAction'], ['6.5.2 actions', '/AA '], ['6.9 hidden layers', '/OCProperties']] as const) must(clause, !written.includes(word))

  const catalog = context.lookup(context.trailerInfo.Root, PDFDict)
  const profile = profileOf(catalog)
  must('6.2.3 output intent in RGB', profile.slice(16, 20) === 'RGB ' && profile.slice(36, 40) === 'acsp' && Buffer.from(profile, 'latin1').readUInt32BE(0) === profile.length)
  must('6.7.4 language', /^\((fr-FR|en-GB)\)$/.test(String(catalog.get(name('Lang')))))

  const metadataStream = streamOf(catalog, 'Metadata')
  must('6.6.2 metadata that are not packed', metadataStream !== undefined && !metadataStream.dict.has(name('Filter')))
  const xmp = metadataStream ? Buffer.from(metadataStream.contents).toString('utf8') : ''
  const info = context.lookup(context.trailerInfo.Info, PDFDict)
  const text = (key: string): string => (info.lookup(name(key)) as PDFHexString | PDFString).decodeText()
  const tagged = (tag: string): string => new RegExp(`<${tag}>(?:<rdf:Alt><rdf:li[^>]*>)?([^<]*)`).exec(xmp)?.[1] ?? ''
  must('6.6.3 the same title and maker in both', tagged('dc:title') === text('Title') && tagged('pdf:Producer') === text('Producer'))
  must('6.6.3 the same moment in both', `D:${tagged('xmp:CreateDate').replace(/[-:T]/g, '')}` === text('CreationDate'))
  must('6.6.4 part', tagged('pdfaid:part') === '2')
  const level = tagged('pdfaid:conformance') || null
  must('6.6.4 level', level === 'A' || level === 'U')

  const fonts = new Map(dicts.filter((dict) => dict.get(name('Subtype')) === name('Type0')).map((font) => [font, meaningsOf(font, must)]))
  const pages = dicts.filter((dict) => dict.get(name('Type')) === name('Page'))
  for (const page of pages) checkContent(page, context, fonts, level === 'A', must)
  if (level === 'A') checkStructure(catalog, dicts, pages, must)
  return { faults: [...new Set(faults)], level, metadata: `${xmp}\n${['Title', 'Producer'].map(text).join('\n')}\n${[...info.keys()].join(' ')}` }
}

type Must = (clause: string, holds: boolean) => void

function profileOf(catalog: PDFDict): string {
  const intent = catalog.lookupMaybe(name('OutputIntents'), PDFArray)?.lookupMaybe(0, PDFDict)
  const stream = intent?.get(name('S')) === name('GTS_PDFA1') ? streamOf(intent, 'DestOutputProfile') : undefined
  return stream ? latin1(decodePDFRawStream(stream).decode()) : ''
}

/** What each code of a font stands for. */
function meaningsOf(font: PDFDict, must: Must): Map<number, string> {
  const descendant = font.lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict)
  must('6.2.11.3 glyphs of codes', descendant.get(name('CIDToGIDMap')) === name('Identity'))
  must('6.2.11.4 embedded', streamOf(descendant.lookup(name('FontDescriptor'), PDFDict), 'FontFile2') !== undefined)
  const map = streamOf(font, 'ToUnicode')
  const said = map ? latin1(decodePDFRawStream(map).decode()) : ''
  return new Map([...said.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, code, units]) => [parseInt(code!, 16), units!]))
}

/** Every code that is shown means something and is no box; on a page that is read aloud, all that is shown is somebody's or an artifact. */
function checkContent(page: PDFDict, context: PDFContext, fonts: ReadonlyMap<PDFDict, Map<number, string>>, marked: boolean, must: Must): void {
  const resources = page.lookup(name('Resources'), PDFDict)
  const fontNamed = (resource: string) => fonts.get(resources.lookup(name('Font'), PDFDict).lookup(name(resource), PDFDict))!
  const inside = [...resources.lookup(name('XObject'), PDFDict).values()].map((ref) => context.lookup(ref))
  for (const [stream, own] of [[context.lookup(page.get(name('Contents'))), true], ...inside.map((form): [PDFObject | undefined, boolean] => [form, false])] as const) {
    if (!(stream instanceof PDFRawStream)) continue
    const content = latin1(stream.dict.has(name('Filter')) ? decodePDFRawStream(stream).decode() : stream.contents)
    must('6.2.4.3 CMYK', !/ [kK]\n/.test(content.replace(/\([^)]*\)/gs, '')))
    let codes = new Map<number, string>()
    let depth = 0
    // Our strings have no escapes: codes avoid the bytes that need one.
    for (const [token, resource, shown] of content.matchAll(/\/(\w+) [\d.]+ Tf|\(([^)]*)\)|B[DM]C\n|EMC\n| f\n| l\n| Do /gs)) {
      if (token.startsWith('B')) depth++
      else if (token === 'EMC\n') must('14.6 marks that end', --depth >= 0)
      else if (resource !== undefined) codes = fontNamed(resource)
      else if (own && marked) must('14.8.2.2 all content is somebody’s or an artifact', depth === 1)
      for (let at = 0; at < (shown?.length ?? 0); at += 2) {
        const code = shown!.charCodeAt(at) * 256 + shown!.charCodeAt(at + 1)
        must('6.2.11.8 no box for what is missing', code !== 0)
        must('6.2.11.7.2 text of each code', /^(?!.*(?:0000|FEFF|FFFE))/.test(codes.get(code)?.match(/.{4}/g)?.join(' ') ?? '0000'))
      }
    }
    must('14.6 marks that end', depth === 0)
  }
}

function checkStructure(catalog: PDFDict, dicts: readonly PDFDict[], pages: readonly PDFDict[], must: Must): void {
  must('6.7.2 marked', String(catalog.lookupMaybe(name('MarkInfo'), PDFDict)?.get(name('Marked'))) === 'true')
  const root = catalog.lookupMaybe(name('StructTreeRoot'), PDFDict)
  must('6.7.3 structure', root !== undefined)
  const elements = dicts.filter((dict) => dict.has(name('S')) && dict.has(name('P')))
  must('6.7.3 elements say that they are', elements.length > 0 && elements.every((dict) => dict.get(name('Type')) === name('StructElem')))
  const known = /^\/(Document|Sect|H[1-3]|P|L|LI|LBody|Table|TR|TH|TD|Figure)$/
  must('6.7.3.4 standard types', elements.every((dict) => known.test(String(dict.get(name('S'))))))
  must('6.7.5 figures in words', elements.every((dict) => dict.get(name('S')) !== name('Figure') || dict.has(name('Alt'))))
  const lists = root?.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray)
  must('14.7.4.4 each page leads to its elements', pages.every((page) => lists?.lookupMaybe(Number(String(page.get(name('StructParents')))) * 2 + 1, PDFArray)?.asArray().every((ref) => ref instanceof PDFRef)))
}

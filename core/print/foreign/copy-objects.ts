/**
 * Copies what a page is drawn with from a foreign file into ours: each object once, however many pages use it.
 * Only what draws is copied, by a list of what may come: a script, an action, a link, an embedded file or someone's
 * metadata that rode along would leave the house inside a tract.
 */
import {
  PDFArray, PDFDict, PDFInvalidObject, PDFName, PDFNull, PDFRawStream, PDFRef, PDFStream, type PDFContext, type PDFObject,
} from 'pdf-lib'
import { PortError } from '../../ports/errors'
import { walkJpeg } from './image-jpeg'
import { dictAt, dictOf, entry, nameAt, resolve } from './pdf-objects'

export interface ObjectCopies {
  /** The resources of a page or of a form, registered in our file. */
  resources(source: PDFObject | undefined): PDFRef
  /**
   * An annotation's form XObject, registered in our file; `pageResources` are for one that has none of its own. Drawn as it
   * is, a group that takes its backdrop from below and hides nothing of itself is the same as no group (ISO 32000-1 §11.4.5),
   * but viewers and printers set it apart: a marker's yellow then covers the words. It is left out.
   */
  appearance(source: PDFObject, pageResources: PDFRef): PDFRef | undefined
  /** Anything else that draws. */
  copy(source: PDFObject): PDFObject
}

export interface CopySetting {
  source: PDFContext
  into: PDFContext
  /** Whether optional content with this membership is not printed. */
  hidden(membership: PDFDict): boolean
  /** The one layer of our file that is off: what hidden marked content belongs to. */
  hiddenLayer(): PDFRef
}

/** More than any page needs; a file beyond is drawn as pixels instead. */
const mostObjects = 400_000

const kinds = ['ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'XObject', 'Font'] as const
const formKeys = ['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Group', 'Filter', 'DecodeParms']
const imageKeys = [
  'Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Intent', 'ImageMask', 'Mask', 'Decode', 'Interpolate', 'SMask',
  'SMaskInData', 'Matte', 'Filter', 'DecodeParms',
]
/** What acts, links, embeds or describes: never drawn with. */
const strangers = new Set([
  'Action', 'Annot', 'Catalog', 'EmbeddedFile', 'F', 'Filespec', 'MCR', 'Metadata', 'OBJR', 'OCG', 'OCMD', 'ObjStm', 'Outlines', 'Page', 'Pages', 'Sig',
  'SigRef', 'StructElem', 'StructTreeRoot', 'Template', 'XRef',
])
const actions = new Set([
  'GoTo', 'GoTo3DView', 'GoToE', 'GoToR', 'Hide', 'ImportData', 'JavaScript', 'Launch', 'Movie', 'Named', 'Rendition', 'ResetForm', 'RichMediaExecute',
  'SetOCGState', 'Sound', 'SubmitForm', 'Thread', 'Trans', 'URI',
])
/** A stream that is kept elsewhere (ISO 32000-1 §7.3.8.2), and what says nothing of its content. */
const outsideKeys = new Set(['F', 'FFilter', 'FDecodeParms', 'Length', 'Metadata', 'AF', 'DL'])

/** A photograph without where and by whom it was taken; one that does not read to its end is left to the viewer as it is. */
function drawnAlone(bytes: Uint8Array): Uint8Array {
  try {
    return walkJpeg(bytes)?.content ?? bytes
  } catch {
    return bytes
  }
}

export function openObjectCopies({ source, into, hidden, hiddenLayer }: CopySetting): ObjectCopies {
  const known = new Map<PDFObject, PDFRef>()
  const ofForms = new Map<string, PDFRef>()
  const queue: (() => void)[] = []
  let copied = 0

  const count = (): void => {
    if (++copied > mostObjects) throw new PortError('pdf-unreadable', 'too many objects')
  }
  const drain = (): void => {
    for (let next = queue.pop(); next; next = queue.pop()) next()
  }
  const isStranger = (object: PDFObject | undefined): boolean => {
    const dict = dictOf(source, object)
    if (!dict) return object === undefined || object === PDFNull || object instanceof PDFInvalidObject
    return strangers.has(nameAt(dict, 'Type') ?? '') || actions.has(nameAt(dict, 'S') ?? '') || dict.has(PDFName.of('JS'))
  }

  /** A reference of our file to the copy; the copy itself is made later, so that no chain of objects is too deep. */
  const reference = (from: PDFRef): PDFRef | undefined => {
    const found = known.get(from)
    if (found) return found
    const object = resolve(source, from)
    if (isStranger(object)) return undefined
    count()
    const to = into.nextRef()
    known.set(from, to)
    queue.push(() => into.assign(to, (object instanceof PDFStream ? stream(object) : direct(object!)) ?? PDFNull))
    return to
  }
  const direct = (object: PDFObject): PDFObject | undefined => {
    if (object instanceof PDFRef) return reference(object)
    if (isStranger(object)) return undefined
    // Streams are never direct (ISO 32000-1 §7.3.8.1), but for a file that is made wrong.
    if (object instanceof PDFStream) return into.register(stream(object))
    if (object instanceof PDFDict) return dictionary(object)
    if (object instanceof PDFArray) {
      const array = PDFArray.withContext(into)
      for (const member of object.asArray()) array.push(direct(member) ?? PDFNull)
      return array
    }
    return object
  }
  const dictionary = (dict: PDFDict, except?: ReadonlySet<string>): PDFDict => {
    const made = PDFDict.withContext(into)
    for (const [key, value] of dict.entries()) {
      if (except?.has(key.decodeText())) continue
      // A font of glyphs drawn as pages and a pattern have resources of their own.
      const copy = key.decodeText() === 'Resources' && dictOf(source, value) ? resources(value) : direct(value)
      if (copy) made.set(key, copy)
    }
    return made
  }
  const only = (dict: PDFDict, keys: readonly string[]): PDFDict => {
    const made = PDFDict.withContext(into)
    for (const key of keys) {
      const value = dict.get(PDFName.of(key))
      const copy = value && direct(value)
      if (copy) made.set(PDFName.of(key), copy)
    }
    return made
  }
  /** Rebuilt around the same bytes: nothing is decoded. */
  const stream = (from: PDFStream, inheritedResources?: PDFRef): PDFObject => {
    const { dict } = from
    if (!(from instanceof PDFRawStream)) return PDFNull
    const subtype = nameAt(dict, 'Subtype')
    if (subtype === 'PS') return emptyForm()
    const isForm = subtype === 'Form' || (subtype === undefined && dict.has(PDFName.of('BBox')) && !dict.has(PDFName.of('PatternType')))
    const made = isForm ? only(dict, formKeys) : subtype === 'Image' ? only(dict, imageKeys) : dictionary(dict, outsideKeys)
    if (isForm) {
      made.set(PDFName.of('Subtype'), PDFName.of('Form'))
      const own = dict.get(PDFName.of('Resources'))
      const drawnWith = dictOf(source, own) ? resources(own) : inheritedResources
      if (drawnWith) made.set(PDFName.of('Resources'), drawnWith)
    } else if (inheritedResources) made.set(PDFName.of('Resources'), inheritedResources)
    const contents = subtype === 'Image' && isPhotograph(dict) ? drawnAlone(from.contents) : from.contents
    made.set(PDFName.of('Length'), into.obj(contents.length))
    return PDFRawStream.of(made, contents)
  }
  const isPhotograph = (dict: PDFDict): boolean => {
    const filter = resolve(source, dict.get(PDFName.of('Filter')))
    const only = filter instanceof PDFArray && filter.size() === 1 ? resolve(source, filter.get(0)) : filter
    return only === PDFName.of('DCTDecode')
  }
  const emptyForm = (): PDFObject => PDFRawStream.of(into.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0], Length: 0 }) as PDFDict, new Uint8Array(0))

  const resources = (from: PDFObject | undefined): PDFRef => {
    const dict = dictOf(source, from)
    if (!dict) return into.register(into.obj({}))
    const found = known.get(dict)
    if (found) return found
    count()
    const to = into.nextRef()
    known.set(dict, to)
    queue.push(() => into.assign(to, resourceNames(dict, to)))
    return to
  }
  const resourceNames = (dict: PDFDict, own: PDFRef): PDFDict => {
    const made = PDFDict.withContext(into)
    for (const kind of kinds) {
      const names = dictOf(source, dict.get(PDFName.of(kind)))
      if (!names) continue
      const copies = PDFDict.withContext(into)
      for (const [name, value] of names.entries()) {
        const copy = kind === 'XObject' ? external(value, own) : kind === 'Pattern' || kind === 'Font' ? withResources(value, own) : direct(value)
        if (copy) copies.set(name, copy)
      }
      made.set(PDFName.of(kind), copies)
    }
    const lists = properties(dictOf(source, dict.get(PDFName.of('Properties'))))
    if (lists) made.set(PDFName.of('Properties'), lists)
    return made
  }
  /** Marked content's lists may hold anything; of all they say only "this is hidden" draws. */
  const properties = (lists: PDFDict | undefined): PDFDict | undefined => {
    if (!lists) return undefined
    const made = PDFDict.withContext(into)
    for (const [name, value] of lists.entries()) {
      const dict = dictOf(source, value)
      made.set(name, dict && hidden(dict) ? hiddenLayer() : into.obj({}))
    }
    return made
  }
  const external = (value: PDFObject, own: PDFRef): PDFRef | undefined => {
    const object = resolve(source, value)
    if (!(object instanceof PDFStream) || isStranger(object)) return undefined
    const isImage = nameAt(object.dict, 'Subtype') === 'Image'
    return isImage && value instanceof PDFRef && !isHidden(object.dict) ? reference(value) : form(value, own)
  }
  const isHidden = (dict: PDFDict): boolean => {
    const membership = dictOf(source, dict.get(PDFName.of('OC')))
    return membership !== undefined && hidden(membership)
  }
  /** An older custom: what has no resources of its own is drawn with those of the page (ISO 32000-1 §7.8.3). */
  const form = (value: PDFObject, pageResources: PDFRef): PDFRef | undefined => {
    const object = resolve(source, value)
    if (!(object instanceof PDFStream) || isStranger(object)) return undefined
    const lacks = !dictOf(source, object.dict.get(PDFName.of('Resources')))
    const from = value instanceof PDFRef ? value : undefined
    if (!lacks && from && !isHidden(object.dict)) return reference(from)
    const key = `${from?.tag ?? copied} ${pageResources.tag}`
    let to = ofForms.get(key)
    if (to) return to
    count()
    to = into.nextRef()
    ofForms.set(key, to)
    const made = to
    queue.push(() => into.assign(made, isHidden(object.dict) ? emptyForm() : stream(object, pageResources)))
    return to
  }
  const withResources = (value: PDFObject, own: PDFRef): PDFObject | undefined => {
    const object = resolve(source, value)
    const dict = dictOf(source, object)
    if (!dict || dictOf(source, dict.get(PDFName.of('Resources')))) return direct(value)
    if (object instanceof PDFStream) return form(value, own)
    if (nameAt(dict, 'Subtype') !== 'Type3') return direct(value)
    const made = dictionary(dict)
    made.set(PDFName.of('Resources'), own)
    return into.register(made)
  }
  const whole = <Result>(copy: () => Result): Result => {
    const result = copy()
    drain()
    return result
  }
  const appearance = (value: PDFObject, pageResources: PDFRef): PDFRef | undefined => {
    const object = resolve(source, value)
    if (!(object instanceof PDFStream) || isStranger(object)) return undefined
    const group = dictAt(object.dict, 'Group')
    if (!group || String(entry(group, 'I')) === 'true' || String(entry(group, 'K')) === 'true') return form(value, pageResources)
    const made = stream(object, pageResources)
    if (made instanceof PDFRawStream) made.dict.delete(PDFName.of('Group'))
    return into.register(made)
  }
  return {
    resources: (from) => whole(() => resources(from)),
    appearance: (from, pageResources) => whole(() => appearance(from, pageResources)),
    copy: (from) => whole(() => direct(from) ?? PDFNull),
  }
}

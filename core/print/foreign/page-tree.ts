/**
 * The pages of a foreign file in reading order, each with what it inherits (ISO 32000-1 §7.7.3).
 * Trees of real files hold circles, wrong counts and leaves without a type: this walk ends on all of them and keeps every
 * page that a viewer would show.
 */
import { PDFDict, PDFName, type PDFContext, type PDFObject } from 'pdf-lib'
import { dictAt, dictOf, nameAt, referencesAt } from './pdf-objects'

const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const

/** More pages than any printer takes: a file that claims them is refused by its reader, not walked for minutes. */
const mostPages = 50_000

export interface PageLeaf {
  dict: PDFDict
  /** The page's own attribute, or the nearest of its ancestors'. */
  attribute(key: (typeof inherited)[number]): PDFObject | undefined
}

export function pagesOf(context: PDFContext): PageLeaf[] {
  const root = dictAt(dictOf(context, context.trailerInfo.Root), 'Pages')
  const pages = root ? walk(context, root) : []
  return pages.length > 0 ? pages : strayPages(context)
}

function walk(context: PDFContext, root: PDFDict): PageLeaf[] {
  const pages: PageLeaf[] = []
  const seen = new Set<PDFDict>()
  const open: { dict: PDFDict; above: ReadonlyMap<string, PDFObject> }[] = [{ dict: root, above: new Map() }]
  while (open.length > 0 && pages.length < mostPages) {
    const { dict, above } = open.pop()!
    const kids = referencesAt(dict, 'Kids')
    const isLeaf = nameAt(dict, 'Type') === 'Page' || (kids.length === 0 && nameAt(dict, 'Type') !== 'Pages' && dict !== root)
    // The same page may stand twice in a tree; a branch that holds itself may not.
    if (!isLeaf && seen.has(dict)) continue
    seen.add(dict)
    const attributes = new Map(above)
    for (const key of inherited) {
      const own = dict.get(PDFName.of(key))
      const from = key === 'Resources' ? withNamesAbove(context, own, above.get(key)) : own
      if (from) attributes.set(key, from)
    }
    if (isLeaf) {
      pages.push({ dict, attribute: (key) => attributes.get(key) })
      continue
    }
    for (const kid of kids.toReversed()) {
      const found = dictOf(dict.context, kid)
      if (found) open.push({ dict: found, above: attributes })
    }
  }
  return pages
}

/**
 * Names that a page's own resources lack are looked for above, as viewers do: a page that needs them says it wrongly, and is
 * drawn all the same. The same object where there is nothing to add.
 */
function withNamesAbove(context: PDFContext, own: PDFObject | undefined, above: PDFObject | undefined): PDFObject | undefined {
  const [mine, theirs] = [dictOf(context, own), dictOf(context, above)]
  if (!mine || !theirs) return mine ? own : above
  const lacks = theirs.entries().some(([kind, names]) => dictOf(context, names)?.keys().some((name) => !dictOf(context, mine.get(kind))?.has(name)))
  if (!lacks) return own
  const whole = PDFDict.withContext(context)
  for (const kind of new Set([...theirs.keys(), ...mine.keys()])) {
    const names = PDFDict.withContext(context)
    for (const [name, value] of [...(dictOf(context, theirs.get(kind))?.entries() ?? []), ...(dictOf(context, mine.get(kind))?.entries() ?? [])]) names.set(name, value)
    whole.set(kind, names)
  }
  return whole
}

/** A file whose tree is lost may still hold its pages. */
function strayPages(context: PDFContext): PageLeaf[] {
  return context.enumerateIndirectObjects().flatMap(([, object]) =>
    object instanceof PDFDict && nameAt(object, 'Type') === 'Page' ? [{ dict: object, attribute: (key: string) => object.get(PDFName.of(key)) }] : [])
}


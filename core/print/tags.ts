/**
 * What a sheet says, in the order in which it is said: the structure tree of a tagged PDF (ISO 32000-1 §14.7 and §14.8).
 * Invariant: what belongs to no element is an artifact, so a page's rules, boxes, head and foot are never read aloud between two
 * rows; and elements are in the order in which they are made, wherever on the paper their words stand.
 */
import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'

/** A paper of more rows is tagged on demand only: it costs a long list half its time again, and as many bytes as it has. */
export const readAloudRows = 500

/** ISO 32000-1 §14.8.4. */
export type ElementType = 'Document' | 'Sect' | 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

export interface ElementFacts {
  /** Of a `TH`: what it is the heading of. */
  scope?: 'column' | 'row'
  /** Cells of the table that it takes, side by side; 1 when not given. */
  columns?: number
  /** Said in place of a `Figure`. */
  alt?: string
}

export interface Element {
  readonly type: ElementType
  readonly facts: ElementFacts | null
  readonly kids: (Element | MarkedContent)[]
}

interface MarkedContent {
  on: PageMarks
  id: number
}

/** Whose the marked contents of one page are, by their identifiers. */
export interface PageMarks {
  readonly owners: Element[]
}

export function newElement(type: ElementType, parent: Element | null, facts: ElementFacts | null = null): Element {
  const element: Element = { type, facts, kids: [] }
  parent?.kids.push(element)
  return element
}

/** The identifier of one more piece of a page that is `element`'s. */
export function claimMark(marks: PageMarks, element: Element): number {
  const id = marks.owners.push(element) - 1
  element.kids.push({ on: marks, id })
  return id
}

/** Adds the tree to the file: what the catalog names, and what the page at each place of `pages` does. */
export function embedTags(context: PDFContext, root: Element, pages: readonly { ref: PDFRef; marks: PageMarks }[]): { StructTreeRoot: PDFRef } {
  const tree = context.nextRef()
  const refOf = new Map<PageMarks, PDFRef>(pages.map(({ ref, marks }) => [marks, ref]))
  const numbers = new Map<Element, PDFRef>()
  const number = (element: Element): void => {
    numbers.set(element, context.nextRef())
    for (const kid of element.kids) if ('type' in kid) number(kid)
  }
  number(root)
  const write = (element: Element, parent: PDFRef): void => {
    const own = numbers.get(element)!
    const first = element.kids.find((kid): kid is MarkedContent => 'on' in kid)
    const kids = element.kids.map((kid) => {
      if ('type' in kid) return String(numbers.get(kid)!)
      return kid.on === first!.on ? String(kid.id) : `<</Type/MCR/Pg ${refOf.get(kid.on)!}/MCID ${kid.id}>>`
    })
    const said = [
      `<</Type/StructElem/S/${element.type}/P ${parent}`,
      ...(first ? [`/Pg ${refOf.get(first.on)!}`] : []),
      ...(kids.length === 0 ? [] : [kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(' ')}]`]),
      ...factsOf(element),
    ]
    context.assign(own, written(`${said.join('')}>>`))
    for (const kid of element.kids) if ('type' in kid) write(kid, own)
  }
  write(root, tree)
  const lists = pages.map(({ marks }) => {
    const list = context.nextRef()
    context.assign(list, written(`[${marks.owners.map((owner) => numbers.get(owner)).join(' ')}]`))
    return list
  })
  context.assign(tree, written([
    `<</Type/StructTreeRoot/K ${numbers.get(root)!}/ParentTreeNextKey ${pages.length}`,
    `/ParentTree<</Nums[${lists.map((list, at) => `${at} ${list}`).join(' ')}]>>`,
    '/ClassMap<</column<</O/Table/Scope/Column>>/row<</O/Table/Scope/Row>>>>>>',
  ].join('')))
  return { StructTreeRoot: tree }
}

function factsOf({ facts }: Element): string[] {
  if (!facts) return []
  const { scope, columns = 1, alt } = facts
  return [
    ...(scope ? [`/C/${scope}`] : []),
    ...(columns > 1 ? [`/A<</O/Table/ColSpan ${columns}>>`] : []),
    ...(alt === undefined ? [] : [`/Alt<FEFF${[...Array(alt.length).keys()].map((at) => alt.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase()).join('')}>`]),
  ]
}

/** An object as it stands in the file: pdf-lib's own are a map and a name for each key, and a long list has a hundred thousand elements. */
function written(text: string): PDFObject {
  const object: Pick<PDFObject, 'clone' | 'toString' | 'sizeInBytes' | 'copyBytesInto'> = {
    clone: () => written(text),
    toString: () => text,
    sizeInBytes: () => text.length,
    copyBytesInto(buffer, offset) {
      for (let at = 0; at < text.length; at++) buffer[offset + at] = text.charCodeAt(at)
      return text.length
    },
  }
  return object as PDFObject
}

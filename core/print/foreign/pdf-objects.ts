/**
 * Reading values of a file that nobody vouches for: whatever stands where a number or a name should be is "not given",
 * never an exception. A reader that trusts types turns one odd page into a file that can't be printed.
 */
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib'

/** What a reference stands for, through references to references; undefined for null, for nothing and for a circle. */
export function resolve(context: PDFContext, object: PDFObject | undefined): PDFObject | undefined {
  let found = object
  for (let step = 0; found instanceof PDFRef; step++) {
    if (step > 32) return undefined
    found = context.lookup(found)
  }
  return found
}

/** The dictionary itself, or that of a stream. */
export function dictOf(context: PDFContext, object: PDFObject | undefined): PDFDict | undefined {
  const found = resolve(context, object)
  return found instanceof PDFDict ? found : found instanceof PDFStream ? found.dict : undefined
}

/** What a dictionary says under a key, resolved. */
export function entry(dict: PDFDict | undefined, key: string): PDFObject | undefined {
  return dict && resolve(dict.context, dict.get(PDFName.of(key)))
}

export function dictAt(dict: PDFDict | undefined, key: string): PDFDict | undefined {
  return dict && dictOf(dict.context, entry(dict, key))
}

/** The members of an array, resolved; none where there is no array. */
export function membersAt(dict: PDFDict | undefined, key: string): (PDFObject | undefined)[] {
  const found = entry(dict, key)
  return dict && found instanceof PDFArray ? found.asArray().map((member) => resolve(dict.context, member)) : []
}

/** The members of an array as they stand: references stay references. */
export function referencesAt(dict: PDFDict | undefined, key: string): PDFObject[] {
  const found = entry(dict, key)
  return found instanceof PDFArray ? found.asArray() : []
}

/** A name without its slash. */
export function nameAt(dict: PDFDict | undefined, key: string): string | undefined {
  return nameOf(entry(dict, key))
}

export function nameOf(object: PDFObject | undefined): string | undefined {
  return object instanceof PDFName ? object.decodeText() : undefined
}

export function numberAt(dict: PDFDict | undefined, key: string): number | undefined {
  const found = entry(dict, key)
  return found instanceof PDFNumber && Number.isFinite(found.asNumber()) ? found.asNumber() : undefined
}

/** `length` numbers of an array, or a number alone for one; undefined when there are fewer or one is none. */
export function numbersOf(context: PDFContext, object: PDFObject | undefined, length: number): number[] | undefined {
  const found = resolve(context, object)
  const members = found instanceof PDFArray ? found.asArray().map((member) => resolve(context, member)) : [found]
  const numbers = members.slice(0, length).flatMap((member) => (member instanceof PDFNumber && Number.isFinite(member.asNumber()) ? [member.asNumber()] : []))
  return numbers.length === length ? numbers : undefined
}

export function numbersAt(dict: PDFDict | undefined, key: string, length: number): number[] | undefined {
  return dict && numbersOf(dict.context, dict.get(PDFName.of(key)), length)
}

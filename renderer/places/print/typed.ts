/** What is typed beside the sheets: how many, and which pages. */
import type { AssetKind } from '#core/domain/library/asset'

const most = 99_999

/** Null for what is no number of copies. */
export function wholeNumber(text: string): number | null {
  const digits = text.replaceAll(/\s/g, '')
  const number = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  return number >= 1 && number <= most ? number : null
}

/** « 2 », « 1-4 », « 3 - »; nothing is all. Null for what names no pages of a document of so many. */
export function pageRange(text: string, pages: number): [from: number, to: number] | 'all' | null {
  const said = text.replaceAll(/\s/g, '')
  if (said === '') return 'all'
  const [, first, dash, last] = /^(\d{1,4})([-–]?)(\d{0,4})$/.exec(said) ?? []
  if (first === undefined) return null
  const from = Number(first)
  const to = dash ? Number(last || pages) : last ? Number.NaN : from
  return from >= 1 && to >= from && to <= pages ? [from, to] : null
}

/** How many are wanted before anybody says so. */
export const usualCopies = (kind: AssetKind | null): number => (kind === 'tract' ? 200 : kind === 'poster' ? 10 : 20)

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagesOfGroups, type EmptyRow, type HeadingRow, type PersonRow, type RowGroup, type SheetPage } from './sheet-pages'

const [first, next] = [300, 400]
const heading = (name: string, height = 20): HeadingRow => ({ kind: 'heading', lines: [name], count: 1, again: false, height })

/** Groups of these numbers of people, rows of these heights in turn. */
function groupsOf(sizes: readonly number[], heights: readonly number[], headed: boolean): RowGroup[] {
  let number = 0
  return sizes.map((size, at) => ({
    heading: headed ? heading(`group ${at}`) : null,
    rows: Array.from({ length: size }, (): PersonRow => ({ kind: 'person', cells: [], lines: 1, height: heights[number % heights.length]!, number: ++number })),
  }))
}
const nothingAdded = { heading: null, rows: [] as EmptyRow[] }
const numbersOn = ({ rows }: SheetPage) => rows.flatMap((row) => (row.kind === 'person' ? [row.number] : []))

describe('a list on its pages', () => {
  const lists = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }),
    // None higher than what a page leaves under a heading.
    heights: fc.array(fc.integer({ min: 8, max: first - 20 }), { minLength: 1, maxLength: 7 }),
    headed: fc.boolean(), pageEachGroup: fc.boolean(), perCaller: fc.option(fc.integer({ min: 1, max: 25 })), empty: fc.nat(30),
  })

  it('has everybody once, in order, and no page beyond its foot or without a row', () => {
    fc.assert(fc.property(lists, ({ sizes, heights, headed, pageEachGroup, perCaller, empty }) => {
      const rows = Array.from({ length: empty }, (_, at): EmptyRow => ({ kind: 'empty', number: at, height: 25 }))
      const pages = pagesOfGroups(groupsOf(sizes, heights, headed), { pageEachGroup, perCaller, added: { heading: headed ? heading('added') : null, rows } }, [first, next])
      const count = sizes.reduce((sum, size) => sum + size, 0)
      expect(pages.flatMap(numbersOn)).toEqual(Array.from({ length: count }, (_, at) => at + 1))
      expect(pages.flatMap((page) => page.rows.filter(({ kind }) => kind === 'empty'))).toEqual(rows)
      for (const [at, page] of pages.entries()) {
        expect(page.rows.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(at === 0 ? first : next)
        expect(page.rows.some(({ kind }) => kind !== 'heading')).toBe(true)
      }
    }))
  })

  it('has over each row the heading of its group, on each page again, and never one as the last of a page', () => {
    fc.assert(fc.property(lists, ({ sizes, heights, pageEachGroup, perCaller }) => {
      const groups = groupsOf(sizes, heights, true)
      const pages = pagesOfGroups(groups, { pageEachGroup, perCaller, added: nothingAdded }, [first, next])
      const groupOf = new Map(groups.flatMap(({ heading: over, rows }) => rows.map(({ number }) => [number, over!.lines[0]] as const)))
      const begun = new Set<string>()
      for (const { rows } of pages) {
        let under: string | null = null
        expect(rows.at(-1)!.kind).toBe('person')
        rows.forEach((row, at) => {
          if (row.kind === 'heading') {
            under = row.lines[0]!
            expect(row.again).toBe(begun.has(under))
            expect(rows[at + 1]!.kind).toBe('person')
            begun.add(under)
          } else expect(under).toBe(groupOf.get(row.number))
        })
        if (pageEachGroup) expect(rows.filter(({ kind }) => kind === 'heading')).toHaveLength(1)
      }
      expect(begun.size).toBe(sizes.length)
    }))
  })

  it('gives no caller more than she was to get, nobody much less than another, and each of them pages of her own', () => {
    fc.assert(fc.property(lists, fc.integer({ min: 1, max: 25 }), ({ sizes, heights, headed }, perCaller) => {
      const pages = pagesOfGroups(groupsOf(sizes, heights, headed), { pageEachGroup: false, perCaller, added: nothingAdded }, [first, next])
      const shares = new Map<number, SheetPage[]>()
      for (const page of pages) shares.set(page.block!.number, [...(shares.get(page.block!.number) ?? []), page])
      const counts = [...shares.values()].map((share) => share.flatMap(numbersOn).length)
      expect(Math.max(...counts)).toBeLessThanOrEqual(perCaller)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      for (const [number, share] of shares) {
        expect(share.map(({ block }) => block)).toEqual(share.map((_, at) => ({ number, total: shares.size, people: share.flatMap(numbersOn).length, again: at > 0 })))
      }
    }))
  })

  it('is one page even for nobody', () => {
    for (const pageEachGroup of [false, true]) {
      expect(pagesOfGroups([], { pageEachGroup, perCaller: null, added: nothingAdded }, [first, next])).toEqual([{ rows: [], block: null }])
      expect(pagesOfGroups([], { pageEachGroup, perCaller: 20, added: nothingAdded }, [first, next])).toHaveLength(1)
    }
  })
})

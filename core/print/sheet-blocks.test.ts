import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pagesOf, type Block } from './sheet-blocks'

interface Row {
  name: string
  height: number
}
const row = (name: string, height = 1): Row => ({ name, height })
const block = (rows: Row[], name: string): Block<Row> => ({ rows, repeat: [row(`${name} repeated`)], again: [row(`${name} again`)] })
const named = (pages: Row[][]) => pages.map((rows) => rows.map(({ name }) => name))
const pages = (blocks: Block<Row>[], rooms: [number, number]) => pagesOf(blocks, rooms, ({ height }) => height)

it('keeps what belongs together on one page, below the headings that it needs there', () => {
  const blocks = [block([row('a1'), row('a2')], 'a'), block([row('b1'), row('b2')], 'b')]
  expect(named(pages(blocks, [3, 10]))).toEqual([['a1', 'a2'], ['b repeated', 'b1', 'b2']])
  expect(named(pages(blocks, [4, 10]))).toEqual([['a1', 'a2', 'b1', 'b2']])
})

it('parts what is higher than a page, and says again where one is', () => {
  expect(named(pages([block(['1', '2', '3', '4', '5'].map((name) => row(name)), 'a')], [2, 3]))).toEqual([['1', '2'], ['a again', '3', '4'], ['a again', '5']])
})

it('loses and doubles nothing, and no page is fuller than its room', () => {
  const aRow = fc.record({ name: fc.constant('x'), height: fc.integer({ min: 1, max: 3 }) })
  fc.assert(
    fc.property(fc.array(fc.array(aRow, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), fc.integer({ min: 3, max: 12 }), fc.integer({ min: 4, max: 12 }), (all, first, next) => {
      const blocks = all.map((rows, at) => block(rows.map((each, place) => ({ ...each, name: `${at}.${place}` })), 'h'))
      const placed = pages(blocks, [first, next])
      expect(named(placed).flat().filter((name) => !name.startsWith('h'))).toEqual(blocks.flatMap(({ rows }) => rows.map(({ name }) => name)))
      for (const [at, rows] of placed.entries()) expect(rows.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(at === 0 ? first : next)
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnNeed, columnWidths, handNeed, type ColumnNeed } from './column-widths'

const need = (cells: number[], words: number[], rule: Parameters<typeof columnNeed>[0] = 'keep'): ColumnNeed =>
  columnNeed(rule, Float64Array.from(cells), Float64Array.from(words), 4, 4)
const blank = handNeed('usual', 0, 0)

describe('columns of a table', () => {
  it('fill it exactly, whatever they hold', () => {
    const needs = fc.array(fc.record({ hard: fc.double({ min: 0.1, max: 15, noNaN: true }), more: fc.nat(10), wish: fc.nat(30), grows: fc.constantFrom(0, 0.3, 1) })
      .map(({ hard, more, wish, grows }): ColumnNeed => ({ hard, least: hard + more, wanted: hard + more + wish, grows })), { minLength: 1, maxLength: 12 })
    fc.assert(fc.property(needs, fc.integer({ min: 400, max: 800 }), (list, available) => {
      const { size, widths, crowded } = columnWidths(list, available, 9)
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(available, 6)
      if (!crowded) widths.forEach((width, at) => expect(width - 9).toBeGreaterThanOrEqual(list[at]!.hard * size - 1e-6))
    }))
  })

  it('have letters of 10 points when everything stands on one line, smaller only when needed', () => {
    const name = need([10, 12, 14], [6, 7, 8])
    expect(columnWidths([name, name], 500, 9).size).toBe(10)
    expect(columnWidths([name, name, name, name], 500, 9).size).toBeLessThan(10)
  })

  it('leave the rest to the columns made to be written in', () => {
    const { widths } = columnWidths([need([8], [8]), blank], 500, 9)
    expect(widths[1]).toBeGreaterThan(widths[0]! * 2)
  })

  it('give a box what its title needs in words, and notes what is wished for', () => {
    const [tick, narrow, wide] = [handNeed('tick', 14, 5), handNeed('narrow', 3, 3), handNeed('wide', 3, 3)]
    expect(tick).toMatchObject({ hard: 5, least: 5, wanted: 8 })
    const { size, widths } = columnWidths([need([8], [8]), tick, narrow, wide], 520, 9)
    expect(widths[1]).toBeGreaterThanOrEqual(5 * size + 9)
    expect(widths[3]).toBeGreaterThan(widths[2]! * 2)
  })

  it('are not widened for a few very long e-mails', () => {
    const usual = Array.from({ length: 95 }, () => 14)
    expect(need([...usual, 60, 60, 60, 60, 60], [], 'email').wanted).toBe(14)
  })

  it('say when there are too many of them for the page', () => {
    const phone = need([7], [7])
    expect(columnWidths(Array.from({ length: 4 }, () => phone), 500, 9).crowded).toBe(false)
    expect(columnWidths(Array.from({ length: 14 }, () => phone), 500, 9).crowded).toBe(true)
  })
})

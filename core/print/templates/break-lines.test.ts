import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines, type BrokenLine, type MeasuredWord } from './break-lines'

const word = (width: number): MeasuredWord => ({ width, parts: [] })
/** In letters, each one wide; a hyphen may go after three. */
const syllables = (width: number): MeasuredWord => ({ width, parts: width > 6 ? [{ end: 4, rest: 3, joint: 'hyphen' }] : [] })
const widths = (lines: readonly BrokenLine[]) => lines.map(({ width }) => width)

function greedy(words: readonly MeasuredWord[], room: number): number {
  let [lines, width] = [1, -1]
  for (const { width: next } of words) {
    if (width + 1 + next > room) [lines, width] = [lines + 1, next]
    else width += 1 + next
  }
  return lines
}

describe('a text in lines', () => {
  it('has a title’s lines about equally long instead of one lonely word below', () => {
    const title = [5, 5, 5, 5, 5].map(word)
    expect(widths(breakLines(title, { room: 24, space: 1, balanced: true })!.lines)).toEqual([17, 11])
    expect(widths(breakLines(title, { room: 24, space: 1, balanced: false })!.lines)).toEqual([23, 5])
  })

  it('ends no line of a title after a word that belongs to the next', () => {
    const title: MeasuredWord[] = [word(10), { ...word(3), ends: 'badly' }, word(7), word(4)]
    expect(breakLines(title, { room: 19, space: 1, balanced: true })!.lines[0]!.to.word).toBe(1)
  })

  it('puts a hyphen where a line would else be half empty, or a line more, and none to win a few letters', () => {
    const firstEnd = (lengths: number[], room: number) => breakLines(lengths.map(syllables), { room, space: 1, balanced: false })!.lines[0]!.to
    expect(firstEnd([5, 9], 10)).toEqual({ word: 1, part: 1 })
    expect(firstEnd([5, 9, 6], 11)).toEqual({ word: 1, part: 1 })
    expect(firstEnd([5, 27, 9], 41)).toEqual({ word: 2, part: 0 })
  })

  it('parts no address where another way has as few lines', () => {
    const address: MeasuredWord = { width: 12, parts: [{ end: 5, rest: 5, joint: 'address' }] }
    expect(breakLines([address, word(6), word(5)], { room: 13, space: 1, balanced: false })!.lines.every(({ to }) => to.part === 0)).toBe(true)
  })

  it('is none where a word is wider than the room in any way', () => {
    expect(breakLines([word(12)], { room: 10, space: 1, balanced: false })).toBeNull()
    expect(breakLines([], { room: 10, space: 1, balanced: true })).toEqual({ lines: [], cost: 0 })
  })

  it('has all words in order, none beyond its room, and never more lines than taking as many as fit', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: 12, max: 40 }), fc.boolean(), (lengths, room, balanced) => {
      const words = lengths.map(syllables)
      const { lines } = breakLines(words, { room, space: 1, balanced })!
      expect(lines[0]!.from).toEqual({ word: 0, part: 0 })
      expect(lines.at(-1)!.to).toEqual({ word: words.length, part: 0 })
      for (const [at, line] of lines.entries()) {
        expect(line.width).toBeLessThanOrEqual(room)
        if (at > 0) expect(line.from).toEqual(lines[at - 1]!.to)
      }
      expect(lines.length).toBeLessThanOrEqual(greedy(words, room))
    }))
  })
})

import { describe, expect, it } from 'vitest'
import { historyLines } from './history-lines'

describe('a history by days', () => {
  const days = [{ at: 300, count: 2 }, { at: 200, count: 1 }, { at: 100, count: 3 }]
  const lines = historyLines(days)

  it('gives each day a line above its entries, and loses none of them', () => {
    const all = Array.from({ length: lines.count }, (_, index) => lines.line(index))
    expect(all.map((line) => (line.kind === 'day' ? `day ${line.at}` : line.index))).toEqual(['day 300', 0, 1, 'day 200', 2, 'day 100', 3, 4, 5])
  })

  it('knows the day of any line', () => {
    expect(Array.from({ length: lines.count }, (_, index) => lines.day(index)!.at)).toEqual([300, 300, 300, 200, 200, 100, 100, 100, 100])
  })

  it('asks for the entries of the lines on screen, neither fewer nor others', () => {
    for (let start = 0; start <= lines.count; start++) {
      for (let end = start; end <= lines.count; end++) {
        const shown = Array.from({ length: end - start }, (_, at) => lines.line(start + at)).flatMap((line) => (line.kind === 'entry' ? [line.index] : []))
        const asked = lines.entries(start, end)
        expect(Array.from({ length: asked.end - asked.start }, (_, at) => asked.start + at), `${start} to ${end}`).toEqual(shown)
      }
    }
  })

  it('is empty where nothing happened', () => {
    expect(historyLines([]).count).toBe(0)
    expect(historyLines([]).day(0)).toBeUndefined()
    expect(historyLines([]).entries(0, 0)).toEqual({ start: 0, end: 0 })
  })
})

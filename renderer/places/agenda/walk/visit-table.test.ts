import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitCounters, type Building, type Visit } from '#core/domain/agenda/territory'
import type { SectorId } from '#core/domain/ids'
import { cellsOf, countedOf, doubtOf, nextCell, sameCounted, typedCell, visitColumns } from './visit-table'

const visit = (counted: Visit['counted']): Visit => ({ sector: 's' as SectorId, building: 'b', counted })

describe('the table of counters', () => {
  it('has the columns of the paper, and those that something was counted in all the same', () => {
    expect(visitColumns('doors', [])).toEqual(['knocked', 'opened', 'talked', 'leaflets', 'again', 'contacts'])
    expect(visitColumns('letterboxes', [visit({ contacts: 1 })])).toEqual(['boxes', 'stopPub', 'leaflets', 'contacts'])
  })

  it('takes figures alone, and leaves empty what is empty', () => {
    expect(['', '0', '12', '12345'].map(typedCell)).toEqual(['', '0', '12', '12345'])
    expect(['x', '1 2', '-1', '1.5', '123456'].map(typedCell)).toEqual([null, null, null, null, null])
    expect(countedOf({ knocked: '12', opened: '0', talked: '' })).toEqual({ knocked: 12, opened: 0 })
    expect(sameCounted({ opened: 0 }, {})).toBe(false)
  })

  it('gives back what was kept, whatever that was', () => {
    const counted = fc.dictionary(fc.constantFrom(...visitCounters), fc.nat(99_999))
    fc.assert(fc.property(counted, (kept) => sameCounted(countedOf(cellsOf(kept)), kept)))
  })

  it('is walked through by the keyboard: Enter along and into the next line, arrows up and down, and no further than its edges', () => {
    const from = (line: number, column: number, key: string, shiftKey = false) => nextCell({ line, column }, { key, shiftKey }, 3, 6)
    expect(from(0, 0, 'Enter')).toEqual({ line: 0, column: 1 })
    expect(from(0, 5, 'Enter')).toEqual({ line: 1, column: 0 })
    expect(from(1, 0, 'Enter', true)).toEqual({ line: 0, column: 5 })
    expect(from(1, 3, 'ArrowDown')).toEqual({ line: 2, column: 3 })
    expect(from(1, 3, 'ArrowUp')).toEqual({ line: 0, column: 3 })
    for (const nowhere of [from(2, 5, 'Enter'), from(0, 0, 'Enter', true), from(0, 2, 'ArrowUp'), from(2, 2, 'ArrowDown'), from(1, 1, 'ArrowLeft'), from(1, 1, '7')]) expect(nowhere).toBeNull()
  })

  it('reaches every cell once by Enter alone', () => {
    const walked = [{ line: 0, column: 0 }]
    for (let next = nextCell(walked[0]!, { key: 'Enter' }, 4, 6); next; next = nextCell(next, { key: 'Enter' }, 4, 6)) walked.push(next)
    expect(new Set(walked.map(({ line, column }) => `${line} ${column}`)).size).toBe(24)
    expect(walked).toHaveLength(24)
  })

  it('says what can’t be right of a building', () => {
    const building: Building = { id: 'b', street: '', number: '', building: '', stair: '', floors: 2, doors: 2, boxes: 6, access: '' }
    expect(doubtOf({ knocked: 6, opened: 6, talked: 6, boxes: 6 }, building)).toBeNull()
    expect(doubtOf({ knocked: 3, opened: 4 }, building)).toBe('opened')
    expect(doubtOf({ opened: 1, talked: 2 }, building)).toBe('talked')
    expect(doubtOf({ knocked: 7 }, building)).toBe('knocked')
    expect(doubtOf({ boxes: 7 }, building)).toBe('boxes')
    expect(doubtOf({ knocked: 7, boxes: 7, opened: 5 }, { ...building, doors: 0, boxes: 0 })).toBeNull()
  })
})

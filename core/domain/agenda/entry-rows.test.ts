import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineDetail, lineFates, nextRow, readLineDetail } from './entry-rows'

it('which line of which sheet was keyed is read back as it was noted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(...lineFates), (row, fate) => {
      expect(readLineDetail(lineDetail({ code: 'K7M4-XQPR', row, fate }))).toEqual({ code: 'K7M4-XQPR', row, fate })
    }),
  )
  for (const other of ['', 'K7M4-XQPR', 'K7M4-XQPR 0 new', 'K7M4-XQPR x new', 'despite keep']) expect(readLineDetail(other)).toBeNull()
  expect(readLineDetail('K7M4-XQPR 3 of-a-newer-version')).toMatchObject({ row: 3 })
})

it('whoever comes back goes on behind the last line, whatever was skipped or keyed twice', () => {
  expect([nextRow([]), nextRow([1, 2]), nextRow([1, 4]), nextRow([4, 2, 4])]).toEqual([1, 3, 5, 5])
})

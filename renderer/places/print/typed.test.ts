import { describe, expect, it } from 'vitest'
import { pageRange, usualCopies, wholeNumber } from './typed'

describe('what is typed beside the sheets', () => {
  it('is a number of copies, with spaces as French has them, or is none', () => {
    expect(['200', ' 1 500 ', '1\u202f500', '0', '', '2,5', 'dix', '100000', '-3'].map(wholeNumber)).toEqual([200, 1500, 1500, null, null, null, null, null, null])
  })

  it('names pages of the document, and no others', () => {
    expect(['', '2', '1-4', '2 – 3', '3-', '12'].map((text) => pageRange(text, 12))).toEqual(['all', [2, 2], [1, 4], [2, 3], [3, 12], [12, 12]])
    expect(['0', '13', '4-2', '2-13', 'a', '-3', '1,2'].map((text) => pageRange(text, 12))).toEqual([null, null, null, null, null, null, null])
  })

  it('is two hundred tracts, ten posters or a few copies until somebody says so', () => {
    expect([usualCopies('tract'), usualCopies('poster'), usualCopies('form'), usualCopies(null)]).toEqual([200, 10, 20, 20])
  })
})

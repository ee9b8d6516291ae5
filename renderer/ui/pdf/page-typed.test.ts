import { describe, expect, it } from 'vitest'
import { pageTyped } from './page-typed'

describe('a page number that is being typed', () => {
  it('is a page once it names one of the document', () => {
    expect(pageTyped('1', 13)).toBe(1)
    expect(pageTyped(' 13 ', 13)).toBe(13)
    expect(pageTyped('007', 13)).toBe(7)
  })

  it('is none, and never NaN, while empty, half-typed, out of range or no number', () => {
    for (const text of ['', ' ', '-', '-5', '0', '14', '1e1', '1,5', '1.', 'NaN', '٣', '9'.repeat(400)]) expect(pageTyped(text, 13), text).toBeNull()
    expect(pageTyped('1', 0)).toBeNull()
  })
})

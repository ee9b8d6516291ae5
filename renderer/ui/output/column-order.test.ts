import { describe, expect, it } from 'vitest'
import { moveColumn } from './column-order'

describe('the order of columns', () => {
  it('moves one and keeps the others in their order', () => {
    expect(moveColumn(['name', 'phones', 'city'], 2, 0)).toEqual(['city', 'name', 'phones'])
    expect(moveColumn(['name', 'phones', 'city'], 0, 1)).toEqual(['phones', 'name', 'city'])
  })

  it('leaves the list as it is beyond its ends', () => {
    expect(moveColumn(['name', 'phones'], 0, -1)).toEqual(['name', 'phones'])
    expect(moveColumn(['name', 'phones'], 1, 2)).toEqual(['name', 'phones'])
    expect(moveColumn(['name', 'phones'], 5, 0)).toEqual(['name', 'phones'])
  })
})

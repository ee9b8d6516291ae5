import { expect, it } from 'vitest'
import { totalsOf } from './sector-totals'
import type { Building } from './territory'

const house = (floors: number, doors: number, boxes: number): Building => ({ id: 'h', street: 'rue A', number: '1', building: '', stair: '', floors, doors, boxes, access: '' })

it('the doors of a building are those of its ground floor and of each floor above', () => {
  expect(totalsOf([house(8, 4, 36), house(0, 2, 2), house(3, 0, 0)])).toEqual({ buildings: 3, doors: 38, boxes: 38 })
  expect(totalsOf([])).toEqual({ buildings: 0, doors: 0, boxes: 0 })
})

import { expect, it } from 'vitest'
import { addressOf, readForSector, withIds } from './new-buildings'

it('what the sector has, or the lines say twice, is added once; the order of the lines stays', () => {
  const first = withIds(readForSector('3 rue Jaurès, gardien\nrue Péri 1-3 impairs', []).fresh, 1_760_000_000_000)
  expect(first.map(addressOf)).toEqual(['3 rue Jaurès', '1 rue Péri', '3 rue Péri'])
  const { fresh, buildings, unread } = readForSector('RUE JAURES 1-5 impairs\n5 rue Jaurès\nvoir avec la mairie', first)
  expect([buildings.length, fresh.map(addressOf), unread.length]).toEqual([4, ['1 RUE JAURES', '5 RUE JAURES'], 1])
  const ids = [...first, ...withIds(fresh, 1_760_000_001_000)].map(({ id }) => id)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(5)
})

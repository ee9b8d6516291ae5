import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId, type PersonId } from '../ids'
import { countAssembly, type Signed } from './assembly-count'

const [emma, ana, bruno, david, chloe] = Array.from({ length: 5 }, () => newId<PersonId>()) as [PersonId, PersonId, PersonId, PersonId, PersonId]
const printed = [emma, ana, bruno, david]
const signed = (row: number, id: PersonId, proxies: PersonId[] = [], member = true): Signed => ({ row, id, proxies, member })

it('counts who signed, who gave a proxy, and a guest as neither', () => {
  const count = countAssembly(printed, [signed(1, emma, [bruno]), signed(7, chloe, [], false)])
  expect(count).toMatchObject({ present: 1, represented: 1, votes: 2, members: 4, guests: 1, idle: [] })
  expect(count.heldBy.get(bruno)?.id).toBe(emma)
})

it('counts a member who signed on an empty line, and who is no member any more as a guest', () => {
  expect(countAssembly(printed, [signed(5, chloe), signed(2, ana, [david], false)])).toMatchObject({ present: 1, represented: 0, members: 4, guests: 1 })
})

it('gives nobody two votes', () => {
  const count = countAssembly(printed, [signed(1, emma, [ana, bruno]), signed(2, ana, [bruno, chloe])])
  expect(count).toMatchObject({ present: 2, represented: 1, votes: 3 })
  expect(count.idle.map(({ holder, giver, why }) => [holder.id, giver, why])).toEqual([[emma, ana, 'present'], [ana, bruno, 'twice'], [ana, chloe, 'no-member']])
  const everybody = fc.array(fc.record({ row: fc.nat(9), id: fc.constantFrom(...printed), proxies: fc.subarray(printed), member: fc.boolean() }), { maxLength: 8 })
  fc.assert(
    fc.property(everybody, (all) => {
      const { votes, members, present, represented } = countAssembly(printed, [...new Map(all.map((one) => [one.id, one])).values()])
      expect(votes).toBe(present + represented)
      expect(votes).toBeLessThanOrEqual(members)
    }),
  )
})

import { describe, expect, it } from 'vitest'
import { emptyPerson } from './person'
import type { PersonId } from './ids'
import { inPostalOrder } from './postal-order'

const at = (postalCode: string, street: string, more: { city?: string; lastName?: string; addressBuilding?: string; addressUnit?: string; locality?: string; country?: string } = {}) => ({ ...emptyPerson('p' as PersonId, 0), city: 'Saint-Denis', postalCode, street, ...more })

/** The order given is the one that is expected. */
const inOrder = (...places: ReturnType<typeof at>[]) => {
  expect(inPostalOrder(places, (place) => place)).toEqual(places)
  expect(inPostalOrder([...places].reverse(), (place) => place)).toEqual(places)
}

describe('letters for the post office', () => {
  it('go by postal code, then commune, then street', () => inOrder(at('01500', 'rue Z'), at('93200', 'rue B'), at('93200', 'rue A', { city: 'Stains' }), at('93210', '1 rue A')))
  it('go up a street by number, bis before ter before quater, whatever the writing', () =>
    inOrder(at('93200', 'rue A'), at('93200', '2 rue A'), at('93200', '10, rue A'), at('93200', '10bis rue A'), at('93200', '10 ter rue A'), at('93200', '10 quater rue A'), at('93200', '11 r. A'), at('93200', '100 rue A')))
  it('keep « 2 bis » before 10, and a range of numbers at its first', () =>
    inOrder(at('93200', '2 rue A'), at('93200', '2 bis rue A'), at('93200', '2B rue A'), at('93200', '3-5 rue A'), at('93200', '4 bis / 6 rue A'), at('93200', '9 et 11, rue A'), at('93200', '10 rue A'), at('93200', '12 à 14 rue A'), at('93200', '12 à 14 bis rue B'), at('93200', '100 rue B')))
  it('to other countries come last, by country, whatever their codes', () =>
    inOrder(at('01500', 'rue Z'), at('75011', 'rue A', { country: 'France' }), at('97400', 'rue A'), at('1000', '1 rue A', { country: 'Belgique', city: 'Bruxelles' }), at('4000', '1 rue A', { country: 'belgique', city: 'Liège' }), at('SW1A 1AA', '10 Downing Street', { country: 'Royaume-Uni' }), at('1201', '1 rue A', { country: 'Suisse', city: 'Genève' })))
  it('go through a house by building and flat, then by name', () =>
    inOrder(at('93200', '1 rue A', { addressBuilding: 'Bât. 2' }), at('93200', '1 rue A', { addressBuilding: 'Bât. 10', addressUnit: 'Apt 3' }), at('93200', '1 rue A', { addressBuilding: 'Bât. 10', addressUnit: 'Apt 12', lastName: 'Dupont' }), at('93200', '1 rue A', { addressBuilding: 'Bât. 10', addressUnit: 'Apt 12', lastName: 'Martin' })))
  it('tell a street that begins with a date from a number', () => inOrder(at('93200', '3 rue du 8-Mai-1945'), at('93200', '20 rue du 8-Mai-1945'), at('93200', '1 rue du 19-Mars-1962')))
  it('leave what is at one place in the order in which it came', () => {
    const twice = [{ n: 1 }, { n: 2 }, { n: 3 }]
    expect(inPostalOrder(twice, () => at('93200', '1 rue A'))).toEqual(twice)
  })
})

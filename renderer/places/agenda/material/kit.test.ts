import { describe, expect, it } from 'vitest'
import { actionKinds } from '#core/domain/agenda/action'
import { kindDefaults, type TaskName } from '#core/domain/agenda/kinds'
import { kitOf, quantityOf } from './kit'

let next = 0
const kit = (kind: (typeof actionKinds)[number]) => kitOf(kind, (name) => name, () => `n${next++}`)

describe('what is taken along', () => {
  it('is what its kind usually needs, in order', () => {
    expect(kit('leafleting-market').map(({ text, quantity }) => `${quantity} ${text}`)).toEqual(['500 leaflets', '20 contact-forms', '50 stickers'])
    const ids = kit('leafleting-market').map(({ id }) => id)
    expect(ids.toSorted()).toEqual(ids)
    expect(kit('other')).toEqual([])
  })

  it('says by number what the check list may name, and nothing of it otherwise', () => {
    for (const kind of actionKinds) {
      const named = kit(kind).filter(({ text }) => kindDefaults[kind].tasks.includes(text as TaskName))
      for (const { quantity } of named) expect(quantity).toBeGreaterThan(1)
    }
  })

  it('is counted as it is typed', () => {
    expect([quantityOf('500'), quantityOf('1 500'), quantityOf('1\u202f500'), quantityOf(''), quantityOf('0')]).toEqual([500, 1500, 1500, 0, 0])
    expect([quantityOf('-1'), quantityOf('beaucoup'), quantityOf('1,5'), quantityOf('9999999')]).toEqual([null, null, null, null])
  })
})

import { expect, it } from 'vitest'
import { validityOf } from '../library/asset'
import { isLow } from '../library/stock'
import { demoLibrary } from './library'

it('the library of the demonstration is the same for the same day, and has what a section meets', () => {
  const at = Date.parse('2026-11-30T10:00:00Z')
  const library = demoLibrary('permanence', '2026-11-30', at)
  expect(demoLibrary('permanence', '2026-11-30', at)).toEqual(library)
  const { assets, kits } = library
  expect(new Set(assets.map(({ id }) => id)).size).toBe(assets.length)
  const validity = assets.map(({ draft }) => validityOf({ validUntil: draft.validUntil ?? '' }, '2026-11-30', '2026-12-14'))
  expect(new Set(validity)).toEqual(new Set(['valid', 'ends-soon', 'expired']))
  expect(assets.some(({ draft }) => isLow({ stock: draft.stock ?? [], least: draft.least ?? 0 }))).toBe(true)
  expect(assets.some(({ template, imprint, draft }) => template !== null && draft.kind === 'tract' && !imprint)).toBe(true)
  const ids = new Set(assets.map(({ id }) => id))
  expect(kits.every(({ draft }) => draft.assets!.every((id) => ids.has(id)))).toBe(true)
  expect(JSON.stringify(library)).not.toMatch(/\b0[1-9](\s?\d\d){4}\b/)
})

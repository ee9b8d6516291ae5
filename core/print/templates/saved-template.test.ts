/** What a section saved: its brand, its own layouts, its papers. */
import { describe, expect, it } from 'vitest'
import type { AssetId, PresetId } from '../../domain/ids'
import type { Preset, PresetDraft } from '../../domain/library/preset'
import { imprintLacks, imprintLine } from '../../domain/legal/imprint'
import { builtInTemplates } from './built-in/templates'
import { layoutDraft, layoutOf, paperDraft, paperEdits, paperOf } from './saved-template'
import { brandOf, imprintOf, partsOfBrand } from './section-brand'

const tract = builtInTemplates[0]!
const saved = (draft: PresetDraft, id = 'p1', createdAt = 1): Preset => ({ ...draft, id: id as PresetId, createdAt, updatedAt: createdAt })

describe('the brand of a section', () => {
  it('is its name and the colours of the house until somebody says otherwise, and then what was said', () => {
    const { preset, brand } = brandOf([], 'Section de Saint-Denis')
    expect([preset, brand.name]).toEqual([null, 'Section de Saint-Denis'])
    const said = { ...brand, name: 'Union des Quartiers', colours: { primary: '#7a1f5c', secondary: '#ffd000' }, logo: 'a1' as AssetId, address: '12 place du Marché, Saint-Denis', website: 'exemple.invalid' }
    expect(brandOf([saved({ kind: 'brand', name: said.name, parts: partsOfBrand(said) })], 'Section de Saint-Denis').brand).toEqual(said)
  })

  it('can be printed whatever was saved, and is the older of two', () => {
    const older = saved({ kind: 'brand', name: '', parts: { primary: 'red', logo: 4, keepStreetsClean: false } }, 'b', 1)
    const { preset, brand } = brandOf([saved({ kind: 'brand', name: 'Autre', parts: {} }, 'a', 2), older], 'Section')
    expect([preset, brand.name, brand.colours.primary, brand.logo, brand.imprint.keepStreetsClean]).toEqual(['b', 'Section', '#14536d', '', false])
  })

  it('prints by its own care at its own address, and lacks an address until it has one', () => {
    const { brand } = brandOf([], 'Section de Saint-Denis')
    expect(imprintLacks(imprintOf(brand))).toEqual(['address'])
    expect(imprintLine(imprintOf({ ...brand, address: '12 place du Marché' }))).toBe('Imprimé par nos soins — Section de Saint-Denis, 12 place du Marché. Ne pas jeter sur la voie publique')
  })
})

describe('a layout and a paper', () => {
  it('are read back as they were saved, each as what it is', () => {
    const layout = saved(layoutDraft('Notre tract', tract))
    expect(layoutOf(layout)).toEqual({ id: 'p1', template: { ...tract, id: 'p1', name: { fr: 'Notre tract', en: 'Notre tract' } } })
    expect(paperOf(layout)).toBeNull()
    const content = { template: tract, slots: { title: 'Réunion', text: 'Venez' }, pictures: { image: 'a1' as AssetId } }
    const paper = saved(paperDraft('Réunion', content, 'a2' as AssetId))
    expect(paperOf(paper)).toEqual({ id: 'p1', title: 'Réunion', ...content, asset: 'a2', updatedAt: 1 })
    expect(layoutOf(paper)).toBeNull()
  })

  it('are not offered where they can’t be read', () => {
    expect(layoutOf(saved({ kind: 'template', name: 'x', parts: { template: { id: 'x' } } }))).toBeNull()
    expect(layoutOf(saved({ kind: 'list', name: 'x', parts: {} }))).toBeNull()
  })

  it('lose what was emptied, and nothing of what a newer version keeps there', () => {
    const before = saved(paperDraft('Réunion', { template: tract, slots: { title: 'Réunion', text: 'Venez' }, pictures: {} }, ''))
    const edits = paperEdits({ parts: { ...before.parts, paper: 'cream' } }, 'Réunion', { template: tract, slots: { title: 'Réunion', text: '' }, pictures: {} }, '')
    expect(edits[1]).toMatchObject({ remove: ['slot:text'] })
  })
})

import { describe, expect, it } from 'vitest'
import type { Asset, Validity } from './asset'
import { campaignsOf, everyAsset, findAssets, kitsFor } from './find-assets'
import type { Kit } from './kit'

const asset = (said: Partial<Asset> & { validity?: Validity }): Asset & { validity: Validity } => ({
  id: 'a' as Asset['id'], title: '', kind: 'tract', audiences: [], campaign: '', language: '', source: '', instructions: '', validUntil: '', text: '', link: '', ready: '', least: 0, versions: [], stock: [], createdAt: 1, updatedAt: 1, validity: 'valid', ...said,
})
const versions = [{ id: 'v' } as Asset['versions'][0]]
const all = [
  asset({ title: 'Pouvoir vivre', campaign: 'Logement', audiences: ['field'], versions }),
  asset({ title: 'Hausse des loyers', kind: 'poster', campaign: 'logement', source: 'Fédération', versions, ready: 'v', validity: 'ends-soon' }),
  asset({ title: 'Vœux', kind: 'visual', audiences: ['web'], validity: 'expired', least: 50, stock: [{ id: '1', place: 'Local', kind: 'printed', count: 10, at: 1 }] }),
]
const found = (question: Partial<typeof everyAsset>) => findAssets(all, { ...everyAsset, ...question }).map(({ title }) => title)

describe('a question to the library', () => {
  it('is of words in any order, accents or not, that begin words', () => {
    expect(found({ search: 'viv pouv' })).toEqual(['Pouvoir vivre'])
    expect(found({ search: 'federation' })).toEqual(['Hausse des loyers'])
    expect(found({ search: 'voeux' })).toEqual(['Vœux'])
    expect(found({ search: 'oyers' })).toEqual([])
  })

  it('is narrowed by each filter', () => {
    expect(found({ kind: 'poster' })).toEqual(['Hausse des loyers'])
    expect(found({ audience: 'web' })).toEqual(['Vœux'])
    expect(found({ campaign: 'LOGEMENT' })).toEqual(['Pouvoir vivre', 'Hausse des loyers'])
    expect(found({ state: 'current' })).toEqual(['Pouvoir vivre', 'Hausse des loyers'])
    expect(found({ state: 'expired' })).toEqual(['Vœux'])
    expect(found({ state: 'to-check' })).toEqual(['Pouvoir vivre'])
    expect(found({ state: 'low' })).toEqual(['Vœux'])
    expect(found({ state: 'low', kind: 'tract' })).toEqual([])
  })

  it('offers each campaign once, as it is written most often', () => {
    expect(campaignsOf([...all, asset({ campaign: 'logement' }), asset({ campaign: 'École' })])).toEqual(['École', 'logement'])
  })
})

it('an action shows the kits of its kind', () => {
  const kit = (name: string, actions: Kit['actions']): Kit => ({ id: name as Kit['id'], name, note: '', audiences: [], actions, assets: [], createdAt: 1, updatedAt: 1 })
  expect(kitsFor([kit('Porte-à-porte', ['doors']), kit('Marché', ['leafleting-market', 'stall'])], 'stall').map(({ name }) => name)).toEqual(['Marché'])
})

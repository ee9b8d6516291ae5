/** Which assets a question finds: words, in any order, begin words of what is said of an asset; each filter narrows. */
import type { ActionKind } from '../agenda/action'
import { fold } from '../fold'
import { isReady, type Asset, type AssetAudience, type AssetKind, type Validity } from './asset'
import type { Kit } from './kit'
import { isLow } from './stock'

export interface AssetQuestion {
  search: string
  kind: AssetKind | ''
  audience: AssetAudience | ''
  campaign: string
  /** `current`: what may be handed out today; `to-check`: files that nobody has called ready to be printed; `low`: more copies are wanted. */
  state: '' | 'current' | 'ends-soon' | 'expired' | 'to-check' | 'low'
}

export const everyAsset: AssetQuestion = { search: '', kind: '', audience: '', campaign: '', state: '' }

export function findAssets<Found extends Asset & { validity: Validity }>(assets: readonly Found[], { search, kind, audience, campaign, state }: AssetQuestion): Found[] {
  const words = fold(search).split(' ').filter(Boolean)
  const wanted = fold(campaign)
  return assets.filter((asset) => {
    if (kind && asset.kind !== kind) return false
    if (audience && !asset.audiences.includes(audience)) return false
    if (wanted && fold(asset.campaign) !== wanted) return false
    if (state === 'current' ? asset.validity === 'expired' : state === 'ends-soon' || state === 'expired' ? asset.validity !== state : state === 'low' ? !isLow(asset) : state === 'to-check' && (asset.versions.length === 0 || isReady(asset))) return false
    if (words.length === 0) return true
    const said = ` ${fold([asset.title, asset.campaign, asset.source, asset.text, asset.instructions].join(' '))}`
    return words.every((word) => said.includes(` ${word}`))
  })
}

/** Campaigns in use, each as it is written most often, in the order of the alphabet. */
export function campaignsOf(assets: readonly Pick<Asset, 'campaign'>[]): string[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { campaign } of assets) {
    const key = fold(campaign)
    if (!key) continue
    const counts = spellings.get(key) ?? new Map<string, number>()
    spellings.set(key, counts.set(campaign, (counts.get(campaign) ?? 0) + 1))
  }
  return [...spellings].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counts]) => [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]![0])
}

/** Kits that an action of this kind shows. */
export const kitsFor = (kits: readonly Kit[], kind: ActionKind): Kit[] => kits.filter(({ actions }) => actions.includes(kind))

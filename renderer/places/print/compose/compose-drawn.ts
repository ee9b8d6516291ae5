/** A paper as the engine makes it. Drawings of the library (SVG), which only a window draws, are given to it when it first lacks one. */
import type { AssetId } from '#core/domain/ids'
import { readImage } from '#core/print/foreign/image-facts'
import type { ComposeRequest, Composed } from '#engine/api'
import type { Engine } from '#engine/client'
import { drawSvg } from '../../../ui/pdf/draw-svg'

/** Those that could not be drawn: not tried with each key. */
const undrawn = new Set<AssetId>()

export async function composeDrawn(engine: Engine, request: ComposeRequest): Promise<Composed> {
  const composed = await engine.call('compose', request)
  const lacking = composed.refused.flatMap(({ slot, error }) => (error === 'image-unreadable' ? [slot === 'logo' ? request.brand?.logo : request.pictures[slot]] : []))
  const given = await Promise.all(lacking.map((asset) => (asset && !undrawn.has(asset) ? give(engine, asset) : false)))
  return given.some(Boolean) ? engine.call('compose', request) : composed
}

async function give(engine: Engine, asset: AssetId): Promise<boolean> {
  try {
    const { bytes, type } = await engine.call('assetContent', { asset })
    if (type !== 'svg') return false
    await engine.call('givePicture', { asset, decoded: await drawSvg(bytes, readImage(bytes)) })
    return true
  } catch {
    undrawn.add(asset)
    return false
  }
}

/** What the section has to compose with: its brand, its own layouts, and the papers that it made. */
import { useEffect, useState } from 'react'
import type { PresetId } from '#core/domain/ids'
import { layoutOf, paperOf, type SavedLayout, type SavedPaper } from '#core/print/templates/saved-template'
import type { SectionBrand } from '#core/print/templates/section-brand'
import { useEngine, useTopic } from '../../../ui/engine'

export interface Saved {
  brand: SectionBrand
  brandPreset: PresetId | null
  layouts: SavedLayout[]
  /** Latest first. */
  papers: SavedPaper[]
}

/** The last answer until the next is there; `null` before the first. */
export function useSaved(): Saved | null {
  const engine = useEngine()
  const version = useTopic('library', null)?.version
  const [saved, setSaved] = useState<Saved | null>(null)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    Promise.all([engine.call('sectionBrand'), engine.call('presets', 'template')]).then(
      ([{ preset, brand }, presets]) =>
        current && setSaved({
          brand, brandPreset: preset, layouts: presets.flatMap((each) => layoutOf(each) ?? []),
          papers: presets.flatMap((each) => paperOf(each) ?? []).sort((one, other) => other.updatedAt - one.updatedAt),
        }),
      () => {},
    )
    return () => {
      current = false
    }
  }, [engine, version])
  return saved
}

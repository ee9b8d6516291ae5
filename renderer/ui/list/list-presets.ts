/**
 * Models of lists: ours, and those that organizers keep. The only file that knows where the latter are kept: for now in the settings
 * of this computer, so that each has its own; in the section's commons they would be everybody's.
 */
import { useMemo } from 'react'
import { readListPreset, withoutPreset, withPreset, type ListPreset } from '#core/domain/list-preset'
import { useSettings } from '../settings'

export interface ListPresets {
  /** In the order in which they were made; what another version alone can read is kept, and not among them. */
  own: ListPreset[]
  /** In the place of the one of that name, where there is one. `false`: there are too many. */
  save(preset: ListPreset): boolean
  /** Answers how to put it back. */
  remove(name: string): () => void
}

export function useListPresets(): ListPresets {
  const { settings: { listPresets }, change } = useSettings()
  return useMemo(() => ({
    own: listPresets.flatMap((kept) => readListPreset(kept) ?? []),
    save(preset) {
      const kept = withPreset(listPresets, preset)
      if (kept) change({ listPresets: kept })
      return kept !== null
    },
    remove(name) {
      change({ listPresets: withoutPreset(listPresets, name) })
      return () => change({ listPresets })
    },
  }), [listPresets, change])
}

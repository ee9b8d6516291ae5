/** Models of lists that the section keeps: records of its commons, which every organizer has. */
import { useEffect, useState } from 'react'
import { isSamePresetName, mostPresets, readListPreset, type ListPreset } from '#core/domain/list-preset'
import type { Preset, PresetValue } from '#core/domain/library/preset'
import { newId } from '#core/domain/ids'
import { useExecute, useSayError } from '../commands'
import { useEngine, useTopic } from '../engine'

/** What was kept is one value: two who change one model apart have meant two models. */
const part = 'layout'

export interface ListPresets {
  /** By name; what another version alone can read is kept, and not among them. */
  own: ListPreset[]
  /** In the place of the one of that name, where there is one. `full`: there are too many; `failed` was said. */
  save(preset: ListPreset): Promise<'saved' | 'full' | 'failed'>
  /** Answers how to put it back. */
  remove(name: string): Promise<(() => void) | null>
}

export function useListPresets(): ListPresets {
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const version = useTopic('library', null)?.version
  const [kept, setKept] = useState<Preset[]>([])
  useEffect(() => {
    let current = true
    engine.call('presets', 'list').then((found) => current && setKept(found), () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  const known = (name: string) => kept.find((preset) => isSamePresetName(preset.name, name))

  return {
    own: kept.flatMap(({ name, parts }) => readListPreset({ name, layout: parts[part] }) ?? []),
    async save({ name, layout }) {
      const before = known(name)
      if (!before && kept.length >= mostPresets) return 'full'
      // What only a newer version knows of it stays.
      const value = { ...(before?.parts[part] as object | undefined), ...layout } as unknown as PresetValue
      const receipt = await execute(
        before
          ? { type: 'preset.edit', changes: [{ id: before.id, edits: [{ field: 'name', value: name }, { field: 'parts', set: { [part]: value } }] }] }
          : { type: 'preset.create', made: [{ id: newId(), draft: { kind: 'list', name, parts: { [part]: value } } }] },
      )
      return receipt ? 'saved' : 'failed'
    },
    async remove(name) {
      const before = known(name)
      const receipt = before && (await execute({ type: 'preset.delete', ids: [before.id] }))
      return receipt ? () => void engine.call('undoEntry', receipt.history).catch(sayError) : null
    },
  }
}

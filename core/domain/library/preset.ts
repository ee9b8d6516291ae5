/** What somebody saved under a name to print it again so: a list's columns, a template, a sheet of labels, the section's brand. */
import type { PresetId } from '../ids'

export const presetKinds = ['list', 'template', 'label-sheet', 'brand'] as const
export type PresetKind = (typeof presetKinds)[number]

/** Values as JSON has them. */
export type PresetValue = string | number | boolean | null | PresetValue[] | { [key: string]: PresetValue }

export interface Preset {
  readonly id: PresetId
  kind: PresetKind
  name: string
  /** By part, so that two who change two parts apart both keep theirs. Whoever reads one takes it for no more than it is. */
  parts: Record<string, PresetValue>
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys of a newer version, carried along. */
  extra?: Record<string, unknown>
}

export type PresetDraft = Pick<Preset, 'kind' | 'name' | 'parts'>

export type PresetEdit = { field: 'name'; value: string } | { field: 'parts'; set?: Record<string, PresetValue>; remove?: readonly string[] }

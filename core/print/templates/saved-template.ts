/**
 * What a section saved of its templates: a layout of its own, or a paper with what it was filled with, to be changed again.
 * Invariant: each slot is a part of its own, so that two who fill two of them apart both keep theirs; what can't be read as a
 * template is not offered.
 */
import type { AssetId, PresetId } from '../../domain/ids'
import type { Preset, PresetDraft, PresetEdit, PresetValue } from '../../domain/library/preset'
import type { Slots } from './slots'
import { readTemplate, type Template } from './template'

export interface SavedLayout {
  id: PresetId
  template: Template
}

/** By slot. */
export type Pictures = Readonly<Record<string, AssetId>>

export interface PaperContent {
  template: Template
  slots: Slots
  pictures: Pictures
}

export interface SavedPaper extends PaperContent {
  id: PresetId
  title: string
  /** What it is in the library; '' where it was not put there yet. */
  asset: AssetId | ''
  /** Milliseconds since 1970. */
  updatedAt: number
}

const [slotPrefix, picturePrefix] = ['slot:', 'picture:']

const isPaper = ({ parts }: Preset): boolean => 'asset' in parts

/** `null` for what is no layout, or none that this version reads. Its template is called what the preset is, and known by its id. */
export function layoutOf(preset: Preset): SavedLayout | null {
  if (preset.kind !== 'template' || isPaper(preset)) return null
  const { template } = readTemplate(preset.parts['template'])
  return template && { id: preset.id, template: { ...template, id: preset.id, name: { fr: preset.name, en: preset.name } } }
}

export function paperOf(preset: Preset): SavedPaper | null {
  const { id, name, parts, updatedAt } = preset
  if (preset.kind !== 'template' || !isPaper(preset)) return null
  const { template } = readTemplate(parts['template'])
  const under = (prefix: string) => Object.fromEntries(Object.entries(parts).flatMap(([part, value]) => (part.startsWith(prefix) && typeof value === 'string' && value !== '' ? [[part.slice(prefix.length), value]] : [])))
  return template && { id, title: name, template, slots: under(slotPrefix), pictures: under(picturePrefix) as Pictures, asset: (typeof parts['asset'] === 'string' ? parts['asset'] : '') as AssetId | '', updatedAt }
}

const templateValue = (template: Template): PresetValue => template as unknown as PresetValue

export const layoutDraft = (name: string, template: Template): PresetDraft => ({ kind: 'template', name, parts: { template: templateValue(template) } })
export const layoutEdit = (template: Template): PresetEdit => ({ field: 'parts', set: { template: templateValue(template) } })

function partsOfPaper({ template, slots, pictures }: PaperContent, asset: AssetId | ''): Record<string, PresetValue> {
  const named = (prefix: string, values: Readonly<Record<string, string | undefined>>) => Object.entries(values).flatMap(([name, value]) => (value ? [[prefix + name, value] as const] : []))
  return { template: templateValue(template), asset, ...Object.fromEntries([...named(slotPrefix, slots), ...named(picturePrefix, pictures)]) }
}

export const paperDraft = (title: string, content: PaperContent, asset: AssetId | ''): PresetDraft => ({ kind: 'template', name: title, parts: partsOfPaper(content, asset) })

/** What was emptied goes. */
export function paperEdits({ parts }: Pick<Preset, 'parts'>, title: string, content: PaperContent, asset: AssetId | ''): PresetEdit[] {
  const set = partsOfPaper(content, asset)
  const remove = Object.keys(parts).filter((part) => (part.startsWith(slotPrefix) || part.startsWith(picturePrefix)) && !(part in set))
  return [{ field: 'name', value: title }, { field: 'parts', set, remove }]
}

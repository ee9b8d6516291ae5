/**
 * A layout of lists under a name, to be taken up again: what a section prints each month it chooses once.
 * Invariant: what another version wrote is read as far as it is known, and kept whole; a consent rule that can't be read is never
 * taken for none, since a list that asks for no consent shows everybody. Nothing in a preset names anybody.
 */
import { channels, purposes } from './consent'
import { fold } from './fold'
import { listGroupings, listOrders, mostEmptyRows, type ListColumn, type ListLayout } from './list-layout'
import { contactFields, setFields, textFields } from './person'

export interface ListPreset {
  name: string
  layout: ListLayout
}

/** Letters of a name, and of the title of a column that is written in. */
export const longestPresetName = 60
export const longestTitle = 60
export const mostPresets = 60
const mostColumns = 30

const columnNames: ReadonlySet<unknown> = new Set([...textFields, ...setFields, ...contactFields, 'consents', 'externalIds', 'name', 'createdAt', 'updatedAt', 'blank', 'address'])
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf = <Word>(value: unknown, words: readonly Word[]): Word | null => words.find((word) => word === value) ?? null
const wholeNumber = (value: unknown, least: number, most: number): number | null => (Number.isInteger(value) ? Math.min(most, Math.max(least, value as number)) : null)

function readColumn(value: unknown): ListColumn[] {
  if (columnNames.has(value)) return [value as ListColumn]
  if (!isRecord(value) || typeof value['title'] !== 'string') return []
  const title = value['title'].slice(0, longestTitle)
  if (value['hand'] === 'tick') return [{ hand: 'tick', title }]
  if (value['hand'] !== 'write') return []
  const room = oneOf(value['room'], ['narrow', 'wide'] as const)
  return [{ hand: 'write', title, ...(room && { room }) }]
}

/** `undefined`: there is a rule, and it says nothing that is known here. */
function readConsent(value: unknown): ListLayout['consent'] | undefined {
  if (value === null) return null
  const [purpose, channel] = isRecord(value) ? [oneOf(value['purpose'], purposes), oneOf(value['channel'], channels)] : [null, null]
  return purpose && channel ? { purpose, channel } : undefined
}

/** `null`: of no use here, and kept all the same. What an older version did not know of is as it was then. */
export function readListPreset(kept: unknown): ListPreset | null {
  if (!isRecord(kept) || typeof kept['name'] !== 'string' || !isRecord(kept['layout'])) return null
  const { name, layout } = kept as { name: string; layout: Record<string, unknown> }
  const consent = readConsent(layout['consent'])
  const columns = Array.isArray(layout['columns']) ? layout['columns'].slice(0, mostColumns).flatMap(readColumn) : []
  if (name.trim() === '' || consent === undefined || columns.length === 0) return null
  const height = layout['rowHeight']
  return {
    name: name.trim().slice(0, longestPresetName),
    layout: {
      columns, consent,
      orientation: oneOf(layout['orientation'], ['landscape'] as const) ?? 'portrait',
      destroyAfterUse: layout['destroyAfterUse'] !== false,
      grouping: oneOf(layout['grouping'], listGroupings),
      pageEachGroup: layout['pageEachGroup'] === true,
      order: oneOf(layout['order'], listOrders),
      rowHeight: typeof height === 'number' && height > 0 && height <= 60 ? height : null,
      perCaller: wholeNumber(layout['perCaller'], 1, 25),
      numbered: layout['numbered'] !== false,
      emptyRows: wholeNumber(layout['emptyRows'], 0, mostEmptyRows) ?? 0,
    },
  }
}

const called = (name: string) => fold(name) || name.trim()

/** « Émargement » and « emargement » are one model. */
export const isSamePresetName = (one: string, other: string): boolean => called(one) === called(other)

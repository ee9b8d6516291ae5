/** Which columns the table shows, in which order and how wide. The name always comes first and can't be hidden: a row without it says nothing. */
import type { Settings } from '#core/ports/bridge'
import type { PeopleColumn } from '#core/domain/query'

export interface ShownColumn {
  column: PeopleColumn
  /** CSS px. */
  width: number
}

export const narrowest = 64
const widest = 640

/** Columns that can be shown, in the order in which the menu offers them, with the width they start with. */
export const startWidths: Partial<Record<PeopleColumn, number>> = {
  name: 210, level: 112, relation: 136, phones: 156, emails: 230, city: 160, tags: 190, contactPerson: 150, postalCode: 104, street: 210,
  birth: 112, actionModes: 180, skills: 180, availability: 180, consents: 150, civility: 90, birthName: 150, source: 160, note: 240,
  createdAt: 120, updatedAt: 130,
}

const atFirst: PeopleColumn[] = ['name', 'level', 'relation', 'phones', 'emails', 'city', 'tags', 'contactPerson']

export function startWidth(column: PeopleColumn): number {
  return startWidths[column] ?? 150
}

export function columnsFromSettings(saved: Settings['peopleColumns']): ShownColumn[] {
  // Columns of another version are skipped: settings must never keep the table from opening.
  const known = saved.filter(({ column }) => column !== 'name' && Object.hasOwn(startWidths, column)) as ShownColumn[]
  const shown = saved.length > 0 ? known : atFirst.slice(1).map((column) => ({ column, width: startWidth(column) }))
  const name = saved.find(({ column }) => column === 'name')
  return [
    { column: 'name' as const, width: clampWidth(name?.width ?? startWidth('name')) },
    ...shown.map(({ column, width }) => ({ column, width: clampWidth(width) })),
  ]
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, Number.isFinite(width) ? width : startWidth('name'))))
}

export function toggleColumn(columns: readonly ShownColumn[], column: PeopleColumn): ShownColumn[] {
  if (column === 'name') return [...columns]
  return columns.some((shown) => shown.column === column)
    ? columns.filter((shown) => shown.column !== column)
    : [...columns, { column, width: startWidth(column) }]
}

/** Puts a column just before another one, or last when `before` is `null`. */
export function moveColumn(columns: readonly ShownColumn[], column: PeopleColumn, before: PeopleColumn | null): ShownColumn[] {
  const moved = columns.find((shown) => shown.column === column)
  if (!moved || column === 'name' || column === before) return [...columns]
  const rest = columns.filter((shown) => shown.column !== column)
  const at = before === null ? rest.length : rest.findIndex((shown) => shown.column === before)
  return rest.toSpliced(at === -1 ? rest.length : Math.max(1, at), 0, moved)
}

/** One step to the left (-1) or right (1): what the arrow keys do. */
export function shiftColumn(columns: readonly ShownColumn[], column: PeopleColumn, step: -1 | 1): ShownColumn[] {
  const at = columns.findIndex((shown) => shown.column === column)
  const to = at + step
  if (at < 1 || to < 1 || to >= columns.length) return [...columns]
  return columns.with(at, columns[to]!).with(to, columns[at]!)
}

export function resizeColumn(columns: readonly ShownColumn[], column: PeopleColumn, width: number): ShownColumn[] {
  return columns.map((shown) => (shown.column === column ? { ...shown, width: clampWidth(width) } : shown))
}

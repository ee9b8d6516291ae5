/** The history as its screen reads it: latest first, a window of entries at a time, with the days that they fall on. */
import type { HistoryId } from '#core/domain/ids'
import type { HistoryLabel } from '#core/section/history'
import type { SectionStore } from '#core/section/section-store'
import type { HistoryEntry, HistoryPage, HistoryRequest } from './api'

type HistoryTables = Readonly<Record<'history', ReadonlyMap<HistoryId, HistoryLabel>>> & Pick<SectionStore, 'actions' | 'sectors' | 'assets' | 'kits' | 'presets'>

/** Days are those of this computer's clock and time zone: what a person calls "yesterday". */
export function historyPage({ history, actions, sectors, assets, kits, presets }: HistoryTables, { start, end, kinds }: HistoryRequest): HistoryPage {
  const labels = [...history.values()]
    .filter(({ kind }) => !kinds || kinds.includes(kind))
    .sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
  const days: HistoryPage['days'] = []
  for (const { at } of labels) {
    const day = new Date(at).setHours(0, 0, 0, 0)
    const last = days.at(-1)
    if (last?.at === day) last.count++
    else days.push({ at: day, count: 1 })
  }
  const nameOf = ({ sector, asset, kit, preset }: HistoryLabel): string | undefined => (sector && sectors.get(sector)?.name) ?? (asset && assets.get(asset)?.title) ?? (kit && kits.get(kit)?.name) ?? (preset && presets.get(preset)?.name)
  const entry = (label: HistoryLabel): HistoryEntry => {
    // "Undo" alone would not say of what.
    const of = label.kind === 'undo' || label.kind === 'redo' ? history.get(label.detail as HistoryId) : undefined
    const about = label.action && actions.get(label.action)
    const named = nameOf(label)
    return { ...label, ...(of ? { of } : {}), ...(about ? { about: { title: about.title, kind: about.kind } } : {}), ...(named === undefined ? {} : { named }) }
  }
  return { total: labels.length, days, entries: labels.slice(start, end).map(entry) }
}

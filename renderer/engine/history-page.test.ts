import { describe, expect, it } from 'vitest'
import type { DeviceId, HistoryId } from '#core/domain/ids'
import type { HistoryKind, HistoryLabel } from '#core/section/history'
import { historyPage } from './history-page'

const nothing = { actions: new Map(), sectors: new Map(), assets: new Map(), kits: new Map(), presets: new Map() }

const label = (id: string, kind: HistoryKind, day: number, hour: number, detail = ''): HistoryLabel => ({
  id: id as HistoryId, kind, at: new Date(2026, 10, day, hour).getTime(), device: 'd' as DeviceId, count: 1, fields: [], detail, undoable: true,
})
const history = new Map(
  [
    label('a', 'import', 20, 9), label('b', 'person.edit', 20, 23), label('c', 'person.edit', 22, 0), label('d', 'export', 22, 8, 'csv'), label('e', 'undo', 22, 9, 'a'),
  ].map((each) => [each.id, each]),
)

describe('the history by days', () => {
  it('comes latest first, and says how many entries each day has', () => {
    const { total, days, entries } = historyPage({ history: history, ...nothing }, { start: 0, end: 100 })
    expect(entries.map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(total).toBe(5)
    expect(days.map(({ at, count }) => [new Date(at).getDate(), new Date(at).getHours(), count])).toEqual([[22, 0, 3], [20, 0, 2]])
  })

  it('tells of all days, whatever window of entries is asked', () => {
    const { days, entries } = historyPage({ history: history, ...nothing }, { start: 3, end: 4 })
    expect(entries.map(({ id }) => id)).toEqual(['b'])
    expect(days).toHaveLength(2)
  })

  it('keeps to the kinds that are asked', () => {
    const { total, days, entries } = historyPage({ history: history, ...nothing }, { start: 0, end: 100, kinds: ['import', 'export'] })
    expect(entries.map(({ id }) => id)).toEqual(['d', 'a'])
    expect([total, days.map(({ count }) => count)]).toEqual([2, [1, 1]])
  })

  it('says of what an undo is', () => {
    const [undo, edit] = historyPage({ history: history, ...nothing }, { start: 0, end: 2 }).entries
    expect(undo!.of?.kind).toBe('import')
    expect(edit).not.toHaveProperty('of')
  })
})

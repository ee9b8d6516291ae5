import { expect, it } from 'vitest'
import { emptyAction } from '../agenda/action'
import { coverageOfSectors } from '../agenda/coverage'
import { isLeftAlone } from '../agenda/left-alone'
import { doorKey } from '../agenda/building-lines'
import type { DeviceId } from '../ids'
import { demoActions } from './actions'
import { demoSectors, inDemoSectors } from './territory'

const home = 'Europe/Paris'

it('the territory of the demonstration is the same each time: buildings that are each another, without a door code', () => {
  const sectors = demoSectors('permanence')
  expect(demoSectors('permanence')).toEqual(sectors)
  for (const { draft } of sectors) {
    expect(draft.buildings!.length).toBeGreaterThanOrEqual(24)
    expect(draft.buildings!.length).toBeLessThanOrEqual(26)
    expect(new Set(draft.buildings!.map(doorKey)).size).toBe(draft.buildings!.length)
    expect(draft.buildings!.map(({ access }) => access).join('')).not.toMatch(/\d/)
  }
})

it('has gaps on purpose: one sector is worked, one was left alone, one was never met, whatever today is', () => {
  for (const today of ['2026-11-29', '2026-12-02', '2028-02-29']) {
    const sectors = demoSectors('permanence')
    const now = Date.parse(`${today}T12:00Z`)
    const actions = inDemoSectors(demoActions(60, 'permanence', today, home, 'd' as DeviceId), sectors, today).map(({ id, draft }) => ({ ...emptyAction(id, { rule: '', ...draft }, 1), ...draft, id }))
    const covered = coverageOfSectors(sectors.map(({ id, draft }) => ({ id, city: '', cityCode: '', station: '', buildings: [], createdAt: 1, updatedAt: 1, ...draft })), actions, now, home)
    expect(covered.map((each) => [each.name, each.last !== null, isLeftAlone(each, now, 5)])).toEqual([['Bords du canal', false, true], ['Quartier des Tisserands', true, true], ['Cité des Peupliers', true, false]])
  }
})

import { expect, it } from 'vitest'
import { emptyAction, type Action } from '../domain/agenda/action'
import type { ActionId } from '../domain/ids'
import { actionFromPage } from './action-page'

const moment = { local: '2026-12-05T09:00:00', zone: 'Europe/Paris' }
const action: Action = {
  ...emptyAction('market' as ActionId, { start: moment, end: { ...moment, local: '2026-12-05T12:00:00' }, rule: 'FREQ=WEEKLY' }, 7), kind: 'stall', title: 'Marché', uid: 'x@y.invalid', sequence: 3, createdAt: 5,
  shifts: [{ id: 's1', from: 0, to: 60, least: 1, most: 2, role: 'table' }], tasks: [{ id: 't1', text: 'Table', done: true }], counted: { leaflets: 3 }, from: { action: 'old' as ActionId, on: '' },
}

it('reads an action of the page of an earlier version: what that did not know is empty, or is found among what it carried along', () => {
  const { material: _material, ...earlier } = { ...action, apart: [{ field: 'title', others: ['Le marché'] }] }
  expect(actionFromPage(earlier as Action)).toEqual({ ...earlier, material: [] })
  expect(actionFromPage({ ...(earlier as Action), extra: { 'm:00a': ['Tracts', 500], zz: 'à venir' } })).toEqual({ ...earlier, material: [{ id: '00a', text: 'Tracts', quantity: 500 }], extra: { zz: 'à venir' } })
  expect(actionFromPage({ ...action, extra: { zz: 1 } })).toEqual({ ...action, extra: { zz: 1 } })
})

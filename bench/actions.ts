/** The agenda of the measures: the same on every machine and for us and the peers. */
import { idFromBytes, type ActionId } from '#core/domain/ids'
import { stream } from '#core/domain/demo/random'
import type { ActionDraft } from '#core/domain/agenda/action'
import { actionKinds } from '#core/domain/agenda/action'
import { later } from '#core/domain/agenda/moment'

const towns = 500
/** One in ten recurs, in one of the ways that sections know. */
const rules = ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY;BYDAY=1TU', 'FREQ=WEEKLY;BYDAY=TU,SA;COUNT=80']

/** `count` actions in 500 communes, from two years before `day` (`YYYY-MM-DD`) to a year after it. */
export function benchActions(count: number, day: string): { id: ActionId; draft: ActionDraft }[] {
  return Array.from({ length: count }, (_, at) => {
    const chance = stream('bench', 'action', at)
    const local = `${later({ local: day, zone: null }, { days: chance.whole(1095) - 730, seconds: 0 }).local}T${String(8 + chance.whole(13)).padStart(2, '0')}:30:00`
    const start = { local, zone: 'Europe/Paris' }
    return {
      id: idFromBytes<ActionId>(chance.bytes(16)),
      draft: {
        kind: actionKinds[chance.whole(actionKinds.length)]!, title: `Action ${at}`, status: 'planned', start, end: later(start, { days: 0, seconds: 7200 }),
        rule: at % 10 === 0 ? rules[(at / 10) % rules.length]! : '', city: `Commune ${at % towns}`, place: 'Place du Marché',
        shifts: [{ id: 's', from: 0, to: 120, least: 2, most: 6, role: '' }],
      },
    }
  })
}

/** The home screen's one question. */
import { peopleFigures } from '#core/domain/growth'
import { daysLacking, daysShown, lackingShifts, mayFall, midnights } from '#core/domain/home'
import { occurrencesOf } from '#core/domain/agenda/occurrences'
import { homeZone } from '#core/domain/home-zone'
import type { Handlers } from '#core/ports/rpc'
import { dayOf } from '#core/domain/days'
import { placesAt, proposalsOf } from './agenda-calls'
import { callsOfDay } from './call-rows'
import type { HomeCalls } from './home-api'
import type { Lifecycle } from './lifecycle'
import { sheetsToKey } from './sheets-to-key'

export function homeCalls(lifecycle: Pick<Lifecycle, 'current'>): Handlers<Pick<HomeCalls, 'home'>> {
  return {
    async home({ now }) {
      const { store, signUps } = lifecycle.current()
      await store.loaded
      const index = store.membership.holds('people') ? await signUps() : null
      const days = midnights(now, daysShown)
      const [from, to] = [days[0]!, midnights(now, daysLacking).at(-1)!]
      const falls = mayFall(from, to)
      const near = [...store.actions.values()].filter((action) => (action.status === 'planned' || action.status === 'cancelled') && falls(action))
      const ahead = occurrencesOf(near, from, to, homeZone()).map((occurrence) => ({
        occurrence, status: store.actions.get(occurrence.action)!.status, at: index && placesAt(store.actions, occurrence, index),
      }))
      const occurrences = ahead.filter(({ occurrence }) => occurrence.from < days.at(-1)!).map(({ occurrence, at }) => ({ ...occurrence, places: at && at.summary }))
      const lacking = index && lackingShifts(ahead.map(({ occurrence, status, at }) => ({ occurrence, status, shifts: at?.shifts ?? [] })), now)
      const sheets = index && sheetsToKey(store, now)
      const meant = new Set([...occurrences, ...(lacking ?? []), ...(sheets ?? [])].map(({ action }) => action))
      return {
        days, occurrences, lacking, sheets,
        proposals: proposalsOf(store.actions),
        actions: [...meant].map((id) => store.actions.get(id)!),
        planned: store.actions.size,
        due: index && callsOfDay(store, dayOf(now)),
        people: index && peopleFigures(store.people.all(), now),
      }
    },
  }
}

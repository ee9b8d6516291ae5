/** Calls about who is to be called: reminders of an action, what came of each call, what follows after an action. Loaded when first asked for. */
import type { FollowUp } from '#core/domain/agenda/call'
import { callResult, followUpsAfter, isLastAbsence, nobody, phonesOf, remindersFor } from '#core/domain/agenda/calls'
import { dayOf } from '#core/domain/days'
import { momentAt } from '#core/domain/agenda/moment'
import { suggestFor } from '#core/domain/agenda/suggestions'
import { formatDate } from '#core/domain/dates'
import { homeZone } from '#core/domain/home-zone'
import { newId, type ActionId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { timeOf } from './action-time'
import { placesAt } from './agenda-calls'
import type { CallCalls, Followed } from './call-api'
import { aboutOf, partIn, rowOf } from './call-rows'
import { contactsOf, saidOf } from './said'
import type { Lifecycle } from './lifecycle'

/** As many as one calls in an evening. */
const suggested = 25

export function callCalls(lifecycle: Pick<Lifecycle, 'current'>): Handlers<CallCalls> {
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    if (!section.store.membership.holds('people')) throw new PortError('role-forbids')
    return section
  }

  async function proposed(of: { action: ActionId; on: string }): Promise<ReturnType<typeof followUpsAfter>> {
    const section = await loaded()
    const time = timeOf(section.store, of)
    if (!time) return { found: [], leftOut: nobody() }
    return followUpsAfter(await saidOf(section, of), { ...of, day: time.occurrence.start.local.slice(0, 10) })
  }

  return {
    async reminders(of) {
      const section = await loaded()
      const { store } = section
      const { found, leftOut } = remindersFor(await saidOf(section, of))
      return { rows: found.map(({ person }) => rowOf(store, person, of)), leftOut, contacts: contactsOf(store, of.action) }
    },
    async suggestedCalls({ action: id, on }) {
      const section = await loaded()
      const { store } = section
      const leftOut = nobody()
      const action = store.actions.get(id)
      if (!action) return { rows: [], leftOut }
      const known = new Set((await saidOf(section, { action: id, on })).map(({ person }) => person.id))
      const start = on ? { local: on, zone: action.start.zone } : action.start
      const answer = suggestFor({ kind: action.kind, city: action.city, start }, store.people.all(), known, store.people.size())
      leftOut.unknown = answer.leftOut
      const rows = answer.found.flatMap(({ person: who, channels }) => {
        const person = store.people.get(who)!
        if (!channels.includes('call')) return leftOut.unknown++, []
        if (phonesOf(person).length === 0) return leftOut['no-phone']++, []
        return rowOf(store, person, { action: id, on })
      })
      return { rows: rows.slice(0, suggested), leftOut }
    },
    async sayCall({ person, action: id, on, result, callBack, note, phone, locale, now }) {
      const { store, signUps, commands } = await loaded()
      const action = id === '' ? undefined : store.actions.get(id)
      const occurrence = action && timeOf(store, { action: action.id, on })?.occurrence
      const today = dayOf(now)
      const ahead = occurrence && occurrence.to > now
      const until = ahead ? momentAt(occurrence.to, homeZone()).local.slice(0, 10) : ''
      const shifts = occurrence ? placesAt(store.actions, occurrence, await signUps()).shifts : []
      const shift = (shifts.find(({ places }) => places.lacking > 0) ?? shifts[0])?.shift.id ?? ''
      let next: FollowUp | null = null
      let stopped: 'absences' | 'over' | null = null
      const call = newId()
      const receipt = await commands.sayCall({ person, action: action ? id : '', on }, (her) => {
        const edits = callResult(her, {
          id: call, at: now, action: action ? id : '', on: action ? on : '', result, callBack, note: note.trim(), today, until, phone, shift, locale,
          source: `${locale === 'fr' ? 'Appel du' : 'Call of'} ${formatDate(today, locale)}`, signUps: partIn(store, her, id, on),
        })
        next = edits.flatMap((edit) => (edit.field === 'followUps' ? (edit.set ?? []).filter((each) => each.id === call) : []))[0] ?? null
        if (result === 'absent' && !next) stopped = isLastAbsence(her) ? 'absences' : 'over'
        return edits
      })
      return { ...receipt, next, stopped }
    },
    async afterwards(of) {
      const { found, leftOut } = await proposed(of)
      const { store } = await loaded()
      return { found: found.map(({ person, followUp }) => ({ person: rowOf(store, person, of).person, followUp })), leftOut }
    },
    async planAfterwards({ people, ...of }) {
      const { found } = await proposed(of)
      const { commands } = await loaded()
      const wanted = new Set(people)
      return commands.planFollowUps(found.flatMap(({ person, followUp }) => (wanted.has(person.id) ? { person: person.id, followUp } : [])))
    },
    async followed(id): Promise<Followed> {
      const { store } = await loaded()
      const { calls = [], followUps = [], contactFor = [] } = store.people.get(id) ?? {}
      const about = <Kept extends { action: ActionId | ''; on: string }>(kept: Kept) => ({ ...kept, about: aboutOf(store, kept.action, kept.on) })
      return {
        calls: calls.map(about), followUps: followUps.map(about),
        contactFor: contactFor.flatMap((action) => {
          const named = aboutOf(store, action, '')
          return named ? { ...named, action } : []
        }),
      }
    },
  }
}

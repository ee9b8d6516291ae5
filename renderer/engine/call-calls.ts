/** Calls about who is to be called: reminders of an action, what came of each call, what follows after an action. Loaded when first asked for. */
import type { SignUp } from '#core/domain/agenda/action'
import type { FollowUp } from '#core/domain/agenda/call'
import { callLine } from '#core/domain/agenda/call-lines'
import { callResult, dayOf, followUpsAfter, isLastAbsence, phonesOf, remindersFor, type LeftOut, type Said } from '#core/domain/agenda/calls'
import { momentAt } from '#core/domain/agenda/moment'
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { suggestFor } from '#core/domain/agenda/suggestions'
import { formatDate } from '#core/domain/dates'
import { homeZone } from '#core/domain/home-zone'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { columnKey } from '#core/section/people-query'
import { comersOf, placesAt } from './agenda-calls'
import type { CallCalls, Followed } from './call-api'
import { aboutOf, partIn, rowOf } from './call-rows'
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

  /** Who said something of this time of an action, by name. */
  async function saidOf({ action: id, on }: { action: ActionId; on: string }): Promise<Said[]> {
    const { store, signUps } = await loaded()
    const action = store.actions.get(id)
    if (!action) return []
    const byPerson = new Map<PersonId, SignUp[]>()
    for (const { person, signUp } of comersOf(store.actions, action, on, await signUps())) byPerson.set(person, [...(byPerson.get(person) ?? []), signUp])
    const nameOf = columnKey('name')
    return [...byPerson]
      .flatMap(([who, said]) => {
        const person = store.people.get(who)
        return person ? { person, signUps: said, name: nameOf(person) } : []
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  async function proposed(of: { action: ActionId; on: string }): Promise<ReturnType<typeof followUpsAfter>> {
    const { store } = await loaded()
    const action = store.actions.get(of.action)
    const occurrence = action && occurrenceOf(action, of.on || action.start.local, homeZone())
    if (!occurrence) return { found: [], leftOut: { refused: 0, unknown: 0, 'no-phone': 0 } }
    return followUpsAfter(await saidOf(of), { ...of, day: occurrence.start.local.slice(0, 10) })
  }

  return {
    async reminders(of) {
      const { store } = await loaded()
      const { found, leftOut } = remindersFor(await saidOf(of))
      const answers = (id: ActionId) => [...store.people.all()].filter(({ contactFor }) => contactFor?.includes(id))
      const own = answers(of.action)
      const from = store.actions.get(of.action)?.from
      // What was taken out of a series is answered for as the series is, until somebody says otherwise.
      const contacts = own.length === 0 && from ? answers(from.action) : own
      return {
        rows: found.map(({ person }) => rowOf(store, person, of)), leftOut,
        contacts: contacts.map((person) => ({ id: person.id, firstName: person.firstName, lastName: person.lastName, phone: phonesOf(person)[0]?.value ?? '' })),
      }
    },
    async suggestedCalls({ action: id, on }) {
      const { store } = await loaded()
      const leftOut: LeftOut = { refused: 0, unknown: 0, 'no-phone': 0 }
      const action = store.actions.get(id)
      if (!action) return { rows: [], leftOut }
      const known = new Set((await saidOf({ action: id, on })).map(({ person }) => person.id))
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
      const occurrence = action && occurrenceOf(action, on || action.start.local, homeZone())
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
    async callLines({ locale, ...of }) {
      const { store } = await loaded()
      const action = store.actions.get(of.action)
      const occurrence = action && occurrenceOf(action, of.on || action.start.local, homeZone())
      const clock = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { hour: '2-digit', minute: '2-digit' })
      const minute = 60_000
      const shiftOf = ({ shift: id }: SignUp) => {
        const shift = action?.shifts.find((each) => each.id === id)
        return shift && occurrence ? [`${clock.format(occurrence.from + shift.from * minute)} – ${clock.format(occurrence.from + shift.to * minute)}`, shift.role].filter(Boolean).join(' · ') : ''
      }
      return remindersFor(await saidOf(of)).found.map(({ person, signUps }) => callLine(person, { shift: signUps.map(shiftOf).filter(Boolean).join(', '), reason: 'reminder', locale }))
    },
  }
}

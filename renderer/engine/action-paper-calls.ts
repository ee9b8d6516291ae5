/** Papers of one action: slips for its stall, the brief of whoever leads it, the list to remind people from. */
import { refusesCalls } from '#core/domain/agenda/calls'
import { votesSilencing } from '#core/domain/agenda/electoral-silence'
import { countersOf } from '#core/domain/agenda/kind-counters'
import { instantOf, isDay, momentAt } from '#core/domain/agenda/moment'
import { placesOf, type Comer } from '#core/domain/agenda/places'
import { votesFrom } from '#core/domain/agenda/votes'
import { mayContact } from '#core/domain/consent'
import { homeZone } from '#core/domain/home-zone'
import { fullName } from '#core/domain/name-text'
import { phoneText } from '#core/domain/phone-text'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { renderActionBrief, type BriefPerson, type BriefShift } from '#core/print/action-brief'
import { callWords } from '#core/print/call-list-words'
import { renderCallList } from '#core/print/call-list'
import type { Fonts } from '#core/print/fonts'
import { noticeFrom, noticeKey } from '#core/print/sign-in-notice'
import { hourInWords, whenInWords } from '#core/print/sign-in-occasion'
import { renderSlips } from '#core/print/slips'
import type { ActionPaperCalls, ActionPaperRequest } from './action-paper-api'
import { needed, timeOf, type ActionTime } from './action-time'
import { comersOf } from './agenda-calls'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { reminderLines } from './reminder-lines'
import { contactsOf, saidOf } from './said'
import { sheetFacts, wholeNumber } from './sheet-facts'

/** More is a slip of the keyboard. */
const mostPages = 200
const mostScript = 2000

type Locale = ActionPaperRequest['locale']
interface Time extends ActionTime {
  section: OpenSection
}

export function actionPaperCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<ActionPaperCalls> {
  /** `names`: somebody is named on it, or may be. Slips name nobody: volunteers print them too. */
  const loaded = async (of: ActionPaperRequest, names = true): Promise<Time> => {
    const section = lifecycle.current()
    await section.store.loaded
    if (names && !section.store.membership.holds('people')) throw new PortError('role-forbids')
    return { section, ...needed(timeOf(section.store, of)) }
  }

  return {
    async stallSlips(request) {
      const time = await loaded(request, false)
      const notice = noticeFrom(time.section.store.settings().get(noticeKey))
      if (!notice) throw new PortError('notice-missing')
      const pages = wholeNumber(request.pages, 1, mostPages)
      return { ...(await renderSlips({ ...sheetFacts(time.section.store, time, request.locale), purpose: 'stall', notice, pages }, await fonts())), printed: 0 }
    },
    async actionBrief(request) {
      const time = await loaded(request)
      const { section, action, occurrence } = time
      const { locale } = request
      const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' })
      const { shifts, invited, phonesLeftOut } = await shiftsOf(time, locale)
      const { zone } = occurrence.start
      const [answers] = contactsOf(section.store, action.id)
      // She is there to be called, but for a refusal.
      const contact = answers && { name: fullName(answers), phone: refusesCalls(section.store.people.get(answers.id)!) ? '' : phoneText(answers.phone) }
      const brief = await renderActionBrief(
        {
          ...sheetFacts(section.store, time, locale), when: whenInWords(occurrence.start, occurrence.end, locale), zone: zone && !isDay(occurrence.start) && zone !== homeZone() ? zone : '',
          where: [action.place, action.address, action.city].map((part) => part.trim()).filter(Boolean).join(', '),
          audience: action.audience, description: action.description, contact: contact ?? null, material: action.material, tasks: action.tasks, counters: countersOf(action.kind), shifts, invited, phonesLeftOut,
          silence: votesSilencing(action.kind, occurrence, votesFrom(section.store.settings()), homeZone()).map((vote) => ({ day: day.format(Date.parse(`${vote.day}T00:00:00Z`)), closes: vote.closes })),
        },
        await fonts(),
      )
      return { ...brief, printed: brief.people, phonesLeftOut }
    },
    async reminderList(request) {
      const time = await loaded(request)
      const { section } = time
      const { locale, perCaller, script } = request
      const { people, leftOut } = reminderLines(await saidOf(section, request), (shift) => labelOf(time, shift, locale), locale)
      const facts = sheetFacts(section.store, time, locale)
      const list = await renderCallList({ ...facts, title: callWords[locale].reminders(facts.title), people, leftOut, perCaller, script: script.slice(0, mostScript) }, await fonts())
      return { ...list, printed: list.people, leftOut }
    },
  }
}

/** « 9 h – 11 h · responsable du stand »; empty for the whole action, or for a shift that was removed since. */
function labelOf({ action, occurrence: { start } }: Time, id: string, locale: Locale): string {
  const shift = action.shifts.find((each) => each.id === id)
  if (!shift) return ''
  const home = homeZone()
  const clock = (minutes: number) => hourInWords(momentAt(instantOf(start, home) + minutes * 60_000, start.zone ?? home), locale)
  return [isDay(start) ? '' : `${clock(shift.from)}\u00a0– ${clock(shift.to)}`, shift.role].filter(Boolean).join(' · ')
}

/**
 * Who comes to each shift. Who signed up is named: she said that she comes. Who was only invited is counted, for she said
 * nothing; her number is given who agreed to be called about actions, and nobody else's.
 */
async function shiftsOf(time: Time, locale: Locale): Promise<{ shifts: BriefShift[]; invited: number; phonesLeftOut: number }> {
  const { section: { store, signUps }, action, occurrence } = time
  const said = comersOf(store.actions, action, occurrence.on, await signUps())
  const leftOut = new Set<string>()
  const personOf = ({ person: id }: Comer, waiting: boolean): BriefPerson[] => {
    const person = store.people.get(id)
    if (!person) return []
    const [phone] = person.phones
    const may = mayContact(person, 'action', 'call')
    if (phone && !may) leftOut.add(id)
    return [{ key: id, name: fullName(person), phone: phone && may ? phoneText(phone.value) : '', waiting }]
  }
  const peopleOf = ({ taking, waiting }: ReturnType<typeof placesOf>) => [
    ...taking.filter(({ signUp }) => signUp.state !== 'no-show').flatMap((comer) => personOf(comer, false)), ...waiting.flatMap((comer) => personOf(comer, true)),
  ]
  const known = new Set(action.shifts.map(({ id }) => id))
  const shifts = action.shifts.map((shift): BriefShift => {
    const places = placesOf(shift, said.filter(({ signUp }) => signUp.shift === shift.id))
    return { label: labelOf(time, shift.id, locale), least: shift.least, lacking: places.lacking, people: peopleOf(places) }
  })
  // Also who signed up for a shift that was removed since.
  const whole = peopleOf(placesOf({ least: 0, most: 0 }, said.filter(({ signUp }) => !known.has(signUp.shift))))
  return {
    shifts: whole.length > 0 || shifts.length === 0 ? [...shifts, { label: '', least: 0, lacking: 0, people: whole }] : shifts,
    invited: new Set(said.filter(({ signUp }) => signUp.state === 'invited').map(({ person }) => person)).size,
    phonesLeftOut: leftOut.size,
  }
}

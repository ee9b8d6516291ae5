/** The home screen on a page for the section's meeting. */
import { isDay } from '#core/domain/agenda/moment'
import { homeZone } from '#core/domain/home-zone'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { renderMeetingPage, type MeetingLine } from '#core/print/meeting-page'
import { meetingWords } from '#core/print/meeting-words'
import { newSheetCode } from '#core/print/sheet-code'
import { titleInWords } from '#core/print/sign-in-occasion'
import type { HomeCalls } from './home-api'
import { homeCalls } from './home-calls'
import type { Lifecycle } from './lifecycle'

export function homePrint(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<Pick<HomeCalls, 'meetingPage'>> {
  return {
    async meetingPage({ now, locale }) {
      const { store } = lifecycle.current()
      const { occurrences, lacking, proposals, actions, sheets, people, due } = await homeCalls(lifecycle).home({ now })
      // That it was printed stands in the history of those who keep the people.
      if (!people || !lacking) throw new PortError('role-forbids')
      const words = meetingWords[locale]
      const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
      const day = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short' })
      const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' })
      const when = (from: number, to: number) => `${day.format(from)}, ${clock.format(from)}\u00a0– ${clock.format(to)}`
      const byId = new Map([...actions, ...proposals].map((action) => [action.id, action]))
      const of = (id: (typeof actions)[number]['id'], said: string, end: string, role = ''): MeetingLine => {
        const { place, city } = byId.get(id)!
        return { when: said, what: titleInWords(byId.get(id)!, locale), where: [role, place, city].filter(Boolean).join(', '), end }
      }
      const endOf = (cancelled: boolean, missing: number, coming: number) => (cancelled ? words.cancelled : missing > 0 ? words.short(missing) : coming > 0 ? words.coming(coming) : '')
      return renderMeetingPage(
        {
          sectionName: store.name(), people, toKey: sheets?.length ?? 0, calls: due?.rows.length ?? 0,
          ahead: occurrences.map(({ action, start, from, to, places }) =>
            of(action, isDay(start) ? `${day.format(from)}, ${words.allDay}` : when(from, to), endOf(byId.get(action)!.status === 'cancelled', to > now ? places!.lacking : 0, places!.coming)),
          ),
          lacking: lacking.map(({ action, role, from, to, lacking: missing }) => of(action, when(from, to), words.short(missing), role)),
          proposals: proposals.map(({ id, dates }) => of(id, '', words.dates(Math.max(1, dates.length)))),
          code: newSheetCode(), locale, at: now, timeZone: homeZone(),
        },
        await fonts(),
      )
    },
  }
}

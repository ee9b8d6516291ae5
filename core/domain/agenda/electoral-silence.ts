/**
 * The time before a vote in which French law allows no campaigning: code électoral, article L49, as in force in March 2026
 * (from 0 h on the eve of the vote). It goes by the clocks of the territory that votes.
 * Invariant: it warns, and blocks nothing: what an action really is, its organizers know.
 */
import type { ActionKind } from './action'
import { instantOf, later, type Moment } from './moment'

export interface Vote {
  /** `YYYY-MM-DD`: of a second round another one. */
  day: string
  /** IANA zone of the territory. */
  zone: string
  /** `HH:MM`, when its last polling station closes: 18:00, or later by order of the prefect. */
  closes: string
}

/** Kinds of action that the article speaks of. Others (training, a general assembly, an evening of results) may take place. */
export const silenced = ['leafleting-station', 'leafleting-market', 'letterboxes', 'doors', 'phoning', 'public-meeting', 'home-meeting', 'stall', 'demonstration'] as const satisfies readonly ActionKind[]

/** First and last instant (ms since 1970; the last not included). */
export function silenceOf({ day, zone, closes }: Vote): { from: number; to: number } {
  const eve = later({ local: day, zone: null }, { days: -1, seconds: 0 })
  return { from: instantOf(eve, zone), to: instantOf({ local: `${day}T${closes}:00`, zone }, zone) }
}

/** The votes before which an action of a kind would fall; `home` is the zone of a time that has none. */
export function votesSilencing(kind: string, { start, end }: { start: Moment; end: Moment }, votes: readonly Vote[], home: string): Vote[] {
  if (!(silenced as readonly string[]).includes(kind)) return []
  const [from, to] = [instantOf(start, home), instantOf(end, home)]
  return votes.filter((vote) => {
    const silence = silenceOf(vote)
    return from < silence.to && Math.max(to, from + 1) > silence.from
  })
}

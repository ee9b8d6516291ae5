/**
 * Who could come to an action, and why it is thought so.
 * Invariant: nobody is proposed whom the section may not ask (consent.ts): how many that left out is told.
 */
import { mayContact, type Channel } from '../consent'
import { fold } from '../fold'
import type { PersonId } from '../ids'
import type { Person } from '../person'
import type { ActionKind } from './action'
import type { Moment } from './moment'

/** Said in this order: what she offered, when she is free, that she lives there, or in the same intercommunality, what she can, that she came before. */
export const reasons = ['mode', 'free', 'town', 'near', 'skill', 'came'] as const
export type Reason = (typeof reasons)[number]

export interface Suggestion {
  person: PersonId
  reasons: Reason[]
  /** By which she agreed to be asked, the quickest first. */
  channels: Channel[]
}

/** What somebody offers (`Person.actionModes`, `skills`) that an action of a kind needs. */
const needed: Partial<Record<ActionKind, { modes: readonly string[]; skills?: readonly string[] }>> = {
  'leafleting-station': { modes: ['leaflet'] }, 'leafleting-market': { modes: ['leaflet'] }, letterboxes: { modes: ['leaflet'] }, doors: { modes: ['door'] },
  posters: { modes: ['poster'], skills: ['poster', 'vehicle'] }, stall: { modes: ['stall', 'leaflet'], skills: ['stall'] }, phoning: { modes: ['call'] }, 'home-meeting': { modes: ['host'] },
  'public-meeting': { modes: ['organise'], skills: ['sound', 'photo', 'video'] }, training: { modes: ['organise'], skills: ['training'] }, assembly: { modes: ['organise'] }, demonstration: { modes: ['organise', 'drive'] },
}
const weight: Record<Reason, number> = { mode: 4, free: 2, town: 2, near: 1, skill: 2, came: 1 }
/** One small thing in common is no reason to call somebody. */
const enough = 3
const asked: readonly Channel[] = ['call', 'sms', 'email']

/** The half day of a moment as people offer it: `sat-am`; `null` for a whole day. */
export function slotOf({ local }: Moment): string | null {
  if (local.length === 10) return null
  const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay()]
  const hour = Number(local.slice(11, 13))
  return `${weekday}-${hour < 12 ? 'am' : hour < 18 ? 'pm' : 'eve'}`
}

/**
 * The best `most` of these people, and how many others would be among those proposed had they agreed to be asked.
 * `isNear`: whether somebody's commune and the action's are of one intercommunality. Which communes touch each other, no list
 * that we have says.
 */
export function suggestFor(
  action: { kind: ActionKind; city: string; start: Moment },
  people: Iterable<Person>,
  known: ReadonlySet<PersonId>,
  most: number,
  isNear: (person: Pick<Person, 'cityCode' | 'postalCode' | 'city'>) => boolean = () => false,
): { found: Suggestion[]; leftOut: number } {
  const { modes = [], skills = [] } = needed[action.kind] ?? {}
  const slot = slotOf(action.start)
  const livesIn = fold(action.city)
  const folded = new Map<string, string>()
  const foldOnce = (text: string) => folded.get(text) ?? (folded.set(text, fold(text)), folded.get(text)!)
  const scored: { score: number; suggestion: Suggestion }[] = []
  let leftOut = 0
  for (const person of people) {
    if (known.has(person.id)) continue
    const mode = modes.some((each) => person.actionModes.includes(each))
    const skill = skills.some((each) => person.skills.includes(each))
    const came = person.signUps?.some(({ state }) => state === 'attended') ?? false
    // Where somebody lives and when she is free is asked of those alone whom something else speaks for.
    if (!mode && !skill && !came) continue
    const town = livesIn !== '' && foldOnce(person.city) === livesIn
    const holds: Record<Reason, boolean> = { mode, free: slot !== null && person.availability.includes(slot), town, near: !town && isNear(person), skill, came }
    const why = reasons.filter((reason) => holds[reason])
    const score = why.reduce((sum, reason) => sum + weight[reason], 0)
    if (score < enough) continue
    const channels = asked.filter((channel) => mayContact(person, 'action', channel))
    if (channels.length === 0) leftOut++
    else scored.push({ score, suggestion: { person: person.id, reasons: why, channels } })
  }
  scored.sort((one, other) => other.score - one.score || (one.suggestion.person < other.suggestion.person ? -1 : 1))
  return { found: scored.slice(0, most).map(({ suggestion }) => suggestion), leftOut }
}

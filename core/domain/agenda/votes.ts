/** The votes that a section knows of, as its settings keep them: a key each, so that two that are added apart are both there. */
import type { Vote } from './electoral-silence'
import { isZone } from './moment'

/** In the settings record, before the day. Part of the format. */
const prefix = 'vt:'

type Value = string | number | boolean | null | Uint8Array | readonly unknown[] | { [key: string]: unknown }

/** Earliest first. What is no vote is left alone. */
export function votesFrom(settings: Iterable<readonly [string, unknown]>): Vote[] {
  const votes: Vote[] = []
  for (const [key, value] of settings) {
    if (!key.startsWith(prefix) || !Array.isArray(value)) continue
    const [zone, closes] = value as unknown[]
    const vote = { day: key.slice(prefix.length), zone: String(zone), closes: String(closes) }
    if (isVote(vote)) votes.push(vote)
  }
  return votes.sort((one, other) => (one.day < other.day ? -1 : 1))
}

export function isVote({ day, zone, closes }: Vote): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && /^([01]\d|2[0-3]):[0-5]\d$/.test(closes) && isZone(zone)
}

/** The changes by which the settings say these votes, and no others. */
export function changesOfVotes(settings: Iterable<readonly [string, unknown]>, votes: readonly Vote[]): [key: string, value: Value | undefined][] {
  const wanted = new Map(votes.filter(isVote).map(({ day, zone, closes }): [string, Value] => [prefix + day, [zone, closes]]))
  const gone = votesFrom(settings).flatMap(({ day }): [string, undefined][] => (wanted.has(prefix + day) ? [] : [[prefix + day, undefined]]))
  return [...gone, ...wanted]
}

/**
 * Where the people of a base stand, and how many there were month by month.
 * Invariant: the last month of the growth is the present, so that a chart ends on the figure beside it. Past changes of level
 * are not kept: people count under the level that they have now, from the month in which they came into the base.
 */
import { addedFrom, usualDays } from './added'
import { levels, relations, type Level, type Person, type Relation } from './person'

export interface GrowthMonth {
  /** Its first midnight by the clock of this computer, in ms since 1970. */
  from: number
  /** Who was in the base at its end, or is now. */
  total: Record<Level, number>
  /** Who came in during it. */
  came: Record<Level, number>
}

export interface PeopleFigures {
  total: number
  levels: Record<Level | '', number>
  relations: Record<Relation | '', number>
  /** In the last thirty days: as the filter of the same name. */
  added: number
  /** With something to choose between. */
  conflicts: number
  growth: GrowthMonth[]
}

export const growthMonths = 12

/** Beginnings of so many months, the last one that of `now`. */
export function monthStarts(now: number, count: number): number[] {
  const today = new Date(now)
  return Array.from({ length: count }, (_, at) => new Date(today.getFullYear(), today.getMonth() - count + 1 + at, 1).getTime())
}

export function peopleFigures(people: Iterable<Pick<Person, 'level' | 'relation' | 'createdAt' | 'conflicts'>>, now: number): PeopleFigures {
  const starts = monthStarts(now, growthMonths)
  // Counted by place in lists: a hundred thousand people are told in a few milliseconds.
  const ranks = new Map<string, number>(levels.map((level, rank) => [level, rank]))
  const kinds = new Map<string, number>(relations.map((relation, rank) => [relation, rank]))
  const came = Array.from({ length: growthMonths + 1 }, () => new Array<number>(levels.length + 1).fill(0))
  const related = new Array<number>(relations.length + 1).fill(0)
  const recent = addedFrom({ days: usualDays }, now)
  let [total, added, conflicts] = [0, 0, 0]
  for (const person of people) {
    total++
    if (person.createdAt >= recent) added++
    if (person.conflicts) conflicts++
    // Words of a newer version count as none of ours.
    related[kinds.get(person.relation) ?? relations.length]!++
    // Before the first month at 0; what a clock says that is ahead of this one is now.
    let month = person.createdAt < starts[0]! ? 0 : growthMonths
    while (month > 0 && person.createdAt < starts[month - 1]!) month--
    came[month]![ranks.get(person.level) ?? levels.length]!++
  }
  const present = came.reduce((sums, month) => sums.map((sum, rank) => sum + month[rank]!))
  let reached = came[0]!
  const growth = starts.map((from, at): GrowthMonth => {
    const during = came[at + 1]!
    reached = reached.map((sum, rank) => sum + during[rank]!)
    return { from, total: named(levels, reached), came: named(levels, during) }
  })
  return {
    total, added, conflicts, growth,
    levels: { ...named(levels, present), '': present[levels.length]! },
    relations: { ...named(relations, related), '': related[relations.length]! },
  }
}

const named = <Word extends string>(words: readonly Word[], counts: readonly number[]) => Object.fromEntries(words.map((word, at) => [word, counts[at]!])) as Record<Word, number>

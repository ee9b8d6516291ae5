/**
 * Reads a calendar file (RFC 5545): every event that can be read, and what was wrong, by line.
 * Invariant: bytes of any kind give an answer, never an error, and one broken event costs no other.
 */
import type { CalendarEntry } from './calendar-entry'
import { allNamed, readComponents } from './components'
import { readContentLines } from './content-lines'
import { readEvent, type ReadEvent } from './event'
import type { Problem, Reason } from './problems'
import { readZones } from './zones'

export interface CalendarReading {
  /** In the file's order. */
  entries: CalendarEntry[]
  /** Where each of them begins, from 1. */
  lines: number[]
  /** Names of time zones that nobody knows, as the file has them. */
  unknownZones: string[]
  /** By line. */
  problems: Problem[]
}

/** Bytes. A calendar of ten years of a large organization has two or three million. */
export const largestFile = 20 * 1024 * 1024
/** Events. What has more is no section's, and would keep everybody waiting. */
const mostEvents = 10_000
/** Components of a calendar that are no events, and nothing that anybody would miss. */
const besides = new Set(['VTIMEZONE', 'VALARM', 'STANDARD', 'DAYLIGHT', 'VCALENDAR', 'VEVENT'])

const nothing = (reason: Reason): CalendarReading => ({ entries: [], lines: [], unknownZones: [], problems: [{ line: 1, reason }] })

/** `home`: IANA zone of the section, for times whose place is not known; `elsewhere`: for those of a zone that nobody knows. */
export function readCalendar(bytes: Uint8Array, home: string, elsewhere: string = home): CalendarReading {
  if (bytes.length > largestFile) return nothing('too-large')
  const { lines, tooLong } = readContentLines(bytes)
  if (lines.length === 0 && tooLong.length === 0) return nothing('empty')
  const { components, problems: broken } = readComponents(lines)
  const events = allNamed(components, 'VEVENT')
  if (events.length === 0 && components.every(({ name }) => name !== 'VCALENDAR')) return nothing('not-a-calendar')
  if (events.length > mostEvents) return nothing('too-many')

  const problems: Problem[] = [...broken, ...tooLong.map((line) => ({ line, reason: 'too-long' as const }))]
  const report = (problem: Problem) => void problems.push(problem)
  for (const { name, line } of components.flatMap((component) => [component, ...component.parts])) if (!besides.has(name)) report({ line, reason: 'not-an-event' })
  const zones = readZones(components, home, elsewhere)
  const calledOff = new Set(components.filter(({ properties }) => properties.some(({ text }) => /^METHOD:\s*CANCEL\s*$/i.test(text))).flatMap((calendar) => allNamed([calendar], 'VEVENT')))
  const read = events.flatMap((event) => readEvent(event, zones, home, calledOff.has(event), report) ?? [])
  const kept = withoutDuplicates(read, report)
  return {
    entries: kept.map(({ entry }) => entry), lines: kept.map(({ line }) => line), unknownZones: zones.unknown(),
    problems: problems.toSorted((one, other) => one.line - other.line),
  }
}

/** Of those with one name, for one occurrence, the newest; of equally new ones the first. */
function withoutDuplicates(read: readonly ReadEvent[], report: (problem: Problem) => void): ReadEvent[] {
  const newest = new Map<string, ReadEvent>()
  const nameOf = ({ entry: { uid, instead } }: ReadEvent) => `${uid}\n${instead?.local ?? ''}`
  for (const one of read) {
    const other = newest.get(nameOf(one))
    const isNewer = !other || one.entry.sequence > other.entry.sequence || (one.entry.sequence === other.entry.sequence && one.entry.changedAt > other.entry.changedAt)
    if (isNewer) newest.set(nameOf(one), one)
    if (other) report({ line: (isNewer ? other : one).line, reason: 'duplicate' })
  }
  return read.filter((one) => newest.get(nameOf(one)) === one)
}

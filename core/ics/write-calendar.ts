/**
 * Writes actions as a calendar file (RFC 5545), to be given away or subscribed to.
 * Invariant: the same actions give the same bytes; the clock that an action goes by is in the file, so that what is every
 * Tuesday at 18:30 stays so in a telephone that is on summer time; and nothing of any person is in it.
 */
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { isDay, type Moment } from '../domain/agenda/moment'
import type { CalendarEntry } from './calendar-entry'
import { localText, timezoneLines } from './vtimezone'

/** Years that the rules of time zones are written for, beyond the last date: of what recurs without end. */
const yearsAhead = 10
/** Octets of a line: RFC 5545 §3.1 counts the blank of a line that goes on, ical.js does not. */
const lineOctets = 74

const valueOf = (moment: Moment): string => {
  if (isDay(moment)) return moment.local.replaceAll('-', '')
  return localText(Temporal.PlainDateTime.from(moment.local)) + (moment.zone === 'UTC' ? 'Z' : '')
}

/** Name and parameters of a property of moments that all have one clock. */
function momentLine(name: string, moments: readonly Moment[]): string {
  const [first] = moments
  const params = isDay(first!) ? ';VALUE=DATE' : first!.zone && first!.zone !== 'UTC' ? `;TZID=${first!.zone}` : ''
  return `${name}${params}:${moments.map(valueOf).join()}`
}

/** A list of moments, one property for each clock. */
function momentLines(name: string, moments: readonly Moment[]): string[] {
  const byClock = new Map<string, Moment[]>()
  for (const moment of moments) {
    const clock = isDay(moment) ? 'day' : String(moment.zone)
    byClock.set(clock, [...(byClock.get(clock) ?? []), moment])
  }
  return [...byClock.values()].map((some) => momentLine(name, some))
}

/** TEXT, RFC 5545 §3.3.11; control characters are no text. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

const utc = (ms: number) => `${localText(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime())}Z`

function eventLines(entry: CalendarEntry): string[] {
  const texts = { SUMMARY: entry.summary, DESCRIPTION: entry.description, LOCATION: entry.location }
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    ...(entry.instead ? [momentLine('RECURRENCE-ID', [entry.instead])] : []),
    `DTSTAMP:${utc(entry.changedAt)}`,
    `LAST-MODIFIED:${utc(entry.changedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.status.toUpperCase()}`,
    momentLine('DTSTART', [entry.start]),
    momentLine('DTEND', [entry.end]),
    ...(entry.rule ? [`RRULE:${entry.rule}`] : []),
    ...momentLines('EXDATE', entry.except),
    ...momentLines('RDATE', entry.also),
    ...Object.entries(texts).flatMap(([name, text]) => (text ? [`${name}:${escaped(text)}`] : [])),
    ...(entry.categories.length > 0 ? [`CATEGORIES:${entry.categories.map(escaped).join()}`] : []),
    ...(entry.url ? [`URL:${entry.url.replaceAll(/\s/g, '')}`] : []),
    'END:VEVENT',
  ]
}

/** All that it tells. */
const momentsOf = ({ start, end, also, except, instead }: CalendarEntry): Moment[] => [start, end, ...(instead ? [instead] : []), ...also, ...except]

/** The zones whose clocks are told, by name, and of each the first year and the last. */
function zonesOf(entries: readonly CalendarEntry[]): [zone: string, firstYear: number, lastYear: number][] {
  const zones = new Map<string, [number, number]>()
  for (const entry of entries) {
    for (const { local, zone } of momentsOf(entry)) {
      if (!zone || zone === 'UTC') continue
      const year = Number(local.slice(0, 4))
      const [first, last] = zones.get(zone) ?? [year, year]
      zones.set(zone, [Math.min(first, year), Math.max(last, year + (entry.rule ? yearsAhead : 0))])
    }
  }
  return [...zones].sort(([one], [other]) => (one < other ? -1 : 1)).map(([zone, years]) => [zone, ...years])
}

/** UTF-8. `name`: of the calendar, as programs show it. */
export function writeCalendar(entries: readonly CalendarEntry[], name: string): Uint8Array {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Permanence//Permanence//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(name ? [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`] : []),
    ...zonesOf(entries).flatMap((zone) => timezoneLines(...zone)),
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(''))
}

function folded(line: string): string {
  const before = ICAL.foldLength
  ICAL.foldLength = lineOctets
  try {
    return ICAL.helpers.foldline(line)
  } finally {
    ICAL.foldLength = before
  }
}

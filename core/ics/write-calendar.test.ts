import fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { convertIcsCalendar } from 'ts-ics'
import { describe, expect, it } from 'vitest'
import { instantOf, later, type Moment } from '../domain/agenda/moment'
import type { CalendarEntry } from './calendar-entry'
import { readCalendar } from './read-calendar'
import { timezoneLines } from './vtimezone'
import { writeCalendar } from './write-calendar'

const home = 'Europe/Paris'
/** Places of French sections, and some whose clocks do odd things. */
const zones = ['Europe/Paris', 'America/Martinique', 'Indian/Reunion', 'Pacific/Noumea', 'America/Miquelon', 'Pacific/Marquesas', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'] as const

const two = (value: number) => String(value).padStart(2, '0')
const aDay = fc.integer({ min: 0, max: 3650 }).map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString())
const aTime = fc.tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `T${two(hour)}:${two(minute)}:00`)
/** Letters of all lengths in UTF-8, and all that has a meaning in the format. */
const aText = fc
  .array(fc.oneof(fc.constantFrom('a', 'é', ' ', ',', ';', '\\', '\n', ':', '"', '«', '’', '→', '🌹', 'BEGIN:VEVENT', '\\n', '\u00a0'), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 60 })
  .map((parts) => parts.join('').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f\ud800-\udfff]/gu, '').trim())

const anEntry: fc.Arbitrary<CalendarEntry> = fc
  .record({
    uid: fc.uuid().map((id) => `${id}@permanence.invalid`),
    summary: aText, description: aText, location: aText,
    url: fc.constantFrom('', 'https://exemple.invalid/a?b=c,d;e'),
    categories: fc.uniqueArray(aText.filter((text) => text !== ''), { maxLength: 3 }),
    status: fc.constantFrom('tentative' as const, 'confirmed' as const, 'cancelled' as const),
    sequence: fc.nat(40),
    day: aDay, time: fc.option(aTime), zone: fc.constantFrom(...zones, null),
    minutes: fc.integer({ min: 1, max: 3000 }),
    rule: fc.constantFrom('', 'FREQ=WEEKLY;BYDAY=TU', 'FREQ=MONTHLY;COUNT=7;BYDAY=-1FR', 'FREQ=DAILY;INTERVAL=3'),
    moves: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
    changedAt: fc.integer({ min: 0, max: 2e9 }).map((seconds) => seconds * 1000),
  })
  .map(({ day, time, zone, minutes, moves, ...rest }) => {
    const start: Moment = time ? { local: day + time, zone } : { local: day, zone: null }
    const end = time ? later(start, { days: 0, seconds: minutes * 60 }) : later(start, { days: 1 + (minutes % 3), seconds: 0 })
    const moved = moves.map((days) => later(start, { days, seconds: 0 }))
    return { ...rest, instead: null, start, end, except: moved, also: [] }
  })

const seriesOf = (entry: CalendarEntry): CalendarEntry[] =>
  entry.rule ? [entry, { ...entry, rule: '', except: [], instead: entry.start, summary: 'autrement', sequence: entry.sequence + 1 }] : [entry]

describe('a calendar file of ours', () => {
  it('says what the actions say, read back by us', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anEntry, { maxLength: 4, selector: ({ uid }) => uid }), (some) => {
        const entries = some.flatMap(seriesOf)
        const { entries: read, problems } = readCalendar(writeCalendar(entries, 'Agenda'), home)
        expect(read).toEqual(entries)
        expect(problems.filter(({ reason }) => reason !== 'floating' && reason !== 'not-a-calendar')).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('has lines of 75 octets at most, each of them whole letters, and CRLF at their end', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        const bytes = writeCalendar([entry], 'Union des Quartiers – section de Saint-Denis')
        const lines = Buffer.from(bytes).toString('latin1').split('\r\n')
        expect(lines.pop()).toBe('')
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(75)
          expect(line).not.toContain('\n')
          new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is read alike by two other programs, by the rules of time zones that stand in it', () => {
    fc.assert(
      // One of them looks for beginnings and ends of events in their texts too.
      fc.property(fc.uniqueArray(anEntry.filter(({ start, ...texts }) => (start.zone !== null || start.local.length === 10) && !JSON.stringify(texts).includes('BEGIN:')), { minLength: 1, maxLength: 3, selector: ({ uid }) => uid }), (entries) => {
        const text = new TextDecoder().decode(writeCalendar(entries, 'Agenda'))
        const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
        const components = calendar.getAllSubcomponents('vevent')
        const others = convertIcsCalendar(undefined, text).events!
        expect(components).toHaveLength(entries.length)
        expect(others).toHaveLength(entries.length)
        for (const [at, entry] of entries.entries()) {
          const event = new ICAL.Event(components[at]!)
          expect([event.uid, event.summary ?? '', event.description ?? '', event.location ?? '', event.sequence]).toEqual([entry.uid, entry.summary, entry.description, entry.location, entry.sequence])
          expect(components[at]!.getFirstPropertyValue('status')).toBe(entry.status.toUpperCase())
          // It takes the comma behind an escaped backslash for an escaped one.
          if (!entry.categories.some((category) => category.includes('\\'))) expect(components[at]!.getFirstProperty('categories')?.getValues() ?? []).toEqual(entry.categories)
          const zone = calendar.getAllSubcomponents('vtimezone').find((one) => one.getFirstPropertyValue('tzid') === entry.start.zone)
          if (zone) expect(new ICAL.Timezone(zone).utcOffset(event.startDate) * 1000).toBe(Date.parse(`${entry.start.local}Z`) - instantOf(entry.start, home))
          expect([others[at]!.uid, others[at]!.summary ?? '', others[at]!.status]).toEqual([entry.uid, entry.summary, entry.status.toUpperCase()])
          // It finds the wrong rule for some winters: what is asked of it is the rest.
          if (entry.start.zone === 'UTC') expect(others[at]!.start.date.getTime()).toBe(instantOf(entry.start, home))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has each zone’s clock for all the years that it speaks of', () => {
    for (const zone of zones) {
      const lines = timezoneLines(zone, 2024, 2036)
      const timezone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[]))
      for (let hour = 0; hour < 13 * 8766; hour += 97) {
        const there = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2024, 0, 1) + hour * 3_600_000).toZonedDateTimeISO(zone)
        const local = there.toPlainDateTime()
        // A time that comes twice is told by neither.
        if (Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds !== there.epochMilliseconds) continue
        const offset = timezone.utcOffset(ICAL.Time.fromDateTimeString(local.toString({ smallestUnit: 'second' })))
        expect(`${zone} ${local.toString()} ${offset}`).toBe(`${zone} ${local.toString()} ${there.offsetNanoseconds / 1e9}`)
      }
    }
    expect(timezoneLines('Europe/Paris', 2026, 2027)).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU')
  })

  it('is the same bytes for the same actions', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        expect(writeCalendar([entry], 'Agenda')).toEqual(writeCalendar([structuredClone(entry)], 'Agenda'))
      }),
      { numRuns: 30 },
    )
  })
})

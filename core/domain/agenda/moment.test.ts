import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { instantOf, momentAt } from './moment'

const zones = fc.constantFrom('Europe/Paris', 'America/Martinique', 'Pacific/Noumea', 'Indian/Reunion', 'America/Miquelon', 'Pacific/Tahiti', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC')
/** Around the changes of clocks more often than elsewhere. */
const instants = fc.oneof(
  fc.integer({ min: 0, max: 2_500_000_000 }),
  fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2011-12-30T10:00:00Z', '2027-04-03T15:00:00Z').chain((change) => fc.integer({ min: -200_000, max: 200_000 }).map((seconds) => Date.parse(change) / 1000 + seconds)),
)

describe('a moment', () => {
  it('is the instant that the calendar of its place says, whatever the way it is worked out', () => {
    fc.assert(
      fc.property(instants, zones, (seconds, zone) => {
        const there = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone)
        const local = there.toPlainDateTime().toString({ smallestUnit: 'second' })
        expect(momentAt(seconds * 1000, zone)).toEqual({ local, zone })
        const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
        expect(instantOf({ local, zone }, 'UTC')).toBe(expected)
        expect(instantOf({ local: local.slice(0, 10), zone: null }, zone)).toBe(Temporal.PlainDateTime.from(local.slice(0, 10)).toZonedDateTime(zone).epochMilliseconds)
      }),
      { numRuns: 400 },
    )
  })

  it('is none where the calendar has no such day', () => {
    for (const local of ['2026-13-01T10:00:00', 'demain', '']) expect(() => instantOf({ local, zone: 'Europe/Paris' }, 'UTC')).toThrow(RangeError)
  })
})

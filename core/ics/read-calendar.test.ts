import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOf } from '../domain/agenda/moment'
import { longestLine } from './content-lines'
import { readCalendar } from './read-calendar'

const home = 'Europe/Paris'
const bytesOf = (text: string) => new TextEncoder().encode(text)
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@exemple.invalid', ...lines, 'END:VEVENT']
const read = (text: string | Uint8Array) => readCalendar(typeof text === 'string' ? bytesOf(text) : text, home)
/** Of a calendar with one event. */
const only = (...lines: string[]) => {
  const { entries, problems } = read(calendar(...event(...lines)))
  return { entry: entries[0]!, reasons: problems.map(({ reason }) => reason) }
}

describe('a calendar file that somebody was sent', () => {
  it('keeps the clock and the place of each action', () => {
    const { entry, reasons } = only('DTSTART;TZID=Europe/Paris:20260310T183000', 'DTEND;TZID=Europe/Paris:20260310T203000', 'SUMMARY:Réunion publique\\, salle A', 'DESCRIPTION:Ordre du jour\\n1\\; 2')
    expect(entry).toMatchObject({ start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:30:00' }, summary: 'Réunion publique, salle A', description: 'Ordre du jour\n1; 2', status: 'confirmed' })
    expect(isoOf(entry.start)).toBe('2026-03-10T18:30:00+01:00')
    expect(reasons).toEqual([])
  })

  it('tells whole days, of one day and of several, also from who writes the last day for the end', () => {
    expect(only('DTSTART;VALUE=DATE:20260501').entry.end).toEqual({ local: '2026-05-02', zone: null })
    expect(only('DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260501').entry.end).toEqual({ local: '2026-05-02', zone: null })
    expect(only('DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260504').entry.end).toEqual({ local: '2026-05-04', zone: null })
    expect(only('DTSTART;VALUE=DATE:20260501', 'DURATION:P2D').entry.end).toEqual({ local: '2026-05-03', zone: null })
  })

  it('counts a duration as days of the calendar, then hours that pass: over the night when summer time begins', () => {
    const { entry } = only('DTSTART;TZID=Europe/Paris:20260328T120000', 'DURATION:P1DT1H')
    expect(entry.end).toEqual({ local: '2026-03-29T13:00:00', zone: 'Europe/Paris' })
    expect(only('DTSTART;TZID=Europe/Paris:20260329T013000', 'DURATION:PT1H').entry.end.local).toBe('2026-03-29T03:30:00')
  })

  it('knows time zones by the names that programs give them', () => {
    for (const name of ['Romance Standard Time', '/freeassociation.sourceforge.net/Europe/Paris', '"Europe/Paris"', '/mozilla.org/20050126_1/Europe/Paris']) {
      const { entry, reasons } = only(`DTSTART;TZID=${name}:20260710T090000`)
      expect(isoOf(entry.start)).toBe('2026-07-10T09:00:00+02:00')
      expect(reasons).toEqual([])
    }
    expect(isoOf(only('DTSTART:20260710T070000Z').entry.start)).toBe('2026-07-10T07:00:00Z')
  })

  it('says how it read a time whose place it does not know', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Chez nous', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0400', 'END:STANDARD', 'END:VTIMEZONE']
    const described = read(calendar(...zone, ...event('DTSTART;TZID=Chez nous:20260710T090000')))
    expect(isoOf(described.entries[0]!.start)).toBe('2026-07-10T15:00:00+02:00')
    expect(described.problems).toEqual([{ line: 13, reason: 'zone-of-file' }])
    const unknown = only('DTSTART;TZID=Nulle part:20260710T090000', 'DTEND;TZID=Nulle part:20260710T100000')
    expect(isoOf(unknown.entry.start)).toBe('2026-07-10T09:00:00+02:00')
    expect(unknown.reasons).toEqual(['unknown-zone'])
    const floating = only('DTSTART:20260710T090000', 'DTEND:20260710T100000')
    expect(floating.entry.start.zone).toBeNull()
    expect(floating.reasons).toEqual(['floating'])
  })

  it('keeps recurrences, their exceptions and what stands in for one of them', () => {
    const { entries, problems } = read(
      calendar(
        ...event('DTSTART;TZID=Europe/Paris:20260106T183000', 'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T163000Z', 'EXDATE;TZID=Europe/Paris:20260113T183000,20260120T183000', 'RDATE;TZID=Europe/Paris:20260704T183000'),
        ...event('RECURRENCE-ID;TZID=Europe/Paris:20260127T183000', 'DTSTART;TZID=Europe/Paris:20260128T190000', 'SEQUENCE:2'),
      ),
    )
    expect(problems).toEqual([])
    expect(entries[0]).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T163000Z', instead: null, except: [{ local: '2026-01-13T18:30:00' }, { local: '2026-01-20T18:30:00' }], also: [{ local: '2026-07-04T18:30:00' }] })
    expect(entries[1]).toMatchObject({ uid: entries[0]!.uid, instead: { local: '2026-01-27T18:30:00' }, start: { local: '2026-01-28T19:00:00' }, sequence: 2 })
  })

  it('has of each action the newest, whatever the order', () => {
    const older = event('SEQUENCE:1', 'DTSTART:20260710T070000Z', 'SUMMARY:avant')
    const newer = event('SEQUENCE:3', 'DTSTART:20260711T070000Z', 'SUMMARY:après')
    for (const both of [[...older, ...newer], [...newer, ...older]]) {
      const { entries, problems } = read(calendar(...both))
      expect(entries.map(({ summary }) => summary)).toEqual(['après'])
      expect(problems).toEqual([{ line: both.indexOf('SUMMARY:avant') < both.indexOf('SUMMARY:après') ? 3 : 9, reason: 'duplicate' }])
    }
  })

  it('says what is called off, one by one and as a whole', () => {
    expect(only('DTSTART:20260710T070000Z', 'STATUS:CANCELLED').entry.status).toBe('cancelled')
    expect(read(calendar('METHOD:CANCEL', ...event('DTSTART:20260710T070000Z'))).entries[0]!.status).toBe('cancelled')
  })

  it('is read whatever ends its lines and wherever they were folded, also in the middle of a letter', () => {
    const text = calendar(...event('DTSTART:20260710T070000Z', 'SUMMARY:Fête de l’été à Aÿ'))
    const summary = bytesOf('SUMMARY:Fête de l’été à Aÿ')
    for (const end of ['\r\n', '\n', '\r']) {
      for (let at = 9; at < summary.length; at += 1) {
        const folded = Buffer.concat([bytesOf(calendar('BEGIN:VEVENT', 'UID:a', 'DTSTART:20260710T070000Z').replace('END:VCALENDAR\r\n', '').replaceAll('\r\n', end)), summary.subarray(0, at), bytesOf(`${end} `), summary.subarray(at), bytesOf(`${end}END:VEVENT${end}END:VCALENDAR`)])
        expect(read(folded)).toMatchObject({ entries: [expect.objectContaining({ summary: 'Fête de l’été à Aÿ' })], problems: [] })
      }
    }
    expect(read(`\ufeff${text}`).entries).toHaveLength(1)
    expect(read(Buffer.from(calendar(...event('DTSTART:20260710T070000Z', 'SUMMARY:Fête à Aÿ')), 'latin1')).entries[0]!.summary).toBe('Fête à Aÿ')
  })
})

describe('a broken calendar file', () => {
  it('gives what is readable, and says by line what is not', () => {
    expect(only('SUMMARY:sans date').reasons).toEqual(['no-start'])
    expect(only('DTSTART:20261301T090000Z').reasons).toEqual(['bad-start'])
    expect(only('DTSTART:20260229').reasons).toEqual(['bad-start'])
    expect(only('DTSTART:demain').reasons).toEqual(['bad-start'])
    expect(only('DTSTART:20260710T070000Z', 'DTEND:20260710T060000Z')).toMatchObject({ entry: { end: { local: '2026-07-10T07:00:00' } }, reasons: ['end-before-start'] })
    expect(only('DTSTART:20260710T070000Z', 'DTEND;VALUE=DATE:20260711').reasons).toEqual(['bad-end'])
    expect(only('DTSTART:20260710T070000Z', 'RRULE:FREQ=JAMAIS')).toMatchObject({ entry: { rule: '' }, reasons: ['bad-rule'] })
    expect(only('DTSTART:20260710T070000Z', 'RRULE:FREQ=SECONDLY')).toMatchObject({ entry: { rule: '' }, reasons: ['rule-too-fine'] })
    expect(only('DTSTART:20260710T070000Z', 'ceci n’est pas une ligne', 'SUMMARY:oui')).toMatchObject({ entry: { summary: 'oui' }, reasons: ['broken-line'] })
    expect(only('DTSTART:20260710T070000Z', `DESCRIPTION:${'x'.repeat(longestLine)}`).reasons).toEqual(['too-long'])
    expect(only('DTSTART:20260710T070000Z', 'STATUS:PEUT-ÊTRE').reasons).toEqual(['bad-value'])
    const { entries, problems } = read(calendar('BEGIN:VTODO', 'SUMMARY:x', 'END:VTODO', 'BEGIN:VEVENT', 'DTSTART:20260710T070000Z', 'SUMMARY:Marché', 'END:VEVENT'))
    expect(problems).toEqual([{ line: 3, reason: 'not-an-event' }, { line: 6, reason: 'no-uid' }])
    expect(read(calendar('BEGIN:VEVENT', 'DTSTART:20260710T070000Z', 'SUMMARY:Marché', 'END:VEVENT')).entries[0]!.uid).toBe(entries[0]!.uid)
  })

  it('is told from what is no calendar', () => {
    expect(read('').problems).toEqual([{ line: 1, reason: 'empty' }])
    expect(read('Nom;Prénom\r\nKaya;Ayşe').problems).toEqual([{ line: 1, reason: 'not-a-calendar' }])
    expect(read(calendar()).entries).toEqual([])
  })

  it('that was cut off anywhere gives every event that is whole before the cut', () => {
    const first = calendar(...event('DTSTART:20260710T070000Z', 'SUMMARY:un')).replace('END:VCALENDAR\r\n', '')
    const whole = bytesOf(first + calendar(...event('DTSTART:20260711T070000Z', 'SUMMARY:deux').map((line) => line.replace('UID:a', 'UID:b'))))
    for (let cut = bytesOf(first).length; cut <= whole.length; cut++) expect(read(whole.subarray(0, cut)).entries[0]!.summary).toBe('un')
  })

  it('of any bytes is answered, also where lines of a good one were mixed up, doubled or cut', () => {
    const good = calendar('METHOD:PUBLISH', 'BEGIN:VTIMEZONE', 'TZID:X', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'RRULE:FREQ=YEARLY', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:STANDARD', 'END:VTIMEZONE', ...event('DTSTART;TZID=X:20260710T070000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY', 'EXDATE;TZID=X:20260717T070000', 'BEGIN:VALARM', 'TRIGGER:-PT5M', 'END:VALARM')).split('\r\n')
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...good), fc.constantFrom(...good).map((line) => line.slice(0, line.length >> 1)), fc.string({ maxLength: 30 })), { maxLength: 60 }), fc.uint8Array({ maxLength: 40 }), (lines, tail) => {
        const { entries, problems } = read(Buffer.concat([bytesOf(lines.join('\r\n')), tail]))
        for (const { start, end } of entries) expect(`${isoOf(start)}${isoOf(end)}`).not.toContain('NaN')
        expect(problems.every(({ line }) => line >= 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

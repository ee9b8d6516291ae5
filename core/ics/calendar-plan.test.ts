import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionKinds, emptyAction, type Action } from '../domain/agenda/action'
import { kindWords } from '../domain/agenda/kind-words'
import { later, type Moment } from '../domain/agenda/moment'
import { newId, type ActionId, type DeviceId } from '../domain/ids'
import { entryOf, isInCalendars } from './action-entry'
import { planCalendar, type CalendarPlan } from './calendar-plan'
import { readCalendar } from './read-calendar'
import { writeCalendar } from './write-calendar'

const home = 'Europe/Paris'
const calendar = (...lines: string[]) => new TextEncoder().encode(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'))
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
const plan = (file: Uint8Array, actions: Action[] = []) => planCalendar(readCalendar(file, home), actions, home)
const kinds = ({ rows }: CalendarPlan) => rows.map(({ kind }) => kind)
const paris = (local: string): Moment => ({ local, zone: home })

/** As the section has it once it was imported. */
const madeFrom = ({ made }: CalendarPlan): Action[] =>
  made.map((draft) => ({ ...emptyAction(newId<ActionId>(), { start: draft.start, end: draft.end, rule: draft.rule ?? '' }, 1), ...draft }) as Action)

const exported = (actions: Action[], locale: 'fr' | 'en' = 'fr') => writeCalendar(actions.filter(isInCalendars).map((action) => entryOf(action, kindWords[locale][action.kind])), 'Section')

const meeting = event('reunion@exemple.invalid', 'DTSTART;TZID=Europe/Paris:20260106T183000', 'DTEND;TZID=Europe/Paris:20260106T203000', 'RRULE:FREQ=WEEKLY;BYDAY=TU', 'SUMMARY:Réunion du mardi', 'LOCATION:12 rue du Port\\, Les Lilas', 'CATEGORIES:Interne,réunion publique')
const moved = event('reunion@exemple.invalid', 'RECURRENCE-ID:20260127T173000Z', 'DTSTART;TZID=Europe/Paris:20260128T190000', 'DTEND;TZID=Europe/Paris:20260128T200000', 'SUMMARY:Réunion du mercredi')

describe('a calendar file that comes into the agenda', () => {
  it('makes an action of each event, of the kind that its category names in either language, whatever its accents', () => {
    const { made, rows } = plan(calendar(...meeting, ...event('b', 'DTSTART;VALUE=DATE:20260501', 'SUMMARY:1er mai', 'STATUS:CANCELLED', 'CATEGORIES:DEMONSTRATION', 'URL:https://exemple.invalid/salle')))
    expect(made[0]).toMatchObject({ uid: 'reunion@exemple.invalid', kind: 'public-meeting', title: 'Réunion du mardi', address: '12 rue du Port, Les Lilas', rule: 'FREQ=WEEKLY;BYDAY=TU', status: 'planned', start: paris('2026-01-06T18:30:00') })
    expect(made[1]).toMatchObject({ uid: 'b', kind: 'demonstration', status: 'cancelled', start: { local: '2026-05-01', zone: null }, end: { local: '2026-05-02', zone: null }, description: 'https://exemple.invalid/salle' })
    expect(rows.map(({ kind, line }) => [kind, line])).toEqual([['fresh', 3], ['fresh', 12]])
    expect(plan(calendar(...event('c', 'DTSTART:20260710T070000Z', 'CATEGORIES:Anniversaire'))).made[0]!.kind).toBe('other')
  })

  it('takes a time of no zone for the time here, and one of an unknown zone for the zone that was chosen', () => {
    const file = calendar(...event('a', 'DTSTART:20260710T090000'), ...event('b', 'DTSTART;TZID=Nulle part:20260710T090000'))
    const { unknownZones } = readCalendar(file, home)
    expect(unknownZones).toEqual(['Nulle part'])
    const { made } = planCalendar(readCalendar(file, home, 'Indian/Reunion'), [], home)
    expect(made.map(({ start }) => start)).toEqual([paris('2026-07-10T09:00:00'), { local: '2026-07-10T09:00:00', zone: 'Indian/Reunion' }])
  })

  it('that was read before adds nothing, and says field by field what it has otherwise since', () => {
    const actions = madeFrom(plan(calendar(...meeting)))
    expect(kinds(plan(calendar(...meeting), actions))).toEqual(['same'])
    const later = plan(calendar(...meeting.map((line) => line.replace('T2030', 'T2100').replace('du mardi', 'de section').replace('12 rue', '14 rue'))), actions)
    expect(later.made).toEqual([])
    expect(later.rows[0]).toMatchObject({
      kind: 'changed',
      changes: [
        { field: 'title', before: 'Réunion du mardi', after: 'Réunion de section' },
        { field: 'end', before: paris('2026-01-06T20:30:00'), after: paris('2026-01-06T21:00:00') },
        { field: 'location', before: '12 rue du Port, Les Lilas', after: '14 rue du Port, Les Lilas' },
      ],
    })
    expect(later.edited).toEqual([
      { id: actions[0]!.id, edits: [
        { field: 'title', value: 'Réunion de section' },
        { field: 'when', value: { start: paris('2026-01-06T18:30:00'), end: paris('2026-01-06T21:00:00'), rule: 'FREQ=WEEKLY;BYDAY=TU' } },
        { field: 'address', value: '14 rue du Port, Les Lilas' },
        { field: 'sequence', value: 0 },
      ] },
    ])
  })

  it('keeps what the section knows of a place where the file confirms it, and takes nothing away that it does not speak of', () => {
    const [action] = madeFrom(plan(calendar(...meeting)))
    const known: Action = { ...action!, place: 'Salle B', address: '12 rue du Port', city: 'Les Lilas', cityCode: '93045', description: 'Apporter les clés' }
    const file = calendar(...meeting.map((line) => line.replace('LOCATION:12', 'LOCATION:Salle B\\, 14')))
    expect(plan(file, [known]).edited[0]!.edits).toEqual([{ field: 'address', value: '14 rue du Port' }, { field: 'sequence', value: 0 }])
    expect(plan(calendar(...meeting.filter((line) => !/^(LOCATION|SUMMARY|CATEGORIES)/.test(line))), [known]).edited).toEqual([])
  })

  it('leaves aside what is older than what is here', () => {
    const actions = madeFrom(plan(calendar(...meeting))).map((action) => ({ ...action, sequence: 3 }))
    const { rows, edited, made } = plan(calendar(...meeting.map((line) => line.replace('du mardi', 'd’avant')), ...moved), actions)
    expect(rows.map(({ kind, reason }) => [kind, reason])).toEqual([['setAside', 'older'], ['setAside', 'older']])
    expect([edited, made]).toEqual([[], []])
    expect(kinds(plan(calendar(...meeting), actions))).toEqual(['same'])
    const both = madeFrom(plan(calendar(...meeting, ...moved))).map((action) => ({ ...action, sequence: 3 }))
    expect(kinds(plan(calendar(...meeting, ...moved), both))).toEqual(['same', 'same'])
  })

  it('has one time of a series that was moved left out of it, as an action of its own that is known again', () => {
    for (const file of [calendar(...meeting, ...moved), calendar(...moved, ...meeting)]) {
      const first = plan(file)
      expect(kinds(first)).toEqual(['fresh', 'fresh'])
      const series = first.made.find(({ rule }) => rule)!
      const one = first.made.find(({ rule }) => !rule)!
      expect(series.except).toEqual([paris('2026-01-27T18:30:00')])
      expect(one).toMatchObject({ uid: 'reunion@exemple.invalid#20260127T183000', kind: 'public-meeting', title: 'Réunion du mercredi', start: paris('2026-01-28T19:00:00') })
      const actions = madeFrom(first)
      expect(kinds(plan(file, actions))).toEqual(['same', 'same'])
      expect(kinds(plan(exported(actions), actions))).toEqual(['same', 'same'])
    }
  })

  it('has a moved time alone only where its series is in the agenda', () => {
    const alone = plan(calendar(...moved))
    expect(alone.rows[0]).toMatchObject({ kind: 'setAside', reason: 'no-series' })
    const actions = madeFrom(plan(calendar(...meeting)))
    const { rows, made, edited } = plan(calendar(...moved), actions)
    expect(rows.map(({ kind, line }) => [kind, line])).toEqual([['fresh', 3], ['changed', 0]])
    expect(rows[1]!.changes).toEqual([{ field: 'except', before: [], after: [paris('2026-01-27T18:30:00')] }])
    expect(made).toHaveLength(1)
    expect(edited).toEqual([{ id: actions[0]!.id, edits: [{ field: 'except', add: [paris('2026-01-27T18:30:00')] }] }])
  })

  it('does not decide a proposal by a file that hesitates, and calls off what the file calls off', () => {
    const proposed = madeFrom(plan(calendar(...meeting))).map((action): Action => ({ ...action, status: 'proposed' }))
    const saying = (status: string) => plan(calendar(...meeting.toSpliced(2, 0, `STATUS:${status}`)), proposed).edited.flatMap(({ edits }) => edits)
    expect(saying('TENTATIVE')).toEqual([])
    expect(saying('CONFIRMED')).toEqual([{ field: 'status', value: 'planned' }, { field: 'sequence', value: 0 }])
    expect(saying('CANCELLED')).toEqual([{ field: 'status', value: 'cancelled' }, { field: 'sequence', value: 0 }])
  })

  it('is refused when it is no section’s agenda', () => {
    expect(readCalendar(new Uint8Array(50 * 1024 * 1024), home).problems).toEqual([{ line: 1, reason: 'too-large' }])
    const begun = performance.now()
    const many = calendar(Array.from({ length: 100_000 }, (_, at) => event(`e${at}`, 'DTSTART:20260710T070000Z', 'SUMMARY:Stand').join('\r\n')).join('\r\n'))
    expect(readCalendar(many, home)).toEqual({ entries: [], lines: [], unknownZones: [], problems: [{ line: 1, reason: 'too-many' }] })
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  it('says which dates it could not take all of, and what it takes for one date', () => {
    const dates = Array.from({ length: 2500 }, (_, at) => `20${String(10 + (at % 80))}0101T${String(at % 24).padStart(2, '0')}${String(at % 60).padStart(2, '0')}00Z`).join()
    const { entries, problems } = readCalendar(calendar(...event('a', 'DTSTART:20260710T070000Z', 'RRULE:FREQ=DAILY', `EXDATE:${dates}`)), home)
    expect([entries[0]!.except.length, problems]).toEqual([2000, [{ line: 7, reason: 'too-many-dates' }]])
    expect(readCalendar(calendar(...event('a', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260710T070000Z', 'DTSTART:20260710T080000Z')), home).problems).toEqual([{ line: 5, reason: 'this-and-future' }])
  })
})

const aText = fc.array(fc.oneof(fc.constantFrom('a', 'é', ' ', ',', ';', '\\', '\n', ':', '«', '’', '🌹', 'Stand'), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 12 }).map((parts) => parts.join('').replaceAll(/[\ud800-\udfff]/gu, ''))
const two = (value: number) => String(value).padStart(2, '0')
const anAction: fc.Arbitrary<Action> = fc
  .record({
    kind: fc.constantFrom(...actionKinds), title: aText, description: aText, place: aText, address: aText, city: aText, status: fc.constantFrom('planned' as const, 'cancelled' as const),
    sequence: fc.nat(9), uid: fc.option(fc.uuid()), day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 12 }), hour: fc.option(fc.integer({ min: 4, max: 23 })),
    zone: fc.constantFrom('Europe/Paris', 'America/Martinique', 'Pacific/Noumea', 'UTC', null), minutes: fc.integer({ min: 1, max: 3000 }),
    rule: fc.constantFrom('', 'FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=9', 'FREQ=MONTHLY;BYDAY=-1FR'),
    except: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }), also: fc.uniqueArray(fc.integer({ min: 61, max: 90 }), { maxLength: 2 }),
  })
  .map(({ day, month, hour, zone, minutes, uid, except, also, rule, ...rest }) => {
    const date = `2026-${two(month)}-${two(day)}`
    const start: Moment = hour === null ? { local: date, zone: null } : { local: `${date}T${two(hour)}:30:00`, zone }
    const end = hour === null ? later(start, { days: 1 + (minutes % 3), seconds: 0 }) : later(start, { days: 0, seconds: minutes * 60 })
    const id = newId<ActionId>()
    const moved = (days: number[]) => days.map((more) => later(start, { days: more, seconds: 0 }))
    return { ...emptyAction(id, { start, end, rule }, 1_700_000_000_000), ...rest, uid: uid ?? id, except: rule ? moved(except) : [], also: rule ? moved(also) : [] }
  })

describe('our own calendar file', () => {
  it('read back says of each action that it is the same, in whichever language it was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anAction, { maxLength: 5, selector: ({ id }) => id }), fc.constantFrom('fr' as const, 'en' as const), (actions, locale) => {
        const read = plan(exported(actions, locale), actions)
        expect(read.rows.flatMap(({ changes }) => changes)).toEqual([])
        expect(kinds(read)).toEqual(actions.map(() => 'same'))
        expect([read.made, read.edited]).toEqual([[], []])
      }),
      { numRuns: 200 },
    )
  })

  it('read by another section makes the same actions there, and is known again by both', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anAction, { maxLength: 4, selector: ({ id }) => id }), (actions) => {
        const file = exported(actions)
        const theirs = madeFrom(plan(file)).map((action) => ({ ...action, sequence: 9 }))
        expect(kinds(plan(exported(theirs), theirs))).toEqual(actions.map(() => 'same'))
        expect(kinds(plan(exported(theirs), actions))).toEqual(actions.map(() => 'same'))
      }),
      { numRuns: 100 },
    )
  })

  it('has no word of any person, nor of what only the section is to know', () => {
    const action: Action = {
      ...emptyAction(newId<ActionId>(), { start: paris('2026-12-05T09:00:00'), end: paris('2026-12-05T12:00:00'), rule: '' }, 1), title: 'Marché', description: 'Rendez-vous à 9 h', address: '1 place du Marché', status: 'cancelled',
      reason: 'Kaya-motif', report: 'Kaya-bilan', cityCode: '93045', audience: 'members',
      tasks: [{ id: 't', text: 'Kaya-tâche 06 12 34 56 78', done: false }], shifts: [{ id: 's', from: 0, to: 60, least: 1, most: 2, role: 'Kaya-rôle' }],
      support: [{ date: 'd', device: 'Kaya-appareil' as DeviceId, can: true }], dates: [{ id: 'd', start: paris('2026-12-06T09:00:00'), end: paris('2026-12-06T10:00:00') }],
      counted: { leaflets: 4321 }, extra: { z: 'Kaya-plus' }, apart: [{ field: 'title', others: ['Kaya-titre'] }],
    }
    const text = new TextDecoder().decode(exported([action])).replaceAll('\r\n ', '')
    expect(text).not.toMatch(/Kaya|4321|93045|members|20261206|ATTENDEE|ORGANIZER|CONTACT|COMMENT|MAILTO|TEL:/i)
    const names = text.slice(text.indexOf('BEGIN:VEVENT')).split('\r\n').map((line) => line.split(/[;:]/)[0])
    expect(names).toEqual(['BEGIN', 'UID', 'DTSTAMP', 'LAST-MODIFIED', 'SEQUENCE', 'STATUS', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'CATEGORIES', 'END', 'END', ''])
    expect(text).toContain(`UID:${action.id}@permanence`)
    expect(text).toContain('STATUS:CANCELLED')
  })
})

/**
 * One event of a calendar file. Invariant: what can be read is read: a property that says nothing sensible is reported and
 * left out, and only an event without a beginning is none.
 */
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { instantOf, isDay, isoOf, later, type Moment } from '../domain/agenda/moment'
import type { CalendarEntry } from './calendar-entry'
import type { Component } from './components'
import type { ContentLine } from './content-lines'
import type { Problem, Reason } from './problems'
import type { Zones } from './zones'

export interface ReadEvent {
  entry: CalendarEntry
  line: number
}

interface Property extends ContentLine {
  name: string
  params: Record<string, string | string[]>
  values: unknown[]
}

/** Of each of these only the first counts. */
const texts = { SUMMARY: 'summary', DESCRIPTION: 'description', LOCATION: 'location' } as const
const statuses: Record<string, CalendarEntry['status']> = { TENTATIVE: 'tentative', CONFIRMED: 'confirmed', CANCELLED: 'cancelled' }
/** Dates that one series leaves out, or adds: ten years of weeks are 500. */
const mostDates = 2000
/** Several times a day is no action that people hold. */
const tooFine = new Set(['SECONDLY', 'MINUTELY', 'HOURLY'])

/** `null` when it has no beginning that can be read. `cancelled`: the whole file calls off (METHOD:CANCEL). */
export function readEvent(component: Component, zones: Zones, home: string, cancelled: boolean, report: (problem: Problem) => void): ReadEvent | null {
  const properties = new Map<string, Property[]>()
  for (const line of component.properties) {
    const property = readProperty(line)
    if (!property) {
      // Of these it is said below what follows from it.
      if (!/^(DTSTART|RRULE)\b/i.test(line.text)) report({ line: line.line, reason: 'bad-value' })
    } else properties.set(property.name, [...(properties.get(property.name) ?? []), property])
  }
  const first = (name: string) => properties.get(name)?.[0]
  const textOf = (name: string) => String(first(name)?.values[0] ?? '').trim()

  const told = new Set<Reason>()
  /** Of one event each is said once, where its beginning is: all its times have the same clock. */
  const once = (line: number, reason: Reason) => {
    if (!told.has(reason)) report({ line, reason })
    told.add(reason)
  }

  function momentOf({ line, params }: Property, value: unknown): Moment | null {
    const local = localOf(value)
    if (!local) return null
    if (local.length === 10) return { local, zone: null }
    if (local.endsWith('Z')) return { local: local.slice(0, -1), zone: 'UTC' }
    const name = params['tzid']
    if (typeof name !== 'string' || name === '') {
      once(line, 'floating')
      return { local, zone: null }
    }
    const { moment, told: how } = zones.read(local, name)
    if (how === 'by-file') once(line, 'zone-of-file')
    if (how === 'unknown') once(line, 'unknown-zone')
    return moment
  }

  /** Of lists (EXDATE, RDATE): a period counts by its beginning. */
  function momentsOf(name: string): Moment[] {
    const moments: Moment[] = []
    for (const property of properties.get(name) ?? []) {
      for (const value of property.values) {
        if (moments.length === mostDates) {
          once(property.line, 'too-many-dates')
          return moments
        }
        const moment = momentOf(property, Array.isArray(value) ? value[0] : value)
        if (moment) moments.push(moment)
        else report({ line: property.line, reason: 'bad-value' })
      }
    }
    return moments
  }

  const begin = first('DTSTART')
  if (!begin) {
    const unread = component.properties.find(({ text }) => /^DTSTART\b/i.test(text))
    report({ line: unread?.line ?? component.line, reason: unread ? 'bad-start' : 'no-start' })
    return null
  }
  const start = momentOf(begin, begin.values[0])
  if (!start) {
    report({ line: begin.line, reason: 'bad-start' })
    return null
  }

  function endOf(from: Moment): Moment {
    const usual = later(from, { days: isDay(from) ? 1 : 0, seconds: 0 })
    const [end, span] = [first('DTEND'), first('DURATION')]
    const told = end ? momentOf(end, end.values[0]) : null
    if (end && (!told || isDay(told) !== isDay(from))) report({ line: end.line, reason: 'bad-end' })
    if (told && isDay(told) === isDay(from)) {
      // The same day at both ends: how some programs write one whole day.
      if (isDay(from) && told.local === from.local) return usual
      if (instantOf(told, home) >= instantOf(from, home)) return told
      report({ line: end!.line, reason: 'end-before-start' })
    }
    if (end || !span) return usual
    const { weeks, days, hours, minutes, seconds, isNegative } = ICAL.Duration.fromString(String(span.values[0]))
    if (!isNegative) return later(from, { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds })
    report({ line: span.line, reason: 'end-before-start' })
    return usual
  }

  function ruleOf(): string {
    const property = first('RRULE')
    const unread = !property && component.properties.find(({ text }) => /^RRULE\b/i.test(text))
    if (unread) report({ line: unread.line, reason: 'bad-rule' })
    if (!property) return ''
    try {
      const rule = ICAL.Recur.fromString(property.text.slice(property.text.indexOf(':') + 1).trim())
      if (!rule.freq || rule.interval < 1) throw new RangeError('no frequency')
      if (tooFine.has(rule.freq)) {
        report({ line: property.line, reason: 'rule-too-fine' })
        return ''
      }
      return rule.toString()
    } catch {
      report({ line: property.line, reason: 'bad-rule' })
      return ''
    }
  }

  const status = textOf('STATUS').toUpperCase()
  if (status && !statuses[status]) report({ line: first('STATUS')!.line, reason: 'bad-value' })
  const words = Object.fromEntries(Object.entries(texts).map(([name, field]) => [field, textOf(name)])) as Record<(typeof texts)[keyof typeof texts], string>
  const instead = first('RECURRENCE-ID')
  if (instead && String(instead.params['range'] ?? '').toUpperCase() === 'THISANDFUTURE') report({ line: instead.line, reason: 'this-and-future' })
  const uid = textOf('UID')
  if (!uid) report({ line: component.line, reason: 'no-uid' })
  const changed = localOf(first('LAST-MODIFIED')?.values[0] ?? first('DTSTAMP')?.values[0])
  return {
    line: component.line,
    entry: {
      uid: uid || `${isoOf(start)} ${words.summary}`,
      instead: instead ? momentOf(instead, instead.values[0]) : null,
      ...words,
      url: textOf('URL'),
      categories: (properties.get('CATEGORIES') ?? []).flatMap(({ text }) => listOf(text.slice(text.indexOf(':') + 1))),
      status: cancelled ? 'cancelled' : (statuses[status] ?? 'confirmed'),
      sequence: Math.max(0, Math.trunc(Number(first('SEQUENCE')?.values[0] ?? 0)) || 0),
      start,
      end: endOf(start),
      rule: ruleOf(),
      except: momentsOf('EXDATE'),
      also: momentsOf('RDATE'),
      changedAt: changed ? Date.parse(changed.endsWith('Z') || changed.length === 10 ? changed : `${changed}Z`) : 0,
    },
  }
}

/** `null` for what is no property that can be read. */
function readProperty({ line, text }: ContentLine): Property | null {
  try {
    const [name, params, , ...values] = ICAL.parse.property(text) as [string, Record<string, string | string[]>, string, ...unknown[]]
    return { line, text, name: name.toUpperCase(), params, values }
  } catch {
    return null
  }
}

/** Texts between commas, RFC 5545 §3.3.11. ical.js takes the comma behind an escaped backslash for an escaped one. */
function listOf(value: string): string[] {
  const texts = [...value.matchAll(/(?:\\.|[^\\,])+/gs)].map(([text]) => text.replaceAll(/\\(.)/gs, (_, letter: string) => (/[nN]/.test(letter) ? '\n' : letter)).trim())
  return texts.filter(Boolean)
}

/** `YYYY-MM-DD`, or with a time to the second, `Z` behind it where it is UTC; `null` for what no calendar or clock has. */
function localOf(value: unknown): string | null {
  const [, day, time, utc] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?(Z)?$/.exec(String(value)) ?? []
  if (!day) return null
  try {
    const date = Temporal.PlainDate.from(day, { overflow: 'reject' })
    if (date.year < 1) return null
    // 24:00 and second 60 are other names of the next moment.
    return time ? Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' }).toString({ smallestUnit: 'second' }) + (utc ?? '') : day
  } catch {
    return null
  }
}

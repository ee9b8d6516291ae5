/**
 * What a calendar's name of a time zone means. Programs write IANA names, Windows' own, paths with an IANA name at their end,
 * or names of their own with the rules beside them in the file (VTIMEZONE).
 * Invariant: a time is never shifted silently: where the name tells no place, it is said how the time was read.
 */
import ICAL from 'ical.js'
import { findIana } from 'windows-iana'
import { isZone, momentAt, type Moment } from '../domain/agenda/moment'
import { allNamed, type Component } from './components'

export interface Zones {
  /** The moment that a local time means there. */
  read(local: string, name: string): { moment: Moment; told: 'by-name' | 'by-file' | 'unknown' }
  /** Names that were met and that nobody knows. */
  unknown(): string[]
}

/** The place that a name is of; `null` where it is of none. */
function placeOf(name: string): string | null {
  const bare = name.replace(/^"|"$/g, '').trim()
  if (/^(UTC|Z|GMT|Etc\/UTC|Etc\/GMT)$/i.test(bare)) return 'UTC'
  if (isZone(bare)) return bare
  // `/freeassociation.sourceforge.net/Europe/Paris`, `/mozilla.org/20050126_1/America/Indiana/Knox`.
  const parts = bare.split('/')
  const end = [3, 2].map((length) => parts.slice(-length).join('/')).find(isZone)
  if (parts.length > 2 && end) return end
  return findIana(bare)[0] ?? null
}

/** `home`: the section's zone, for what only the file describes; `elsewhere`: the one in whose place an unknown name stands. */
export function readZones(components: readonly Component[], home: string, elsewhere: string): Zones {
  const places = new Map<string, string | null>()
  const ofFile = new Map<string, ICAL.Timezone | null>()
  const described = new Map<string, Component>()
  const unknown = new Set<string>()
  for (const component of allNamed(components, 'VTIMEZONE')) {
    const name = component.properties.map(({ text }) => /^TZID(?:;[^:]*)?:(.*)$/i.exec(text)?.[1]?.trim()).find(Boolean)
    if (name && !described.has(name)) described.set(name, component)
  }

  function zoneOfFile(name: string): ICAL.Timezone | null {
    const known = ofFile.get(name)
    if (known !== undefined) return known
    let zone: ICAL.Timezone | null = null
    try {
      const lines = described.get(name)?.lines.map(({ text }) => text)
      if (lines) zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[]))
    } catch {
      // Rules that can't be read are as good as none.
    }
    ofFile.set(name, zone)
    return zone
  }

  return {
    read(local, name) {
      if (!places.has(name)) places.set(name, placeOf(name))
      const place = places.get(name)
      if (place) return { moment: { local, zone: place }, told: 'by-name' }
      const zone = zoneOfFile(name)
      try {
        const seconds = zone?.utcOffset(ICAL.Time.fromDateTimeString(local))
        if (seconds !== undefined) return { moment: momentAt(Date.parse(`${local}Z`) - seconds * 1000, home), told: 'by-file' }
      } catch {
        // Nor rules that have nothing to say for this time.
      }
      unknown.add(name.replace(/^"|"$/g, ''))
      return { moment: { local, zone: elsewhere }, told: 'unknown' }
    },
    unknown: () => [...unknown],
  }
}

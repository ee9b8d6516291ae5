import { describe, expect, it } from 'vitest'
import { isSameRelay, relayAtAdmission } from './relays'
import { admission, membersOf, newDevice, say, sectionOf } from './section.fixture'
import type { Statement } from './statement'

const at = (relay: string) => ({ type: 'relay', url: `https://${relay}.exemple.org`, relay }) as const

describe('the relay that was known when a sheet was made', () => {
  it('is the one named before it, and stays that when the section moves', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const first = await say(devices.Alba, [last], at('un'))
    const sheet = await newDevice(section)
    const made = await say(devices.Alba, [first], admission(sheet, 'admin', 'paper:1'))
    const moved = await say(devices.Alba, [made], at('deux'))
    const later = await newDevice(section)
    const again = await say(devices.Alba, [moved], admission(later, 'admin', 'paper:2'))
    const all = [...statements, first, made, moved, again]
    const members = membersOf(all)
    expect(members.relay).toEqual({ url: 'https://deux.exemple.org', relay: 'deux' })
    expect(relayAtAdmission(members, all, sheet.device)).toEqual({ url: 'https://un.exemple.org', relay: 'un' })
    expect(relayAtAdmission(members, all, later.device)).toEqual(members.relay)
    expect(relayAtAdmission(members, all, devices.Basile.device)).toBeNull()
    expect(relayAtAdmission(members, all, devices.Alba.device)).toBeNull()
  })

  it('is not one that another admin named at the same time, whichever of the two comes first in the order', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const first = await say(devices.Alba, [last], at('un'))
    const sheets = await Promise.all([1, 2, 3, 4, 5, 6].map(async (number) => ({ device: await newDevice(section), number })))
    const made: Statement[] = []
    for (const { device, number } of sheets) made.push(await say(devices.Basile, [first], admission(device, 'admin', `paper:${number}`)))
    const moved = await say(devices.Alba, [first], at('deux'))
    const all = [...statements, first, ...made, moved]
    for (const { device } of sheets) expect(relayAtAdmission(membersOf(all), all, device.device)?.relay).toBe('un')
  })

  it('is told through what has no effect any more', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile', 'Cléo')
    const first = await say(devices.Alba, [last], at('un'))
    // Void: Cléo was removed by someone who did not know of it, and nobody had built on it before hearing so.
    const voided = await say(devices.Cléo, [first], { type: 'minimum', version: 2 })
    const gone = await say(devices.Basile, [first], { type: 'remove', device: devices.Cléo.device, known: [] })
    const sheet = await newDevice(section)
    const made = await say(devices.Alba, [voided, gone], admission(sheet, 'admin', 'paper:1'))
    const all = [...statements, first, voided, gone, made]
    const members = membersOf(all)
    expect(members.uncounted).toEqual([voided.hash])
    expect(relayAtAdmission(members, all, sheet.device)?.relay).toBe('un')
  })
})

describe('two relays', () => {
  it('are the same at the same address only: one that was set up anew there is another', () => {
    expect(isSameRelay({ url: 'https://un.exemple.org', relay: 'un' }, { url: 'https://un.exemple.org', relay: 'un' })).toBe(true)
    expect(isSameRelay({ url: 'https://un.exemple.org', relay: 'un' }, { url: 'https://un.exemple.org', relay: 'deux' })).toBe(false)
    expect(isSameRelay({ url: 'https://un.exemple.org', relay: 'un' }, null)).toBe(false)
  })
})

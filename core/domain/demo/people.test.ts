import { describe, expect, it } from 'vitest'
import { contentHash } from '../canonical'
import { mayContact } from '../consent'
import { draftToPerson } from '../draft'
import { isOddPhone, readPhones } from '../phone'
import { textFields, type Person } from '../person'
import { demoPeople } from './people'
import { stream } from './random'

const today = '2026-03-14'
const people = demoPeople(5000, 'permanence', today)
const persons = people.map(({ id, draft, at }): Person => draftToPerson(id, draft, at))
const share = (holds: (person: Person) => boolean) => persons.filter(holds).length / persons.length

describe('the demonstration people', () => {
  it('are the same for the same seed, on every machine and in every version', async () => {
    expect(await contentHash(demoPeople(400, 'permanence', today))).toBe('e7fa9df6f1a2d0b97166d36b76df744602b84d16ccfe48bea97bfa159493d9e3')
    expect(await contentHash(demoPeople(400, 'another', today))).not.toBe(await contentHash(demoPeople(400, 'permanence', today)))
  })
  it('do not change when more are asked for', () => expect(people.slice(0, 400)).toEqual(demoPeople(400, 'permanence', today)))
  it('have ids of their own', () => expect(new Set(people.map(({ id }) => id)).size).toBe(5000))

  it('can reach nobody: phones of the fiction blocks, mail that goes nowhere', () => {
    const phones = persons.flatMap((person) => person.phones.map((phone) => phone.value))
    expect(phones.filter((phone) => isOddPhone(phone) || !/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/.test(readPhones(phone)[0]!.e164!))).toEqual([])
    const emails = persons.flatMap((person) => person.emails.map((email) => email.value))
    expect(emails.filter((email) => !/^[a-z0-9.]+@(exemple\.invalid|example\.org)$/.test(email))).toEqual([])
  })

  it('look like a section: levels, ages, ways to reach them, consents and refusals', () => {
    expect(share((person) => person.relation === 'member')).toBeCloseTo(0.22, 1)
    expect(share((person) => person.relation === 'regular')).toBeCloseTo(0.43, 1)
    expect(share((person) => person.relation === 'occasional')).toBeCloseTo(0.35, 1)
    expect(share((person) => mayContact(person, 'news', 'email'))).toBeGreaterThan(0.45)
    expect(share((person) => mayContact(person, 'news', 'sms'))).toBeGreaterThan(0.2)
    const refusals = share((person) => person.consents.some((consent) => consent.state === 'no'))
    expect(refusals).toBeGreaterThan(0.02)
    expect(refusals).toBeLessThan(0.06)
    const older = persons.filter((person) => person.birth !== '' && person.birth < '1981').length / persons.filter((person) => person.birth !== '').length
    expect(older).toBeGreaterThan(0.6)
    const foreign = share((person) => /[^\u0000-\u017f’]/.test(person.lastName) || /[łńąśŞİğışŁ]/.test(person.lastName))
    expect(foreign).toBeGreaterThan(0.02)
    expect(foreign).toBeLessThan(0.1)
    expect(share((person) => person.lastName.includes('-'))).toBeGreaterThan(0.02)
  })

  it('have no date in the future and no consent without something to reach them by', () => {
    expect(persons.filter((person) => person.birth > today || person.consents.some((consent) => consent.date > today))).toEqual([])
    const agrees = (person: Person, ...among: string[]) => person.consents.some((consent) => consent.state === 'yes' && among.includes(consent.channel))
    expect(persons.filter((person) => agrees(person, 'email') && person.emails.length === 0)).toEqual([])
    expect(persons.filter((person) => agrees(person, 'sms', 'call') && person.phones.length === 0)).toEqual([])
  })

  it('filled for benchmarks, have 20 fields each', () => {
    for (const { id, draft, at } of demoPeople(500, 'bench', today, { fill: 'full' })) {
      const person = draftToPerson(id, draft, at)
      const lists = [person.emails, person.phones, person.actionModes, person.skills, person.availability, person.tags, person.externalIds]
      expect(textFields.filter((field) => person[field] !== '').length + lists.filter((list) => list.length > 0).length).toBeGreaterThanOrEqual(20)
    }
  })
})

describe('chance', () => {
  it('gives each entity a stream of its own, evenly', () => {
    const draws = Array.from({ length: 20_000 }, (_, index) => stream('seed', 'person', index).next())
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1)
    expect(new Set(draws).size).toBeGreaterThan(19_990)
    const counts = Array.from({ length: 10 }, () => 0)
    for (const draw of draws) counts[Math.floor(draw * 10)]!++
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(250)
  })
  it('weighs', () => {
    const chance = stream('seed', 'weights', 0)
    const drawn = { a: 0, b: 0, c: 0 }
    for (let at = 0; at < 10_000; at++) drawn[chance.weighted(['a', 'b', 'c'] as const, [1, 1, 10])]++
    expect(drawn.b).toBe(0)
    expect(drawn.a / 10_000).toBeCloseTo(0.1, 1)
  })
})

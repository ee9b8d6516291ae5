import { describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { newSecrets } from '../sealing/vault'
import { knowsAll, noteOfErased } from './known-erased'

const people = Array.from({ length: 5 }, () => newId<PersonId>())

describe('a note of whom a copy knows to be erased', () => {
  it('answers for them, for some of them and for nobody, and not for one more', async () => {
    const secrets = await newSecrets(newId<SectionId>())
    const note = await noteOfErased(people, secrets)
    expect(await knowsAll(note, people.toReversed(), secrets)).toBe(true)
    expect(await knowsAll(note, people.slice(2), secrets)).toBe(true)
    expect(await knowsAll(note, [], secrets)).toBe(true)
    expect(await knowsAll(note, [...people, newId<PersonId>()], secrets)).toBe(false)
    expect(await knowsAll(await noteOfErased([], secrets), people, secrets)).toBe(false)
  })

  it('is read by another device of the section that has its first key, whatever was rotated since, and holds no id', async () => {
    const [secrets, device] = [await newSecrets(newId<SectionId>()), await newSecrets(newId<SectionId>())]
    const later = device.keys.people.map(({ key }) => ({ epoch: 9, key }))
    const note = await noteOfErased(people, secrets)
    expect(await knowsAll(note, people, { section: secrets.section, keys: { ...secrets.keys, people: [...later, ...secrets.keys.people] } })).toBe(true)
    const again = await noteOfErased(people, device)
    expect(again).toHaveLength(note!.length)
    expect(again).not.toEqual(note)
  })

  it('keeps no copy where it is missing, cut short, of another section, or read without the people’s key', async () => {
    const [secrets, other] = [await newSecrets(newId<SectionId>()), await newSecrets(newId<SectionId>())]
    const note = await noteOfErased(people, secrets)
    const volunteer = { section: secrets.section, keys: { ...secrets.keys, people: [] } }
    expect(await knowsAll(null, people, secrets)).toBe(false)
    expect(await knowsAll(note!.subarray(0, -1), people, secrets)).toBe(false)
    expect(await knowsAll(note, people, other)).toBe(false)
    expect(await knowsAll(note, people, volunteer)).toBe(false)
    expect(await noteOfErased(people, volunteer)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { newId, newSession, sessionOf, type DeviceId } from '../domain/ids'
import type { Compartment } from '../sealing/vault'
import { judgeAuthor, signersOf } from './authors'
import { admission, membersOf, newDevice, newRole, removal, say, sectionOf } from './section.fixture'

const ownPart = newId()
const sessionOn = ({ device }: { device: DeviceId }) => sessionOf(device, ownPart)
const written = (device: { device: DeviceId }, sequence: number, compartment: Compartment = 'people') => ({ session: sessionOn(device), sequence, compartment })

async function withNour(role: 'organizer' | 'volunteer') {
  const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
  const nour = await newDevice(section)
  const joined = await say(devices.Alba, [last], admission(nour, role, 'Nour'))
  return { ...devices, nour, statements: [...statements, joined], joined }
}

describe('an entry of the log', () => {
  it('counts when a member wrote it whose role holds the compartment', async () => {
    const { Alba, nour, statements } = await withNour('organizer')
    const members = membersOf(statements)
    expect(judgeAuthor(members, written(nour, 4))).toBe('known')
    expect(judgeAuthor(members, written(Alba, 0, 'membership'))).toBe('known')
    expect(judgeAuthor(members, written({ device: newId() }, 0))).toBe('unknown-device')
    expect(signersOf(members).get(nour.device)).toEqual(nour.signing.public)
  })

  it('of a volunteer counts everywhere but in people', async () => {
    const { nour, statements } = await withNour('volunteer')
    const verdicts = (['people', 'commons', 'membership'] as const).map((compartment) => judgeAuthor(membersOf(statements), written(nour, 0, compartment)))
    expect(verdicts).toEqual(['wrong-role', 'known', 'known'])
  })

  it('of a removed device counts as far as the removal knew, or as someone who belongs has packed it', async () => {
    const { Alba, Basile, nour, statements, joined } = await withNour('organizer')
    const one = await say(Alba, [joined], removal(nour, [{ session: sessionOn(nour), sequence: 4 }]))
    const members = membersOf([...statements, one])
    expect([4, 5].map((sequence) => judgeAuthor(members, written(nour, sequence)))).toEqual(['known', 'removed'])
    expect(judgeAuthor(members, { ...written(nour, 0), session: newSession(nour.device) })).toBe('removed')
    expect(judgeAuthor(members, written(nour, 5), true)).toBe('known')
    const other = await say(Basile, [joined], removal(nour, [{ session: sessionOn(nour), sequence: 7 }]))
    expect([7, 8].map((sequence) => judgeAuthor(membersOf([...statements, one, other]), written(nour, sequence)))).toEqual(['known', 'removed'])
  })

  it('of an organizer who became a volunteer counts in people as far as it was known then', async () => {
    const { Alba, nour, statements, joined } = await withNour('organizer')
    const body = { ...newRole(nour, 'volunteer'), known: [{ session: sessionOn(nour), sequence: 4 }] } as Parameters<typeof say>[2]
    const members = membersOf([...statements, await say(Alba, [joined], body)])
    expect([4, 5].map((sequence) => judgeAuthor(members, written(nour, sequence)))).toEqual(['known', 'wrong-role'])
    expect(judgeAuthor(members, written(nour, 5, 'commons'))).toBe('known')
  })
})

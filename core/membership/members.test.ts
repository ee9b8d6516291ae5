import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId, sessionOf, type SectionId } from '../domain/ids'
import type { Secrets } from '../sealing/vault'
import { createComputing } from './members'
import { admission, belonging, foundBy, membersOf, newDevice, newRole, removal, say, sectionOf, toText } from './section.fixture'
import { readStatement, type Statement } from './statement'

describe('who belongs to a section', () => {
  it('is its founder, and whoever an admin admits, with their role', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const nour = await newDevice(section)
    const all = [...statements, await say(devices.Basile, [last], admission(nour, 'volunteer', 'Nour'))]
    const members = membersOf(all)
    expect(belonging(members)).toBe('Alba admin, Basile admin, Nour volunteer')
    expect(members.devices.get(nour.device)).toMatchObject({ admittedBy: devices.Basile.device, since: all.at(-1)!.at, removedAt: null })
    expect(members).toMatchObject({ section, heads: [all.at(-1)!.hash], waiting: [], missing: [], uncounted: [] })
  })

  it('is not for an organizer to say, nor for someone who was removed, nor for a key that is not the device’s', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const [nour, cleo] = [await newDevice(section), await newDevice(section)]
    const organizer = await say(devices.Alba, [last], admission(nour, 'organizer', 'Nour'))
    const gone = await say(devices.Alba, [organizer], removal(devices.Basile))
    const refused = [
      await say(nour, [gone], admission(cleo, 'admin', 'Cléo')),
      await say(nour, [gone], newRole(nour, 'admin')),
      await say(devices.Basile, [gone], admission(cleo, 'admin', 'Cléo')),
      await say({ ...nour, device: devices.Alba.device }, [gone], admission(cleo, 'admin', 'Cléo')),
      await say(devices.Alba, [], { type: 'found', exchange: cleo.exchange.public, name: 'Cléo' }),
      await say(devices.Alba, [gone], admission({ ...devices.Basile, section }, 'admin', 'Basile')),
    ]
    const members = membersOf([...statements, organizer, gone, ...refused])
    expect(belonging(members)).toBe('Alba admin, Nour organizer')
    expect(members.heads).toEqual([gone.hash])
  })

  it('keeps its last admin', async () => {
    const { devices, statements, last } = await sectionOf('Alba', 'Basile')
    const gone = await say(devices.Alba, [last], removal(devices.Basile))
    const leaves = await say(devices.Alba, [gone], removal(devices.Alba))
    const stepsDown = await say(devices.Alba, [gone], newRole(devices.Alba, 'organizer'))
    expect(belonging(membersOf([...statements, gone, leaves, stepsDown]))).toBe('Alba admin')
  })

  it('waits for what a statement knew, and says what is missing', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const nour = await newDevice(section)
    const first = await say(devices.Basile, [last], { type: 'minimum', version: 2 })
    const second = await say(devices.Basile, [first], admission(nour, 'volunteer', 'Nour'))
    const third = await say(devices.Alba, [second], { type: 'minimum', version: 3 })
    const without = membersOf([...statements, second, third])
    expect(without).toMatchObject({ minimum: 0, waiting: [second.hash, third.hash].sort(), missing: [first.hash] })
    expect(belonging(without)).toBe('Alba admin, Basile admin')
    expect(membersOf([third, second, first, ...statements], statements[0]!.hash)).toMatchObject({ minimum: 3, waiting: [], missing: [] })
    expect(membersOf([second, third], statements[0]!.hash)).toMatchObject({ section: null, heads: [], missing: [statements[0]!.hash] })
  })
})

describe('a removal', () => {
  it('voids what the removed admin says without being known to it, and keeps what was known', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const [nour, cleo, cleosFriend] = [await newDevice(section), await newDevice(section), await newDevice(section)]
    const before = await say(devices.Basile, [last], admission(nour, 'volunteer', 'Nour'))
    const gone = await say(devices.Alba, [before], removal(devices.Basile))
    const meanwhile = await say(devices.Basile, [before], admission(cleo, 'admin', 'Cléo'))
    const byItsPower = await say(cleo, [meanwhile], admission(cleosFriend, 'admin', 'Ami de Cléo'))
    const removesHerFirst = await say(cleo, [meanwhile], removal(devices.Alba))
    const members = membersOf([...statements, before, gone, meanwhile, byItsPower, removesHerFirst])
    expect(belonging(members)).toBe('Alba admin, Nour volunteer')
    expect(members.uncounted).toEqual([meanwhile, byItsPower, removesHerFirst].map(({ hash }) => hash).sort())
    // What has no effect is known all the same.
    expect(members.heads).toEqual([gone, byItsPower, removesHerFirst].map(({ hash }) => hash).sort())
    const again = await say(devices.Alba, members.heads, admission(cleo, 'volunteer', 'Cléo'))
    expect(belonging(membersOf([...statements, before, gone, meanwhile, byItsPower, removesHerFirst, again]))).toBe('Alba admin, Cléo volunteer, Nour volunteer')
  })

  it('leaves what an honest admin has built on before hearing of it, and the removed device is out all the same', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile', 'Cléo')
    const [nour, dario] = [await newDevice(section), await newDevice(section)]
    const joined = await say(devices.Basile, [last], admission(nour, 'organizer', 'Nour'))
    const unseen = await say(devices.Basile, [joined], admission(dario, 'organizer', 'Dario'))
    const gone = await say(devices.Alba, [last], removal(devices.Basile))
    const revenge = await say(devices.Basile, [joined], removal(devices.Alba))
    expect(belonging(membersOf([...statements, joined, unseen, gone]))).toBe('Alba admin, Cléo admin')
    const builtOn = await say(devices.Cléo, [joined], { type: 'minimum', version: 2 })
    expect(belonging(membersOf([...statements, joined, unseen, gone, builtOn]))).toBe('Alba admin, Cléo admin, Nour organizer')
    const builtOnRevenge = await say(devices.Cléo, [revenge], { type: 'minimum', version: 3 })
    expect(belonging(membersOf([...statements, joined, unseen, gone, revenge, builtOnRevenge]))).toBe('Cléo admin, Nour organizer')
    const knowingly = await say(devices.Cléo, [unseen, gone], { type: 'minimum', version: 2 })
    expect(belonging(membersOf([...statements, joined, unseen, gone, knowingly]))).toBe('Alba admin, Cléo admin')
    // Those whom the removed admin let in can't vouch for their own admission.
    const byNour = await say(devices.Basile, [last], admission(nour, 'admin', 'Nour'))
    const forItself = await say(nour, [byNour], { type: 'minimum', version: 2 })
    expect(belonging(membersOf([...statements, byNour, forItself, gone]))).toBe('Alba admin, Cléo admin')
  })

  it('that two admins make of each other counts twice', async () => {
    const { devices, statements, last } = await sectionOf('Alba', 'Basile', 'Cléo')
    const one = await say(devices.Alba, [last], removal(devices.Basile))
    const other = await say(devices.Basile, [last], removal(devices.Alba))
    const third = await say(devices.Basile, [last], removal(devices.Cléo))
    expect(belonging(membersOf([...statements, one, other, third]))).toBe('Cléo admin')
  })

  it('in a ring that would leave nobody spares the one admitted first, however early the other dates its own', async () => {
    const { devices, statements, last } = await sectionOf('Alba', 'Basile')
    const later = await say(devices.Alba, [last], { type: 'minimum', version: 2 })
    const one = await say(devices.Alba, [later], removal(devices.Basile))
    const other = await say(devices.Basile, [last], removal(devices.Alba))
    expect(belonging(membersOf([...statements, later, one, other]))).toBe('Alba admin')
    const [leaves, leavesToo] = [await say(devices.Alba, [last], removal(devices.Alba)), await say(devices.Basile, [last], removal(devices.Basile))]
    expect(belonging(membersOf([...statements, leaves, leavesToo]))).toBe('Alba admin')
  })

  it('made long ago is not undone by a later ring', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const cleo = await newDevice(section)
    const founderGone = await say(devices.Basile, [last], removal(devices.Alba))
    const joined = await say(devices.Basile, [founderGone], admission(cleo, 'admin', 'Cléo'))
    const ring = [await say(devices.Basile, [joined], removal(cleo)), await say(cleo, [joined], removal(devices.Basile))]
    expect(belonging(membersOf([...statements, founderGone, joined, ...ring]))).toBe('Basile admin')
  })

  it('wins over a new role, and of two roles the lesser counts', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const nour = await newDevice(section)
    const joined = await say(devices.Alba, [last], admission(nour, 'organizer', 'Nour'))
    const roles = [await say(devices.Alba, [joined], newRole(nour, 'admin')), await say(devices.Basile, [joined], newRole(nour, 'volunteer'))]
    expect(belonging(membersOf([...statements, joined, ...roles]))).toBe('Alba admin, Basile admin, Nour volunteer')
    const gone = await say(devices.Basile, [joined], removal(nour))
    expect(belonging(membersOf([...statements, joined, ...roles, gone]))).toBe('Alba admin, Basile admin')
  })

  it('keeps what was known of the device by whoever gave it a role meanwhile, whichever of the two comes first', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const nour = await newDevice(section)
    const joined = await say(devices.Alba, [last], admission(nour, 'organizer', 'Nour'))
    const session = sessionOf(nour.device, nour.device)
    for (const [one, other] of [[devices.Alba, devices.Basile], [devices.Basile, devices.Alba]] as const) {
      const role = await say(one, [joined], newRole(nour, 'volunteer', [{ session, sequence: 4 }]))
      const gone = await say(other, [joined], removal(nour, [{ session, sequence: 2 }]))
      expect(membersOf([...statements, joined, role, gone]).devices.get(nour.device)!.known.get(session)).toBe(4)
    }
  })

  it('of an admin’s power voids what it says meanwhile, and not what it says once it is an admin again', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const [nour, cleo] = [await newDevice(section), await newDevice(section)]
    const demoted = await say(devices.Alba, [last], newRole(devices.Basile, 'organizer'))
    const meanwhile = await say(devices.Basile, [last], admission(nour, 'admin', 'Nour'))
    const back = await say(devices.Alba, [demoted], newRole(devices.Basile, 'admin'))
    const now = await say(devices.Basile, [back], admission(cleo, 'admin', 'Cléo'))
    expect(belonging(membersOf([...statements, demoted, meanwhile, back, now]))).toBe('Alba admin, Basile admin, Cléo admin')
  })
})

describe('epochs in force', () => {
  it('are the highest; of two with one number, the one that no removed device holds', async () => {
    const { devices, statements, last } = await sectionOf('Alba', 'Basile', 'Cléo')
    const begin = (by: Secrets, after: Statement, epoch: number, ...to: Secrets[]) =>
      say(by, [after], { type: 'epoch', compartment: 'people', epoch, check: new Uint8Array(16), sealed: to.map(({ device }) => ({ device, key: new Uint8Array(80) })) })
    const first = await begin(devices.Alba, last, 1, devices.Alba, devices.Basile, devices.Cléo)
    const skips = await begin(devices.Alba, first, 7, devices.Alba)
    const safe = await begin(devices.Alba, first, 2, devices.Alba, devices.Basile)
    const unsafe = await begin(devices.Basile, first, 2, devices.Alba, devices.Basile, devices.Cléo)
    const gone = await say(devices.Alba, [safe], removal(devices.Cléo))
    const { epochs } = membersOf([...statements, first, skips, safe, unsafe, gone])
    expect(epochs.people.map(({ statement }) => statement)).toEqual([first.hash, unsafe.hash, safe.hash])
  })
})

describe('a long-lived section', () => {
  it('is computed from many statements of two admins who merge often', async () => {
    const { section, devices, statements, last } = await sectionOf('Alba', 'Basile')
    const all = [...statements]
    let [one, other] = [last, last]
    for (let round = 0; round < 333; round++) {
      const nour = await newDevice(section)
      one = await say(devices.Alba, [one, ...(round % 4 ? [] : [other])], admission(nour, 'volunteer', String(round)))
      all.push(one, (other = await say(devices.Basile, [other, ...(round % 4 ? [] : [one])], { type: 'minimum', version: round })))
      if (round % 4) all.push((one = await say(devices.Alba, [one], round % 7 ? newRole(nour, 'organizer') : removal(nour))))
    }
    const started = performance.now()
    expect(belonging(membersOf(all)).split(', ')).toHaveLength(2 + 333 - 36)
    console.log(`${all.length} statements: ${Math.round(performance.now() - started)} ms`)
  })
})

describe('any set of statements', () => {
  let section: SectionId
  let devices: Secrets[]
  beforeAll(async () => {
    section = newId<SectionId>()
    devices = await Promise.all(Array.from({ length: 6 }, () => newDevice(section)))
  })

  const beginPeople = (epoch: number, { device }: Secrets): Parameters<typeof say>[2] => ({
    type: 'epoch', compartment: 'people', epoch, check: new Uint8Array(16).fill(epoch), sealed: [{ device, key: new Uint8Array(80) }],
  })

  /** Devices 0 to 2 begin as admins, 3 as an organizer; 4 and 5 may be admitted. */
  async function saySome(steps: Step[], speakers: readonly number[]): Promise<Statement[]> {
    const all = [await foundBy(devices[0]!, '0')]
    for (const at of [1, 2, 3]) all.push(await say(devices[0]!, [all.at(-1)!], admission(devices[at]!, at === 3 ? 'organizer' : 'admin', String(at))))
    for (const { who, what, whom, knows } of steps) {
      const parents = [...new Set(knows.map((back) => all[Math.max(3, all.length - 1 - back)]!))]
      const target = devices[whom]!
      const role = (['admin', 'organizer', 'volunteer'] as const)[(who + whom) % 3]!
      const bodies = [removal(target, [{ session: sessionOf(target.device, target.device), sequence: what }]), admission(target, role, String(whom)), newRole(target, role), { type: 'minimum', version: whom } as const, removal(target), beginPeople(1 + (who % 3), target), beginPeople(1, target)]
      all.push(await say(devices[speakers[who % speakers.length]!]!, parents, bodies[what]!))
    }
    return all
  }
  interface Step { who: number; what: number; whom: number; knows: number[] }
  const step: fc.Arbitrary<Step> = fc.record({ who: fc.nat(5), what: fc.nat(6), whom: fc.nat(5), knows: fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }) })

  it('gives the same members in any order and with any copies, and never none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), fc.infiniteStream(fc.nat()), async (steps, draws) => {
        const all = await saySome(steps, [0, 1, 2, 3, 4, 5])
        const expected = membersOf(all)
        const draw = (below: number) => (draws.next().value as number) % below
        const copies = [...all, ...all.filter(() => draw(3) === 0)]
        for (let at = copies.length - 1; at > 0; at--) {
          const other = draw(at + 1)
          ;[copies[at], copies[other]] = [copies[other]!, copies[at]!]
        }
        expect(toText(membersOf(copies, all[0]!.hash))).toBe(toText(expected))
        expect([...expected.devices.values()].filter(({ role, removedAt }) => role === 'admin' && removedAt === null).length).toBeGreaterThan(0)
        // Also of part of them: nobody comes in whose admission is not there, and someone can still admit.
        const part = membersOf(copies.filter(({ hash }) => hash === all[0]!.hash || draw(4) > 0), all[0]!.hash)
        expect([...part.devices.values()].some(({ role, removedAt }) => role === 'admin' && removedAt === null)).toBe(true)
        expect(part.missing.length > 0).toBe(part.waiting.length > 0)
      }),
      { numRuns: 150 },
    )
  })

  it('is told the same of sets that grow, shrink and part, one after the other, as of each by itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), fc.infiniteStream(fc.nat()), async (steps, draws) => {
        const all = await saySome(steps, [0, 1, 2, 3, 4, 5])
        const draw = (below: number) => (draws.next().value as number) % below
        const compute = createComputing()
        for (let turn = 0; turn < 12; turn++) {
          const end = draw(3) === 0 ? draw(all.length) + 1 : all.length
          const some = all.slice(0, end).filter((_statement, at) => at < 4 || draw(all.length) > 1)
          expect(toText(compute(some, all[0]!.hash))).toBe(toText(membersOf(some, all[0]!.hash)))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('stays as it is when an admin who knows everything says one thing more, and another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), fc.nat(), async (steps, draw) => {
        const all = await saySome(steps, [0, 1, 2, 3, 4, 5])
        const expected = membersOf(all)
        const admins = [...expected.devices.values()].filter(({ role, removedAt }) => role === 'admin' && removedAt === null)
        const author = devices.find(({ device }) => device === admins[draw % admins.length]!.device)!
        const known = await say(author, all, { type: 'minimum', version: 8 })
        const again = await say(author, [known], { type: 'minimum', version: 9 })
        const now = membersOf([again, ...all, known], all[0]!.hash)
        expect(now).toMatchObject({ heads: [again.hash], minimum: 9 })
        expect(toText({ ...now, heads: [], counted: [], minimum: 0 })).toBe(toText({ ...expected, heads: [], counted: [], minimum: 0 }))
        expect(now.counted.map(({ hash }) => hash)).toEqual([...expected.counted, known, again].map(({ hash }) => hash))
      }),
      { numRuns: 100 },
    )
  })

  it('leaves all who are admins after a ring of removals with something to say that counts (seed 131696)', async () => {
    const { section: of, devices: { Alba, Basile }, statements, last } = await sectionOf('Alba', 'Basile')
    const cleo = await newDevice(of)
    const byBasile = await say(Basile, [last], removal(Alba))
    const admitted = await say(Alba, [last], admission(cleo, 'admin', 'Cléo'))
    const byAlba = await say(Alba, [admitted], removal(Basile))
    const builtOn = await say(cleo, [admitted], { type: 'minimum', version: 1 })
    const all = [...statements, byBasile, await say(Basile, [byBasile], { type: 'minimum', version: 1 }), admitted, byAlba, builtOn, await say(cleo, [builtOn], removal(Alba))]
    const members = membersOf(all)
    expect(belonging(members)).toBe('Basile admin, Cléo admin')
    // Alba's removal of Basile is void; without it, Basile's of Alba would take Cléo's admission with it.
    expect(members.uncounted).toContain(byAlba.hash)
    for (const author of [Basile, cleo]) {
      const said = await say(author, members.heads, { type: 'minimum', version: 9 })
      expect(membersOf([...all, said])).toMatchObject({ minimum: 9, heads: [said.hash] })
    }
  })

  it('leaves every admin with something to say that counts, upon the heads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), async (steps) => {
        const all = await saySome(steps, [0, 1, 2, 3, 4, 5])
        const members = membersOf(all)
        for (const { device, role, removedAt } of members.devices.values()) {
          if (role !== 'admin' || removedAt !== null) continue
          const said = await say(devices.find((each) => each.device === device)!, members.heads, { type: 'minimum', version: 9 })
          expect(membersOf([...all, said]).minimum).toBe(9)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('said by those who are no admins changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const all = await saySome(steps, [3, 4, 5])
        const without = membersOf(all.slice(0, 4))
        expect(toText({ ...membersOf(all), uncounted: [] })).toBe(toText(without))
      }),
      { numRuns: 40 },
    )
  })

  it('changes nothing where it is forged, altered or of another section', async () => {
    const all = await saySome([], [0])
    const expected = toText(membersOf(all))
    const elsewhere = await newDevice(newId<SectionId>())
    const impostor = { ...devices[5]!, device: devices[0]!.device }
    const foreign = [
      await say({ ...devices[0]!, section: elsewhere.section }, [all.at(-1)!], removal(devices[1]!)),
      await foundBy(elsewhere),
      await foundBy(devices[5]!),
    ]
    const child = await say(devices[0]!, [foreign[2]!, all.at(-1)!], removal(devices[1]!))
    expect(toText(membersOf([...foreign, child, ...all], all[0]!.hash))).toBe(expected)
    const forged = await say(impostor, [all.at(-1)!], removal(devices[1]!))
    expect(toText({ ...membersOf([...all, forged]), uncounted: [] })).toBe(expected)
    const { bytes } = await say(devices[0]!, [all.at(-1)!], removal(devices[1]!))
    bytes[60]! ^= 4
    await expect(readStatement(bytes)).rejects.toMatchObject({ code: 'entry-damaged' })
  })
})

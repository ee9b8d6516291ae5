/** Devices that let each other in and put each other out, each with its own log: what statements do to what is shown. */
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { memoryJournal } from '../log/memory-journal'
import { admitDevice, changeRole, foundSection, newKeys, removeDevice } from '../membership/keys'
import type { KnownSession, Role } from '../membership/statement'
import { memoryPages } from '../ports/pages'
import { newDevice, newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { missingEntries } from './log-index'
import { openSectionStore } from './section-store'

async function openOn(secrets: Secrets, journal = memoryJournal(), pages = memoryPages()) {
  const store = await openSectionStore({ secrets, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  const commands = createCommands(store, () => (now += 1000))
  return { store, commands, journal, pages, secrets }
}
type Device = Awaited<ReturnType<typeof openOn>>

const entriesOf = async ({ store }: Device, compartment?: string) => {
  const live = [...store.log.live().values()].filter((entry) => !compartment || entry.compartment === compartment)
  return Promise.all(live.map(async (entry) => (await store.log.read(entry))!))
}
const send = async (from: Device, to: Device, compartment?: string) => to.commands.receive(await entriesOf(from, compartment))
const names = ({ store }: Device) => [...store.people.all()].map(({ lastName }) => lastName).sort()
const create = async ({ commands }: Device, lastName: string) => {
  const id = newId<PersonId>()
  await commands.createPerson(id, { lastName })
  return id
}
/** What an admin's device knows of another's entries. */
const knownOf = ({ store }: Device, of: Device): KnownSession[] =>
  [...store.log.index.known.runs()].filter(([session]) => session.startsWith(of.store.device)).map(([session, runs]) => ({ session, sequence: runs.at(-1)![1] }))

let founder: Device
beforeEach(async () => {
  founder = await openOn(await newSecrets(newId<SectionId>()))
  await founder.commands.whenQuiet(async () => founder.store.say(await foundSection(founder.secrets, 'Poste d’Alba', 1)))
})

/** A device that was let in: it has the keys of its role, as the answer to its request gave them, and an empty log. */
async function letIn(role: Role): Promise<Device> {
  const secrets = await newDevice({ section: founder.secrets.section, keys: { people: [], commons: [], membership: founder.secrets.keys.membership }, root: founder.store.membership.members()!.root })
  const newcomer = { device: secrets.device, signing: secrets.signing.public, exchange: secrets.exchange.public, role, name: 'Poste de Nour' }
  await founder.commands.whenQuiet(async () => founder.store.say([await admitDevice(founder.secrets, founder.store.membership.members()!, newcomer, 2)]))
  return openOn(secrets)
}

describe('an open section', () => {
  it('shows a device that was let in everything, once the statements are there, also where they come last', async () => {
    await create(founder, 'Aubin')
    const nour = await letIn('organizer')
    await send(founder, nour, 'people')
    expect(names(nour)).toEqual([])
    await send(founder, nour, 'membership')
    expect(names(nour)).toEqual(['Aubin'])
    expect(nour.store.quarantined()).toBe(0)

    await create(nour, 'Bella')
    await send(nour, founder)
    expect(names(founder)).toEqual(['Aubin', 'Bella'])
    expect(await founder.store.contentHash()).toBe(await nour.store.contentHash())
  })

  it('takes a device for ended by its removal and by a role with less, not by a role that holds everything', async () => {
    const { store, secrets, commands } = founder
    const nour = await letIn('volunteer')
    const { device } = nour.store
    const members = () => store.membership.members()!
    const ends = () => store.membership.endsOf(device).length
    await commands.whenQuiet(async () => store.say(await changeRole(secrets, members(), device, 'organizer', [], 3)))
    expect(ends(), 'a pack that it makes from here on may be relied upon').toBe(0)
    await commands.whenQuiet(async () => store.say(await changeRole(secrets, members(), device, 'volunteer', knownOf(founder, nour), 4)))
    expect(ends()).toBe(1)
    await commands.whenQuiet(async () => store.say(await removeDevice(secrets, members(), device, knownOf(founder, nour), 5)))
    expect(ends()).toBe(2)
  })

  it('takes it for ended no more once it is given everything again by who knew', async () => {
    const { store, secrets, commands } = founder
    const { device } = (await letIn('organizer')).store
    const say = (role: Role) => commands.whenQuiet(async () => store.say(await changeRole(secrets, store.membership.members()!, device, role, [], 3)))
    await say('volunteer')
    await say('organizer')
    expect(store.membership.endsOf(device)).toEqual([])
    await say('volunteer')
    expect(store.membership.endsOf(device)).toHaveLength(1)
  })

  it('opens again with what was said, from its pages and from its journal alone', async () => {
    const nour = await letIn('organizer')
    await send(founder, nour)
    await create(nour, 'Bella')
    // As a device does that has joined: under its own name, which only what others say makes known.
    await nour.commands.whenQuiet(async () => nour.store.say([...nour.store.membership.statements()]))
    await send(nour, founder)
    await founder.store.checkpoint()
    for (const pages of [founder.pages, memoryPages()]) {
      const again = await openOn(founder.secrets, memoryJournal(founder.journal.bytes()), pages)
      expect(names(again)).toEqual(['Bella'])
      expect(again.store.membership.members()!.devices.size).toBe(2)
    }
  })

  it('gives a volunteer no name: not with all entries and every key that it was given', async () => {
    await create(founder, 'Aubin')
    const samia = await letIn('volunteer')
    await send(founder, samia)
    expect(names(samia)).toEqual([])
    expect(samia.store.membership.holds('people')).toBe(false)
    expect(samia.store.membership.holds('commons')).toBe(true)
    await expect(create(samia, 'Cléo')).rejects.toMatchObject({ code: 'role-forbids' })
    expect(names(samia)).toEqual([])
  })

  it('sets aside what a removed device writes afterwards, wherever it was shown already, and keeps what was known', async () => {
    const [nour, other] = [await letIn('organizer'), await letIn('organizer')]
    for (const device of [nour, other]) await send(founder, device)
    await create(nour, 'Bella')
    await send(nour, founder)
    // Written before it hears of anything; the third device gets it first.
    await create(nour, 'Tardif')
    await send(nour, other)
    expect(names(other)).toEqual(['Bella', 'Tardif'])

    await founder.commands.whenQuiet(async () => founder.store.say(await removeDevice(founder.secrets, founder.store.membership.members()!, nour.store.device, knownOf(founder, nour), 3)))
    await send(nour, founder)
    expect(names(founder)).toEqual(['Bella'])
    await send(founder, other)
    expect(names(other)).toEqual(['Bella'])
    for (const device of [founder, other]) {
      expect((await device.store.log.aside.list()).map(({ why, header }) => [why, header?.device])).toEqual([['removed', nour.store.device]])
      const again = await openOn(device.secrets, memoryJournal(device.journal.bytes()))
      expect(names(again)).toEqual(['Bella'])
    }

    // What is written from here on, the removed device can't read: it has no key of the new epoch.
    await create(founder, 'Après')
    await send(founder, nour)
    expect(names(nour)).not.toContain('Après')
    await send(founder, other)
    expect(names(other)).toEqual(['Après', 'Bella'])
  })

  it('keeps somebody erased who was erased by a device that was put out, once anybody here had carried it out', async () => {
    const [nour, other] = [await letIn('organizer'), await letIn('organizer')]
    for (const name of ['Aubin', 'Bella']) await create(founder, name)
    for (const device of [nour, other]) await send(founder, device)
    const bella = [...nour.store.people.all()].find(({ lastName }) => lastName === 'Bella')!.id
    await nour.commands.erasePeople({ kind: 'ids', ids: [bella] }, 'request')
    await send(nour, other)
    await other.commands.whenQuiet(() => other.store.tidy())
    // Said without having heard of it.
    await founder.commands.whenQuiet(async () => founder.store.say(await removeDevice(founder.secrets, founder.store.membership.members()!, nour.store.device, knownOf(founder, nour), 3)))
    await send(nour, founder)
    expect(names(founder)).toEqual(['Aubin', 'Bella'])
    await send(founder, other)
    await send(other, founder)
    for (const device of [founder, other]) {
      const again = await openOn(device.secrets, memoryJournal(device.journal.bytes()))
      for (const { store } of [device, again]) expect([...store.erasures().keys()]).toEqual([bella])
      expect([names(device), names(again)]).toEqual([['Aubin'], ['Aubin']])
    }
    expect(await founder.store.contentHash()).toBe(await other.store.contentHash())
  })

  it('keeps what somebody who belongs built upon an edit that counts no more', async () => {
    const [nour, other] = [await letIn('organizer'), await letIn('organizer')]
    await create(founder, 'Aubin')
    for (const device of [nour, other]) await send(founder, device)
    const { id } = [...nour.store.people.all()][0]!
    const put = ({ commands }: Device, city: string) => commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'city', value: city }])
    await put(nour, 'Lille')
    await send(nour, other)
    await put(other, 'Pantin')
    await founder.commands.whenQuiet(async () => founder.store.say(await removeDevice(founder.secrets, founder.store.membership.members()!, nour.store.device, knownOf(founder, nour), 3)))
    await send(founder, other)
    await send(other, founder)
    for (const device of [founder, other]) {
      const again = await openOn(device.secrets, memoryJournal(device.journal.bytes()))
      expect([device, again].map(({ store }) => store.people.get(id)!.city)).toEqual(['Pantin', 'Pantin'])
    }
  })

  it('says again what somebody who came meanwhile has no key for, where who said it is gone', async () => {
    const [nour, other] = [await letIn('admin'), await letIn('organizer')]
    for (const device of [nour, other]) await send(founder, device)
    // Neither knows of the other: a newcomer, and keys that are renewed twice.
    const late = await letIn('organizer')
    for (const at of [5, 6]) await nour.commands.whenQuiet(async () => nour.store.say(await newKeys(nour.secrets, nour.store.membership.members()!, at)))
    await send(nour, other)
    await send(founder, late)
    await send(late, other)
    await send(other, late)
    const heard = ({ store }: Device) => store.membership.statements().length
    expect(heard(late)).toBeLessThan(heard(other))
    await other.commands.whenQuiet(() => other.store.sayAgain())
    await send(other, late)
    expect(heard(late)).toBe(heard(other))
    expect(late.store.membership.members()!.heads).toEqual(other.store.membership.members()!.heads)
    // Once is enough.
    const { end } = await other.journal.info()
    await other.commands.whenQuiet(() => other.store.sayAgain())
    expect((await other.journal.info()).end).toBe(end)
  })

  it('says again what puts itself out, where those who stay have no key for it (seed 141790)', async () => {
    const [nour, other] = [await letIn('admin'), await letIn('admin')]
    for (const device of [nour, other]) await send(founder, device)
    // The founder puts both out, and nour the founder, who did not know of that: the two of them go, and other stays.
    for (const [device, at] of [[other, 5], [nour, 7]] as const) {
      await founder.commands.whenQuiet(async () => founder.store.say(await removeDevice(founder.secrets, founder.store.membership.members()!, device.store.device, [], at)))
    }
    await nour.commands.whenQuiet(async () => nour.store.say(await removeDevice(nour.secrets, nour.store.membership.members()!, founder.store.device, [], 6)))
    const isOut = ({ store }: Device) => store.membership.members()!.devices.get(nour.store.device)!.removedAt !== null
    for (let round = 0; round < 2; round++) {
      await send(founder, nour)
      await send(nour, other)
      // It renews the keys: nour is to have them too, as far as it knows.
      if (round === 0) await other.commands.whenQuiet(async () => other.store.say(await newKeys(other.secrets, other.store.membership.members()!, 8)))
      await send(other, nour)
    }
    expect([nour, other].map(isOut)).toEqual([true, false])
    await nour.commands.whenQuiet(() => nour.store.sayAgain())
    await send(nour, other)
    expect(isOut(other)).toBe(true)
  })

  it('tells what somebody holds back, and no more of it once a pack stands for it', async () => {
    const nour = await letIn('organizer')
    await send(founder, nour)
    for (const name of ['Un', 'Deux', 'Trois']) await create(nour, name)
    const written = await entriesOf(nour, 'people')
    await founder.commands.receive([written[0]!, written[2]!])
    expect([...missingEntries(founder.store.log.index)]).toEqual([[nour.store.device, 1]])
    await nour.commands.whenQuiet(() => nour.store.log.repack(() => true, 100))
    await send(nour, founder)
    expect([...missingEntries(founder.store.log.index)]).toEqual([])
    expect(names(founder)).toEqual(['Deux', 'Trois', 'Un'])
  })

  it('takes people from an organizer who becomes a volunteer, and gives them back to one who becomes an organizer again', async () => {
    const nour = await letIn('organizer')
    await send(founder, nour)
    const say = (role: Role) => founder.commands.whenQuiet(async () => founder.store.say(await changeRole(founder.secrets, founder.store.membership.members()!, nour.store.device, role, knownOf(founder, nour), 4)))
    await say('volunteer')
    await create(founder, 'Secret')
    await send(founder, nour)
    expect(names(nour)).toEqual([])
    await expect(create(nour, 'Dana')).rejects.toMatchObject({ code: 'role-forbids' })
    await say('organizer')
    await send(founder, nour)
    expect(names(nour)).toEqual(['Secret'])
  })

  it('believes no section that another device founded, nor a member who admits without being an admin', async () => {
    const nour = await letIn('organizer')
    await send(founder, nour)
    const stranger = await newSecrets(founder.secrets.section)
    const forged = await openOn({ ...stranger, keys: nour.secrets.keys })
    await forged.commands.whenQuiet(async () => forged.store.say(await foundSection(forged.secrets, 'Faux', 1)))
    await create(forged, 'Intrus')
    await send(forged, nour)
    expect(names(nour)).toEqual([])
    expect(nour.store.membership.members()!.devices.has(stranger.device)).toBe(false)
  })
})

/**
 * Several devices and a relay, driven by chance from one seed: edits, cuts, messages late, twice and out of order, crashes
 * and restarts on each side, full disks, clocks years apart, compaction at the same time by several, older and newer versions
 * of the app, devices that are let in, put out and given other roles by admins who don't know of each other.
 * In the end all who belong hold the same, nothing that was acknowledged is missing anywhere, and of whoever was erased nothing is left.
 */
import { stream, type Stream } from '#core/domain/demo/random'
import type { DeviceId, SectionId } from '#core/domain/ids'
import type { Role, Statement } from '#core/membership/statement'
import { compartments, type Secrets } from '#core/sealing/vault'
import type { AppVersions } from './app-versions'
import { cheapPair } from './cheap-cipher'
import { openDevice, type DeviceModel } from './device-model'
import { judge, membersByAll, type Removal, type Verdict } from './judge'
import { createRelay } from './relay-model'
import { enterWorld } from './world'

/** Devices that meet, and still have something to say after so many rounds, would never rest. */
const mostRounds = 200
const year = 365 * 24 * 3600 * 1000

/** Keys that only this device has, and those of the section that it begins with. */
function secretsOf(section: SectionId, device: DeviceId, at: number, keys: Secrets['keys'], root?: string): Secrets {
  return { section, device, signing: cheapPair(at, 64), exchange: cheapPair(at + 100, 32), keys, pageKey: new Uint8Array(32).fill(at + 1), ...(root ? { root } : {}) }
}

/** One run. The same seed gives the same one. */
export async function simulate(seed: string, steps: number, versions: AppVersions): Promise<Verdict> {
  const world = enterWorld(seed, [versions.present.newId, versions.newer.newId])
  try {
    return await run(stream(seed, 'simulator', 0), steps, versions, world)
  } finally {
    world.leave()
  }
}

async function run(chance: Stream, steps: number, versions: AppVersions, world: ReturnType<typeof enterWorld>): Promise<Verdict> {
  const { newId } = versions.present
  const section = newId() as SectionId
  const relay = createRelay(chance.chance(0.7))
  const devices: DeviceModel[] = []
  const removals = new Map<string, Removal>()
  const restless: string[] = []
  // In a third of the sections nobody has a newer version, in a third some do.
  const mixed = chance.chance(0.4)
  const usual = chance.chance(0.3) ? versions.newer : versions.present

  const versionOfNext = () => (mixed && chance.chance(0.5) ? versions.newer : usual)
  const clockOff = () => chance.whole(20 * year) - 10 * year
  const members = (device: DeviceModel) => device.app().store.membership.members()
  const belongs = (device: DeviceModel) => members(device)?.devices.get(device.id)?.removedAt === null

  /** Opens another device and lets it in, by the device of an admin. */
  async function letIn(by: DeviceModel | null, role: Role, version = versionOfNext()): Promise<DeviceModel | null> {
    const at = devices.length
    const id = newId() as DeviceId
    if (!by) {
      const keys = Object.fromEntries(compartments.map((compartment) => [compartment, [{ epoch: 1, key: chance.bytes(32) }]])) as Secrets['keys']
      const founder = await openDevice('device 0', secretsOf(section, id, at, keys), clockOff(), version)
      await founder.app().found('device 0')
      devices.push(founder)
      await relay.registryFor(id).admit(id, new Uint8Array(), 'admin')
      await founder.connect(relay)
      while (await founder.deliver(relay, chance, true)) continue
      return founder
    }
    const { secrets, store } = by.app()
    const name = `device ${at}`
    const { signing, exchange } = secretsOf(section, id, at, secrets.keys)
    const said = await by.app().admit({ device: id, signing: signing.public, exchange: exchange.public, role, name })
    if (said.length === 0) return null
    // As an invitation is answered: the relay hears of the device from whoever lets it in, or from an admin's upkeep later.
    if (by.inStep()) await relay.registryFor(by.id).admit(id, new Uint8Array(), role)
    const keys = { people: [], commons: [], membership: structuredClone(secrets.keys.membership) }
    const joined = await openDevice(name, secretsOf(section, id, at, keys, store.membership.members()!.root), clockOff(), version)
    await joined.app().repeat(store.membership.statements())
    devices.push(joined)
    return joined
  }

  /** Says it, and notes what of the device was known when it lost what it loses: that much stays. */
  async function strip(by: DeviceModel, target: DeviceModel, say: () => Promise<Statement[]>): Promise<boolean> {
    const known = new Set<string>([...by.app().store.history.values()].flatMap(({ id, device }) => (device === target.id ? [id] : [])))
    const said = await say()
    for (const { hash } of said) removals.set(hash, { target: target.id, known })
    return said.length > 0
  }

  async function remove(by: DeviceModel, target: DeviceModel): Promise<void> {
    if ((await strip(by, target, () => by.app().remove(target.id))) && chance.chance(0.4)) target.stubborn = true
  }

  /** Something of who belongs is said by an admin, or by two who don't know of each other. */
  async function changeMembers(): Promise<void> {
    const admins = devices.filter((device) => device.app().isAdmin())
    if (admins.length === 0) return
    const by = chance.pick(admins)
    const known = [...members(by)!.devices.values()].filter(({ removedAt }) => removedAt === null)
    const others = devices.filter((device) => device !== by && known.some(({ device: id }) => id === device.id))
    const kind = chance.whole(20)
    if (chance.chance(0.3)) by.disconnect()
    if (kind < 8 && others.length > 1) {
      const rival = chance.pick(admins)
      const mayDuel = rival !== by && chance.chance(0.5)
      await remove(by, chance.pick(others))
      if (!mayDuel) return
      rival.disconnect()
      const left = devices.filter((device) => device !== rival && members(rival)!.devices.get(device.id)?.removedAt === null)
      if (left.length > 1) await remove(rival, chance.chance(0.4) && left.includes(by) ? by : chance.pick(left))
    } else if (kind < 12 && others.length > 0) {
      const target = chance.pick(others)
      const role = chance.weighted(['admin', 'organizer', 'volunteer'] as const, [5, 8, 10])
      await strip(by, target, () => by.app().giveRole(target.id, role))
    } else if (kind < 15) await by.app().rotate()
    // An invitation is answered through the relay.
    else if (kind < 17 && devices.length < 10 && by.inStep()) await letIn(by, chance.pick(['admin', 'organizer']))
    else if (kind === 17 && mixed) await by.app().require(2)
  }

  await letIn(null, 'admin')
  const count = 2 + chance.whole(7)
  while (devices.length < count) await letIn(devices[0]!, chance.weighted(['admin', 'organizer', 'volunteer'] as const, [8, 19, 20]))

  for (let step = 0; step < steps; step++) {
    const device = chance.pick(devices)
    const kind = chance.whole(1000)
    if (kind < 300) device.act(chance, `pas ${step}`)
    else if (kind < 680) for (let turn = chance.whole(6); turn >= 0; turn--) await chance.pick(devices).deliver(relay, chance, false)
    else if (kind < 800) await device.connect(relay)
    else if (kind < 840) device.disconnect()
    else if (kind < 860) await device.crash()
    else if (kind < 865) await device.crash(versions.newer)
    else if (kind < 875) relay.crash()
    else if (kind < 885) relay.setDiskFull(chance.chance(0.5))
    else if (kind < 900) await device.setDiskFull(chance.chance(0.5))
    else if (kind < 925) await device.app().checkpoint()
    else if (kind < 950) await device.app().tidy()
    else if (kind < 965) await device.rest()
    else if (kind < 980) world.pass(chance.whole(3000))
    else if (kind >= 985) await changeMembers()
    else if (device.inStep()) await device.app().keepUp(relay.registryFor(device.id))
    if (chance.chance(0.2)) await world.calm()
  }

  // Everything works again.
  relay.setDiskFull(false)
  for (const device of devices) await device.setDiskFull(false)
  world.pass(2000)
  // Whose removal does not stand is told so.
  for (let told = true; told; ) {
    await settle()
    const mistaken = devices.filter(({ stubborn, id }) => stubborn && devices.some((device) => !device.stubborn && belongs(device) && members(device)!.devices.get(id)?.removedAt === null))
    told = mistaken.length > 0
    for (const device of mistaken) {
      device.stubborn = false
      device.disconnect()
    }
  }
  const truth = membersByAll(devices)
  const admin = devices.find((device) => !device.stubborn && device.inStep() && !relay.hasRemoved(device.id) && truth.devices.get(device.id)?.removedAt === null && device.app().isAdmin())
  // No relay is on a removed device's side for ever: what it took out of the rooms is put back.
  relay.refuseRemoved(devices.flatMap(({ stubborn, id }) => (stubborn ? [id] : [])))
  for (const device of devices) device.disconnect()
  // Whoever had an older version has the newer one now where somebody had it, and someone new comes: what only the newer one
  // knows, only it can take the erased out of, and the one device that had it may be refused for ever.
  const someNewer = devices.some((device) => device.version().isNewer)
  for (const device of devices) if (someNewer && !device.version().isNewer) await device.crash(versions.newer)
  if (admin) await letIn(admin, 'admin', someNewer ? versions.newer : usual)
  await settle()
  // What was erased is taken out of the disks, and what they then say in its place reaches the others.
  for (let round = 0; round < 3 && devices.some((device) => device.app().store.hasLeftovers()); round++) {
    for (const device of devices) {
      if (!device.app().store.hasLeftovers()) continue
      await device.app().tidy()
      await device.app().checkpoint()
    }
    await settle()
  }

  async function settle(): Promise<void> {
    for (let calm = 0, rounds = 0; calm < 3; rounds++) {
      if (rounds === mostRounds) return void restless.push(`still saying something after ${mostRounds} rounds`)
      let moved = false
      for (const device of devices) {
        if (!device.inStep()) await device.connect(relay)
        while (await device.deliver(relay, chance, true)) moved = true
        await device.rest()
        if (!device.inStep() || calm === 0) continue
        const before = device.app().store.log.end()
        await device.app().keepUp(relay.registryFor(device.id))
        await device.rest()
        if (device.app().store.log.end() !== before || device.waiting() > 0) moved = true
      }
      world.pass(2000)
      await world.calm()
      calm = moved ? 0 : calm + 1
    }
  }

  const verdict = await judge(devices, relay, removals)
  for (const device of devices) await device.close()
  return { ...verdict, wrong: [...restless, ...verdict.wrong] }
}

/**
 * Several devices and a relay, driven by chance from one seed: edits, cuts, messages late, twice and out of order, crashes
 * and restarts on each side, full disks, clocks years apart, compaction at the same time by several.
 * In the end all hold the same, nothing that was acknowledged is missing anywhere, and of whoever was erased nothing is left.
 */
import { stream } from '#core/domain/demo/random'
import { newId, type DeviceId, type SectionId } from '#core/domain/ids'
import { createOpener } from '#core/log/entry'
import { entriesName } from '#core/log/outer'
import { signersOf, type Secrets } from '#core/sealing/vault'
import { createErasedIds, type ErasedIds } from '#core/section/erased-ids'
import { tellsOf } from '#core/section/leftovers'
import { decodePayload, type RecordUpdate } from '#core/section/payload'
import { cheapCipher } from './cheap-cipher'
import { canaryOf, openDevice, type DeviceModel } from './device-model'
import { createRelay } from './relay-model'

export interface Outcome {
  devices: number
  acknowledged: number
  /** Content hash of each device, a newcomer's last. */
  hashes: string[]
  /** Acknowledged commands that a device lacks, by its name. */
  missing: string[]
  /** People erased. */
  erased: number
  /** Where something of them is left, by what and whose. */
  traces: string[]
  pending: number
  forged: number
  quarantined: number
}

const year = 365 * 24 * 3600 * 1000

function secretsOf(section: SectionId, at: number, keys: Secrets['keys']): Secrets {
  // The cheap cipher's pairs: the public half is the secret's first bytes.
  const half = new Uint8Array(8).fill(at + 1)
  return {
    section,
    device: newId<DeviceId>(),
    signing: { secret: new Uint8Array([...half, ...new Uint8Array(56)]), public: half },
    exchange: { secret: half, public: half },
    keys,
    pageKey: new Uint8Array(32).fill(at + 1),
  }
}

export async function simulate(seed: string, steps: number): Promise<Outcome> {
  const chance = stream(seed, 'simulator', 0)
  const section = newId<SectionId>()
  const epoch = () => [{ epoch: 1, key: chance.bytes(32) }]
  const keys = { people: epoch(), commons: epoch(), membership: epoch() }
  const count = 2 + chance.whole(7)
  const all = Array.from({ length: count + 1 }, (_, at) => secretsOf(section, at, keys))
  const signers = all.map(({ device, signing }) => ({ device, public: signing.public }))
  const relay = createRelay()
  const devices: DeviceModel[] = []
  for (let at = 0; at < count; at++) devices.push(await openDevice(`device ${at}`, { ...all[at]!, signers }, chance.whole(20 * year) - 10 * year))

  /** Hands over one message of a link, now and then not the first, now and then twice. */
  function deliver(device: DeviceModel, orderly = false): boolean {
    const link = device.link()
    if (!link) return false
    if (!link.up) {
      device.disconnect()
      return true
    }
    const { toRelay, toDevice } = link
    const outward = toRelay.length > 0 && (toDevice.length === 0 || chance.chance(0.5))
    const waiting = outward ? toRelay : toDevice
    if (waiting.length === 0) return false
    const at = orderly || chance.chance(0.8) ? 0 : chance.whole(waiting.length)
    const keep = !orderly && chance.chance(0.05)
    if (!outward) device.take(at, keep)
    else relay.take(link, keep ? waiting[at]! : waiting.splice(at, 1)[0]!)
    return true
  }

  for (let step = 0; step < steps; step++) {
    const device = chance.pick(devices)
    const kind = chance.whole(100)
    if (kind < 30) device.act(chance, `pas ${step}`)
    else if (kind < 70) for (let turn = chance.whole(6); turn >= 0; turn--) deliver(chance.pick(devices))
    else if (kind < 82) device.connect(relay)
    else if (kind < 86) device.disconnect()
    else if (kind < 88) await device.crash()
    else if (kind < 89) relay.crash()
    else if (kind < 90) relay.setDiskFull(chance.chance(0.5))
    else if (kind < 92) await device.setDiskFull(chance.chance(0.5))
    else if (kind < 95) await device.checkpoint()
    else if (kind < 98) await device.tidy()
    else await device.rest()
    if (chance.chance(0.2)) await new Promise((resolve) => setImmediate(resolve))
  }

  // Everything works again, and someone new comes.
  relay.setDiskFull(false)
  for (const device of devices) await device.setDiskFull(false)
  for (const device of devices) await device.rest()
  devices.push(await openDevice('newcomer', { ...all[count]!, signers }, 0))
  await settle()
  // What was erased is taken out of the disks, and what they then say in its place reaches the others.
  for (let round = 0; round < 3 && devices.some((device) => device.store().hasLeftovers()); round++) {
    for (const device of devices) {
      if (!device.store().hasLeftovers()) continue
      await device.tidy()
      await device.checkpoint()
    }
    await settle()
  }

  async function settle(): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      let moved = false
      for (const device of devices) {
        if (!device.link()?.up) {
          device.disconnect()
          device.connect(relay)
          moved = true
        }
        while (deliver(device, true)) moved = true
        await device.rest()
      }
      calm = moved ? 0 : calm + 1
    }
  }

  const acknowledged = devices.flatMap((device) => [...device.acknowledged])
  const erased = createErasedIds(devices.flatMap((device) => [...device.store().erasures().keys()]))
  const outcome: Outcome = {
    devices: devices.length,
    erased: erased.size,
    traces: erased.size > 0 ? await tracesOf(erased) : [],
    acknowledged: acknowledged.length,
    hashes: await Promise.all(devices.map((device) => device.store().contentHash())),
    missing: devices.flatMap((device) => acknowledged.filter((id) => !device.store().history.has(id as never)).map((id) => `${device.name} lacks ${id}`)),
    pending: devices.reduce((sum, device) => sum + device.room().pending(), 0),
    forged: devices.reduce((sum, device) => sum + device.room().forged(), 0),
    quarantined: devices.reduce((sum, device) => sum + device.store().quarantined(), 0),
  }
  for (const device of devices) await device.close()
  return outcome

  async function tracesOf(ids: ErasedIds): Promise<string[]> {
    const traces: string[] = []
    const look = (where: string, records: readonly RecordUpdate[], text: string) => {
      const bytes = records.map(({ update }) => Buffer.from(update).toString('latin1')).join()
      if (records.some((record) => tellsOf(record, ids))) traces.push(`${where}: a record`)
      for (const id of ids) if (`${bytes}${text}`.includes(canaryOf(id))) traces.push(`${where}: a word of ${id}`)
    }
    for (const device of devices) {
      const { people } = device.store()
      for (const id of ids) if (people.get(id)) traces.push(`${device.name} shows ${id}`)
      const { records, pages } = await device.opened()
      look(device.name, records, pages)
    }
    const opener = createOpener(all[0]!, signersOf({ ...all[0]!, signers }), cheapCipher)
    const entries = relay.doc('people').getArray<Uint8Array>(entriesName).toArray()
    look('the relay', (await Promise.all(entries.map(async (entry) => decodePayload((await opener.open(entry)).payload)))).flat(), '')
    return traces
  }
}

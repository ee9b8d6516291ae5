/**
 * What must be true of devices that have met, whatever happened before: asked of what each holds, not of how it came there.
 */
import * as Y from 'yjs'
import { sameBytes } from '#core/domain/bytes'
import type { DeviceId, PersonId } from '#core/domain/ids'
import { peekHeader } from '#core/log/entry'
import { entriesName } from '#core/log/outer'
import { compartmentsToRenew, isUnshared } from '#core/membership/keys'
import { computeMembers, type Members } from '#core/membership/members'
import { heldBy } from '#core/membership/statement'
import { compartments } from '#core/sealing/vault'
import { commonsKinds } from '#core/section/commons-records'
import { createErasedIds, type ErasedIds } from '#core/section/erased-ids'
import { tellsOf } from '#core/section/leftovers'
import type { RecordUpdate } from '#core/section/payload'
import { readRecord } from '#core/section/record'
import { recordKinds } from '#core/section/shards'
import type { Deed } from './device-app'
import type { DeviceModel } from './device-model'
import { canaryOf } from './random-command'
import type { RelayModel } from './relay-model'

/** A removal, or a role with less, by its statement: what of the device's was known to who said it. */
export interface Removal {
  target: DeviceId
  known: ReadonlySet<string>
}

export interface Verdict {
  /** What is not as it must be, in words; empty in a run that is right. */
  wrong: string[]
  /** Tells this run from any other. */
  print: string
  devices: number
  removed: number
  acknowledged: number
  setAside: number
  erased: number
}

export async function judge(devices: readonly DeviceModel[], relay: RelayModel, removals: ReadonlyMap<string, Removal>): Promise<Verdict> {
  const wrong = devices.flatMap(({ faults }) => faults)
  const membersOf = (device: DeviceModel) => device.app().store.membership.members()!
  const truth = membersByAll(devices)
  const member = (id: DeviceId) => truth.devices.get(id)
  // Of a removal that did not stand in the end the relay may have been told: then the device is heard no more.
  const isHeard = (id: DeviceId) => member(id)?.removedAt === null && !relay.hasRemoved(id)
  const staying = devices.filter(({ id }) => isHeard(id))
  const readers = staying.filter(({ id }) => heldBy[member(id)!.role].includes('people'))

  same('members', staying, (device) => toText(membersOf(device)))
  // What counts for nothing may be unknown to some, and with it who was given keys by it.
  const inEffect = ({ devices: all, counted }: Members) => JSON.stringify([[...all.values()].map(({ device, role, removedAt }) => [device, role, removedAt]).sort(), counted.map(({ hash }) => hash).sort()])
  for (const device of staying) if (inEffect(membersOf(device)) !== inEffect(truth)) wrong.push(`${device.name} takes others for members than all that was said makes`)
  same('keys', readers, ({ app }) => JSON.stringify(compartments.map((compartment) => [...(app().secrets.keys[compartment].at(-1)?.key ?? [])])))
  same('name', staying, ({ app }) => app().store.name())
  const hashes = await Promise.all(readers.map(({ app }) => app().store.contentHash()))
  if (new Set(hashes).size > 1) wrong.push(`people differ: ${readers.map(({ name }, at) => `${name} ${hashes[at]!.slice(0, 8)} (${readers[at]!.app().store.people.size()})`).join(', ')}`)
  for (const table of ['actions', 'sectors', 'assets', 'kits', 'presets'] as const) {
    same(table, staying, ({ app }) => JSON.stringify([...app().store[table].values()].map((record) => ({ ...record, updatedAt: 0 })).sort((one, other) => (one.id < other.id ? -1 : 1))))
  }
  same('history', readers, ({ app }) => JSON.stringify([...app().store.history.values()].map(({ id, undoneBy = '', undoable }) => [id, undoneBy, undoable]).sort()))
  same('erasures', readers, ({ app }) => JSON.stringify([...app().store.erasures().keys()].sort()))
  for (const { id, name, app } of staying) {
    const due = member(id)!.role === 'admin' ? compartmentsToRenew(app().store.membership.members()!, id) : []
    if (due.length > 0) wrong.push(`${name} has keys to renew: ${due.join()}`)
  }

  const deeds = devices.flatMap((device) => device.deeds)
  for (const reader of readers) await lookForDeeds(reader)
  const waiting = new Map<string, boolean>()
  for (const reader of readers) await lookForWaiting(reader, waiting)
  for (const device of staying) lookAtRooms(device)
  for (const device of staying) await lookAside(device)
  // Keys are an admin's to renew.
  const renewed = staying.some(({ id }) => member(id)!.role === 'admin')
  for (const { id, name, app } of devices.filter((device) => renewed && member(device.id)?.removedAt !== null)) {
    const inForce = truth.epochs.people.at(-1)!
    if (readers[0] && app().secrets.keys.people.some(({ key }) => sameBytes(key, readers[0]!.app().secrets.keys.people.at(-1)!.key))) wrong.push(`${name} (${id}) was removed and has the key in force (${inForce.epoch})`)
  }
  const erased = createErasedIds(readers.flatMap(({ app }) => [...app().store.erasures().keys()]))
  if (erased.size > 0) await lookForTraces(erased)

  return {
    wrong, devices: devices.length, removed: devices.length - staying.length, acknowledged: deeds.length, erased: erased.size,
    setAside: readers[0]?.app().store.quarantined() ?? 0,
    print: `${hashes[0]} ${deeds.map(({ history }) => history).join('').length} ${devices.map(({ app }) => app().store.log.end()).join()}`,
  }

  function same(what: string, whose: readonly DeviceModel[], of: (device: DeviceModel) => string): void {
    const said = new Map<string, string[]>()
    for (const device of whose) said.set(of(device), [...(said.get(of(device)) ?? []), device.name])
    if (said.size > 1) wrong.push(`${what} differ: ${[...said.values()].map((names) => names.join('+')).join(' / ')}`)
  }

  /** Whether a command must count: of who belongs each does, of who was removed those that were known then. */
  function counts({ device, history, commons }: Deed): boolean {
    const author = member(device)
    if (author && isHeard(device) && heldBy[author.role].includes(commons ? 'commons' : 'people')) return true
    return truth.counted.some(({ hash }) => removals.get(hash)?.target === device && removals.get(hash)!.known.has(history))
  }

  async function lookForDeeds({ name, app }: DeviceModel): Promise<void> {
    const { store } = app()
    for (const deed of deeds) {
      if (!counts(deed)) continue
      const label = store.history.get(deed.history)
      if (!label) {
        wrong.push(`${name} lacks ${deed.history} of ${nameOf(deed.device)}`)
        continue
      }
      if (deed.commons && (await store.log.load(commonsKinds[deed.commons.name].kind, deed.commons.id)).updates.length === 0) wrong.push(`${name} lacks the ${deed.commons.name} of ${deed.history} of ${nameOf(deed.device)}`)
      if (deed.person && !store.erasures().has(deed.person)) {
        const { updates } = await store.log.load(recordKinds.person, deed.person)
        if (updates.length === 0) wrong.push(`${name} lacks the person of ${deed.history} ${nameOf(deed.device)} ${deed.person} ${JSON.stringify(store.history.get(deed.history))}`)
        else if (deed.tag && !label.undoneBy && readRecord(deed.person, updates).get(`t:${deed.tag}`) == null) wrong.push(`${name} lacks the tag ${deed.tag} of ${nameOf(deed.device)}`)
      }
      if (deed.apart && member(deed.device)?.removedAt !== null) continue
      for (const { kind, id, key } of deed.newer) {
        if (store.erasures().has(id as PersonId)) continue
        const { updates } = await store.log.load(kind, id)
        if (updates.length === 0 || readRecord(id, updates).get(key) === undefined) wrong.push(`${name} lacks ${key} of kind ${kind}, of ${nameOf(deed.device)}`)
      }
    }
  }

  /** No record waits for something that it was built on. `known`: the same updates are asked about once, whoever has them. */
  async function lookForWaiting({ name, app }: DeviceModel, known: Map<string, boolean>): Promise<void> {
    const { log } = app().store
    for (const bucket of log.index.buckets.keys()) {
      if (bucket.startsWith(`${recordKinds.statement}/`)) continue
      for (const [id, { updates }] of await log.loadBucket(bucket)) {
        const text = updates.map((update) => `${update.length} ${Buffer.from(update).toString('latin1')}`).join()
        if (!known.has(text)) known.set(text, isWaiting(updates))
        if (known.get(text)) wrong.push(`${name}: ${bucket} ${id} waits for what it was built on`)
      }
    }
  }

  /** Everything of the log is on the relay, and everything there was taken in or set aside. */
  function lookAtRooms({ name, app }: DeviceModel): void {
    for (const [compartment, room] of app().rooms) {
      if (room.pending() > 0) wrong.push(`${name}: ${room.pending()} pending in ${compartment}`)
      if (room.forged() > 0) wrong.push(`${name}: ${room.forged()} forged in ${compartment}`)
    }
  }

  /** What is set aside is a removed device's; and of such a device's entries each counts or is set aside. */
  async function lookAside({ name, app }: DeviceModel): Promise<void> {
    const { log, membership } = app().store
    const aside = new Set<string>()
    for (const { why, header } of await log.aside.list()) {
      const author = header && member(header.device)
      if (header) aside.add(`${header.session} ${header.sequence}`)
      const isGone = why === 'no-key' && !(header && isHeard(header.device))
      const expected = isGone || why === (!author ? 'unknown-device' : author.removedAt !== null ? 'removed' : 'wrong-role')
      const isNobodys = why === 'no-key' && header !== null && (!membership.holds('people') || isUnshared(truth, header.compartment, header.epoch))
      if (!expected && !isNobodys) wrong.push(`${name} has set aside an entry of ${header ? nameOf(header.device) : 'nobody'}: ${why}`)
    }
    for (const compartment of compartments) {
      if (!membership.holds(compartment)) continue
      for (const bytes of relay.doc(compartment).getArray<Uint8Array>(entriesName).toArray()) {
        const header = peekHeader(bytes)
        // While its author still counted, this device may have packed it.
        const isStoodFor = [...log.index.covered.values()].some((entries) => entries.has(header))
        if (!log.index.known.has(header) && !isStoodFor && !aside.has(`${header.session} ${header.sequence}`)) wrong.push(`${name} has not taken in an entry of ${nameOf(header.device)} in ${compartment}`)
      }
    }
  }

  async function lookForTraces(ids: ErasedIds): Promise<void> {
    const look = (where: string, records: readonly RecordUpdate[], text: string) => {
      const bytes = records.map(({ update }) => Buffer.from(update).toString('latin1')).join()
      if (records.some((record) => tellsOf(record, ids))) wrong.push(`${where}: a record of somebody erased`)
      for (const id of ids) if (`${bytes}${text}`.includes(canaryOf(id))) wrong.push(`${where}: a word of ${id}, who was erased`)
    }
    for (const { app, name } of readers) {
      const { people } = app().store
      for (const id of ids) if (people.get(id)) wrong.push(`${name} shows ${id}, who was erased`)
      const { records, pages } = await app().opened()
      look(name, records, pages)
    }
    look('the relay', await readers[0]!.app().read(relay.doc('people').getArray<Uint8Array>(entriesName).toArray()), '')
  }

  function nameOf(id: DeviceId): string {
    const device = devices.find((one) => one.id === id)
    return device ? `${device.name}${staying.includes(device) ? '' : ' (removed)'}` : id
  }
}

function isWaiting(updates: readonly Uint8Array[]): boolean {
  const doc = new Y.Doc({ guid: 'waiting' })
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.store.pendingStructs !== null
}

/**
 * Who belongs by everything that those who meet know together. Somebody may not be able to read a part of it, and then take
 * itself for a member: whoever removes an admin need not know whom that one has let in meanwhile, and they are out as well.
 */
export function membersByAll(devices: readonly DeviceModel[]): Members {
  const meeting = devices.filter(({ stubborn, inStep }) => !stubborn && inStep())
  return computeMembers(meeting.flatMap(({ app }) => app().store.membership.statements()), devices[0]!.app().store.membership.members()!.root)
}

/** Everything of who belongs that two devices must agree on, as text. What does not count may have come to one of them only. */
function toText({ uncounted: _uncounted, voided: _voided, waiting: _waiting, missing: _missing, ...members }: Members): string {
  return JSON.stringify(members, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
    if (value instanceof Map) return [...value].sort(([one], [other]) => (one < other ? -1 : 1))
    return value instanceof Set ? [...value].sort() : value
  })
}

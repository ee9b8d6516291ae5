/**
 * The compartments' keys: made for an epoch, sealed to those whose role holds them, opened again.
 * Invariant: a key leaves memory only in a sealed box to one member's exchange key, and whoever is removed or loses a
 * compartment has no key of the epoch that begins with it. Keys are never thrown away: what was sealed under an
 * earlier epoch must open for ever.
 *
 * A box holds: section (16 bytes) · keys (varuint count), each compartment, epoch (varuint), key (32 bytes). libsodium's
 * sealed box names no sender: that it comes from an admin is said by the signature of the statement around it.
 *
 * The statement of a new membership epoch is itself sealed in the membership compartment under the epoch *before* it:
 * so whoever holds any membership key climbs to the last one, and never has to be online at the right time.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes, sameBytes } from '../domain/bytes'
import { bytesFromId, type DeviceId, type SectionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { randomBytes, sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'
import { compartments, type Compartment, type Secrets } from '../sealing/vault'
import { mayHold, type Epoch, type Member, type Members } from './members'
import { heldBy, makeStatement, type Body, type KnownSession, type Role, type Statement, type StatementHash } from './statement'
import { readWhole, takeBytes, takeId, takeList } from './wire'

interface EpochKey {
  compartment: Compartment
  epoch: number
  key: Uint8Array
}

/** A device that is to be admitted. */
export interface Newcomer {
  device: DeviceId
  signing: Uint8Array
  exchange: Uint8Array
  role: Role
  name: string
}

async function sealKeys(section: SectionId, exchange: Uint8Array, keys: readonly EpochKey[]): Promise<Uint8Array> {
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, bytesFromId(section))
  encoding.writeVarUint(encoder, keys.length)
  for (const { compartment, epoch, key } of keys) {
    encoding.writeVarUint(encoder, compartments.indexOf(compartment))
    encoding.writeVarUint(encoder, epoch)
    encoding.writeUint8Array(encoder, key)
  }
  return (await loadSodium()).crypto_box_seal(encoding.toUint8Array(encoder), exchange)
}

/** What boxes hold, by whose secret opened them: with each statement that comes, all are looked into again. */
const openedBoxes = new WeakMap<Uint8Array, WeakMap<Uint8Array, { section: SectionId; keys: EpochKey[] }>>()

/** The keys in a box, none when it is not for this device of this section. */
async function openBox(secrets: Pick<Secrets, 'section' | 'exchange'>, box: Uint8Array): Promise<EpochKey[]> {
  const sodium = await loadSodium()
  const { section, exchange } = secrets
  const boxes = openedBoxes.get(exchange.secret) ?? new WeakMap<Uint8Array, { section: SectionId; keys: EpochKey[] }>()
  openedBoxes.set(exchange.secret, boxes)
  const known = boxes.get(box)
  if (known?.section === section) return known.keys
  const keys = keysOf(sodium, secrets, box)
  boxes.set(box, { section, keys })
  return keys
}

function keysOf(sodium: Awaited<ReturnType<typeof loadSodium>>, secrets: Pick<Secrets, 'section' | 'exchange'>, box: Uint8Array): EpochKey[] {
  try {
    return readWhole(sodium.crypto_box_seal_open(box, secrets.exchange.public, secrets.exchange.secret), (decoder) => {
      if (takeId<SectionId>(decoder) !== secrets.section) throw new RangeError('another section')
      return takeList(decoder, () => {
        const compartment = compartments[decoding.readVarUint(decoder)]
        const key = { epoch: decoding.readVarUint(decoder), key: takeBytes(decoder, 32) }
        // Of a compartment that a later version has.
        return compartment ? [{ compartment, ...key }] : []
      }).flat()
    })
  } catch {
    return []
  }
}

/** Tells a key from another of the same number, and tells nothing else about it. */
async function checkOf(section: SectionId, { compartment, epoch, key }: EpochKey): Promise<Uint8Array> {
  const label = new TextEncoder().encode(`permanence epoch 1 ${section} ${compartment} ${epoch}\n`)
  return (await sha256(joinBytes(label, key))).slice(0, 16)
}

const allKeys = (secrets: Pick<Secrets, 'keys'>, held: readonly Compartment[]): EpochKey[] =>
  held.flatMap((compartment) => secrets.keys[compartment].map((key) => ({ compartment, ...key })))

type Author = Pick<Secrets, 'section' | 'device' | 'signing' | 'exchange' | 'keys'>
type Said = Exclude<Body, { type: 'unknown' }>
type Begun = Extract<Body, { type: 'epoch' }>

/** Says one thing after the other, each knowing the one before. */
async function sayInTurn(author: Author, heads: readonly StatementHash[], bodies: readonly Said[], at: number): Promise<Statement[]> {
  const said: Statement[] = []
  for (const body of bodies) said.push(await makeStatement(author, said.length > 0 ? [said.at(-1)!.hash] : heads, body, at))
  return said
}

type Recipient = Pick<Member, 'device' | 'exchange'>

/** `lacking`: keys of earlier epochs that somebody is to be given as well. */
async function epochBody(section: SectionId, begun: EpochKey, recipients: readonly Recipient[], lacking: (recipient: Recipient) => readonly EpochKey[] = () => []): Promise<Said> {
  const sealed = await Promise.all(recipients.map(async (recipient) => ({ device: recipient.device, key: await sealKeys(section, recipient.exchange, [begun, ...lacking(recipient)]) })))
  return { type: 'epoch', compartment: begun.compartment, epoch: begun.epoch, check: await checkOf(section, begun), sealed }
}

/** New keys for these compartments, sealed to every member whose role holds them, but for `without`; with the earlier ones that it lacks. */
function newEpochs(members: Members, author: Author, begin: readonly Compartment[], without?: DeviceId): Promise<Said[]> {
  return Promise.all(
    begin.map(async (compartment) => {
      const epochs = members.epochs[compartment]
      const known = await Promise.all(allKeys(author, [compartment]).map(async (key) => ({ ...key, holders: epochs[await placeOf(author.section, key, epochs)]?.holders })))
      const recipients = whoMayHold(members, compartment).filter(({ device }) => device !== without)
      const epoch = (epochs.at(-1)?.epoch ?? 0) + 1
      return epochBody(author.section, { compartment, epoch, key: randomBytes(32) }, recipients, ({ device }) => known.filter(({ holders }) => !holders?.has(device)))
    }),
  )
}

function requireAdmin(author: Author, members: Members): void {
  const member = members.devices.get(author.device)
  if (!member || member.removedAt !== null || member.role !== 'admin') throw new PortError('not-an-admin')
}

function requireMember(members: Members, device: DeviceId, staysAdmin: boolean): Member {
  const member = members.devices.get(device)
  if (!member || member.removedAt !== null) throw new PortError('not-a-member')
  const others = [...members.devices.values()].some((other) => other.device !== device && other.role === 'admin' && other.removedAt === null)
  if (!staysAdmin && !others) throw new PortError('last-admin')
  return member
}

/** The first statements of a section: its founder, and its keys so far as the first epochs. `at` in milliseconds since 1970. */
export async function foundSection(founder: Author, name: string, at: number): Promise<Statement[]> {
  const own = { device: founder.device, exchange: founder.exchange.public }
  const epochs = await Promise.all(allKeys(founder, compartments).map((key) => epochBody(founder.section, key, [own])))
  return sayInTurn(founder, [], [{ type: 'found', exchange: founder.exchange.public, name }, ...epochs], at)
}

/** Admits a device and gives it all keys of its role's compartments, so that it can read what is there. Throws `not-an-admin`. */
export async function admitDevice(author: Author, members: Members, newcomer: Newcomer, at: number): Promise<Statement> {
  requireAdmin(author, members)
  const keys = await sealKeys(author.section, newcomer.exchange, allKeys(author, heldBy[newcomer.role]))
  return makeStatement(author, members.heads, { type: 'admit', ...newcomer, keys }, at)
}

/**
 * Removes a device and begins an epoch of every compartment that it held. `known`: the highest sequence of each of its
 * sessions whose entries are here; without it, what the device wrote and no pack covers is set aside.
 * Throws `not-an-admin`, `last-admin`, or `not-a-member` where somebody else was faster.
 */
export async function removeDevice(author: Author, members: Members, device: DeviceId, known: KnownSession[], at: number): Promise<Statement[]> {
  requireAdmin(author, members)
  const { role } = requireMember(members, device, false)
  return sayInTurn(author, members.heads, [{ type: 'remove', device, known }, ...(await newEpochs(members, author, heldBy[role], device))], at)
}

/**
 * Gives a device another role: with the keys of all compartments of that role, since it may lack some that it should have,
 * and an epoch of each that it loses.
 * `known` as for `removeDevice`, for a role with less. Throws as it does.
 */
export async function changeRole(author: Author, members: Members, device: DeviceId, role: Role, known: KnownSession[], at: number): Promise<Statement[]> {
  requireAdmin(author, members)
  const member = requireMember(members, device, role === 'admin')
  const lost = heldBy[member.role].filter((compartment) => !heldBy[role].includes(compartment))
  const keys = await sealKeys(author.section, member.exchange, allKeys(author, heldBy[role]))
  return sayInTurn(author, members.heads, [{ type: 'role', device, role, keys, known }, ...(await newEpochs(members, author, lost, device))], at)
}

/** New keys of every compartment, for all who belong. Throws `not-an-admin`. */
export async function newKeys(author: Author, members: Members, at: number): Promise<Statement[]> {
  requireAdmin(author, members)
  return sayInTurn(author, members.heads, await newEpochs(members, author, compartments), at)
}

/** Epochs above the one in force by more than this were begun by somebody who does not mean to be read. */
const voidedAhead = 8

/**
 * Compartments whose key in force someone holds who should not, or of which someone lacks a key that the device `by` has:
 * two admins acted without knowing of each other. An admin's device that sees one begins a new epoch there, before it writes
 * anything in it, and gives the keys that are lacking along. The same where another epoch of its number was voided, or
 * someone lacks its key: nobody can tell by a number what was sealed under it meanwhile, and that is packed anew only once
 * the number is an earlier one.
 */
export const compartmentsToRenew = (members: Members, by: DeviceId): Compartment[] => compartments.filter((compartment) => faultsIn(members, by, compartment) > 0)

/** Whether of what is to be renewed anything was. Where nothing is, saying it again would go on for ever. */
export const isRenewed = (before: Members, after: Members, by: DeviceId): boolean =>
  compartments.some((compartment) => faultsIn(after, by, compartment) < faultsIn(before, by, compartment))

/** How much there is to renew in a compartment. */
function faultsIn(members: Members, by: DeviceId, compartment: Compartment): number {
  const epochs = members.epochs[compartment]
  const last = epochs.at(-1)
  if (!last) return 1
  const lacksOne = ({ holders }: Epoch) => whoMayHold(members, compartment).some(({ device }) => !holders.has(device))
  const isSpoilt = lacksOne(last) || [...last.holders].some((device) => !mayHold(members.devices.get(device), compartment))
  const lacked = epochs.filter((epoch) => (epoch.holders.has(by) || epoch.epoch === last.epoch) && lacksOne(epoch))
  const voided = members.voided.filter((one) => one.compartment === compartment && one.epoch >= last.epoch && one.epoch <= last.epoch + voidedAhead)
  // Each renewal comes one number nearer to being past them.
  return Number(isSpoilt) + lacked.length + voided.reduce((sum, { epoch }) => sum + epoch + 1 - last.epoch, 0)
}

/** Whether some who may hold the keys of an earlier epoch of this number were not given them: there may be several of one number. */
export const isUnshared = (members: Members, compartment: Compartment, epoch: number): boolean =>
  members.voided.some((voided) => voided.compartment === compartment && voided.epoch === epoch) ||
  members.epochs[compartment].some((one) => one.epoch === epoch && whoMayHold(members, compartment).some(({ device }) => !one.holders.has(device)))

/** Whether that is so of any epoch. */
export const hasUnsharedEpochs = (members: Members): boolean =>
  members.voided.length > 0 || compartments.some((compartment) => members.epochs[compartment].some(({ epoch }) => isUnshared(members, compartment, epoch)))

const whoMayHold = (members: Pick<Members, 'devices'>, compartment: Compartment) => [...members.devices.values()].filter((member) => mayHold(member, compartment))

/** New epochs of `compartmentsToRenew`. Throws `not-an-admin`. */
export async function renewEpochs(author: Author, members: Members, at: number): Promise<Statement[]> {
  requireAdmin(author, members)
  return sayInTurn(author, members.heads, await newEpochs(members, author, compartmentsToRenew(members, author.device)), at)
}

export interface OpenedKeys {
  /** As `Secrets` has them: all epochs that this device can open; the last is in force, if it is not in `lacking`. */
  keys: Secrets['keys']
  /** Compartments of this device's role whose key in force it was not given: it must not write there. */
  lacking: Compartment[]
  /** The last key of the membership that all who belong were given: what is sealed under it leaves nobody behind. */
  shared: Secrets['keys'][Compartment][number] | undefined
}

/**
 * The keys that this device has already and those sealed to it in statements that count. Of `others`, which don't count (any
 * more, or yet), the keys are good for reading: members who had not heard of that have sealed under them meanwhile.
 */
export async function openKeys(
  secrets: Pick<Secrets, 'section' | 'device' | 'exchange' | 'keys'>,
  members: Pick<Members, 'counted' | 'epochs' | 'devices'>,
  others: readonly Statement[] = [],
): Promise<OpenedKeys> {
  const found = allKeys(secrets, compartments)
  const epochsOf = (statements: readonly Statement[]) => statements.flatMap(({ body }) => (body.type === 'epoch' ? [body] : []))
  const isOneOf = async (key: EpochKey, epochs: readonly Begun[]) => (await placeOf(secrets.section, key, epochs.filter(({ compartment }) => compartment === key.compartment))) >= 0
  const counted = epochsOf(members.counted)
  const begun = [...counted, ...epochsOf(others)]
  /** What a statement seals to this device. Of an epoch's, none but keys that were announced to all, so that an admin's device can't give one member another key than the rest. */
  async function keysIn({ body }: Statement): Promise<EpochKey[]> {
    if (body.type === 'admit' || body.type === 'role') return body.device === secrets.device && body.keys.length > 0 ? openBox(secrets, body.keys) : []
    const box = body.type === 'epoch' && body.sealed.find(({ device }) => device === secrets.device)
    const keys: EpochKey[] = []
    for (const key of box ? await openBox(secrets, box.key) : []) if (await isOneOf(key, begun)) keys.push(key)
    return keys
  }
  for (const statement of members.counted) found.push(...(await keysIn(statement)))
  // The first of all is everyone's (suppression.ts): nobody can put another in its place.
  for (const statement of others) for (const key of await keysIn(statement)) if (key.epoch > 1 || (await isOneOf(key, counted))) found.push(key)
  const keys: Secrets['keys'] = { people: [], commons: [], membership: [] }
  const lacking: Compartment[] = []
  let shared: OpenedKeys['shared']
  for (const compartment of compartments) {
    const epochs = members.epochs[compartment]
    const placed = await Promise.all(
      found.filter((key) => key.compartment === compartment).map(async (key) => ({ ...key, place: await placeOf(secrets.section, key, epochs) })),
    )
    placed.sort((one, other) => one.place - other.place || one.epoch - other.epoch)
    for (const { epoch, key } of placed) {
      if (!keys[compartment].some((kept) => kept.epoch === epoch && sameBytes(kept.key, key))) keys[compartment].push({ epoch, key })
    }
    if (compartment === 'membership') shared = placed.findLast(({ place }) => place >= 0 && whoMayHold(members, compartment).every(({ device }) => epochs[place]!.holders.has(device)))
    if (mayHold(members.devices.get(secrets.device), compartment) && (epochs.length === 0 || placed.at(-1)?.place !== epochs.length - 1)) lacking.push(compartment)
  }
  return { keys, lacking, shared: shared && keys.membership.find(({ epoch, key }) => epoch === shared!.epoch && sameBytes(key, shared!.key)) }
}

/**
 * Every key that any of these statements seals to this device, whoever said it: good for opening statements, which
 * prove themselves, while the first ones are not there yet. Never for sealing.
 */
export async function keysToReadWith(secrets: Pick<Secrets, 'section' | 'device' | 'exchange' | 'keys'>, statements: readonly Statement[]): Promise<Secrets['keys']> {
  return (await openKeys(secrets, { counted: [...statements], epochs: { people: [], commons: [], membership: [] }, devices: new Map() })).keys
}

/** Place of the epoch that this is the key of; -1 for one that was voided: it still opens what was sealed meanwhile. */
async function placeOf(section: SectionId, key: EpochKey, epochs: readonly Pick<Epoch, 'epoch' | 'check'>[]): Promise<number> {
  const check = await checkOf(section, key)
  return epochs.findIndex((epoch) => epoch.epoch === key.epoch && sameBytes(epoch.check, check))
}

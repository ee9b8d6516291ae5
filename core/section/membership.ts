/**
 * Who belongs to the open section and which keys that gives, as far as its log tells: statements are records of the
 * membership compartment, and are read with whatever keys are there, each giving more.
 * Invariant: until a statement says otherwise this device is the only one (with those that it was, before a restore);
 * from then on only entries of members count, and what is sealed next is sealed under the keys in force.
 */
import { sameBytes } from '../domain/bytes'
import { idFromBytes, deviceOfSession, type DeviceId } from '../domain/ids'
import { fromBase64url } from '../domain/base64url'
import type { Authors, EpochKey } from '../log/entry'
import { judgeAuthor } from '../membership/authors'
import { isUnshared, openKeys } from '../membership/keys'
import { createComputing, type Members } from '../membership/members'
import { heldBy, readStatement, type Statement, type StatementHash } from '../membership/statement'
import { signersOf, type Compartment, type Secrets } from '../sealing/vault'
import { decodePayload, type RecordUpdate } from './payload'
import type { RecordGroup } from './record-log'
import { recordKinds } from './shards'

export interface Membership extends Authors {
  /** `null` while nobody else was ever let in. */
  members(): Members | null
  /** All that were read, also those without effect: others have them as parents. */
  statements(): readonly Statement[]
  /** Compartments of this device's role whose key in force it was not given. */
  lacking(): readonly Compartment[]
  /** Statements as a group to append: sealed under a key that all who belong have, as far as one of the membership is there. */
  groupOf(statements: readonly Statement[]): RecordGroup
  /** Whether some who belong lack a membership key of this number: there may be several. */
  isUnshared(epoch: number): boolean
  /** The last membership key of a number that all who belong have; `null` while there is nothing that any of them can't read. */
  keyToSayAgain(): EpochKey | null
  /** This device's role opens it. One that was removed goes on by itself, with the keys that it has. */
  holds(compartment: Compartment): boolean
  /**
   * Whether what this device says here would count. One that is an admin by all that is known may not have been by what its
   * statements can name: admins removed each other, in a ring, and part of that is voided.
   */
  wouldCount(statements: readonly Statement[]): boolean
  /** Who would belong if these were said as well; `null` while nobody else was ever let in. */
  membersWith(statements: readonly Statement[]): Members | null
  /** Records of the statements by which a device counts no more, or less: its own, and those of who let it in where it does not belong. */
  endsOf(device: DeviceId): string[]
  /** Takes in what these records say. Answers whether anything was new. */
  learn(records: readonly RecordUpdate[]): Promise<boolean>
}

/** `secrets.keys` is replaced as statements give more of them. */
export function createMembership(secrets: Secrets): Membership {
  const before = signersOf(secrets)
  /** By the ids of their records. */
  const known = new Map<string, Statement>()
  let members: Members | null = null
  let lacking: readonly Compartment[] = []
  let shared: EpochKey | undefined
  /** Devices that somebody let in without having the right to, by what was said of them. */
  const pretenders = new Map<DeviceId, Uint8Array>()
  const computeMembers = createComputing()

  /** Of the section that this device founded, or that its invitation named. */
  function rootOf(): StatementHash | undefined {
    if (secrets.root) return secrets.root
    const own = [...known.values()].find(({ body, author, signing }) => body.type === 'found' && author === secrets.device && sameBytes(signing, secrets.signing.public))
    return own?.hash
  }

  function membersWith(statements: readonly Statement[]): Members | null {
    const root = rootOf()
    return root ? computeMembers([...known.values(), ...statements], root) : null
  }

  return {
    members: () => members,
    statements: () => [...known.values()],
    lacking: () => lacking,
    holds(compartment) {
      const own = members?.devices.get(secrets.device)
      return secrets.keys[compartment].length > 0 && (!own || heldBy[own.role].includes(compartment))
    },
    endsOf(device) {
      const of = new Set([device])
      for (const one of of) {
        if (members?.devices.has(one)) continue
        for (const { author, body } of known.values()) if (body.type === 'admit' && body.device === one) of.add(author)
      }
      return [...of].flatMap((one) => members?.devices.get(one)?.endedBy.map(idOfStatement) ?? [])
    },
    membersWith,
    wouldCount(statements) {
      const after = membersWith(statements)
      if (!after) return true
      const hashes = new Set(after.counted.map(({ hash }) => hash))
      return statements.every(({ author, hash }) => author !== secrets.device || hashes.has(hash))
    },
    isUnshared: (epoch) => members !== null && isUnshared(members, 'membership', epoch),
    keyToSayAgain() {
      const all = secrets.keys.membership
      const isRead = ({ epoch }: EpochKey) => !isUnshared(members!, 'membership', epoch)
      return !members || all.every(isRead) ? null : (all.findLast(isRead) ?? null)
    },
    groupOf: (statements) => ({ ...statementGroup(statements), ...(shared ? { under: shared } : {}) }),
    get: (device) => before.get(device) ?? members?.devices.get(device)?.signing ?? pretenders.get(device),
    refusal({ session, sequence, compartment }) {
      const device = deviceOfSession(session)
      // Statements prove themselves: what they mean is for members.ts, and others may have built on those of a device that was removed since.
      if (device === secrets.device || compartment === 'membership') return null
      // Let in by someone who had no right to: what it wrote may have been taken in before that was known.
      if (!members?.devices.has(device)) return before.has(device) ? null : 'unknown-device'
      const verdict = judgeAuthor(members, { session, sequence, compartment })
      return verdict === 'known' ? null : verdict
    },
    async proven(device, compartment, payload) {
      if (compartment !== 'membership') return undefined
      const records = decodePayload(payload)
      if (!records.every(({ kind }) => kind === recordKinds.statement)) return undefined
      const statements = await Promise.all(records.map(({ update }) => readStatement(update)))
      // Its own word, or that of whoever let it in: a device that has joined hands on what it was told, perhaps before anyone else does.
      const admission = statements.flatMap(({ body }) => (body.type === 'admit' && body.device === device ? body.signing : []))[0]
      return statements.find(({ author }) => author === device)?.signing ?? admission
    },
    async learn(records) {
      // Signatures of what was read before need not be checked again: something else under its name would be no news either.
      const said = records.filter(({ kind, id }) => kind === recordKinds.statement && !known.has(id))
      const read = await Promise.all(said.map(({ update }) => readStatement(update).catch(() => null)))
      const count = known.size
      // By the id that its bytes give it: whoever wrote the record may have called it anything.
      for (const statement of read) if (statement?.section === secrets.section && !known.has(idOfStatement(statement.hash))) known.set(idOfStatement(statement.hash), statement)
      if (known.size === count) return false
      const root = rootOf()
      if (!root) return true
      members = computeMembers(known.values(), root)
      const counted = new Set(members.counted)
      const others = [...known.values()].filter((statement) => !counted.has(statement))
      for (const { body } of others) if (body.type === 'admit') pretenders.set(body.device, body.signing)
      const opened = await openKeys(secrets, members, others)
      secrets.keys = opened.keys
      lacking = opened.lacking
      shared = opened.shared
      return true
    },
  }
}

/**
 * Compartments, besides the members', in which this device may meet the others now, with an app that writes `format`. None
 * once it was removed, or while the section asks for a newer app; none whose key in force it was not given, since what it
 * seals could be read by someone who was removed.
 */
export function roomsToMeetIn({ members, holds, lacking }: Membership, own: DeviceId, format: number): Compartment[] {
  const known = members()
  if (known?.devices.get(own)?.removedAt !== null || known.minimum > format) return []
  return (['commons', 'people'] as const).filter((compartment) => holds(compartment) && !lacking().includes(compartment))
}

const idOfStatement = (hash: StatementHash): string => idFromBytes(fromBase64url(hash).subarray(0, 16))

/** One entry. */
export const statementGroup = (statements: readonly Statement[]): RecordGroup => ({
  compartment: 'membership',
  records: statements.map(({ hash, bytes }) => ({ kind: recordKinds.statement, id: idOfStatement(hash), at: 0, update: bytes })),
})

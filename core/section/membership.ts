/**
 * Who belongs to the open section and which keys that gives, as far as its log tells: statements are records of the
 * membership compartment, and are read with whatever keys are there, each giving more.
 * Invariant: until a statement says otherwise this device is the only one (with those that it was, before a restore);
 * from then on only entries of members count, and what is sealed next is sealed under the keys in force.
 */
import { sameBytes } from '../domain/bytes'
import { idFromBytes, deviceOfSession, type DeviceId } from '../domain/ids'
import { fromBase64url } from '../domain/base64url'
import type { Authors } from '../log/entry'
import { judgeAuthor } from '../membership/authors'
import { openKeys } from '../membership/keys'
import { computeMembers, heldBy, type Members } from '../membership/members'
import { readStatement, type Statement, type StatementHash } from '../membership/statement'
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
  /** This device's role opens it. One that was removed goes on by itself, with the keys that it has. */
  holds(compartment: Compartment): boolean
  /** Takes in what these records say. Answers whether anything was new. */
  learn(records: readonly RecordUpdate[]): Promise<boolean>
}

/** `secrets.keys` is replaced as statements give more of them. */
export function createMembership(secrets: Secrets): Membership {
  const before = signersOf(secrets)
  const known = new Map<StatementHash, Statement>()
  let members: Members | null = null
  let lacking: readonly Compartment[] = []

  /** Of the section that this device founded, or that its invitation named. */
  function rootOf(): StatementHash | undefined {
    if (secrets.root) return secrets.root
    const own = [...known.values()].find(({ body, author, signing }) => body.type === 'found' && author === secrets.device && sameBytes(signing, secrets.signing.public))
    return own?.hash
  }

  return {
    members: () => members,
    statements: () => [...known.values()],
    lacking: () => lacking,
    holds(compartment) {
      const own = members?.devices.get(secrets.device)
      return secrets.keys[compartment].length > 0 && (!own || heldBy[own.role].includes(compartment))
    },
    get: (device) => before.get(device) ?? members?.devices.get(device)?.signing,
    refusal({ session, sequence, compartment }) {
      const device = deviceOfSession(session)
      if (device === secrets.device || !members?.devices.has(device)) return null
      const verdict = judgeAuthor(members, { session, sequence, compartment })
      return verdict === 'known' ? null : verdict
    },
    async proven(device, compartment, payload) {
      if (compartment !== 'membership') return undefined
      const records = decodePayload(payload)
      if (!records.every(({ kind }) => kind === recordKinds.statement)) return undefined
      const statements = await Promise.all(records.map(({ update }) => readStatement(update)))
      return statements.find(({ author }) => author === device)?.signing
    },
    async learn(records) {
      const said = records.filter(({ kind }) => kind === recordKinds.statement)
      const read = await Promise.all(said.map(({ update }) => readStatement(update).catch(() => null)))
      const fresh = read.filter((statement) => statement !== null && statement.section === secrets.section && !known.has(statement.hash))
      if (fresh.length === 0) return false
      for (const statement of fresh) known.set(statement!.hash, statement!)
      const root = rootOf()
      if (!root) return true
      members = computeMembers(known.values(), root)
      const opened = await openKeys(secrets, members)
      secrets.keys = opened.keys
      lacking = opened.lacking
      return true
    },
  }
}

/** Statements as a group to append: one entry, sealed under the membership key that is in force before they count. */
export const statementGroup = (statements: readonly Statement[]): RecordGroup => ({
  compartment: 'membership',
  records: statements.map(({ hash, bytes }) => ({ kind: recordKinds.statement, id: idFromBytes<DeviceId>(fromBase64url(hash).subarray(0, 16)), at: 0, update: bytes })),
})

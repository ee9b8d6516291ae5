/** A section for tests: devices with their keys, and statements made one after the other at a clock that only counts. */
import { newId, type SectionId } from '../domain/ids'
import { newSecrets, type Secrets } from '../sealing/vault'
import { computeMembers, type Members } from './members'
import { makeStatement, type Body, type KnownSession, type Role, type Statement, type StatementHash } from './statement'

type Said = Exclude<Body, { type: 'unknown' }>

let clock = 1_700_000_000_000

export const newDevice = (section: SectionId): Promise<Secrets> => newSecrets(section)

/** `device` says `body`, knowing `parents`. */
export const say = (device: Secrets, parents: readonly (Statement | StatementHash)[], body: Said): Promise<Statement> =>
  makeStatement(device, parents.map((parent) => (typeof parent === 'string' ? parent : parent.hash)), body, clock++)

export const foundBy = (device: Secrets, name = 'Poste d’Alba'): Promise<Statement> => say(device, [], { type: 'found', exchange: device.exchange.public, name })

export const admission = (device: Secrets, role: Role, name = 'Poste de Nour'): Said => ({
  type: 'admit', device: device.device, signing: device.signing.public, exchange: device.exchange.public, role, name, keys: new Uint8Array(),
})

export const removal = (device: Secrets, known: { session: string; sequence: number }[] = []): Said =>
  ({ type: 'remove', device: device.device, known: known as KnownSession[] })

export const newRole = (device: Secrets, role: Role, known: { session: string; sequence: number }[] = []): Said =>
  ({ type: 'role', device: device.device, role, keys: new Uint8Array(), known: known as KnownSession[] })

/** A section with an admin for each name, all admitted by the first, one after the other. */
export async function sectionOf<Name extends string>(...names: [Name, ...Name[]]) {
  const section = newId<SectionId>()
  const devices = {} as Record<Name, Secrets>
  for (const name of names) devices[name] = await newDevice(section)
  const statements = [await foundBy(devices[names[0]], names[0])]
  for (const name of names.slice(1) as Name[]) statements.push(await say(devices[names[0]], [statements.at(-1)!], admission(devices[name], 'admin', name)))
  return { section, devices, statements, root: statements[0]!.hash, last: statements.at(-1)! }
}

/** The names of those who belong, with their role, as a sentence to compare. */
export function belonging(members: Members): string {
  return [...members.devices.values()].filter(({ removedAt }) => removedAt === null).map(({ name, role }) => `${name} ${role}`).sort().join(', ')
}

export const membersOf = (statements: readonly Statement[], root?: StatementHash): Members => computeMembers(statements, root ?? statements[0]!.hash)

/** Everything of a state that two devices must agree on, as text. */
export function toText(members: Members): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
    if (value instanceof Map) return [...value].sort(([one], [other]) => (one < other ? -1 : 1))
    if (value instanceof Set) return [...value].sort()
    return value
  }
  return JSON.stringify(members, plain)
}

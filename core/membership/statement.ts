/**
 * What an admin says about who belongs to the section: signed by the device, linked by hash to everything it knew.
 * Invariant: a `Statement` in memory is whole and its signature fits the key that it names; whether that key had the
 * right to say it is for members.ts. Without the links a relay or a removed device could show an old list as the new one.
 *
 * Bytes, version 1: version (1 byte) · section, author (16 each) · author's Ed25519 key (32) · the author's clock
 * (varuint, milliseconds since 1970: shown, never trusted) · parents (varuint count, 32 each, ascending) · type
 * (varuint) · body (varuint length, then as below) · Ed25519 signature (64) over `permanence statement 1\n` and the
 * hash, which is the SHA-256 of all before the signature. A later version may add types, and fields behind a body's
 * last: both survive here, unread. Only what changes the meaning of these bytes raises the version.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes } from '../domain/bytes'
import { fromBase64url, toBase64url } from '../domain/base64url'
import { bytesFromId, ownPartOf, sessionOf, type DeviceId, type SectionId, type SessionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'
import { compartments, type Compartment, type Secrets } from '../sealing/vault'
import { readWhole, takeBytes, takeId, takeList, takeText, takeVarBytes } from './wire'

const formatVersion = 1
const signedAs = new TextEncoder().encode('permanence statement 1\n')

/** From all to least. An admin and an organizer hold every key; a volunteer holds all but people's. */
export const roles = ['admin', 'organizer', 'volunteer'] as const
export type Role = (typeof roles)[number]

/** What a device with this role can open and may write in. */
export const heldBy: Record<Role, readonly Compartment[]> = {
  admin: compartments,
  organizer: compartments,
  volunteer: ['commons', 'membership'],
}

/** SHA-256 in base64url, 43 letters. */
export type StatementHash = string

/** The highest sequence that was known of a session of the device that is removed or demoted; on the wire, the session's own part. */
export interface KnownSession {
  session: SessionId
  sequence: number
}

export type Body =
  /** The root: its author is the first admin. */
  | { type: 'found'; exchange: Uint8Array; name: string }
  /** `keys`: the compartments' keys so far, sealed to `exchange` (keys.ts). */
  | { type: 'admit'; device: DeviceId; signing: Uint8Array; exchange: Uint8Array; role: Role; name: string; keys: Uint8Array }
  /** Of the device's entries, those in `known` stay; what comes later is set aside. */
  | { type: 'remove'; device: DeviceId; known: KnownSession[] }
  /** `keys`: those of the new role's compartments, sealed like an admission's; `known`: as for `remove`, in compartments that it no longer holds. */
  | { type: 'role'; device: DeviceId; role: Role; keys: Uint8Array; known: KnownSession[] }
  /** `check` (16 bytes) tells the key from another of the same number; `sealed` to each device's exchange key (keys.ts). */
  | { type: 'epoch'; compartment: Compartment; epoch: number; check: Uint8Array; sealed: { device: DeviceId; key: Uint8Array }[] }
  | { type: 'relay'; url: string | null; relay: string }
  /** The lowest format of the app that may write here. */
  | { type: 'minimum'; version: number }
  /** From a later version: kept, handed on, without effect here. */
  | { type: 'unknown' }

export interface Statement {
  hash: StatementHash
  bytes: Uint8Array
  section: SectionId
  author: DeviceId
  /** The Ed25519 key (32 bytes) that signed. */
  signing: Uint8Array
  /** Milliseconds since 1970 by the author's clock: for people to read only. */
  at: number
  parents: StatementHash[]
  body: Body
}

const types = ['found', 'admit', 'remove', 'role', 'epoch', 'relay', 'minimum'] as const

const writeId = (encoder: encoding.Encoder, id: string) => encoding.writeUint8Array(encoder, bytesFromId(id))

function writeKnown(encoder: encoding.Encoder, known: KnownSession[]): void {
  encoding.writeVarUint(encoder, known.length)
  for (const { session, sequence } of known) {
    writeId(encoder, ownPartOf(session))
    encoding.writeVarUint(encoder, sequence)
  }
}

function writeBody(encoder: encoding.Encoder, body: Exclude<Body, { type: 'unknown' }>): void {
  switch (body.type) {
    case 'found':
      encoding.writeUint8Array(encoder, body.exchange)
      encoding.writeVarString(encoder, body.name)
      break
    case 'admit':
      writeId(encoder, body.device)
      encoding.writeUint8Array(encoder, body.signing)
      encoding.writeUint8Array(encoder, body.exchange)
      encoding.writeVarUint(encoder, roles.indexOf(body.role))
      encoding.writeVarString(encoder, body.name)
      encoding.writeVarUint8Array(encoder, body.keys)
      break
    case 'remove':
      writeId(encoder, body.device)
      writeKnown(encoder, body.known)
      break
    case 'role':
      writeId(encoder, body.device)
      encoding.writeVarUint(encoder, roles.indexOf(body.role))
      encoding.writeVarUint8Array(encoder, body.keys)
      writeKnown(encoder, body.known)
      break
    case 'epoch':
      encoding.writeVarUint(encoder, compartments.indexOf(body.compartment))
      encoding.writeVarUint(encoder, body.epoch)
      encoding.writeUint8Array(encoder, body.check)
      encoding.writeVarUint(encoder, body.sealed.length)
      for (const { device, key } of body.sealed) {
        writeId(encoder, device)
        encoding.writeVarUint8Array(encoder, key)
      }
      break
    case 'relay':
      encoding.writeVarString(encoder, body.url ?? '')
      encoding.writeVarString(encoder, body.relay)
      break
    case 'minimum':
      encoding.writeVarUint(encoder, body.version)
  }
}

/** A role or compartment of a later version makes the statement one of an unknown type. */
function readBody(decoder: decoding.Decoder, type: (typeof types)[number]): Body {
  const known = (device: DeviceId) => takeList(decoder, () => ({ session: sessionOf(device, takeId(decoder)), sequence: decoding.readVarUint(decoder) }))
  const role = () => roles[decoding.readVarUint(decoder)]
  switch (type) {
    case 'found':
      return { type, exchange: takeBytes(decoder, 32), name: takeText(decoder) }
    case 'admit': {
      const body = { type, device: takeId<DeviceId>(decoder), signing: takeBytes(decoder, 32), exchange: takeBytes(decoder, 32), role: role(), name: takeText(decoder), keys: takeVarBytes(decoder) }
      return body.role ? { ...body, role: body.role } : { type: 'unknown' }
    }
    case 'remove': {
      const device = takeId<DeviceId>(decoder)
      return { type, device, known: known(device) }
    }
    case 'role': {
      const device = takeId<DeviceId>(decoder)
      const body = { type, device, role: role(), keys: takeVarBytes(decoder), known: known(device) }
      return body.role ? { ...body, role: body.role } : { type: 'unknown' }
    }
    case 'epoch': {
      const compartment = compartments[decoding.readVarUint(decoder)]
      const epoch = decoding.readVarUint(decoder)
      const check = takeBytes(decoder, 16)
      const sealed = takeList(decoder, () => ({ device: takeId<DeviceId>(decoder), key: takeVarBytes(decoder) }))
      return compartment ? { type, compartment, epoch, check, sealed } : { type: 'unknown' }
    }
    case 'relay':
      return { type, url: takeText(decoder) || null, relay: takeText(decoder) }
    case 'minimum':
      return { type, version: decoding.readVarUint(decoder) }
  }
}

const isAscending = (hashes: StatementHash[]) => hashes.every((hash, at) => at === 0 || hashes[at - 1]! < hash)

/** Says something, with the heads that are known now as parents. `at` in milliseconds since 1970. */
export async function makeStatement(
  author: Pick<Secrets, 'section' | 'device' | 'signing'>,
  parents: readonly StatementHash[],
  body: Exclude<Body, { type: 'unknown' }>,
  at: number,
): Promise<Statement> {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, formatVersion)
  writeId(encoder, author.section)
  writeId(encoder, author.device)
  encoding.writeUint8Array(encoder, author.signing.public)
  encoding.writeVarUint(encoder, at)
  // In the order of their texts, which is no other statement's: the same parents are the same bytes.
  const linked = [...new Set(parents)].sort()
  encoding.writeVarUint(encoder, linked.length)
  for (const parent of linked) encoding.writeUint8Array(encoder, fromBase64url(parent))
  encoding.writeVarUint(encoder, types.indexOf(body.type))
  const inner = encoding.createEncoder()
  writeBody(inner, body)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  return signStatement(encoding.toUint8Array(encoder), author.signing.secret)
}

/** Signs the bytes of a statement as they are and reads the result. */
export async function signStatement(unsigned: Uint8Array, signingSecret: Uint8Array): Promise<Statement> {
  const [hash, sodium] = await Promise.all([sha256(unsigned), loadSodium()])
  return readStatement(joinBytes(unsigned, sodium.crypto_sign_detached(joinBytes(signedAs, hash), signingSecret)))
}

/** Reads a statement and verifies its signature. Rejects with `entry-damaged` for anything not whole, or signed by another key. */
export async function readStatement(given: Uint8Array): Promise<Statement> {
  // A copy: the statement is kept for years, the buffer it came in need not be.
  const bytes = given.slice()
  const { signed, signature, ...said } = readWhole(bytes, (decoder) => {
    if (decoding.readUint8(decoder) !== formatVersion) throw new PortError('entry-damaged', 'format version')
    const section = takeId<SectionId>(decoder)
    const author = takeId<DeviceId>(decoder)
    const signing = takeBytes(decoder, 32)
    const at = decoding.readVarUint(decoder)
    const parents = takeList(decoder, () => toBase64url(takeBytes(decoder, 32)))
    if (!isAscending(parents)) throw new PortError('entry-damaged', 'order of parents')
    const type = types[decoding.readVarUint(decoder)]
    const inner = takeVarBytes(decoder)
    const body: Body = type ? readWhole(inner, (within) => readBody(within, type), 'rest') : { type: 'unknown' }
    return { section, author, signing, at, parents, body, signed: bytes.subarray(0, decoder.pos), signature: takeBytes(decoder, 64) }
  })
  const [hash, sodium] = await Promise.all([sha256(signed), loadSodium()])
  if (!sodium.crypto_sign_verify_detached(signature, joinBytes(signedAs, hash), said.signing)) throw new PortError('entry-damaged', 'signature')
  return { ...said, hash: toBase64url(hash), bytes }
}

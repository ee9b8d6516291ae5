/**
 * An entry of the sealed log: a header that anyone may read, a sealed payload, a signature.
 * Invariant: any set of entries is a valid state. An entry carries Yjs updates of records, so entries may be
 * applied twice, in any order, or be missing; a pack is the present state of one shard and may stand for the
 * entries that it covers. What fails to verify or open changes nothing.
 *
 * Bytes, version 1: version, kind, compartment (1 byte each) · section, device, the session's own part (16 bytes each) ·
 * epoch, sequence (varuint) · hash of the session's previous entry (32) · for a pack: record kind, depth,
 * shard (varuint), covered entries (varuint count of sessions, each: device and own part, count of runs, then gap and length - 1 of each run, varuint) · nonce (12) ·
 * ciphertext with tag (varuint length) · Ed25519 signature (64) over the SHA-256 of all before it.
 * All up to the nonce is authenticated data of the ciphertext (AES-256-GCM).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes } from '../domain/bytes'
import { bytesFromId, deviceOfSession, idFromBytes, newSession, ownPartOf, sessionOf, type DeviceId, type SectionId, type SessionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { nonceBytes, randomBytes } from '../sealing/aes'
import { unwrapPlaintext, wrapPlaintext } from '../sealing/envelope'
import { compartments, type Compartment, type Secrets } from '../sealing/vault'
import { entryCipher, type EntryCipher } from './cipher'
import { createEntrySet, type EntryRef, type EntrySet } from './entry-set'

const formatVersion = 1
const hashBytes = 32
const signatureBytes = 64
const kinds = ['update', 'pack'] as const

/** What a pack is the state of, and which entries it may replace there. */
export interface Coverage {
  recordKind: number
  depth: number
  shard: number
  /** Also those that the packs among them stood for: whoever never saw these must know. */
  entries: EntrySet
}

export interface EntryHeader extends EntryRef {
  kind: (typeof kinds)[number]
  compartment: Compartment
  section: SectionId
  device: DeviceId
  epoch: number
  /** SHA-256 of the same session's previous entry; zeros for its first. A gap shows that something was withheld. */
  previous: Uint8Array
  covers: Coverage | null
}

export interface OpenedEntry {
  header: EntryHeader
  payload: Uint8Array
}

/** A compartment's key of one epoch. */
export type EpochKey = Secrets['keys'][Compartment][number]

/** A payload that is being compressed and padded. */
export interface WrappedPayload {
  readonly wrapped: Promise<Uint8Array>
}

/**
 * Seals entries of one device. Each compartment has a session of its own, numbered and chained from 0: whoever holds one
 * compartment's key sees whole chains, and can tell when an entry was withheld.
 */
export interface EntrySealer {
  /** Begins the longest part of sealing before it is known whether the payload will be sealed at all: it takes no number. */
  wrap(payload: Uint8Array): WrappedPayload
  /** `under`: another key of the compartment than the one in force. */
  seal(compartment: Compartment, payload: Uint8Array | WrappedPayload, covers?: Coverage, under?: EpochKey): Promise<EntryRef & { bytes: Uint8Array }>
}

/** Why an entry is set aside. The last three are whole and signed by a device of the section. */
export type Refusal = 'damaged' | 'unknown-device' | 'no-key' | 'removed' | 'wrong-role'

export class EntryRefused extends PortError {
  /** `within`: what it is, where it is whole and opens, and just does not count. */
  constructor(readonly why: Refusal, detail: string = why, readonly within: OpenedEntry | null = null) {
    super('entry-damaged', detail)
  }
}

/** Opens entries of a section. */
export interface EntryOpener {
  /**
   * Rejects with an `EntryRefused` for anything not whole, foreign, badly signed, sealed under an unknown key or by someone whose entries don't count.
   * `listed`: of this device's own log, where it was put once its signature was checked. The seal tells what was altered since.
   */
  open(bytes: Uint8Array, options?: { listed?: boolean }): Promise<OpenedEntry>
  /** Whether an entry that was opened before still counts. */
  counts(entry: EntryRef & { compartment: Compartment }): boolean
}

/** Whose entries count. A plain list of devices (a `Map`) is one: everything of theirs does. */
export interface Authors {
  /** The device's signing key (Ed25519, 32 bytes); `undefined` for one that is not known. */
  get(device: DeviceId): Uint8Array | undefined
  /** Why this entry must not count; `null` if it may. */
  refusal?(entry: EntryRef & { compartment: Compartment }): Refusal | null
  /** The key of a device that is not known, where what it sealed proves by itself whose it is. */
  proven?(device: DeviceId, compartment: Compartment, payload: Uint8Array): Promise<Uint8Array | undefined>
}

function writeHeader(encoder: encoding.Encoder, header: EntryHeader): void {
  encoding.writeUint8(encoder, formatVersion)
  encoding.writeUint8(encoder, kinds.indexOf(header.kind))
  encoding.writeUint8(encoder, compartments.indexOf(header.compartment))
  encoding.writeUint8Array(encoder, bytesFromId(header.section))
  encoding.writeUint8Array(encoder, sessionBytes(header.session))
  encoding.writeVarUint(encoder, header.epoch)
  encoding.writeVarUint(encoder, header.sequence)
  encoding.writeUint8Array(encoder, header.previous)
  if (!header.covers) return
  encoding.writeVarUint(encoder, header.covers.recordKind)
  encoding.writeVarUint(encoder, header.covers.depth)
  encoding.writeVarUint(encoder, header.covers.shard)
  const sessions = [...header.covers.entries.runs()]
  encoding.writeVarUint(encoder, sessions.length)
  for (const [session, runs] of sessions) {
    encoding.writeUint8Array(encoder, sessionBytes(session))
    encoding.writeVarUint(encoder, runs.length)
    let from = 0
    for (const [first, last] of runs) {
      encoding.writeVarUint(encoder, first - from)
      encoding.writeVarUint(encoder, last - first)
      from = last + 1
    }
  }
}

const readId = <Id extends string>(decoder: decoding.Decoder) => idFromBytes<Id>(decoding.readUint8Array(decoder, 16))
const readSession = (decoder: decoding.Decoder) => sessionOf(readId<DeviceId>(decoder), readId(decoder))

/** 32 bytes: the device's id and the session's own part. */
const sessionBytes = (session: SessionId) => joinBytes(bytesFromId(deviceOfSession(session)), bytesFromId(ownPartOf(session)))

function readEntrySet(decoder: decoding.Decoder): EntrySet {
  const sessions: unknown[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const session = readSession(decoder)
    const runs: [number, number][] = []
    let from = 0
    for (let more = decoding.readVarUint(decoder); more > 0; more--) {
      const first = from + decoding.readVarUint(decoder)
      const last = first + decoding.readVarUint(decoder)
      runs.push([first, last])
      from = last + 1
    }
    sessions.push([session, ...runs])
  }
  return createEntrySet(sessions)
}

function readHeader(decoder: decoding.Decoder): EntryHeader {
  if (decoding.readUint8(decoder) !== formatVersion) throw new EntryRefused('damaged', 'format version')
  const kind = kinds[decoding.readUint8(decoder)]
  const compartment = compartments[decoding.readUint8(decoder)]
  if (!kind || !compartment) throw new EntryRefused('damaged', 'unknown kind or compartment')
  const section = readId<SectionId>(decoder)
  const session = readSession(decoder)
  const device = deviceOfSession(session)
  const epoch = decoding.readVarUint(decoder)
  const sequence = decoding.readVarUint(decoder)
  const previous = decoding.readUint8Array(decoder, hashBytes)
  let covers: Coverage | null = null
  if (kind === 'pack') {
    covers = { recordKind: decoding.readVarUint(decoder), depth: decoding.readVarUint(decoder), shard: decoding.readVarUint(decoder), entries: readEntrySet(decoder) }
  }
  return { kind, compartment, section, device, session, epoch, sequence, previous, covers }
}

const purposeOf = (compartment: Compartment, epoch: number) => `permanence log 1 ${compartment} ${epoch}`

interface Chain {
  session: SessionId
  key: Promise<unknown>
  epoch: number
  /** What `key` is derived from. */
  secret: Uint8Array
  sequence: number
  previous: Uint8Array
  /** Ends when the entry before is sealed: each holds the hash of the one before. */
  turn: Promise<unknown>
}

/**
 * A sealer for new sessions; their keys are derived from the compartments' keys in force and never used by another session.
 * `wrapBytes` is `wrapPlaintext`, wherever it runs.
 */
export function createSealer(
  secrets: Secrets,
  wrapBytes: (plaintext: Uint8Array) => Promise<Uint8Array> = wrapPlaintext,
  cipher: EntryCipher = entryCipher,
): EntrySealer {
  const chains = new Map<Compartment, Chain>()

  /** Under a new key a new session begins: a session's key is derived once. */
  function chainOf(compartment: Compartment, { epoch, key: secret }: EpochKey): Chain {
    const running = chains.get(compartment)
    // Two admins apart may have made two keys of one number.
    if (running?.epoch === epoch && running.secret === secret) return running
    const session = newSession(secrets.device)
    const key = cipher.keyOf(secret, sessionBytes(session), purposeOf(compartment, epoch))
    const chain = { session, key, epoch, secret, sequence: 0, previous: new Uint8Array(hashBytes), turn: Promise.resolve() }
    chains.set(compartment, chain)
    return chain
  }

  async function seal(compartment: Compartment, plaintext: Promise<Uint8Array>, covers: Coverage | null, chain: Chain, sequence: number): Promise<Uint8Array> {
    const { session, epoch, previous } = chain
    const encoder = encoding.createEncoder()
    writeHeader(encoder, { kind: covers ? 'pack' : 'update', compartment, section: secrets.section, device: secrets.device, session, epoch, sequence, previous, covers })
    const aad = encoding.toUint8Array(encoder)
    const nonce = randomBytes(nonceBytes)
    const ciphertext = await cipher.encrypt(await chain.key, nonce, await plaintext, aad)
    encoding.writeUint8Array(encoder, nonce)
    encoding.writeVarUint8Array(encoder, ciphertext)
    const signed = encoding.toUint8Array(encoder)
    const hash = await cipher.hash(signed)
    encoding.writeUint8Array(encoder, await cipher.sign(hash, secrets.signing.secret))
    chain.previous = hash
    return encoding.toUint8Array(encoder)
  }

  function wrap(payload: Uint8Array): WrappedPayload {
    const wrapped = wrapBytes(payload)
    // Of a command that was cancelled meanwhile.
    wrapped.catch(() => {})
    return { wrapped }
  }

  return {
    wrap,
    seal(compartment, payload, covers, under = secrets.keys[compartment].at(-1)!) {
      const chain = chainOf(compartment, under)
      const { session } = chain
      const sequence = chain.sequence++
      // Compressing waits for nobody.
      const { wrapped } = payload instanceof Uint8Array ? wrap(payload) : payload
      const bytes = chain.turn.then(() => seal(compartment, wrapped, covers ?? null, chain, sequence))
      chain.turn = bytes.catch(() => {})
      return bytes.then((sealed) => ({ bytes: sealed, session, sequence }))
    },
  }
}

/** An opener that accepts entries of this section from these authors, with the keys that `secrets` holds at the time. */
export function createOpener(secrets: Pick<Secrets, 'section' | 'keys'>, authors: Authors, cipher: EntryCipher = entryCipher): EntryOpener {
  /** By compartment key, then by session: two admins apart may have made two keys of one number. */
  const derived = new WeakMap<Uint8Array, Map<string, Promise<unknown>>>()

  function keyOf(secret: Uint8Array, { session, compartment, epoch }: EntryHeader): Promise<unknown> {
    const ofSecret = derived.get(secret) ?? new Map<string, Promise<unknown>>()
    derived.set(secret, ofSecret)
    const known = ofSecret.get(session)
    if (known) return known
    const key = cipher.keyOf(secret, sessionBytes(session), purposeOf(compartment, epoch))
    ofSecret.set(session, key)
    return key
  }

  async function decrypt({ header, aad, nonce, ciphertext }: ReturnType<typeof split>): Promise<Uint8Array> {
    for (const { epoch, key: secret } of secrets.keys[header.compartment]) {
      if (epoch !== header.epoch) continue
      const plaintext = await cipher.decrypt(await keyOf(secret, header), nonce, ciphertext, aad).catch(() => null)
      if (plaintext) return unwrapPlaintext(plaintext)
    }
    throw new EntryRefused('no-key')
  }

  return {
    async open(bytes, { listed = false } = {}) {
      const parts = split(bytes)
      const { header, signed, signature } = parts
      if (header.section !== secrets.section) throw new EntryRefused('damaged', 'another section')
      const verify = async (signer: Uint8Array) => {
        if (!listed && !(await cipher.verify(signature, await cipher.hash(signed), signer))) throw new EntryRefused('damaged', 'signature')
      }
      const signer = authors.get(header.device)
      if (signer) {
        // Before anything is decrypted: what somebody else signed is not looked into.
        await verify(signer)
        const refusal = authors.refusal?.(header)
        if (!refusal) return { header, payload: await decrypt(parts) }
        throw new EntryRefused(refusal, refusal, await decrypt(parts).then((payload) => ({ header, payload }), () => null))
      }
      if (!authors.proven) throw new EntryRefused('unknown-device')
      const payload = await decrypt(parts)
      const proven = await authors.proven(header.device, header.compartment, payload)
      if (!proven) throw new EntryRefused('unknown-device')
      await verify(proven)
      return { header, payload }
    },
    counts: (entry) => !authors.refusal?.(entry),
  }
}

function split(bytes: Uint8Array) {
  try {
    const decoder = decoding.createDecoder(bytes)
    const header = readHeader(decoder)
    const aad = bytes.subarray(0, decoder.pos)
    const nonce = decoding.readUint8Array(decoder, nonceBytes)
    const ciphertext = decoding.readVarUint8Array(decoder)
    const signed = bytes.subarray(0, decoder.pos)
    const signature = decoding.readUint8Array(decoder, signatureBytes)
    if (decoding.hasContent(decoder)) throw new RangeError('bytes after its end')
    return { header, aad, nonce, ciphertext, signed, signature }
  } catch (error) {
    throw error instanceof EntryRefused ? error : new EntryRefused('damaged', 'not whole')
  }
}

/** The readable part of an entry, unverified: to say what a quarantined entry claims to be. Throws `entry-damaged`. */
export function peekHeader(bytes: Uint8Array): EntryHeader {
  return split(bytes).header
}

/**
 * An entry of the sealed log: a header that anyone may read, a sealed payload, a signature.
 * Invariant: any set of entries is a valid state. An entry carries Yjs updates of records, so entries may be
 * applied twice, in any order, or be missing; a pack is the present state of one shard and may stand for the
 * entries that it covers. What fails to verify or open changes nothing.
 *
 * Bytes, version 1: version, kind, compartment (1 byte each) · section, device, session (16 bytes each) ·
 * epoch, sequence (varuint) · hash of the session's previous entry (32) · for a pack: record kind, depth,
 * shard (varuint), covered entries (varuint count of sessions, each: 16, count of runs, then gap and length - 1 of each run, varuint) · nonce (12) ·
 * ciphertext with tag (varuint length) · Ed25519 signature (64) over the SHA-256 of all before it.
 * All up to the nonce is authenticated data of the ciphertext (AES-256-GCM).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { bytesFromId, idFromBytes, newId, type DeviceId, type SectionId, type SessionId } from '../domain/ids'
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
  seal(compartment: Compartment, payload: Uint8Array | WrappedPayload, covers?: Coverage): Promise<EntryRef & { bytes: Uint8Array }>
}

/** Opens entries of a section. */
export interface EntryOpener {
  /** Rejects with `entry-damaged` for anything not whole, foreign, badly signed or sealed under an unknown key. */
  open(bytes: Uint8Array): Promise<OpenedEntry>
}

function writeHeader(encoder: encoding.Encoder, header: EntryHeader): void {
  encoding.writeUint8(encoder, formatVersion)
  encoding.writeUint8(encoder, kinds.indexOf(header.kind))
  encoding.writeUint8(encoder, compartments.indexOf(header.compartment))
  for (const id of [header.section, header.device, header.session]) encoding.writeUint8Array(encoder, bytesFromId(id))
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
    encoding.writeUint8Array(encoder, bytesFromId(session))
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

function readEntrySet(decoder: decoding.Decoder): EntrySet {
  const sessions: unknown[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const session = readId<SessionId>(decoder)
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
  if (decoding.readUint8(decoder) !== formatVersion) throw new PortError('entry-damaged', 'format version')
  const kind = kinds[decoding.readUint8(decoder)]
  const compartment = compartments[decoding.readUint8(decoder)]
  if (!kind || !compartment) throw new PortError('entry-damaged', 'unknown kind or compartment')
  const section = readId<SectionId>(decoder)
  const device = readId<DeviceId>(decoder)
  const session = readId<SessionId>(decoder)
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
  function chainOf(compartment: Compartment): Chain {
    const { epoch, key: secret } = secrets.keys[compartment].at(-1)!
    const running = chains.get(compartment)
    // Two admins apart may have made two keys of one number.
    if (running?.epoch === epoch && running.secret === secret) return running
    const session = newId<SessionId>()
    const key = cipher.keyOf(secret, bytesFromId(session), purposeOf(compartment, epoch))
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
    seal(compartment, payload, covers) {
      const chain = chainOf(compartment)
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

/** An opener that accepts entries of this section from the devices whose signing keys are given. */
export function createOpener(secrets: Secrets, signers: ReadonlyMap<DeviceId, Uint8Array>, cipher: EntryCipher = entryCipher): EntryOpener {
  const keys = new Map<string, Promise<unknown>>()
  return {
    async open(bytes) {
      const { header, aad, nonce, ciphertext, signed, signature } = split(bytes)
      if (header.section !== secrets.section) throw new PortError('entry-damaged', 'another section')
      const signer = signers.get(header.device)
      const sealedUnder = secrets.keys[header.compartment].filter(({ epoch }) => epoch === header.epoch)
      if (!signer || sealedUnder.length === 0) throw new PortError('entry-damaged', signer ? 'unknown epoch' : 'unknown device')
      if (!(await cipher.verify(signature, await cipher.hash(signed), signer))) throw new PortError('entry-damaged', 'signature')
      const purpose = purposeOf(header.compartment, header.epoch)
      for (const [at, { key: secret }] of sealedUnder.entries()) {
        const name = `${header.session} ${purpose} ${at}`
        if (!keys.has(name)) keys.set(name, cipher.keyOf(secret, bytesFromId(header.session), purpose))
        const plaintext = await cipher.decrypt(await keys.get(name)!, nonce, ciphertext, aad).catch((error: unknown) => {
          // Two admins apart may have made two keys of one number: the next may be the one.
          if (at === sealedUnder.length - 1) throw error
        })
        if (plaintext) return { header, payload: await unwrapPlaintext(plaintext) }
      }
      throw new PortError('entry-damaged', 'no key')
    },
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
    throw error instanceof PortError ? error : new PortError('entry-damaged', 'not whole')
  }
}

/** The readable part of an entry, unverified: to say what a quarantined entry claims to be. Throws `entry-damaged`. */
export function peekHeader(bytes: Uint8Array): EntryHeader {
  return split(bytes).header
}

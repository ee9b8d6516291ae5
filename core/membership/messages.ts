/**
 * The messages that let a device in, and the code that two people compare.
 * Invariant: a message opens only for who has the invitation's secret, only in its direction and only for its
 * invitation; so the relay can hold messages back or show them again, and nothing else.
 *
 * Bytes: nonce (12) · AES-256-GCM of the padded message, authenticated with `<invitation id> <direction>`. A message
 * is its kind (varuint) and what `writeMessage` puts behind it.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes } from '../domain/bytes'
import { bytesFromId, type DeviceId } from '../domain/ids'
import { decrypt, deriveAesKey, encrypt, nonceBytes, randomBytes, sha256 } from '../sealing/aes'
import { unwrapPlaintext, wrapPlaintext } from '../sealing/envelope'
import type { InvitationKeys } from './invitation'
import { readWhole, takeBytes, takeId, takeList, takeText, takeVarBytes } from './wire'

export type Direction = 'from joiner' | 'from inviter'

/** What the joiner shows of itself. `nonce` (32 random bytes) keeps the commitment to it from being guessed. */
export interface Opening {
  nonce: Uint8Array
  device: DeviceId
  signing: Uint8Array
  exchange: Uint8Array
  name: string
}

/** Who answers, with 32 random bytes drawn after the joiner's commitment was received. */
export interface Challenge {
  nonce: Uint8Array
  device: DeviceId
  signing: Uint8Array
}

const refusals = ['refused', 'expired', 'used', 'taken'] as const
export type Refusal = (typeof refusals)[number]

/** `to` is the commitment of the joiner that is meant: others with the same link can tell that they are not. */
export type Message =
  | { kind: 'commit'; commitment: Uint8Array }
  | { kind: 'challenge'; to: Uint8Array; challenge: Challenge }
  | { kind: 'reveal'; opening: Opening }
  | { kind: 'answer'; to: Uint8Array; statements: Uint8Array[] }
  | { kind: 'refuse'; to: Uint8Array; why: Refusal }
  /** By file, where nobody can answer before everything is said. */
  | { kind: 'request'; opening: Opening }

const kinds = ['commit', 'challenge', 'reveal', 'answer', 'refuse', 'request'] as const

function openingBytes({ nonce, device, signing, exchange, name }: Opening): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const bytes of [nonce, bytesFromId(device), signing, exchange]) encoding.writeUint8Array(encoder, bytes)
  encoding.writeVarString(encoder, name)
  return encoding.toUint8Array(encoder)
}

const challengeBytes = ({ nonce, device, signing }: Challenge) => joinBytes(nonce, bytesFromId(device), signing)

function writeMessage(message: Message): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kinds.indexOf(message.kind))
  if ('to' in message) encoding.writeUint8Array(encoder, message.to)
  if (message.kind === 'commit') encoding.writeUint8Array(encoder, message.commitment)
  if (message.kind === 'challenge') encoding.writeUint8Array(encoder, challengeBytes(message.challenge))
  if (message.kind === 'reveal' || message.kind === 'request') encoding.writeUint8Array(encoder, openingBytes(message.opening))
  if (message.kind === 'refuse') encoding.writeVarUint(encoder, refusals.indexOf(message.why))
  if (message.kind === 'answer') {
    encoding.writeVarUint(encoder, message.statements.length)
    for (const bytes of message.statements) encoding.writeVarUint8Array(encoder, bytes)
  }
  return encoding.toUint8Array(encoder)
}

function readMessage(decoder: decoding.Decoder): Message {
  const kind = kinds[decoding.readVarUint(decoder)]
  const hash = () => takeBytes(decoder, 32)
  switch (kind) {
    case 'commit':
      return { kind, commitment: hash() }
    case 'challenge':
      return { kind, to: hash(), challenge: { nonce: hash(), device: takeId<DeviceId>(decoder), signing: hash() } }
    case 'reveal':
    case 'request':
      return { kind, opening: { nonce: hash(), device: takeId<DeviceId>(decoder), signing: hash(), exchange: hash(), name: takeText(decoder) } }
    case 'answer':
      return { kind, to: hash(), statements: takeList(decoder, () => takeVarBytes(decoder)) }
    case 'refuse':
      return { kind, to: hash(), why: refusals[decoding.readVarUint(decoder)] ?? 'refused' }
    default:
      throw new RangeError('unknown kind')
  }
}

const messageKey = (keys: InvitationKeys, direction: Direction) => deriveAesKey(keys.messages, bytesFromId(keys.id), `permanence join 1 ${direction}`)
const authenticated = (keys: InvitationKeys, direction: Direction) => new TextEncoder().encode(`${keys.id} ${direction}`)

export async function sealMessage(keys: InvitationKeys, direction: Direction, message: Message): Promise<Uint8Array> {
  const nonce = randomBytes(nonceBytes)
  const plaintext = await wrapPlaintext(writeMessage(message))
  return joinBytes(nonce, await encrypt(await messageKey(keys, direction), nonce, plaintext, authenticated(keys, direction)))
}

/** `null` for what is no message of this invitation in this direction: anyone at the relay can leave bytes there. */
export async function openMessage(keys: InvitationKeys, direction: Direction, bytes: Uint8Array): Promise<Message | null> {
  try {
    const padded = await decrypt(await messageKey(keys, direction), bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes), authenticated(keys, direction))
    return readWhole(await unwrapPlaintext(padded), readMessage)
  } catch {
    return null
  }
}

/** SHA-256 that binds the joiner to its keys and name before it has seen anything of the other end. */
export const commitTo = (keys: InvitationKeys, opening: Opening): Promise<Uint8Array> =>
  sha256(joinBytes(new TextEncoder().encode(`permanence commit 1 ${keys.id}\n`), openingBytes(opening)))

/**
 * What both people read out. With a challenge six digits are enough, because nobody could try out keys for them;
 * without one (by file) 24 digits are needed, because whoever has the link could try as many as they like.
 */
export async function codeOf(keys: InvitationKeys, commitment: Uint8Array, challenge: Challenge | null): Promise<string> {
  const label = new TextEncoder().encode(`permanence code 1 ${keys.id} ${challenge ? 'online' : 'file'}\n`)
  const hash = await sha256(joinBytes(label, commitment, challenge ? challengeBytes(challenge) : new Uint8Array()))
  const view = new DataView(hash.buffer, hash.byteOffset)
  // 48 bits for six digits: the unevenness of the remainder is below one in two hundred million.
  const sixDigits = (at: number) => String((view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2)) % 1_000_000).padStart(6, '0')
  if (challenge) return sixDigits(0).replace(/(...)(...)/, '$1 $2')
  return [0, 6, 12, 18].map(sixDigits).join('').replace(/(....)(?=.)/g, '$1 ')
}

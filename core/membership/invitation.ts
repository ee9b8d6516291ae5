/**
 * An invitation as it is handed over: one link, or one line in a file, and what its secret gives.
 * Invariant: the secret travels in the fragment only, which no browser sends to a server; the relay knows the
 * invitation by a public key and can neither read its messages nor take part in them.
 *
 * Link: `permanence://join#<invitation>` or `https://…#<invitation>`. The invitation is base64url of: version (1) ·
 * section (16 bytes) · secret (32) · root's hash (32) · role (varuint) · until (varuint, seconds since 1970) · relay's
 * address and id (text, varuint length) · the first 4 bytes of the SHA-256 of all before, because links are copied by hand.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes, sameBytes } from '../domain/bytes'
import { fromBase64url, toBase64url } from '../domain/base64url'
import { bytesFromId, idFromBytes, type SectionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { deriveBytes, randomBytes, sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'
import { roles, type Role, type StatementHash } from './statement'
import { readWhole, takeBytes, takeId, takeText } from './wire'

const formatVersion = 1
const checkBytes = 4

/** How long an invitation is good, seconds; the relay takes no longer ones. */
const invitationSeconds = 72 * 3600

export interface Invitation {
  /** Empty for an invitation that goes by files only. */
  relayUrl: string
  relay: string
  section: SectionId
  /** 32 random bytes. */
  secret: Uint8Array
  /** Pins which section this is: statements of any other root are refused. */
  root: StatementHash
  role: Role
  /** Seconds since 1970. */
  until: number
}

/** What the secret gives to both ends. */
export interface InvitationKeys {
  /** SHA-256 of the public key, its first 16 bytes, in base64url: the relay's name for the invitation. */
  id: string
  /** Ed25519, 64 and 32 bytes: signs the joiner's tokens while it is no device yet. */
  signing: { secret: Uint8Array; public: Uint8Array }
  /** 32 bytes: of these the messages' keys are derived (handshake.ts). */
  messages: Uint8Array
}

/** A new invitation. `now` in seconds since 1970. */
export const makeInvitation = (given: Omit<Invitation, 'secret' | 'until'>, now: number): Invitation => ({
  ...given,
  secret: randomBytes(32),
  until: Math.floor(now) + invitationSeconds,
})

export async function deriveInvitation({ secret, section }: Pick<Invitation, 'secret' | 'section'>): Promise<InvitationKeys> {
  const sodium = await loadSodium()
  const salt = bytesFromId(section)
  const pair = sodium.crypto_sign_seed_keypair(await deriveBytes(secret, salt, 'permanence invitation signing 1', 32))
  return {
    id: idFromBytes((await sha256(pair.publicKey)).subarray(0, 16)),
    signing: { secret: pair.privateKey, public: pair.publicKey },
    messages: await deriveBytes(secret, salt, 'permanence invitation messages 1', 32),
  }
}

/** The link. `landing`: an https page that says what Permanence is, for who has not installed it; without a fragment. */
export async function writeLink(invitation: Invitation, landing = 'permanence://join'): Promise<string> {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, formatVersion)
  encoding.writeUint8Array(encoder, bytesFromId(invitation.section))
  encoding.writeUint8Array(encoder, invitation.secret)
  encoding.writeUint8Array(encoder, fromBase64url(invitation.root))
  encoding.writeVarUint(encoder, roles.indexOf(invitation.role))
  encoding.writeVarUint(encoder, invitation.until)
  encoding.writeVarString(encoder, invitation.relayUrl)
  encoding.writeVarString(encoder, invitation.relay)
  const bytes = encoding.toUint8Array(encoder)
  return `${landing}#${toBase64url(joinBytes(bytes, (await sha256(bytes)).subarray(0, checkBytes)))}`
}

/** Reads a link as it was copied, also with spaces and line breaks that a messenger put in. Rejects with `link-damaged`. */
export async function readLink(copied: string): Promise<Invitation> {
  const link = copied.replace(/[\s\u200b<>]/g, '')
  try {
    if (!/^(permanence|https):\/\//i.test(link) || !link.includes('#')) throw new RangeError('not a link of ours')
    const whole = fromBase64url(link.slice(link.indexOf('#') + 1))
    const bytes = whole.subarray(0, -checkBytes)
    if (!sameBytes((await sha256(bytes)).subarray(0, checkBytes), whole.subarray(-checkBytes))) throw new RangeError('miscopied')
    return readWhole(bytes, (decoder) => {
      if (decoding.readUint8(decoder) !== formatVersion) throw new RangeError('format version')
      const section = takeId<SectionId>(decoder)
      const secret = takeBytes(decoder, 32)
      const root = toBase64url(takeBytes(decoder, 32))
      const role = roles[decoding.readVarUint(decoder)]
      const until = decoding.readVarUint(decoder)
      if (!role) throw new RangeError('unknown role')
      return { section, secret, root, role, until, relayUrl: takeText(decoder), relay: takeText(decoder) }
    })
  } catch {
    throw new PortError('link-damaged')
  }
}

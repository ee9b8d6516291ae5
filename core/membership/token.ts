/**
 * What a device shows the relay with each request: docs/sync/protocol.md, *Who asks*.
 * Invariant: a token is good for one relay, one section, one request, once, and for at most 120 seconds, so that
 * whoever reads one in a log or on the way has nothing.
 */
import { joinBytes } from '../domain/bytes'
import { toBase64url } from '../domain/base64url'
import type { SectionId } from '../domain/ids'
import { randomBytes, sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'

/** A message may be under way for a while. Not before `now`: a relay takes nothing that was signed before it started, since it may have been used then. */
const validFor = 90

export interface TokenRequest {
  /** Id of the relay, from its `GET /relay`. */
  relay: string
  section: SectionId
  /** A device id, or `invitation:<id>`. */
  device: string
  /** Ed25519 secret key as libsodium has it, 64 bytes. */
  signingSecret: Uint8Array
  method: string
  /** With its query, as it is sent: `/sections/…`. */
  path: string
  /** Empty for `PUT` and `PATCH` of a file, whose name is its hash. */
  body?: Uint8Array
  /** Seconds since 1970 by the relay's clock: its `now`, and what has passed since. */
  now: number
  /** 16 random bytes; drawn if not given. */
  once?: Uint8Array
}

/** The token for one request: `base64url(JSON).base64url(signature)`. */
export async function makeToken({ relay, section, device, signingSecret, method, path, body, now, once }: TokenRequest): Promise<string> {
  const text = new TextEncoder()
  const request = await sha256(joinBytes(text.encode(`${method} ${path}\n`), body ?? new Uint8Array()))
  const seconds = Math.floor(now)
  const said = { relay, section, device, request: toBase64url(request), from: seconds, until: seconds + validFor, once: toBase64url(once ?? randomBytes(16)) }
  const encoded = toBase64url(text.encode(JSON.stringify(said)))
  const signature = (await loadSodium()).crypto_sign_detached(text.encode(`permanence token 1\n${encoded}`), signingSecret)
  return `${encoded}.${toBase64url(signature)}`
}

/** What a socket offers; the relay answers with the first. */
export const socketProtocols = (token: string): [string, string] => ['permanence.1', `permanence.token.${token}`]

/** Header of every other request. */
export const authorization = (token: string): string => `Permanence ${token}`

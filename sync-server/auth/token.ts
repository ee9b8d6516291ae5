/**
 * The signed token that every request carries, read and compared with the request before anything is looked up for it.
 * Invariant: a token that passes was signed by the key of a device of that section, for this relay, this request and this
 * moment, and passes once.
 */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'

/** What a device says in it. */
export interface Claims {
  relay: string
  section: string
  device: string
  /** base64url of SHA-256 of the request. */
  request: string
  /** Seconds since 1970. */
  from: number
  until: number
  once: string
}

export interface Token extends Claims {
  /** What was signed, and the signature. */
  signed: Uint8Array
  signature: Uint8Array
}

const longest = 2048
const longestLife = 120
/** Seconds a device's reckoning of the relay's clock may be ahead. */
const ahead = 1
export const idPattern = /^[A-Za-z0-9_-]{22}$/
const hashPattern = /^[A-Za-z0-9_-]{43}$/
const devicePattern = /^(invitation:)?[A-Za-z0-9_-]{22}$/

/** `null` for anything that is not of the form. */
export function readToken(text: string): Token | null {
  if (text.length > longest) return null
  const [body = '', signature = '', more] = text.split('.')
  if (more !== undefined || !/^[A-Za-z0-9_-]+$/.test(body) || !/^[A-Za-z0-9_-]{86}$/.test(signature)) return null
  try {
    const { relay, section, device, request, from, until, once } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    if (typeof relay !== 'string' || !isText(section, idPattern) || !isText(device, devicePattern) || !isText(request, hashPattern)) return null
    if (!isText(once, idPattern) || !isSecond(from) || !isSecond(until)) return null
    const signed = Buffer.from(`permanence token 1\n${body}`)
    return { relay, section, device, request, from, until, once, signed, signature: Buffer.from(signature, 'base64url') }
  } catch {
    return null
  }
}

const isText = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value)
const isSecond = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** `body`: of the request; empty for files, whose name is their hash. `target` as it was sent, with its query. */
export function requestHash(method: string, target: string, body: Uint8Array): string {
  return createHash('sha256').update(`${method} ${target}\n`).update(body).digest('base64url')
}

/** Whether it is for this relay, request and moment (`now` in seconds). Says nothing of the signature. */
export function isMeantFor(token: Token, { relay, request, now }: { relay: string; request: string; now: number }): boolean {
  const { from, until } = token
  return token.relay === relay && token.request === request && from <= now + ahead && until > now && until > from && until - from <= longestLife
}

/** The raw 32 bytes of an Ed25519 public key, in base64url, as a key; `null` when they are not one. */
export function signingKey(text: unknown): KeyObject | null {
  if (!isText(text, hashPattern)) return null
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' })
  } catch {
    return null
  }
}

export function isSignedBy(token: Token, key: KeyObject): boolean {
  return verify(null, token.signed, key, token.signature)
}

/**
 * Seals nothing, but refuses whatever was altered, signed by someone else or sealed to someone else: for the simulator,
 * where real keys would take minutes. The public half of a pair is its secret's first 32 bytes.
 */
import { crc32 } from 'node:zlib'
import { joinBytes } from '#core/domain/bytes'
import type { EntryCipher } from '#core/log/cipher'
import { PortError } from '#core/ports/errors'

const markBytes = 4

/** A number that tells these parts from others. */
export function mark(...parts: readonly Uint8Array[]): number {
  let sum = parts.length
  for (const part of parts) sum = crc32(part, sum)
  return sum
}

function bytesOf(number: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < markBytes; at++) bytes[at] = number >>> (8 * (markBytes - 1 - at))
  return bytes
}

/** Whether these are `bytesOf` the number. */
function standsFor(bytes: Uint8Array, number: number, length: number): boolean {
  if (bytes.length !== length) return false
  for (let at = 0; at < length; at++) if (bytes[at] !== (at < markBytes ? (number >>> (8 * (markBytes - 1 - at))) & 0xff : 0)) return false
  return true
}

/** One for all: keys that don't fit are tried by the hundred, and where that was tells nothing. */
const altered = new PortError('entry-damaged', 'altered')

/** The bytes, with what tells whether they, or what `secret` stands for, are others. */
export const checked = (bytes: Uint8Array, secret: number): Uint8Array => joinBytes(bytes, bytesOf(crc32(bytes, secret), markBytes))

/** The opposite of `checked`. Throws `entry-damaged`. */
export function unchecked(bytes: Uint8Array, secret: number): Uint8Array {
  const plain = bytes.subarray(0, -markBytes)
  if (bytes.length < markBytes || !standsFor(bytes.subarray(-markBytes), crc32(plain, secret), markBytes)) throw altered
  return plain
}

/** A pair of keys that no other number has. `secretBytes`: 64 to sign with, 32 to exchange. */
export function cheapPair(number: number, secretBytes: number): { secret: Uint8Array; public: Uint8Array } {
  const half = bytesOf(number + 1, 32)
  return { secret: joinBytes(half, new Uint8Array(secretBytes - 32)), public: half }
}

/** As `wrapPlaintext`, but nothing is compressed: opening streams by the thousand would take minutes too. */
export async function plainWrap(plaintext: Uint8Array): Promise<Uint8Array> {
  const wrapped = new Uint8Array(5 + plaintext.length)
  new DataView(wrapped.buffer).setUint32(1, plaintext.length, true)
  wrapped.set(plaintext, 5)
  return wrapped
}

export const cheapCipher: EntryCipher<Uint8Array> = {
  keyOf: async (secret, session) => bytesOf(mark(secret, session), 4),
  encrypt: async (key, nonce, plaintext, aad) => checked(plaintext, mark(key, nonce, aad)),
  decrypt: async (key, nonce, ciphertext, aad) => unchecked(ciphertext, mark(key, nonce, aad)),
  hash: async (bytes) => bytesOf(crc32(bytes), 32),
  sign: async (hash, secret) => bytesOf(mark(hash, secret.subarray(0, 32)), 64),
  verify: async (signature, hash, signer) => standsFor(signature, mark(hash, signer), 64),
}

/** In the place of libsodium: what statements and boxes of keys need of it (core/membership). */
export const cheapSodium = {
  crypto_sign_detached: (message: Uint8Array, secret: Uint8Array) => bytesOf(mark(message, secret.subarray(0, 32)), 64),
  crypto_sign_verify_detached: (signature: Uint8Array, message: Uint8Array, signer: Uint8Array) => standsFor(signature, mark(message, signer), 64),
  crypto_box_seal: (message: Uint8Array, recipient: Uint8Array) => checked(message, mark(recipient)),
  crypto_box_seal_open: (box: Uint8Array, recipient: Uint8Array) => unchecked(box, mark(recipient)),
}

/**
 * AES-256-GCM, HKDF and HMAC from WebCrypto. A key is used for one session or one page store only, so that
 * random 96-bit nonces stay far from their limit of 2^32 messages a key (NIST SP 800-38D §8.3).
 */
import { PortError } from '../ports/errors'

export const nonceBytes = 12

/** WebCrypto refuses views of shared memory by type; all bytes here live in plain `ArrayBuffer`s. */
type Bytes = Uint8Array<ArrayBuffer>
const asBytes = (bytes: Uint8Array) => bytes as Bytes

export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** A 32-byte secret as an AES-GCM key that can't be exported again. */
export function importAesKey(secret: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', asBytes(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** The key of one session or use, from a 32-byte secret, a 16-byte salt and a purpose (HKDF-SHA-256, RFC 5869). */
export async function deriveAesKey(secret: Uint8Array, salt: Uint8Array, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', asBytes(secret), 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode(purpose)
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: asBytes(salt), info }, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

/** Bytes for a seed or a key of another algorithm, from a secret of at least 16 random bytes, a salt and a purpose (HKDF-SHA-256, RFC 5869). */
export async function deriveBytes(secret: Uint8Array, salt: Uint8Array, purpose: string, length: number): Promise<Uint8Array> {
  const base = await crypto.subtle.importKey('raw', asBytes(secret), 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(purpose)
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: asBytes(salt), info }, base, length * 8))
}

/** Ciphertext with its tag. `aad` is authenticated and stays readable. */
export async function encrypt(key: CryptoKey, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: asBytes(nonce), additionalData: asBytes(aad) }, key, asBytes(plaintext)),
  )
}

/** Rejects with `entry-damaged` when key, nonce, `aad` or ciphertext do not belong together. */
export async function decrypt(key: CryptoKey, nonce: Uint8Array, ciphertext: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv: asBytes(nonce), additionalData: asBytes(aad) }, key, asBytes(ciphertext)),
    )
  } catch {
    throw new PortError('entry-damaged', 'decryption refused')
  }
}

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', asBytes(bytes)))
}

/** A secret as a key for `hmac`. */
export const importHmacKey = (secret: Uint8Array): Promise<CryptoKey> => crypto.subtle.importKey('raw', asBytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

/** HMAC-SHA-256 (RFC 2104), 32 bytes. */
export async function hmac(key: CryptoKey, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, asBytes(bytes)))
}

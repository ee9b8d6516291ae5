/** Seals nothing, but refuses whatever was altered or signed by someone else: for the simulator, where real keys would take minutes. */
import { joinBytes } from '#core/domain/bytes'
import type { EntryCipher } from '#core/log/cipher'
import { PortError } from '#core/ports/errors'

/** FNV-1a over several parts. */
function print(...parts: Uint8Array[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) for (const byte of part) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

function bytesOf(number: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

/** As `wrapPlaintext`, but nothing is compressed: opening streams by the thousand would take minutes too. */
export async function plainWrap(plaintext: Uint8Array): Promise<Uint8Array> {
  const wrapped = new Uint8Array(5 + plaintext.length)
  new DataView(wrapped.buffer).setUint32(1, plaintext.length, true)
  wrapped.set(plaintext, 5)
  return wrapped
}

export const cheapCipher: EntryCipher<Uint8Array> = {
  keyOf: async (secret, session) => bytesOf(print(secret, session), 4),
  encrypt: async (key, nonce, plaintext, aad) => joinBytes(plaintext, bytesOf(print(key, nonce, plaintext, aad), 4)),
  async decrypt(key, nonce, ciphertext, aad) {
    const plaintext = ciphertext.subarray(0, -4)
    if (print(ciphertext.subarray(-4)) !== print(bytesOf(print(key, nonce, plaintext, aad), 4))) throw new PortError('entry-damaged', 'altered')
    return plaintext
  },
  hash: async (bytes) => bytesOf(print(bytes), 32),
  // The public half of a pair is its secret's first bytes in this model.
  sign: async (hash, secret) => bytesOf(print(hash, secret.subarray(0, 8)), 64),
  verify: async (signature, hash, signer) => print(signature) === print(bytesOf(print(hash, signer.subarray(0, 8)), 64)),
}

/**
 * What seals, signs and chains entries. One real one; the simulator of many devices takes a cheap one that still refuses
 * whatever was altered, so that thousands of runs fit into a test.
 */
import { decrypt, deriveAesKey, encrypt, sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'

export interface EntryCipher<Key = unknown> {
  /** A session's key from its compartment's 32-byte secret. */
  keyOf(secret: Uint8Array, session: Uint8Array, purpose: string): Promise<Key>
  encrypt(key: Key, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  /** Rejects with `entry-damaged`. */
  decrypt(key: Key, nonce: Uint8Array, ciphertext: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  /** 32 bytes. */
  hash(bytes: Uint8Array): Promise<Uint8Array>
  /** 64 bytes. */
  sign(hash: Uint8Array, secret: Uint8Array): Promise<Uint8Array>
  verify(signature: Uint8Array, hash: Uint8Array, signer: Uint8Array): Promise<boolean>
}

export const entryCipher: EntryCipher<CryptoKey> = {
  keyOf: deriveAesKey,
  encrypt,
  decrypt,
  hash: sha256,
  sign: async (hash, secret) => (await loadSodium()).crypto_sign_detached(hash, secret),
  verify: async (signature, hash, signer) => (await loadSodium()).crypto_sign_verify_detached(signature, hash, signer),
}

/**
 * Wraps keys with the operating system's keychain (DPAPI, macOS Keychain, libsecret or KWallet).
 * Invariant: where there is none, nothing is wrapped: on Linux without a keyring Electron falls back to a key that is
 * written in its own source (`basic_text`), which protects from no one.
 */
import type { SafeStorage } from 'electron'
import { PortError } from '#core/ports/errors'

export interface OsKeychain {
  available(): Promise<boolean>
  /** Rejects with `keychain-unavailable`. */
  seal(secret: Uint8Array): Promise<Uint8Array>
  /** Rejects with `keychain-lost` when the keychain does not open it, or not any more. */
  open(sealed: Uint8Array): Promise<Uint8Array>
}

/**
 * Electron 33 has only calls that wait for the keychain, which may be asking for its password; later ones
 * don't hold the main process, so they are taken where they exist.
 */
type Storage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>>

export function osKeychain(storage: Storage, platform: NodeJS.Platform): OsKeychain {
  async function available(): Promise<boolean> {
    if (platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend?.() ?? 'unknown')) return false
    try {
      return storage.isAsyncEncryptionAvailable ? await storage.isAsyncEncryptionAvailable() : storage.isEncryptionAvailable()
    } catch {
      return false
    }
  }

  return {
    available,
    async seal(secret) {
      if (!(await available())) throw new PortError('keychain-unavailable')
      const text = Buffer.from(secret).toString('base64')
      try {
        return new Uint8Array(storage.encryptStringAsync ? await storage.encryptStringAsync(text) : storage.encryptString(text))
      } catch {
        throw new PortError('keychain-unavailable')
      }
    },
    async open(sealed) {
      if (!(await available())) throw new PortError('keychain-lost', 'no keychain')
      try {
        const bytes = Buffer.from(sealed)
        const text = storage.decryptStringAsync ? (await storage.decryptStringAsync(bytes)).result : storage.decryptString(bytes)
        return new Uint8Array(Buffer.from(text, 'base64'))
      } catch {
        throw new PortError('keychain-lost')
      }
    },
  }
}

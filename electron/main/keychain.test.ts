import { describe, expect, it } from 'vitest'
import { osKeychain } from './keychain'

/** As Electron's, with a cipher that is enough to tell sealed from open. */
function storage(backend: 'gnome_libsecret' | 'basic_text' | 'unknown', working = true) {
  const flip = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return {
    isEncryptionAvailable: () => working,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => Buffer.concat([Buffer.from('v11'), flip(Buffer.from(text))]),
    decryptString: (bytes: Buffer) => {
      if (bytes.subarray(0, 3).toString() !== 'v11') throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
      return flip(bytes.subarray(3)).toString()
    },
  }
}

const secret = Uint8Array.from({ length: 32 }, (_, at) => at * 8)

describe('the keychain', () => {
  it('gives back what it sealed, any bytes', async () => {
    const keychain = osKeychain(storage('gnome_libsecret'), 'linux')
    const sealed = await keychain.seal(secret)
    expect(Buffer.from(sealed).includes(Buffer.from(secret))).toBe(false)
    expect(await keychain.open(sealed)).toEqual(secret)
  })

  it.each(['basic_text', 'unknown'] as const)('of Linux counts for nothing when it is %s', async (backend) => {
    const keychain = osKeychain(storage(backend), 'linux')
    expect(await keychain.available()).toBe(false)
    await expect(keychain.seal(secret)).rejects.toMatchObject({ code: 'keychain-unavailable' })
  })

  it('that does not know the key any more says that it is lost', async () => {
    const keychain = osKeychain(storage('gnome_libsecret'), 'linux')
    await expect(keychain.open(Buffer.from('v10 of another machine'))).rejects.toMatchObject({ code: 'keychain-lost' })
    await expect(osKeychain(storage('gnome_libsecret', false), 'linux').open(secret)).rejects.toMatchObject({ code: 'keychain-lost' })
  })

  it('is used without holding the main process where Electron can', async () => {
    const sync = storage('gnome_libsecret')
    const keychain = osKeychain(
      {
        ...sync,
        encryptString: () => Promise.reject(new Error('held the main process')) as never,
        decryptString: () => Promise.reject(new Error('held the main process')) as never,
        isAsyncEncryptionAvailable: async () => true,
        encryptStringAsync: async (text) => sync.encryptString(text),
        decryptStringAsync: async (bytes) => ({ shouldReEncrypt: false, result: sync.decryptString(bytes) }),
      },
      'darwin',
    )
    expect(await keychain.open(await keychain.seal(secret))).toEqual(secret)
  })
})

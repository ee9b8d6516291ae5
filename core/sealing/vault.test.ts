import { describe, expect, it } from 'vitest'
import { newId, type SectionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { makeVault, newSecrets, openWithKeychain, openWithPassphrase, vaultProtections, type Keychain } from './vault'

const passphrase = 'quatre mots pour ouvrir'

/** A keychain that forgets everything when asked to, as after a reinstall of the system. */
function forgetfulKeychain(): Keychain & { forget(): void } {
  let mask: number | undefined = 0x5a
  const flip = async (bytes: Uint8Array) => {
    if (mask === undefined) throw new PortError('keychain-lost')
    return bytes.map((byte) => byte ^ mask!)
  }
  return { seal: flip, open: flip, forget: () => (mask = undefined) }
}

describe('a section protected on this machine', () => {
  it('opens with its passphrase, typed with composed or decomposed accents', async () => {
    const secrets = await newSecrets(newId<SectionId>())
    const vault = await makeVault(secrets, { passphrase: 'été à la mer, toujours' })
    const open = await openWithPassphrase(vault, 'été à la mer, toujours'.normalize('NFD'))
    expect(open.secrets).toEqual(secrets)
  })

  it('costs whoever guesses 64 MiB and three passes a guess, as RFC 9106 recommends, and says so in the file', async () => {
    const { passphrase: lock } = JSON.parse(new TextDecoder().decode(await makeVault(await newSecrets(newId<SectionId>()), { passphrase }))) as { passphrase: object }
    expect(lock).toMatchObject({ passes: 3, memory: 64 * 1024 * 1024 })
  })

  it('says that a passphrase is wrong, and refuses one that is too short', async () => {
    const secrets = await newSecrets(newId<SectionId>())
    const vault = await makeVault(secrets, { passphrase })
    await expect(openWithPassphrase(vault, `${passphrase} `)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await expect(makeVault(secrets, { passphrase: 'court' })).rejects.toMatchObject({ code: 'passphrase-too-short' })
  })

  it('opens with the keychain, and with the passphrase when the keychain is lost', async () => {
    const keychain = forgetfulKeychain()
    const secrets = await newSecrets(newId<SectionId>())
    const vault = await makeVault(secrets, { passphrase, keychain })
    expect(vaultProtections(vault)).toEqual({ passphrase: true, keychain: true, locked: false })
    expect((await openWithKeychain(vault, keychain)).secrets).toEqual(secrets)
    keychain.forget()
    await expect(openWithKeychain(vault, keychain)).rejects.toMatchObject({ code: 'keychain-lost' })
    expect((await openWithPassphrase(vault, passphrase)).secrets).toEqual(secrets)
  })

  it('changes its passphrase without changing its keys', async () => {
    const secrets = await newSecrets(newId<SectionId>())
    const open = await openWithPassphrase(await makeVault(secrets, { passphrase }), passphrase)
    const changed = await makeVault(open.secrets, { passphrase: 'une autre phrase longue', vaultKey: open.vaultKey })
    await expect(openWithPassphrase(changed, passphrase)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect((await openWithPassphrase(changed, 'une autre phrase longue')).secrets).toEqual(secrets)
  })

  it('tells damage from a wrong passphrase, and holds no secret in clear', async () => {
    const secrets = await newSecrets(newId<SectionId>())
    const vault = await makeVault(secrets, { passphrase })
    const file = JSON.parse(new TextDecoder().decode(vault)) as { sealed: string }
    const damaged = new TextEncoder().encode(JSON.stringify({ ...file, sealed: file.sealed.slice(0, -8) + 'AAAAAAA=' }))
    await expect(openWithPassphrase(damaged, passphrase)).rejects.toMatchObject({ code: 'vault-damaged' })
    await expect(openWithPassphrase(new Uint8Array(12), passphrase)).rejects.toMatchObject({ code: 'vault-damaged' })
    const held = Buffer.from(vault).toString('latin1')
    for (const secret of [secrets.pageKey, secrets.signing.secret, secrets.keys.people[0]!.key])
      expect(held).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20))
  })
})

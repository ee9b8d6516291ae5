/**
 * The vault is the one file that opens a section on this machine: the device's private keys and the section's
 * compartment keys, sealed under a random vault key, which is itself wrapped once per protection:
 * by a passphrase (Argon2id) and, if wanted, by the operating system's keychain.
 * Invariant: nothing in the file is of use without the passphrase or this user's keychain on this machine.
 */
import { joinBytes } from '../domain/bytes'
import { newId, type DeviceId, type SectionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { decrypt, encrypt, importAesKey, nonceBytes, randomBytes } from './aes'
import { loadSodium } from './sodium'

/** Each compartment has its own key, so that a role is what a device can open, not what a screen hides. */
export const compartments = ['people', 'commons', 'membership'] as const
export type Compartment = (typeof compartments)[number]

/** A device whose entries are accepted, by its public signing key (Ed25519, 32 bytes). */
export interface Signer {
  device: DeviceId
  public: Uint8Array
}

export interface Secrets {
  section: SectionId
  device: DeviceId
  /** Ed25519: 64 bytes (seed and public part, as libsodium has it) and 32 bytes. */
  signing: { secret: Uint8Array; public: Uint8Array }
  /** X25519: 32 bytes each. */
  exchange: { secret: Uint8Array; public: Uint8Array }
  /** By compartment, 32 bytes by epoch; the last is in force, earlier ones only open. */
  keys: Record<Compartment, { epoch: number; key: Uint8Array }[]>
  /** Seals the pages of this machine's fast-start store; never leaves it. */
  pageKey: Uint8Array
  /** Hash of the statement that founded the shared section (core/membership), where another device said it: no other root is believed. */
  root?: string
  /** Devices of before, of a section that was restored: what they wrote still verifies. Absent where there was none. */
  signers?: Signer[]
}

/** Everyone whose entries this device accepts: itself, and the devices of before. */
export function signersOf({ device, signing, signers = [] }: Secrets): ReadonlyMap<DeviceId, Uint8Array> {
  return new Map([...signers.map((signer) => [signer.device, signer.public] as const), [device, signing.public]])
}

/** Argon2id costs: RFC 9106 §4, second recommended option (64 MiB, 3 passes). Kept in the file, so that they can be raised. */
export const argon = { passes: 3, memory: 64 * 1024 * 1024 }
/** A vault that asks for more than this is damaged or hostile: it would only exhaust the machine. */
export const argonCeiling = { passes: 20, memory: 1024 * 1024 * 1024 }

export const shortestPassphrase = 12

interface VaultFile {
  permanence: 'vault'
  version: 1
  sealed: string
  passphrase?: { salt: string; passes: number; memory: number; wrapped: string }
  keychain?: { wrapped: string }
  /** Someone locked the app: until the passphrase is given, the keychain must not open it, not even after a restart. */
  locked?: true
}

/** What opening the vault gives: the secrets, and the key that other protections can wrap again. */
export interface OpenVault {
  secrets: Secrets
  vaultKey: Uint8Array
}

/** Wraps and unwraps with the OS keychain; in the app, the main process's `safeStorage`. */
export interface Keychain {
  seal(secret: Uint8Array): Promise<Uint8Array>
  open(sealed: Uint8Array): Promise<Uint8Array>
}

const text = new TextEncoder()
const toBase64 = (bytes: Uint8Array) => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
const fromBase64 = (encoded: string) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))

/** Nonce, then ciphertext. */
async function box(key: Uint8Array, plaintext: Uint8Array, purpose: string): Promise<string> {
  const nonce = randomBytes(nonceBytes)
  const ciphertext = await encrypt(await importAesKey(key), nonce, plaintext, text.encode(purpose))
  return toBase64(joinBytes(nonce, ciphertext))
}

async function unbox(key: Uint8Array, boxed: string, purpose: string): Promise<Uint8Array> {
  const whole = fromBase64(boxed)
  return decrypt(await importAesKey(key), whole.subarray(0, nonceBytes), whole.subarray(nonceBytes), text.encode(purpose))
}

/** Composed and decomposed accents typed on two keyboards must be the same passphrase. */
export async function passphraseKey(passphrase: string, salt: Uint8Array, cost: { passes: number; memory: number }): Promise<Uint8Array> {
  const sodium = await loadSodium()
  return sodium.crypto_pwhash(32, passphrase.normalize('NFKC'), salt, cost.passes, cost.memory, sodium.crypto_pwhash_ALG_ARGON2ID13)
}

/** JSON in which bytes stand as base64. */
export const encodeJson = (value: unknown) =>
  text.encode(JSON.stringify(value, (_key, item: unknown) => (item instanceof Uint8Array ? { b64: toBase64(item) } : item)))

/** The opposite of `encodeJson`. Throws on what is no JSON. */
export function decodeJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'b64' in value ? fromBase64((value as { b64: string }).b64) : value,
  ) as unknown
}

/** Fresh secrets of a new section on its first device. */
export async function newSecrets(section: SectionId): Promise<Secrets> {
  const firstEpoch = () => [{ epoch: 1, key: randomBytes(32) }]
  return newDevice({ section, keys: { people: firstEpoch(), commons: firstEpoch(), membership: firstEpoch() } })
}

/** A device that never was, with the keys of a section: two machines must never write as the same one. */
export async function newDevice(held: Pick<Secrets, 'section' | 'keys' | 'signers' | 'root'>): Promise<Secrets> {
  const sodium = await loadSodium()
  const signing = sodium.crypto_sign_keypair()
  const exchange = sodium.crypto_box_keypair()
  return {
    ...held,
    device: newId<DeviceId>(),
    signing: { secret: signing.privateKey, public: signing.publicKey },
    exchange: { secret: exchange.privateKey, public: exchange.publicKey },
    pageKey: randomBytes(32),
  }
}

/** A vault file around these secrets with at least one protection. Throws `passphrase-too-short`. */
export async function makeVault(
  secrets: Secrets,
  protection: { passphrase?: string; keychain?: Keychain; vaultKey?: Uint8Array; keep?: Uint8Array },
): Promise<Uint8Array> {
  const vaultKey = protection.vaultKey ?? randomBytes(32)
  const kept = protection.keep ? readVaultFile(protection.keep) : undefined
  const file: VaultFile = { permanence: 'vault', version: 1, sealed: await box(vaultKey, encodeJson(secrets), 'permanence vault 1') }
  if (protection.passphrase !== undefined) {
    if ([...protection.passphrase].length < shortestPassphrase) throw new PortError('passphrase-too-short')
    const salt = randomBytes(16)
    const key = await passphraseKey(protection.passphrase, salt, argon)
    file.passphrase = { salt: toBase64(salt), ...argon, wrapped: await box(key, vaultKey, 'permanence passphrase 1') }
  } else if (kept?.passphrase) file.passphrase = kept.passphrase
  if (protection.keychain) file.keychain = { wrapped: toBase64(await protection.keychain.seal(vaultKey)) }
  return text.encode(JSON.stringify(file))
}

/** The same vault, opened by the same passphrase and keychain, around other secrets. */
export async function resealVault(bytes: Uint8Array, vaultKey: Uint8Array, secrets: Secrets): Promise<Uint8Array> {
  return text.encode(JSON.stringify({ ...readVaultFile(bytes), sealed: await box(vaultKey, encodeJson(secrets), 'permanence vault 1') }))
}

function readVaultFile(bytes: Uint8Array): VaultFile {
  try {
    const file = JSON.parse(new TextDecoder().decode(bytes)) as VaultFile
    if (file.permanence !== 'vault' || file.version !== 1 || typeof file.sealed !== 'string') throw new Error('not a vault')
    return file
  } catch {
    throw new PortError('vault-damaged')
  }
}

export interface Protections {
  passphrase: boolean
  keychain: boolean
  /** Only the passphrase opens it now. */
  locked: boolean
}

/** Which protections a vault has, without opening it. Throws `vault-damaged`. */
export function vaultProtections(bytes: Uint8Array): Protections {
  const file = readVaultFile(bytes)
  return { passphrase: file.passphrase !== undefined, keychain: file.keychain !== undefined, locked: file.locked === true }
}

/** The same vault, marked or unmarked as locked. A lock against someone at this keyboard: the keys are wrapped as before. */
export function markLocked(bytes: Uint8Array, locked: boolean): Uint8Array {
  const { locked: _before, ...file } = readVaultFile(bytes)
  return text.encode(JSON.stringify(locked ? { ...file, locked } : file))
}

/** Opens with the passphrase. Throws `wrong-passphrase` or `vault-damaged`. */
export async function openWithPassphrase(bytes: Uint8Array, passphrase: string): Promise<OpenVault> {
  const file = readVaultFile(bytes)
  const lock = file.passphrase
  if (!lock) throw new PortError('wrong-passphrase', 'no passphrase set')
  if (lock.passes > argonCeiling.passes || lock.memory > argonCeiling.memory) throw new PortError('vault-damaged', 'key derivation costs')
  let vaultKey: Uint8Array
  try {
    vaultKey = await unbox(await passphraseKey(passphrase, fromBase64(lock.salt), lock), lock.wrapped, 'permanence passphrase 1')
  } catch {
    throw new PortError('wrong-passphrase')
  }
  return openWithKey(file, vaultKey)
}

/** Opens with the OS keychain. Throws `keychain-lost`: there is none, or it no longer opens this. The passphrase still may. */
export async function openWithKeychain(bytes: Uint8Array, keychain: Keychain): Promise<OpenVault> {
  const file = readVaultFile(bytes)
  if (!file.keychain) throw new PortError('keychain-lost', 'not protected by a keychain')
  try {
    return await openWithKey(file, await keychain.open(fromBase64(file.keychain.wrapped)))
  } catch {
    // A keychain made anew may answer with another key than the one it was given.
    throw new PortError('keychain-lost')
  }
}

async function openWithKey(file: VaultFile, vaultKey: Uint8Array): Promise<OpenVault> {
  try {
    return { secrets: decodeJson(await unbox(vaultKey, file.sealed, 'permanence vault 1')) as Secrets, vaultKey }
  } catch {
    throw new PortError('vault-damaged', 'secrets do not open')
  }
}

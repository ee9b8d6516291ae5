/**
 * Who is there and which person they have open, sealed: what the relay hands on of it are bytes of one length.
 * Invariant: it says nothing that counts. Whoever holds the compartment's key may say it of anyone, and an old one may be shown again.
 */
import { joinBytes } from '#core/domain/bytes'
import { fromBase64url, toBase64url } from '#core/domain/base64url'
import { bytesFromId, idFromBytes, type DeviceId, type PersonId, type SectionId } from '#core/domain/ids'
import { decrypt, deriveAesKey, encrypt, nonceBytes, randomBytes } from '#core/sealing/aes'
import type { Secrets } from '#core/sealing/vault'

export interface Presence {
  device: DeviceId
  /** Whose sheet is open there. */
  person: PersonId | null
}

/** As one field of an awareness state. */
export interface SealedPresence {
  sealed: string
}

const nobody = new Uint8Array(16)
const keyOf = (section: SectionId, key: Uint8Array) => deriveAesKey(key, bytesFromId(section), 'permanence presence 1')

/** Under the key in force. */
export async function sealPresence({ section, keys }: Pick<Secrets, 'section' | 'keys'>, compartment: 'people' | 'commons', { device, person }: Presence): Promise<SealedPresence> {
  const nonce = randomBytes(nonceBytes)
  const plaintext = joinBytes(bytesFromId(device), person ? bytesFromId(person) : nobody)
  return { sealed: toBase64url(joinBytes(nonce, await encrypt(await keyOf(section, keys[compartment].at(-1)!.key), nonce, plaintext, bytesFromId(section)))) }
}

/** `null` for what is none, or of a key that is not here. */
export async function openPresence({ section, keys }: Pick<Secrets, 'section' | 'keys'>, compartment: 'people' | 'commons', state: unknown): Promise<Presence | null> {
  const sealed = (state as Partial<SealedPresence> | null)?.sealed
  if (typeof sealed !== 'string' || sealed.length > 200) return null
  for (const { key } of keys[compartment].toReversed()) {
    try {
      const whole = fromBase64url(sealed)
      const bytes = await decrypt(await keyOf(section, key), whole.subarray(0, nonceBytes), whole.subarray(nonceBytes), bytesFromId(section))
      const person = bytes.subarray(16, 32)
      return { device: idFromBytes<DeviceId>(bytes.subarray(0, 16)), person: person.some((byte) => byte !== 0) ? idFromBytes<PersonId>(person) : null }
    } catch {
      // Under another of the keys.
    }
  }
  return null
}

/**
 * Branded identifiers: a `PersonId` can't be passed where a `SectionId` is meant.
 * Every id is 128 random bits in base64url without padding (22 characters), so that two machines
 * that never met can't make the same one, and so that its first bits spread records evenly over shards.
 */
import { alphabet } from './base64url'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type PersonId = Branded<'PersonId'>
export type SectionId = Branded<'SectionId'>
export type DeviceId = Branded<'DeviceId'>
export type HistoryId = Branded<'HistoryId'>
export type ActionId = Branded<'ActionId'>
export type SectorId = Branded<'SectorId'>
export type AssetId = Branded<'AssetId'>
export type KitId = Branded<'KitId'>
export type PresetId = Branded<'PresetId'>
/**
 * One run of the engine on one device, in which entries are numbered: the device's id, then 22 letters of its own. So
 * nobody can write under the name of an entry of somebody else's, not even before that one arrives.
 */
export type SessionId = Branded<'SessionId'>

/** Two letters for each 12 bits: an import makes and reads hundreds of thousands of ids. */
const pairs = Array.from({ length: 4096 }, (_, bits) => alphabet[bits >> 6]! + alphabet[bits & 63]!)

/** Base64url of 16 bytes: 22 characters. */
export function idFromBytes<Id extends string>(bytes: Uint8Array): Id {
  let text = ''
  for (let at = 0; at < 15; at += 3) {
    const word = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    text += pairs[word >> 12]! + pairs[word & 4095]!
  }
  return (text + pairs[bytes[15]! << 4]!) as Id
}

/** Value of each letter of the alphabet by its code, 64 for any other. */
const sextets = new Uint8Array(128).fill(64)
for (let value = 0; value < 64; value++) sextets[alphabet.charCodeAt(value)] = value

/** Written as an id of 22 letters is (a session is two): nothing in it that could climb out of a folder. */
export function isId<Id extends string = string>(value: unknown): value is Id {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value)
}

/** Puts the 16 bytes of an id into `target` from `place` on. Throws a `RangeError` on text that is no id. */
export function putId(id: string, target: Uint8Array, place: number): void {
  if (id.length !== 22) throw new RangeError('an id has 22 characters')
  let bits = 0
  let held = 0
  let at = place
  for (let letter = 0; letter < 22; letter++) {
    const value = sextets[id.charCodeAt(letter)] ?? 64
    if (value === 64) throw new RangeError('an id is base64url')
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held >= 8 && at < place + 16) {
      held -= 8
      target[at++] = (bits >> held) & 0xff
    }
  }
}

/** The 16 bytes of an id. Throws a `RangeError` on text that is no id. */
export function bytesFromId(id: string): Uint8Array {
  const bytes = new Uint8Array(16)
  putId(id, bytes, 0)
  return bytes
}

/** The first `count` bits of an id as a number; `count` from 0 to 12. */
export function leadingBits(id: string, count: number): number {
  return ((sextets[id.charCodeAt(0)]! << 6) | sextets[id.charCodeAt(1)]!) >> (12 - count)
}

/** Drawn ahead: asking the generator for 16 bytes at a time takes longer than all else that an import does with an id. */
const drawn = new Uint8Array(4096)
let used = drawn.length

/** A new random id, from the platform's cryptographic generator. */
export function newId<Id extends string>(): Id {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn)
    used = 0
  }
  return idFromBytes<Id>(drawn.subarray(used, (used += 16)))
}

/** A new session of this device. */
export const newSession = (device: DeviceId): SessionId => sessionOf(device, newId())

/** The session of this device that has these 22 letters of its own. */
export const sessionOf = (device: DeviceId, own: string): SessionId => (device + own) as SessionId

/** Whose session it is. */
export const deviceOfSession = (session: SessionId): DeviceId => session.slice(0, 22) as DeviceId

/** The letters that are the session's own. */
export const ownPartOf = (session: SessionId): string => session.slice(22)

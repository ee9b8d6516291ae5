/**
 * The printed sheet: what brings a new device in when every other is lost, with nothing but it and the relay.
 * Invariant: a sheet is a member like any other, an admin named in the list, that happens to be made of paper; it can
 * be removed like one, and nobody holds a copy of its secret. Without it a section whose devices burn is lost.
 *
 * Bytes: version (1) · section (16 bytes) · secret (16) · the root's hash, its first 16 bytes · a membership epoch
 * (varuint) and its key (32) · relay's address and id (text, varuint length) · the first 4 bytes of the SHA-256 of all
 * before. Device id and both key pairs are derived from the secret: 128 bits are as strong as the curves themselves,
 * and every byte less is typed less. The membership key is there because the statements that hold all other keys are
 * sealed with it; from its epoch one climbs to the last (keys.ts).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { joinBytes, sameBytes } from '../domain/bytes'
import { fromBase64url } from '../domain/base64url'
import { bytesFromId, idFromBytes, type DeviceId, type SectionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { deriveBytes, randomBytes, sha256 } from '../sealing/aes'
import { loadSodium } from '../sealing/sodium'
import type { Secrets } from '../sealing/vault'
import { admitDevice, keysToReadWith, openKeys, type Newcomer } from './keys'
import { computeMembers, type Members } from './members'
import { lettersOfPaper, paperBytes, paperLines, qrPrefix, readPaperLines } from './paper'
import type { Statement, StatementHash } from './statement'
import { readWhole, takeBytes, takeId, takeText } from './wire'

const formatVersion = 1
const checkBytes = 4
const rootBytes = 16

export interface RecoverySheet {
  section: SectionId
  /** 16 random bytes. */
  secret: Uint8Array
  /** First 16 bytes of the root statement's hash. */
  root: Uint8Array
  membership: { epoch: number; key: Uint8Array }
  relayUrl: string
  relay: string
}

/** A new sheet. It is of use once `sheetNewcomer` is admitted, and the relay knows its signing key as an admin's. */
export function makeSheet(secrets: Pick<Secrets, 'section' | 'keys'>, root: StatementHash, relay: { relayUrl: string; relay: string }): RecoverySheet {
  const membership = secrets.keys.membership.at(-1)!
  return { section: secrets.section, secret: randomBytes(16), root: fromBase64url(root).slice(0, rootBytes), membership, ...relay }
}

/** The sheet as a device: its id, its key pairs, and the one key that is printed. */
export async function sheetDevice({ section, secret, membership }: RecoverySheet): Promise<Omit<Secrets, 'pageKey'>> {
  const sodium = await loadSodium()
  const derive = (purpose: string, length: number) => deriveBytes(secret, bytesFromId(section), `permanence recovery 1 ${purpose}`, length)
  const signing = sodium.crypto_sign_seed_keypair(await derive('signing', 32))
  const exchange = sodium.crypto_box_seed_keypair(await derive('exchange', 32))
  return {
    section,
    device: idFromBytes<DeviceId>(await derive('device', 16)),
    signing: { secret: signing.privateKey, public: signing.publicKey },
    exchange: { secret: exchange.privateKey, public: exchange.publicKey },
    keys: { people: [], commons: [], membership: [membership] },
  }
}

/** What a sheet is called in the list of members: not a text for people, each shows it in their own language. */
export const paperName = (at: number) => `paper:${at}`
export const isPaper = (name: string) => /^paper:\d+$/.test(name)

/** To be admitted (keys.ts). `name`: `paperName`. */
export async function sheetNewcomer(sheet: RecoverySheet, name: string): Promise<Newcomer> {
  const { device, signing, exchange } = await sheetDevice(sheet)
  return { device, signing: signing.public, exchange: exchange.public, role: 'admin', name }
}

async function sheetBytes(sheet: RecoverySheet): Promise<Uint8Array> {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, formatVersion)
  for (const bytes of [bytesFromId(sheet.section), sheet.secret, sheet.root]) encoding.writeUint8Array(encoder, bytes)
  encoding.writeVarUint(encoder, sheet.membership.epoch)
  encoding.writeUint8Array(encoder, sheet.membership.key)
  encoding.writeVarString(encoder, sheet.relayUrl)
  encoding.writeVarString(encoder, sheet.relay)
  const bytes = encoding.toUint8Array(encoder)
  return joinBytes(bytes, (await sha256(bytes)).subarray(0, checkBytes))
}

async function readSheetBytes(whole: Uint8Array): Promise<RecoverySheet | null> {
  const bytes = whole.subarray(0, -checkBytes)
  if (!sameBytes((await sha256(bytes)).subarray(0, checkBytes), whole.subarray(-checkBytes))) return null
  try {
    return readWhole(bytes, (decoder) => {
      if (decoding.readUint8(decoder) !== formatVersion) throw new RangeError('format version')
      const ids = { section: takeId<SectionId>(decoder), secret: takeBytes(decoder, 16), root: takeBytes(decoder, rootBytes) }
      return { ...ids, membership: { epoch: decoding.readVarUint(decoder), key: takeBytes(decoder, 32) }, relayUrl: takeText(decoder), relay: takeText(decoder) }
    })
  } catch {
    return null
  }
}

/** What is printed: lines of five groups of four letters and digits, and the text of a QR code. */
export async function writeSheet(sheet: RecoverySheet): Promise<{ lines: string[]; qr: string }> {
  const bytes = await sheetBytes(sheet)
  return { lines: paperLines(bytes), qr: qrPrefix + lettersOfPaper(bytes) }
}

/** `wrongLines`: from 1, those to type again. None of them wrong, but lines missing or of another sheet: `incomplete`. */
export type SheetReading = { sheet: RecoverySheet } | { wrongLines: number[]; incomplete: boolean }

/** Reads the lines as they were typed: lower case, spaces and dashes are fine. */
export async function readSheet(lines: readonly string[]): Promise<SheetReading> {
  const read = readPaperLines(lines)
  if ('wrongLines' in read) return { ...read, incomplete: read.wrongLines.length === 0 }
  const sheet = await readSheetBytes(read.bytes)
  return sheet ? { sheet } : { wrongLines: [], incomplete: true }
}

/** Reads the text of the sheet's QR code; `null` for any other. */
export async function readSheetQr(text: string): Promise<RecoverySheet | null> {
  const bytes = text.startsWith(qrPrefix) ? paperBytes(text.slice(qrPrefix.length)) : null
  return bytes && readSheetBytes(bytes)
}

export interface Recovery {
  members: Members
  /** The sheet as an author, with all keys that were given to it. */
  author: Omit<Secrets, 'pageKey'>
}

/**
 * What the sheet can do with the statements that are known so far: read more with `keys`, and, once the root is there,
 * act. Called again with what the keys opened, until there is no more: the sheet's admission, which its printed key
 * opens, holds the keys before it, and each membership epoch is told under the one before.
 * Rejects with `not-an-admin` when nothing is missing and the sheet was removed or never admitted.
 */
export async function recover(sheet: RecoverySheet, statements: readonly Statement[]): Promise<{ keys: Secrets['keys']; recovery: Recovery | null }> {
  const device = await sheetDevice(sheet)
  const reading = await keysToReadWith(device, statements)
  const root = statements.find(({ hash, body }) => body.type === 'found' && sameBytes(fromBase64url(hash).subarray(0, rootBytes), sheet.root))
  const members = root && computeMembers(statements, root.hash)
  const own = members?.devices.get(device.device)
  const isAdmin = own?.removedAt === null && own.role === 'admin'
  if (members?.missing.length === 0 && !isAdmin) throw new PortError('not-an-admin', 'the sheet does not belong')
  if (!members || !isAdmin) return { keys: reading, recovery: null }
  const { keys } = await openKeys(device, members)
  return { keys: reading, recovery: { members, author: { ...device, keys } } }
}

/** Admits the device at hand by the sheet's power. A used sheet is then replaced: a new one made, this one removed. */
export function admitBySheet({ members, author }: Recovery, device: Pick<Secrets, 'device' | 'signing' | 'exchange'>, name: string, at: number): Promise<Statement> {
  return admitDevice(author, members, { device: device.device, signing: device.signing.public, exchange: device.exchange.public, role: 'admin', name }, at)
}

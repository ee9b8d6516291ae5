/**
 * A section as one file under a passphrase of its own: what opens it, then its sealed files, then the frames of its journal.
 * Invariant: what comes out is all that went in, in its order, or an error. A file that was cut short, put together from
 * two, reordered or altered is never taken for a smaller or another section: chunks are sealed one by one under a key of
 * this file only, each with its number, the last one marked as such and holding the totals (the STREAM construction:
 * Hoang, Reyhanitabar, Rogaway, Vizár, 2015).
 *
 * Bytes: docs/formats/backup.md. No private key of a device is ever in the file: who restores it becomes a new device.
 */
import { joinBytes } from '../domain/bytes'
import { isId, type SectionId } from '../domain/ids'
import { crc32 } from '../domain/crc32'
import { maxPayloadLength } from '../log/frame'
import { PortError } from '../ports/errors'
import { isFileName } from '../ports/files'
import { decrypt, deriveAesKey, encrypt, nonceBytes, randomBytes } from '../sealing/aes'
import { unwrapPlaintext, wrapPlaintext } from '../sealing/envelope'
import { argon, argonCeiling, compartments, decodeJson, encodeJson, passphraseKey, shortestPassphrase, type Secrets, type Signer } from '../sealing/vault'

export interface BackupHeader {
  section: SectionId
  /** When the section was created, and when the backup was made: ms since 1970. */
  createdAt: number
  madeAt: number
  people: number
  name: string
  keys: Secrets['keys']
  /** Every device whose entries are in the journal, the one that made the backup included. */
  signers: Signer[]
  /** Of a section that is shared: the statement that founded it, see `Secrets`. */
  root?: string
  /** Sealed files of the library (core/ports/files.ts), in the order in which they come; left out where there is none. */
  files?: { name: string; bytes: number }[]
}

/** A file that is read by pieces. */
export interface ByteSource {
  size: number
  /** Exactly these bytes; rejects when they can't be read. */
  read(offset: number, length: number): Promise<Uint8Array>
}

export interface OpenBackup {
  header: BackupHeader
  /**
   * The frames, a chunk at a time; `done` in bytes of the file. Every chunk is verified before it is given, and only when
   * this ends without an error was the file whole. Rejects with `backup-damaged`. `takeFile` is given the sealed files, piece
   * by piece in their order, before the first frame.
   */
  frames(takeFile?: (piece: FilePiece) => Promise<void>): AsyncGenerator<{ payloads: Uint8Array[]; done: number }>
}

export interface FilePiece {
  name: string
  offset: number
  bytes: Uint8Array
  last: boolean
}

/** The key of a file from its passphrase; tests put a quick one in its place. */
type DeriveKey = typeof passphraseKey

const magic = [0x50, 0x45, 0x52, 0x4d, 0x53, 0x41, 0x56, 0x45] // PERMSAVE
/** The second has files before its frames. One without files is written as the first, which earlier versions of the app read. */
const formatVersions = { plain: 1, withFiles: 2 }
/** Bytes of a file in one payload. */
const filePiece = 512 * 1024
const saltBytes = 16
/** Magic, version, passes, memory in KiB, salt. */
const prologueLength = 8 + 4 + 4 + 4 + saltBytes
const purpose = 'permanence backup 1'
/** Bytes of frames sealed at a time: little memory on both sides, and few tags. */
const chunkLength = 1024 * 1024
/** No header of ours comes near: 26,000 files of a library take a megabyte of it. */
const longestHeader = 64 * 1024 * 1024
const totalsLength = 16
const tagLength = 16

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function u32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  values.forEach((value, at) => view(bytes).setUint32(4 * at, value, true))
  return bytes
}

/** Seals and opens the chunks of one file, in their order. The key is of this file only, so the number is nonce enough. */
function chunkSeal(key: CryptoKey, prologue: Uint8Array) {
  const nonceOf = (number: number, last: boolean) => {
    const nonce = new Uint8Array(nonceBytes)
    nonce[0] = last ? 1 : 0
    view(nonce).setUint32(8, number, false)
    return nonce
  }
  return {
    seal: (number: number, last: boolean, plaintext: Uint8Array) => encrypt(key, nonceOf(number, last), plaintext, prologue),
    open: (number: number, last: boolean, ciphertext: Uint8Array) => decrypt(key, nonceOf(number, last), ciphertext, prologue),
  }
}

/**
 * The bytes of a backup, in pieces of about a megabyte. `frames` are payloads of the journal in its order; `readFile` gives any
 * part of the files that the header names. Throws `passphrase-too-short`, and `file-damaged` where a file gives less than was said.
 */
export async function* writeBackup(
  header: BackupHeader,
  frames: AsyncIterable<readonly Uint8Array[]>,
  passphrase: string,
  derive: DeriveKey = passphraseKey,
  readFile: (name: string, offset: number, length: number) => Promise<Uint8Array> = () => Promise.reject(new PortError('file-not-here')),
): AsyncGenerator<Uint8Array> {
  if ([...passphrase].length < shortestPassphrase) throw new PortError('passphrase-too-short')
  const salt = randomBytes(saltBytes)
  const prologue = joinBytes(Uint8Array.from(magic), u32(header.files?.length ? formatVersions.withFiles : formatVersions.plain, argon.passes, argon.memory / 1024), salt)
  const key = await deriveAesKey(await derive(passphrase, salt, argon), salt, purpose)
  const { seal } = chunkSeal(key, prologue)

  const sealedHeader = await seal(0, false, await wrapPlaintext(encodeJson(header)))
  const start = joinBytes(prologue, u32(sealedHeader.length), sealedHeader)
  // Not for safety, which the seal gives: it tells a damaged beginning from a wrong passphrase.
  yield joinBytes(start, u32(crc32(start, 0, start.length)))

  let number = 1
  let count = 0
  let bytes = 0
  let held: Uint8Array[] = []
  let length = 0
  async function chunk(last: boolean, plaintext: Uint8Array): Promise<Uint8Array> {
    const sealed = await seal(number++, last, plaintext)
    return joinBytes(u32(sealed.length), sealed)
  }
  async function* payloadsOfAll(): AsyncGenerator<readonly Uint8Array[]> {
    for (const { name, bytes: all } of header.files ?? []) {
      for (let at = 0; at < all; at += filePiece) {
        const length = Math.min(filePiece, all - at)
        const piece = await readFile(name, at, length)
        // A backup that says another length than it holds opens for nobody.
        if (piece.length !== length) throw new PortError('file-damaged', 'shorter than it was')
        yield [piece]
      }
    }
    yield* frames
  }
  for await (const payloads of payloadsOfAll()) {
    for (const payload of payloads) {
      held.push(u32(payload.length), payload)
      length += 4 + payload.length
      bytes += payload.length
      count++
      if (length < chunkLength) continue
      yield await chunk(false, joinBytes(...held))
      held = []
      length = 0
    }
  }
  if (held.length > 0) yield await chunk(false, joinBytes(...held))
  const totals = new Uint8Array(totalsLength)
  view(totals).setBigUint64(0, BigInt(count), true)
  view(totals).setBigUint64(8, BigInt(bytes), true)
  yield await chunk(true, totals)
}

const damaged = (what: string) => new PortError('backup-damaged', what)

/** Rejects with `not-a-backup`, `backup-newer`, `backup-damaged` or `wrong-passphrase`. Nothing but the header is read yet. */
export async function openBackup(source: ByteSource, passphrase: string, derive: DeriveKey = passphraseKey): Promise<OpenBackup> {
  const known = Math.min(source.size, prologueLength + 4)
  const beginning = await source.read(0, known)
  if (magic.some((byte, at) => beginning[at] !== byte)) throw new PortError('not-a-backup')
  if (known < prologueLength + 4) throw damaged('cut in its prologue')
  const [version, passes, memory] = [8, 12, 16].map((at) => view(beginning).getUint32(at, true)) as [number, number, number]
  if (version > formatVersions.withFiles) throw new PortError('backup-newer')
  const headerLength = view(beginning).getUint32(prologueLength, true)
  const headerEnd = prologueLength + 4 + headerLength
  if (version < formatVersions.plain || headerLength > longestHeader || headerEnd + 4 > source.size) throw damaged('header')
  const start = await source.read(0, headerEnd + 4)
  if (view(start).getUint32(headerEnd, true) !== crc32(start, 0, headerEnd)) throw damaged('header checksum')
  const cost = { passes, memory: memory * 1024 }
  // More would only exhaust the machine; less is never written.
  if (passes < 1 || passes > argonCeiling.passes || cost.memory < 8 * 1024 || cost.memory > argonCeiling.memory) throw damaged('key derivation costs')

  const prologue = start.subarray(0, prologueLength)
  const salt = prologue.slice(prologueLength - saltBytes)
  const { open } = chunkSeal(await deriveAesKey(await derive(passphrase, salt, cost), salt, purpose), prologue)
  const sealed = await open(0, false, start.subarray(prologueLength + 4, headerEnd)).catch(() => Promise.reject(new PortError('wrong-passphrase')))
  const header = await readHeader(sealed)

  async function* frames(takeFile: (piece: FilePiece) => Promise<void> = async () => {}): AsyncGenerator<{ payloads: Uint8Array[]; done: number }> {
    const pieces = piecesOf(header.files ?? [])
    let at = headerEnd + 4
    let count = 0n
    let bytes = 0n
    for (let number = 1; ; number++) {
      if (at + 4 > source.size) throw damaged('no end')
      const length = view(await source.read(at, 4)).getUint32(0, true)
      at += 4
      if (length < tagLength || length > maxPayloadLength + chunkLength || at + length > source.size) throw damaged('chunk cut short')
      const ciphertext = await source.read(at, length)
      at += length
      const last = at === source.size
      const plaintext = await open(number, last, ciphertext).catch(() => Promise.reject(damaged(`chunk ${number}`)))
      if (last) {
        if (plaintext.length !== totalsLength || view(plaintext).getBigUint64(0, true) !== count || view(plaintext).getBigUint64(8, true) !== bytes) throw damaged('totals')
        if (pieces.length > 0) throw damaged('files')
        return
      }
      const payloads = splitFrames(plaintext)
      count += BigInt(payloads.length)
      for (const payload of payloads) bytes += BigInt(payload.length)
      const ofFiles = pieces.splice(0, payloads.length)
      for (const [place, { length: wanted, ...piece }] of ofFiles.entries()) {
        if (payloads[place]!.length !== wanted) throw damaged('file')
        await takeFile({ ...piece, bytes: payloads[place]! })
      }
      yield { payloads: payloads.slice(ofFiles.length), done: at }
    }
  }
  return { header, frames }
}

/** Every piece of the files, as they come. */
const piecesOf = (files: NonNullable<BackupHeader['files']>) =>
  files.flatMap(({ name, bytes }) => Array.from({ length: Math.ceil(bytes / filePiece) }, (_, at) => ({ name, offset: at * filePiece, length: Math.min(filePiece, bytes - at * filePiece), last: (at + 1) * filePiece >= bytes })))

function splitFrames(plaintext: Uint8Array): Uint8Array[] {
  const payloads: Uint8Array[] = []
  for (let at = 0; at < plaintext.length; ) {
    if (at + 4 > plaintext.length) throw damaged('frame')
    const length = view(plaintext).getUint32(at, true)
    at += 4
    if (at + length > plaintext.length) throw damaged('frame')
    payloads.push(plaintext.slice(at, at + length))
    at += length
  }
  return payloads
}

/** As much as a relay takes, and more; see docs/sync/protocol.md. */
const largestFile = 1024 * 1024 * 1024
const isWholeFile = ({ name, bytes }: { name: string; bytes: number }) => isFileName(name) && Number.isSafeInteger(bytes) && bytes > 0 && bytes <= largestFile

/** Whoever made the file knew its passphrase, and may have written anything. */
async function readHeader(sealed: Uint8Array): Promise<BackupHeader> {
  try {
    const { section, createdAt, madeAt, people, name, keys, signers, root, files = [] } = decodeJson(await unwrapPlaintext(sealed)) as BackupHeader
    const isKey = (bytes: unknown) => bytes instanceof Uint8Array && bytes.length === 32
    const numbers = [createdAt, madeAt, people].every((number) => Number.isSafeInteger(number) && number >= 0)
    const epochs = compartments.every((compartment) => keys[compartment].length > 0 && keys[compartment].every(({ epoch, key }) => Number.isSafeInteger(epoch) && isKey(key)))
    const devices = signers.length > 0 && signers.every(({ device, public: key }) => isId(device) && isKey(key))
    if (!isId(section) || !numbers || !epochs || !devices || typeof name !== 'string' || !files.every(isWholeFile)) throw new TypeError('not a header')
    const held = Object.fromEntries(compartments.map((compartment) => [compartment, keys[compartment].map(({ epoch, key }) => ({ epoch, key }))])) as Secrets['keys']
    return { section, createdAt, madeAt, people, name, keys: held, signers: signers.map(({ device, public: key }) => ({ device, public: key })), ...(typeof root === 'string' ? { root } : {}), ...(files.length > 0 ? { files: files.map(({ name: file, bytes }) => ({ name: file, bytes })) } : {}) }
  } catch {
    throw damaged('header does not read')
  }
}

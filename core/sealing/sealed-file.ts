/**
 * A file of any length as ciphertext: cut into pieces, each AES-256-GCM under the file's own random key. The key stands in the
 * record that names the file, so whoever can't open the record can't open the file, and a file needs no new sealing when the
 * section's keys are renewed.
 * Invariant: pieces can't be left out, repeated or put in another order, and an end can't be cut off: the number of a piece and
 * whether it is the last are in its nonce (as in the STREAM construction, Hoang et al. 2015). No nonce is used twice, as a key
 * seals one file. The length is padded, and stands sealed at the beginning.
 *
 * Bytes, version 1: `PF1\n`, then pieces of 256 KiB (the last one shorter), each with its tag of 16 bytes. What the pieces hold:
 * length (8 bytes, little endian), the content, zeros.
 */
import { PortError } from '../ports/errors'
import { decrypt, encrypt, importAesKey, nonceBytes, randomBytes } from './aes'
import { paddedLength } from './envelope'

const mark = new TextEncoder().encode('PF1\n')
const pieceBytes = 256 * 1024
const tagBytes = 16
const lengthBytes = 8
const nothing = new Uint8Array(0)

export const newFileKey = (): Uint8Array => randomBytes(32)

function nonceOf(piece: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(nonceBytes)
  new DataView(nonce.buffer).setUint32(4, piece)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** How many bytes a content of this length takes once sealed. */
export function sealedLength(length: number): number {
  const padded = paddedLength(lengthBytes + length)
  return mark.length + padded + Math.ceil(padded / pieceBytes) * tagBytes
}

/** Seals a content under a key that has sealed nothing else. */
export async function sealFile(content: Uint8Array, secret: Uint8Array): Promise<Uint8Array> {
  const key = await importAesKey(secret)
  const padded = paddedLength(lengthBytes + content.length)
  const pieces = Math.ceil(padded / pieceBytes)
  const sealed = new Uint8Array(sealedLength(content.length))
  sealed.set(mark)
  let at = mark.length
  for (let piece = 0; piece < pieces; piece++) {
    const from = piece * pieceBytes
    const plain = new Uint8Array(Math.min(pieceBytes, padded - from))
    if (piece === 0) new DataView(plain.buffer).setBigUint64(0, BigInt(content.length), true)
    const shift = piece === 0 ? lengthBytes : 0
    plain.set(content.subarray(Math.max(0, from - lengthBytes), Math.max(0, from + plain.length - lengthBytes)), shift)
    const cipher = await encrypt(key, nonceOf(piece, piece === pieces - 1), plain, nothing)
    sealed.set(cipher, at)
    at += cipher.length
  }
  return sealed
}

/** The content again. Rejects with `file-damaged` for anything that is not the whole of what this key sealed. */
export async function openFile(sealed: Uint8Array, secret: Uint8Array): Promise<Uint8Array> {
  const damaged = (detail: string) => new PortError('file-damaged', detail)
  if (!mark.every((byte, at) => sealed[at] === byte)) throw damaged('no sealed file')
  const key = await importAesKey(secret)
  const whole = sealed.length - mark.length
  const pieces = Math.ceil(whole / (pieceBytes + tagBytes))
  const plain = new Uint8Array(Math.max(0, whole - pieces * tagBytes))
  for (let piece = 0; piece < pieces; piece++) {
    const from = mark.length + piece * (pieceBytes + tagBytes)
    const cipher = sealed.subarray(from, from + pieceBytes + tagBytes)
    if (cipher.length <= tagBytes) throw damaged('too short')
    const opened = await decrypt(key, nonceOf(piece, piece === pieces - 1), cipher, nothing).catch(() => Promise.reject(damaged('does not open')))
    plain.set(opened, piece * pieceBytes)
  }
  if (plain.length < lengthBytes) throw damaged('too short')
  const length = Number(new DataView(plain.buffer).getBigUint64(0, true))
  if (length > plain.length - lengthBytes) throw damaged('length past its end')
  return plain.subarray(lengthBytes, lengthBytes + length)
}

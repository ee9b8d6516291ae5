/**
 * Sealed files of a section: what is too large for a record. Each is named by the SHA-256 of its bytes (base64url), here as at
 * the relay, so that a name that is there says what is there.
 * Invariant: under a name there is nothing, or all of it, durable; a part that was cut is gone on with where it ended. What comes
 * here is ciphertext.
 */
import { toBase64url } from '../domain/base64url'
import { joinBytes } from '../domain/bytes'
import { PortError } from './errors'

export interface FileStore {
  /** Every whole file and every part. */
  list(): Promise<readonly { name: string; bytes: number; whole: boolean }[]>
  /** Bytes of a file that are there, and whether that is all; `null` = nothing of it. */
  size(name: string): Promise<{ bytes: number; whole: boolean } | null>
  /**
   * Puts bytes at `offset`, which is how much of the part is there: 0 begins it anew. With `last` the file is whole: fsynced, and
   * checked against its name. Rejects with `disk-full` or `file-not-written`, what was there stays; with `file-damaged` for what is
   * not of that name, and then its part is gone.
   */
  write(name: string, offset: number, bytes: Uint8Array, last: boolean): Promise<void>
  /** At most `length` bytes of a whole file from `offset` on. Rejects with `file-not-here`. */
  read(name: string, offset: number, length: number): Promise<Uint8Array>
  /** Takes files out, and their parts. */
  remove(names: readonly string[]): Promise<void>
  /** Whether a file is there, whole, with the very bytes that its name says: disks damage what lies on them, and say nothing. */
  verify(name: string): Promise<boolean>
}

/** A file's name: 43 letters of base64url, which is what 32 bytes come to. */
export const isFileName = (name: unknown): name is string => typeof name === 'string' && /^[A-Za-z0-9_-]{43}$/.test(name)

/** A file store in memory, for tests and for tools without a window. */
export function memoryFiles(): FileStore {
  const files = new Map<string, { bytes: Uint8Array; whole: boolean }>()
  const sizeOf = (name: string) => {
    const file = files.get(name)
    return file ? { bytes: file.bytes.length, whole: file.whole } : null
  }
  return {
    list: async () => [...files.keys()].map((name) => ({ name, ...sizeOf(name)! })),
    size: async (name) => sizeOf(name),
    async write(name, offset, bytes, last) {
      const known = files.get(name)
      if (known?.whole) return
      const before = offset === 0 ? new Uint8Array(0) : known?.bytes
      if (before?.length !== offset) throw new PortError('file-not-written', 'another end')
      const all = joinBytes(before, bytes)
      if (last && (await fileName(all)) !== name) {
        files.delete(name)
        throw new PortError('file-damaged', 'another name')
      }
      files.set(name, { bytes: all, whole: last })
    },
    async read(name, offset, length) {
      const file = files.get(name)
      if (!file?.whole) throw new PortError('file-not-here')
      return file.bytes.slice(offset, offset + length)
    },
    async remove(names) {
      for (const name of names) files.delete(name)
    },
    async verify(name) {
      const file = files.get(name)
      return file?.whole === true && (await fileName(file.bytes)) === name
    },
  }
}

/** What a sealed file with these bytes is called. */
export async function fileName(bytes: Uint8Array): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
}

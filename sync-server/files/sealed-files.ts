/**
 * Sealed files, named by the SHA-256 of their bytes. Invariant: under a file's name there is either nothing or all of it, fsynced
 * and checked against its name; a part that was cut is gone on with where it ended. A name has been checked before it comes here,
 * and is written in hexadecimal, so that systems that do not tell letters' case apart keep two files apart.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileSize {
  bytes: number
  whole: boolean
}

type Appended =
  | { code: 'appended' | 'whole'; offset: number }
  | { code: 'conflict'; offset: number }
  | { code: 'disk-full' | 'wrong-hash' | 'cut' | 'too-large' }

/** Parts that nobody has gone on with for so long are dropped: milliseconds. */
const partAge = 7 * 24 * 3600 * 1000

const hex = (id: string) => Buffer.from(id, 'base64url').toString('hex')

export interface SealedFiles {
  size(section: string, hash: string): Promise<FileSize | null>
  path(section: string, hash: string): string
  /** Appends at `offset`; at most up to `length` bytes, the whole file's. One writer a file at a time: another meets `conflict`. */
  append(section: string, hash: string, offset: number, length: number, pieces: AsyncIterable<Uint8Array>): Promise<Appended>
  /** A section's whole files, at most `most` of them, in the order of their names, after one of them. */
  list(section: string, after: string, most: number): Promise<string[]>
  /** Bytes a section's files and parts take. */
  sections(): Promise<Map<string, number>>
}

export async function openSealedFiles(folder: string, hasRoom: () => Promise<boolean>): Promise<SealedFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const writing = new Set<string>()
  const folderOf = (section: string) => join(folder, hex(section))
  const path = (section: string, hash: string) => join(folderOf(section), hex(hash))
  const sizeOf = async (file: string) => (await stat(file).catch(() => null))?.size ?? null

  async function size(section: string, hash: string): Promise<FileSize | null> {
    const whole = await sizeOf(path(section, hash))
    if (whole !== null) return { bytes: whole, whole: true }
    const part = await sizeOf(`${path(section, hash)}.part`)
    return part === null ? null : { bytes: part, whole: false }
  }

  async function write(part: string, offset: number, length: number, pieces: AsyncIterable<Uint8Array>): Promise<{ end: number; fault: 'cut' | 'disk-full' | 'too-large' | null }> {
    const handle = await open(part, offset === 0 ? 'w' : 'r+', 0o600)
    let end = offset
    let fault: 'cut' | 'disk-full' | 'too-large' | null = null
    try {
      for await (const piece of pieces) {
        if (end + piece.length > length) {
          fault = 'too-large'
          break
        }
        try {
          if (!(await hasRoom())) throw new Error('kept free')
          for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done, piece.length - done, end + done)).bytesWritten
        } catch {
          fault = 'disk-full'
          break
        }
        end += piece.length
      }
    } catch {
      fault = 'cut'
    }
    try {
      await handle.truncate(end)
      await handle.sync()
    } catch {
      fault ??= 'disk-full'
    } finally {
      await handle.close()
    }
    return { end, fault }
  }

  async function finish(section: string, hash: string): Promise<boolean> {
    const part = `${path(section, hash)}.part`
    const digest = createHash('sha256')
    for await (const piece of createReadStream(part)) digest.update(piece as Buffer)
    if (digest.digest('base64url') !== hash) {
      await rm(part)
      return false
    }
    await rename(part, path(section, hash))
    const holder = await open(folderOf(section), 'r')
    await holder.sync().finally(() => holder.close())
    return true
  }

  async function append(section: string, hash: string, offset: number, length: number, pieces: AsyncIterable<Uint8Array>): Promise<Appended> {
    const known = await size(section, hash)
    if (known?.whole) return { code: 'whole', offset: known.bytes }
    if (offset !== (known?.bytes ?? 0)) return { code: 'conflict', offset: known?.bytes ?? 0 }
    await mkdir(folderOf(section), { recursive: true, mode: 0o700 })
    const { end, fault } = await write(`${path(section, hash)}.part`, offset, length, pieces)
    if (fault) return { code: fault }
    if (end < length) return { code: 'appended', offset: end }
    return (await finish(section, hash)) ? { code: 'whole', offset: end } : { code: 'wrong-hash' }
  }

  return {
    size,
    path,
    async append(section, hash, offset, length, pieces) {
      const file = path(section, hash)
      if (writing.has(file)) return { code: 'conflict', offset: (await size(section, hash))?.bytes ?? 0 }
      writing.add(file)
      try {
        return await append(section, hash, offset, length, pieces)
      } finally {
        writing.delete(file)
      }
    },
    async list(section, after, most) {
      const all: string[] = await readdir(folderOf(section)).catch(() => [])
      return all.filter((file) => /^[0-9a-f]{64}$/.test(file)).map((file) => Buffer.from(file, 'hex').toString('base64url')).filter((name) => name > after).sort().slice(0, most)
    },
    async sections() {
      const taken = new Map<string, number>()
      for (const name of await readdir(folder)) {
        let bytes = 0
        for (const file of await readdir(join(folder, name))) {
          const { size: fileBytes, mtimeMs } = await stat(join(folder, name, file))
          if (file.endsWith('.part') && Date.now() - mtimeMs > partAge) await rm(join(folder, name, file))
          else bytes += fileBytes
        }
        taken.set(Buffer.from(name, 'hex').toString('base64url'), bytes)
      }
      return taken
    },
  }
}

/**
 * The sealed files of a section on the disk: `files/` in its folder, beside the journal and not in IndexedDB, which Chromium was
 * seen to lose whole on a full disk: a tract that only this computer has must outlive that (docs/decisions/018).
 * Invariants: see core/ports/files.ts. Names are written in hexadecimal, as some systems do not tell letters' case apart.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PortError } from '#core/ports/errors'
import { isFileName, type FileStore } from '#core/ports/files'
import { diskError, syncFolder, systemCode } from './durable-file'
import { writeAll } from './journal-file'

const partEnding = '.part'
/** Bytes read at a time to check a file. */
const checkedAtOnce = 1024 * 1024

const hex = (name: string): string => {
  if (!isFileName(name)) throw new PortError('unexpected', 'no name of a file')
  return Buffer.from(name, 'base64url').toString('hex')
}

export function sectionFiles(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, hex(name))
  const partOf = (name: string) => pathOf(name) + partEnding
  const bytesAt = async (path: string) => (await stat(path).catch(() => null))?.size ?? null

  async function size(name: string): Promise<{ bytes: number; whole: boolean } | null> {
    const whole = await bytesAt(pathOf(name))
    if (whole !== null) return { bytes: whole, whole: true }
    const part = await bytesAt(partOf(name))
    return part === null ? null : { bytes: part, whole: false }
  }

  async function append(name: string, offset: number, bytes: Uint8Array, last: boolean): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const part = partOf(name)
    const handle = await open(part, offset === 0 ? 'w+' : 'r+', 0o600)
    try {
      await writeAll(handle, bytes, offset)
      await handle.truncate(offset + bytes.length)
      if (!last) return
      await handle.sync()
      const digest = createHash('sha256')
      const piece = Buffer.alloc(checkedAtOnce)
      for (let at = 0, read = 1; read > 0; at += read) {
        ;({ bytesRead: read } = await handle.read(piece, 0, piece.length, at))
        digest.update(piece.subarray(0, read))
      }
      if (digest.digest('base64url') !== name) throw new PortError('file-damaged', 'another name')
    } finally {
      await handle.close()
    }
    await rename(part, pathOf(name))
    await syncFolder(folder)
  }

  return {
    async list() {
      const names: string[] = await readdir(folder).catch(() => [])
      const all = await Promise.all(
        names.map(async (file) => {
          const name = Buffer.from(file.replace(partEnding, ''), 'hex').toString('base64url')
          const bytes = isFileName(name) ? await bytesAt(join(folder, file)) : null
          return bytes === null ? [] : [{ name, bytes, whole: !file.endsWith(partEnding) }]
        }),
      )
      return all.flat()
    },
    size,
    async write(name, offset, bytes, last) {
      try {
        const known = await size(name)
        if (known?.whole) return
        if (offset !== 0 && known?.bytes !== offset) throw new PortError('file-not-written', 'another end')
        await append(name, offset, bytes, last)
      } catch (error) {
        if (error instanceof PortError && error.code === 'file-damaged') await rm(partOf(name), { force: true })
        throw diskError(error, 'file-not-written')
      }
    },
    async read(name, offset, length) {
      const handle = await open(pathOf(name), 'r').catch((error: unknown) => Promise.reject(new PortError('file-not-here', systemCode(error))))
      try {
        const { size: bytes } = await handle.stat()
        const piece = new Uint8Array(Math.max(0, Math.min(length, bytes - offset)))
        for (let at = 0, read = 1; at < piece.length && read > 0; at += read) ({ bytesRead: read } = await handle.read(piece, at, piece.length - at, offset + at))
        return piece
      } finally {
        await handle.close()
      }
    },
    async remove(names) {
      for (const name of names) {
        await rm(pathOf(name), { force: true })
        await rm(partOf(name), { force: true })
      }
    },
  }
}

/**
 * The sealed files of a section on the disk: `files/` in its folder, beside the journal and not in IndexedDB, which Chromium was
 * seen to lose whole on a full disk: a tract that only this computer has must outlive that (docs/decisions/018).
 * Invariants: see core/ports/files.ts. Names are written in hexadecimal, as some systems do not tell letters' case apart. One
 * writes a file at a time: a part that two wrote at once was seen to be cut short under the name of a whole file.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
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

/** The SHA-256 of all that is in a file, base64url. */
async function digestOf(handle: FileHandle): Promise<string> {
  const digest = createHash('sha256')
  const piece = Buffer.alloc(checkedAtOnce)
  for (let at = 0, read = 1; read > 0; at += read) {
    ;({ bytesRead: read } = await handle.read(piece, 0, piece.length, at))
    digest.update(piece.subarray(0, read))
  }
  return digest.digest('base64url')
}

export function sectionFiles(folder: string): FileStore {
  /** What is being done with a file, by its name: the next waits for it. */
  const under = new Map<string, Promise<unknown>>()

  function inTurn<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const done = (under.get(name) ?? Promise.resolve()).then(work, work)
    const settled = done.then(() => {}, () => {}).then(() => {
      if (under.get(name) === settled) under.delete(name)
    })
    under.set(name, settled)
    return done
  }

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
    // The folder's own name must outlive a power cut as well.
    if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(dirname(folder))
    const part = partOf(name)
    const handle = await open(part, offset === 0 ? 'w+' : 'r+', 0o600)
    try {
      await writeAll(handle, bytes, offset)
      await handle.truncate(offset + bytes.length)
      if (!last) return
      await handle.sync()
      if ((await digestOf(handle)) !== name) throw new PortError('file-damaged', 'another name')
    } finally {
      await handle.close()
    }
    await rename(part, pathOf(name))
    await syncFolder(folder)
  }

  return {
    async list() {
      // A folder that can't be read is not an empty one: a backup would hold no file, and say nothing.
      const names: string[] = await readdir(folder).catch((error: unknown) => (systemCode(error) === 'ENOENT' ? [] : Promise.reject(diskError(error, 'unexpected'))))
      const all = await Promise.all(
        names.map(async (file) => {
          const ours = /^([0-9a-f]{64})(\.part)?$/.exec(file)
          const name = Buffer.from(ours?.[1] ?? '', 'hex').toString('base64url')
          const bytes = ours ? await bytesAt(join(folder, file)) : null
          return bytes === null ? [] : [{ name, bytes, whole: !file.endsWith(partEnding) }]
        }),
      )
      return all.flat()
    },
    size,
    write: (name, offset, bytes, last) =>
      inTurn(name, async () => {
        try {
          const known = await size(name)
          if (known?.whole) return
          if (offset !== 0 && known?.bytes !== offset) throw new PortError('file-not-written', 'another end')
          await append(name, offset, bytes, last)
        } catch (error) {
          if (error instanceof PortError && error.code === 'file-damaged') await rm(partOf(name), { force: true })
          throw diskError(error, 'file-not-written')
        }
      }),
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
      for (const name of names)
        await inTurn(name, async () => {
          await rm(pathOf(name), { force: true })
          await rm(partOf(name), { force: true })
        })
    },
    verify: (name) =>
      inTurn(name, async () => {
        const handle = await open(pathOf(name), 'r').catch(() => null)
        if (!handle) return false
        try {
          return (await digestOf(handle)) === name
        } catch {
          // The disk does not give it any more.
          return false
        } finally {
          await handle.close()
        }
      }),
  }
}

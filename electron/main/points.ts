/**
 * What restore points need of the disk: `points/` in a section's folder, with the sealed list and, by generation, the
 * journal's file as it was. A generation is only ever appended to, so a hard link holds all its points and takes no room
 * until the journal is rewritten; where a file system has no links, it is a copy.
 * Invariant: a generation that the list on the disk names is there; the list is replaced whole.
 */
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { idFromBytes, isId } from '#core/domain/ids'
import { withNativeCrc } from '#core/log/crc32'
import { decodeFileHeader, fileHeaderLength } from '#core/log/frame'
import { placesFrom } from '#core/log/places'
import type { FramePlace } from '#core/log/scan'
import { PortError } from '#core/ports/errors'
import type { JournalFrame } from '#core/ports/journal'
import { diskError, isDiskFull, syncFolder, systemCode, writeFileDurably } from './durable-file'
import { readPlaces, readSome, scanJournalFile } from './journal-file'

export const generationSchema = z.custom<string>(isId)

export interface PointFiles {
  read(): Promise<Uint8Array | null>
  /** `present` is the generation of the journal now; it is kept when it is among `generations`. Rejects with `disk-full` or `journal-failed`. */
  write(list: Uint8Array, generations: readonly string[], present: string): Promise<void>
  /** Rejects with `point-gone` for a generation that is not kept. */
  readFrom(generation: string, offset: number, maxBytes: number): Promise<{ frames: JournalFrame[]; next: number | null }>
  /** Bytes of the generations that the journal itself does not hold. */
  sizes(): Promise<{ generation: string; bytes: number }[]>
  close(): Promise<void>
}

const extension = '.journal'

export function pointFiles(folder: string): PointFiles {
  const journal = join(folder, 'journal.bin')
  const points = join(folder, 'points')
  const fileOf = (generation: string) => join(points, `${generation}${extension}`)
  let reading: { generation: string; handle: FileHandle; places: FramePlace[] } | null = null

  async function close(): Promise<void> {
    const closing = reading
    reading = null
    await closing?.handle.close()
  }

  /** The journal's file under a second name, of this generation or not at all. */
  async function keepPresent(generation: string): Promise<void> {
    const path = fileOf(generation)
    const [there, now] = await Promise.all([stat(path).catch(() => null), stat(journal)])
    if (there?.ino === now.ino && there.dev === now.dev && there.ino !== 0) return
    const beside = `${path}.part`
    await rm(beside, { force: true })
    await link(journal, beside).catch((error: unknown) => {
      if (isDiskFull(error)) throw error
      return copyFile(journal, beside)
    })
    if ((await generationOf(beside)) !== generation) {
      await rm(beside, { force: true })
      throw new PortError('journal-failed', 'rewritten meanwhile')
    }
    await rename(beside, path)
    // Two names of one file: renaming one over the other does nothing.
    await rm(beside, { force: true })
  }

  return {
    read: () => readFile(join(points, 'list')).then((bytes) => new Uint8Array(bytes), () => null),
    async write(list, generations, present) {
      try {
        await close()
        await mkdir(points, { recursive: true, mode: 0o700 })
        if (generations.includes(present)) await keepPresent(present)
        await syncFolder(points)
        await writeFileDurably(join(points, 'list'), list)
        const kept = new Set(generations.map((generation) => `${generation}${extension}`))
        for (const name of await readdir(points)) if (name !== 'list' && !kept.has(name)) await rm(join(points, name), { force: true })
      } catch (error) {
        throw diskError(error, 'journal-failed')
      }
    },
    async readFrom(generation, offset, maxBytes) {
      if (reading?.generation !== generation) {
        await close()
        const handle = await open(fileOf(generation), 'r').catch((error: unknown) => Promise.reject(new PortError('point-gone', systemCode(error))))
        reading = { generation, handle, places: [] }
        reading.places = (await scanJournalFile(handle)).frames
      }
      const { handle, places } = reading
      const some = placesFrom(places, offset, maxBytes)
      return { frames: await readPlaces({ handle }, some.places), next: some.next }
    },
    async sizes() {
      const names: string[] = await readdir(points).catch(() => [])
      const now = await stat(journal).catch(() => null)
      const files = names.filter((name) => name.endsWith(extension)).map(async (name) => {
        const file = await stat(join(points, name)).catch(() => null)
        return file && file.ino !== now?.ino ? [{ generation: name.slice(0, -extension.length), bytes: file.size }] : []
      })
      return (await Promise.all(files)).flat()
    },
    close,
  }
}

async function generationOf(path: string): Promise<string | null> {
  const handle = await open(path, 'r')
  try {
    const header = decodeFileHeader(await readSome(handle, 0, fileHeaderLength), withNativeCrc(crc32))
    return header && idFromBytes(header.generation)
  } finally {
    await handle.close()
  }
}

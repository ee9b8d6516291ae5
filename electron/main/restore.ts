/**
 * A section from a backup, written beside until it is whole. Invariant: it is on this computer with its vault and every
 * frame of its journal, fsynced, or it is not there at all: a full disk or a kill in the middle leaves a folder without a
 * section's name, which the next start removes.
 */
import { link, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PortError } from '#core/ports/errors'
import type { SectionStub } from '#core/ports/host'
import { diskError, syncFolder, writeFileDurably } from './durable-file'
import { createJournalFile, writeBatches, type JournalFile } from './journal-file'
import { takePlaceOf } from './replaced'
import { sectionFiles } from './section-files'
import { stubBytes, unfinished } from './sections'

export interface Restore {
  append(payloads: readonly Uint8Array[]): Promise<void>
  /** A piece of a sealed file. One that is not what its name says is left out. */
  file(name: string, offset: number, bytes: Uint8Array, last: boolean): Promise<void>
  /**
   * With `replace` the section that is there under this id is put aside whole, with `note` (see replaced.ts); without, it
   * makes this reject with `section-exists`.
   */
  commit(replace: boolean, note?: Uint8Array | null): Promise<void>
  /** Does nothing once it is committed. */
  abort(): Promise<void>
}

/**
 * Sealed files of the section that is replaced, as far as the backup lacks them: its records may name them, and this may be the
 * only computer that has them. What can't be taken along stays where it was put aside.
 */
async function takeAlong(from: string, to: string): Promise<void> {
  const [before, after] = [sectionFiles(from), sectionFiles(to)]
  const known = new Set((await after.list()).map(({ name }) => name))
  const lacking = (await before.list().catch(() => [])).filter(({ name, whole }) => whole && !known.has(name))
  if (lacking.length === 0) return
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const { name } of lacking) {
    const file = Buffer.from(name, 'base64url').toString('hex')
    await link(join(from, file), join(to, file)).catch(() => {})
  }
  await syncFolder(to)
}

/** Rejects with `no-room` or `journal-failed`, here and in every call; then nothing is left. */
export async function beginRestore(root: string, stub: SectionStub, vault: Uint8Array): Promise<Restore> {
  const folder = join(root, `${unfinished}restore-${stub.id}`)
  const files = sectionFiles(join(folder, 'files'))
  let file: JournalFile | null = null
  let ended = false

  async function abort(): Promise<void> {
    if (ended) return
    ended = true
    await file?.handle.close().catch(() => {})
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }

  async function attempt<T>(step: () => Promise<T>): Promise<T> {
    if (ended) throw new PortError('journal-failed', 'no restore is running')
    try {
      return await step()
    } catch (error) {
      await abort()
      throw diskError(error, 'journal-failed', 'no-room')
    }
  }

  await attempt(async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    file = await createJournalFile(join(folder, 'journal.bin'))
  })

  return {
    append: (payloads) =>
      attempt(async () => {
        if (payloads.length > 0) await writeBatches(file!, [payloads])
      }),
    file: (name, offset, bytes, last) =>
      attempt(async () => {
        try {
          await files.write(name, offset, bytes, last)
        } catch (error) {
          // A tract that was damaged before the backup was made must not keep a whole section from coming back.
          if (!(error instanceof PortError && error.code === 'file-damaged')) throw error
        }
      }),
    commit: (replace, note) =>
      attempt(async () => {
        if (replace) await takeAlong(join(root, stub.id, 'files'), join(folder, 'files'))
        if (!replace && (await readdir(root)).includes(stub.id)) throw new PortError('section-exists')
        await file!.handle.sync()
        await file!.handle.close()
        await writeFileDurably(join(folder, 'vault'), vault)
        await writeFileDurably(join(folder, 'stub.json'), stubBytes(stub))
        await syncFolder(folder)
        await takePlaceOf(root, stub.id, folder, Date.now(), note)
        ended = true
      }),
    abort,
  }
}

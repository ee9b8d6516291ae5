/**
 * A long file written by pieces where a person chose. Invariant: its name points to the whole file or to what was there
 * before; a failed or abandoned one leaves nothing behind. Mode 0600, like every file that holds people.
 */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PortError } from '#core/ports/errors'
import { diskError, syncFolder } from './durable-file'
import { writeAll } from './journal-file'

export interface StreamedFile {
  append(bytes: Uint8Array): Promise<void>
  /** Fsynced, then put under its name. */
  commit(): Promise<void>
  /** Does nothing once it is committed. */
  abort(): Promise<void>
}

/** Rejects with `no-room` or `file-not-written`, here and in every call; then nothing is left. */
export async function beginFile(path: string): Promise<StreamedFile> {
  const beside = `${path}.${crypto.randomUUID().slice(0, 8)}.part`
  const handle = await open(beside, 'wx', 0o600).catch((error: unknown) => Promise.reject(diskError(error, 'file-not-written', 'no-room')))
  let length = 0
  let ended = false

  async function abort(): Promise<void> {
    if (ended) return
    ended = true
    await handle.close().catch(() => {})
    await rm(beside, { force: true }).catch(() => {})
  }

  async function attempt(step: () => Promise<void>): Promise<void> {
    if (ended) throw new PortError('file-not-written', 'ended')
    try {
      await step()
    } catch (error) {
      await abort()
      throw diskError(error, 'file-not-written', 'no-room')
    }
  }

  return {
    append: (bytes) =>
      attempt(async () => {
        await writeAll(handle, bytes, length)
        length += bytes.length
      }),
    commit: () =>
      attempt(async () => {
        await handle.sync()
        await handle.close()
        await rename(beside, path)
        ended = true
        // The file is there whole; a folder that can't be synced (some network shares) takes nothing from it.
        await syncFolder(dirname(path)).catch(() => {})
      }),
    abort,
  }
}

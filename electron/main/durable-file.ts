/**
 * Files that survive a power cut: contents are fsynced before a name points to them, and the folder after.
 * Without the folder's fsync a renamed file may be back under its old name after the cut (see fsync(2), "NOTES").
 */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PortError, type ErrorCode } from '#core/ports/errors'

/** Windows has no way to fsync a folder; NTFS journals its names by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * The file holds the old bytes or the new ones, never a mix; on a failure the old ones, and nothing is left beside. Mode 0600.
 * `beside` is where it is written first; in folders that are not ours it must be a name that nobody uses.
 */
export async function writeFileDurably(path: string, bytes: Uint8Array, beside = `${path}.new`): Promise<void> {
  try {
    const handle = await open(beside, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(dirname(path))
}

/** No space, or no quota, left on the device. */
export function isDiskFull(error: unknown): boolean {
  const code = systemCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/**
 * What a failed read or write is called outside: a `PortError` as it is, a full disk `full`, all else `otherwise` with the
 * system's code.
 */
export function diskError(error: unknown, otherwise: ErrorCode, full: ErrorCode = 'disk-full'): PortError {
  if (error instanceof PortError) return error
  return isDiskFull(error) ? new PortError(full) : new PortError(otherwise, systemCode(error))
}

/** `EACCES`, `ENOENT`…: all that may be told of a system error, whose message holds a path, and so a person's name. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return code ?? 'unknown'
}

/** Contents of assets, sealed into the file store and opened again. Invariant: a `StoredFile` is handed out once its file is whole and durable, so that no record names what is not there. */
import { fromBase64url, toBase64url } from '#core/domain/base64url'
import { joinBytes } from '#core/domain/bytes'
import type { StoredFile } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import { fileName, type FileStore } from '#core/ports/files'
import { newFileKey, openFile, sealFile } from '#core/sealing/sealed-file'

/** Bytes that cross to the main process, or to the relay, at a time. */
export const pieceBytes = 512 * 1024

/**
 * Seals a content under a key of its own. Rejects with `disk-full` or `file-not-written`; then nothing of it is left but a part,
 * which goes with the next tidying. `key`: of a file that had this very content, and is to be there again.
 */
export async function storeContent(files: FileStore, content: Uint8Array, key: Uint8Array = newFileKey()): Promise<StoredFile> {
  const sealed = await sealFile(content, key)
  const name = await fileName(sealed)
  for (let at = 0; at < sealed.length; at += pieceBytes) await files.write(name, at, sealed.subarray(at, at + pieceBytes), at + pieceBytes >= sealed.length)
  return { name, key: toBase64url(key), bytes: sealed.length }
}

/** Rejects with `file-not-here` where it is not on this computer, with `file-damaged` where it does not open; that one is taken out, to be asked for again. */
export async function openStored(files: FileStore, { name, key, bytes }: StoredFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes; at += pieceBytes) pieces.push(await files.read(name, at, Math.min(pieceBytes, bytes - at)))
  try {
    return await openFile(joinBytes(...pieces), fromBase64url(key))
  } catch (error) {
    await files.remove([name]).catch(() => {})
    throw error instanceof PortError ? error : new PortError('file-damaged', 'key')
  }
}

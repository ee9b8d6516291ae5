/** Contents of assets, sealed into the file store and opened again. Invariant: a `StoredFile` is handed out once its file is whole and durable, so that no record names what is not there. */
import { fromBase64url, toBase64url } from '#core/domain/base64url'
import { joinBytes } from '#core/domain/bytes'
import type { StoredFile } from '#core/domain/library/asset'
import { errorCode, PortError } from '#core/ports/errors'
import { fileName, type FileStore } from '#core/ports/files'
import { newFileKey, openFile, sealFile } from '#core/sealing/sealed-file'
import type { SectionFiles } from './section-files'

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

/**
 * Rejects with `file-not-here` where it is not on this computer, with `file-damaged` where it does not open. One that the disk has
 * damaged is taken out, to be asked for again; one that is what its name says stays, whatever a record says of it: any member may
 * have written that, and it may be the only copy.
 */
export async function openStored(files: Pick<SectionFiles, 'store' | 'learn'>, { name, key, bytes }: StoredFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  try {
    for (let at = 0, ended = false; at < bytes && !ended; at += pieceBytes) {
      const wanted = Math.min(pieceBytes, bytes - at)
      const piece = await files.store.read(name, at, wanted)
      pieces.push(piece)
      ended = piece.length < wanted
    }
    return await openFile(joinBytes(...pieces), fromBase64url(key))
  } catch (error) {
    if (errorCode(error) === 'file-not-here') files.learn(name, null)
    if (error instanceof PortError && error.code !== 'file-damaged') throw error
    await dropDamaged(files, name)
    throw new PortError('file-damaged', 'does not open')
  }
}

/** Takes a file out that is not what its name says. False where it is. */
export async function dropDamaged(files: Pick<SectionFiles, 'store' | 'learn'>, name: string): Promise<boolean> {
  if (await files.store.verify(name)) return false
  await files.store.remove([name])
  files.learn(name, null)
  return true
}

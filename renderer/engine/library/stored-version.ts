/**
 * The version that a file makes. Invariants: it names no file that is not sealed and on the disk; it comes after `before`, the one
 * in whose place it stands, also where that one is of a computer whose clock is ahead: else the old one would go on being printed.
 */
import { newId } from '#core/domain/ids'
import type { AssetVersion } from '#core/domain/library/asset'
import type { OpenSection } from '../open-section'
import { storeContent } from './asset-files'
import type { NewFile } from './library-api'

export async function storedVersion({ files, store }: Pick<OpenSection, 'files' | 'store'>, file: NewFile, note: string, before?: AssetVersion): Promise<AssetVersion> {
  const bytes = new Uint8Array(await file.bytes.arrayBuffer())
  const content = await storeContent(files.store, bytes)
  files.learn(content.name, content.bytes)
  const picture = file.picture && (await storeContent(files.store, file.picture).catch(async (error: unknown) => {
    // Under a key that nobody will ever know, on a disk that has no room.
    await files.store.remove([content.name]).catch(() => {})
    files.learn(content.name, null)
    throw error
  }))
  if (picture) files.learn(picture.name, picture.bytes)
  return {
    id: newId(), at: Math.max(Date.now(), before ? before.at + 1 : 0), by: store.device, file: content, picture, content: file.content, bytes: bytes.length, type: file.type, pages: file.pages, width: file.width, height: file.height, note,
  }
}

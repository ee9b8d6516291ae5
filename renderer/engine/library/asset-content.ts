/** The file of an asset, opened: for a preview, a copy or a printer. */
import { currentVersion, type Asset, type AssetVersion } from '#core/domain/library/asset'
import { errorCode, PortError } from '#core/ports/errors'
import { openStored } from './asset-files'
import type { SectionFiles } from './section-files'

/** Of the current version unless said. Rejects with `file-not-here` or `file-damaged`; then it is known to be lacking. */
export async function contentOf(files: SectionFiles, asset: Asset, version?: string): Promise<{ bytes: Uint8Array; version: AssetVersion }> {
  const wanted = version === undefined ? currentVersion(asset) : asset.versions.find((each) => each.id === version)
  if (!wanted) throw new PortError('file-not-here')
  try {
    const bytes = await openStored(files.store, wanted.file)
    files.use(wanted.file.name)
    return { bytes, version: wanted }
  } catch (error) {
    if (errorCode(error) === 'file-damaged' || errorCode(error) === 'file-not-here') files.learn(wanted.file.name, null)
    throw error
  }
}

/** The file of an asset, opened: for a preview, a copy or a printer. */
import { currentVersion, type Asset, type AssetVersion } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import { openStored } from './asset-files'
import type { SectionFiles } from './section-files'

/** Of the current version unless said. Rejects with `file-not-here` or `file-damaged`. */
export async function contentOf(files: SectionFiles, asset: Asset, version?: string): Promise<{ bytes: Uint8Array; version: AssetVersion }> {
  const wanted = version === undefined ? currentVersion(asset) : asset.versions.find((each) => each.id === version)
  if (!wanted) throw new PortError('file-not-here')
  const bytes = await openStored(files, wanted.file)
  files.use(wanted.file.name)
  return { bytes, version: wanted }
}

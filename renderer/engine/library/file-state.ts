/** Where the file of an asset is, in one word for a screen. */
import { currentVersion, type Asset } from '#core/domain/library/asset'
import type { FileState } from './library-api'
import type { SectionFiles } from './section-files'

/** Of its current version; `null` where it has none. */
export function fileStateOf(files: SectionFiles, asset: Asset): FileState | null {
  const version = currentVersion(asset)
  if (!version) return null
  const { name } = version.file
  const underWay = files.underWay()
  const transfer = underWay?.under(name)
  if (transfer) return { state: transfer.way, done: transfer.done, total: transfer.total }
  if (files.isHere(name)) {
    if (!underWay || files.isSent(name)) return { state: 'here' }
    const refusal = underWay.refusal(name)
    return { state: 'here-only', ...(refusal && refusal !== 'disk-full' ? { refusal } : {}) }
  }
  if (!underWay || underWay.isMissing(name)) return { state: 'missing' }
  return { state: 'elsewhere', asked: files.asked().includes(name), ...(underWay.refusal(name) === 'disk-full' ? { full: true as const } : {}) }
}

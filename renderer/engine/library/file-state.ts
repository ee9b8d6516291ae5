/** Where the file of an asset is, in one word for a screen. */
import { currentVersion, filesOf, type Asset } from '#core/domain/library/asset'
import type { FileState, LackingFiles } from './library-api'
import type { FilesUnderWay, SectionFiles } from './section-files'

/** Of one that is not here. */
const isNowhere = (underWay: FilesUnderWay | null, name: string): boolean => !underWay || underWay.isMissing(name)

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
  if (isNowhere(underWay, name)) return { state: 'missing' }
  return { state: 'elsewhere', asked: files.asked().includes(name), ...(underWay?.refusal(name) === 'disk-full' ? { full: true as const } : {}) }
}

/** Every file that these assets name and that is not here, each once. */
const lacking = (files: SectionFiles, assets: Iterable<Asset>) =>
  [...new Map([...assets].flatMap((asset) => filesOf(asset).map(({ name, bytes }) => [name, { name, bytes, title: asset.title }] as const))).values()].filter(({ name }) => !files.isHere(name))

export function lackingFiles(files: SectionFiles, assets: Iterable<Asset>): LackingFiles {
  const all = lacking(files, assets)
  const underWay = files.underWay()
  const missing = all.filter(({ name }) => isNowhere(underWay, name))
  const elsewhere = all.filter(({ name }) => !isNowhere(underWay, name))
  const asked = new Set(files.asked())
  return {
    elsewhere: { files: elsewhere.length, bytes: elsewhere.reduce((sum, { name, bytes }) => sum + bytes - (underWay?.under(name)?.done ?? 0), 0) },
    missing: { files: missing.length, titles: [...new Set(missing.map(({ title }) => title))] },
    asked: elsewhere.length > 0 && elsewhere.every(({ name }) => asked.has(name)),
    full: elsewhere.some(({ name }) => underWay?.refusal(name) === 'disk-full'),
  }
}

export const askForAll = (files: SectionFiles, assets: Iterable<Asset>): void => files.ask(lacking(files, assets).map(({ name }) => name))

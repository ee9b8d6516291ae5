/**
 * A kit as one zip that anybody opens: each document under its title, texts and links as text. It leaves the section, so
 * photographs leave without where, when and on whose device they were taken. A PDF leaves as it came: see docs/decisions/018.
 */
import { zip, type AsyncZippable } from 'fflate'
import { currentVersion, type Asset, type FileType } from '#core/domain/library/asset'
import type { Kit } from '#core/domain/library/kit'
import { withoutTraces } from '#core/print/foreign/image-traces'
import type { OpenSection } from '../open-section'
import { openStored } from './asset-files'

const endings: Record<FileType, string> = { pdf: 'pdf', png: 'png', jpeg: 'jpg', webp: 'webp', gif: 'gif', svg: 'svg' }

/** `missing`: titles of what is not on this computer. The same kit gives the same bytes. */
export async function zipOfKit({ store, files }: Pick<OpenSection, 'store' | 'files'>, kit: Kit): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const entries: AsyncZippable = {}
  const missing: string[] = []
  const assets = kit.assets.flatMap((id) => store.assets.get(id) ?? [])
  for (const [at, asset] of assets.entries()) {
    const version = currentVersion(asset)
    const said = [asset.text, asset.link].filter(Boolean).join('\n\n')
    const name = (ending: string) => `${String(at + 1).padStart(2, '0')} ${plainName(asset)}.${ending}`
    if (version) {
      const bytes = await openStored(files, version.file).catch(() => null)
      // What is compressed already does not get smaller.
      if (bytes) entries[name(endings[version.type])] = [version.type === 'pdf' ? bytes : withoutTraces(bytes, version.type), { level: version.type === 'svg' ? 6 : 0, mtime: inZip(version.at) }]
      else missing.push(asset.title)
    }
    if (said) entries[name('txt')] = [new TextEncoder().encode(`${said}\n`), { mtime: inZip(asset.createdAt) }]
  }
  return { bytes: await new Promise((resolve, reject) => zip(entries, (error, bytes) => (error ? reject(error) : resolve(bytes)))), missing }
}

/** A zip has years from 1980 to 2099; a computer without a battery for its clock writes 1970, and no kit may be lost to that. */
const [earliest, latest] = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)]
const inZip = (at: number) => Math.min(latest, Math.max(earliest, at))

/** What every system takes for a file's name. */
const plainName = ({ title }: Asset) => title.normalize('NFC').replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80) || 'document'

/**
 * Everything that a section's folder holds for whoever has its passphrase: each frame of its journal and of the files that
 * restore points keep, opened, the copies that were put aside among them. So that a search can say that nothing is there.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createOpener } from '#core/log/entry'
import { crc32 } from '#core/domain/crc32'
import { scanFrames } from '#core/log/scan'
import { openWithPassphrase, signersOf, type Secrets } from '#core/sealing/vault'
import { createPageSeal } from '#core/section/pages'

export const secretsIn = async (folder: string, passphrase: string): Promise<Secrets> =>
  (await openWithPassphrase(new Uint8Array(readFileSync(join(folder, 'vault'))), passphrase)).secrets

/** Of one file of frames; what does not open is left out. */
async function openedFile(path: string, secrets: Secrets): Promise<string> {
  const bytes = new Uint8Array(readFileSync(path))
  const opener = createOpener(secrets, signersOf(secrets))
  const opened = scanFrames(bytes, crc32).frames.map(({ offset, length }) => opener.open(bytes.subarray(offset, offset + length)).then(({ payload }) => Buffer.from(payload).toString('utf8'), () => ''))
  return (await Promise.all(opened)).join('\n')
}

/** Names of the files that hold any of these words, once opened. `passphrase` opens the section, and the copies put aside. */
export async function filesWith(words: readonly string[], folder: string, passphrase: string): Promise<string[]> {
  const secrets = await secretsIn(folder, passphrase)
  const root = join(folder, '..')
  const copies = readdirSync(root).filter((name) => name.startsWith('.replaced-')).map((name) => join(root, name))
  const found: string[] = []
  for (const place of [folder, ...copies]) {
    const points = join(place, 'points')
    const files = [join(place, 'journal.bin'), ...(existsSync(points) ? readdirSync(points).filter((name) => name.endsWith('.journal')).map((name) => join(points, name)) : [])]
    for (const file of files) {
      const text = await openedFile(file, secrets)
      if (words.some((word) => text.includes(word))) found.push(file.slice(root.length + 1))
    }
  }
  return found
}

/** Names of the pages that hold any of these words; what does not open under the key in the vault is counted apart. */
export async function pagesWith(words: readonly string[], pages: ReadonlyMap<string, Uint8Array>, secrets: Secrets): Promise<{ found: string[]; closed: string[] }> {
  const seal = await createPageSeal(secrets.pageKey)
  const found: string[] = []
  const closed: string[] = []
  for (const [name, page] of pages) {
    const text = await seal.open(name, page).then(JSON.stringify, () => null)
    if (text === null) closed.push(name)
    else if (words.some((word) => text.includes(word))) found.push(name)
  }
  return { found, closed }
}

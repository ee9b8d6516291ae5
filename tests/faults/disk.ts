/**
 * What the disk of a profile says by itself: a section opened by the product's own core, from a copy of its journal, with no
 * app running and no pages. It is the judge of every fault here.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HistoryLabel } from '#core/section/history'
import type { Person } from '#core/domain/person'
import { memoryPages } from '#core/ports/pages'
import { openWithPassphrase, type Secrets } from '#core/sealing/vault'
import { openSectionStore } from '#core/section/section-store'
import { openJournal } from '../../electron/main/journal'

export interface OnDisk {
  people: Person[]
  history: HistoryLabel[]
  name: string
  contentHash: string
  quarantined: number
}

/** The folder of the profile's only section. */
export function sectionFolder(profileDir: string): string {
  const root = join(profileDir, 'sections')
  const [id, ...others] = readdirSync(root).filter((name) => !name.startsWith('.'))
  if (!id || others.length > 0) throw new Error(`${others.length + (id ? 1 : 0)} sections where one was expected`)
  return join(root, id)
}

const opened = new Map<string, Promise<Secrets>>()

/** Argon2id costs time and memory on purpose: once for each vault. */
function secretsOf(folder: string, passphrase: string): Promise<Secrets> {
  const vault = readFileSync(join(folder, 'vault'))
  const name = vault.toString('base64')
  if (!opened.has(name)) opened.set(name, openWithPassphrase(new Uint8Array(vault), passphrase).then(({ secrets }) => secrets))
  return opened.get(name)!
}

/** Reads the section from its journal alone. The folder is not touched. */
export async function readFromJournal(folder: string, passphrase: string): Promise<OnDisk> {
  const copy = mkdtempSync(join(tmpdir(), 'faults-journal-'))
  try {
    cpSync(join(folder, 'journal.bin'), join(copy, 'journal.bin'))
    const journal = await openJournal(copy)
    const store = await openSectionStore({
      secrets: await secretsOf(folder, passphrase), journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {},
    })
    await store.loaded
    const { quarantined } = await journal.info()
    const found = {
      people: [...store.people.all()], history: [...store.history.values()], name: store.name(),
      contentHash: await store.contentHash(), quarantined: quarantined + store.log.quarantined(),
    }
    await store.close()
    await journal.close()
    return found
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

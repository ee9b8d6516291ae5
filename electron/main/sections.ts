/**
 * The folders of the sections on this computer: `sections/<id>/` with `stub.json`, `vault`, the journal and its quarantine.
 * Invariants: nothing in a name or in a stub tells what section it is (the name of a union or a party tells an opinion);
 * a folder is there whole or not at all; a section that is not a demo is never deleted.
 */
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { isId, type SectionId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { SectionStub } from '#core/ports/host'
import { diskError, syncFolder, systemCode, writeFileDurably } from './durable-file'
import { mendReplaced } from './replaced'

export const sectionIdSchema = z.custom<SectionId>(isId)

export const stubSchema = z.object({ id: sectionIdSchema, createdAt: z.number(), lastOpenedAt: z.number(), demo: z.boolean() })

/** Folders that are being made, or removed, begin so; no id does. */
export const unfinished = '.unfinished-'

export function sectionFolder(root: string, id: SectionId): string {
  return join(root, id)
}

/** Most recently opened first. A folder whose stub is damaged is still listed: its data are not lost. */
export async function listSections(root: string): Promise<SectionStub[]> {
  const names: string[] = await readdir(root).catch(() => [])
  const ids = names.filter((name) => isId<SectionId>(name))
  const stubs = await Promise.all(ids.map((id) => readStub(root, id)))
  return stubs.sort((a, b) => b.lastOpenedAt - a.lastOpenedAt)
}

/** Rejects with `disk-full` or `journal-failed`; then nothing was made. */
export async function createSection(root: string, stub: SectionStub, vault: Uint8Array): Promise<void> {
  const folder = join(root, `${unfinished}${stub.id}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFileDurably(join(folder, 'vault'), vault)
    await writeFileDurably(join(folder, 'stub.json'), stubBytes(stub))
    await rename(folder, sectionFolder(root, stub.id))
    await syncFolder(root)
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
    throw diskError(error, 'journal-failed')
  }
}

/** Rejects with `section-not-found` or `vault-damaged`. */
export async function readVault(root: string, id: SectionId): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(sectionFolder(root, id), 'vault')))
  } catch (error) {
    const folderExists = await readdir(sectionFolder(root, id)).then(() => true, () => false)
    throw new PortError(folderExists ? 'vault-damaged' : 'section-not-found', systemCode(error))
  }
}

/** Rejects with `section-not-found`, `disk-full` or `journal-failed`; then the old vault is in force. */
export async function writeVault(root: string, id: SectionId, vault: Uint8Array): Promise<void> {
  await writeFileDurably(join(sectionFolder(root, id), 'vault'), vault).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' ? new PortError('section-not-found') : diskError(error, 'journal-failed')
  })
}

/** For the order of the list only: a full disk must not keep a section from being opened. */
export async function recordOpened(root: string, id: SectionId, at: number): Promise<void> {
  const stub = await readStub(root, id)
  await writeFileDurably(join(sectionFolder(root, id), 'stub.json'), stubBytes({ ...stub, lastOpenedAt: at })).catch(() => {})
}

/** Rejects with `unexpected` for a section that is no demo. */
export async function removeDemo(root: string, id: SectionId): Promise<void> {
  const stub = await readStub(root, id)
  if (!stub.demo) throw new PortError('unexpected', 'only a demo is removed')
  const leaving = join(root, `${unfinished}${id}`)
  await rename(sectionFolder(root, id), leaving).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw diskError(error, 'journal-failed')
  })
  await rm(leaving, { recursive: true, force: true })
}

/**
 * At the start of the app: folders that a crash left half made, and demos whose vault no key opens. A demo tried without
 * keychain and passphrase has its key in memory only; once the app has ended, its folder is noise.
 */
export async function removeLeftovers(root: string): Promise<void> {
  await mendReplaced(root)
  const names: string[] = await readdir(root).catch(() => [])
  await Promise.all(names.filter((name) => name.startsWith(unfinished)).map((name) => rm(join(root, name), { recursive: true, force: true })))
  for (const { id, demo } of await listSections(root)) {
    if (demo && !isProtected(await readVault(root, id).catch(() => new Uint8Array(0)))) await removeDemo(root, id)
  }
}

/** Whether the vault (JSON, see `core/sealing/vault.ts`) names a passphrase or a keychain. */
function isProtected(vault: Uint8Array): boolean {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(vault)) as { passphrase?: unknown; keychain?: unknown }
    return parsed.passphrase !== undefined || parsed.keychain !== undefined
  } catch {
    return false
  }
}

async function readStub(root: string, id: SectionId): Promise<SectionStub> {
  try {
    const stub = stubSchema.parse(JSON.parse(await readFile(join(sectionFolder(root, id), 'stub.json'), 'utf8')))
    return { ...stub, id }
  } catch {
    return { id, createdAt: 0, lastOpenedAt: 0, demo: false }
  }
}

export function stubBytes({ id, createdAt, lastOpenedAt, demo }: SectionStub): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ id, createdAt, lastOpenedAt, demo }))
}

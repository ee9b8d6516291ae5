/**
 * Copies of sections that were put aside: a restored backup, or the section joined again, took their place. Invariants: a
 * section that is replaced stays whole in a folder of its own, keys and journal, until someone takes it away by hand, or
 * somebody is erased for good from the one that took its place; and there is at every moment, also after a crash between two
 * renames, one of the two under the section's name once the app has started. A note on a copy is there as long as the copy
 * is, and no longer than it is put aside: it says what was so then.
 */
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isId, type SectionId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { ReplacedSection } from '#core/ports/host'
import { syncFolder, systemCode, writeFileDurably } from './durable-file'

const prefix = '.replaced-'
const removedPrefix = '.removed-'
const pattern = /^\.replaced-(.{22})-(\d{1,15})$/

const folderOf = (root: string, { id, at }: ReplacedSection) => join(root, `${prefix}${id}-${at}`)
const noteIn = (folder: string) => join(folder, 'note')

/** Latest first. */
export async function listReplaced(root: string): Promise<ReplacedSection[]> {
  const names: string[] = await readdir(root).catch(() => [])
  const found = names.flatMap((name) => {
    const [, id, at] = pattern.exec(name) ?? []
    return isId<SectionId>(id) ? [{ id, at: Number(at) }] : []
  })
  return found.sort((one, other) => other.at - one.at)
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(() => true, () => false)
}

/** Puts the folder `made` under the name of the section, and what was there aside, with a note on it. No journal of either may be open. */
export async function takePlaceOf(root: string, id: SectionId, made: string, at: number, note: Uint8Array | null = null): Promise<void> {
  const place = join(root, id)
  const aside = folderOf(root, { id, at })
  const replaces = await exists(place)
  if (replaces) await rename(place, aside)
  try {
    if (replaces && note) await writeFileDurably(noteIn(aside), note)
    await rm(noteIn(made), { force: true })
    await rename(made, place)
  } catch (error) {
    if (replaces) await putInPlace(aside, place)
    throw error
  }
  await syncFolder(root)
}

async function putInPlace(aside: string, place: string): Promise<void> {
  await rm(noteIn(aside), { force: true })
  await rename(aside, place)
}

/** What was noted when it was put aside; `null` = nothing. */
export function replacedNote(root: string, replaced: ReplacedSection): Promise<Uint8Array | null> {
  return readFile(noteIn(folderOf(root, replaced))).then((bytes) => new Uint8Array(bytes), () => null)
}

/** Exchanges a section with a copy that was put aside. Rejects with `section-not-found`. */
export async function bringBack(root: string, replaced: ReplacedSection, at: number): Promise<void> {
  const folder = folderOf(root, replaced)
  if (!(await exists(folder))) throw new PortError('section-not-found')
  await takePlaceOf(root, replaced.id, folder, at).catch((error: unknown) => Promise.reject(new PortError('journal-failed', systemCode(error))))
}

/** Removes a copy that was put aside, for good. What is half removed when the app is killed is no copy any more, and goes at the next start. */
export async function removeReplaced(root: string, replaced: ReplacedSection): Promise<void> {
  const gone = join(root, `${removedPrefix}${replaced.id}-${replaced.at}`)
  try {
    if (await exists(folderOf(root, replaced))) await rename(folderOf(root, replaced), gone)
    await rm(gone, { recursive: true, force: true })
    await syncFolder(root)
  } catch (error) {
    throw new PortError('journal-failed', systemCode(error))
  }
}

/** At the start: a crash between the two renames left the section's name empty, or a copy half removed. */
export async function mendReplaced(root: string): Promise<void> {
  const names: string[] = await readdir(root).catch(() => [])
  for (const name of names) if (name.startsWith(removedPrefix)) await rm(join(root, name), { recursive: true, force: true })
  for (const replaced of await listReplaced(root)) {
    const place = join(root, replaced.id)
    if (!(await exists(place))) await putInPlace(folderOf(root, replaced), place)
  }
}

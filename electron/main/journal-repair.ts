/**
 * Opens a journal file whatever happened to it. Invariant: no byte that could not be read is ever deleted: it is copied
 * to `quarantine/` and fsynced there before the file is cut. Damage between valid frames stays where it is, besides.
 * What makes no sense on a full disk is not done: then a torn tail stays in the file too, and frames go behind it.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { PortError } from '#core/ports/errors'
import { frameHeaderLength, frameMarker } from '#core/log/frame'
import { placesFrom } from '#core/log/places'
import type { Region, Scan } from '#core/log/scan'
import { isDiskFull, syncFolder, systemCode } from './durable-file'
import { createJournalFile, readPlaces, readSome, scanJournalFile, writeAll, writeBatches, type JournalFile } from './journal-file'

const pieceLength = 4 * 1024 * 1024

export interface OpenedFile {
  file: JournalFile
  /** See `JournalInfo`. */
  quarantined: number
  damaged: number
  /** False when the disk had no room for copies of what can't be read: then the file holds the only one, and must not be replaced. */
  kept: boolean
}

/** Opens or makes `folder/journal.bin`. Rejects with `journal-failed` when a later version of the app wrote it. */
export async function openJournalFile(folder: string): Promise<OpenedFile> {
  const path = join(folder, 'journal.bin')
  const handle = await open(path, 'r+').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (!handle) return { file: await createDurably(folder, path), quarantined: 0, damaged: 0, kept: true }
  try {
    const scan = await scanJournalFile(handle)
    if (scan.header === 'newer') throw new PortError('journal-failed', 'written by a later version')
    const file: JournalFile = {
      handle,
      generation: scan.generation ?? new Uint8Array(16),
      end: scan.end,
      places: scan.frames,
      lastBatch: scan.lastBatch,
      // What is in the file was read, not fsynced: see `unsynced`.
      synced: scan.unsynced ? 0 : scan.lastBatch,
      overhang: false,
    }
    const { lost, kept } = await setAside(folder, file, scan)
    if (!scan.generation) {
      if (!kept) throw new PortError('disk-full')
      return { file: await replaceHeader(folder, path, file), quarantined: lost, damaged: 0, kept }
    }
    await (kept ? repairInPlace(file, scan) : repairBehind(file, scan))
    const damaged = scan.regions.filter(({ kind }) => kind === 'damaged').length
    return { file, quarantined: lost, damaged, kept }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function createDurably(folder: string, path: string): Promise<JournalFile> {
  const file = await createJournalFile(path)
  await file.handle.sync()
  await syncFolder(folder)
  return file
}

/** Copies what can't be read. `kept` is false when the disk had no room for the copies: then nothing may be cut off. */
async function setAside(folder: string, file: JournalFile, scan: Scan): Promise<{ lost: number; kept: boolean }> {
  let lost = 0
  let kept = true
  for (const region of scan.regions) {
    if (region.kind === 'repeated' || (await isZero(file, region))) continue
    lost++
    try {
      await copyRegion(folder, file, region)
    } catch (error) {
      if (!isDiskFull(error)) throw error
      kept = false
    }
  }
  return { lost, kept }
}

/** A place that the file system filled with zeros holds nothing to keep. */
async function isZero(file: JournalFile, { start, end }: Region): Promise<boolean> {
  for (let at = start; at < end; at += pieceLength) {
    const piece = await readSome(file.handle, at, Math.min(pieceLength, end - at))
    if (Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).some((byte) => byte !== 0)) return false
  }
  return true
}

/** Its name says where it was and what it holds, so that damage that stays in the file is copied once and not at each start. */
async function copyRegion(folder: string, file: JournalFile, { start, end }: Region): Promise<void> {
  const quarantine = join(folder, 'quarantine')
  await mkdir(quarantine, { recursive: true, mode: 0o700 })
  const beside = join(quarantine, `${crypto.randomUUID()}.part`)
  let check = 0
  try {
    const copy = await open(beside, 'wx', 0o600)
    try {
      for (let at = start; at < end; at += pieceLength) {
        const piece = await readSome(file.handle, at, Math.min(pieceLength, end - at))
        check = crc32(piece, check)
        await writeAll(copy, piece, at - start)
      }
      await copy.sync()
    } finally {
      await copy.close()
    }
    const generation = Buffer.from(file.generation).toString('hex')
    await rename(beside, join(quarantine, `${generation}-${start}-${end}-${check.toString(16).padStart(8, '0')}.bin`))
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(quarantine)
}

/** Interrupted batches are made unreadable for good, then the torn tail is cut off. */
async function repairInPlace(file: JournalFile, scan: Scan): Promise<void> {
  await voidFrames(file, scan)
  if (scan.size > file.end) await file.handle.truncate(file.end)
  if (scan.interrupted.length || scan.size > file.end) await file.handle.datasync()
}

/** No room for copies: frames will go behind the torn tail, in which only the markers of its whole frames are overwritten. */
async function repairBehind(file: JournalFile, scan: Scan): Promise<void> {
  await voidFrames(file, scan)
  await voidMarkers(file, scan.end, scan.size)
  file.end = scan.size
}

/** Only the marker is overwritten, which needs no space: the frame itself stays, for whoever looks by hand. */
async function voidFrames(file: JournalFile, { interrupted }: Scan): Promise<void> {
  for (const { offset } of interrupted) await writeAll(file.handle, new Uint8Array(frameMarker.length), offset - frameHeaderLength)
}

async function voidMarkers(file: JournalFile, start: number, end: number): Promise<void> {
  const tail = await readSome(file.handle, start, end - start)
  const marker = Uint8Array.from(frameMarker)
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength)
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    await writeAll(file.handle, new Uint8Array(marker.length), start + at)
  }
}

/** The first 32 bytes are damaged or foreign: what frames there are move to a new file, under a new generation. */
async function replaceHeader(folder: string, path: string, damaged: JournalFile): Promise<JournalFile> {
  const beside = join(folder, 'journal.rewrite')
  const fresh = await createJournalFile(beside)
  try {
    for (let from: number | null = 0; from !== null; ) {
      const { places, next }: ReturnType<typeof placesFrom> = placesFrom(damaged.places, from, pieceLength)
      if (places.length) await writeBatches(fresh, [(await readPlaces(damaged, places)).map(({ payload }) => payload)])
      from = next
    }
    await fresh.handle.sync()
    fresh.synced = fresh.lastBatch
    await damaged.handle.close()
    await rename(beside, path)
    await syncFolder(folder)
    return fresh
  } catch (error) {
    await fresh.handle.close()
    throw error
  }
}

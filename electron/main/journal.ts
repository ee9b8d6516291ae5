/**
 * The file journal. Invariant: `append` resolves only after an fsync that covers its batch; a batch that could not be
 * written or fsynced is cut off again, so that what was refused is not found later, and the next append may succeed.
 * Appends that arrive while an fsync runs share the next one (group commit).
 */
import { mkdir, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { idFromBytes } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { Journal, JournalInfo } from '#core/ports/journal'
import { maxPayloadLength } from '#core/log/frame'
import { placeAt, placesFrom } from '#core/log/places'
import { diskError, syncFolder } from './durable-file'
import { createJournalFile, cutBack, forgetFrom, readPlaces, writeBatches, type JournalFile } from './journal-file'
import { lockFile } from './journal-lock'
import { openJournalFile, type OpenedFile } from './journal-repair'

/** A new content being written beside the old one. Nothing of it counts before `commit` resolves. */
export interface JournalRewrite {
  append(payloads: readonly Uint8Array[]): Promise<number[]>
  /** Adds what was appended to the journal since the start of the rewrite, and puts the new file in the place of the old. */
  commit(): Promise<JournalInfo>
  abort(): Promise<void>
}

export interface FileJournal extends Journal {
  /** One at a time; a second one rejects with `journal-failed`. */
  beginRewrite(): Promise<JournalRewrite>
  /** Waits for what is being written, and gives the lock back. */
  close(): Promise<void>
}

interface Waiting {
  payloads: readonly Uint8Array[]
  resolve: (receipt: { offsets: number[]; end: number }) => void
  reject: (error: PortError) => void
}

const carriedPiece = 4 * 1024 * 1024

/**
 * Opens the journal of a section's folder, made when missing. Rejects with `journal-locked`, `journal-failed` or `disk-full`.
 * `sync` makes a file's content durable; tests replace it by one that fails.
 */
export async function openJournal(
  folder: string,
  sync: (handle: FileHandle) => Promise<void> = (handle) => handle.datasync(),
): Promise<FileJournal> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = await lockFile(join(folder, 'journal.lock'))
  const beside = join(folder, 'journal.rewrite')
  let opened: OpenedFile
  try {
    // Of a rewrite that never finished: all it holds is in the journal.
    await rm(beside, { force: true })
    opened = await openJournalFile(folder)
  } catch (error) {
    await unlock()
    throw diskError(error, 'journal-failed')
  }

  let { file, quarantined, damaged } = opened
  let queue: Promise<unknown> = Promise.resolve()
  let waiting: Waiting[] = []
  let rewriting = false
  let abandonRewrite = async (): Promise<void> => {}
  let closed = false
  let swap: Promise<unknown> = Promise.resolve()
  let folderDue = false

  /** Runs writes one after the other, whatever becomes of each. */
  function exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = queue.then(task)
    queue = result.catch(() => {})
    return result
  }

  // Frames that a killed process wrote may be in the system's memory only. They are about to be shown as saved.
  if (file.synced < file.lastBatch) {
    void exclusively(async () => {
      const { lastBatch } = file
      await sync(file.handle)
      file.synced = lastBatch
    }).catch(() => {})
  }

  function info(): JournalInfo {
    return { generation: idFromBytes(file.generation), end: file.end, quarantined, damaged }
  }

  async function writeGroup(): Promise<void> {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    const before = { end: file.end, lastBatch: file.lastBatch }
    try {
      const offsets = await writeBatches(file, group.map(({ payloads }) => payloads))
      await sync(file.handle)
      if (folderDue) await syncFolder(folder)
      folderDue = false
      file.synced = file.lastBatch
      group.forEach(({ resolve }, at) => resolve({ offsets: offsets[at]!, end: file.end }))
    } catch (error) {
      forgetFrom(file, before)
      // When even this fails, the next append does it first.
      await cutBack(file).catch(() => {})
      group.forEach(({ reject }) => reject(diskError(error, 'journal-failed')))
    }
  }

  function refuseClosed(): void {
    if (closed) throw new PortError('journal-failed', 'closed')
  }

  /** Before it joins a group: it would make the others fail with it. */
  function refuseTooLong(payloads: readonly Uint8Array[]): void {
    if (payloads.some(({ length }) => length > maxPayloadLength)) throw new PortError('journal-failed', 'payload too long')
  }

  async function beginRewrite(): Promise<JournalRewrite> {
    refuseClosed()
    if (rewriting) throw new PortError('journal-failed', 'a rewrite is running')
    if (!opened.kept) throw new PortError('disk-full', 'damaged bytes are in this file only')
    rewriting = true
    const appendedFrom = file.end
    let fresh: JournalFile
    try {
      fresh = await createJournalFile(beside)
    } catch (error) {
      rewriting = false
      throw diskError(error, 'journal-failed')
    }

    async function giveUp(): Promise<void> {
      if (!rewriting) return
      rewriting = false
      await fresh.handle.close()
      await rm(beside, { force: true })
    }

    abandonRewrite = giveUp

    async function attempt<T>(step: () => Promise<T>): Promise<T> {
      if (!rewriting) throw new PortError('journal-failed', 'no rewrite is running')
      try {
        return await step()
      } catch (error) {
        await giveUp()
        throw diskError(error, 'journal-failed')
      }
    }

    async function carryOver(): Promise<void> {
      for (let from: number | null = appendedFrom; from !== null; ) {
        const { places, next }: ReturnType<typeof placesFrom> = placesFrom(file.places, from, carriedPiece)
        if (places.length) await writeBatches(fresh, [(await readPlaces(file, places)).map(({ payload }) => payload)])
        from = next
      }
    }

    /** The old file is closed first: Windows replaces no open file. */
    async function takePlace(): Promise<void> {
      const old = file
      await old.handle.close()
      try {
        await rename(beside, join(folder, 'journal.bin'))
      } catch (error) {
        ;({ file } = await openJournalFile(folder))
        throw error
      }
      file = fresh
      rewriting = false
      quarantined = damaged = 0
      folderDue = true
    }

    return {
      append: (payloads) =>
        attempt(async () => {
          refuseTooLong(payloads)
          return payloads.length ? (await writeBatches(fresh, [payloads]))[0]! : []
        }),
      commit: () =>
        attempt(async () => {
          // The long fsync runs beside the appends; the one that they wait for is short.
          await fresh.handle.datasync()
          return exclusively(async () => {
            await carryOver()
            await fresh.handle.sync()
            fresh.synced = fresh.lastBatch
            swap = takePlace()
            await swap
            await syncFolder(folder)
            folderDue = false
            return info()
          })
        }),
      abort: giveUp,
    }
  }

  return {
    info: async () => info(),
    append(payloads) {
      return new Promise((resolve, reject) => {
        refuseClosed()
        refuseTooLong(payloads)
        if (payloads.length === 0) return resolve({ offsets: [], end: file.end })
        waiting.push({ payloads, resolve, reject })
        if (waiting.length === 1) void exclusively(writeGroup)
      })
    },
    async readFrom(offset, maxBytes) {
      await swap.catch(() => {})
      const { places, next } = placesFrom(file.places, offset, maxBytes)
      const frames = await readPlaces(file, places).catch((error: unknown) => Promise.reject(diskError(error, 'journal-failed')))
      return { frames, next }
    },
    async readAt(offset) {
      await swap.catch(() => {})
      const place = placeAt(file.places, offset)
      if (!place) throw new PortError('journal-failed', 'no frame at this offset')
      const [frame] = await readPlaces(file, [place]).catch((error: unknown) => Promise.reject(diskError(error, 'journal-failed')))
      if (!frame) throw new PortError('journal-failed', 'frame damaged since it was opened')
      return frame.payload
    },
    async rewrite(payloads) {
      const fresh = await beginRewrite()
      const offsets: number[] = []
      try {
        for await (const piece of payloads) offsets.push(...(await fresh.append(piece)))
      } catch (error) {
        await fresh.abort()
        throw error
      }
      return { info: await fresh.commit(), offsets }
    },
    beginRewrite,
    async close() {
      if (closed) return
      closed = true
      await exclusively(async () => {
        await abandonRewrite()
        await file.handle.close()
        await unlock()
      })
    },
  }
}

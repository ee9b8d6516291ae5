/**
 * Brings the files of the library to the section's relay and back, piece by piece, while the section is in step with it.
 * Invariant: a file counts as sent once the relay has all of it, and is here once its bytes are those of its name; what was cut
 * goes on where it ended, on either side. What can't go on waits, and keeps nothing else from going.
 */
import { filesOf } from '#core/domain/library/asset'
import { errorCode } from '#core/ports/errors'
import type { SectionStore } from '#core/section/section-store'
import { statusOf, type RelayClient } from '../relay/relay-client'
import { createChanges } from '../signal'
import { pieceBytes } from './asset-files'
import type { FilesUnderWay, SectionFiles, SendRefusal, Transfer } from './section-files'

export interface FileExchange extends FilesUnderWay {
  /** Something may be to be done. */
  look(): void
  /** Records came or were written: what they name may be on its way. */
  news(): void
  close(): void
}

/** Ms until what failed is tried again, at first and at most: whoever added what is missing may be sending it just now, or never come back. */
const again = { first: 2_000, longer: 1.5, most: 30_000 }

export function createFileExchange(ports: {
  files: SectionFiles
  store: Pick<SectionStore, 'assets'>
  client: Pick<RelayClient, 'fileBytes' | 'sendFile' | 'takeFile'>
  /** Id of the relay. */
  relay: string
  isInStep(): boolean
}): FileExchange {
  const { files, store, client, relay, isInStep } = ports
  const changes = createChanges(100)
  const refused = new Map<string, SendRefusal>()
  const missing = new Set<string>()
  let transfer: ({ name: string } & Transfer) | null = null
  let closed = false
  let running = false
  let due = false
  let patience = again.first
  let timer: ReturnType<typeof setTimeout> | undefined

  const goesOn = () => !closed && isInStep()

  function tell(name: string, way: Transfer['way'], done: number, total: number): void {
    transfer = { name, way, done, total }
    changes.changed()
  }

  const toSend = () => [...store.assets.values()].flatMap((asset) => filesOf(asset)).filter(({ name }) => files.isHere(name) && !files.isSent(name) && !refused.has(name))

  /** False where it is to be tried again later. */
  async function send({ name, bytes: total }: { name: string; bytes: number }): Promise<void> {
    let at = await client.fileBytes(name)
    while (at < total && goesOn()) {
      tell(name, 'sending', at, total)
      const piece = await files.store.read(name, at, Math.min(pieceBytes, total - at))
      at = await client.sendFile(name, at, total, piece)
    }
    if (at >= total) await files.learnSent(relay, [name])
  }

  async function take({ name, bytes: total }: { name: string; bytes: number }): Promise<void> {
    const part = await files.store.size(name)
    let at = part?.bytes ?? 0
    if (part?.whole) return files.learn(name, total)
    // A part that can't be of this file is begun anew.
    if (at >= total) at = 0
    while (at < total && goesOn()) {
      tell(name, 'coming', at, total)
      const piece = await client.takeFile(name, at, Math.min(pieceBytes, total - at))
      if (!piece || piece.length === 0 || at + piece.length > total) {
        missing.add(name)
        return
      }
      await files.store.write(name, at, piece, at + piece.length === total)
      at += piece.length
    }
    if (at < total) return
    files.learn(name, total)
    await files.learnSent(relay, [name])
  }

  /** One file; `false` where nothing is left to be done. */
  async function next(): Promise<boolean> {
    const [coming] = files.wanted().filter(({ name }) => !missing.has(name))
    const [going] = toSend()
    // What somebody waits for comes before what nobody sees.
    const file = coming ?? going
    if (!file) return false
    try {
      if (coming) await take(coming)
      else await send(going!)
    } catch (error) {
      const status = statusOf(error)
      if (!coming && (status === 413 || status === 507)) refused.set(file.name, status === 413 ? 'too-large' : 'no-room')
      // What came is not what it should be, or can't be kept: not again and again.
      else if (coming && (errorCode(error) === 'file-damaged' || errorCode(error) === 'disk-full')) missing.add(file.name)
      else throw error
    } finally {
      transfer = null
      changes.changed()
    }
    return true
  }

  async function run(): Promise<void> {
    await files.ready
    // Another relay knows nothing of what was sent to the one before.
    await files.learnSent(relay, [])
    let moved = false
    while (goesOn() && (await next())) moved = true
    if (moved && missing.size + refused.size === 0) patience = again.first
    if (moved && !closed) await files.tidy(Date.now())
  }

  function look(): void {
    due = true
    if (closed || running || !isInStep()) return
    running = true
    due = false
    clearTimeout(timer)
    void run().catch(() => {}).finally(() => {
      running = false
      if (closed) return
      if (due) look()
      else if (missing.size + refused.size > 0 || files.wanted().length > 0 || toSend().length > 0) {
        timer = setTimeout(retry, patience)
        patience = Math.min(patience * again.longer, again.most)
      }
    })
  }

  function retry(): void {
    missing.clear()
    refused.clear()
    look()
  }

  const stop = files.changes.listen(look)

  return {
    changes,
    under: (name) => (transfer?.name === name ? transfer : undefined),
    refusal: (name) => refused.get(name),
    isMissing: (name) => missing.has(name),
    look,
    news() {
      patience = again.first
      missing.clear()
      look()
    },
    close() {
      closed = true
      clearTimeout(timer)
      stop()
    },
  }
}

/**
 * Brings the files of the library to the section's relay and back, piece by piece, while the section is in step with it.
 * Invariant: a file counts as sent once the relay hands it out, and is here once its bytes are those of its name; what was cut
 * goes on where it ended, on either side. What can't go on is set aside with the reason, and keeps nothing else from going.
 * Nothing is ever taken out of the relay: see docs/decisions/018.
 */
import { filesOf, type StoredFile } from '#core/domain/library/asset'
import { errorCode } from '#core/ports/errors'
import type { SectionStore } from '#core/section/section-store'
import { statusOf, type RelayClient } from '../relay/relay-client'
import { createChanges } from '../signal'
import { dropDamaged, pieceBytes } from './asset-files'
import type { FilesUnderWay, Refusal, SectionFiles, Transfer } from './section-files'

export interface FileExchange extends FilesUnderWay {
  /** Something may be to be done. */
  look(): void
  /** Records came or were written: what they name may be on its way. */
  news(): void
  close(): void
}

/**
 * Why a file waits. `missing`: nobody has it, or not yet; `spoilt`: the relay gives other bytes for it, and is not asked again
 * before somebody wants it to be: it would be fetched whole each time; `failed`: anything else.
 */
type Aside = Refusal | 'missing' | 'spoilt' | 'failed'

/** Ms until what failed is tried again, at first and at most: whoever added what is missing may be sending it just now, or never come back. */
const again = { first: 2_000, longer: 1.5, most: 30_000 }
/** Bytes asked for at a time where the network is too slow for more, and pieces that went well before more are asked for. */
const smallestPiece = 16 * 1024
const piecesBeforeMore = 8
/** What the relay answers that is about who asks, or how often, and not about a file. */
const ofTheLink = new Set([401, 403, 410, 429, 503])
/** Times that a relay may say that it has no more of a file than before it was sent a piece. */
const mostStuck = 3

export function createFileExchange(ports: {
  files: SectionFiles
  store: Pick<SectionStore, 'assets'>
  client: Pick<RelayClient, 'fileBytes' | 'filesThere' | 'sendFile' | 'takeFile'>
  /** Id of the relay. */
  relay: string
  isInStep(): boolean
}): FileExchange {
  const { files, store, client, relay, isInStep } = ports
  const changes = createChanges(100)
  const aside = new Map<string, Aside>()
  /** Asked for while they were set aside: once more. */
  const heard = new Set<string>()
  let transfer: ({ name: string } & Transfer) | null = null
  let closed = false
  let running = false
  let due = false
  /** The link failed a moment ago: it is left alone until the timer comes, whatever changes. */
  let resting = false
  /** The relay was asked what it has. */
  let asked = false
  let patience = again.first
  let piece = pieceBytes
  let well = 0
  let retryAt = Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  const goesOn = () => !closed && isInStep()

  function tell(name: string, way: Transfer['way'], done: number, total: number): void {
    transfer = { name, way, done, total }
    changes.changed()
  }

  /** A piece that went through, or not, says how large the next one may be. */
  async function measured<Value>(going: Promise<Value>): Promise<Value> {
    try {
      const value = await going
      if (++well >= piecesBeforeMore) [well, piece] = [0, Math.min(pieceBytes, piece * 2)]
      return value
    } catch (error) {
      if (errorCode(error) === 'relay-unreachable') [well, piece] = [0, Math.max(smallestPiece, piece >> 1)]
      throw error
    }
  }

  const toSend = () => [...store.assets.values()].flatMap((asset) => filesOf(asset)).filter(({ name }) => files.isHere(name) && !files.isSent(name) && !aside.has(name))
  const toTake = () => files.wanted().filter(({ name }) => !aside.has(name))

  async function send({ name, bytes: total }: Pick<StoredFile, 'name' | 'bytes'>): Promise<void> {
    let at = await client.fileBytes(name)
    let stuck = 0
    // Also where every byte is there: a relay that was killed then has not looked at them, and hands out nothing.
    do {
      tell(name, 'sending', at, total)
      const part = at < total ? await files.store.read(name, at, Math.min(piece, total - at)) : new Uint8Array(0)
      const end = await measured(client.sendFile(name, at, total, part))
      if (end <= at && end < total && ++stuck > mostStuck) return void aside.set(name, 'failed')
      at = end
    } while (at < total && goesOn())
    if (at >= total && !closed) await files.learnSent(relay, [name])
  }

  async function take({ name, bytes: total }: Pick<StoredFile, 'name' | 'bytes'>): Promise<void> {
    const part = await files.store.size(name)
    let at = part?.bytes ?? 0
    if (part?.whole) return files.learn(name, total)
    // A part that can't be of this file is begun anew.
    if (at >= total) at = 0
    while (at < total && goesOn()) {
      tell(name, 'coming', at, total)
      const came = await measured(client.takeFile(name, at, Math.min(piece, total - at)))
      if (!came || came.length === 0 || at + came.length > total) {
        aside.set(name, 'missing')
        return
      }
      if (closed) return
      await files.store.write(name, at, came, at + came.length === total)
      at += came.length
    }
    if (at < total || closed) return
    files.learn(name, total)
    await files.learnSent(relay, [name])
  }

  /** What a failure says of one file. Rethrows what is about the link. */
  async function setAside(file: Pick<StoredFile, 'name' | 'bytes'>, way: Transfer['way'], error: unknown): Promise<void> {
    const [status, code] = [statusOf(error), errorCode(error)]
    const isOfFile = code !== 'relay-unreachable' && code !== 'section-locked' && (code !== 'relay-refused' || (status !== null && !ofTheLink.has(status)) || /answer too large/.test(String(error)))
    if (!isOfFile || closed) throw error
    if (way === 'coming') return void aside.set(file.name, code === 'disk-full' ? 'disk-full' : code === 'file-damaged' ? 'spoilt' : 'failed')
    if (code === 'file-not-here') return files.learn(file.name, null)
    // The relay looked at what came, or it has another length here: it may be this disk.
    if (status === 400 && (await dropDamaged(files, file.name))) return
    aside.set(file.name, status === 413 ? 'too-large' : status === 507 ? 'no-room' : 'failed')
    // Where there is no room for this one there is none for what is larger.
    if (status === 507) for (const { name, bytes } of toSend()) if (bytes >= file.bytes) aside.set(name, 'no-room')
  }

  async function one(file: Pick<StoredFile, 'name' | 'bytes'>, way: Transfer['way']): Promise<void> {
    try {
      await (way === 'coming' ? take(file) : send(file))
    } catch (error) {
      await setAside(file, way, error)
    } finally {
      transfer = null
      changes.changed()
    }
  }

  async function run(): Promise<void> {
    await files.ready
    // Another relay knows nothing of what was sent to the one before, and this one may have lost its disk since.
    const there = asked ? undefined : await client.filesThere()
    if (!goesOn()) return
    if (there) await files.learnAllSent(relay, there)
    else if (!asked) await files.learnSent(relay, [])
    let moved = !asked
    asked = true
    while (goesOn()) {
      // What somebody waits for comes before what nobody sees.
      const [coming, going] = [toTake(), toSend()]
      if (coming.length + going.length === 0) break
      const waited = files.asked().length
      /** Nobody has begun to wait for something meanwhile. */
      const inOrder = () => goesOn() && files.asked().length <= waited
      for (const file of coming) if (inOrder()) await one(file, 'coming')
      for (const file of going) if (inOrder() && files.isHere(file.name) && !aside.has(file.name)) await one(file, 'sending')
      moved = true
    }
    if (moved && aside.size === 0) patience = again.first
    if (moved && !closed) await files.tidy(Date.now())
  }

  function look(): void {
    for (const name of files.asked()) {
      if (heard.has(name)) continue
      heard.add(name)
      aside.delete(name)
      resting = false
    }
    for (const name of heard) if (!files.asked().includes(name)) heard.delete(name)
    due = true
    // Whoever was away may find another disk there.
    if (!isInStep()) {
      asked = resting = false
      files.doubt()
    }
    if (closed || running || resting || !isInStep()) return
    running = true
    due = false
    void run().catch(() => (resting = true)).finally(() => {
      running = false
      if (closed) return
      if (resting) later()
      else if (due) look()
      else if (aside.size > 0 || toTake().length + toSend().length > 0) later()
    })
  }

  /** Tries again in a while; sooner than was meant where there is news, and never later for what happens meanwhile. */
  function later(): void {
    const at = performance.now() + patience
    if (at >= retryAt) return
    clearTimeout(timer)
    retryAt = at
    timer = setTimeout(retry, patience)
    patience = Math.min(patience * again.longer, again.most)
  }

  function retry(): void {
    resting = false
    retryAt = Infinity
    for (const [name, why] of aside) if (why !== 'spoilt') aside.delete(name)
    look()
  }

  const stop = files.changes.listen(look)

  return {
    changes,
    under: (name) => (transfer?.name === name ? transfer : undefined),
    refusal(name) {
      const why = aside.get(name)
      return why === 'too-large' || why === 'no-room' || why === 'disk-full' ? why : undefined
    },
    isMissing: (name) => ['missing', 'spoilt', 'failed'].includes(aside.get(name)!),
    look,
    news() {
      patience = again.first
      if (aside.size > 0) later()
      look()
    },
    close() {
      closed = true
      clearTimeout(timer)
      stop()
    },
  }
}

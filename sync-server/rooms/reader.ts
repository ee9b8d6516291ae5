/**
 * Brings one socket what its room has and gets, at the socket's own pace.
 * Invariant: a socket gets every piece above the last one that it got, in order; what it can't take yet stays on the disk, so a
 * slow one costs a bounded piece of memory and keeps nobody waiting.
 */
import { keepOf } from '../wire/cut.js'
import { mergePieces } from '../wire/merge.js'
import { emptyStep2, writeArrived, writeUpdateMessage } from '../wire/messages.js'
import { readUpdate, type Range } from '../wire/update.js'
import { pieceBytes } from './keys.js'
import type { Room } from './room.js'

/** A piece on its way to several sockets: written once. */
export interface Sending {
  number: number
  message: Uint8Array
}

export interface Outlet {
  /** `sent` is called once the bytes have left this process. */
  send(message: Uint8Array, sent: () => void): void
  /** Bytes that have not left yet. */
  buffered(): number
  failed(): void
}

/** Bytes under way to one socket, above which it gets no more. */
const mostBuffered = 512 * 1024
const readAtOnce = 256 * 1024

/** Pieces that are sent as one: what of them the device lacks. */
interface Group {
  updates: Uint8Array[]
  size: number
  /** There is something in it that the device does not know, and not only deletions. */
  isNew: boolean
  /** Number of the last, and bytes up to its end. */
  last: number
  passed: number
}

export class Reader {
  readonly #room: Room
  readonly #outlet: Outlet
  #cursor = -1
  /** What the device has said that it has, until it has all of the rest. */
  #known: ReadonlyMap<number, number> | null = null
  /** Bytes of the pieces up to the cursor, those that the device had before among them. */
  #passed = 0
  #behind = false
  #pumping = false
  #again = false
  #ended = false

  constructor(room: Room, outlet: Outlet) {
    this.#room = room
    this.#outlet = outlet
  }

  /** Sends what a device with these clocks lacks, saying how far that is, an empty step 2, and from then on what comes. */
  start(known: ReadonlyMap<number, number>): void {
    this.#cursor = 0
    this.#known = known
    this.#passed = 0
    this.#behind = true
    this.#again = true
    void this.#pump()
  }

  /** New pieces of the room; `own` when this socket brought them. */
  offer(pieces: readonly Sending[], previous: number, own: boolean): void {
    if (this.#cursor < 0 || this.#behind) return
    for (const { number, message } of pieces) {
      if (number > this.#cursor) {
        if (this.#cursor < previous || (!own && this.#isFull())) {
          this.#behind = true
          void this.#pump()
          return
        }
        if (!own) this.#send(message)
        this.#cursor = number
      }
      previous = number
    }
  }

  end(): void {
    this.#ended = true
  }

  #isFull(): boolean {
    return this.#outlet.buffered() > mostBuffered
  }

  #send(message: Uint8Array): void {
    this.#outlet.send(message, () => {
      if (this.#behind && !this.#isFull()) void this.#pump()
    })
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#behind && !this.#ended && !this.#isFull()) await this.#sendNext()
    } catch {
      this.#outlet.failed()
    } finally {
      this.#pumping = false
    }
  }

  async #sendNext(): Promise<void> {
    this.#again = false
    const pieces = await this.#room.read(this.#cursor, readAtOnce)
    // Another step 1 came meanwhile: from the beginning.
    if (this.#again || this.#ended) return
    for (const group of this.#grouped(pieces)) {
      for (const update of this.#joined(group.updates)) this.#send(writeUpdateMessage(update))
      this.#passed = group.passed
      this.#cursor = group.last
      // Not of deletions alone, which are told again each time: a device that goes on in the middle must not hear of the beginning.
      if (group.isNew) this.#send(writeArrived(this.#passed, Math.max(this.#passed, this.#room.state.bytes)))
    }
    // What came while this was being read is read next.
    if (pieces.length || this.#cursor < this.#room.head) return
    this.#behind = false
    if (this.#known) this.#send(emptyStep2)
    this.#known = null
  }

  /** Neighbours up to a piece's size together: a device that was away opens what a thousand edits change once, not for each of them. */
  #grouped(pieces: readonly { number: number; bytes: Uint8Array }[]): Group[] {
    const groups: Group[] = []
    let passed = this.#passed
    for (const { number, bytes } of pieces) {
      const { update, isNew } = this.#known ? lackingOf(bytes, this.#known) : { update: bytes, isNew: false }
      passed += bytes.length
      const size = update?.length ?? 0
      const before = groups.at(-1)
      if (before && before.size + size <= pieceBytes) {
        if (update) before.updates.push(update)
        groups[groups.length - 1] = { ...before, size: before.size + size, isNew: before.isNew || isNew, last: number, passed }
      } else groups.push({ updates: update ? [update] : [], size, isNew, last: number, passed })
    }
    return groups
  }

  #joined(updates: Uint8Array[]): Uint8Array[] {
    const joined = updates.length > 1 ? mergePieces(updates, (range) => this.#room.isDeleted(range)) : null
    return joined ? [joined] : updates
  }
}

/** `isNew`: there is something in it that the device does not know, and not only deletions. */
function lackingOf(bytes: Uint8Array, known: ReadonlyMap<number, number>): { update: Uint8Array | null; isNew: boolean } {
  const read = readUpdate(bytes)
  const isLacking = ({ client, end }: Range) => end > (known.get(client) ?? 0)
  return { update: read && keepOf(bytes, read, isLacking, () => true), isNew: read?.structs.some(isLacking) ?? false }
}

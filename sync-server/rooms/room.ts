/**
 * One room while somebody is in it: what it holds is on the disk, here are only the clocks of it.
 * Invariant: an update is on the disk before anybody else hears of it and before it is called durable; the clocks that are
 * told to devices are those of what is on the disk. No Yjs document is ever built: an idle room costs nothing, a busy one its clocks.
 *
 * On the disk a room is a row of numbered pieces, each an update. Compaction (compact.ts) joins neighbours under the higher
 * number, so that whoever reads on from a number misses nothing.
 */
import type { Commits } from '../store/commits.js'
import { StoreRefused, type Store } from '../store/store.js'
import { Clocks } from '../wire/clocks.js'
import { cutUpdate, keepOf } from '../wire/cut.js'
import { readUpdate, type Range, type ReadUpdate, type Struct } from '../wire/update.js'
import { loosePieceBytes, pieceBytes, pieceKey, piecePrefix, pieceNumber, readRoomState, roomStateKey, writeRoomState, type RoomName, type RoomState } from './keys.js'
import type { Usage } from './usage.js'

/** Pieces that have just become durable, in order. `previous` is the room's last number before the first. */
export interface NewPieces {
  pieces: { number: number; bytes: Uint8Array }[]
  previous: number
}

type Received =
  /** Durable: what it brought, client by client, up to these clocks; `null` when it brought nothing at all. */
  | { code: 'durable'; clocks: Map<number, number> | null; fresh: NewPieces | null }
  | { code: 'malformed' | 'disk-full' | 'over-quota' | 'store-failed' }

const readAtOnce = 1024 * 1024

export class Room {
  readonly name: RoomName
  readonly #store: Store
  readonly #commits: Commits
  readonly #usage: Usage
  readonly state: RoomState
  readonly #stored = new Clocks()
  readonly #deleted = new Clocks()
  /** Of updates that are being written; whatever meets them waits for them. */
  #claimed = new Clocks()
  #inFlight = new Set<Promise<unknown>>()
  #comparing: Promise<unknown> = Promise.resolve()
  #next: number
  /** Updates with deletions since it was loaded: compaction sees whether one came while it ran. */
  deletions = 0
  /** The highest number that is on the disk. */
  head: number

  private constructor(name: RoomName, store: Store, commits: Commits, usage: Usage, state: RoomState) {
    this.name = name
    this.#store = store
    this.#commits = commits
    this.#usage = usage
    this.state = state
    this.#next = 1
    this.head = 0
  }

  /** Reads the room through once, a piece at a time. */
  static async load(name: RoomName, store: Store, commits: Commits, usage: Usage): Promise<Room> {
    const state = readRoomState(await store.get(roomStateKey(name)))
    const room = new Room(name, store, commits, usage, state)
    for await (const { number, bytes } of room.pieces(0)) {
      room.#note(readUpdate(bytes) ?? { structs: [], deletes: [], deletesFrom: 0 })
      room.head = number
    }
    // Numbers that were given out and whose pieces were joined later are never given out again.
    room.#next = Math.max(room.head, state.head) + 1
    return room
  }

  stateVector(): Uint8Array {
    return this.#stored.encodeStateVector()
  }

  isDeleted(range: Range): boolean {
    return this.#deleted.covers(range)
  }

  /** Its pieces above this number, in order, at most `maxBytes` a read. */
  async read(after: number, maxBytes: number): Promise<{ number: number; bytes: Uint8Array }[]> {
    const found = await this.#store.read(piecePrefix(this.name), pieceKey(this.name, after), maxBytes)
    return found.map(([key, bytes]) => ({ number: pieceNumber(key), bytes }))
  }

  async *pieces(after: number): AsyncGenerator<{ number: number; bytes: Uint8Array }> {
    for (let from = after; ; ) {
      const found = await this.read(from, readAtOnce)
      yield* found
      if (found.length === 0) return
      from = found.at(-1)!.number
    }
  }

  /** Validates, stores; the caller hands on what is `fresh`, then says durable. */
  async receive(bytes: Uint8Array): Promise<Received> {
    const update = readUpdate(bytes)
    if (!update) return { code: 'malformed' }
    // A device repeats itself when it comes back in the middle of an edit. What it repeats must be what is there: else it
    // would be told durable of an entry that nobody has. From the last look to the claim nothing waits.
    for (let compared = 0; ; ) {
      if (update.structs.some((struct) => this.#claimed.touches(struct))) {
        await Promise.allSettled(this.#inFlight)
        continue
      }
      const repeated = update.structs.filter((struct) => this.#stored.touches(struct))
      if (repeated.length === compared) break
      // One at a time: each reads the room through.
      const has = this.#comparing.then(() => this.#has(repeated))
      this.#comparing = has.catch(() => {})
      if (!(await has)) return { code: 'malformed' }
      compared = repeated.length
    }
    const fresh = keepOf(bytes, update, (struct) => !this.#stored.covers(struct), (range) => !this.#deleted.covers(range))
    if (fresh) {
      const stored = await this.#write(fresh, fresh === bytes ? update : readUpdate(fresh)!)
      return 'code' in stored ? stored : { code: 'durable', clocks: clocksOf(update), fresh: stored }
    }
    return { code: 'durable', clocks: update.structs.length + update.deletes.length ? clocksOf(update) : null, fresh: null }
  }

  async #write(bytes: Uint8Array, update: ReadUpdate): Promise<NewPieces | { code: 'disk-full' | 'over-quota' | 'store-failed' }> {
    const adds = update.structs.some(({ kind }) => kind === 'entry')
    const pieces = cutUpdate(bytes, update, pieceBytes)
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (!this.#usage.take(this.name.section, size, adds)) return { code: 'over-quota' }
    const numbered = pieces.map((piece) => ({ number: this.#next++, bytes: piece }))
    const last = numbered.at(-1)!.number
    const { state } = this
    state.bytes += size
    const loose = pieces.filter((piece) => piece.length < loosePieceBytes).length
    state.loose += loose
    if (update.deletes.length) {
      this.deletions++
      state.forget = true
    }
    state.head = last
    for (const struct of update.structs) this.#claimed.add(struct)
    const writes = numbered.map((piece) => [pieceKey(this.name, piece.number), piece.bytes] as const)
    const written = this.#commits.commit([...writes, [roomStateKey(this.name), writeRoomState(state)]])
    this.#inFlight.add(written)
    try {
      await written
    } catch (error) {
      this.#usage.give(this.name.section, size)
      state.bytes -= size
      state.loose -= loose
      return { code: error instanceof StoreRefused ? error.code : 'store-failed' }
    } finally {
      this.#inFlight.delete(written)
      if (this.#inFlight.size === 0) this.#claimed = new Clocks()
    }
    this.#note(update)
    const previous = this.head
    this.head = last
    return { pieces: numbered, previous }
  }

  /** Whether these are what the room has in their places, or had until they were deleted. */
  async #has(structs: readonly Struct[]): Promise<boolean> {
    const repeated = new Map<string, Struct>()
    for (const struct of structs) if (struct.kind === 'entry') repeated.set(`${struct.client} ${struct.start}`, struct)
    if (repeated.size === 0) return true
    for await (const { bytes } of this.pieces(0)) {
      for (const struct of readUpdate(bytes)?.structs ?? []) {
        const said = struct.kind === 'entry' && repeated.get(`${struct.client} ${struct.start}`)
        if (said && Buffer.compare(said.content, struct.content) !== 0) return false
      }
    }
    return true
  }

  #note(update: ReadUpdate): void {
    for (const struct of update.structs) {
      this.#stored.add(struct)
      if (struct.kind !== 'entry') this.#deleted.add(struct)
    }
    for (const range of update.deletes) this.#deleted.add(range)
  }

  /** Resolves once nothing is being written. */
  async settled(): Promise<void> {
    while (this.#inFlight.size) await Promise.allSettled(this.#inFlight)
  }
}

function clocksOf({ structs }: ReadUpdate): Map<number, number> {
  const clocks = new Map<number, number>()
  for (const { client, end } of structs) clocks.set(client, Math.max(end, clocks.get(client) ?? 0))
  return clocks
}

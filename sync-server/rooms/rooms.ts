/**
 * The rooms that somebody is in. Invariant: a room is in memory once, while a socket holds it and a little longer; it is
 * compacted soon after something was deleted, before it is let go, and after a start if a kill came first.
 */
import type { Commits } from '../store/commits.js'
import type { Store } from '../store/store.js'
import { Presences } from '../wire/awareness.js'
import { compactRoom } from './compact.js'
import { channelOf, readRoomState, roomOfStateKey, roomStatePrefix, type RoomName } from './keys.js'
import type { Sending } from './reader.js'
import { Room } from './room.js'
import type { Usage } from './usage.js'

/** What a room's sockets hear of one another. `from` is the socket that it came from. */
export type RoomNews =
  | { type: 'pieces'; pieces: readonly Sending[]; previous: number; from: object }
  | { type: 'presences'; message: Uint8Array }

export interface OpenRoom {
  room: Room
  presences: Presences<object>
  /** Says that something has been stored, so that compaction can be due. */
  stored(): void
  release(): void
}

export interface RoomsSettings {
  store: Store
  commits: Commits
  usage: Usage
  /** Milliseconds a room stays in memory after its last socket. */
  idleMs: number
  /** Milliseconds between a deletion and compaction. */
  settleMs: number
  onCompacted(): void
  onCompactionFailed(): void
  onLetGo(): void
}

interface Held {
  loading: Promise<Room>
  presences: Presences<object>
  holders: number
  idle: NodeJS.Timeout | null
  compaction: NodeJS.Timeout | null
}

/** Small pieces a room may have before it is compacted. */
const mostLoose = 64

export class Rooms {
  readonly #settings: RoomsSettings
  readonly #held = new Map<string, Held>()
  /** Compactions, one at a time: each takes memory and the disk. */
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(settings: RoomsSettings) {
    this.#settings = settings
  }

  get size(): number {
    return this.#held.size
  }

  async open(name: RoomName): Promise<OpenRoom> {
    const channel = channelOf(name)
    const held = this.#held.get(channel) ?? this.#hold(name, channel)
    held.holders++
    if (held.idle) clearTimeout(held.idle)
    held.idle = null
    let released = false
    const release = () => {
      if (released) return
      released = true
      if (--held.holders === 0 && !this.#closed) held.idle = setTimeout(() => void this.#letGo(channel, held), this.#settings.idleMs)
    }
    try {
      const room = await held.loading
      return { room, presences: held.presences, release, stored: () => this.#stored(held, room) }
    } catch (error) {
      release()
      this.#held.delete(channel)
      throw error
    }
  }

  /** Compacts what a kill or a full disk has left undone. */
  async resume(): Promise<void> {
    for (let after = ''; !this.#closed; ) {
      const found = await this.#settings.store.read(roomStatePrefix, after, 64 * 1024)
      if (found.length === 0) return
      for (const [key, value] of found) {
        if (!readRoomState(value).forget || this.#closed) continue
        const open = await this.open(roomOfStateKey(key))
        await this.#compact(open.room)
        open.release()
      }
      after = found.at(-1)![0]
    }
  }

  /** Lets everything go, compacted or not. The sockets have left before. */
  async close(): Promise<void> {
    this.#closed = true
    for (const held of this.#held.values()) {
      if (held.idle) clearTimeout(held.idle)
      if (held.compaction) clearTimeout(held.compaction)
    }
    await this.#turn
    this.#held.clear()
  }

  #hold(name: RoomName, channel: string): Held {
    const { store, commits, usage } = this.#settings
    const held: Held = { loading: Room.load(name, store, commits, usage), presences: new Presences(), holders: 0, idle: null, compaction: null }
    this.#held.set(channel, held)
    return held
  }

  #stored(held: Held, room: Room): void {
    if ((!room.state.forget && room.state.loose <= mostLoose) || held.compaction || this.#closed) return
    held.compaction = setTimeout(() => {
      void this.#compact(room).finally(() => {
        held.compaction = null
      })
    }, this.#settings.settleMs)
  }

  #compact(room: Room): Promise<void> {
    const { store, commits, usage, onCompacted, onCompactionFailed } = this.#settings
    this.#turn = this.#turn.then(async () => {
      if (this.#closed) return
      await compactRoom(room, store, commits, usage).then(onCompacted, onCompactionFailed)
    })
    return this.#turn
  }

  async #letGo(channel: string, held: Held): Promise<void> {
    const room = await held.loading.catch(() => null)
    if (room && held.holders === 0 && (room.state.forget || room.state.loose > 1)) await this.#compact(room)
    await room?.settled()
    if (held.holders > 0 || this.#held.get(channel) !== held) return
    if (held.compaction) clearTimeout(held.compaction)
    this.#held.delete(channel)
    this.#settings.onLetGo()
  }
}


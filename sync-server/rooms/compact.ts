/**
 * Makes a room small again: joins its pieces up to 256 KiB and drops the content of what is deleted, in memory, on disk and in
 * the store's own files. Invariant: at every moment the pieces above any number are all that a reader who has read so far lacks.
 * Each step is one batch, so that a kill in between leaves a room that is whole and still marked as not yet compacted.
 */
import type { Commits } from '../store/commits.js'
import type { Store } from '../store/store.js'
import { mergePieces } from '../wire/merge.js'
import { readUpdate } from '../wire/update.js'
import { pieceBytes, pieceKey, piecePrefix, roomStateKey, writeRoomState } from './keys.js'
import type { Room } from './room.js'
import type { Usage } from './usage.js'

interface Piece {
  number: number
  bytes: Uint8Array
}

/** Rejects with `StoreRefused` when the disk gives no room even to make room. */
export async function compactRoom(room: Room, store: Store, commits: Commits, usage: Usage): Promise<void> {
  await room.settled()
  const { head, deletions } = room
  const { forget, loose } = room.state
  let group: Piece[] = []
  let size = 0
  for await (const piece of room.pieces(0)) {
    if (piece.number > head) break
    if (group.length && size + piece.bytes.length > pieceBytes) {
      await replace(room, commits, usage, group)
      group = []
      size = 0
    }
    group.push(piece)
    size += piece.bytes.length
  }
  if (group.length) await replace(room, commits, usage, group)
  if (forget) await store.scrub(piecePrefix(room.name))
  room.state.loose = Math.max(0, room.state.loose - loose)
  if (room.deletions === deletions) room.state.forget = false
  await commits.commit([[roomStateKey(room.name), writeRoomState(room.state)]], true)
}

async function replace(room: Room, commits: Commits, usage: Usage, group: Piece[]): Promise<void> {
  const forgets = group.some(({ bytes }) => readUpdate(bytes)?.structs.some((struct) => struct.kind === 'entry' && room.isDeleted(struct)))
  if (group.length === 1 && !forgets) return
  const merged = mergePieces(group.map(({ bytes }) => bytes), (range) => room.isDeleted(range))
  // A piece that can't be read stays as it is: nothing is dropped that was not understood.
  if (!merged) return
  const saved = group.reduce((sum, { bytes }) => sum + bytes.length, 0) - merged.length
  const { number } = group.at(-1)!
  room.state.bytes -= saved
  usage.give(room.name.section, saved)
  const gone = group.map((piece) => [pieceKey(room.name, piece.number), null] as const)
  await commits.commit([...gone, [pieceKey(room.name, number), merged], [roomStateKey(room.name), writeRoomState(room.state)]], true)
}

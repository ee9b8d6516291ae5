/**
 * Where a room is in the store. Invariant: keys of one room share a prefix that no other room's begin with, and pieces sort
 * by their number; names have been checked against `roomPath` before they come here.
 */
export const compartments = ['people', 'commons', 'membership'] as const

export interface RoomName {
  section: string
  compartment: (typeof compartments)[number]
}

/** Bytes of a piece below which it is worth joining with its neighbours. */
export const loosePieceBytes = 64 * 1024
/** Bytes of a piece that is sent at once, but for an entry that is larger. */
export const pieceBytes = 256 * 1024

const digits = 12

export const channelOf = ({ section, compartment }: RoomName): string => `${section}/${compartment}`
export const piecePrefix = (name: RoomName): string => `p/${channelOf(name)}/`
export const pieceKey = (name: RoomName, number: number): string => `${piecePrefix(name)}${String(number).padStart(digits, '0')}`
export const pieceNumber = (key: string): number => Number(key.slice(-digits))
export const roomStatePrefix = 'm/'
export const roomStateKey = (name: RoomName): string => `${roomStatePrefix}${channelOf(name)}`

export function roomOfStateKey(key: string): RoomName {
  const [, section, compartment] = key.split('/') as [string, string, RoomName['compartment']]
  return { section, compartment }
}

/** What is known of a room without reading it. */
export interface RoomState {
  /** Of all its pieces. */
  bytes: number
  /** Small pieces that came since it was compacted. */
  loose: number
  /** Whether content of deleted entries may still be there. */
  forget: boolean
  /** The highest number ever given to a piece. */
  head: number
}

export function readRoomState(bytes: Uint8Array | null): RoomState {
  return bytes ? (JSON.parse(Buffer.from(bytes).toString()) as RoomState) : { bytes: 0, loose: 0, forget: false, head: 0 }
}

export const writeRoomState = (state: RoomState): Uint8Array => Buffer.from(JSON.stringify(state))

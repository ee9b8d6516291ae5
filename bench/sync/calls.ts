/** What the processes of the measures are asked. */
import type { Secrets } from '#core/sealing/vault'

/** Milliseconds of a clock that all processes of a machine share. */
export const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6

/** One device of a section, and all of them; a peer needs none of it. */
export interface Keys {
  secrets: Secrets
  all: Secrets[]
}

export interface Timed {
  ms: number
  /** Received and sent at the socket. */
  bytes: number
}

type Values = [id: string, city: string][]

/** A device of ours, or a stock y-websocket client: the same is asked of both. */
export interface DeviceCalls {
  /** Makes the people, and gives them to the server. */
  fill(address: string, count: number, keys: Keys): void
  /** From nothing to everyone. */
  firstSync(address: string, count: number, keys: Keys): Timed
  ids(count: number): string[]
  /** Writes a city; answers when it was asked to. */
  edit(id: string, city: string): number
  /** Resolves once the server has all. */
  stored(): void
  /** Answers when the last of these values was there to be shown. */
  seen(values: Values): number
  disconnect(): void
  /** Until these values are there to be shown. */
  reconnect(values: Values): Timed
  /** What was asked before has begun. */
  ready(): void
  close(): void
}

/** A section with so many clients, as the load sees it. */
export interface LoadRoom {
  /** Path of the room at the server. */
  path: string
  /** Tells who connects; a peer has nothing to show. */
  members: Secrets[]
}

export interface LoadOutcome {
  /** Updates that all others of their room got, a second. */
  perSecond: number
  updates: number
  lost: number
}

export type Wire = 'ours' | 'y-websocket' | 'hocuspocus'

export interface LoadCalls {
  /** Each client sends so many updates, each as soon as one of its earlier ones is everywhere. */
  handOn(wire: Wire, address: string, rooms: LoadRoom[], updates: number): LoadOutcome
  /** Puts so many people into each room, by one client that then stays and says nothing. */
  settle(wire: Wire, address: string, rooms: LoadRoom[], people: number): void
  /** All clients leave. */
  leave(): void
}

/**
 * A room's connection to the relay, by the stock y-websocket client: opened again by itself, for ever, unless the relay
 * says that this device is none of the section's.
 * Invariant: a room counts as in step only from the relay's whole answer on, and never after its connection is gone.
 */
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type { Room } from '#core/log/room'
import { messageArrived, messageDurable, messageSync, readArrived, readDurable, readGreeting } from '#core/log/room-messages'
import { deferredSocket } from './deferred-socket'

/** Close codes of docs/sync/protocol.md. */
const refusals: Record<number, Refusal> = { 4403: 'not-yours', 4410: 'removed', 4413: 'too-large', 4507: 'no-room' }
export type Refusal = 'not-yours' | 'removed' | 'too-large' | 'no-room'
/** After these nothing is tried again. */
const final = new Set<number>([4403, 4410])

export type ConnectionState = { state: 'offline' | 'connecting' | 'in-step' } | { state: 'refused'; why: Refusal }

export interface RoomConnection {
  state(): ConnectionState
  /** What is said to all who are connected now, and kept nowhere. */
  readonly awareness: Awareness
  /** No connection until it is let go on. */
  pause(on: boolean): void
  close(): void
}

/** Milliseconds between two tries, at most. */
const longestWait = 30_000

export function connectRoom(ports: {
  room: Room
  /** `wss://…`, without the room. */
  relay: string
  /** Path below the relay, without a slash before it. */
  path: string
  /** Subprotocols for one connection. */
  protocols(url: string): Promise<string[]>
  openSocket(url: string, protocols: string[]): WebSocket
  onChange(): void
}): RoomConnection {
  const { room } = ports
  let state: ConnectionState = { state: 'offline' }
  let ended = false
  let paused = false
  /** Tries that follow one that failed are no news: until one reaches the relay, it is offline, and says so without a flicker. */
  let failing = false

  function become(next: ConnectionState): void {
    if (ended) return
    state = next
    room.inStep(next.state === 'in-step')
    ports.onChange()
  }

  const provider = new WebsocketProvider(ports.relay, ports.path, room.doc, {
    connect: false,
    // Another window of this machine has no part in it.
    disableBc: true,
    maxBackoffTime: longestWait,
    WebSocketPolyfill: deferredSocket(ports.protocols, ports.openSocket),
    shouldReconnect: ({ code }) => !final.has(code),
  })

  provider.messageHandlers[messageDurable] = (_encoder, decoder) => {
    room.durable(readDurable(decoder))
  }
  provider.messageHandlers[messageArrived] = (_encoder, decoder) => {
    room.arriving(readArrived(decoder))
  }
  const usual = provider.messageHandlers[messageSync]!
  provider.messageHandlers[messageSync] = (encoder, decoder, ...rest) => {
    const greeting = readGreeting(decoder)
    if (greeting) room.durable(greeting)
    usual(encoder, decoder, ...rest)
  }
  provider.on('sync', (inStep) => {
    // Its opposite is the connection's end, which says why.
    if (inStep) become({ state: 'in-step' })
  })
  provider.on('connection-close', (event) => {
    const why = refusals[event?.code ?? 0]
    failing = true
    become(why ? { state: 'refused', why } : { state: 'offline' })
  })
  provider.on('status', ({ status }) => {
    if (status === 'connected') failing = false
    if (status !== 'disconnected' && !failing && state.state !== 'refused') become({ state: 'connecting' })
  })
  // Not before it is returned: what is said of a connection is asked of it.
  queueMicrotask(() => {
    if (!ended && !paused) provider.connect()
  })

  return {
    awareness: provider.awareness,
    state: () => state,
    pause(on) {
      paused = on
      failing = false
      if (on) provider.disconnect()
      else provider.connect()
    },
    close() {
      provider.destroy()
      room.inStep(false)
      ended = true
    },
  }
}

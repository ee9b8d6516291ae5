/**
 * The relay as the engine reaches it: through the main process, which is the only one that has a network.
 * Invariant: for each message the main process hears that it was taken, once its listener is done with it, also when that
 * threw: what is never taken would hold up all that comes after it.
 */
import { newId } from '#core/domain/ids'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { AskRelay } from './relay-client'

export interface HostRelay {
  ask: AskRelay
  /** For `connectRoom`. Only the URL's path is used: the main process knows the address. */
  openSocket(url: string, protocols: string[]): WebSocket
}

/** Asks the address that `relayUse` was given. */
export function hostRelay(host: RpcClient<Host, HostTopics>): HostRelay {
  return {
    ask: (path, init) => host.call('relayRequest', { path, ...init }),
    openSocket: (url, protocols) => {
      const { pathname, search } = new URL(url)
      return new HostSocket(host, `${pathname}${search}`, protocols) as unknown as WebSocket
    },
  }
}

type Listener<Given> = ((event: Given) => void) | null

/** Close codes for an upgrade that the relay refused: those that it closes an open socket with for the same reason. */
const refusals: Record<string, number> = { unauthorized: 4401, forbidden: 4403, removed: 4410, 'too-much': 4429 }

/** As much of a WebSocket as `deferredSocket` uses; binary messages only. */
class HostSocket {
  binaryType: BinaryType = 'arraybuffer'
  onopen: Listener<object> = null
  onmessage: Listener<{ data: ArrayBuffer }> = null
  /** Never called: that it is closed says it all. */
  onerror: Listener<object> = null
  onclose: Listener<{ code: number; reason: string }> = null
  readyState: number = 0
  readonly #host: RpcClient<Host, HostTopics>
  readonly #id = newId()
  readonly #unsubscribe: () => void

  constructor(host: RpcClient<Host, HostTopics>, path: string, protocols: string[]) {
    this.#host = host
    this.#unsubscribe = host.subscribe('relaySocket', { id: this.#id, path, protocols }, (event) => this.#hear(event))
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === 1) void this.#host.call('relaySend', this.#id, bytes).catch(() => {})
  }

  close(code = 1005, reason = ''): void {
    if (this.readyState >= 2) return
    this.readyState = 2
    this.#unsubscribe()
    queueMicrotask(() => this.#end(code, reason))
  }

  #hear(event: HostTopics['relaySocket']['event']): void {
    // What was under way when it was closed here.
    if (this.readyState >= 2) return
    if (event.type === 'open') {
      this.readyState = 1
      this.onopen?.({})
    } else if (event.type === 'message') {
      const { buffer, byteOffset, length } = event.bytes
      try {
        this.onmessage?.({ data: (length === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + length)) as ArrayBuffer })
      } finally {
        void this.#host.call('relayTook', this.#id).catch(() => {})
      }
    } else {
      this.#unsubscribe()
      this.#end((event.code === 1006 && refusals[event.reason]) || event.code, event.reason)
    }
  }

  #end(code: number, reason: string): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

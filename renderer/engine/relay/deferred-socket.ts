/**
 * A WebSocket whose subprotocols are made while it is being opened: each connection shows the relay a token of its own,
 * signed for it, while the client that opens connections wants a socket at once.
 * Invariant: what the socket throws at its listeners stays here: a relay that sends nonsense ends its connection, not the engine.
 */

/** As much of a socket as the y-websocket client uses. */
type Listener<Given> = ((event: Given) => void) | null

/** `protocols` may reject: then the connection counts as failed, and is tried again like any other. */
export function deferredSocket(protocols: (url: string) => Promise<string[]>, open: (url: string, protocols: string[]) => WebSocket): typeof WebSocket {
  class DeferredSocket {
    /** The one state that the client compares with. */
    readonly OPEN = 1
    binaryType: BinaryType = 'arraybuffer'
    onopen: Listener<Event> = null
    onmessage: Listener<MessageEvent> = null
    onerror: Listener<Event> = null
    onclose: Listener<{ code: number; reason: string }> = null
    #socket: WebSocket | null = null
    #closed = false

    constructor(readonly url: string) {
      protocols(url).then(
        (offered) => this.#begin(offered),
        () => this.#end({ code: 1006, reason: '' }),
      )
    }

    get readyState(): number {
      return this.#socket?.readyState ?? (this.#closed ? 3 : 0)
    }

    send(bytes: Uint8Array<ArrayBuffer>): void {
      this.#socket?.send(bytes)
    }

    close(code?: number, reason?: string): void {
      this.#closed = true
      this.#socket?.close(code, reason)
    }

    #begin(offered: string[]): void {
      if (this.#closed) return this.#end({ code: 1006, reason: '' })
      const socket = open(this.url, offered)
      this.#socket = socket
      socket.binaryType = this.binaryType
      socket.onopen = (event) => this.onopen?.(event)
      socket.onerror = (event) => this.onerror?.(event)
      socket.onclose = (event) => this.#end(event)
      socket.onmessage = (event) => {
        try {
          // Text is nothing that a relay says.
          if (event.data instanceof ArrayBuffer) this.onmessage?.(event)
          else socket.close(4400)
        } catch {
          socket.close(4400)
        }
      }
    }

    #end(event: { code: number; reason: string }): void {
      this.#closed = true
      this.onclose?.(event)
    }
  }
  return DeferredSocket as unknown as typeof WebSocket
}

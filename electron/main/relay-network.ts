/**
 * The app's one way out: requests and sockets to the relay in use. Invariant: each connection is made to the one address that
 * this was opened for, directly (no proxy, whatever the environment says), over TLS that is verified, and is gone with `close`.
 * No redirect is followed and no cookie kept. What the relay sends faster than the engine takes waits in the relay: no queue on
 * the way (a message port has no bound of its own) grows with it.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { WebSocket } from 'ws'
import { PortError } from '#core/ports/errors'
import type { HostTopics, RelayAnswer } from '#core/ports/host'
import { readAddress, type RelayRequest, type RelaySocketRequest } from './relay-address'

type SocketEvent = HostTopics['relaySocket']['event']

export interface RelayNetwork {
  /** Rejects with `relay-unreachable`, or with `relay-refused` where a body is too large. */
  request(asked: RelayRequest): Promise<RelayAnswer>
  /** Tells of `close` exactly once, unless the returned function ended the socket before. */
  open(asked: RelaySocketRequest, emit: (event: SocketEvent) => void): () => void
  send(id: string, bytes: Uint8Array): void
  /** The engine is done with one more message. */
  took(id: string): void
  /** Ends everything at once. */
  close(): void
}

/** Bytes of a body. */
const longestBody = 1024 * 1024
/** Bytes of a message: what the relay takes (docs/sync/protocol.md), and what the wire format adds. */
const longestMessage = 64 * 1024 * 1024 + 64 * 1024
/** Bytes that may wait to be sent; a relay that takes nothing loses its socket. */
const mostToSend = 2 * longestMessage
/** What the engine may have before it before the relay has to wait: bytes, and messages, which cost more than their bytes. */
const mostToTake = { bytes: 8 * 1024 * 1024, messages: 256 }
/** Milliseconds. */
const usualPatience = 15_000
const longPatience = 40_000
/** Milliseconds that a socket has to close in good order. */
const farewell = 2000

/** Only `localhost` is asked for here: this machine, whatever a resolver says. */
const thisMachine: LookupFunction = (_name, { all }, callback) => {
  if (all) callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }])
  else callback(null, '127.0.0.1', 4)
}

const unreachable = () => new PortError('relay-unreachable')

interface OpenSocket {
  send(bytes: Uint8Array): void
  took(): void
}

/** Rejects with `relay-refused` what is not an address of a relay. Nothing is sent before the first request. */
export function openRelayNetwork(text: string): RelayNetwork {
  const address = readAddress(text)
  const sockets = new Map<string, OpenSocket>()
  /** Ends what is under way, also what the engine has let go of. */
  const endings = new Set<() => void>()
  /** An environment variable can switch verification off for who doesn't ask for it. */
  const connection = { rejectUnauthorized: true, ...(address.host === 'localhost' ? { lookup: thisMachine } : {}) }

  function request({ method, path, headers, body, patience }: RelayRequest): Promise<RelayAnswer> {
    return new Promise((resolve, reject) => {
      if (body && body.length > longestBody) return reject(new PortError('relay-refused', 'request too large'))
      const options = { ...connection, host: address.host, port: address.port, method, path, headers: { ...headers, 'Content-Length': body?.length ?? 0 }, agent: false as const }
      const asking = address.secure ? httpsRequest(options) : httpRequest(options)
      const done = (settle: () => void) => {
        clearTimeout(deadline)
        endings.delete(end)
        settle()
        asking.destroy()
      }
      const end = () => done(() => reject(unreachable()))
      const deadline = setTimeout(end, patience === 'long' ? longPatience : usualPatience)
      endings.add(end)
      asking.on('error', end)
      // Nothing that we ask for is answered by another protocol.
      asking.on('upgrade', (_answer, socket) => {
        socket.destroy()
        end()
      })
      asking.on('response', async (answer) => {
        try {
          const bytes = await readBody(answer)
          const offset = /^\d{1,15}$/.exec(String(answer.headers['upload-offset']))
          done(() => resolve({ status: answer.statusCode!, body: bytes, ...(offset ? { offset: Number(offset[0]) } : {}) }))
        } catch (error) {
          done(() => reject(error))
        }
      })
      asking.end(body)
    })
  }

  function open({ id, path, protocols }: RelaySocketRequest, emit: (event: SocketEvent) => void): () => void {
    if (sockets.has(id)) {
      emit({ type: 'close', code: 1006, reason: '' })
      return () => {}
    }
    const socket = new WebSocket(`${address.origin.replace('http', 'ws')}${path}`, protocols, {
      ...connection,
      followRedirects: false,
      maxPayload: longestMessage,
      // What is sealed does not get smaller, and what was compressed has no size that a limit could see in time.
      perMessageDeflate: false,
    })
    socket.binaryType = 'arraybuffer'
    /** Sizes of the messages that the engine has before it. */
    const before: number[] = []
    let bytesBefore = 0
    let told = false

    const terminate = () => socket.terminate()
    const opening = setTimeout(close, usualPatience)
    endings.add(close)
    socket.once('close', () => {
      clearTimeout(opening)
      endings.delete(close)
    })

    function close(): void {
      forget(1006, '')
      terminate()
    }

    /** The engine hears no more of it. */
    function forget(code: number, reason: string): void {
      if (told) return
      told = true
      sockets.delete(id)
      emit({ type: 'close', code, reason })
    }

    function hold(): void {
      if (socket.readyState !== WebSocket.OPEN) return
      if (bytesBefore > mostToTake.bytes || before.length > mostToTake.messages) socket.pause()
      else socket.resume()
    }

    socket.on('open', () => {
      clearTimeout(opening)
      // The client only sees to it that the answer is one of those that were offered; the others are tokens.
      if (socket.protocol !== protocols[0]) return close()
      emit({ type: 'open' })
    })
    socket.on('message', (message, binary) => {
      if (told) return
      if (!binary) {
        forget(1003, 'text')
        return terminate()
      }
      const bytes = new Uint8Array(message as ArrayBuffer)
      before.push(bytes.length)
      bytesBefore += bytes.length
      emit({ type: 'message', bytes })
      hold()
    })
    socket.on('unexpected-response', (asking, answer) => {
      void refusalOf(answer).then((reason) => {
        forget(1006, reason)
        asking.destroy()
      })
    })
    socket.on('error', close)
    socket.on('close', (code, reason) => forget(code, reason.toString()))
    sockets.set(id, {
      send(bytes) {
        if (socket.readyState !== WebSocket.OPEN) return
        if (socket.bufferedAmount + bytes.length > mostToSend) return close()
        socket.send(bytes)
      },
      took() {
        bytesBefore -= before.shift() ?? 0
        hold()
      },
    })

    return () => {
      if (told) return
      told = true
      sockets.delete(id)
      if (socket.readyState !== WebSocket.OPEN) return terminate()
      socket.close(1000)
      // Its answer stands behind what nobody takes any more.
      socket.resume()
      const late = setTimeout(terminate, farewell)
      socket.once('close', () => clearTimeout(late))
    }
  }

  return {
    request,
    open,
    send: (id, bytes) => sockets.get(id)?.send(bytes),
    took: (id) => sockets.get(id)?.took(),
    close: () => endings.forEach((end) => end()),
  }
}

/** Rejects with a `PortError`. */
async function readBody(answer: IncomingMessage, most = longestBody): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > most) break
      pieces.push(piece)
    }
  } catch {
    throw unreachable()
  }
  if (length > most) throw new PortError('relay-refused', 'answer too large')
  return new Uint8Array(Buffer.concat(pieces))
}

/** The error code in the relay's answer to an upgrade, or what else it answered. */
async function refusalOf(answer: IncomingMessage): Promise<string> {
  try {
    const { error } = JSON.parse(Buffer.from(await readBody(answer, 1024)).toString()) as { error?: unknown }
    if (typeof error === 'string' && /^[a-z-]{1,40}$/.test(error)) return error
  } catch {
    // Something that stands before the relay, or is none.
  }
  return `status ${answer.statusCode}`
}

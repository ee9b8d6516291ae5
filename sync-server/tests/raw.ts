/** A bare socket in a room that listens as a device does, for tests that send what no device would. */
import * as decoding from 'lib0/decoding'
import { once } from 'node:events'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'

export interface Heard {
  type: 'step1' | 'step2' | 'update' | 'awareness' | 'durable' | 'other'
  bytes: Uint8Array
  /** Of `durable`. */
  clocks: Map<number, number>
}

function hear(message: Uint8Array): Heard {
  const decoder = decoding.createDecoder(message)
  const type = decoding.readVarUint(decoder)
  const clocks = new Map<number, number>()
  if (type === 4) for (let left = decoding.readVarUint(decoder); left > 0; left--) clocks.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
  const step = type === 0 ? decoding.readVarUint(decoder) : 0
  const bytes = type === 0 || type === 1 ? decoding.readVarUint8Array(decoder) : new Uint8Array(0)
  return { type: type === 0 ? (['step1', 'step2', 'update'] as const)[step]! : type === 1 ? 'awareness' : type === 4 ? 'durable' : 'other', bytes, clocks }
}

/** Resolves with the next message that the test lets through. */
export function next(socket: WebSocket, wanted: (heard: Heard) => boolean): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const listener = (message: Buffer) => {
      const heard = hear(message)
      if (!wanted(heard)) return
      socket.off('message', listener)
      socket.off('close', closed)
      resolve(heard)
    }
    const closed = (code: number) => reject(new Error(`closed ${code}`))
    socket.on('message', listener)
    socket.once('close', closed)
  })
}

export const nextOf = (socket: WebSocket, type: Heard['type']) => next(socket, (heard) => heard.type === type)

/** The code that the socket was closed with, or the HTTP status that its upgrade was refused with. */
export async function endOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('error', () => {})
    socket.once('close', (code) => resolve(code))
  })
}

export async function opened(socket: WebSocket): Promise<WebSocket> {
  const first = nextOf(socket, 'step1')
  first.catch(() => {})
  await Promise.race([once(socket, 'open'), endOf(socket).then((code) => Promise.reject(new Error(`refused ${code}`)))])
  await first
  return socket
}

const frame = (numbers: number[], content: Uint8Array): Uint8Array => {
  const length: number[] = []
  let left = content.length
  for (; left > 127; left = Math.floor(left / 128)) length.push((left % 128) | 128)
  length.push(left)
  const head = [...numbers, ...length]
  const bytes = new Uint8Array(head.length + content.length)
  bytes.set(head)
  bytes.set(content, head.length)
  return bytes
}

export const updateMessage = (update: Uint8Array) => frame([0, 2], update)
export const step1Message = (stateVector: Uint8Array = new Uint8Array([0])) => frame([0, 0], stateVector)
export const awarenessMessage = (update: Uint8Array) => frame([1], update)

/** An update that inserts entries, from a client of its own. */
export function updateOf(...entries: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray<Uint8Array>('entries').push(entries)
  return Y.encodeStateAsUpdate(doc)
}

/** All that the room has for a newcomer: sends step 1, applies until the empty step 2. */
export async function takeRoom(socket: WebSocket): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const done = next(socket, ({ type, bytes }) => {
    if (type === 'update') Y.applyUpdate(doc, bytes)
    return type === 'step2'
  })
  socket.send(step1Message())
  await done
  return doc
}

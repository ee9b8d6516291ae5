import { describe, expect, it } from 'vitest'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { hostRelay } from './host-relay'

type SocketEvent = HostTopics['relaySocket']['event']

/** A main process that keeps what it was asked. */
function host() {
  const calls: unknown[][] = []
  let emit: (event: SocketEvent) => void = () => {}
  let subscribed = false
  const client = {
    call: async (...call: unknown[]) => void calls.push(call),
    subscribe: (topic: string, request: unknown, listener: (event: SocketEvent) => void) => {
      calls.push([topic, request])
      subscribed = true
      emit = listener
      return () => (subscribed = false)
    },
  }
  return { client: client as unknown as RpcClient<Host, HostTopics>, calls, emit: (event: SocketEvent) => emit(event), subscribed: () => subscribed }
}

function opened() {
  const main = host()
  const socket = hostRelay(main.client).openSocket('wss://relais.exemple.org/rooms/a/people?x=1', ['permanence.1', 'permanence.token.t'])
  const heard: unknown[] = []
  socket.onopen = () => heard.push('open')
  socket.onmessage = ({ data }) => heard.push(new Uint8Array(data as ArrayBuffer))
  socket.onclose = ({ code, reason }) => heard.push([code, reason])
  const { id } = main.calls[0]![1] as { id: string }
  return { ...main, socket, heard, id }
}

describe('a socket through the main process', () => {
  it('asks for the path that the room named, and sends once it is open', () => {
    const { calls, socket, emit, heard, id } = opened()
    expect(calls).toEqual([['relaySocket', { id, path: '/rooms/a/people?x=1', protocols: ['permanence.1', 'permanence.token.t'] }]])
    socket.send(Uint8Array.of(1))
    emit({ type: 'open' })
    expect([socket.readyState, heard]).toEqual([1, ['open']])
    socket.send(Uint8Array.of(2))
    expect(calls.slice(1)).toEqual([['relaySend', id, Uint8Array.of(2)]])
  })

  it('says of each message that it was taken, also of one that its listener threw at', () => {
    const { calls, socket, emit, heard, id } = opened()
    emit({ type: 'open' })
    emit({ type: 'message', bytes: Uint8Array.of(1, 2, 3).subarray(1) })
    expect(heard[1]).toEqual(Uint8Array.of(2, 3))
    socket.onmessage = () => {
      expect(calls).toHaveLength(2)
      throw new Error('nonsense')
    }
    expect(() => emit({ type: 'message', bytes: Uint8Array.of(4) })).toThrow('nonsense')
    expect(calls.slice(1)).toEqual([['relayTook', id], ['relayTook', id]])
  })

  it.each([
    [{ code: 4410, reason: 'removed' }, 4410],
    [{ code: 1006, reason: 'removed' }, 4410],
    [{ code: 1006, reason: 'forbidden' }, 4403],
    [{ code: 1006, reason: 'unauthorized' }, 4401],
    [{ code: 1006, reason: 'status 403' }, 1006],
    [{ code: 1006, reason: '' }, 1006],
    [{ code: 1001, reason: 'removed' }, 1001],
  ])('that is closed with %j tells %d, and asks for nothing more', ({ code, reason }, told) => {
    const { socket, emit, heard, subscribed } = opened()
    emit({ type: 'close', code, reason })
    expect([heard, socket.readyState, subscribed()]).toEqual([[[told, reason]], 3, false])
    socket.close()
    emit({ type: 'message', bytes: new Uint8Array(1) })
    expect(heard).toHaveLength(1)
  })

  it('that is closed here is let go of at once, and tells in a turn of its own', async () => {
    const { socket, emit, heard, subscribed } = opened()
    emit({ type: 'open' })
    socket.close(4400)
    expect([heard, socket.readyState, subscribed()]).toEqual([['open'], 2, false])
    emit({ type: 'message', bytes: new Uint8Array(1) })
    await Promise.resolve()
    expect([heard, socket.readyState]).toEqual([['open', [4400, '']], 3])
  })
})

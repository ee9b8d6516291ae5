import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { get } from 'node:https'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { openRelayNetwork, type RelayNetwork } from './relay-network'
import { happening, opened, playRelay, selfMade } from './relay-server.fixture'

const mib = 1024 * 1024

const ends: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  for (const end of ends.splice(0).reverse()) await end()
})

async function played(options?: Parameters<typeof playRelay>[0]) {
  const relay = await playRelay(options)
  ends.push(relay.close)
  return relay
}

function networkTo(address: string): RelayNetwork {
  const network = openRelayNetwork(address)
  ends.push(network.close)
  return network
}

const ask = (network: RelayNetwork, change: Partial<Parameters<RelayNetwork['request']>[0]> = {}) => network.request({ method: 'GET', path: '/relay', headers: {}, ...change })
/** Only the timers: what happens on the network takes its own time. */
const holdTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

describe('a request', () => {
  it('arrives as it was asked, and is answered', async () => {
    const heard: unknown[] = []
    const relay = await played({
      answer: async (request, response) => {
        const pieces: Buffer[] = []
        for await (const piece of request) pieces.push(piece as Buffer)
        heard.push([request.method, request.url, request.headers, Buffer.concat(pieces).toString()])
        response.writeHead(409, { 'Set-Cookie': 'x=y' }).end(request.method === 'HEAD' ? '' : '{"error":"conflict"}')
      },
    })
    const network = networkTo(relay.address)
    const headers = { Authorization: 'Permanence abc' }
    const answer = await ask(network, { method: 'PUT', path: '/sections/a/messages?after=1', headers, body: new TextEncoder().encode('words') })
    expect({ ...answer, body: new TextDecoder().decode(answer.body) }).toEqual({ status: 409, body: '{"error":"conflict"}' })
    expect(await ask(network, { method: 'HEAD' })).toEqual({ status: 409, body: new Uint8Array() })
    const host = `127.0.0.1:${relay.port}`
    expect(heard).toEqual([
      ['PUT', '/sections/a/messages?after=1', { authorization: 'Permanence abc', 'content-length': '5', connection: 'close', host }, 'words'],
      ['HEAD', '/relay', { 'content-length': '0', connection: 'close', host }, ''],
    ])
  })

  it('to localhost stays on this machine, by either protocol', async () => {
    const relay = await played()
    expect(await ask(networkTo(`http://localhost:${relay.port}`))).toMatchObject({ status: 200 })
  })

  it('follows no redirect', async () => {
    const elsewhere = await played()
    const relay = await played({ answer: (_request, response) => void response.writeHead(302, { Location: `${elsewhere.address}/relay` }).end() })
    expect(await ask(networkTo(relay.address))).toMatchObject({ status: 302 })
    expect(elsewhere.connections()).toBe(0)
  })

  it('has a body of at most 1 MiB, either way', async () => {
    let size = mib
    let taken = 0
    const gone: Promise<unknown>[] = []
    const relay = await played({
      answer: (request, response) => {
        request.on('data', (piece: Buffer) => (taken += piece.length))
        gone.push(once(response, 'close'))
        if (Number.isFinite(size)) return void request.on('end', () => response.end(Buffer.alloc(size)))
        const more = () => void response.write(Buffer.alloc(64 * 1024), more)
        more()
      },
    })
    const network = networkTo(relay.address)
    expect((await ask(network, { method: 'POST', body: new Uint8Array(mib) })).body.length).toBe(mib)
    expect(taken).toBe(mib)
    for (size of [mib + 1, Infinity]) await expect(ask(network)).rejects.toMatchObject({ message: 'relay-refused: answer too large' })
    await Promise.all(gone)
    const before = relay.connections()
    await expect(ask(network, { method: 'POST', body: new Uint8Array(mib + 1) })).rejects.toMatchObject({ message: 'relay-refused: request too large' })
    expect(relay.connections()).toBe(before)
  })

  it.each([
    ['nothing', () => {}, undefined, 15_000],
    ['nothing, for a long poll', () => {}, 'long' as const, 40_000],
    ['half', (response: ServerResponse) => void response.writeHead(200, { 'Content-Length': 10 }).write('half'), undefined, 15_000],
  ])('that is answered with %s is given up in its time', async (_what, answer, patience, limit) => {
    const arrived = happening()
    let left: Promise<unknown> | undefined
    const relay = await played({ answer: (_request, response) => (answer(response), (left = once(response, 'close')), arrived.happens()) })
    holdTimers()
    const settled = vi.fn<(outcome: unknown) => void>()
    const asked = ask(networkTo(relay.address), patience ? { patience } : {}).then(settled, settled)
    await arrived.happened
    vi.advanceTimersByTime(limit - 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(settled).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await asked
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ code: 'relay-unreachable' }))
    await left
  })

  it('to nobody, to who hangs up and to who answers otherwise is unreachable', async () => {
    const relay = await played({ answer: (request) => request.socket.destroy() })
    await expect(ask(networkTo(relay.address))).rejects.toMatchObject({ code: 'relay-unreachable' })
    await relay.close()
    await expect(ask(networkTo(relay.address))).rejects.toMatchObject({ code: 'relay-unreachable' })
    const odd = await played()
    for (const words of ['HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab', 'SSH-2.0-x\r\n']) {
      odd.server.removeAllListeners('request')
      odd.server.once('request', (request: IncomingMessage) => request.socket.end(words))
      await expect(ask(networkTo(odd.address))).rejects.toMatchObject({ code: 'relay-unreachable' })
    }
  })

  it('is over when the address is given up', async () => {
    const arrived = happening()
    let left: Promise<unknown> | undefined
    const relay = await played({ answer: (_request, response) => ((left = once(response, 'close')), arrived.happens()) })
    const network = networkTo(relay.address)
    const asked = ask(network, { patience: 'long' })
    const refused = expect(asked).rejects.toMatchObject({ code: 'relay-unreachable' })
    await arrived.happened
    network.close()
    await refused
    await left
  })
})

describe('TLS', () => {
  const openssl = spawnSync('openssl', ['version']).status === 0

  it.skipIf(!openssl)('is verified, also where the environment says not to: a certificate that nobody vouches for gets nothing', async () => {
    const own = selfMade()
    ends.push(own.remove)
    let asked = 0
    const relay = await played({ tls: own, answer: (_request, response) => (asked++, response.end('reached')), onSocket: () => asked++ })
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    // It would have been reached.
    const control = await new Promise<number>((resolve) => get(relay.address, { agent: false }, (answer) => (answer.resume(), resolve(answer.statusCode!))))
    expect([control, asked]).toEqual([200, 1])
    const network = networkTo(relay.address)
    await expect(ask(network)).rejects.toMatchObject({ code: 'relay-unreachable' })
    expect(await opened(network).closed()).toEqual({ type: 'close', code: 1006, reason: '' })
    expect(relay.connections()).toBe(3)
    expect(asked).toBe(1)
  })

  it('is not left out where the address has it', async () => {
    const relay = await played()
    await expect(ask(networkTo(relay.address.replace('http', 'https')))).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})

describe('a socket', () => {
  it('carries bytes both ways until one end closes it', async () => {
    let urls = ''
    const relay = await played({
      onSocket: (socket) => {
        socket.on('message', (bytes) => {
          socket.send(bytes)
          socket.close(4410, 'removed')
        })
      },
    })
    relay.server.on('upgrade', ({ url, headers }: IncomingMessage) => (urls = `${url} ${headers['sec-websocket-protocol']} ${headers['origin']} ${headers['sec-websocket-extensions']}`))
    const network = networkTo(relay.address)
    const { events, until, closed } = opened(network)
    network.send('a', Uint8Array.of(0))
    await until(() => events.length === 1)
    network.send('a', Uint8Array.of(1, 2, 3))
    await closed()
    expect(events).toEqual([{ type: 'open' }, { type: 'message', bytes: Uint8Array.of(1, 2, 3) }, { type: 'close', code: 4410, reason: 'removed' }])
    // A view of its own, not into what was read: what crosses a port is copied with all that it is a view of.
    expect((events[1] as { bytes: Uint8Array }).bytes.buffer.byteLength).toBe(3)
    expect(urls).toBe('/rooms/x/people permanence.1,permanence.token.abc undefined undefined')
    network.send('a', Uint8Array.of(4))
    network.took('a')
  })

  it('is closed in good order when the engine lets it go, after what it had still to say', async () => {
    const said: number[] = []
    const over = happening<number>()
    const relay = await played({ onSocket: (socket) => (socket.on('message', (bytes: Buffer) => void said.push(bytes[0]!)), socket.once('close', over.happens)) })
    const network = networkTo(relay.address)
    const { events, end, until } = opened(network)
    await until(() => events.length === 1)
    network.send('a', Uint8Array.of(7))
    end()
    network.send('a', Uint8Array.of(8))
    expect(await over.happened).toBe(1000)
    expect(said).toEqual([7])
    expect(events).toHaveLength(1)
  })

  it('that hears text is closed', async () => {
    const relay = await played({ onSocket: (socket) => socket.send('text') })
    const { closed, events } = opened(networkTo(relay.address))
    expect(await closed()).toEqual({ type: 'close', code: 1003, reason: 'text' })
    expect(events).toHaveLength(2)
  })

  it.each([null, 'other', 'permanence.token.abc'])('is not opened where the answer is the subprotocol %s', async (protocol) => {
    const relay = await played({ onSocket: () => {}, protocol })
    const { closed, events } = opened(networkTo(relay.address))
    expect(await closed()).toEqual({ type: 'close', code: 1006, reason: '' })
    expect(events).toHaveLength(1)
  })

  it('that is refused says why, in the relay’s word if there is one', async () => {
    const refusals: [number, string, string][] = [
      [410, '{"error":"removed"}', 'removed'],
      [502, '<h1>Bad gateway</h1>', 'status 502'],
      [403, '{"error":"Marie Dupont"}', 'status 403'],
      [403, `{"error":"forbidden"${' '.repeat(2000)}}`, 'status 403'],
      [200, '', 'status 200'],
    ]
    for (const [status, body, reason] of refusals) {
      const relay = await played({ answer: (_request, response) => void response.writeHead(status).end(body) })
      expect(await opened(networkTo(relay.address)).closed()).toEqual({ type: 'close', code: 1006, reason })
    }
  })

  it('follows no redirect', async () => {
    const elsewhere = await played({ onSocket: () => {} })
    const relay = await played({ answer: (_request, response) => void response.writeHead(302, { Location: elsewhere.address.replace('http', 'ws') }).end() })
    expect(await opened(networkTo(relay.address)).closed()).toMatchObject({ reason: 'status 302' })
    expect(elsewhere.connections()).toBe(0)
  })

  it('that is answered by nobody, or half, is given up after 15 seconds', async () => {
    for (const answer of [() => {}, (response: ServerResponse) => void response.writeHead(500, { 'Content-Length': 10 }).write('half')]) {
      const arrived = happening()
      const relay = await played({ answer: (_request, response) => (answer(response), arrived.happens()) })
      holdTimers()
      const { closed, events } = opened(networkTo(relay.address))
      await arrived.happened
      vi.advanceTimersByTime(14_999)
      expect(events).toEqual([])
      vi.advanceTimersByTime(1)
      expect(await closed()).toMatchObject({ code: 1006 })
      vi.useRealTimers()
    }
  })

  it('takes a message as large as a relay does, and is closed by a larger one', async () => {
    const sizes = [64 * mib, 64 * mib + 64 * 1024 + 1]
    const relay = await played({ onSocket: (socket) => sizes.forEach((size) => socket.send(new Uint8Array(size))) })
    const { closed, events, bytes } = opened(networkTo(relay.address))
    expect(await closed()).toMatchObject({ code: 1006 })
    expect(events).toHaveLength(3)
    expect(bytes()).toBe(64 * mib)
  })

  it('under an id that is taken is not opened, and the first goes on', async () => {
    const relay = await played({ onSocket: (socket) => socket.on('message', (bytes) => socket.send(bytes)) })
    const network = networkTo(relay.address)
    const first = opened(network)
    expect(await opened(network).closed()).toMatchObject({ code: 1006 })
    await first.until(() => first.events.length === 1)
    network.send('a', Uint8Array.of(1))
    await first.until(() => first.events.length === 2)
  })

  it('is gone at once when the address is given up, and tells', async () => {
    const gone: Promise<unknown>[] = []
    const relay = await played({ onSocket: (socket) => void gone.push(once(socket, 'close')) })
    const network = networkTo(relay.address)
    const some = ['a', 'b'].map((id) => opened(network, { id }))
    for (const { until, events } of some) await until(() => events.length === 1)
    const opening = opened(network, { id: 'c' })
    network.close()
    for (const { events } of [...some, opening]) expect(events.at(-1)).toEqual({ type: 'close', code: 1006, reason: '' })
    await Promise.all(gone)
  })
})

describe('a relay that sends faster than the engine takes', () => {
  /** Sends `count` messages of `size` bytes, each with its number, as fast as it can. */
  const flood = (size: number, count: number) => (socket: WebSocket) => {
    for (let at = 0; at < count; at++) {
      const bytes = Buffer.alloc(size)
      bytes.writeUInt32LE(at)
      socket.send(bytes)
    }
  }
  /**
   * Sends messages of `size` bytes for as long as the network takes them. A queue of all of them would have as many errors when
   * its socket goes: half a minute in which nothing else of the process gets a turn, on a busy machine.
   */
  const drip = (size: number) => (socket: WebSocket) => {
    const more = setInterval(() => {
      for (let at = 0; at < 1000 && socket.bufferedAmount < 256 * 1024; at++) socket.send(Buffer.alloc(size))
    }, 1)
    socket.once('close', () => clearInterval(more))
  }
  /** Resolves once the sender has a queue that gets no shorter: what could be sent has been. */
  const stalled = async (socket: WebSocket) => {
    let last = -1
    for (let same = 0; same < 20; ) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      same = last > 0 && socket.bufferedAmount === last ? same + 1 : 0
      last = socket.bufferedAmount
    }
  }

  it('waits, and nothing is lost or out of turn once it is taken', async () => {
    let sender: WebSocket | undefined
    const [size, count] = [256 * 1024, 400]
    const relay = await played({ onSocket: (socket) => ((sender = socket), flood(size, count)(socket)) })
    const network = networkTo(relay.address)
    const { events, until, bytes } = opened(network, { take: false })
    await until(() => bytes() > 8 * mib)
    await stalled(sender!)
    expect(bytes()).toBeLessThanOrEqual(9 * mib)
    expect(sender!.bufferedAmount).toBeGreaterThan(64 * mib)
    let taken = 0
    const messages = () => events.flatMap((event) => (event.type === 'message' ? [event.bytes] : []))
    await until(() => {
      while (taken < events.length - 1) {
        taken++
        network.took('a')
      }
      return messages().length === count
    })
    expect(messages().map((each) => new DataView(each.buffer).getUint32(0, true))).toEqual(Array.from({ length: count }, (_, at) => at))
  })

  it('waits also with messages that are small', async () => {
    let sender: WebSocket | undefined
    const relay = await played({ onSocket: (socket) => ((sender = socket), drip(60)(socket)) })
    const { events, until } = opened(networkTo(relay.address), { take: false })
    await until(() => events.length > 256)
    await stalled(sender!)
    // What was read at once is told at once: at most some 64 KiB of messages of 62 bytes.
    expect(events.length).toBeLessThan(5000)
    expect(sender!.bufferedAmount).toBeGreaterThan(0)
  })

  it('does not keep a socket that the engine has let go of', async () => {
    const gone = happening<number>()
    const relay = await played({
      onSocket: (socket) => {
        const more = setInterval(() => socket.bufferedAmount < mib && socket.send(Buffer.alloc(mib)), 1)
        socket.once('close', (code) => (clearInterval(more), gone.happens(code)))
      },
    })
    const { end, until, bytes } = opened(networkTo(relay.address), { take: false })
    await until(() => bytes() > 8 * mib)
    end()
    await gone.happened
  })
})

describe('a relay that takes nothing', () => {
  it('loses its socket before what it should take fills the memory', async () => {
    const relay = await played({ onSocket: (socket) => socket.pause() })
    const network = networkTo(relay.address)
    const { events, until, closed } = opened(network)
    await until(() => events.length === 1)
    const large = new Uint8Array(48 * mib)
    for (let at = 0; at < 2; at++) network.send('a', large)
    expect(events).toHaveLength(1)
    network.send('a', large)
    expect(await closed()).toMatchObject({ code: 1006 })
  })
})

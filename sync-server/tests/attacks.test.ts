/** What somebody may send to the relay. After each of it the relay lives and two devices of another section notice nothing. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { liveRoom } from './devices.js'
import { addMember, ask, newSection, openSocket, roomPath, tokenOf, type Member } from './member.js'
import { seededChance } from './random.js'
import { awarenessMessage, endOf, next, nextOf, opened, step1Message, updateMessage, updateOf } from './raw.js'
import { relayInProcess, until, type TestRelay } from './relay.js'

const chance = seededChance('attacks')

let relay: TestRelay
let attacker: Member
/** Seconds since 1970. */
let startedAt: number
let bystanders: WebSocket[]
beforeAll(async () => {
  startedAt = Math.floor(Date.now() / 1000)
  relay = await relayInProcess({ handshakeMs: 500, mostMessageBytes: 1024 * 1024, mostSocketsADevice: 1000, mostStrangers: 40, mostStrangersAnAddress: 40 })
  attacker = await newSection(relay)
  const others = await newSection(relay)
  bystanders = await Promise.all([others, others].map((member) => opened(openSocket(relay, member))))
  for (const socket of bystanders) {
    const done = nextOf(socket, 'step2')
    socket.send(step1Message())
    await done
  }
})
afterAll(() => relay.close())

/** One of the bystanders writes, the other hears of it, the first is told durable. */
async function othersNoticeNothing(): Promise<void> {
  const update = updateOf(chance.bytes(200))
  const [heard, durable] = [nextOf(bystanders[1]!, 'update'), nextOf(bystanders[0]!, 'durable')]
  bystanders[0]!.send(updateMessage(update))
  expect(Buffer.compare((await heard).bytes, update)).toBe(0)
  await durable
}

const attack = () => opened(openSocket(relay, attacker))

describe('frames', () => {
  const valid = () => updateMessage(updateOf(chance.bytes(300), chance.bytes(150)))
  const cases: [string, () => Uint8Array | string, number][] = [
    ['of 0 bytes', () => new Uint8Array(0), 4400],
    ['of text', () => 'hello', 4400],
    ['of empty text', () => '', 4400],
    ['of an unknown type', () => new Uint8Array([9, 1, 0]), 4400],
    ['of our own type, which is the relay\'s to send', () => new Uint8Array([4, 0]), 4400],
    ['of auth, which no device sends', () => new Uint8Array([2, 0, 1, 65]), 4400],
    ['with an unknown step', () => new Uint8Array([0, 7, 0]), 4400],
    ['with a length beyond its end', () => new Uint8Array([0, 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]), 4400],
    ['with a number without end', () => new Uint8Array(64).fill(0xff), 4400],
    ['with bytes behind its end', () => new Uint8Array([...valid(), 0]), 4400],
    ['truncated', () => valid().subarray(0, 40), 4400],
    ['with a million clients in a state vector', () => step1Message(new Uint8Array([0xc0, 0x84, 0x3d, 1, 1])), 4400],
    ['with text at the entries', () => updateMessage(update((doc) => doc.getArray('entries').push(['name']))), 4400],
    ['with an entry of 127 bytes', () => updateMessage(updateOf(chance.bytes(127))), 4400],
    ['with another root', () => updateMessage(update((doc) => doc.getArray('other').push([chance.bytes(200)]))), 4400],
    ['with awareness of a 10 KB state', () => awarenessMessage(new Uint8Array([1, 1, 1, 0x80, 0x50, ...new Uint8Array(10_240).fill(65)])), 4400],
    ['with awareness of a million', () => awarenessMessage(new Uint8Array([0xc0, 0x84, 0x3d, 1, 1, 0])), 4400],
    ['larger than a message may be', () => updateMessage(updateOf(new Uint8Array(2 * 1024 * 1024))), 1009],
  ]
  function update(change: (doc: Y.Doc) => void): Uint8Array {
    const doc = new Y.Doc()
    change(doc)
    return Y.encodeStateAsUpdate(doc)
  }

  it.each(cases)('%s close the socket with a code', async (_name, bytes, code) => {
    const socket = await attack()
    const end = endOf(socket)
    socket.send(bytes())
    expect(await end).toBe(code)
    await othersNoticeNothing()
  })

  it('3,000 with flipped bits, and as many cut short: each ends its own socket at worst', async () => {
    const { updates } = liveRoom(chance, { devices: 3, steps: 60 })
    const frames = [...updates.map((each) => updateMessage(each)), step1Message(Y.encodeStateVectorFromUpdate(updates[0]!)), awarenessMessage(new Uint8Array([1, 5, 1, 2, 123, 125]))]
    let sent = 0
    let sockets = 0
    while (sent < 6000) {
      const socket = await attack()
      sockets++
      const end = endOf(socket)
      let ended = false
      void end.then(() => (ended = true))
      // Sent in one go: what comes after the one that ends the socket is never read. So few at a time.
      while (!ended && sent < 6000) {
        for (let at = 0; at < 6; at++, sent++) {
          const frame = frames[chance.whole(frames.length)]!.slice()
          if (sent % 2) frame[chance.whole(Math.min(60, frame.length))]! ^= 1 << chance.whole(8)
          socket.send(sent % 2 ? frame : frame.subarray(0, chance.whole(frame.length)))
        }
        await Promise.race([end, next(socket, () => true).catch(() => {}), new Promise((resolve) => setImmediate(resolve))])
      }
      socket.terminate()
    }
    expect(sockets).toBeGreaterThan(10)
    await othersNoticeNothing()
  })

  it('that break the WebSocket protocol itself end their socket', async () => {
    for (const bytes of [[0xff, 0xff], [0x83, 0x80, 0, 0, 0, 0], [0x82, 0x01, 0x00], [0xc2, 0x80, 0, 0, 0, 0], [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0], [0x89, 0xfe, 0x10, 0x00]]) {
      const socket = await attack()
      const end = endOf(socket)
      ;(socket as unknown as { _socket: Socket })._socket.write(Buffer.from(bytes))
      await end
    }
    await othersNoticeNothing()
  })

  it('too many of them end the socket with 4429', async () => {
    const slow = await relayInProcess({ messageRate: 10 })
    const member = await newSection(slow)
    const socket = await opened(openSocket(slow, member))
    const end = endOf(socket)
    for (let at = 0; at < 100; at++) socket.send(awarenessMessage(new Uint8Array([0])))
    expect(await end).toBe(4429)
    await slow.close()
  })
})

describe('connections', () => {
  const raw = async (): Promise<Socket> => {
    const socket = connect(Number(new URL(relay.address).port), '127.0.0.1')
    socket.on('error', () => {})
    await new Promise<void>((resolve) => void (socket.once('connect', resolve), socket.once('close', () => resolve())))
    return socket
  }
  const answerOf = async (socket: Socket): Promise<string> => {
    let answer = ''
    socket.on('data', (piece: Buffer) => (answer += piece.toString('latin1')))
    await new Promise<void>((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())))
    return answer
  }

  it('with a header of 200 MiB are ended after a few KB', async () => {
    const socket = await raw()
    const before = process.memoryUsage.rss()
    const answer = answerOf(socket)
    socket.write('GET /relay HTTP/1.1\r\nHost: a\r\nX-Long: ')
    const piece = Buffer.alloc(1024 * 1024, 65)
    for (let sent = 0; sent < 200 && !socket.destroyed; sent++) {
      if (!socket.write(piece)) await new Promise<void>((resolve) => void (socket.once('drain', resolve), socket.once('close', resolve)))
    }
    expect(await answer).toMatch(/^HTTP\/1.1 4(00|31)|^$/)
    expect(socket.bytesWritten).toBeLessThan(16 * 1024 * 1024)
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024)
    await othersNoticeNothing()
  })

  it.each(['', 'GET ', 'GET /relay HTTP/1.1\r\nHost: a\r\nX: ', 'POST /sections HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{'])('that say no more than %j are ended soon', async (beginning) => {
    const socket = await raw()
    socket.write(beginning)
    await answerOf(socket)
    await othersNoticeNothing()
  })

  it('of strangers are bounded in number; who is in stays', async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, raw))
    await until(() => sockets.filter(({ destroyed, closed }) => destroyed || closed).length >= 60, 'too many are closed')
    await othersNoticeNothing()
    await Promise.all(sockets.map((socket) => (socket.resume().closed ? null : once(socket, 'close'))))
    await (await attack()).terminate()
  })

  it('with an odd path are nothing: 404, before anything is looked up', async () => {
    const id = attacker.section
    for (const path of ['/rooms/../../etc/passwd', `/rooms/${id}/%2e%2e`, `/rooms/${id}/people%00`, `/rooms/${'x'.repeat(3000)}/people`, `/rooms/${id}/people/`, `/rooms/${id}/PEOPLE`, `//rooms/${id}/people`, `/rooms/${id}/people?token=x`]) {
      expect([path, await endOf(openSocket(relay, attacker, 'commons', { path }))]).toEqual([path, 404])
    }
    // What no client writes by itself.
    for (const path of ['/rooms/\0/people', `/rooms/${id}/\x00`, `/rooms/${'x'.repeat(10_240)}/people`]) {
      const socket = await raw()
      const answer = answerOf(socket)
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`)
      expect(await answer).toMatch(/^HTTP\/1.1 (400|404|431)/)
    }
    await othersNoticeNothing()
  })

  it.each(['https://example.invalid', 'null', 'app://permanence.example', 'file://', 'http://127.0.0.1'])('from a page of %s are refused', async (origin) => {
    expect(await endOf(openSocket(relay, attacker, 'commons', { headers: { Origin: origin } }))).toBe(403)
  })

  it('from the app, and from no page, are let in', async () => {
    ;(await opened(openSocket(relay, attacker, 'commons', { headers: { Origin: 'app://permanence' } }))).terminate()
    ;(await attack()).terminate()
  })

  it('of one device are bounded', async () => {
    const few = await relayInProcess({ mostSocketsADevice: 3 })
    const member = await newSection(few)
    const open = await Promise.all([1, 2, 3].map(() => opened(openSocket(few, member))))
    expect(await endOf(openSocket(few, member))).toBe(429)
    const gone = once(open[0]!, 'close')
    open[0]!.close()
    await gone
    await until(async () => (await endOrOpen(openSocket(few, member))) === 'open', 'place again')
    await few.close()
  })
  const endOrOpen = (socket: WebSocket) => Promise.race([endOf(socket), once(socket, 'open').then(() => 'open')])
})

describe('tokens', () => {
  const path = () => roomPath(attacker.section)
  const now = () => Math.floor(Date.now() / 1000)
  const tried = (token: string, member = attacker) => endOf(openSocket(relay, member, 'commons', { token }))
  const make = (change: Parameters<typeof tokenOf>[5] = {}, member = attacker) => tokenOf(member, relay.id, 'GET', path(), undefined, change)

  it('are taken once', async () => {
    const token = make()
    ;(await opened(openSocket(relay, attacker, 'commons', { token }))).terminate()
    expect(await tried(token)).toBe(401)
  })

  it('that are expired, of another time, too long-lived, for another relay or request are refused', async () => {
    expect(await tried(make({ from: now() - 130, until: now() - 10 }))).toBe(401)
    expect(await tried(make({ from: now() + 30, until: now() + 60 }))).toBe(401)
    expect(await tried(make({ until: now() + 500 }))).toBe(401)
    expect(await tried(make({ relay: 'another' }))).toBe(401)
    expect(await tried(tokenOf(attacker, relay.id, 'GET', roomPath(attacker.section, 'people')))).toBe(401)
    expect(await tried(tokenOf(attacker, relay.id, 'PUT', path()))).toBe(401)
  })

  it('signed before this process started are refused: they may have been used then', async () => {
    expect(await tried(make({ from: startedAt - 5, until: now() + 20 }))).toBe(401)
  })

  it('of another section or of nobody are refused', async () => {
    const foreign = await newSection(relay)
    expect(await tried(make({}, foreign))).toBe(403)
    expect(await tried(make({ section: attacker.section }, foreign))).toBe(401)
    expect(await tried(make({ device: attacker.device, section: attacker.section }, foreign))).toBe(401)
  })

  it('that are damaged are refused', async () => {
    const token = make()
    for (const text of ['', '.', 'a.b', `${token}x`, token.slice(1), token.replace('.', '..'), 'x'.repeat(5000), `e30.${token.split('.')[1]}`, `bnVsbA.${token.split('.')[1]}`]) expect([text, await tried(text).catch(() => 401)]).toEqual([text, 401])
    for (let round = 0; round < 200; round++) {
      const at = chance.whole(token.length)
      const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[chance.whole(64)]!
      // The last letter of a signature holds two bits that say nothing.
      if (token[at] === other || at === token.length - 1) continue
      expect(await tried(token.slice(0, at) + other + token.slice(at + 1))).not.toBe(101)
    }
    await othersNoticeNothing()
  }, 60_000)

  it('of a removed device: its sockets are closed within a second, and it never comes in again', async () => {
    const member = await addMember(relay, attacker, 'organizer')
    const sockets = await Promise.all(['commons', 'people', 'membership'].map((compartment) => opened(openSocket(relay, member, compartment))))
    const ends = sockets.map(endOf)
    const target = `/sections/${attacker.section}/devices/${member.device}`
    const started = performance.now()
    expect((await ask(relay, attacker, 'DELETE', target)).status).toBe(200)
    expect(await Promise.all(ends)).toEqual([4410, 4410, 4410])
    expect(performance.now() - started).toBeLessThan(1000)
    expect(await endOf(openSocket(relay, member))).toBe(410)
    expect((await ask(relay, attacker, 'PUT', target, { signing: member.signing, role: 'organizer' })).status).toBe(410)
  })

  it('of a volunteer open no room of people, and one who becomes a volunteer leaves it', async () => {
    const volunteer = await addMember(relay, attacker, 'volunteer')
    expect(await endOf(openSocket(relay, volunteer, 'people'))).toBe(403)
    ;(await opened(openSocket(relay, volunteer, 'commons'))).terminate()
    const organizer = await addMember(relay, attacker, 'organizer')
    const end = endOf(await opened(openSocket(relay, organizer, 'people')))
    await ask(relay, attacker, 'PUT', `/sections/${attacker.section}/devices/${organizer.device}`, { signing: organizer.signing, role: 'volunteer' })
    expect(await end).toBe(4403)
  })
})

describe('the log', () => {
  it('has said none of the ids, addresses or tokens', () => {
    const all = relay.said.join('')
    expect(all).not.toBe('')
    for (const word of [attacker.section, attacker.device, attacker.signing, '127.0.0.1', 'permanence.token', 'commons', 'people']) expect(all).not.toContain(word)
  })
})

/**
 * One socket of one device in one room.
 * Invariant: what a socket brings is stored, then handed on, then called durable, in that order; whatever it sends, it ends at
 * worst itself, with a code. It holds a bounded number of bytes: it is not read while its own updates wait for the disk.
 */
import type { Duplex } from 'node:stream'
import { WebSocket, type RawData } from 'ws'
import type { Asker } from '../auth/authenticate.js'
import type { Context } from '../http/context.js'
import { mayOpen } from '../http/requests.js'
import type { Metric } from '../metrics.js'
import { channelOf } from '../rooms/keys.js'
import { Reader } from '../rooms/reader.js'
import type { OpenRoom, RoomNews } from '../rooms/rooms.js'
import { readPresences, writePresences } from '../wire/awareness.js'
import { readStateVector } from '../wire/clocks.js'
import { readMessage, writeAwareness, writeDurable, writeStep1, writeUpdateMessage } from '../wire/messages.js'

/** Bytes of one socket's updates that may wait for the disk. */
const mostWaiting = 1024 * 1024
/** Bytes that all sockets' updates may wait for the disk with. */
const mostWaitingInAll = 32 * 1024 * 1024
/** Milliseconds until a socket that was told to close is cut off. */
const closeMs = 500
/** Awareness of nobody: the stock client takes 30 s of silence for a dead connection. */
const sign = writeAwareness(writePresences([]))

const closings = {
  malformed: [4400, 'malformed_total'],
  unauthorized: [4401, 'refused_total'],
  forbidden: [4403, 'refused_total'],
  slow: [4408, 'slow_total'],
  removed: [4410, 'removed_total'],
  'too-large': [4413, 'malformed_total'],
  'too-much': [4429, 'too_much_total'],
  'no-room': [4507, 'no_room_total'],
  stopping: [1001, null],
} as const satisfies Record<string, readonly [number, Metric | null]>

export type Closing = keyof typeof closings

export class Connection {
  readonly #context: Context
  readonly #socket: WebSocket
  readonly #carrier: Pick<Duplex, 'cork' | 'uncork'>
  readonly #asker: Asker
  readonly #open: OpenRoom
  readonly #channel: string
  readonly #reader: Reader
  readonly #ends: (() => void)[]
  #waiting = 0
  #paused = false
  #closing = false
  #corked = false
  /** When bytes last left for the device, and whether any wait; milliseconds, monotonic. */
  #movedAt = performance.now()
  #answered = true

  /** `carrier`: the connection below the WebSocket. */
  constructor(context: Context, socket: WebSocket, carrier: Pick<Duplex, 'cork' | 'uncork'>, asker: Asker, open: OpenRoom) {
    this.#context = context
    this.#socket = socket
    this.#carrier = carrier
    this.#asker = asker
    this.#open = open
    this.#channel = channelOf(open.room.name)
    this.#reader = new Reader(open.room, {
      send: (message, sent) => this.#send(message, sent),
      buffered: () => socket.bufferedAmount,
      failed: () => this.close('no-room'),
    })
    this.#ends = [
      context.roomNews.subscribe(this.#channel, (news) => this.#hear(news)),
      context.deviceNews.subscribe(asker.section, ({ device, role }) => {
        if (device !== asker.device) return
        if (role === null) this.close('removed')
        else if (!mayOpen({ ...asker, role }, open.room.name.compartment)) this.close('forbidden')
      }),
    ]
    socket.on('message', (message, isBinary) => this.#receive(message, isBinary))
    socket.on('pong', () => (this.#answered = true))
    // A protocol error of the socket's own; it closes by itself, with 1002, 1007 or 1009.
    socket.on('error', () => context.metrics.add('malformed_total'))
    socket.once('close', () => this.#end())
    this.#send(writeStep1(open.room.stateVector()))
    const present = open.presences.all()
    if (present.length) this.#send(writeAwareness(writePresences(present)))
  }

  close(why: Closing): void {
    if (this.#closing) return
    this.#closing = true
    const [code, metric] = closings[why]
    if (metric) this.#context.metrics.add(metric)
    this.#context.log('closed', { close: code })
    this.#reader.end()
    this.#socket.close(code, why)
    // One that is paused would never hear the other side's answer.
    this.#socket.resume()
    // Neither a slow reader nor a removed device decides when this ends.
    setTimeout(() => this.#socket.terminate(), closeMs).unref()
  }

  /** Called every few seconds: drops who is gone or too slow, and lets a silent device know that we are here. */
  tick(): void {
    if (this.#socket.bufferedAmount === 0) this.#movedAt = performance.now()
    else if (performance.now() - this.#movedAt > this.#context.options.slowMs) this.close('slow')
  }

  /** Called every twenty seconds. */
  greet(): void {
    if (!this.#answered && this.#socket.bufferedAmount === 0) {
      this.#socket.terminate()
      return
    }
    this.#answered = false
    if (this.#socket.readyState !== WebSocket.OPEN || this.#socket.bufferedAmount > 0) return
    this.#socket.ping()
    this.#send(sign)
  }

  #end(): void {
    for (const end of this.#ends) end()
    this.#reader.end()
    const left = this.#open.presences.leave(this)
    if (left.length) this.#publishPresences(left)
    this.#open.release()
  }

  #send(message: Uint8Array, sent: () => void = () => {}): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    // What one commit brought leaves in one write: with many in a room, writing is most of the work.
    if (!this.#corked) {
      this.#corked = true
      this.#carrier.cork()
      process.nextTick(() => {
        this.#corked = false
        this.#carrier.uncork()
      })
    }
    this.#socket.send(message, { binary: true }, () => {
      this.#movedAt = performance.now()
      sent()
    })
  }

  #hear(news: RoomNews): void {
    if (this.#closing) return
    if (news.type === 'pieces') this.#reader.offer(news.pieces, news.previous, news.from === this)
    // Who is there is said again soon: one who can't keep up does without.
    else if (this.#socket.bufferedAmount < 64 * 1024) this.#send(news.message)
  }

  #receive(raw: RawData, isBinary: boolean): void {
    if (this.#closing) return
    const bytes = raw as Buffer
    const message = isBinary ? readMessage(bytes) : null
    if (!message) return this.close('malformed')
    if (!this.#context.messages.take(`${this.#asker.section}/${this.#asker.device}`)) return this.close('too-much')
    switch (message.type) {
      case 'step1': {
        const known = readStateVector(message.stateVector)
        return known ? this.#reader.start(known) : this.close('malformed')
      }
      case 'update':
        return void this.#store(message.update)
      case 'awareness': {
        const presences = readPresences(message.update)
        if (!presences) return this.close('malformed')
        const fresh = this.#open.presences.take(this, presences)
        return fresh.length ? this.#publishPresences(fresh) : undefined
      }
      case 'queryAwareness':
        return this.#send(writeAwareness(writePresences(this.#open.presences.all())))
    }
  }

  #publishPresences(presences: Parameters<typeof writePresences>[0]): void {
    // Also to the one that it came from, as the reference server does: the stock client takes it as a sign of life.
    this.#context.roomNews.publish(this.#channel, { type: 'presences', message: writeAwareness(writePresences(presences)) })
  }

  async #store(update: Uint8Array): Promise<void> {
    this.#hold(update.length)
    try {
      const received = await this.#open.room.receive(update)
      if (received.code !== 'durable') return this.close(received.code === 'malformed' ? 'malformed' : 'no-room')
      if (received.fresh) {
        const { pieces, previous } = received.fresh
        const sending = pieces.map(({ number, bytes }) => ({ number, message: writeUpdateMessage(bytes) }))
        this.#context.roomNews.publish(this.#channel, { type: 'pieces', pieces: sending, previous, from: this })
        this.#context.metrics.add('updates_total')
        this.#context.metrics.add('update_bytes_total', update.length)
        this.#open.stored()
      }
      if (received.clocks) this.#send(writeDurable(received.clocks))
    } catch {
      this.#context.log('unexpected')
      this.close('no-room')
    } finally {
      this.#hold(-update.length)
    }
  }

  #hold(bytes: number): void {
    this.#waiting += bytes
    const full = this.#waiting > mostWaiting || (this.#waiting > 0 && this.#context.commits.waitingBytes() > mostWaitingInAll)
    if (full && !this.#paused) this.#socket.pause()
    if (!full && this.#paused) this.#socket.resume()
    this.#paused = full
  }
}

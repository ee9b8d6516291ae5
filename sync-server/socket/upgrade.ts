/**
 * From an HTTP upgrade to a socket in a room. Invariant: the path, the origin and the token are checked before the socket is
 * accepted and before the room is looked up; a refusal is a plain HTTP answer. Nothing secret is read from the URL.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { authenticate, noBody } from '../auth/authenticate.js'
import { statusOf, type RefusalCode } from '../http/answer.js'
import type { Context } from '../http/context.js'
import { mayOpen } from '../http/requests.js'
import { routeOf } from '../http/routes.js'
import { strangersAddress } from '../limits/address.js'
import { Connection, type Closing } from './connection.js'

const protocol = 'permanence.1'
const tokenPrefix = 'permanence.token.'
const tickMs = 1000
const greetMs = 20_000

/** The page of the app (its own scheme); programs that are no page have none. */
const appOrigin = 'app://permanence'

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, known: () => void): Promise<void>
  count(): number
  /** Tells all of them to go; resolves once they have. */
  close(): Promise<void>
}

export function acceptSockets(context: Context): Sockets {
  const { options, metrics, log } = context
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: options.mostMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => protocol,
  })
  const connections = new Set<Connection>()
  const perDevice = new Map<string, number>()
  let greeted = performance.now()
  const ticks = setInterval(() => {
    for (const connection of connections) connection.tick()
    if (performance.now() - greeted < greetMs) return
    greeted = performance.now()
    for (const connection of connections) connection.greet()
  }, tickMs)
  ticks.unref()
  let stopping = false

  function refuse(socket: Duplex, code: RefusalCode): void {
    metrics.add('refused_total')
    const status = statusOf[code]
    const body = JSON.stringify({ error: code })
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    // A stranger who does not read the answer does not keep the connection.
    setTimeout(() => socket.destroy(), 1000).unref()
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, known: () => void): Promise<void> {
    socket.on('error', () => socket.destroy())
    const route = routeOf(request.method ?? '', request.url ?? '')
    if (route?.name !== 'room') return refuse(socket, 'not-found')
    if (!context.requests.take(strangersAddress(request, options.trustProxy))) return refuse(socket, 'too-much')
    const { origin } = request.headers
    if (origin !== undefined && origin !== appOrigin && !options.origins.includes(origin)) return refuse(socket, 'forbidden')
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim())
    const tokens = offered.filter((each) => each.startsWith(tokenPrefix))
    if (!offered.includes(protocol) || tokens.length !== 1) return refuse(socket, 'unauthorized')
    const token = tokens[0]!.slice(tokenPrefix.length)
    const asker = await authenticate(context, { method: 'GET', target: request.url!, body: noBody, section: route.section, token })
    if ('code' in asker) return refuse(socket, asker.code)
    if (!mayOpen(asker, route.compartment)) return refuse(socket, 'forbidden')
    const device = `${asker.section}/${asker.device}`
    const own = perDevice.get(device) ?? 0
    if (stopping) return refuse(socket, 'stopping')
    if (connections.size >= options.mostSockets || own >= options.mostSocketsADevice) return refuse(socket, 'too-much')
    perDevice.set(device, own + 1)
    const leave = () => {
      const left = perDevice.get(device)! - 1
      if (left > 0) perDevice.set(device, left)
      else perDevice.delete(device)
    }
    // It may have been removed, or have gone, while its room was being read.
    let closing: Closing | null = null
    const end = context.deviceNews.subscribe(asker.section, (news) => {
      if (news.device === asker.device) closing = news.role === null ? 'removed' : 'unauthorized'
    })
    try {
      const open = await context.rooms.open(route)
      let accepted = false
      const giveUp = () => {
        if (accepted) return
        accepted = true
        open.release()
        leave()
      }
      if (socket.destroyed || stopping) {
        giveUp()
        socket.destroy()
        return
      }
      socket.once('close', giveUp)
      known()
      server.handleUpgrade(request, socket, head, (ws) => {
        accepted = true
        const connection = new Connection(context, ws, socket, asker, open)
        connections.add(connection)
        ws.once('close', () => {
          connections.delete(connection)
          leave()
        })
        if (closing) connection.close(closing)
      })
    } catch {
      leave()
      log('request-failed')
      refuse(socket, 'store-failed')
    } finally {
      end()
    }
  }

  return {
    upgrade,
    count: () => connections.size,
    async close() {
      stopping = true
      clearInterval(ticks)
      for (const connection of connections) connection.close('stopping')
      while (connections.size) await new Promise((resolve) => setTimeout(resolve, 10))
    },
  }
}

/** Servers of this machine that play a relay, or what could stand in its place: for tests of who is reached and how. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import type { HostTopics } from '#core/ports/host'
import type { RelayNetwork } from './relay-network'

type SocketEvent = HostTopics['relaySocket']['event']

export interface PlayedRelay {
  address: string
  port: number
  /** Connections that were made to it. */
  connections(): number
  server: Server
  close(): Promise<void>
}

/** A certificate that nobody vouches for, for 127.0.0.1; its file is there until the process ends. */
export interface SelfMade {
  key: Buffer
  cert: Buffer
  certPath: string
  remove(): void
}

export function selfMade(): SelfMade {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-certificate-'))
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyPath, '-out', certPath, '-days', '1', '-subj', '/CN=relay', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', words, { stdio: 'ignore' })
  return { key: readFileSync(keyPath), cert: readFileSync(certPath), certPath, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** On a free port of 127.0.0.1. `onSocket`: sockets are accepted, with `protocol` as the answer (`null` = none). */
export async function playRelay({
  answer = (_request, response) => void response.end(),
  onSocket,
  protocol = 'permanence.1',
  tls,
  host = '127.0.0.1',
}: {
  answer?: RequestListener
  onSocket?: (socket: WebSocket) => void
  protocol?: string | null
  tls?: SelfMade
  host?: string
} = {}): Promise<PlayedRelay> {
  const server = tls ? createTlsServer(tls, answer) : createServer(answer)
  if (onSocket) {
    const sockets = new WebSocketServer({ server, maxPayload: 256 * 1024 * 1024, handleProtocols: () => protocol ?? false })
    sockets.on('connection', onSocket)
  }
  let connections = 0
  const open = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http${tls ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    connections: () => connections,
    server,
    async close() {
      open.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A socket, what it told, and a way to wait for more. */
export function opened(network: RelayNetwork, { id = 'a', path = '/rooms/x/people', protocols = ['permanence.1', 'permanence.token.abc'], take = true } = {}) {
  const events: SocketEvent[] = []
  let heard = () => {}
  const end = network.open({ id, path, protocols }, (event) => {
    events.push(event)
    if (take && event.type === 'message') network.took(id)
    heard()
  })
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      heard = () => {
        if (holds()) resolve()
        else if (events.at(-1)?.type === 'close') reject(new Error('the socket has closed'))
      }
      heard()
    })
  const closed = async () => {
    await until(() => events.at(-1)?.type === 'close')
    return events.at(-1) as Extract<SocketEvent, { type: 'close' }>
  }
  return { events, end, until, closed, bytes: () => events.reduce((sum, event) => sum + (event.type === 'message' ? event.bytes.length : 0), 0) }
}

/** Something that happens once, and can be waited for. */
export function happening<Value = void>() {
  let happens!: (value: Value) => void
  const happened = new Promise<Value>((resolve) => (happens = resolve))
  return { happens, happened }
}

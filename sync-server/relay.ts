/**
 * One running relay: its parts put together, started and stopped in the right order.
 * Invariant: it listens only once what it stored can be read, and stops only once what it took is on the disk.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, statfs, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { Registry, type DeviceNews } from './auth/registry.js'
import { usedTokens } from './auth/once.js'
import { inProcessFanOut } from './fan-out/in-process.js'
import { openSealedFiles } from './files/sealed-files.js'
import type { Context } from './http/context.js'
import { serveRequest } from './http/requests.js'
import { rateOf } from './limits/rate.js'
import { watchStrangers } from './limits/strangers.js'
import type { Log } from './log.js'
import { createMetrics, type Metrics } from './metrics.js'
import type { Options } from './options.js'
import { collectAfterCrowds } from './rooms/collect.js'
import { readRoomState, roomOfStateKey, roomStatePrefix } from './rooms/keys.js'
import { Rooms, type RoomNews } from './rooms/rooms.js'
import { usageWithin, type Usage } from './rooms/usage.js'
import { acceptSockets } from './socket/upgrade.js'
import { groupCommits } from './store/commits.js'
import { openLevelStore } from './store/level-store.js'
import type { Store } from './store/store.js'

export interface RunningRelay {
  /** As a device is told: `http://127.0.0.1:8787`. */
  address: string
  /** File that holds the opening code; `null` when it was given. */
  openingFile: string | null
  metrics: Metrics
  /** Stops: no new connection, what was taken is stored, sockets are closed with 1001. */
  close(): Promise<void>
}

/** Milliseconds. */
const againMs = 15 * 60_000
/** Bytes of all headers of a request: a token is at most 2 KiB. */
const longestHeaders = 8 * 1024

export async function startRelay(options: Options, log: Log): Promise<RunningRelay> {
  await mkdir(options.store, { recursive: true, mode: 0o700 })
  const store = await openLevelStore({ folder: join(options.store, 'rooms'), keepFree: options.keepFree })
  try {
    return await startOn(store, options, log)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function startOn(store: Store, options: Options, log: Log): Promise<RunningRelay> {
  const commits = groupCommits(store)
  const metrics = createMetrics()
  const now = () => Math.floor(Date.now() / 1000)
  const { code, file: openingFile } = await openingCode(options)
  const hasRoom = async () => {
    const { bavail, bsize } = await statfs(options.store)
    return bavail * bsize >= options.keepFree
  }
  const files = await openSealedFiles(join(options.store, 'files'), hasRoom)
  const usage = usageWithin(options.quota)
  await countUsage(store, usage)
  for (const [section, bytes] of await files.sections()) usage.add(section, bytes)
  const onFault = () => log('listener-failed')
  const deviceNews = inProcessFanOut<DeviceNews>(onFault)
  const roomNews = inProcessFanOut<RoomNews>(onFault)
  const rooms = new Rooms({
    store, commits, usage, idleMs: options.idleMs, settleMs: options.settleMs,
    onCompacted: () => metrics.add('compactions_total'),
    onCompactionFailed: () => {
      metrics.add('compactions_failed_total')
      log('compaction-failed')
    },
    onLetGo: collectAfterCrowds(),
  })
  const context: Context = {
    options, store, commits, usage, files, rooms, roomNews, deviceNews, metrics, log, now,
    relay: await relayId(store),
    openingHash: createHash('sha256').update(code).digest(),
    registry: new Registry(store, commits, (section, news) => deviceNews.publish(section, news)),
    used: usedTokens(now()),
    invitationNews: inProcessFanOut<null>(onFault),
    // Nobody is, before it listens.
    connected: { sockets: () => 0, strangers: () => 0 },
    requests: rateOf({ perSecond: options.requestRate, burst: options.requestRate * 4 }),
    messages: rateOf({ perSecond: options.messageRate, burst: options.messageRate * 4 }),
  }
  const { server, stop } = await listen(context)
  const resume = () => void rooms.resume().catch(() => log('compaction-failed'))
  resume()
  // What a full disk has kept from being wiped is tried again though nobody comes.
  const again = setInterval(resume, againMs)
  again.unref()
  const { address, port, family } = server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  return {
    address: `${options.tlsCert ? 'https' : 'http'}://${host}:${port}`,
    openingFile,
    metrics,
    async close() {
      clearInterval(again)
      await stop()
      await commits.settled()
      await rooms.close()
      await commits.settled()
      await store.close()
    },
  }
}

async function listen(context: Context): Promise<{ server: Server; stop(): Promise<void> }> {
  const { options, metrics } = context
  const strangers = watchStrangers({ most: options.mostStrangers, mostAnAddress: options.mostStrangersAnAddress })
  const sockets = acceptSockets(context)
  context.connected = { sockets: sockets.count, strangers: strangers.count }
  const settings = {
    maxHeaderSize: longestHeaders,
    headersTimeout: options.handshakeMs,
    // A file may take its time: what is slow there is bounded by its own limit below.
    requestTimeout: 10 * 60_000,
    connectionsCheckingInterval: Math.min(1000, options.handshakeMs),
    keepAliveTimeout: 5000,
  }
  const server = options.tlsCert && options.tlsKey
    ? (createTlsServer({ ...settings, handshakeTimeout: options.handshakeMs, cert: readFileSync(options.tlsCert), key: readFileSync(options.tlsKey), minVersion: 'TLSv1.2' }) as unknown as Server)
    : createServer(settings)
  server.maxHeadersCount = 64
  server.maxConnections = options.mostSockets + options.mostStrangers + 64
  /** With TLS, the connection that carries the encrypted one. */
  const carriers = new WeakMap<object, Socket>()
  const carrierOf = (socket: object): Socket => carriers.get(socket) ?? (socket as Socket)
  server.on('connection', (socket: Socket) => strangers.arrive(socket))
  server.on('secureConnection', (socket: TLSSocket) => {
    const carrier = (socket as unknown as { _parent?: Socket })._parent
    if (carrier) carriers.set(socket, carrier)
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Who has not shown who they are by then does not keep the connection, however slowly they send.
    const timer = setTimeout(() => request.socket.destroy(), options.handshakeMs)
    response.once('close', () => clearTimeout(timer))
    void serveRequest(context, request, response, () => {
      clearTimeout(timer)
      strangers.known(carrierOf(request.socket))
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    void sockets.upgrade(request, socket, head, () => strangers.known(carrierOf(socket))).catch(() => {
      context.log('unexpected')
      socket.destroy()
    })
  })
  server.on('clientError', (_error, socket) => {
    metrics.add('refused_total')
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    socket.destroy()
  })
  server.on('tlsClientError', () => metrics.add('refused_total'))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  return {
    server,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await sockets.close()
      server.closeIdleConnections()
      const patience = setTimeout(() => server.closeAllConnections(), 2000)
      await closed
      clearTimeout(patience)
    },
  }
}

/** Drawn at the first start: tokens name the relay that they are for. */
async function relayId(store: Store): Promise<string> {
  const known = await store.get('relay')
  if (known) return Buffer.from(known).toString()
  const id = randomBytes(16).toString('base64url')
  await store.write([['relay', Buffer.from(id)]])
  return id
}

async function openingCode({ openingCode: given, store }: Options): Promise<{ code: string; file: string | null }> {
  if (given !== null) return { code: given, file: null }
  const file = join(store, 'opening-code')
  try {
    await writeFile(file, `${randomBytes(15).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return { code: (await readFile(file, 'utf8')).trim(), file }
}

async function countUsage(store: Store, usage: Usage): Promise<void> {
  for (let after = ''; ; ) {
    const found = await store.read(roomStatePrefix, after, 1024 * 1024)
    if (found.length === 0) return
    for (const [key, value] of found) usage.add(roomOfStateKey(key).section, readRoomState(value).bytes)
    after = found.at(-1)![0]
  }
}

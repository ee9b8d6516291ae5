/**
 * Answers every request but upgrades. Invariant: in this order, each before the next costs anything: the path is known, the
 * address has not asked too often, the body is small, the token is right, the role allows it. Nothing that happens here ends the process.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { authenticate, noBody, type Asker } from '../auth/authenticate.js'
import { strangersAddress } from '../limits/address.js'
import { StoreRefused } from '../store/store.js'
import { answerJson, readBody, refuse, type RefusalCode } from './answer.js'
import type { Context } from './context.js'
import { listFiles, serveFile } from './files.js'
import { deleteInvitation, longestMessage, postMessage, putInvitation, readMessages } from './invitations.js'
import { routeOf, type Route } from './routes.js'
import { listDevices, putDevice, registerSection, removeDevice, type Result } from './sections.js'

/** Bytes of a JSON body. */
const longestBody = 4096

export async function serveRequest(context: Context, request: IncomingMessage, response: ServerResponse, known: () => void): Promise<void> {
  const turnDown = (code: RefusalCode) => {
    context.metrics.add('refused_total')
    refuse(request, response, code)
  }
  try {
    const route = routeOf(request.method ?? '', request.url ?? '')
    if (!route) return turnDown('not-found')
    if (!context.requests.take(strangersAddress(request, context.options.trustProxy))) return turnDown('too-much')
    if ('section' in route) return await serveSection(context, route, request, response, turnDown, known)
    if (route.name === 'sections') return await answerWith(context, request, response, turnDown)
    if (route.name === 'relay') return answerJson(response, 200, { relay: context.relay, protocol: 1, now: context.now() })
    if (route.name === 'health') {
      const canStore = await context.store.canWrite()
      return answerJson(response, canStore ? 200 : 503, { canStore })
    }
    return serveMetrics(context, request, response, turnDown)
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    if (!full && !(error instanceof StoreRefused)) context.log('request-failed')
    turnDown(full ? 'disk-full' : 'store-failed')
  }
}

async function answerWith(context: Context, request: IncomingMessage, response: ServerResponse, turnDown: (code: RefusalCode) => void): Promise<void> {
  const body = await readBody(request, longestBody)
  if (!body) return turnDown('too-large')
  answerResult(response, await registerSection(context, body, tokenOf(request)), turnDown)
}

function answerResult(response: ServerResponse, result: Result, turnDown: (code: RefusalCode) => void): void {
  if ('code' in result) turnDown(result.code)
  else answerJson(response, result.status, result.value)
}

function tokenOf(request: IncomingMessage): string | null {
  return /^Permanence ([A-Za-z0-9._-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

type SectionRoute = Extract<Route, { section: string }>

async function serveSection(context: Context, route: SectionRoute, request: IncomingMessage, response: ServerResponse, turnDown: (code: RefusalCode) => void, known: () => void): Promise<void> {
  const body = route.name === 'file' ? noBody : await readBody(request, route.name === 'messages' ? longestMessage : longestBody)
  if (!body) return turnDown('too-large')
  const asked = { method: request.method!, target: request.url!, body, section: route.section, token: tokenOf(request) }
  const asker = await authenticate(context, asked)
  if ('code' in asker) return turnDown(asker.code)
  known()
  if (route.name === 'file') return serveFile(context, asker, route.hash, request, response)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  answerResult(response, await resultOf(context, asker, route, request.method!, body, gone.signal), turnDown)
}

async function resultOf(context: Context, asker: Asker, route: Exclude<SectionRoute, { name: 'file' }>, method: string, body: Uint8Array, gone: AbortSignal): Promise<Result> {
  switch (route.name) {
    case 'devices':
      return listDevices(context, asker)
    case 'device':
      return method === 'PUT' ? putDevice(context, asker, route.device, body) : removeDevice(context, asker, route.device)
    case 'invitation':
      return method === 'PUT' ? putInvitation(context, asker, route.invitation, body) : deleteInvitation(context, asker, route.invitation)
    case 'messages':
      return method === 'POST' ? postMessage(context, asker, route.invitation, body) : readMessages(context, asker, route.invitation, route.after, gone)
    case 'files':
      return listFiles(context, asker, route.after)
    case 'room':
      // A page can't see why an upgrade was refused: it may ask again without one.
      return mayOpen(asker, route.compartment) ? { code: 'upgrade-required' } : { code: 'forbidden' }
  }
}

/** Whether this role may open this room. */
export function mayOpen({ role }: Asker, compartment: string): boolean {
  return role === 'admin' || role === 'organizer' || (role === 'volunteer' && compartment !== 'people')
}

function serveMetrics(context: Context, request: IncomingMessage, response: ServerResponse, turnDown: (code: RefusalCode) => void): void {
  const { metricsToken } = context.options
  const said = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${metricsToken}`)
  const withToken = metricsToken !== null && said.length === wanted.length && timingSafeEqual(said, wanted)
  // Behind a proxy everybody seems to come from this machine.
  if (!withToken && (context.options.trustProxy || !isLoopback(request.socket.remoteAddress))) return turnDown('forbidden')
  const body = context.metrics.text({
    sockets: context.connected.sockets(),
    strangers: context.connected.strangers(),
    rooms: context.rooms.size,
    waiting_bytes: context.commits.waitingBytes(),
    memory_bytes: process.memoryUsage.rss(),
  })
  response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4', 'Cache-Control': 'no-store' })
  response.end(body)
}

const isLoopback = (address: string | undefined) => address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)

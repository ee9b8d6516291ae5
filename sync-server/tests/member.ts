/** A device of a section, as the relay sees one: a key, tokens, requests, a stock y-websocket provider. For tests. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import { WebSocket, type ClientOptions } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Claims } from '../auth/token.js'

export const newId = (): string => randomBytes(16).toString('base64url')

export interface Member {
  section: string
  device: string
  /** Raw public key, base64url. */
  signing: string
  key: KeyObject
}

export function newMember(section: string, device = newId()): Member {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { section, device, signing: publicKey.export({ format: 'jwk' }).x!, key: privateKey }
}

export function tokenOf(member: Member, relay: string, method: string, target: string, body: Uint8Array = new Uint8Array(0), change: Partial<Claims> = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const request = createHash('sha256').update(`${method} ${target}\n`).update(body).digest('base64url')
  const claims: Claims = { relay, section: member.section, device: member.device, request, from: now, until: now + 60, once: newId(), ...change }
  const text = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${text}.${sign(null, Buffer.from(`permanence token 1\n${text}`), member.key).toString('base64url')}`
}

/** A request of this member; JSON unless bytes are given. */
export async function ask(relay: RelayAddress, member: Member, method: string, target: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const isFile = target.includes('/files/')
  const bytes = body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  const token = tokenOf(member, relay.id, method, target, isFile ? undefined : bytes)
  return fetch(`${relay.address}${target}`, { method, body: bytes as Uint8Array<ArrayBuffer> | undefined, headers: { Authorization: `Permanence ${token}`, ...headers } })
}

export interface RelayAddress {
  address: string
  /** As `GET /relay` says. */
  id: string
  opening: string
}

/** A section with its first admin. */
export async function newSection(relay: RelayAddress): Promise<Member> {
  const admin = newMember(newId())
  const { section, device, signing } = admin
  const answer = await ask(relay, admin, 'POST', '/sections', { section, opening: relay.opening, device, signing })
  if (answer.status !== 200) throw new Error(`section: ${answer.status}`)
  return admin
}

export async function addMember(relay: RelayAddress, admin: Member, role: string): Promise<Member> {
  const member = newMember(admin.section)
  const answer = await ask(relay, admin, 'PUT', `/sections/${admin.section}/devices/${member.device}`, { signing: member.signing, role })
  if (answer.status !== 200) throw new Error(`device: ${answer.status}`)
  return member
}

export const roomPath = (section: string, compartment = 'commons') => `/rooms/${section}/${compartment}`

/** A bare socket with a fresh token; `open` resolves once it is accepted. */
export function openSocket(relay: RelayAddress, member: Member, compartment = 'commons', options: ClientOptions & { token?: string; path?: string } = {}): WebSocket {
  const path = options.path ?? roomPath(member.section, compartment)
  const token = options.token ?? tokenOf(member, relay.id, 'GET', path)
  const socket = new WebSocket(`${relay.address.replace('http', 'ws')}${path}`, ['permanence.1', `permanence.token.${token}`], options)
  socket.binaryType = 'nodebuffer'
  return socket
}

/** The stock client; each of its sockets brings a fresh token. `address` may change between two connections. */
export function provide(relay: RelayAddress, member: Member, doc: Y.Doc, compartment = 'commons', onDurable: (client: number, clock: number) => void = () => {}): WebsocketProvider {
  const path = roomPath(member.section, compartment)
  class WithToken extends WebSocket {
    constructor() {
      super(`${relay.address.replace('http', 'ws')}${path}`, ['permanence.1', `permanence.token.${tokenOf(member, relay.id, 'GET', path)}`])
    }
  }
  const polyfill = WithToken as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(relay.address.replace('http', 'ws') + `/rooms/${member.section}`, compartment, doc, { WebSocketPolyfill: polyfill, disableBc: true, maxBackoffTime: 100 })
  // The relay's own messages: a stock client without a handler for them says so on the console, and goes on.
  provider.messageHandlers[4] = (_encoder, decoder) => {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) onDurable(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
  }
  provider.messageHandlers[5] = () => {}
  return provider
}

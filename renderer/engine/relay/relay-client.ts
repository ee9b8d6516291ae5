/**
 * What a device asks of the relay besides its rooms, and how it shows who it is.
 * Invariant: nothing is sent but through `ask`, which knows the one address in use; a token is made for the relay that
 * answered there, by its clock: this machine's may be years off.
 */
import type { SectionId } from '#core/domain/ids'
import { authorization, makeToken, socketProtocols } from '#core/membership/token'
import { roles, type Role } from '#core/membership/statement'
import { fromBase64url, toBase64url } from '#core/domain/base64url'
import { PortError } from '#core/ports/errors'
import { isFileName } from '#core/ports/files'
import type { RelayAnswer } from '#core/ports/host'

/** One request to the relay in use; see `Host.relayRequest`. */
export type AskRelay = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: Uint8Array; patience?: 'long' },
) => Promise<RelayAnswer>

/** Its calls reject with `relay-unreachable`, or with `relay-refused` and the relay's status and error code as detail. */
export interface RelayClient {
  /** Ms since 1970 by the relay's clock, as far as it was asked; `null` before. */
  now(): number | null
  /** The id of the relay that answers there. */
  meet(): Promise<string>
  /** What answered last was a relay, and not the one that was expected. */
  metAnother(): boolean
  /** Resolves if the relay lets this device into the section's rooms. */
  mayEnter(): Promise<void>
  /** Subprotocols for one socket at this path. */
  protocols(path: string): Promise<string[]>
  /** Registers the section with this device as its first admin. `opening` is the relay's opening code. */
  open(opening: string): Promise<void>
  /** Removed ones too. */
  devices(): Promise<RelayDevice[]>
  admit(device: string, signing: Uint8Array, role: Role): Promise<void>
  remove(device: string): Promise<void>
  /** Opens an invitation's letter box. `signing`: the public key that its secret gives; `until`: seconds since 1970, at most 72 h ahead. */
  putInvitation(id: string, signing: Uint8Array, until: number): Promise<void>
  /** Leaves a sealed message there, at most 16 KiB; resolves with its number, from 1 on. */
  sendMessage(invitation: string, bytes: Uint8Array): Promise<number>
  /** Messages above number `after`, in their order: waits up to 25 s for one, then there are none. */
  messages(invitation: string, after: number): Promise<RelayMessage[]>
  deleteInvitation(id: string): Promise<void>
  /** The name of every sealed file of the section that the relay has whole. `null` from a relay that does not tell. */
  filesThere(): Promise<string[] | null>
  /** How many bytes of a sealed file the relay has: all of them where it is whole, 0 where it knows nothing of it. */
  fileBytes(name: string): Promise<number>
  /** Adds bytes to a file at `offset`, `total` being the bytes of all of it; resolves with how many are there then, also where somebody else was faster. */
  sendFile(name: string, offset: number, total: number, bytes: Uint8Array): Promise<number>
  /** At most `length` bytes of a whole file from `offset` on; `null` where the relay has not all of it. */
  takeFile(name: string, offset: number, length: number): Promise<Uint8Array | null>
}

export interface RelayDevice {
  device: string
  role: Role
  /** Seconds since 1970. */
  addedAt: number
  removedAt: number | null
}

export interface RelayMessage {
  n: number
  /** A device id, or `invitation:<id>`, as the relay says: what counts is the seal. */
  from: string
  body: Uint8Array
}

export interface RelayIdentity {
  section: SectionId
  /** A device id; `invitation:<id>` for who is no device yet, with the keys that the invitation's secret gives. */
  device: string
  signing: { secret: Uint8Array; public: Uint8Array }
}

/** Milliseconds after which the relay is asked again who and when it is: a laptop may have slept. */
const freshFor = 60_000
/** The same for a socket: one that was refused is opened again without a word of why here, and the relay may be another by then. */
const freshForSockets = 5_000

/** `ask` reaches the relay; `relay`: the id that is expected there, if it is known. */
export function createRelayClient(ask: AskRelay, { section, device, signing }: RelayIdentity, relay?: string): RelayClient {
  let clock: { now: number; at: number } | null = null
  let met: Promise<{ relay: string; now: number; at: number }> | null = null
  let another = false
  const devicePath = (id: string) => `/sections/${section}/devices/${id}`
  const filePath = (name: string) => `/sections/${section}/files/${name}`
  const invitationPath = (id: string) => `/sections/${section}/invitations/${id}`

  async function hello(): Promise<{ relay: string; now: number; at: number }> {
    const answer = await ask('/relay', { method: 'GET', headers: {} })
    const said = readJson(answer.body)
    if (answer.status !== 200 || said?.['protocol'] !== 1 || typeof said['relay'] !== 'string' || typeof said['now'] !== 'number') throw new PortError('relay-refused', 'no relay')
    another = relay !== undefined && said['relay'] !== relay
    if (another) throw new PortError('relay-refused', 'another relay')
    clock = { now: said['now'], at: performance.now() }
    return { relay: said['relay'], ...clock }
  }

  async function token(method: string, path: string, body?: Uint8Array, fresh = freshFor): Promise<string> {
    const known = await met?.catch(() => null)
    if (!known || performance.now() - known.at > fresh) met = hello()
    const { relay: id, now, at } = await met!
    return makeToken({ relay: id, section, device, signingSecret: signing.secret, method, path, ...(body ? { body } : {}), now: now + (performance.now() - at) / 1000 })
  }

  /** `but`: statuses that are an answer, too. A part of a file is not in its token: its hash is its name. */
  async function send(method: string, path: string, { body, patience, file, but = [] }: { body?: Uint8Array; patience?: 'long'; file?: Record<string, string>; but?: readonly number[] } = {}): Promise<RelayAnswer> {
    const headers = { Authorization: authorization(await token(method, path, file ? undefined : body)), ...file }
    const answer = await ask(path, { method, headers, ...(body ? { body } : {}), ...(patience ? { patience } : {}) })
    if ((answer.status >= 200 && answer.status < 300) || but.includes(answer.status)) return answer
    // What it had of our clock, or of itself, may be over.
    met = null
    const error = readJson(answer.body)?.['error']
    throw new PortError('relay-refused', `${answer.status} ${typeof error === 'string' ? error.slice(0, 40) : ''}`)
  }

  /** Resolves with the JSON of the answer. */
  const request = async (method: string, path: string, options: { body?: Uint8Array; patience?: 'long' } = {}): Promise<unknown> => readJson((await send(method, path, options)).body)

  async function filesThere(): Promise<string[] | null> {
    const all: string[] = []
    for (;;) {
      const last = all.at(-1)
      const { status, body } = await send('GET', `/sections/${section}/files${last ? `?after=${last}` : ''}`, { but: [404] })
      if (status === 404) return null
      const files = listOf(readJson(body)?.['files'], readStored)
      // One that gives the same page for ever is told from one that goes on.
      if (files.some((name, at) => name <= (files[at - 1] ?? last ?? ''))) throw nonsense()
      all.push(...files)
      if (files.length === 0) return all
    }
  }

  async function fileBytes(name: string): Promise<number> {
    const { status, offset } = await send('HEAD', filePath(name), { file: {}, but: [404] })
    return status === 404 ? 0 : (offset ?? 0)
  }

  return {
    now: () => clock && Math.round(clock.now * 1000 + performance.now() - clock.at),
    meet: async () => (await (met = hello())).relay,
    metAnother: () => another,
    async mayEnter() {
      // Without an upgrade it is answered like one, but for this status.
      await request('GET', `/rooms/${section}/membership`).catch((error: unknown) => {
        if (statusOf(error) !== 426) throw error
      })
    },
    protocols: async (path) => socketProtocols(await token('GET', path, undefined, freshForSockets)),
    open: async (opening) => void (await request('POST', '/sections', { body: json({ section, opening, device, signing: toBase64url(signing.public) }) })),
    devices: async () => listOf(await request('GET', `/sections/${section}/devices`), readDevice),
    admit: async (id, key, role) => void (await request('PUT', devicePath(id), { body: json({ signing: toBase64url(key), role }) })),
    remove: async (id) => void (await request('DELETE', devicePath(id))),
    putInvitation: async (id, key, until) => void (await request('PUT', invitationPath(id), { body: json({ signing: toBase64url(key), until }) })),
    async sendMessage(invitation, bytes) {
      const { n } = ((await request('POST', `${invitationPath(invitation)}/messages`, { body: bytes })) ?? {}) as { n?: unknown }
      if (typeof n !== 'number') throw nonsense()
      return n
    },
    messages: async (invitation, after) => listOf(await request('GET', `${invitationPath(invitation)}/messages?after=${after}`, { patience: 'long' }), readMessage),
    deleteInvitation: async (id) => void (await request('DELETE', invitationPath(id))),
    filesThere,
    fileBytes,
    async sendFile(name, offset, total, bytes) {
      const { status, offset: end } = await send('PATCH', filePath(name), { body: bytes, patience: 'long', file: { 'Upload-Offset': String(offset), 'Upload-Length': String(total) }, but: [409] })
      return end ?? (status === 409 ? fileBytes(name) : offset + bytes.length)
    },
    async takeFile(name, offset, length) {
      const { status, body } = await send('GET', filePath(name), { patience: 'long', file: { Range: `bytes=${offset}-${offset + length - 1}` }, but: [404, 416] })
      if (status === 404 || status === 416) return null
      // A relay that gave all of it for a part would have been stopped by its size.
      return body
    },
  }
}

/** The HTTP status with which the relay refused; `null` for any other error. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof PortError && error.code === 'relay-refused' ? /^relay-refused: (\d{3}) /.exec(error.message) : null
  return status && Number(status[1])
}

/** What answers there is no relay, or not the one that was expected. */
export const isOtherRelay = (error: unknown): boolean => error instanceof PortError && error.code === 'relay-refused' && statusOf(error) === null

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const nonsense = () => new PortError('relay-refused', 'not an answer')

/** `null` for what is none: something that stands before the relay. */
function readJson(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

/** What the relay says is taken for no more than it is: other members are left out, another shape is refused. */
function listOf<Item>(said: unknown, read: (item: Record<string, unknown>) => Item | null): Item[] {
  if (!Array.isArray(said)) throw nonsense()
  return said.map((item: unknown) => {
    const one = typeof item === 'object' && item !== null ? read(item as Record<string, unknown>) : null
    if (!one) throw nonsense()
    return one
  })
}

function readDevice({ device, role, addedAt, removedAt }: Record<string, unknown>): RelayDevice | null {
  if (typeof device !== 'string' || !roles.includes(role as Role) || typeof addedAt !== 'number') return null
  if (removedAt !== null && typeof removedAt !== 'number') return null
  return { device, role: role as Role, addedAt, removedAt }
}

function readStored({ name }: Record<string, unknown>): string | null {
  return isFileName(name) ? name : null
}

function readMessage({ n, from, body }: Record<string, unknown>): RelayMessage | null {
  if (typeof n !== 'number' || typeof from !== 'string' || typeof body !== 'string') return null
  try {
    return { n, from, body: fromBase64url(body) }
  } catch {
    return null
  }
}

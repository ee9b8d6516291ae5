/**
 * What a device asks of the relay besides its rooms, and how it shows who it is.
 * Invariant: nothing is sent but to the address that was configured; a token is made for the relay that answered there, by
 * its clock: this machine's may be years off.
 */
import type { SectionId } from '#core/domain/ids'
import { authorization, makeToken, socketProtocols } from '#core/membership/token'
import type { Role } from '#core/membership/statement'
import { toBase64url } from '#core/domain/base64url'
import { PortError } from '#core/ports/errors'

export interface RelayClient {
  /** Subprotocols for one socket at this path. Rejects with `relay-unreachable`. */
  protocols(path: string): Promise<string[]>
  /** Registers the section with this device as its first admin. `opening` is the relay's opening code. */
  open(opening: string): Promise<void>
  admit(device: string, signing: Uint8Array, role: Role): Promise<void>
  remove(device: string): Promise<void>
}

export interface RelayIdentity {
  section: SectionId
  device: string
  signing: { secret: Uint8Array; public: Uint8Array }
}

/** Milliseconds that a request may take. */
const patience = 15_000
/** Milliseconds after which the relay is asked again who and when it is: a laptop may have slept. */
const freshFor = 60_000

/** `address`: `https://…`, without a slash at its end. `relay`: the id that is expected there, if it is known. */
export function createRelayClient(address: string, { section, device, signing }: RelayIdentity, relay?: string): RelayClient {
  let met: Promise<{ relay: string; now: number; at: number }> | null = null

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(`${address}${path}`, { ...init, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(patience) })
    } catch {
      throw new PortError('relay-unreachable')
    }
  }

  async function hello(): Promise<{ relay: string; now: number; at: number }> {
    const answer = await ask('/relay')
    const said = (await answer.json().catch(() => null)) as { relay?: unknown; protocol?: unknown; now?: unknown } | null
    if (!answer.ok || said?.protocol !== 1 || typeof said.relay !== 'string' || typeof said.now !== 'number') throw new PortError('relay-refused', 'no relay')
    if (relay !== undefined && said.relay !== relay) throw new PortError('relay-refused', 'another relay')
    return { relay: said.relay, now: said.now, at: performance.now() }
  }

  async function token(method: string, path: string, body?: Uint8Array): Promise<string> {
    const known = await met?.catch(() => null)
    if (!known || performance.now() - known.at > freshFor) met = hello()
    const { relay: id, now, at } = await met!
    return makeToken({ relay: id, section, device, signingSecret: signing.secret, method, path, ...(body ? { body } : {}), now: now + (performance.now() - at) / 1000 })
  }

  async function request(method: string, path: string, said?: unknown): Promise<void> {
    const body = said === undefined ? undefined : new TextEncoder().encode(JSON.stringify(said))
    const headers = { Authorization: authorization(await token(method, path, body)) }
    const answer = await ask(path, { method, headers, ...(body ? { body } : {}) })
    if (answer.ok) return
    // What it had of our clock, or of itself, may be over.
    met = null
    const { error } = (await answer.json().catch(() => ({}))) as { error?: string }
    throw new PortError('relay-refused', `${answer.status} ${typeof error === 'string' ? error.slice(0, 40) : ''}`)
  }

  return {
    protocols: async (path) => socketProtocols(await token('GET', path)),
    open: (opening) => request('POST', '/sections', { section, opening, device, signing: toBase64url(signing.public) }),
    admit: (id, key, role) => request('PUT', `/sections/${section}/devices/${id}`, { signing: toBase64url(key), role }),
    remove: (id) => request('DELETE', `/sections/${section}/devices/${id}`),
  }
}

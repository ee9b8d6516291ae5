/**
 * Which devices a section has, by their public keys, and its open invitations.
 * Invariant: a change is on the disk before it is answered; a removed device stays removed, under its id, for ever; a section
 * always has an admin, so that it can still remove a stolen laptop.
 */
import type { Commits } from '../store/commits.js'
import type { Store } from '../store/store.js'

export const roles = ['admin', 'organizer', 'volunteer'] as const
export type Role = (typeof roles)[number]

export interface Device {
  device: string
  /** Raw Ed25519 public key, base64url. */
  signing: string
  role: Role
  /** Seconds since 1970. */
  addedAt: number
  removedAt: number | null
}

export interface Invitation {
  signing: string
  /** Seconds since 1970. */
  until: number
}

export type Change = 'done' | 'conflict' | 'removed' | 'not-found'

/** What became of a device, for those who hold its sockets. */
export interface DeviceNews {
  device: string
  role: Role | null
}

const deviceKey = (section: string, device: string) => `d/${section}/${device}`
const invitationKey = (section: string, invitation: string) => `i/${section}/${invitation}`

const read = <T>(bytes: Uint8Array | null): T | null => (bytes ? (JSON.parse(Buffer.from(bytes).toString()) as T) : null)
const write = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

export class Registry {
  readonly #store: Store
  readonly #commits: Commits
  readonly #tell: (section: string, news: DeviceNews) => void
  /** Changes, one at a time: each looks before it writes. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(store: Store, commits: Commits, tell: (section: string, news: DeviceNews) => void) {
    this.#store = store
    this.#commits = commits
    this.#tell = tell
  }

  async device(section: string, device: string): Promise<Device | null> {
    return read<Device>(await this.#store.get(deviceKey(section, device)))
  }

  async devices(section: string): Promise<Device[]> {
    const found = await this.#store.read(`d/${section}/`, '', 16 * 1024 * 1024)
    return found.map(([, value]) => read<Device>(value)!)
  }

  /** Registers the section with its first admin; again is fine. */
  register(section: string, device: string, signing: string, now: number): Promise<Change> {
    return this.inTurn<Change>(async () => {
      const devices = await this.devices(section)
      const known = devices.find((each) => each.device === device)
      if (known?.removedAt) return 'removed'
      if (known) return known.signing === signing && known.role === 'admin' ? 'done' : 'conflict'
      if (devices.length) return 'conflict'
      await this.#commits.commit([[deviceKey(section, device), write({ device, signing, role: 'admin', addedAt: now, removedAt: null } satisfies Device)]])
      return 'done'
    })
  }

  /** Adds a device or changes its role; its key stays what it was. */
  put(section: string, device: string, signing: string, role: Role, now: number): Promise<Change> {
    return this.inTurn<Change>(async () => {
      const devices = await this.devices(section)
      const known = devices.find((each) => each.device === device)
      if (known?.removedAt) return 'removed'
      if (known && (known.signing !== signing || (role !== 'admin' && isLastAdmin(devices, device)))) return 'conflict'
      await this.#commits.commit([[deviceKey(section, device), write({ device, signing, role, addedAt: known?.addedAt ?? now, removedAt: null } satisfies Device)]])
      this.#tell(section, { device, role })
      return 'done'
    })
  }

  remove(section: string, device: string, now: number): Promise<Change> {
    return this.inTurn<Change>(async () => {
      const devices = await this.devices(section)
      const known = devices.find((each) => each.device === device)
      if (!known) return 'not-found'
      if (known.removedAt) return 'done'
      if (isLastAdmin(devices, device)) return 'conflict'
      await this.#commits.commit([[deviceKey(section, device), write({ ...known, removedAt: now } satisfies Device)]], true)
      this.#tell(section, { device, role: null })
      return 'done'
    })
  }

  async invitation(section: string, invitation: string, now: number): Promise<Invitation | null> {
    const found = read<Invitation>(await this.#store.get(invitationKey(section, invitation)))
    return found && found.until > now ? found : null
  }

  /** Those of the section, over or not. */
  async invitations(section: string): Promise<{ invitation: string; until: number; signing: string }[]> {
    const prefix = `i/${section}/`
    const found = await this.#store.read(prefix, '', 1024 * 1024)
    return found.map(([key, value]) => ({ invitation: key.slice(prefix.length), ...read<Invitation>(value)! }))
  }

  async keepInvitation(section: string, invitation: string, signing: string, until: number): Promise<void> {
    await this.#commits.commit([[invitationKey(section, invitation), write({ signing, until } satisfies Invitation)]])
  }

  /** Drops the invitation; its messages are dropped with it. */
  async dropInvitation(section: string, invitation: string, messageKeys: readonly string[]): Promise<void> {
    await this.#commits.commit([invitationKey(section, invitation), ...messageKeys].map((key) => [key, null] as const), true)
  }

  /** For what looks before it writes: never two at once. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }
}

function isLastAdmin(devices: readonly Device[], device: string): boolean {
  const admins = devices.filter(({ role, removedAt }) => role === 'admin' && removedAt === null)
  return admins.length === 1 && admins[0]!.device === device
}

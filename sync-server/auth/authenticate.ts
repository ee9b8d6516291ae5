/**
 * Who asks, before anything is done for them. Invariant: nobody passes whose token is not signed, for this very request, by a
 * device that is registered and not removed, or by an invitation that is open; and no token passes twice.
 */
import type { UsedTokens } from './once.js'
import type { Registry, Role } from './registry.js'
import { isMeantFor, isSignedBy, readToken, requestHash, signingKey, type Token } from './token.js'

export interface Asker {
  section: string
  /** A device's id, or `invitation:<id>`. */
  device: string
  role: Role | 'invitation'
}

export interface Gate {
  /** This relay's id. */
  relay: string
  registry: Registry
  used: UsedTokens
  /** Seconds since 1970. */
  now(): number
}

export interface Asked {
  method: string
  target: string
  body: Uint8Array
  /** The section that is asked for. */
  section: string
  token: string | null
}

type Refused = { code: 'unauthorized' | 'forbidden' | 'removed' }


export const noBody = new Uint8Array(0)

/** `signing`: the key to check with instead of a registered one (a first admin has none yet). */
export async function authenticate(gate: Gate, asked: Asked, signing?: string): Promise<Asker | Refused> {
  const token = asked.token === null ? null : readToken(asked.token)
  const now = gate.now()
  if (!token || !isMeantFor(token, { relay: gate.relay, request: requestHash(asked.method, asked.target, asked.body), now })) return { code: 'unauthorized' }
  if (token.section !== asked.section) return { code: 'forbidden' }
  const asker = signing === undefined ? await known(gate, token, now) : { signing, role: 'admin' as const, removed: false }
  const key = signingKey(asker?.signing)
  if (!asker || !key || !isSignedBy(token, key)) return { code: 'unauthorized' }
  if (!gate.used.use(`${token.section} ${token.device} ${token.once}`, token.from, token.until, now)) return { code: 'unauthorized' }
  if (asker.removed) return { code: 'removed' }
  return { section: token.section, device: token.device, role: asker.role }
}

async function known(gate: Gate, token: Token, now: number): Promise<{ signing: string; role: Asker['role']; removed: boolean } | null> {
  const invitation = token.device.split('invitation:')[1]
  if (invitation !== undefined) {
    const found = await gate.registry.invitation(token.section, invitation, now)
    return found && { signing: found.signing, role: 'invitation', removed: false }
  }
  const device = await gate.registry.device(token.section, token.device)
  return device && { signing: device.signing, role: device.role, removed: device.removedAt !== null }
}

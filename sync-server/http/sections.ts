/** Registering a section, and its admins' say over its devices. Invariant: only an admin adds; the opening code opens, and nothing else. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { authenticate, type Asker } from '../auth/authenticate.js'
import { roles, type Change, type Role } from '../auth/registry.js'
import { idPattern, signingKey } from '../auth/token.js'
import type { RefusalCode } from './answer.js'
import type { Context } from './context.js'

export type Result = { status: number; value: unknown } | { code: RefusalCode }

const after: Record<Change, Result> = {
  done: { status: 200, value: {} },
  conflict: { code: 'conflict' },
  removed: { code: 'removed' },
  'not-found': { code: 'not-found' },
}

export function readJson(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value)

export async function registerSection(context: Context, body: Uint8Array, token: string | null): Promise<Result> {
  const { section, opening, device, signing } = readJson(body) ?? {}
  if (!isId(section) || !isId(device) || typeof opening !== 'string' || !signingKey(signing)) return { code: 'malformed' }
  const asker = await authenticate(context, { method: 'POST', target: '/sections', body, section, token }, signing as string)
  if ('code' in asker) return asker
  const right = timingSafeEqual(createHash('sha256').update(opening).digest(), context.openingHash)
  if (!right || asker.device !== device) return { code: 'forbidden' }
  return after[await context.registry.register(section, device, signing as string, context.now())]
}

export async function listDevices(context: Context, asker: Asker): Promise<Result> {
  if (asker.role !== 'admin') return { code: 'forbidden' }
  const devices = await context.registry.devices(asker.section)
  return { status: 200, value: devices.map(({ device, role, addedAt, removedAt }) => ({ device, role, addedAt, removedAt })) }
}

export async function putDevice(context: Context, asker: Asker, device: string, body: Uint8Array): Promise<Result> {
  if (asker.role !== 'admin') return { code: 'forbidden' }
  const { signing, role } = readJson(body) ?? {}
  if (!signingKey(signing) || !roles.includes(role as Role)) return { code: 'malformed' }
  return after[await context.registry.put(asker.section, device, signing as string, role as Role, context.now())]
}

export async function removeDevice(context: Context, asker: Asker, device: string): Promise<Result> {
  if (asker.role !== 'admin' && asker.device !== device) return { code: 'forbidden' }
  return after[await context.registry.remove(asker.section, device, context.now())]
}

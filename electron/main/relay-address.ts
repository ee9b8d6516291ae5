/**
 * What the engine may ask of the relay, and where the relay may be. Invariant: an address names a host and nothing else, over TLS
 * unless it is this machine itself; a path, put behind it, is the path that is asked for: nothing in it leads to another host,
 * and no header that is passed on changes who is spoken to or how.
 */
import * as z from 'zod/mini'
import { PortError } from '#core/ports/errors'

export interface RelayAddress {
  secure: boolean
  /** As Node's `connect` has it: an IPv6 address without brackets. */
  host: string
  port: number
  /** `https://host:port`, the port left out where it is the usual one. */
  origin: string
}

/** Of this machine whatever a resolver says; any other name could be led elsewhere. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Rejects with `relay-refused` what is not an address of a relay. */
export function readAddress(text: string): RelayAddress {
  const url = URL.canParse(text) ? new URL(text) : null
  const secure = url?.protocol === 'https:'
  if (!url || !(secure || (url.protocol === 'http:' && loopback.test(url.hostname)))) throw new PortError('relay-refused', 'not an address of a relay')
  // Also without an empty query or fragment, which the parts would not show.
  if (url.href !== `${url.origin}/`) throw new PortError('relay-refused', 'more than an address')
  return { secure, host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port || (secure ? 443 : 80)), origin: url.origin }
}

/** As it will be asked for: what a URL parser would change, `..` and `//` above all, is refused instead. */
const path = z.string().check(
  z.maxLength(2048),
  z.refine((text) => {
    const whole = `https://relay.invalid${text}`
    return /^\/(?!\/)[\w\-.~/?=&%]*$/.test(text) && URL.canParse(whole) && new URL(whole).href === whole
  }),
)

const headerNames = ['Authorization', 'Content-Type', 'Range', 'Upload-Offset', 'Upload-Length'] as const
const headerValue = z.string().check(z.regex(/^[\x20-\x7e]{0,4096}$/))

export const requestSchema = z.object({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path,
  headers: z.partialRecord(z.enum(headerNames), headerValue),
  body: z.optional(z.instanceof(Uint8Array)),
  patience: z.optional(z.literal('long')),
})
export type RelayRequest = z.infer<typeof requestSchema>

export const socketId = z.string().check(z.regex(/^[\w-]{1,64}$/))

/** Subprotocols are tokens (RFC 9110, 5.6.2), each once. */
export const socketSchema = z.object({
  id: socketId,
  path,
  protocols: z.array(z.string().check(z.regex(/^[\w!#$%&'*+.^`|~-]{1,4096}$/))).check(z.minLength(1), z.maxLength(4), z.refine((all) => new Set(all).size === all.length)),
})
export type RelaySocketRequest = z.infer<typeof socketSchema>

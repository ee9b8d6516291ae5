/** Where a request comes from, for rates only. Invariant: a header is believed only behind a proxy, and only what that proxy added itself: the last word. */
import type { IncomingMessage } from 'node:http'

export function strangersAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)!.trim() : ''
  return networkOf(forwarded || (request.socket.remoteAddress ?? ''))
}

/** IPv6 addresses are given out by the /64: one caller has as many as they like. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}

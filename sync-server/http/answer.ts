/** Answers of the relay: JSON, a stable code for each error, nothing that a cache or a page of another site could use. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Code → HTTP status. */
export const statusOf = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  removed: 410,
  'too-large': 413,
  'range-outside': 416,
  'upgrade-required': 426,
  'too-much': 429,
  stopping: 503,
  'over-quota': 507,
  'disk-full': 507,
  'store-failed': 507,
} as const

export type RefusalCode = keyof typeof statusOf

const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

export function answerJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string | number> = {}): void {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length, ...always, ...headers })
  response.end(body)
}

export function answerEmpty(response: ServerResponse, status: number, headers: Record<string, string | number> = {}): void {
  response.writeHead(status, { ...always, ...headers })
  response.end()
}

/** Refuses, and ends the connection where a body may still be on its way. */
export function refuse(request: IncomingMessage, response: ServerResponse, code: RefusalCode, headers: Record<string, string | number> = {}): void {
  const rest: Record<string, string> = request.complete ? {} : { Connection: 'close' }
  if (response.headersSent) {
    response.destroy()
    return
  }
  answerJson(response, statusOf[code], { error: code }, { ...headers, ...rest })
}

/** The body, or `null` when it is longer than `most` bytes or breaks off. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > most) return null
      pieces.push(piece)
    }
  } catch {
    return null
  }
  return Buffer.concat(pieces)
}

/** Sealed files over HTTP: which there are, `HEAD`, `GET` with one range, `PATCH` at an offset. Invariants: nobody can take a file away, whatever role they were given or stole, see docs/decisions/018; a quota is taken before a byte is written and given back for those that were not. */
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Asker } from '../auth/authenticate.js'
import { answerEmpty, refuse } from './answer.js'
import type { Context } from './context.js'
import type { Result } from './sections.js'

export async function serveFile(context: Context, asker: Asker, hash: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (asker.role === 'invitation') return refuse(request, response, 'forbidden')
  if (request.method === 'PATCH') return appendFile(context, asker.section, hash, request, response)
  const size = await context.files.size(asker.section, hash)
  if (!size) return refuse(request, response, 'not-found')
  if (request.method === 'HEAD') {
    const whole: Record<string, string | number> = size.whole ? { 'Content-Length': size.bytes, 'Accept-Ranges': 'bytes' } : {}
    return answerEmpty(response, 200, { 'Upload-Offset': size.bytes, ...whole })
  }
  if (!size.whole) return refuse(request, response, 'not-found')
  await sendFile(context.files.path(asker.section, hash), size.bytes, request, response)
}

/** Files told of in one answer: about 300 KB of JSON. */
const mostTold = 5000

export async function listFiles(context: Context, asker: Asker, after: string): Promise<Result> {
  if (asker.role === 'invitation') return { code: 'forbidden' }
  return { status: 200, value: { files: (await context.files.list(asker.section, after, mostTold)).map((name) => ({ name })) } }
}

async function sendFile(file: string, bytes: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const range = rangeOf(request.headers.range, bytes)
  if (range === 'outside') return refuse(request, response, 'range-outside', { 'Content-Range': `bytes */${bytes}` })
  const { start, end } = range ?? { start: 0, end: bytes - 1 }
  response.writeHead(range ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${bytes}` } : {}),
  })
  // A reader who goes away in the middle is no fault.
  await pipeline(bytes ? createReadStream(file, { start, end }) : [], response).catch(() => {})
}

/** One range of bytes (RFC 9110, 14.1.2); several, or what is no range, is answered with the whole. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(bytes - 1, Number(last))
  return start > end ? 'outside' : { start, end }
}

const wholeNumber = (header: unknown): number | null => (typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null)

async function appendFile(context: Context, section: string, hash: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const offset = wholeNumber(request.headers['upload-offset'])
  const length = wholeNumber(request.headers['upload-length'])
  if (offset === null || length === null || length === 0 || offset > length) return refuse(request, response, 'malformed')
  if (length > context.options.mostFileBytes) return refuse(request, response, 'too-large')
  const before = await context.files.size(section, hash)
  if (before?.whole) return answerWhole(request, response, before.bytes)
  if (offset !== (before?.bytes ?? 0)) return refuse(request, response, 'conflict', { 'Upload-Offset': before?.bytes ?? 0 })
  if (!context.usage.take(section, length - offset, true)) return refuse(request, response, 'over-quota')
  const result = await context.files.append(section, hash, offset, length, request as AsyncIterable<Uint8Array>)
  const there = 'offset' in result && result.code !== 'conflict' ? result.offset : result.code === 'conflict' ? offset : ((await context.files.size(section, hash))?.bytes ?? 0)
  context.usage.give(section, length - there)
  switch (result.code) {
    case 'appended':
      return answerEmpty(response, 204, { 'Upload-Offset': result.offset })
    case 'whole':
      return answerWhole(request, response, result.offset)
    case 'conflict':
      return refuse(request, response, 'conflict', { 'Upload-Offset': result.offset })
    case 'disk-full':
      context.metrics.add('no_room_total')
      return refuse(request, response, 'disk-full')
    case 'too-large':
      return refuse(request, response, 'too-large')
    case 'wrong-hash':
      return refuse(request, response, 'malformed')
    case 'cut':
      response.destroy()
  }
}

function answerWhole(request: IncomingMessage, response: ServerResponse, bytes: number): void {
  const rest: Record<string, string> = request.complete ? {} : { Connection: 'close' }
  answerEmpty(response, 204, { 'Upload-Offset': bytes, ...rest })
}

/**
 * Serves the built window under `app://`. Invariant: only regular files of the given folder are ever answered, whatever
 * the path says (`..`, its encodings, NUL, backslashes, links that lead out), and each answer carries the content
 * security policy: what a document, or a worker, may load is decided here and not by the document.
 */
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import { appScheme, isAppUrl } from './app-url'

/**
 * Standard: relative URLs and an origin for IndexedDB; secure: WebCrypto; codeCache: V8 keeps compiled scripts between starts.
 * Must be registered before the app is ready.
 */
export const schemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]

/**
 * No `unsafe-inline` for scripts. For styles it stays: Mantine writes `<style>` elements for responsive properties,
 * and a style can't read the page's data out while nothing but the app's own origin may be loaded.
 * `wasm-unsafe-eval` compiles WebAssembly (libsodium), not JavaScript.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' blob:",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pdf': 'application/pdf',
  '.gz': 'application/gzip',
  '.bin': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
}

/** The file that a URL names under `root`, or `null` when it names none. Says nothing about whether the file exists. */
export function assetPath(root: string, url: string): string | null {
  if (!isAppUrl(url)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  // A second decoding, a Windows separator, a drive or a NUL has no place in the name of a built file.
  if (/[\\\0%:]/.test(path)) return null
  const segments = path.split('/').slice(1)
  if (segments.length === 0 || segments.some((segment) => segment === '' || segment.startsWith('.'))) return null
  return join(root, ...segments)
}

/** The answer to each request under `app://`. `root` is the folder of the built window. */
export function serveApp(root: string): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  const realRoot = realpath(root)
  return async ({ url, method }) => {
    const path = assetPath(root, url)
    const type = path ? mimeTypes[extname(path)] : undefined
    if (!path || !type || method !== 'GET') return refusal(404)
    try {
      const real = await realpath(path)
      if (!real.startsWith((await realRoot) + sep)) return refusal(404)
      const bytes = await readFile(real)
      return new Response(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength), { headers: headers(type) })
    } catch {
      return refusal(404)
    }
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain; charset=utf-8') })
}

function headers(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  }
}

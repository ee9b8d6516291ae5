import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImage } from '#core/print/foreign/image-facts'
import { areAlike, type Pixels } from '#core/print/foreign/pixels'
import { nodeRasteriser } from '../../tools/node-rasteriser'
import { openChromium } from './chromium-page'
import { onePage, pdfOf } from './foreign-file'
import { jpegOf } from './small-jpeg'

const kinds: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }
// As strict as the app.
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' blob:; font-src 'self'"
let [folder, browser, page, server]: [string, Browser, Page, Server] = ['', undefined as unknown as Browser, undefined as unknown as Page, undefined as unknown as Server]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-raster-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><script type="module" src="/raster-page.js"></script>')
  await build({
    configFile: false, logLevel: 'silent', root: resolve(import.meta.dirname, '../../renderer'), worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: false, assetsInlineLimit: 0, rolldownOptions: { input: join(import.meta.dirname, 'raster-page.ts'), output: { entryFileNames: 'raster-page.js' } } },
  })
  // Not by Playwright's own answers: those do not reach the worker of a worker.
  server = createServer((request, answer) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    readFile(join(folder, pathname === '/' ? 'index.html' : pathname)).then(
      (body) => answer.writeHead(200, { 'Content-Type': kinds[extname(pathname) || '.html'] ?? 'application/octet-stream', 'Content-Security-Policy': policy }).end(body),
      () => answer.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await openChromium()
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction('globalThis.drawPage !== undefined')
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  width: number
  height: number
  rgb: string
  alpha?: string
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const ask = (call: string, ...words: unknown[]) => page.evaluate(([name, args]) => (globalThis as unknown as Record<string, (...words: unknown[]) => Promise<Answer>>)[name as string]!(...(args as unknown[])), [call, words] as const)

async function drawPage(pdf: Uint8Array, dotsPerInch: number): Promise<Pixels> {
  const { width, height, rgb } = await ask('drawPage', base64(pdf), dotsPerInch)
  return { width, height, rgb: bytesOf(rgb) }
}

async function decode(bytes: Uint8Array) {
  const { rgb, alpha, ...size } = await ask('decode', base64(bytes), readImage(bytes))
  return { ...size, rgb: bytesOf(rgb), alpha: alpha === undefined ? undefined : bytesOf(alpha) }
}

const at = ({ width, rgb }: Pixels, x: number, y: number) => [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]

describe('a page drawn by a worker of the app', () => {
  it('shows its words, also in a font that the file leaves out, as the command line draws them', async () => {
    const bytes = onePage('/MediaBox [0 0 300 100] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >> >> >>', 'BT /F 40 Tf 20 30 Td (Permanence) Tj ET')
    const file = await (await nodeRasteriser()).open(bytes)
    const [here, there] = [await drawPage(bytes, 72), await file.draw(0, 72)]
    expect(here).toMatchObject({ width: 300, height: 100 })
    expect(here.rgb.some((value) => value < 100)).toBe(true)
    const ink = ({ rgb }: Pixels) => rgb.reduce((sum, value) => sum + 255 - value, 0)
    expect(ink(here) / ink(there)).toBeGreaterThan(0.9)
    expect(ink(here) / ink(there)).toBeLessThan(1.1)
  })

  it('fades by the light of a mask', async () => {
    const bytes = onePage('/MediaBox [0 0 200 100] /Resources << /ExtGState << /M << /SMask << /S /Luminosity /G 10 0 R >> >> >> >>', '/M gs 1 0 0 rg 0 0 200 100 re f', {
      10: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Group << /S /Transparency /CS /DeviceGray >> /Resources << >>', stream: '0.5 g 0 0 100 100 re f' },
    })
    const drawn = await drawPage(bytes, 72)
    expect(at(drawn, 150, 50)).toEqual([255, 255, 255])
    const [red, green, blue] = at(drawn, 50, 50)
    expect(red).toBe(255)
    expect(Math.abs(green! - 128)).toBeLessThan(4)
    expect(Math.abs(blue! - 128)).toBeLessThan(4)
    const file = await (await nodeRasteriser()).open(bytes)
    expect(areAlike(drawn, await file.draw(0, 72))).toBe(true)
  })

  it('is drawn to the last page of a scan, whatever other file is opened and closed beside it', async () => {
    // 8 by 8 pixels of white by the fax code of group 4, shown black.
    const image = { entries: '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>', stream: Uint8Array.of(0xff, 0x00, 0x10, 0x01) }
    const scan = pdfOf({
      1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>', 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 20 10] >>',
      4: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 20 10] /Contents 5 0 R /Resources << /XObject << /I 6 0 R >> >> >>', 5: { stream: '20 0 0 10 0 0 cm /I Do' }, 6: image,
    })
    const other = onePage('/MediaBox [0 0 20 10]', '')
    const { rgb, ...size } = await ask('drawLast', base64(scan), base64(other), 72)
    expect(at({ ...size, rgb: bytesOf(rgb) }, 10, 5)).toEqual([0, 0, 0])
    const node = await nodeRasteriser()
    const [file, beside] = [await node.open(scan), await node.open(other)]
    await file.draw(0, 72)
    beside.close()
    expect(at(await file.draw(1, 72), 10, 5)).toEqual([0, 0, 0])
    file.close()
  })

  it('is refused with a code when it is none, and the next one is drawn', async () => {
    await expect(drawPage(Buffer.from('no pdf'), 72)).rejects.toThrow('pdf-unreadable')
    expect(await drawPage(onePage('/MediaBox [0 0 20 10]', ''), 72)).toMatchObject({ width: 20, height: 10 })
  })
})

describe('an image decoded by the app', () => {
  it('keeps what shows through', async () => {
    const png = new PNG({ width: 4, height: 2 })
    for (let pixel = 0; pixel < 8; pixel++) png.data.set([200, 100, 50, pixel % 4 < 2 ? 255 : 0], pixel * 4)
    const { alpha, ...pixels } = await decode(PNG.sync.write(png))
    expect(at(pixels, 0, 0)).toEqual([200, 100, 50])
    expect([...alpha!]).toEqual([255, 255, 0, 0, 255, 255, 0, 0])
  })

  it('stands upright', async () => {
    const bytes = jpegOf({ blocks: [[[20], [230]]], orientation: 6 })
    const pixels = await decode(bytes)
    expect(pixels).toMatchObject({ width: 8, height: 16, alpha: undefined })
    expect(at(pixels, 4, 4)[0]).toBeLessThan(30)
    expect(at(pixels, 4, 12)[0]).toBeGreaterThan(220)
  })

  it('is a drawing in words, where no script runs and nothing is fetched', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20"><script>fetch("http://elsewhere.invalid/")</script><rect width="20" height="20" fill="#f00"/><image xlink:href="http://elsewhere.invalid/a.png" x="20" width="20" height="20"/></svg>'
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const pixels = await decode(Buffer.from(svg))
    expect(pixels).toMatchObject({ width: 1600, height: 800 })
    expect(at(pixels, 400, 400)).toEqual([255, 0, 0])
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([])
  })
})

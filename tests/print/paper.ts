/** What a printer's side sees of a PDF: pixels, text and structure, by Debian's own tools. A missing tool is an error, never a skipped test. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PNG } from 'pngjs'

const run = promisify(execFile)

async function tool(program: string, words: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, words, { maxBuffer: 1 << 28 })
    // Poppler draws on after an error in a font, and leaves the page blank: what it complains of is a failure.
    if (stderr.trim() !== '') throw new Error(`${program}: ${stderr.trim()}`)
    return stdout
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error
    throw new Error(`${program} is missing: apt-get install poppler-utils qpdf chromium (npm test does it)`)
  }
}

async function withFile<Value>(pdf: Uint8Array, use: (path: string, folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'permanence-paper-'))
  try {
    const path = join(folder, 'sheet.pdf')
    await writeFile(path, pdf)
    return await use(path, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** How dark each pixel is: 0 paper to 255 ink. */
export interface Ink {
  width: number
  height: number
  dark: Uint8Array
}

export function inkOfPng(bytes: Uint8Array): Ink {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
  const dark = new Uint8Array(width * height)
  for (let at = 0; at < dark.length; at++) {
    dark[at] = 255 - Math.round((data[at * 4]! + data[at * 4 + 1]! + data[at * 4 + 2]!) / 3)
  }
  return { width, height, dark }
}

/** Each page as ink. */
export function renderPdf(pdf: Uint8Array, dotsPerInch: number): Promise<Ink[]> {
  return withFile(pdf, async (path, folder) => {
    await tool('pdftoppm', ['-r', String(dotsPerInch), '-gray', path, join(folder, 'page')])
    const pages = (await readdir(folder)).filter((name) => name.endsWith('.pgm')).sort()
    return Promise.all(pages.map(async (name) => inkOfGreymap(await readFile(join(folder, name)))))
  })
}

/** Pixels as a screen has them. */
export interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Uint8Array
}

/** Each page in its colours. */
export function colourPages(pdf: Uint8Array, dotsPerInch: number): Promise<Picture[]> {
  return withFile(pdf, async (path, folder) => {
    await tool('pdftoppm', ['-r', String(dotsPerInch), '-png', path, join(folder, 'page')])
    const pages = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()
    return Promise.all(pages.map(async (name) => PNG.sync.read(await readFile(join(folder, name)))))
  })
}

/** A binary greymap (PGM, `P5`): three numbers, then a byte a pixel. */
function inkOfGreymap(bytes: Buffer): Ink {
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64))!
  // A loop over millions of dots: `Uint8Array.from` takes a hundred times as long.
  const light = bytes.subarray(head.length)
  const dark = new Uint8Array(light.length)
  for (let at = 0; at < dark.length; at++) dark[at] = 255 - light[at]!
  return { width: Number(width), height: Number(height), dark }
}

/** The text as a search or a copy finds it, pages separated by form feeds. */
export function extractText(pdf: Uint8Array, ...options: string[]): Promise<string> {
  return withFile(pdf, (path) => tool('pdftotext', [...options, path, '-']))
}

/** The lines of a recovery sheet as someone copies them off the paper: what stands behind a number. */
export async function sheetLines(pdf: Uint8Array): Promise<string[]> {
  const text = await extractText(pdf, '-layout')
  return [...text.matchAll(/^\s*\d+\s+([2-9A-HJ-NP-Z ]+)$/gm)].map(([, line]) => line!.trim())
}

/** Rejects when the file's structure has an error. */
export async function checkStructure(pdf: Uint8Array): Promise<void> {
  await withFile(pdf, (path) => tool('qpdf', ['--check', path]))
}

/** The fonts of all pages, by poppler. */
export async function fontsOf(pdf: Uint8Array): Promise<{ name: string; embedded: boolean; unicode: boolean }[]> {
  const lines = (await withFile(pdf, (path) => tool('pdffonts', [path]))).split('\n').slice(2).filter(Boolean)
  return lines.map((line) => {
    const [embedded, , unicode] = line.match(/(?:yes|no)(?= )/g)!
    return { name: line.split(' ')[0]!, embedded: embedded === 'yes', unicode: unicode === 'yes' }
  })
}

/** The file's objects as readable text. */
export function readableObjects(pdf: Uint8Array): Promise<string> {
  return withFile(pdf, (path) => tool('qpdf', ['--qdf', '--object-streams=disable', path, '-']))
}

/** The file as another program encrypts it; without a user's password it opens, and is only protected against changes. */
export function encrypted(pdf: Uint8Array, cipher: 'rc4-40' | 'rc4-128' | 'aes-128' | 'aes-256', userPassword = ''): Promise<Uint8Array> {
  const bits = cipher.split('-')[1]!
  const how = bits === '128' ? [`--use-aes=${cipher === 'aes-128' ? 'y' : 'n'}`] : []
  return withFile(pdf, async (path, folder) => {
    const to = join(folder, 'encrypted.pdf')
    await tool('qpdf', ['--allow-weak-crypto', '--object-streams=disable', '--encrypt', userPassword, 'owner', bits, ...how, '--', path, to])
    return readFile(to)
  })
}

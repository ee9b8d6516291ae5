/**
 * How many real PDFs come out right: `npx tsx tests/print/corpus/run-pdfs.ts [PART OF A PATH]`. The first and a middle page
 * of each are placed 1:1, drawn by poppler at 72 dpi and compared with poppler's drawing of the source. Where they differ, MuPDF
 * and Ghostscript are asked the same, if they are installed: what only one viewer sees is counted apart, never as alike in poppler.
 * Not part of `npm test`: it takes half an hour. Prints a table, and writes one line of JSON a page to a temporary folder.
 */
import { execFile, fork, type ChildProcess } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compare, type Pixels } from '#core/print/foreign/pixels'
import type { PlacedOne } from './place-one'
import { corpus, type CorpusFile } from './sources'

const run = promisify(execFile)
/** As many as the machine has cores to give; PERMANENCE_CORPUS_PROCESSES says otherwise. */
const processes = Number(process.env['PERMANENCE_CORPUS_PROCESSES'] ?? 2)
const mostSeconds = 90
const part = process.argv[2] ?? ''

type Outcome = 'same' | 'same-in-print' | 'different' | 'not-compared'
type Line = PlacedOne & { from: string; path: string; outcome: Outcome; share?: number; densest?: number; /** Who else was asked and found both alike. */ alikeIn?: string }

/** The words of a command that writes one page as a PPM file. */
type Drawer = (path: string, page: number, dotsPerInch: number, to: string) => [command: string, ...words: string[]]
const others: Record<string, Drawer> = {
  mupdf: (path, page, dotsPerInch, to) => ['mutool', 'draw', '-q', '-r', String(dotsPerInch), '-o', to, path, String(page)],
  ghostscript: (path, page, dotsPerInch, to) => [
    'gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-dUseCropBox', '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4', '-sDEVICE=ppmraw', `-r${dotsPerInch}`, `-dFirstPage=${page}`, `-dLastPage=${page}`, `-sOutputFile=${to}`, path,
  ],
}

const folder = await mkdtemp(join(tmpdir(), 'permanence-corpus-'))
const lines: Line[] = []

/** The page as poppler draws it; undefined when it can't. */
async function drawn(path: string, page: number, dotsPerInch: number, name: string): Promise<Pixels | undefined> {
  const to = join(folder, name)
  await run('pdftoppm', ['-r', String(dotsPerInch), '-cropbox', '-f', String(page), '-l', String(page), path, to], { timeout: 60_000 }).catch(() => undefined)
  const file = (await readdir(folder)).find((each) => each.startsWith(`${name}-`) && each.endsWith('.ppm'))
  if (!file) return undefined
  return readPixels(join(folder, file))
}

/** Of a PPM file, which goes with it. */
async function readPixels(path: string): Promise<Pixels | undefined> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0))
  await rm(path, { force: true })
  const [head, width, height] = /^P6\s+(?:#.*\n)?(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 128)) ?? []
  return head === undefined ? undefined : { width: Number(width), height: Number(height), rgb: new Uint8Array(bytes.subarray(head.length)) }
}

const areSame = (way: PlacedOne['way'], one: Pixels | undefined, other: Pixels | undefined): boolean => {
  const found = one && other && compare(one, other)
  return found !== undefined && found.share <= (way === 'raster' ? 0.02 : 0.002) && found.densest <= (way === 'raster' ? 48 : 24)
}

/** Which of the others draws the source and our page alike; undefined when none does. */
async function alikeElsewhere(path: string, one: PlacedOne, name: string): Promise<string | undefined> {
  for (const [other, command] of Object.entries(others)) {
    const drawnBy = async (file: string, page: number, dotsPerInch: number) => {
      const to = join(folder, `${name}-${other}.ppm`)
      const [program, ...words] = command(file, page, dotsPerInch, to)
      await run(program, words, { timeout: 60_000 }).catch(() => undefined)
      return readPixels(to)
    }
    if (areSame(one.way, await drawnBy(path, one.page, 72 * one.unit), await drawnBy(one.pdf!, 1, 72))) return other
  }
  return undefined
}

async function judge(file: CorpusFile, one: PlacedOne, name: string): Promise<Line> {
  const line = { ...one, from: file.from, path: file.path }
  const source = await drawn(file.path, one.page, 72 * one.unit, `${name}-s${one.page}`)
  if (!source) return { ...line, outcome: 'not-compared' }
  if (!one.pdf) return { ...line, outcome: 'different' }
  const ours = await drawn(one.pdf, 1, 72, `${name}-o${one.page}`)
  const found = ours && compare(source, ours)
  // Poppler draws as on a screen; what is for the screen alone is left out on paper, as the app's own viewer does.
  const outcome = areSame(one.way, source, ours) ? 'same' : one.screenOnly && one.way === 'vector' ? 'same-in-print' : 'different'
  return { ...line, outcome, share: found?.share, densest: found?.densest, alikeIn: outcome === 'different' ? await alikeElsewhere(file.path, one, name) : undefined }
}

function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'place-one.ts'), { execArgv: ['--import', 'tsx', '--max-old-space-size=3000'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', () => reject(new Error('the placing process does not start')))
  })
}

async function work(files: CorpusFile[]): Promise<void> {
  let child = await start()
  for (let file = files.pop(); file; file = files.pop()) {
    const name = String(files.length)
    const placed = await new Promise<PlacedOne[]>((resolve) => {
      const giveUp = (why: string) => resolve([{ page: 1, way: 'refused', why, unit: 1, screenOnly: false }])
      const timer = setTimeout(() => giveUp('gave up'), mostSeconds * 1000)
      child.removeAllListeners('message').removeAllListeners('exit')
      child.once('exit', () => giveUp('ended'))
      child.once('message', (answer) => {
        clearTimeout(timer)
        resolve(answer as PlacedOne[])
      })
      child.send({ path: file!.path, folder: join(folder, name) })
    })
    if (placed[0]!.why === 'gave up' || placed[0]!.why === 'ended') {
      child.kill('SIGKILL')
      child = await start()
    }
    for (const one of placed) {
      lines.push(await judge(file, one, name))
      await appendFile(join(folder, 'lines.json'), `${JSON.stringify(lines.at(-1))}\n`)
      if (one.pdf && lines.at(-1)!.outcome !== 'different') await rm(one.pdf)
    }
    if (files.length % 50 === 0) process.stderr.write(`${files.length} to go\n`)
  }
  child.kill()
}

const files = (await corpus('pdf')).filter(({ path }) => path.includes(part)).reverse()
await mkdir(folder, { recursive: true })
await Promise.all(Array.from({ length: processes }, () => work(files)))

const count = (...tests: ((line: Line) => boolean)[]) => lines.filter((line) => tests.every((test) => test(line))).length
const by = (way: PlacedOne['way']) => (line: Line) => line.way === way
const is = (...outcomes: Outcome[]) => (line: Line) => outcomes.includes(line.outcome)
const drawable = count((line) => line.outcome !== 'not-compared')
const percent = (number: number) => `${number} (${((number / drawable) * 100).toFixed(1)} %)`
const reasons = new Map<string, number>()
for (const { way, why, outcome } of lines) if (why && outcome !== 'not-compared') reasons.set(`${way}: ${why.slice(0, 80)}`, (reasons.get(`${way}: ${why.slice(0, 80)}`) ?? 0) + 1)
const vectors = count(by('vector'), is('same', 'same-in-print'))
process.stdout.write([
  `files ${new Set(lines.map(({ path }) => path)).size}, pages ${lines.length}, of which poppler draws ${drawable}`,
  `same as vectors ${percent(vectors)}, of them ${count(by('vector'), is('same-in-print'))} without what is for the screen alone`,
  `same with pixels ${percent(vectors + count(by('raster'), is('same')))}`,
  `pixels ${percent(count(by('raster'), is('same', 'different')))}, of them unlike poppler ${count(by('raster'), is('different'))}`,
  `unlike poppler but alike in MuPDF or Ghostscript ${count((line) => line.alikeIn !== undefined)}: the same in a trusted viewer ${percent(vectors + count(by('raster'), is('same')) + count((line) => line.alikeIn !== undefined))}`,
  `refused ${percent(count(by('refused'), is('different')))}`,
  `silently different ${count(by('vector'), is('different'))}`,
  `reasons ${JSON.stringify(Object.fromEntries(reasons))}`,
  `lines in ${folder}`, '',
].join('\n'))

/**
 * How many real images come out right: `npx tsx tests/print/corpus/run-images.ts`. Each is read by its content; what goes on paper
 * untouched is drawn by poppler, a point a pixel, and compared with what a browser's decoder shows. Not part of `npm test`.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { errorCode } from '#core/ports/errors'
import { compare, type Pixels } from '#core/print/foreign/pixels'
import { printableImage, type DecodeImage } from '#core/print/foreign/printable-image'
import { openPageFile } from '#core/print/page-file'
import { openChromium } from '../chromium-page'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { corpus } from './sources'

const run = promisify(execFile)
const finer = 4
const folder = await mkdtemp(join(tmpdir(), 'permanence-images-'))
const fonts = await loadPrintFonts()
const browser = await openChromium()
const page = await browser.newPage()

/** Chromium's own pixels on white, as a tract has them; undefined when it can't show the image. */
async function shown(bytes: Uint8Array, svg: boolean): Promise<(Pixels & { alpha?: Uint8Array }) | undefined> {
  const answer = await page.evaluate(async ([text, type]) => {
    try {
      const bytes = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0))
      const picture = new Image()
      picture.src = URL.createObjectURL(new Blob([bytes], { type }))
      await picture.decode()
      const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight)
      const context = canvas.getContext('2d')!
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.drawImage(picture, 0, 0)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      let letters = ''
      for (let at = 0; at < data.length; at += 4) letters += String.fromCharCode(data[at]!, data[at + 1]!, data[at + 2]!)
      return { width: canvas.width, height: canvas.height, rgb: btoa(letters) }
    } catch {
      return undefined
    }
  }, [Buffer.from(bytes).toString('base64'), svg ? 'image/svg+xml' : ''])
  return answer && { ...answer, rgb: new Uint8Array(Buffer.from(answer.rgb, 'base64')) }
}

/** Poppler's pixels at a point each. It sets the edges of a picture on whole pixels: drawn four times as fine, none moves by more than a quarter. */
async function drawn(pdf: Uint8Array): Promise<Pixels | undefined> {
  const path = join(folder, 'sheet.pdf')
  await writeFile(path, pdf)
  await run('pdftoppm', ['-r', String(72 * finer), '-singlefile', path, join(folder, 'sheet')], { timeout: 60_000 }).catch(() => undefined)
  const bytes = await readFile(join(folder, 'sheet.ppm')).catch(() => undefined)
  if (!bytes) return undefined
  await rm(join(folder, 'sheet.ppm'))
  const [head, across, down] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64))!
  const [width, height] = [Math.floor(Number(across) / finer), Math.floor(Number(down) / finer)]
  const rgb = new Uint8Array(width * height * 3)
  for (let at = 0; at < rgb.length; at++) {
    const [x, y, colour] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3]
    let sum = 0
    for (let row = 0; row < finer; row++) for (let column = 0; column < finer; column++) sum += bytes[head.length + ((y * finer + row) * Number(across) + x * finer + column) * 3 + colour]!
    rgb[at] = sum / finer ** 2
  }
  return { width, height, rgb }
}

const counts = new Map<string, number>()
const notes: string[] = []
const count = (what: string, path: string, say = false) => {
  counts.set(what, (counts.get(what) ?? 0) + 1)
  if (say) notes.push(`${what}: ${path}`)
}
for (const { path } of await corpus('image')) {
  const bytes = new Uint8Array(await readFile(path))
  let wasDecoded = false
  const decode: DecodeImage = async (from, facts) => {
    wasDecoded = true
    const pixels = await shown(from, facts.format === 'svg')
    if (!pixels) throw new Error('not shown')
    return { pixels }
  }
  let image
  try {
    image = await printableImage(bytes, decode)
  } catch (error) {
    const isShown = (await shown(bytes, path.endsWith('.svg'))) !== undefined
    const code = errorCode(error) === 'unexpected' ? 'browser can’t decode' : errorCode(error)
    count(`refused, ${code}, ${isShown ? 'though the browser shows something' : 'nor does the browser show it'}`, path, isShown)
    continue
  }
  if (image.width * image.height > 1e6 || image.width > 4000 || image.height > 4000) {
    count('not compared, large', path)
    continue
  }
  const file = openPageFile(fonts)
  const sheet = file.openPage(image.width, image.height)
  sheet.place(file.keepImage(image), [1, 0, 0, 1, 0, 0])
  file.closePage(sheet)
  const [ours, theirs] = [await drawn(await file.finish({ title: '', language: 'fr', at: 0 })), await shown(bytes, path.endsWith('.svg'))]
  const found = ours && theirs && compare(ours, theirs)
  const way = wasDecoded ? 'decoded' : 'untouched'
  if (!theirs) count(`${way}, the browser shows nothing`, path, true)
  else if (found && found.share <= 0.01) count(`${way}, same`, path)
  else count(`${way}, different`, `${path} ${JSON.stringify(found)}`, true)
}
await browser.close()
await rm(folder, { recursive: true })
process.stdout.write(`${[...counts].sort().map(([what, number]) => `${number} ${what}`).join('\n')}\n\n${notes.map((note) => note.replace(/\/\S*\//, (full) => `…/${basename(full)}/`)).join('\n')}\n`)

/**
 * Real PDFs and images, from the test suites that Debian's source packages carry: fetched once into a cache outside the
 * project, checked against their sums, never committed.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const pool = 'https://deb.debian.org/debian/pool/main/'
const cache = process.env['PERMANENCE_CORPUS'] ?? join(homedir(), '.cache', 'permanence-corpus')

/** Path in Debian's pool, and SHA-256. */
const archives: Record<'pdf' | 'image', [string, string][]> = {
  pdf: [
    ['p/pdf.js/pdf.js_2.14.305+dfsg.orig.tar.xz', 'c6248d0b329c9edbea169740571561fd0941d9ff634c1b4c7bdaca5d681f34ce'],
    ['q/qpdf/qpdf_11.3.0.orig.tar.gz', '547cee67de77b5c4ef4917e57d2db9c848cfe3aa950361f68d36367a3a03936e'],
    ['libp/libpdfbox-java/libpdfbox-java_1.8.16.orig.tar.xz', '33571a3fc7c7353d4ced7665a8679b62eaad804df7e3f3f16a776dc75a67fb03'],
    ['libp/libpdfbox2-java/libpdfbox2-java_2.0.27.orig.tar.xz', 'd935d1b222a638f7d8fcde5653ff74bd41f3b73bd8ec5e010bd56e67afa18b90'],
    ['libi/libitext5-java/libitext5-java_5.5.13.3.orig.tar.xz', '51ef8026f4697b4791b6dfa8a8fe8a0e59655e4c346126434bae30765ac786a1'],
    ['p/pypdf/pypdf_3.4.1.orig.tar.xz', '97fba6fca8f51945bc44a7875dec9c21d670a08a4b0f045e1360f2803ec6abc6'],
    ['p/pdfminer/pdfminer_20221105+dfsg.orig.tar.xz', 'f1f162956168a27fb3be36072f2cc746d2a2de8a6dd2d44c60a6cc6f21c62f9c'],
    ['p/pikepdf/pikepdf_6.0.0+dfsg.orig.tar.xz', 'eafb9426030404593164613abcd8e032954e10bcbe175a891002e4f9aeba0e97'],
    ['g/ghostscript/ghostscript_10.0.0~dfsg.orig.tar.xz', '67a288151fd88f0d44e165429c48cc85d69b3e4d3765c95e60839a094bfb8df3'],
    ['p/pdfsam/pdfsam_4.3.4.orig.tar.xz', '3ec9068a7ad5a1b31943fd73079f7790b61822b758bd5aa9c724017ed71b452c'],
  ],
  image: [
    ['p/pillow/pillow_9.4.0.orig.tar.xz', '0a58ccfbd002838b32e21773bfdaa954a2de08d1f04b87b63d14e751fec3264d'],
    ['libp/libpng1.6/libpng1.6_1.6.39.orig.tar.gz', 'a00e9d2f2f664186e4202db9299397f851aea71b36a35e74910b8820e380d441'],
    ['e/exiv2/exiv2_0.27.6.orig.tar.gz', 'f16ee5ff08b6994c66106109417857f13e711fca100ac43c6a403d4f02b59602'],
    ['libw/libwebp/libwebp_1.2.4.orig.tar.gz', '7bf5a8a28cc69bcfa8cb214f2c3095703c6b73ac5fba4d5480c205331d9494df'],
    ['g/golang-golang-x-image/golang-golang-x-image_0.5.0.orig.tar.xz', '0a20261459736052f77cb775ae819f635a5389db7f640546007632b918b01c26'],
    ['g/golang-github-disintegration-imaging/golang-github-disintegration-imaging_1.6.2.orig.tar.gz', 'ddc0cbbf306630d39ee710ff055bb9503d30598485f76f51564ee3ae13d6611a'],
    ['libj/libjpeg-turbo/libjpeg-turbo_2.1.5.orig.tar.gz', '254f3642b04e309fee775123133c6464181addc150499561020312ec61c1bf7c'],
    ['g/ghostscript/ghostscript_10.0.0~dfsg.orig.tar.xz', '67a288151fd88f0d44e165429c48cc85d69b3e4d3765c95e60839a094bfb8df3'],
  ],
}
const names = { pdf: ['.pdf'], image: ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.svg'] }

export interface CorpusFile {
  path: string
  /** The package that it came with. */
  from: string
}

/** Each content once. Fetches what is not there yet. */
export async function corpus(kind: 'pdf' | 'image'): Promise<CorpusFile[]> {
  const found = new Map<string, CorpusFile>()
  for (const [path, sum] of archives[kind]) {
    const from = path.split('/').at(-2)!
    const folder = await unpacked(path, sum)
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile() && names[kind].includes(extname(file.name).toLowerCase()))
    for (const file of files.map((each) => join(each.parentPath, each.name)).sort()) {
      const hash = createHash('sha256').update(await readFile(file)).digest('hex')
      if (!found.has(hash)) found.set(hash, { path: file, from })
    }
  }
  return [...found.values()]
}

async function unpacked(path: string, sum: string): Promise<string> {
  const folder = join(cache, basename(path).replace(/\.orig\.tar\..*$/, ''))
  if (await readdir(folder).catch(() => undefined)) return folder
  process.stderr.write(`Fetching ${path}\n`)
  const answer = await fetch(pool + path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const got = createHash('sha256').update(bytes).digest('hex')
  if (got !== sum) throw new Error(`${path}: the sum is ${got}`)
  const [archive, half] = [`${folder}.tar`, `${folder}.half`]
  await mkdir(half, { recursive: true })
  await writeFile(archive, bytes)
  await run('tar', ['-xf', archive, '-C', half])
  await rename(half, folder)
  return folder
}

import fc from 'fast-check'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppUrl } from './app-url'
import { assetPath, serveApp } from './protocol'

let folder: string
let root: string
let serve: ReturnType<typeof serveApp>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-app-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'assets', 'a.wasm'), 'wasm')
  await writeFile(join(root, 'assets', '.hidden.js'), 'hidden')
  await writeFile(join(folder, 'secret.json'), 'secret')
  await symlink(join(folder, 'secret.json'), join(root, 'link.json'))
  await symlink(folder, join(root, 'out'))
  serve = serveApp(root)
})
afterAll(() => rm(folder, { recursive: true }))

const get = (url: string, method = 'GET') => serve({ url, method })

describe('the app:// protocol', () => {
  it('serves the built files with their types', async () => {
    const page = await get('app://permanence/index.html?x=1#people')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<!doctype html>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const wasm = await get('app://permanence/assets/a.wasm')
    expect(wasm.headers.get('content-type')).toBe('application/wasm')
    expect(await wasm.text()).toBe('wasm')
  })

  it('sends with everything, refusals included, a policy that lets no inline or foreign script run', async () => {
    for (const path of ['index.html', 'assets/a.wasm', 'missing.js']) {
      const policy = (await get(`app://permanence/${path}`)).headers.get('content-security-policy')!
      const directives = new Map(policy.split('; ').map((directive) => [directive.split(' ')[0]!, directive.split(' ').slice(1)]))
      expect(directives.get('default-src')).toEqual(["'none'"])
      expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"])
      for (const name of ['object-src', 'frame-src', 'frame-ancestors', 'base-uri', 'form-action']) expect(directives.get(name)).toEqual(["'none'"])
      expect(policy).not.toMatch(/https?:|\*/)
    }
  })

  it.each([
    'app://permanence/../secret.json',
    'app://permanence/%2e%2e/secret.json',
    'app://permanence/..%2fsecret.json',
    'app://permanence/%252e%252e/secret.json',
    'app://permanence/assets/..%5c..%5csecret.json',
    'app://permanence/..\\secret.json',
    'app://permanence/index.html%00.js',
    'app://permanence//etc/passwd',
    'app://permanence/link.json',
    'app://permanence/out/secret.json',
    'app://permanence/assets/.hidden.js',
    'app://permanence/%E0%A4%A',
    'app://permanence/assets',
    'app://permanence/',
    'app://permanence/C:/secret.json',
    'app://elsewhere/index.html',
    'app://permanence.example/index.html',
    'app://someone@permanence/index.html',
    'https://permanence/index.html',
    'not a url',
  ])('refuses %s', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })

  it('answers nothing but GET', async () => {
    expect((await get('app://permanence/index.html', 'POST')).status).toBe(404)
  })

  it('names no file outside the folder, whatever the path', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', 'é', '%', ':', '//', '....//', '\u2215')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = assetPath(root, `app://permanence/${pieces.join('')}`)
        expect(path === null || path.startsWith(root + sep)).toBe(true)
      }),
    )
  })
})

describe('a URL of the app', () => {
  it('has its origin exactly', () => {
    expect(isAppUrl('app://permanence/assets/a.js')).toBe(true)
    for (const url of ['app://permanence.evil/', 'app://x/', 'file:///index.html', 'https://permanence/', 'app:permanence', '']) {
      expect(isAppUrl(url)).toBe(false)
    }
  })
})

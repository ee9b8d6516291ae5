/**
 * The packaged app, driven over the DevTools port because Node's inspector is off in it. Opened by root in a container
 * it runs without its sandbox: what is checked here is the door that fuses and switches close.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, expect, test, type Browser } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { projectFolder } from '../../tools/build'
import { ensureDisplay } from '../../tools/display'
import { fuses } from '../../tools/packaging/config'

// One after the other: each worker would make a package of its own.
test.describe.configure({ mode: 'default' })
test.skip(process.platform !== 'linux', 'The folder of the packaged app has another shape elsewhere.')

const packaged = join(projectFolder, 'dist', 'linux-unpacked')
const executable = join(packaged, 'permanence')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

let profile: string
const started: ChildProcess[] = []

test.beforeAll(async () => {
  await ensureDisplay()
  execFileSync(process.execPath, ['--import', 'tsx', join(projectFolder, 'tools', 'package.ts')], { cwd: projectFolder, stdio: 'ignore' })
})
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'packaged-'))
})
test.afterEach(async () => {
  for (const child of started.splice(0)) await end(child)
  await removeFolder(profile)
})

test.describe('the packaged app', () => {
  test('has every fuse as it was stated', async () => {
    // One character a fuse, '1' for on, '0' for off.
    const wire = (await getCurrentFuseWire(executable)) as unknown as Record<number, number>
    const indexOf = (name: string) => FuseV1Options[(name[0]!.toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options]
    expect(Object.keys(fuses)).toHaveLength(Object.keys(FuseV1Options).length / 2)
    const found = Object.keys(fuses).map((name) => [name, String.fromCharCode(wire[indexOf(name)]!)])
    expect(found).toEqual(Object.entries(fuses).map(([name, on]) => [name, on ? '1' : '0']))
  })

  test('holds its bundles and nothing else', () => {
    const files = listPackage(join(packaged, 'resources', 'app.asar'), { isPack: false })
    expect(files).toContain('/out/main/index.cjs')
    expect(files.filter((file) => /node_modules|\.tsx?$|\.map$|\.test\./.test(file))).toEqual([])
  })

  test('carries the licences of what is in it', () => {
    const notices = readFileSync(join(packaged, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['yjs', 'react', 'libsodium-wrappers-sumo']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'))
    expect(readFileSync(join(packaged, 'LICENSE.permanence.txt'), 'utf8')).toContain('GNU AFFERO GENERAL PUBLIC LICENSE')
    expect(existsSync(join(packaged, 'LICENSES.chromium.html'))).toBe(true)
  })

  test('is what the desktop opens invitations with', async () => {
    const entry = readFileSync(join(packaged, 'permanence.desktop'), 'utf8')
    expect(entry).toContain('MimeType=x-scheme-handler/permanence;')
    expect(entry).toContain('Exec=permanence -- %u')
    const { child, browser } = await openDebugged(['--', 'permanence://join#AAAA'])
    const page = browser.contexts()[0]!.pages()[0]!
    await expect(page.getByLabel('Lien de l’invitation')).toHaveValue('permanence://join#AAAA')
    await browser.close()
    await end(child)
  })

  test('shows its first screen, from its own scheme, and no developer tools', async () => {
    const { child, browser } = await openDebugged()
    const page = browser.contexts()[0]!.pages()[0]!
    await expect(page.getByRole('button', { name: /section de démonstration/ })).toBeVisible()
    expect(page.url()).toMatch(/^app:\/\//)
    for (const keys of ['F12', 'Control+Shift+I', 'Control+R', 'F5']) await page.keyboard.press(keys)
    await expect(page.getByRole('button', { name: /section de démonstration/ })).toBeVisible()
    expect(browser.contexts().flatMap((context) => context.pages())).toHaveLength(1)
    await browser.close()
    await end(child)
  })

  test('is not a Node that anybody can run scripts with', async () => {
    const proof = join(profile, 'proof')
    const script = join(profile, 'script.cjs')
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'ran')`)
    const asNode = open([script], { ELECTRON_RUN_AS_NODE: '1' })
    await devToolsAddress(asNode)
    await end(asNode)
    const withOptions = open([], { NODE_OPTIONS: `--require ${script}` })
    await devToolsAddress(withOptions)
    expect(existsSync(proof)).toBe(false)
  })

  test('does not open its main process to an inspector', async () => {
    const child = open(['--inspect=0'])
    const said = await everythingSaid(child)
    expect(said).not.toContain('Debugger listening')
    expect(child.exitCode).toBe(1)
  })

  test('does not open the usual profile to a debugger', async () => {
    const child = spawn(executable, [...asRoot, '--remote-debugging-port=0'], {
      env: { ...process.env, XDG_CONFIG_HOME: profile },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    started.push(child)
    await everythingSaid(child)
    expect(child.exitCode).toBe(1)
  })
})

function open(words: string[], env: Record<string, string> = {}): ChildProcess {
  const switches = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--password-store=basic', '--lang=fr']
  const child = spawn(executable, [...asRoot, ...switches, ...words], {
    env: { ...process.env, LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  return child
}

async function openDebugged(words: string[] = []): Promise<{ child: ChildProcess; browser: Browser }> {
  const child = open(words)
  const address = await devToolsAddress(child)
  // Not before: a page that goes elsewhere while the driver attaches to it can leave the driver waiting for ever.
  await expect.poll(() => shownPages(address)).toEqual([expect.stringMatching(/^app:\/\//)])
  const browser = await chromium.connectOverCDP(address, { timeout: 180_000 })
  return { child, browser }
}

/** Addresses of the app's pages that have a title: theirs is there once they are. */
async function shownPages(devTools: string): Promise<string[]> {
  const answer = await fetch(`http://${new URL(devTools).host}/json/list`)
  const targets = (await answer.json()) as { type: string; url: string; title: string }[]
  return targets.filter(({ type, title }) => type === 'page' && title !== '').map(({ url }) => url)
}

function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.on('exit', (code) => reject(new Error(`The app ended with code ${code} before it could be driven: ${said}`)))
  })
}

function everythingSaid(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('close', () => resolve(said))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

/**
 * Start: from the process' start until the first people are painted, against a blank window's first paint.
 * Both are started as a person's desktop would, without a test driver; the DevTools port is only asked afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startKeychain } from '../../tests/e2e/keychain'
import { projectFolder } from '../../tools/build'
import { resolveRuntime } from '../../tools/runtime/resolve'
import { peersApp } from '../peers/start'
import { median, rowAgainst, type BenchRow } from '../row'

const runs = 7

interface Started {
  /** Milliseconds from spawning until the page's mark. */
  taken: number
  /** Longest task of the window's thread until then, in ms; 50 when none was over 50. */
  longestTask: number
}

/** Starts an app and ends it; what is read is read afterwards. */
async function startOnce(args: string[], env: Record<string, string>, mark: string): Promise<Started> {
  const { executable } = await resolveRuntime()
  const spawned = Date.now()
  // Chromium ends at once as root with its sandbox, before any script of an app could say otherwise.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(executable, ['--remote-debugging-port=0', ...sandbox, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let heard = ''
      child.stderr.on('data', (bytes: Buffer) => {
        heard += bytes.toString()
        const found = /DevTools listening on (ws:\S+)/.exec(heard)
        if (found) resolve(found[1]!)
      })
      child.once('exit', () => reject(new Error('the app ended before it showed anything')))
    })
    const browser = await chromium.connectOverCDP(address)
    const [context] = browser.contexts()
    const page = context!.pages()[0] ?? (await context!.waitForEvent('page'))
    const { painted, longestTask } = await page.evaluate(async (name) => {
      for (;;) {
        const entry = performance.getEntriesByName(name)[0]
        if (entry) {
          const tasks = await new Promise<number[]>((resolve) => {
            const observer = new PerformanceObserver((list) => resolve(list.getEntries().map(({ duration }) => duration)))
            observer.observe({ type: 'longtask', buffered: true })
            // Nothing is told where there was none.
            setTimeout(() => resolve([]), 500)
          })
          return { painted: performance.timeOrigin + entry.startTime, longestTask: Math.max(50, ...tasks) }
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }, mark)
    await browser.close()
    return { taken: painted - spawned, longestTask }
  } finally {
    await ended(child)
  }
}

/** Asks the process and those it started to end, and waits for it. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    process.kill(-child.pid!, 'SIGTERM')
  } catch {
    // It ended between the two lines.
  }
  await gone
}

/** The row, and the longest task of our window's thread in all starts. */
export async function measureStart(profileDir: string, keychainDir: string): Promise<{ row: BenchRow; longestTask: number }> {
  const keychain = await startKeychain(keychainDir)
  const blankProfile = `${profileDir}-blank`
  const ours: number[] = []
  const blank: number[] = []
  let longestTask = 50
  try {
    // The first of each fills the caches of code and disk, as on a machine in use.
    for (let run = 0; run <= runs; run++) {
      const first = await startOnce([`--user-data-dir=${profileDir}`, '--password-store=gnome-libsecret', '--lang=fr', projectFolder], keychain.env, 'first-people')
      const second = await startOnce([`--user-data-dir=${blankProfile}`, peersApp], { BENCH_PAGE: join(peersApp, 'blank.html') }, 'first-contentful-paint')
      if (run === 0) continue
      ours.push(first.taken)
      blank.push(second.taken)
      longestTask = Math.max(longestTask, first.longestTask)
    }
  } finally {
    keychain.stop()
    rmSync(blankProfile, { recursive: true, force: true })
  }
  return { row: rowAgainst('start', 'ms', median(ours), { 'blank window': { value: median(blank), reach: 2 } }), longestTask }
}

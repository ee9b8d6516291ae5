/** Our app with a section of many people, in a real keychain, and its engine at hand. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp, type RunningApp } from '../tests/e2e/app'
import { reachEngine, type EngineInPage } from '../tests/faults/engine'
import { benchPeople, workbookFile } from './people'

export interface BenchApp {
  running: RunningApp
  window: Page
  engine: EngineInPage
  /** Starts noting the window's long tasks. */
  watchThread(): Promise<void>
  /** Longest task of the window's thread since `watchThread` or `forgetTasks`, in ms; 50 when none was over 50, which is all that Chromium tells. */
  longestTask(): Promise<number>
  /** What `longestTask` answers begins anew. */
  forgetTasks(): Promise<void>
}

export async function openBenchApp(profileDir?: string): Promise<BenchApp> {
  const running = await launchApp({ keychain: 'gnome', switches: ['--js-flags=--expose-gc'], ...(profileDir ? { profileDir } : {}) })
  const { window } = running
  await evaluatesNamedFunctions(window, running.app)
  return {
    running,
    window,
    engine: await reachEngine(window),
    watchThread: () =>
      window.evaluate(() => {
        const page = globalThis as never as { longest: number }
        page.longest = 50
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) page.longest = Math.max(page.longest, duration)
        }).observe({ type: 'longtask' })
      }),
    longestTask: async () => {
      await told(window)
      return window.evaluate(() => (globalThis as never as { longest: number }).longest)
    },
    forgetTasks: async () => {
      await told(window)
      await window.evaluate(() => void ((globalThis as never as { longest: number }).longest = 50))
    },
  }
}

/** A task is told of a moment after its end. */
const told = (window: Page) => window.evaluate(() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 500)))

/** The loader of TypeScript marks functions with their names by a helper that a page and a main process don't have. */
export async function evaluatesNamedFunctions(page: Page, app: ElectronApplication): Promise<void> {
  const helper = 'globalThis.__name ??= (named) => named'
  await page.evaluate(helper)
  await app.evaluate(helper)
}

/** Creates the section of the measures; nobody is in it yet. */
export async function createBenchSection({ engine, window }: BenchApp): Promise<void> {
  await engine.call('createSection', { name: 'Section des mesures', passphrase: 'une phrase pour mesurer', keychain: true })
  await window.getByRole('grid').or(window.getByText('Importer')).first().waitFor()
}

/** Writes the workbook beside the profile. */
export function writeWorkbook(folder: string, count: number): string {
  const path = join(folder, 'classeur.csv')
  writeFileSync(path, workbookFile(benchPeople(count)))
  return path
}

/** Hands a file to the page as a person's drop would, and leaves its content in `globalThis.benchFile`, as the import's window holds it. */
export async function giveFile(window: Page, path: string): Promise<void> {
  await window.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'bench-file'
    document.body.append(input)
  })
  await window.setInputFiles('#bench-file', path)
  await window.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#bench-file')!
    const file = input.files![0]!
    ;(globalThis as never as { benchFile: Blob }).benchFile = new Blob([await file.arrayBuffer()])
    input.remove()
  })
}

/** Working set of the window's process, in MB: the window, the engine and whatever workers there are, once their garbage is gone. */
export async function workingSet(app: BenchApp): Promise<number> {
  const collect = () => (globalThis as never as { gc?(): void }).gc?.()
  await app.window.evaluate(collect)
  // One that ends meanwhile answers nothing.
  for (const worker of app.window.workers()) await Promise.race([worker.evaluate(collect), new Promise((resolve) => worker.once('close', resolve)), new Promise((resolve) => setTimeout(resolve, 5000))])
  const kilobytes = await app.running.app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'Tab')!.memory.workingSetSize)
  return kilobytes / 1024
}

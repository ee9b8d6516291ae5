/**
 * Which npm packages end up in the app, as the bundler saw them: the notices that go with the app are made from what is
 * in it, and not from a list that somebody has to keep.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Records the packages of each bundle (main, preload, window, each worker) in a file of `folder`. */
export function recordBundledPackages(folder: string): Plugin {
  return {
    name: 'record-bundled-packages',
    generateBundle() {
      const packages = [...new Set([...this.getModuleIds()].map(packageFolder).filter((path) => path !== null))].sort()
      const text = JSON.stringify(packages)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`), text)
    },
  }
}

/** The folders of the packages in all bundles, sorted, each once. */
export function bundledPackages(folder: string): string[] {
  const lists = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as string[])
  return [...new Set(lists.flat())].sort()
}

/** The folder of the package that a module belongs to, or `null` for a module of ours. */
export function packageFolder(moduleId: string): string | null {
  const found = /^\0?(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\?]+)[/\\]/.exec(moduleId)
  return found ? found[1]! : null
}

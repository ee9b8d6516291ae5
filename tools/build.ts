/**
 * Builds `out/` when it is older than what it is made of.
 * Invariant: whoever opens the app (start, tests, benchmarks, packager) opens what is in the working tree now.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCommunes, communesFile } from './communes'

export const projectFolder = join(import.meta.dirname, '..')

const sources = ['core', 'electron', 'renderer', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json']

/** Builds if needed; a build that fails leaves the last good one in place. @returns whether it had to */
export async function ensureBuilt(say: (line: string) => void): Promise<boolean> {
  buildCommunes(communesFile)
  const stamp = join(projectFolder, 'out', 'sources.sha256')
  const now = fingerprint(projectFolder, sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false
  say('Building the app')
  // Loaded here only: it takes longer than all the rest when there is nothing to build.
  const { build } = await import('electron-vite')
  const next = mkdtempSync(join(projectFolder, 'out-'))
  const folder = process.cwd()
  process.chdir(projectFolder)
  process.env['PERMANENCE_OUT'] = next
  try {
    await build({ root: projectFolder, logLevel: 'warn' })
    writeFileSync(join(next, 'sources.sha256'), now)
    rmSync(join(projectFolder, 'out'), { recursive: true, force: true })
    renameSync(next, join(projectFolder, 'out'))
  } finally {
    delete process.env['PERMANENCE_OUT']
    process.chdir(folder)
    rmSync(next, { recursive: true, force: true })
  }
  return true
}

/** Digest of names, sizes and times of the files under `roots`; a deleted file changes it too, tests do not. */
export function fingerprint(folder: string, roots: string[]): string {
  const hash = createHash('sha256')
  for (const root of roots) {
    const path = join(folder, root)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) continue
    const files = found.isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : ['']
    for (const file of files) {
      if (/\.(test\.tsx?|md)$/.test(file)) continue
      const { size, mtimeMs, isFile } = describe(join(path, file))
      if (isFile) hash.update(`${root}/${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function describe(path: string): { size: number; mtimeMs: number; isFile: boolean } {
  const found = statSync(path, { throwIfNoEntry: false })
  return { size: found?.size ?? 0, mtimeMs: found?.mtimeMs ?? 0, isFile: found?.isFile() ?? false }
}

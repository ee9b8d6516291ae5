/**
 * `npm run build`: the app as an unpacked folder in `dist/`, with its fuses set and the licences of what is in it.
 * Skipped when `dist/` already holds what is in `out/`.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { ensureBuilt, fingerprint, projectFolder } from './build'
import { bundledPackages } from './packaging/bundled-packages'
import { packageConfig } from './packaging/config'
import { desktopEntry, desktopFile } from './packaging/desktop-entry'
import { thirdPartyNotices } from './packaging/notices'
import { resolveRuntime } from './runtime/resolve'

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Packages that no bundle imports: a file made from them is shipped. */
const data = ['@etalab/decoupage-administratif'].map((name) => join(projectFolder, 'node_modules', name))

const runtime = await resolveRuntime(say)
await ensureBuilt(say)
const dist = join(projectFolder, 'dist')
const stamp = join(dist, 'sources.sha256')
const now = fingerprint(projectFolder, ['out/sources.sha256', 'tools/package.ts', 'tools/packaging', 'LICENSE']) + runtime.dist
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
  say(`${dist} is up to date.`)
} else {
  say('Packing the app')
  rmSync(dist, { recursive: true, force: true })
  const notices = join(projectFolder, 'out', 'THIRD-PARTY-NOTICES.txt')
  const packages = [...bundledPackages(join(projectFolder, 'out', 'bundled')), ...data]
  writeFileSync(notices, thirdPartyNotices(packages, join(projectFolder, 'resources')))
  const entry = join(projectFolder, 'out', desktopFile)
  writeFileSync(entry, desktopEntry)
  await build({ projectDir: projectFolder, targets: Platform.current().createTarget('dir'), config: packageConfig(runtime, projectFolder, notices, entry) })
  writeFileSync(stamp, now)
  say(`The app is in ${dist}`)
}

/**
 * `npm run relay`: the relay on this machine, from the sources. It says in one line where it is; its words (`--help`) are passed on.
 * The relay is a package of its own with its own packages: they are installed when they are missing.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from './build'
import { ensureRelayDependencies } from './setup/dependencies.mjs'

await ensureRelayDependencies()
const folder = join(projectFolder, 'sync-server')
const tsx = pathToFileURL(join(folder, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
// Most of what it touches is gone at once: a small nursery keeps its memory small.
const child = spawn(process.execPath, ['--max-semi-space-size=2', '--import', tsx, join(folder, 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

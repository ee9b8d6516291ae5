/**
 * `npm run relay`: the relay on this machine, from the sources. It says in one line where it is; its words (`--help`) are passed on.
 * The relay is a package of its own with its own packages: they are installed when they are missing.
 */
import { spawn } from 'node:child_process'
import { relayCommand } from './relay-command'
import { ensureRelayDependencies } from './setup/dependencies.mjs'

await ensureRelayDependencies()
const { words, env } = relayCommand(process.argv.slice(2))
const child = spawn(process.execPath, words, { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

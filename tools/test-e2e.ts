/** `npm run test:e2e -- [words]`: Playwright's own runner and its own options, after the same set-up as `npm test`. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './build'

const cli = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
const words = ['test', '-c', join(projectFolder, 'tests', 'e2e'), ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, [cli, ...words], { stdio: 'inherit', cwd: projectFolder }).status ?? 1

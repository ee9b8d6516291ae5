/** How the relay is run from its sources, by a developer and by the tests: with Node, from whatever folder, without a build. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from './build'

/** Words and environment for `process.execPath`; `words` are the relay's own. Its packages must be installed. */
export function relayCommand(words: readonly string[]): { words: string[]; env: NodeJS.ProcessEnv } {
  const folder = join(projectFolder, 'sync-server')
  const tsx = pathToFileURL(join(folder, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
  return {
    // Most of what it touches is gone at once: a small nursery keeps its memory small.
    words: ['--max-semi-space-size=2', '--import', tsx, join(folder, 'main.ts'), ...words],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
  }
}

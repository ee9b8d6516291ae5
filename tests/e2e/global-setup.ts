/** What every end-to-end test needs, once: a built app, a runtime. A display is each worker's own: `launchApp` starts it. */
import { ensureBuilt } from '../../tools/build'
import { resolveRuntime } from '../../tools/runtime/resolve'

export default async function prepare(): Promise<void> {
  await ensureBuilt((line) => process.stderr.write(`${line}\n`))
  await resolveRuntime()
}

/** What every end-to-end test needs, once: a built app, a runtime, a display. */
import { ensureBuilt } from '../../tools/build'
import { ensureDisplay } from '../../tools/display'
import { resolveRuntime } from '../../tools/runtime/resolve'

export default async function prepare(): Promise<void> {
  await ensureBuilt((line) => process.stderr.write(`${line}\n`))
  await resolveRuntime()
  await ensureDisplay()
}

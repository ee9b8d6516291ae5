/** Builds `out/` now if it is older than the sources. */
import { ensureBuilt } from './build'

await ensureBuilt((line) => process.stderr.write(`${line}\n`))

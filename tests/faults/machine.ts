/** A machine without a window: the engine's own section and the main process's own host, over a message port, on a real folder. */
import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Host } from '#core/ports/host'
import { rpcClient, type RpcPort } from '#core/ports/rpc'
import { backupCalls } from '#engine/backup-calls'
import { createLifecycle } from '#engine/lifecycle'
import { createProgress } from '#engine/progress'
import { chosenFiles } from '../../electron/main/chosen-files'
import { hostServer } from '../../electron/main/host'

/** Without a keychain. `profile` is a folder of its own unless given. */
export function startMachine(profile = mkdtempSync(join(tmpdir(), 'machine-'))) {
  const chosen = chosenFiles()
  const server = hostServer(profile, () => ({ available: async () => false, seal: async (secret) => secret, open: async (sealed) => sealed }), chosen)
  const { port1, port2 } = new MessageChannel()
  const wrap = (port: MessagePort): RpcPort => ({ post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) })
  server.serve(wrap(port1))
  const host = rpcClient<Host>(wrap(port2))
  const lifecycle = createLifecycle(host)
  const progress = createProgress()
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await lifecycle.close()
    await server.close()
    port1.close()
  }
  return {
    profile, host, lifecycle, progress, backup: backupCalls(lifecycle, progress, host), choose: (path: string) => chosen.keep(path),
    /** As the app quits. */
    stop,
    /** And nothing is left of it. */
    async remove() {
      await stop().catch(() => {})
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

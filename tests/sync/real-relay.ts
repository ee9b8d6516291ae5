/**
 * The relay as it is deployed: a process of its own, on a free port of this machine, killed as power cuts kill.
 * Devices reach it as the app does: through the main process's own host, over a message port.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Host, HostTopics } from '#core/ports/host'
import { rpcClient, type RpcClient, type RpcPort } from '#core/ports/rpc'
import { chosenFiles } from '../../electron/main/chosen-files'
import { hostServer } from '../../electron/main/host'
import { relayCommand } from '../../tools/relay-command'
import { startServer, type ServerProcess } from './node-process'

export const openingCode = 'code des essais'

export type RelayProcess = ServerProcess

/** `port`: 0 takes a free one. `built`: what its sources were built into, run as on a server; else they are run as they stand. */
export function startRelay(store: string, port = 0, more: readonly string[] = [], built?: string): Promise<RelayProcess> {
  const own = ['--port', String(port), '--store', store, '--opening-code', openingCode, '--keep-free', '0', '--request-rate', '1000', '--quiet', ...more]
  const { words, env } = built ? { words: ['--max-semi-space-size=2', built, ...own], env: process.env } : relayCommand(own)
  return startServer(words, /^Relay ready: (\S+) /m, env)
}

/** A machine's main process, with no relay in use yet. */
export function startHost(): { host: RpcClient<Host, HostTopics>; choose(path: string): string; close(): Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), 'permanence-host-'))
  const chosen = chosenFiles()
  const server = hostServer(profile, () => ({ available: async () => false, seal: async (secret) => secret, open: async (sealed) => sealed }), chosen)
  const { port1, port2 } = new MessageChannel()
  const wrap = (port: MessagePort): RpcPort => ({ post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) })
  server.serve(wrap(port1))
  return {
    host: rpcClient<Host, HostTopics>(wrap(port2)),
    choose: (path) => chosen.keep(path),
    async close() {
      await server.close()
      port1.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/**
 * The relay as it is deployed: a process of its own, on a free port of this machine, killed as power cuts kill.
 * Devices reach it as the app does: through the main process's own host, over a message port.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Host, HostTopics } from '#core/ports/host'
import { rpcClient, type RpcClient, type RpcPort } from '#core/ports/rpc'
import { hostServer } from '../../electron/main/host'
import { relayCommand } from '../../tools/relay-command'

export const openingCode = 'code des essais'

export interface RelayProcess {
  address: string
  port: number
  kill(): Promise<void>
}

/** `port`: 0 takes a free one. */
export async function startRelay(store: string, port = 0): Promise<RelayProcess> {
  const { words, env } = relayCommand(['--port', String(port), '--store', store, '--opening-code', openingCode, '--keep-free', '0', '--request-rate', '1000', '--quiet'])
  const child: ChildProcess = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /^Relay ready: (\S+) /m.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('exit', () => reject(new Error('the relay ended before it was ready')))
  })
  return {
    address,
    port: Number(new URL(address).port),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** A machine's main process, with no relay in use yet. */
export function startHost(): { host: RpcClient<Host, HostTopics>; close(): Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), 'permanence-host-'))
  const server = hostServer(profile, () => ({ available: async () => false, seal: async (secret) => secret, open: async (sealed) => sealed }))
  const { port1, port2 } = new MessageChannel()
  const wrap = (port: MessagePort): RpcPort => ({ post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) })
  server.serve(wrap(port1))
  return {
    host: rpcClient<Host, HostTopics>(wrap(port2)),
    async close() {
      await server.close()
      port1.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

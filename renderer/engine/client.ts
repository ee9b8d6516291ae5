/**
 * The window's end of the engine: starts the worker at once, asks the main process for a port, and hands it over,
 * so that the engine and the main process talk without passing through the window's thread.
 */
import { rpcClient, webPort, type RpcClient } from '#core/ports/rpc'
import type { Bridge } from '#core/ports/bridge'
import type { EngineCalls, EngineTopics } from './api'

export type Engine = RpcClient<EngineCalls, EngineTopics>

declare global {
  interface Window {
    permanence: Bridge
  }
}

/** Starts the worker. Call once, before anything is drawn. */
export function connectEngine(): Engine {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' })
  window.addEventListener('message', (event) => {
    if (event.source === window && (event.data as { permanence?: string } | null)?.permanence === 'engine-port' && event.ports[0]) {
      worker.postMessage({ host: true, version: window.permanence.version }, [event.ports[0]])
    }
  })
  window.permanence.requestEnginePort()
  return rpcClient<EngineCalls, EngineTopics>(webPort(worker))
}

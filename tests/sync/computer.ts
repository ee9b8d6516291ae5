/**
 * A computer with the app on it and nothing else: the engine as the app has it, with a main process's host and a disk of its
 * own. Whoever uses it takes `fake-indexeddb/auto` in first.
 */
import Dexie from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { EngineTopics } from '#engine/api'
import { backupCalls } from '#engine/backup-calls'
import { createLifecycle, type Lifecycle } from '#engine/lifecycle'
import { createProgress } from '#engine/progress'
import { createSharing } from '#engine/sharing-calls'
import '../quick-passphrases'
import { startHost } from './real-relay'

export interface Computer {
  lifecycle: Lifecycle
  calls: ReturnType<typeof createSharing>['calls']
  backup: ReturnType<typeof backupCalls>
  host: RpcClient<Host, HostTopics>
  /** The token of a file that somebody chose. */
  choose(path: string): string
  sharing(): EngineTopics['sharing']['event'] | undefined
  joining(): EngineTopics['joining']['event'] | undefined
  devices(): EngineTopics['devices']['event']
  invitations(): EngineTopics['invitations']['event']
  /** Hears of each `sharing`, from now on. */
  onSharing(listener: (sharing: EngineTopics['sharing']['event']) => void): void
  /** Opens its section again, with the pages that it had: each computer's are its own. */
  reopen(passphrase: string): Promise<void>
  /** Quits. */
  leave(): Promise<void>
}

/** `through`: what stands between the engine and its host. */
export async function startComputer(through: (host: RpcClient<Host, HostTopics>) => RpcClient<Host, HostTopics> = (host) => host): Promise<Computer> {
  const pages = new IDBFactory()
  Dexie.dependencies.indexedDB = pages
  const { host, choose, close } = startHost()
  const lifecycle = createLifecycle(through(host))
  const { calls, topics } = createSharing(lifecycle, through(host))
  await lifecycle.start()
  const told = new Map<string, unknown>()
  const listeners: ((sharing: EngineTopics['sharing']['event']) => void)[] = []
  for (const topic of ['sharing', 'joining', 'devices', 'invitations'] as const) topics[topic](null as never, (event) => void told.set(topic, event))
  topics.sharing(null, (event) => listeners.forEach((listener) => listener(event)))
  let left = false
  return {
    lifecycle, calls, backup: backupCalls(lifecycle, createProgress(), host), host, choose,
    async reopen(passphrase) {
      Dexie.dependencies.indexedDB = pages
      const [stub] = await host.call('listSections')
      // What was last heard is of before: it may say that it is in step.
      told.delete('sharing')
      await lifecycle.open({ id: stub!.id, passphrase })
    },
    async leave() {
      if (left) return
      left = true
      await calls.stopJoining()
      await lifecycle.close()
      await close()
    },
    sharing: () => told.get('sharing') as EngineTopics['sharing']['event'] | undefined,
    joining: () => told.get('joining') as EngineTopics['joining']['event'] | undefined,
    devices: () => (told.get('devices') ?? []) as EngineTopics['devices']['event'],
    invitations: () => (told.get('invitations') ?? []) as EngineTopics['invitations']['event'],
    onSharing: (listener) => void listeners.push(listener),
  }
}

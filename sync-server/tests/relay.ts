/** Relays for tests: in this process, or one of its own that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { logTo } from '../log.js'
import { readOptions, type Options } from '../options.js'
import { startRelay, type RunningRelay } from '../relay.js'
import type { RelayAddress } from './member.js'

const opening = 'code of a test'

export interface TestRelay extends RelayAddress {
  running: RunningRelay
  folder: string
  said: string[]
  close(): Promise<void>
}

export async function relayInProcess(change: Partial<Options> = {}): Promise<TestRelay> {
  const folder = change.store ?? mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  const parsed = readOptions(['--port', '0', '--store', folder, '--opening-code', opening, '--keep-free', '0'], {})
  if ('fault' in parsed) throw new Error(parsed.fault)
  const said: string[] = []
  const running = await startRelay({ ...parsed.options, requestRate: 10_000, messageRate: 100_000, ...change }, logTo((line) => said.push(line), false))
  return {
    running, folder, said, opening,
    address: running.address,
    id: await idOf(running.address),
    async close() {
      await running.close()
      if (!change.store) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const idOf = async (address: string) => ((await (await fetch(`${address}/relay`)).json()) as { relay: string }).relay

export interface RelayProcess extends RelayAddress {
  child: ChildProcess
  said: string[]
  /** Resident memory, bytes. */
  memory(): Promise<number>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** `port`: the one to listen on; 0 takes a free one. */
export async function relayProcess(folder: string, words: string[] = [], port = 0): Promise<RelayProcess> {
  const project = join(import.meta.dirname, '..')
  const tsx = pathToFileURL(join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
  const all = ['--port', String(port), '--store', folder, '--opening-code', opening, '--keep-free', '0', '--request-rate', '10000', '--message-rate', '100000', ...words]
  const child = spawn(process.execPath, ['--max-semi-space-size=2', '--import', tsx, join(project, 'main.ts'), ...all], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TSX_TSCONFIG_PATH: join(project, 'tsconfig.json') } })
  const said: string[] = []
  child.stderr.on('data', (piece: Buffer) => said.push(piece.toString()))
  const address = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      const found = /^Relay ready: (\S+) /m.exec(out)
      if (found) resolve(found[1]!)
    })
    child.once('exit', () => reject(new Error(`the relay ended: ${said.join('')}`)))
  })
  return {
    child, said, address, opening,
    id: await idOf(address),
    async memory() {
      const text = await (await fetch(`${address}/metrics`)).text()
      return Number(/^permanence_relay_memory_bytes (\d+)$/m.exec(text)![1])
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

/** Resolves once `condition` holds; asked again whenever the loop is idle. For what no event tells. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, ms = 20_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

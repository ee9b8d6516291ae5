/**
 * Programs in Node processes of their own, asked over the process channel. Invariant: a process that ends fails the calls
 * that wait for it, and none outlives who started it.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rpcClient, rpcServer, type Handlers, type RpcClient, type RpcPort } from '#core/ports/rpc'

export interface NodeProcess<Calls> {
  call: RpcClient<Calls>['call']
  /** Ends it at once. */
  end(): Promise<void>
}

const project = join(import.meta.dirname, '..', '..')
const loader = ['--import', pathToFileURL(join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href]

/** Starts a script that calls `answer`; TypeScript unless its name ends in `js`. */
export function startProcess<Calls>(script: string, words: readonly string[] = []): NodeProcess<Calls> {
  const child = fork(script, {
    execArgv: [...words, ...(script.endsWith('js') ? [] : loader)],
    serialization: 'advanced',
    env: { ...process.env, TSX_TSCONFIG_PATH: join(project, 'tsconfig.json') },
  })
  const gone = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error(`${script} has ended`))))
  gone.catch(() => {})
  const client = rpcClient<Calls>({ post: (message) => void child.send(message as object), listen: (listener) => void child.on('message', listener) })
  return {
    call: (method, ...args) => Promise.race([client.call(method, ...args), gone]),
    end: () => endChild(child),
  }
}

/** The other end of `startProcess`. */
export function answer<Calls>(handlers: Handlers<Calls>): void {
  const port: RpcPort = { post: (message) => void process.send!(message), listen: (listener) => void process.on('message', listener) }
  process.once('disconnect', () => process.exit())
  rpcServer(port, handlers)
}

export interface ServerProcess {
  /** `http://…`, as it said. */
  address: string
  port: number
  /** Resident memory after collecting garbage, in bytes. */
  memory(): Promise<number>
  /** Milliseconds of one core that it has used. */
  processor(): Promise<number>
  /** As power cuts do. */
  kill(): Promise<void>
}

/** What a server does not do by itself: say its figures when asked, and end with the process that started it. */
const probe = `data:text/javascript,${encodeURIComponent(`
  process.once('disconnect', () => process.exit())
  process.on('message', async (asked) => {
    for (let round = asked === 'memory' ? 4 : 0; round > 0; round--) { gc(); await new Promise((resolve) => setTimeout(resolve, 50)) }
    const { user, system } = process.cpuUsage()
    process.send({ memory: process.memoryUsage.rss(), processor: (user + system) / 1000 })
  })
`)}`

/** Starts a server that says its address on one line (`ready` finds it). */
export async function startServer(words: readonly string[], ready: RegExp, env: NodeJS.ProcessEnv = process.env): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', probe, ...words], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = ready.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('exit', () => reject(new Error('the server ended before it was ready')))
  })
  async function ask(what: 'memory' | 'processor'): Promise<{ memory: number; processor: number }> {
    const said = once(child, 'message')
    child.send(what)
    return ((await said) as [{ memory: number; processor: number }])[0]
  }
  return {
    address,
    port: Number(new URL(address).port),
    memory: async () => (await ask('memory')).memory,
    processor: async () => (await ask('processor')).processor,
    kill: () => endChild(child),
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

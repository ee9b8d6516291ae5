/** The relay as it is deployed: a process of its own, on a free port of this machine, killed as power cuts kill. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const openingCode = 'code des essais'

export interface RelayProcess {
  address: string
  port: number
  kill(): Promise<void>
}

const project = join(import.meta.dirname, '..', '..', 'sync-server')

/** `port`: 0 takes a free one. */
export async function startRelay(store: string, port = 0): Promise<RelayProcess> {
  const words = ['--port', String(port), '--store', store, '--opening-code', openingCode, '--keep-free', '0', '--request-rate', '1000', '--quiet']
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'main.ts', ...words], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] })
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

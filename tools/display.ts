/** A screen for machines that have none: containers, build machines, ssh. */
import { spawn } from 'node:child_process'

/**
 * Starts Xvfb unless there is a display already, and names it in `DISPLAY` for this process and its children.
 * It ends with this process. @returns the display's name when one was started, else `null`
 */
export async function ensureDisplay(): Promise<string | null> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return null
  // With -displayfd the server picks a free number itself and says it once it accepts clients: no race, no waiting.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.stdio[3]!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.endsWith('\n')) resolve(said.trim())
    })
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)))
  })
  process.once('exit', () => server.kill())
  server.unref()
  ;(server.stdio[3] as unknown as { unref(): void }).unref()
  return (process.env['DISPLAY'] = `:${number}`)
}

/** A screen for machines that have none: containers, build machines, ssh. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

interface VirtualDisplay {
  /** As in `DISPLAY`. */
  name: string
  /** The file in which Xvfb keeps what is on the screen. */
  frameFile: string
}

/**
 * Starts Xvfb unless there is a display already, and names it in `DISPLAY` for this process and its children.
 * It ends with this process. @returns `null` when there was a display
 */
export async function ensureDisplay(): Promise<VirtualDisplay | null> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return null
  // What is on the screen is personal data: mkdtemp's folder is readable by its owner only.
  const frames = mkdtempSync(join(tmpdir(), 'permanence-screen-'))
  // With -displayfd the server picks a free number itself and says it once it accepts clients: no race, no waiting.
  // Without -noreset it starts anew when its last window closes, and refuses whoever comes in that moment: the next app.
  const words = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset', '-fbdir', frames]
  // In a group of its own: Ctrl+C must reach the app, which saves and closes its window, before its screen.
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  process.once('exit', () => {
    server.kill()
    rmSync(frames, { recursive: true, force: true })
  })
  // A signal that nobody else minds would end this process without its `exit` event, and leave the server behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.listenerCount(signal) === 1 && process.exit(1))
  }
  const saysNumber = server.stdio[3] as Readable & { unref(): void }
  const number = await new Promise<string>((resolve, reject) => {
    let said = ''
    saysNumber.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.endsWith('\n')) resolve(said.trim())
    })
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)))
  })
  server.unref()
  saysNumber.unref()
  const name = `:${number}`
  process.env['DISPLAY'] = name
  return { name, frameFile: join(frames, 'Xvfb_screen0') }
}

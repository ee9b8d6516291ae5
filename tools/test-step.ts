/** One check of `npm test`: a process, its output, and what it counts for. */
import { spawn } from 'node:child_process'
import { projectFolder } from './build'
import type { Count } from './test-count'

export interface Step {
  name: string
  command: string
  words: string[]
  env?: Record<string, string>
  /** How many tests it ran; without it the step counts only when it fails. */
  count?: () => Count
  /** Its output is shown as it comes: of one lane only. Otherwise when it ends, so that two lanes do not mix their lines. */
  live?: boolean
}

/** Runs the step; one that fails without a failed test counts as one failure. */
export async function runStep(step: Step): Promise<Count> {
  const started = Date.now()
  const child = spawn(step.command, step.words, {
    cwd: projectFolder,
    env: { ...process.env, ...step.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  const hear = (chunk: Buffer) => void (step.live ? process.stdout.write(chunk) : said.push(chunk))
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      hear(Buffer.from(`${error.message}\n`))
      resolve(1)
    })
    child.on('close', (status) => resolve(status ?? 1))
  })
  const count = step.count?.() ?? { passed: 0, failed: 0 }
  if (code !== 0 && count.failed === 0) count.failed = 1
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`\n── ${step.name}: ${count.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`)
  process.stdout.write(Buffer.concat(said))
  return count
}

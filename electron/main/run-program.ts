/**
 * Runs a program of the system and reads what it says. Invariant: no shell sees a word of it, so nothing that a printer or a
 * sheet is called can be a command; and it ends, by itself or by us, within its time.
 */
import { spawn } from 'node:child_process'

export interface ProgramAnswer {
  /** `missing`: there is no such program. `slow`: it was ended when its time was over; what it had done by then is not known. */
  end: 'ok' | 'failed' | 'missing' | 'slow'
  out: string
  err: string
}

/** `patience` in ms. Never rejects. */
export type RunProgram = (program: string, args: readonly string[], patience: number) => Promise<ProgramAnswer>

/** Characters of each stream that are read; the rest is let go. */
const longest = 200_000

/** In the C locale: what is read by a program must not be in the person's language. */
export const runProgram: RunProgram = (program, args, patience) =>
  new Promise((resolve) => {
    const said = { out: '', err: '' }
    let slow = false
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], shell: false, windowsHide: true, env: { ...process.env, LC_ALL: 'C', LANGUAGE: '' } })
    const timer = setTimeout(() => {
      slow = true
      child.kill('SIGKILL')
      // What it started itself may hold its streams open.
      done('slow')
    }, patience)
    const done = (end: ProgramAnswer['end']) => {
      clearTimeout(timer)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ end, ...said })
    }
    for (const [stream, name] of [[child.stdout, 'out'], [child.stderr, 'err']] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        if (said[name].length < longest) said[name] += text
      })
    }
    child.on('error', () => done('missing'))
    child.on('close', (code) => done(slow ? 'slow' : code === 0 ? 'ok' : 'failed'))
  })

import { describe, expect, it } from 'vitest'
import type { PrintJob } from '#core/ports/printing'
import { follow, lpArguments, submit } from './lp'
import type { ProgramAnswer, RunProgram } from './run-program'

const job: PrintJob = { printer: 'Papier', paper: 'A4', sides: 'one', colour: true, copies: 1, pages: null }
const optionsOf = (words: readonly string[]) => words.flatMap((word, at) => (words[at - 1] === '-o' ? [word] : []))

describe('what lp is told', () => {
  it('is all that was chosen, and always 100 %', () => {
    const words = lpArguments({ printer: 'Papier', paper: 'A3', sides: 'short-edge', colour: false, copies: 12, pages: { from: 2, to: 5 } }, '/prints/1/permanence.pdf')
    expect(words.slice(0, 6)).toEqual(['-d', 'Papier', '-n', '12', '-t', 'Permanence'])
    expect(words.slice(-2)).toEqual(['--', '/prints/1/permanence.pdf'])
    expect(optionsOf(words)).toEqual([
      'media=iso_a3_297x420mm', 'sides=two-sided-short-edge', 'print-color-mode=monochrome', 'print-scaling=none', 'number-up=1', 'collate=true', 'page-ranges=2-5',
    ])
  })

  it('says one side, colour and all pages too, whatever the queue does by itself', () => {
    const options = optionsOf(lpArguments(job, '/a.pdf'))
    expect(options).toContain('sides=one-sided')
    expect(options).toContain('print-color-mode=color')
    expect(options.join()).not.toContain('page-ranges')
    expect(options.join()).not.toMatch(/fit|fill|auto/)
  })

  it('takes no printer or file for a switch', () => {
    const words = lpArguments({ ...job, printer: '-oraw' }, '-x.pdf')
    expect(words.slice(0, 2)).toEqual(['-d', '-oraw'])
    expect(words.at(-2)).toBe('--')
  })
})

const answer = (end: ProgramAnswer['end'], out = '', err = ''): ProgramAnswer => ({ end, out, err })

describe('a sheet that lp is given', () => {
  const given = (said: ProgramAnswer) => submit(async () => said, job, '/a.pdf')

  it('has a name in the queue', async () => {
    expect(await given(answer('ok', 'request id is Papier-12 (1 file(s))\n'))).toBe('Papier-12')
  })

  it.each([
    [answer('failed', '', 'lp: Error - The printer or class does not exist.'), 'printer-gone'],
    [answer('failed', '', 'lp: Error - unable to access "/home/marie/a.pdf" - No such file or directory'), 'print-failed'],
    [answer('missing'), 'print-failed'],
    [answer('slow'), 'print-timeout'],
    [answer('ok', 'merci'), 'print-timeout'],
  ])('may not get there: %j', async (said, code) => {
    const refused = await given(said).catch((error: Error) => error)
    expect(refused).toMatchObject({ code })
    expect(String(refused)).not.toContain('marie')
  })
})

describe('a sheet in the queue', () => {
  const listed = 'Papier-9                root   3072   Mon Nov 30 01:12:32 2026\nPapier-12               root   3072   Mon Nov 30 01:12:33 2026\n'
  const idle = 'printer Papier is idle.  enabled since Mon Nov 30 00:58:40 2026\n'
  const printing = (name: string) => `printer Papier now printing ${name}.  enabled since Mon Nov 30 00:58:40 2026\n`
  const stopped = "printer Papier disabled since Mon Nov 30 00:58:16 2026 -\n\tPlus d'encre\n"

  /** A queue that has the job for `looks` looks; `after` that many, somebody says `reason`. */
  async function watch({ looks, state, said, reason, after = 1, cancel = answer('ok') }: { looks: number; state: string; said?: string; reason?: string; after?: number; cancel?: ProgramAnswer }) {
    const stop = new AbortController()
    const asked: string[] = []
    let looked = 0
    let waited = 0
    const run: RunProgram = async (program, args) => {
      asked.push([program, ...args].join(' '))
      if (program === 'cancel') return cancel
      return answer('ok', args[0] === '-p' ? state : looked++ < looks ? (said ?? listed) : listed.slice(0, listed.indexOf('\n') + 1))
    }
    const fate = await follow(run, 'Papier-12', 'Papier', stop.signal, async (ms) => {
      waited += ms
      if (looked >= after && reason) stop.abort(reason)
    }).catch((error: { code: string }) => error.code)
    return { fate, waited, asked, cancelled: asked.filter((words) => words.startsWith('cancel')) }
  }

  it('is sent when the queue has no more of it, whatever else waits there', async () => {
    const { fate, asked } = await watch({ looks: 3, state: printing('Papier-12') })
    expect(fate).toBe('sent')
    expect(new Set(asked)).toEqual(new Set(['lpstat -l -o Papier', 'lpstat -p Papier']))
  })

  it('waits in a queue that takes its time, and is not waited for without end', async () => {
    expect(await watch({ looks: Infinity, state: printing('Papier-12') })).toMatchObject({ fate: 'waiting', waited: 20_000, cancelled: [] })
  })

  it('is watched longer at a printer that is stopped: somebody may want it back', async () => {
    expect(await watch({ looks: Infinity, state: stopped })).toMatchObject({ fate: 'waiting', waited: 600_000 })
  })

  it('is left there when nobody wants to wait', async () => {
    expect(await watch({ looks: Infinity, state: stopped, reason: 'leave' })).toMatchObject({ fate: 'waiting', cancelled: [] })
  })

  it.each([
    ['before a printer that is stopped began', stopped, 'cancelled'],
    ['while the printer is at another job', printing('Papier-9'), 'cancelled'],
    ['on the way', printing('Papier-12'), 'stopped'],
    ['when it may just begin', idle, 'stopped'],
  ])('is taken back %s', async (_when, state, fate) => {
    expect(await watch({ looks: Infinity, state, reason: 'cancel' })).toMatchObject({ fate, cancelled: ['cancel Papier-12'] })
  })

  it('that the queue can’t print is taken out of it, and said to have failed; another job’s trouble is not its own', async () => {
    // As CUPS 2.4.2 said it of a job whose filter had ended with an error.
    const failed = (name: string) => `${name}                  root              3072   Mon Nov 30 01:58:54 2026\n\tStatus: Filter failed\n\tAlerts: job-completed-with-errors\n\tqueued for Papier\n`
    const fine = (name: string) => `${name}                  root              3072   Mon Nov 30 01:58:54 2026\n\tStatus: \n\tAlerts: none\n\tqueued for Papier\n`
    expect(await watch({ looks: Infinity, state: idle, said: fine('Papier-9') + failed('Papier-12') })).toMatchObject({ fate: 'print-failed', cancelled: ['cancel Papier-12'] })
    expect(await watch({ looks: 2, state: idle, said: failed('Papier-9') + fine('Papier-12') + failed('Papier-13') })).toMatchObject({ fate: 'sent', cancelled: [] })
  })

  it('that came out before it could be taken back is sent', async () => {
    expect(await watch({ looks: 1, state: idle, reason: 'cancel' })).toMatchObject({ fate: 'sent', cancelled: [] })
    const late = answer('failed', '', "cancel: cancel-job failed: Job #12 is already completed - can't cancel.")
    expect(await watch({ looks: Infinity, state: idle, reason: 'cancel', cancel: late })).toMatchObject({ fate: 'sent' })
  })

  it('is not said to be taken back when the queue does not answer', async () => {
    expect(await watch({ looks: Infinity, state: stopped, reason: 'cancel', cancel: answer('slow') })).toMatchObject({ fate: 'print-timeout' })
  })
})

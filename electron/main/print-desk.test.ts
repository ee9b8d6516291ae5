import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PrintJob } from '#core/ports/printing'
import { printDesk } from './print-desk'
import { temporaryPrints } from './printing'
import { runProgram } from './run-program'

/** Programs of a pretended CUPS: real processes, so that what is tested is what a process gets and leaves. */
let root: string
let path: string | undefined
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'permanence-desk-'))
  path = process.env['PATH']
  process.env['PATH'] = `${root}${delimiter}${path}`
  await program('lpstat', 'case "$1" in -d) echo "system default destination: Papier";; -p) cat "$0.state" 2>/dev/null;; -l) cat "$0.queue" 2>/dev/null;; esac; true')
})
afterEach(async () => {
  process.env['PATH'] = path
  await rm(root, { recursive: true })
})

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(root, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(root, name), 0o755)
}

const job: PrintJob = { printer: 'Papier', paper: 'A4', sides: 'long-edge', colour: false, copies: 3, pages: null }
const bytes = new TextEncoder().encode('%PDF-1.7 a sheet')
const found = async () => [{ name: 'Papier', displayName: 'Papier', description: '', options: {} }] as never[]
const noStage = { makeWindow: () => Promise.reject(new Error('not here')) as never, everything: () => [] }
const desk = (more: Partial<Parameters<typeof printDesk>[0]> = {}) =>
  printDesk({ platform: 'linux', run: runProgram, prints: temporaryPrints(join(root, 'prints')), found, stage: noStage, ...more })

const read = (name: string) => readFile(join(root, name), 'utf8')
const filesLeft = () => readdir(join(root, 'prints')).catch(() => [])

describe.runIf(process.platform !== 'win32')('a sheet that is printed directly', () => {
  it('gets to the queue whole, as it was chosen, and leaves no file', async () => {
    await program('lp', `printf '%s\\n' "$@" > "$0.words"; for last; do true; done; cp "$last" "$0.paper"; echo "request id is Papier-1 (1 file(s))"`)
    expect(await desk().printDirect({ bytes, job })).toBe('sent')
    expect(await read('lp.paper')).toBe('%PDF-1.7 a sheet')
    const words = (await read('lp.words')).split('\n')
    expect(words).toEqual(expect.arrayContaining(['-d', 'Papier', '-n', '3', 'sides=two-sided-long-edge', 'print-scaling=none', 'print-color-mode=monochrome']))
    expect(words.at(-2)).toMatch(/permanence\.pdf$/)
    expect(await filesLeft()).toEqual([])
  })

  it('goes to no printer that is not in the list, or takes nothing: nothing is written or run', async () => {
    await program('lp', `touch "$0.ran"`)
    await expect(desk().printDirect({ bytes, job: { ...job, printer: 'Autre' } })).rejects.toMatchObject({ code: 'printer-gone' })
    const refusing = async () => [{ name: 'Papier', displayName: '', description: '', options: { 'printer-is-accepting-jobs': 'false' } }] as never[]
    await expect(desk({ found: refusing }).printDirect({ bytes, job })).rejects.toMatchObject({ code: 'printer-gone' })
    expect((await readdir(root)).sort()).toEqual(['lp', 'lpstat'])
  })

  it('leaves no file either when lp refuses it', async () => {
    await program('lp', 'echo "lp: Error - The printer or class does not exist." >&2; exit 1')
    await expect(desk().printDirect({ bytes, job })).rejects.toMatchObject({ code: 'printer-gone' })
    expect(await filesLeft()).toEqual([])
  })

  it('that waits at a stopped printer can be taken back, and another one be printed then', async () => {
    await program('lp', 'touch "$0.ran"; echo "request id is Papier-7 (1 file(s))"')
    await program('cancel', `echo "$1" > "$0.words"; : > ${join(root, 'lpstat.queue')}`)
    await writeFile(join(root, 'lpstat.queue'), 'Papier-7 root 3072\n')
    await writeFile(join(root, 'lpstat.state'), 'printer Papier disabled since Mon\n')
    const one = desk()
    const fate = one.printDirect({ bytes, job })
    await expect(one.printDirect({ bytes, job })).rejects.toMatchObject({ code: 'print-failed' })
    await vi.waitFor(() => read('lp.ran'))
    one.stop('cancel')
    expect(await fate).toBe('cancelled')
    expect(await read('cancel.words')).toBe('Papier-7\n')
    expect(await filesLeft()).toEqual([])
    expect(await one.printDirect({ bytes, job })).toBe('sent')
  })

  it('is not begun when it is cancelled before', async () => {
    await program('lp', `touch "$0.ran"`)
    const one = desk()
    const fate = one.printDirect({ bytes, job })
    one.stop('cancel')
    expect(await fate).toBe('cancelled')
    expect((await readdir(root)).sort()).toEqual(['lp', 'lpstat'])
  })

  it('has no pages of its own to choose where there is no CUPS, rather than all of them printed', async () => {
    const windows = desk({ platform: 'win32' })
    expect(await windows.printers()).toMatchObject({ choosesPages: false, printers: [{ name: 'Papier' }] })
    await expect(windows.printDirect({ bytes, job: { ...job, pages: { from: 1, to: 1 } } })).rejects.toMatchObject({ code: 'print-failed' })
    expect(await desk().printers()).toMatchObject({ choosesPages: true, printers: [{ isDefault: true }] })
  })

  it('is printed by Chromium where there is no CUPS, without a file left when that fails', async () => {
    const windows = desk({ platform: 'win32', stage: { makeWindow: () => ({ webContents: { session: {} }, loadURL: () => Promise.reject(new Error('x')), isDestroyed: () => true }) as never, everything: () => [] } })
    await expect(windows.printDirect({ bytes, job })).rejects.toMatchObject({ code: 'print-failed' })
    expect(await filesLeft()).toEqual([])
  })
})

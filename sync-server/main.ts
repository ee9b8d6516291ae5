#!/usr/bin/env node
/**
 * The command: reads what it is told, starts the relay, says in one line where it is, where it stores and how to invite, and
 * stops gracefully. Invariant: standard output has that line and nothing else; a fault is one sentence and exit code 1 or 2.
 */
import { access, constants, mkdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { logTo } from './log.js'
import { helpText, readOptions, type Options } from './options.js'
import { startRelay } from './relay.js'

const parsed = readOptions(process.argv.slice(2), process.env)
if ('fault' in parsed) stop(2, parsed.fault)
else if (parsed.mode === 'help') process.stdout.write(helpText())
else if (parsed.mode === 'check') await check(parsed.options)
else await run(parsed.options)

function stop(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
}

async function check(options: Options): Promise<void> {
  try {
    await mkdir(options.store, { recursive: true, mode: 0o700 })
    await access(options.store, constants.R_OK | constants.W_OK)
    for (const file of [options.tlsCert, options.tlsKey]) if (file) readFileSync(file)
    process.stdout.write(`Relay can start: ${options.tlsCert ? 'https' : 'http'}://${options.host}:${options.port}, stores in ${options.store}\n`)
  } catch (error) {
    stop(1, reason(error))
  }
}

async function run(options: Options): Promise<void> {
  const log = logTo((line) => process.stderr.write(line), options.quiet)
  try {
    const relay = await startRelay(options, log)
    const opening = relay.openingFile ? `opening code for a new section: cat ${relay.openingFile}` : 'opening code for a new section: the one it was given'
    process.stdout.write(`Relay ready: ${relay.address} · stores in ${options.store} · ${opening}\n`)
    log('started')
    const end = once(async () => {
      log('stopping')
      await relay.close()
      log('stopped')
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().catch(() => (process.exitCode = 1)))
  } catch (error) {
    stop(1, reason(error))
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => (running ??= work())
}

function reason(error: unknown): string {
  const { code, message, cause } = error as NodeJS.ErrnoException & { cause?: { code?: string } }
  if (code === 'EADDRINUSE') return 'Something listens on that port already: give another with --port.'
  if (code === 'EACCES' || code === 'EPERM') return 'The store, the certificate or the port may not be used by this user.'
  if (cause?.code === 'LEVEL_LOCKED') return 'Another relay uses that store.'
  return `The relay could not start: ${message}`
}

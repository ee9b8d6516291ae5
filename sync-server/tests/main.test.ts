import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newSection, openSocket } from './member.js'
import { endOf, nextOf, opened, takeRoom, updateMessage, updateOf } from './raw.js'
import { relayProcess, until } from './relay.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const project = join(import.meta.dirname, '..')
const command = ['--import', 'tsx', 'main.ts']
const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, '--store', folder, ...words], { cwd: project, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Its first line on standard output. */
function readyLine(...words: string[]): Promise<{ line: string; kill(): void }> {
  const child = spawn(process.execPath, [...command, '--store', folder, '--port', '0', ...words], { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (piece: Buffer) => resolve({ line: piece.toString(), kill: () => child.kill('SIGKILL') }))
    child.once('exit', () => reject(new Error('it ended')))
  })
}

describe('the command', () => {
  it('says in one line where it is, where it stores and how to invite; the code is readable by its owner alone', async () => {
    const { line, kill } = await readyLine()
    expect(line).toMatch(/^Relay ready: http:\/\/127\.0\.0\.1:\d+ · stores in \S+ · opening code for a new section: cat \S+\n$/)
    const file = /cat (\S+)\n/.exec(line)![1]!
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{20}\n$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const second = run('--port', '0')
    expect([second.status, second.stderr]).toEqual([1, expect.stringContaining('Another relay uses that store.')])
    kill()
  })

  it('checks without starting, helps, and refuses what would be unsafe or is not understood', () => {
    expect(run('--check')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Relay can start: http:\/\/127.0.0.1:8787/) })
    expect(run('--check', '--tls-cert', '/none', '--tls-key', '/none').status).toBe(1)
    expect(run('--help').stdout).toContain('--keep-free')
    expect(run('--host', '0.0.0.0')).toMatchObject({ status: 2, stderr: expect.stringContaining('not encrypted') })
    expect(run('--qouta', '1').status).toBe(2)
  })

  it('stops gracefully: sockets are told 1001, what was taken is there at the next start', async () => {
    const relay = await relayProcess(folder)
    const member = await newSection(relay)
    const socket = await opened(openSocket(relay, member))
    const durable = nextOf(socket, 'durable')
    socket.send(updateMessage(updateOf(new Uint8Array(200))))
    await durable
    const end = endOf(socket)
    await relay.kill('SIGTERM')
    expect(relay.child.exitCode).toBe(0)
    expect(await end).toBe(1001)
    const again = await relayProcess(folder)
    expect((await takeRoom(await opened(openSocket(again, member)))).getArray('entries')).toHaveLength(1)
    await again.kill('SIGTERM')
  })

  const openssl = spawnSync('openssl', ['version']).status === 0
  it.skipIf(!openssl)('serves TLS by files', async () => {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
    const { line, kill } = await readyLine('--tls-cert', cert, '--tls-key', key)
    const address = /(https:\S+)/.exec(line)![1]!
    let status = 0
    get(`${address}/relay`, { ca: readFileSync(cert) }, (response) => (status = response.resume().statusCode!)).on('error', () => (status = -1))
    await until(() => status !== 0, 'answered')
    expect(status).toBe(200)
    kill()
  })
})

/**
 * A real OS keychain for one app: gnome-keyring on a message bus of its own, so that tests run the same code as a
 * desktop, and never touch the developer's own keys. The keyring lives in `folder`: the same folder is the same keychain.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Keychain {
  env: Record<string, string>
  stop(): void
}

/**
 * A bus that starts nothing by itself. The desktop's own answers a question asked too early by starting a second, locked
 * keyring, which takes the name that the unlocked one is about to take: then nobody ever answers (3 of 43 starts, three at a time).
 */
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** Starts the bus and the unlocked keyring; ready when it resolves. Rejects when `dbus` or `gnome-keyring` is missing. */
export async function startKeychain(folder: string): Promise<Keychain> {
  const runtime = join(folder, 'run')
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const config = join(folder, 'bus.conf')
  writeFileSync(config, busConfig)
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const address = await firstLine(bus)
  const env = { DBUS_SESSION_BUS_ADDRESS: address, XDG_DATA_HOME: join(folder, 'share'), XDG_RUNTIME_DIR: runtime }
  const keyring = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${join(runtime, 'keyring')}`],
    { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } },
  )
  const stop = () => {
    keyring.kill()
    bus.kill()
  }
  process.once('exit', stop)
  keyring.stdin!.end('a test keyring')
  await firstLine(keyring)
  while (!(await answers(env))) if (keyring.exitCode !== null) throw new Error('gnome-keyring-daemon ended.')
  return {
    env,
    stop: () => {
      process.off('exit', stop)
      stop()
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')))
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${child.spawnfile} ended with code ${code} before it was ready.`)))
  })
}

/** Whether the login keyring answers on the bus. Each question takes a process's time, so asking again does not spin. */
function answers(env: Record<string, string>): Promise<boolean> {
  const words = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
  const question = ['org.freedesktop.Secret.Service.ReadAlias', 'string:default']
  return new Promise((resolve, reject) => {
    const child = spawn('dbus-send', [...words, ...question], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0 && said.includes('/collection/')))
  })
}

/**
 * Flags and environment, one table for both and for the help. Invariant: a word that is not understood stops the start: a
 * misspelt limit must not become no limit. Plain `ws://` is for this machine only, unless somebody says that a proxy is before it.
 */
export interface Options {
  host: string
  port: number
  /** Folder of all that is stored. */
  store: string
  tlsCert: string | null
  tlsKey: string | null
  plain: boolean
  trustProxy: boolean
  origins: string[]
  metricsToken: string | null
  openingCode: string | null
  /** Bytes a section may take, rooms and files together. */
  quota: number
  /** Bytes of one file. */
  mostFileBytes: number
  /** Bytes of one message on a socket. */
  mostMessageBytes: number
  /** Bytes of the disk that stay free. */
  keepFree: number
  mostSockets: number
  mostSocketsADevice: number
  mostStrangers: number
  mostStrangersAnAddress: number
  /** Requests a second and address. */
  requestRate: number
  /** Messages a second and device. */
  messageRate: number
  /** Milliseconds. */
  handshakeMs: number
  slowMs: number
  idleMs: number
  settleMs: number
  quiet: boolean
}

export type Mode = 'run' | 'check' | 'help'

type Parsed = { mode: Mode; options: Options } | { fault: string }

interface Flag {
  name: string
  key: keyof Options
  kind: 'text' | 'whole' | 'bytes' | 'seconds' | 'switch' | 'list'
  help: string
}

const megabyte = 1024 * 1024

export const flags: readonly Flag[] = [
  { name: 'host', key: 'host', kind: 'text', help: 'address to listen on (127.0.0.1)' },
  { name: 'port', key: 'port', kind: 'whole', help: 'port; 0 takes a free one (8787)' },
  { name: 'store', key: 'store', kind: 'text', help: 'folder for all that is stored (permanence-relay in the folder of the state of this user)' },
  { name: 'tls-cert', key: 'tlsCert', kind: 'text', help: 'file of the certificate and its chain (PEM)' },
  { name: 'tls-key', key: 'tlsKey', kind: 'text', help: 'file of its key (PEM)' },
  { name: 'plain', key: 'plain', kind: 'switch', help: 'allow ws:// without TLS on an address that is not this machine: behind a proxy that has TLS' },
  { name: 'trust-proxy', key: 'trustProxy', kind: 'switch', help: "believe the last word of X-Forwarded-For, for rates" },
  { name: 'origin', key: 'origins', kind: 'list', help: 'allow sockets from pages of this origin too (repeat or separate by commas)' },
  { name: 'metrics-token', key: 'metricsToken', kind: 'text', help: 'token that lets others than this machine read /metrics' },
  { name: 'opening-code', key: 'openingCode', kind: 'text', help: 'code that registers a section (drawn at the first start, kept in the store)' },
  { name: 'quota', key: 'quota', kind: 'bytes', help: 'megabytes a section may take (2048)' },
  { name: 'max-file', key: 'mostFileBytes', kind: 'bytes', help: 'megabytes of one file (256)' },
  { name: 'max-message', key: 'mostMessageBytes', kind: 'bytes', help: 'megabytes of one message on a socket (64)' },
  { name: 'keep-free', key: 'keepFree', kind: 'bytes', help: 'megabytes of the disk that stay free (64)' },
  { name: 'max-sockets', key: 'mostSockets', kind: 'whole', help: 'sockets in all (4000)' },
  { name: 'max-sockets-device', key: 'mostSocketsADevice', kind: 'whole', help: 'sockets of one device (12)' },
  { name: 'max-strangers', key: 'mostStrangers', kind: 'whole', help: 'connections that have not shown who they are (256)' },
  { name: 'max-strangers-address', key: 'mostStrangersAnAddress', kind: 'whole', help: 'of them from one address (64)' },
  { name: 'request-rate', key: 'requestRate', kind: 'whole', help: 'requests a second and address (50)' },
  { name: 'message-rate', key: 'messageRate', kind: 'whole', help: 'messages a second and device (500)' },
  { name: 'handshake', key: 'handshakeMs', kind: 'seconds', help: 'seconds until a connection must have said what it wants (10)' },
  { name: 'slow', key: 'slowMs', kind: 'seconds', help: 'seconds until a reader that takes nothing is dropped (60)' },
  { name: 'idle', key: 'idleMs', kind: 'seconds', help: 'seconds a room stays in memory after its last socket (30)' },
  { name: 'settle', key: 'settleMs', kind: 'seconds', help: 'seconds until what was deleted is wiped from the disk (10)' },
  { name: 'quiet', key: 'quiet', kind: 'switch', help: 'no log' },
]

const environmentName = (name: string) => `PERMANENCE_RELAY_${name.toUpperCase().replaceAll('-', '_')}`

export function helpText(): string {
  const lines = flags.map(({ name, kind, help }) => `  --${`${name}${kind === 'switch' ? '' : ' …'}`.padEnd(26)} ${help}`)
  return `The relay of Permanence: merges, stores and hands on what it cannot read.\n\n  --check                      say whether it could start, and how; then stop\n  --help                       this\n${lines.join('\n')}\n\nEach flag may be given by the environment too: --max-file is ${environmentName('max-file')}.\n`
}

function defaults(environment: NodeJS.ProcessEnv): Options {
  const state = environment['XDG_STATE_HOME'] ?? (environment['HOME'] ? `${environment['HOME']}/.local/state` : '.')
  // What systemd gives a service is its own already.
  const store = environment['STATE_DIRECTORY'] ?? `${state}/permanence-relay`
  return {
    host: '127.0.0.1', port: 8787, store, tlsCert: null, tlsKey: null, plain: false, trustProxy: false, origins: [],
    metricsToken: null, openingCode: null, quota: 2048 * megabyte, mostFileBytes: 256 * megabyte, mostMessageBytes: 64 * megabyte, keepFree: 64 * megabyte,
    mostSockets: 4000, mostSocketsADevice: 12, mostStrangers: 256, mostStrangersAnAddress: 64, requestRate: 50, messageRate: 500,
    handshakeMs: 10_000, slowMs: 60_000, idleMs: 30_000, settleMs: 10_000, quiet: false,
  }
}

/** Flags come before the environment, the environment before what is built in. */
export function readOptions(words: readonly string[], environment: NodeJS.ProcessEnv): Parsed {
  const options = defaults(environment)
  let mode: Mode = 'run'
  for (const flag of flags) {
    const value = environment[environmentName(flag.name)]
    const fault = value === undefined || value === '' ? null : set(options, flag, value)
    if (fault) return { fault: `${environmentName(flag.name)}: ${fault}` }
  }
  let origins: string[] | null = null
  for (let at = 0; at < words.length; at++) {
    const [word = '', ...given] = words[at]!.split('=')
    if (word === '--help' || word === '-h') mode = 'help'
    else if (word === '--check') mode = 'check'
    else {
      const flag = flags.find(({ name }) => `--${name}` === word)
      if (!flag) return { fault: `${word} is not known; --help names what is` }
      const value = given.length ? given.join('=') : flag.kind === 'switch' ? 'true' : words[++at]
      if (value === undefined) return { fault: `${word} needs a value` }
      const fault = set(options, flag, value)
      if (fault) return { fault: `${word}: ${fault}` }
      if (flag.kind === 'list') options.origins = origins = [...(origins ?? []), ...options.origins]
    }
  }
  if ((options.tlsCert === null) !== (options.tlsKey === null)) return { fault: '--tls-cert and --tls-key go together' }
  if (!options.tlsCert && !options.plain && !isThisMachine(options.host)) {
    return { fault: `${options.host} can be reached from outside, and ws:// is not encrypted: give --tls-cert and --tls-key, or --plain behind a proxy that has TLS` }
  }
  return { mode, options }
}

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

function set(options: Options, { key, kind }: Flag, value: string): string | null {
  const target = options as unknown as Record<string, unknown>
  if (kind === 'text') target[key] = value
  else if (kind === 'list') target[key] = value.split(',').map((each) => each.trim()).filter(Boolean)
  else if (kind === 'switch') {
    if (!['true', 'false', '1', '0'].includes(value)) return `"${value}" is neither true nor false`
    target[key] = value === 'true' || value === '1'
  } else {
    const number = Number(value)
    if (!/^\d+(\.\d+)?$/.test(value) || (kind === 'whole' && !Number.isSafeInteger(number))) return `"${value}" is not a number`
    target[key] = kind === 'bytes' ? Math.round(number * megabyte) : kind === 'seconds' ? Math.round(number * 1000) : number
  }
  return null
}

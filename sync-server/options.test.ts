import { describe, expect, it } from 'vitest'
import { flags, helpText, readOptions } from './options.js'

const options = (words: string[], environment: NodeJS.ProcessEnv = {}) => {
  const parsed = readOptions(words, environment)
  if ('fault' in parsed) throw new Error(parsed.fault)
  return parsed.options
}

describe('how the relay is told what to do', () => {
  it('stays on this machine when it is told nothing', () => {
    expect(options([])).toMatchObject({ host: '127.0.0.1', plain: false, tlsCert: null })
    expect(options([], { HOME: '/home/a' }).store).toBe('/home/a/.local/state/permanence-relay')
    expect(options([], { HOME: '/home/a', STATE_DIRECTORY: '/var/lib/relay' }).store).toBe('/var/lib/relay')
  })

  it('a flag comes before the environment', () => {
    expect(options(['--port', '9', '--quota=1'], { PERMANENCE_RELAY_PORT: '8', PERMANENCE_RELAY_MAX_FILE: '2' })).toMatchObject({ port: 9, quota: 1048576, mostFileBytes: 2097152 })
    expect(options(['--origin', 'https://a.invalid', '--origin=https://b.invalid,https://c.invalid'], { PERMANENCE_RELAY_ORIGIN: 'https://d.invalid' }).origins.toSorted()).toEqual(['https://a.invalid', 'https://b.invalid', 'https://c.invalid'])
  })

  it('a word that is not understood stops it', () => {
    for (const words of [['--qouta', '1'], ['--quota', 'much'], ['--port'], ['extra'], ['--tls-cert', 'a.pem']]) expect(readOptions(words, {})).toHaveProperty('fault')
    expect(readOptions([], { PERMANENCE_RELAY_PORT: 'x' })).toHaveProperty('fault')
  })

  it('without TLS it listens to other machines only when told that a proxy is before it', () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'relay.invalid', '127.0.0.1.invalid']) expect(readOptions(['--host', host], {})).toHaveProperty('fault')
    expect(options(['--host', '0.0.0.0', '--plain']).plain).toBe(true)
    expect(options(['--host', '0.0.0.0', '--tls-cert', 'a', '--tls-key', 'b']).plain).toBe(false)
    expect(options(['--host', '::1']).host).toBe('::1')
  })

  it('the help names every flag', () => {
    for (const { name } of flags) expect(helpText()).toContain(`--${name}`)
  })
})

import { describe, expect, it } from 'vitest'
import { readAddress, requestSchema, socketSchema } from './relay-address'

describe('the address of a relay', () => {
  it.each([
    ['https://relais.exemple.org', { secure: true, host: 'relais.exemple.org', port: 443, origin: 'https://relais.exemple.org' }],
    ['https://Relais.Exemple.org:8443/', { secure: true, host: 'relais.exemple.org', port: 8443, origin: 'https://relais.exemple.org:8443' }],
    ['http://127.0.0.1:8787', { secure: false, host: '127.0.0.1', port: 8787, origin: 'http://127.0.0.1:8787' }],
    ['http://127.8.9.10', { secure: false, host: '127.8.9.10', port: 80, origin: 'http://127.8.9.10' }],
    ['http://localhost:1', { secure: false, host: 'localhost', port: 1, origin: 'http://localhost:1' }],
    ['http://[::1]:8787', { secure: false, host: '::1', port: 8787, origin: 'http://[::1]:8787' }],
  ])('is %s', (text, address) => expect(readAddress(text)).toEqual(address))

  it.each([
    '', 'relais.exemple.org', '//relais.exemple.org', 'ws://127.0.0.1', 'wss://relais.exemple.org', 'ftp://127.0.0.1', 'file:///etc/passwd', 'javascript:0', 'app://permanence/index.html',
    'http://relais.exemple.org', 'http://192.168.1.2', 'http://10.0.0.1', 'http://0.0.0.0', 'http://[::]', 'http://[::ffff:127.0.0.1]', 'http://128.0.0.1',
    'http://localhost.exemple.org', 'http://127.0.0.1.exemple.org', 'http://exemple.localhost', 'http://localhost.', 'http://127.0.0.1@exemple.org',
    'https://marie@relais.exemple.org', 'https://marie:secret@relais.exemple.org', 'https://relais.exemple.org/relais', 'https://relais.exemple.org/?x', 'https://relais.exemple.org?',
    'https://relais.exemple.org#', 'https://relais.exemple.org#x', 'https://relais.exemple.org:99999', 'https://',
  ])('is not %j', (text) => expect(() => readAddress(text)).toThrow(expect.objectContaining({ code: 'relay-refused' })))
})

describe('a path', () => {
  const holds = (path: string) => [requestSchema.safeParse({ method: 'GET', path, headers: {} }).success, socketSchema.safeParse({ id: 'a', path, protocols: ['p'] }).success]

  it.each(['/', '/relay', '/rooms/AbC-_9/people', '/sections/A/invitations/B/messages?after=3', '/a.b/c..d', '/a%20b'])('of the relay may be asked for: %s', (path) => expect(holds(path)).toEqual([true, true]))

  it.each([
    '', 'relay', '@exemple.org/', ':80/', '.exemple.org/', '//exemple.org/', '/\\exemple.org', '/../relay', '/a/../relay', '/a/./b', '/a/..', '/%2e%2e/relay', '/a/%2E./b', '/a b', '/a\r\nHost: exemple.org', '/a\n', '/a\0', '/é', '/a#b',
    'http://exemple.org/', `/${'a'.repeat(2048)}`,
  ])('that is not what a server would be asked for is refused: %j', (path) => expect(holds(path)).toEqual([false, false]))
})

describe('a request', () => {
  const holds = (change: object) => requestSchema.safeParse({ method: 'GET', path: '/relay', headers: {}, ...change }).success

  it('has what the protocol has', () => {
    expect(holds({ method: 'PATCH', headers: { Authorization: 'Permanence abc.def', 'Upload-Offset': '0', 'Upload-Length': '12' }, body: new Uint8Array(12), patience: 'long' })).toBe(true)
  })

  it.each(['Host', 'host', 'Cookie', 'Connection', 'Upgrade', 'Transfer-Encoding', 'Content-Length', 'Proxy-Authorization', 'X-Forwarded-For', 'Origin'])('says nothing else about itself: %s', (name) =>
    expect(holds({ headers: { [name]: 'x' } })).toBe(false),
  )

  it.each([{ method: 'CONNECT' }, { method: 'TRACE' }, { method: 'get' }, { headers: { Authorization: 'a\r\nHost: b' } }, { headers: { Authorization: 'é' } }, { body: 'text' }, { patience: 'longer' }])('of another kind is refused: %j', (change) =>
    expect(holds(change)).toBe(false),
  )
})

describe('a socket', () => {
  it.each([{ id: '' }, { id: 'a b' }, { protocols: [] }, { protocols: ['a', 'a'] }, { protocols: ['a, b'] }, { protocols: ['a\r\n'] }, { protocols: ['a', 'b', 'c', 'd', 'e'] }])('asks for what can be said in a header: %j', (change) =>
    expect(socketSchema.safeParse({ id: 'a', path: '/', protocols: ['permanence.1', 'permanence.token.abc.def'], ...change }).success).toBe(false),
  )
})

import { describe, expect, it } from 'vitest'
import { routeOf } from './routes.js'

const section = 'A'.repeat(22)
const hash = 'h'.repeat(43)

describe('a path', () => {
  it('that is one of the protocol is found', () => {
    expect(routeOf('GET', `/rooms/${section}/people`)).toEqual({ name: 'room', section, compartment: 'people' })
    expect(routeOf('GET', `/sections/${section}/invitations/${section}/messages?after=3`)).toMatchObject({ name: 'messages', after: 3 })
    expect(routeOf('PATCH', `/sections/${section}/files/${hash}`)).toMatchObject({ name: 'file', hash })
  })

  it.each([
    '/', '', '*', '//relay', '/relay/', '/relay?x=1', '/RELAY', '/../relay', '/%72elay', '/relay%00', '/relay\0', '/relay\n', 'http://other/relay', '/health/../metrics',
    `/rooms/${section}/people/`, `/rooms/${section}/peoplex`, `/rooms/${section}/../people`, `/rooms/${section}/%2e%2e`, `/rooms/${section}/people%00`,
    `/rooms/${'A'.repeat(21)}/people`, `/rooms/${'A'.repeat(23)}/people`, `/rooms/${'A'.repeat(10_240)}/people`, `/rooms/..%2f..%2fetc/people`,
    `/rooms/${'A'.repeat(20)}%2e/people`, `/rooms/${'A'.repeat(21)}\0/people`, `/rooms/${'A'.repeat(21)}//people`, `/rooms/${'A'.repeat(21)}./people`,
    `/sections/${section}/files/../../../../etc/passwd`, `/sections/${section}/files/${'h'.repeat(42)}.`, `/sections/${section}/files/${hash}?token=1`,
    `/sections/${section}/devices/%2e%2e`, `/sections/${section}/invitations/${section}/messages?after=-1`,
  ])('that is not one of them is nothing: %j', (target) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(routeOf(method, target)).toBeNull()
  })

  it('by another method is nothing', () => {
    expect(routeOf('POST', '/relay')).toBeNull()
    for (const method of ['PUT', 'DELETE']) for (const path of [`/sections/${section}/files/${hash}`, `/sections/${section}/files`]) expect(routeOf(method, path)).toBeNull()
    expect(routeOf('CONNECT', '/relay')).toBeNull()
  })
})

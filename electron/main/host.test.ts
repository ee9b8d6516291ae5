import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import type { Host, HostTopics } from '#core/ports/host'
import { rpcClient, type RpcClient, type RpcPort } from '#core/ports/rpc'
import { chosenFiles } from './chosen-files'
import { hostServer, type HostServer } from './host'
import type { OsKeychain } from './keychain'
import { playRelay } from './relay-server.fixture'

const keychain: OsKeychain = { available: async () => true, seal: async (secret) => secret.map((byte) => byte ^ 1), open: async (sealed) => sealed.map((byte) => byte ^ 1) }
const vault = new TextEncoder().encode('{"passphrase":{}}')
const payload = (text: string): Uint8Array => new TextEncoder().encode(text)

let profile: string
let server: HostServer
let ports: MessagePort[]
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'permanence-host-'))
  server = hostServer(profile, () => keychain)
  ports = []
})
afterEach(async () => {
  await server.close()
  ports.forEach((port) => port.close())
  await rm(profile, { recursive: true })
})

function wrap(port: MessagePort): RpcPort {
  ports.push(port)
  return { post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) }
}

/** As a window that has just loaded. */
function engine(): RpcClient<Host, HostTopics> {
  const { port1, port2 } = new MessageChannel()
  server.serve(wrap(port1))
  return rpcClient<Host, HostTopics>(wrap(port2))
}

async function section(client: RpcClient<Host>, at = Date.now()): Promise<SectionId> {
  const id = newId<SectionId>()
  await client.call('createSection', { id, createdAt: at, lastOpenedAt: at, demo: false }, vault)
  return id
}

describe('an engine', () => {
  it('makes a section, writes its journal and reads it back', async () => {
    const client = engine()
    const id = await section(client)
    await client.call('journalOpen', id)
    const { offsets } = await client.call('journalAppend', [payload('one'), payload('two')])
    expect((await client.call('journalReadFrom', 0, 1000)).frames.map((frame) => new TextDecoder().decode(frame.payload))).toEqual(['one', 'two'])
    expect(await client.call('journalReadAt', offsets[1]!)).toEqual(payload('two'))
    await client.call('rewriteBegin')
    await client.call('rewriteAppend', [payload('both')])
    const { end } = await client.call('rewriteCommit')
    expect((await client.call('journalReadFrom', 0, 1000)).frames).toHaveLength(1)
    expect((await client.call('journalAppend', [payload('x')])).end).toBeGreaterThan(end)
    expect(await client.call('readVault', id)).toEqual(vault)
    expect((await client.call('listSections')).map((stub) => stub.id)).toEqual([id])
  })

  it('keeps a calendar for the section that is open, in a file that was chosen, and writes nowhere else', async () => {
    const files = chosenFiles()
    const own = hostServer(profile, () => keychain, files)
    const { port1, port2 } = new MessageChannel()
    own.serve(wrap(port1))
    const client = rpcClient<Host>(wrap(port2))
    const [one, other] = [await section(client), await section(client)]
    await client.call('journalOpen', one)
    const path = join(profile, 'agenda.ics')
    await expect(client.call('calendarKeep', path, 'fr')).rejects.toMatchObject({ code: 'file-not-written' })
    expect(await client.call('calendarKeep', files.keep(path), 'fr')).toEqual({ path, locale: 'fr' })
    await client.call('calendarWrite', payload('un'))
    expect(await readFile(path, 'utf8')).toBe('un')
    await client.call('journalClose')
    await expect(client.call('calendarWrite', payload('deux'))).rejects.toMatchObject({ code: 'section-locked' })
    await client.call('journalOpen', other)
    expect(await client.call('calendarKept')).toBe(null)
    await client.call('journalOpen', one)
    expect(await client.call('calendarKept')).toEqual({ path, locale: 'fr' })
    await client.call('calendarForget')
    await expect(client.call('calendarWrite', payload('deux'))).rejects.toMatchObject({ code: 'file-not-written' })
    await own.close()
  })

  it('is told when no journal is open', async () => {
    const client = engine()
    await expect(client.call('journalAppend', [payload('x')])).rejects.toMatchObject({ code: 'section-locked' })
    await expect(client.call('journalOpen', newId())).rejects.toMatchObject({ code: 'section-not-found' })
    expect(await readdir(profile)).toEqual([])
  })

  it('seals with the keychain', async () => {
    const client = engine()
    expect(await client.call('keychainAvailable')).toBe(true)
    expect(await client.call('keychainOpen', await client.call('keychainSeal', payload('key')))).toEqual(payload('key'))
  })

  it('is refused what does not fit, a path for an id above all', async () => {
    const client = engine()
    for (const id of ['../../etc', '..', '']) {
      await expect(client.call('journalOpen', id as SectionId)).rejects.toMatchObject({ code: 'unexpected' })
      await expect(client.call('readVault', id as SectionId)).rejects.toMatchObject({ code: 'unexpected' })
    }
    await expect(client.call('journalAppend', ['text'] as never)).rejects.toMatchObject({ code: 'unexpected' })
    await expect(client.call('journalReadFrom', -1, 10)).rejects.toMatchObject({ code: 'unexpected' })
  })

  it('of a window loaded anew gets the journal after the one before has written what it was given', async () => {
    const first = engine()
    const id = await section(first)
    await first.call('journalOpen', id)
    const appends = Promise.all(Array.from({ length: 20 }, (_, at) => first.call('journalAppend', [payload(`${at}`)])))
    const acknowledged = await appends
    const second = engine()
    await second.call('journalOpen', id)
    expect((await second.call('journalReadFrom', 0, 1e6)).frames.map(({ offset }) => offset)).toEqual(acknowledged.flatMap(({ offsets }) => offsets))
    await expect(first.call('journalAppend', [payload('late')])).rejects.toMatchObject({ code: 'section-locked' })
  })

  it('finds the journal of the last section open already, and any other one as well', async () => {
    const before = engine()
    const [older, newer] = [await section(before, 1000), await section(before, 2000)]
    for (const id of [older, newer]) {
      await before.call('journalOpen', id)
      await before.call('journalAppend', [payload(id)])
    }
    await server.close()
    for (const id of [newer, older]) {
      server = hostServer(profile, () => keychain)
      const client = engine()
      await client.call('journalOpen', id)
      expect((await client.call('journalReadFrom', 0, 1e6)).frames.map((frame) => new TextDecoder().decode(frame.payload))).toEqual([id])
      await server.close()
    }
  })

  it('writes where someone chose and nowhere else, and leaves nothing half written when it goes', async () => {
    const chosen = chosenFiles()
    await server.close()
    server = hostServer(profile, () => keychain, chosen)
    const client = engine()
    const path = join(profile, 'sauvegarde')
    await expect(client.call('fileBegin', path)).rejects.toMatchObject({ code: 'file-not-written' })
    await expect(client.call('fileAppend', payload('x'))).rejects.toMatchObject({ code: 'cancelled' })
    await client.call('fileBegin', chosen.keep(path))
    await client.call('fileAppend', payload('une'))
    await client.call('fileCommit')
    expect(await readFile(path, 'utf8')).toBe('une')
    await client.call('fileBegin', chosen.keep(path))
    await client.call('fileAppend', payload('deux'))
    const id = newId<SectionId>()
    await client.call('restoreBegin', { id, createdAt: 1, lastOpenedAt: 1, demo: false }, vault)
    await client.call('restoreAppend', [payload('x')])
    await server.close()
    expect(await readFile(path, 'utf8')).toBe('une')
    expect((await readdir(profile)).sort()).toEqual(['sauvegarde', 'sections'])
    expect(await readdir(join(profile, 'sections'))).toEqual([])
  })

  it('makes no section before the leftovers of earlier runs are removed: it would be taken for one of them', async () => {
    await server.close()
    const folder = join(profile, 'sections')
    for (let at = 0; at < 300; at++) await mkdir(join(folder, `.removed-${newId<SectionId>()}-${at}`), { recursive: true })
    server = hostServer(profile, () => keychain)
    const id = await section(engine())
    expect(await readdir(folder)).toEqual([id])
  })

  it('writes nothing more to the folder of a section that is closed', async () => {
    const client = engine()
    const id = await section(client, 1)
    await client.call('journalOpen', id)
    await client.call('journalClose')
    expect(JSON.parse(await readFile(join(profile, 'sections', id, 'stub.json'), 'utf8'))).not.toMatchObject({ lastOpenedAt: 1 })
  })

  it('restores in the place of the section whose journal was opened ahead, and not of one that is in use', async () => {
    const before = engine()
    const id = await section(before)
    await before.call('journalOpen', id)
    await before.call('journalAppend', [payload('d’avant')])
    const stub = { id, createdAt: 1, lastOpenedAt: 1, demo: false }
    await before.call('restoreBegin', stub, vault)
    await expect(before.call('restoreCommit', true, null)).rejects.toMatchObject({ code: 'journal-locked' })
    await server.close()
    server = hostServer(profile, () => keychain)
    const client = engine()
    await client.call('restoreBegin', stub, vault)
    await client.call('restoreAppend', [payload('d’après')])
    await client.call('restoreCommit', true, null)
    await client.call('journalOpen', id)
    expect((await client.call('journalReadFrom', 0, 1e6)).frames.map((frame) => new TextDecoder().decode(frame.payload))).toEqual(['d’après'])
    await client.call('journalClose')
    const [replaced] = await client.call('listReplaced')
    await client.call('bringBack', replaced!)
    await client.call('journalOpen', id)
    expect((await client.call('journalReadFrom', 0, 1e6)).frames.map((frame) => new TextDecoder().decode(frame.payload))).toEqual(['d’avant'])
  })
})

describe('the relay', () => {
  const hello = { method: 'GET', path: '/relay', headers: {} }

  async function relay() {
    const sockets: string[] = []
    const played = await playRelay({
      onSocket: (socket) => {
        sockets.push('open')
        socket.on('message', (bytes) => socket.send(bytes))
        socket.once('close', (code) => void sockets.push(`closed ${code}`))
      },
    })
    relays.push(played)
    return { ...played, sockets }
  }
  const relays: Awaited<ReturnType<typeof playRelay>>[] = []
  afterEach(async () => {
    for (const each of relays.splice(0)) await each.close()
  })

  /** Resolves once open, with what it told since. */
  async function socketOf(client: RpcClient<Host, HostTopics>, id = 'a') {
    const events: HostTopics['relaySocket']['event'][] = []
    const unsubscribe = client.subscribe('relaySocket', { id, path: '/rooms/x/people', protocols: ['permanence.1'] }, (event) => events.push(event))
    await vi.waitFor(() => expect(events).not.toHaveLength(0))
    return { events, unsubscribe }
  }
  const cut = { type: 'close', code: 1006, reason: '' }

  it('is out of reach until it is in use, and again when none is', async () => {
    const one = await relay()
    const client = engine()
    const refused = async () => {
      await expect(client.call('relayRequest', hello)).rejects.toMatchObject({ code: 'relay-unreachable' })
      expect((await socketOf(client)).events).toEqual([cut])
    }
    await refused()
    await client.call('relayUse', one.address)
    expect(await client.call('relayRequest', hello)).toEqual({ status: 200, body: new Uint8Array() })
    const { events } = await socketOf(client)
    await client.call('relaySend', 'a', Uint8Array.of(1, 2))
    await vi.waitFor(() => expect(events).toEqual([{ type: 'open' }, { type: 'message', bytes: Uint8Array.of(1, 2) }]))
    await client.call('relayTook', 'a')
    await client.call('relayUse', null)
    await vi.waitFor(() => expect(events.at(-1)).toEqual(cut))
    const before = one.connections()
    await refused()
    expect(one.connections()).toBe(before)
  })

  it('is one: another takes its place, and what is no address leaves none', async () => {
    const [one, other] = [await relay(), await relay()]
    const client = engine()
    await client.call('relayUse', one.address)
    const { events } = await socketOf(client)
    // The last word holds, however fast it came.
    await Promise.allSettled([client.call('relayUse', one.address), client.call('relayUse', other.address)])
    expect(events).toEqual([{ type: 'open' }, cut])
    await vi.waitFor(() => expect(one.sockets).toEqual(['open', 'closed 1006']))
    const before = one.connections()
    expect(await client.call('relayRequest', hello)).toMatchObject({ status: 200 })
    expect([one.connections(), other.connections()]).toEqual([before, 1])
    await expect(client.call('relayUse', 'http://relais.exemple.org')).rejects.toMatchObject({ code: 'relay-refused' })
    await expect(client.call('relayRequest', hello)).rejects.toMatchObject({ code: 'relay-unreachable' })
  })

  it('is not asked for what does not fit', async () => {
    const one = await relay()
    const client = engine()
    await client.call('relayUse', one.address)
    for (const wrong of [{ path: '//relais.exemple.org/' }, { path: '/../relay' }, { headers: { Host: 'relais.exemple.org' } }, { method: 'CONNECT' }]) {
      await expect(client.call('relayRequest', { ...hello, ...wrong })).rejects.toMatchObject({ code: 'unexpected' })
    }
    await expect(client.call('relayUse', 7 as never)).rejects.toMatchObject({ code: 'unexpected' })
    const events: unknown[] = []
    client.subscribe('relaySocket', { id: 'b', path: '//relais.exemple.org/', protocols: ['permanence.1'] }, (event) => events.push(event))
    client.subscribe('relaySocket', null as never, (event) => events.push(event))
    await vi.waitFor(() => expect(events).toEqual([cut, cut]))
    expect(one.connections()).toBe(0)
  })

  it.each([
    ['the section is closed', (client: RpcClient<Host>) => client.call('journalClose')],
    ['a window is loaded anew', async () => void engine()],
    ['the window’s process has gone', () => server.release()],
    ['the app ends', () => server.close()],
  ])('is left when %s', async (_when, happens) => {
    const one = await relay()
    const client = engine()
    await client.call('relayUse', one.address)
    await socketOf(client)
    await happens(client)
    await vi.waitFor(() => expect(one.sockets).toEqual(['open', 'closed 1006']))
    const before = one.connections()
    await expect(client.call('relayRequest', hello)).rejects.toMatchObject({ code: 'relay-unreachable' })
    expect(one.connections()).toBe(before)
  })

  it('can’t be taken in use by an engine that has been replaced', async () => {
    const one = await relay()
    const client = engine()
    engine()
    await expect(client.call('relayUse', one.address)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(client.call('relayRequest', hello)).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})

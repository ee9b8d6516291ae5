import { describe, expect, it } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import { loadSodium } from '#core/sealing/sodium'
import { createRelayClient, type AskRelay } from './relay-client'

const text = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const hello = { relay: 'relais-1', protocol: 1, now: 1_700_000_000 }

/** A client of a relay that answers this, after it said who it is. */
async function clientOf({ status = 200, said = {}, greeting = hello, expected }: { status?: number; said?: unknown; greeting?: unknown; expected?: string }) {
  const asked: { path: string; init: Parameters<AskRelay>[1] }[] = []
  const { publicKey, privateKey } = (await loadSodium()).crypto_sign_keypair()
  const ask: AskRelay = async (path, init) => {
    if (path === '/relay') return { status: 200, body: text(greeting) }
    asked.push({ path, init })
    return { status, body: text(said) }
  }
  const section = newId<SectionId>()
  return { section, asked, client: createRelayClient(ask, { section, device: 'invitation:abc', signing: { secret: privateKey, public: publicKey } }, expected) }
}

describe('a client of a relay', () => {
  it('shows who it is with each request, an invitation too, and waits longer for messages', async () => {
    const { client, asked, section } = await clientOf({ said: [{ n: 3, from: 'x', body: 'AQID', more: 1 }] })
    expect(await client.messages('abc', 2)).toEqual([{ n: 3, from: 'x', body: Uint8Array.of(1, 2, 3) }])
    const [{ path, init }] = asked as [(typeof asked)[0]]
    expect([path, init.method, init.patience, init.body]).toEqual([`/sections/${section}/invitations/abc/messages?after=2`, 'GET', 'long', undefined])
    const [, token] = /^Permanence ([\w-]+)\.[\w-]+$/.exec(init.headers['Authorization']!)!
    expect(JSON.parse(Buffer.from(token!, 'base64url').toString())).toMatchObject({ relay: 'relais-1', section, device: 'invitation:abc', from: 1_700_000_000 })
  })

  it('is told why it was refused, in the relay’s word', async () => {
    const { client } = await clientOf({ status: 429, said: { error: 'too-much' } })
    await expect(client.sendMessage('abc', new Uint8Array(1))).rejects.toMatchObject({ code: 'relay-refused', message: 'relay-refused: 429 too-much' })
  })

  it.each(['', 'null', '<html>', {}, [{}], [null], [{ n: 1, from: 'x', body: 'not base64url!' }], [{ n: '1', from: 'x', body: '' }]])('takes for messages only what are some: %j', async (said) => {
    const { client } = await clientOf({ said })
    await expect(client.messages('abc', 0)).rejects.toMatchObject({ message: 'relay-refused: not an answer' })
  })

  it.each([{}, [{ device: 'a', role: 'owner', addedAt: 1, removedAt: null }], [{ device: 'a', role: 'admin', addedAt: 1 }]])('takes for devices only what are some: %j', async (said) => {
    const { client } = await clientOf({ said })
    await expect(client.devices()).rejects.toMatchObject({ message: 'relay-refused: not an answer' })
  })

  it('sends nothing that it signed to what is no relay, or another', async () => {
    const someone = [{ greeting: '<html>' }, { greeting: {} }, { greeting: { ...hello, protocol: 2 } }, { expected: 'relais-2' }]
    for (const options of someone) {
      const { client, asked } = await clientOf(options)
      await expect(client.devices()).rejects.toMatchObject({ code: 'relay-refused' })
      expect(asked).toEqual([])
      expect(client.metAnother()).toBe('expected' in options)
    }
  })

  it('asks whether it may enter without entering: the one refusal that is none', async () => {
    const { client, asked, section } = await clientOf({ status: 426, said: { error: 'upgrade' } })
    await client.mayEnter()
    expect(asked.map(({ path, init }) => `${init.method} ${path}`)).toEqual([`GET /rooms/${section}/membership`])
    for (const status of [401, 403, 410, 503]) await expect((await clientOf({ status })).client.mayEnter()).rejects.toMatchObject({ code: 'relay-refused' })
  })
})

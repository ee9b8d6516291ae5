import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, ask, newId, newMember, newSection, tokenOf, type Member } from './member.js'
import { seededChance } from './random.js'
import { relayInProcess, until, type TestRelay } from './relay.js'

const chance = seededChance('requests')
let relay: TestRelay
let admin: Member
beforeAll(async () => {
  relay = await relayInProcess({ quota: 3 * 1024 * 1024, mostFileBytes: 2 * 1024 * 1024 })
  admin = await newSection(relay)
})
afterAll(() => relay.close())

const json = async (answer: Response) => ({ status: answer.status, value: (await answer.json()) as unknown })
const now = () => Math.floor(Date.now() / 1000)

describe('anyone', () => {
  it('is told the relay, its protocol and its time, and whether it can store', async () => {
    const { value } = await json(await fetch(`${relay.address}/relay`))
    expect(value).toEqual({ relay: relay.id, protocol: 1, now: expect.closeTo(now(), -1) })
    expect((await fetch(`${relay.address}/health`)).status).toBe(200)
  })

  it('on this machine reads metrics that name no room', async () => {
    const text = await (await fetch(`${relay.address}/metrics`)).text()
    expect(text).toMatch(/^permanence_relay_memory_bytes \d+$/m)
    expect(text).toMatch(/^permanence_relay_strangers [1-9]\d*$/m)
    expect(text).not.toContain(admin.section)
  })

  it('meets 404 for whatever is not in the protocol, with a code in JSON', async () => {
    expect(await json(await fetch(`${relay.address}/nothing`))).toEqual({ status: 404, value: { error: 'not-found' } })
  })

  it('without a token, or with one for another body, is refused', async () => {
    const target = `/sections/${admin.section}/devices`
    expect((await fetch(`${relay.address}${target}`)).status).toBe(401)
    const device = newMember(admin.section)
    const signed = { signing: device.signing, role: 'volunteer' }
    const path = `${target}/${device.device}`
    const token = tokenOf(admin, relay.id, 'PUT', path, Buffer.from(JSON.stringify(signed)))
    const answer = await fetch(`${relay.address}${path}`, { method: 'PUT', headers: { Authorization: `Permanence ${token}` }, body: JSON.stringify({ ...signed, role: 'admin' }) })
    expect(answer.status).toBe(401)
  })
})

describe('a section', () => {
  it('is opened with the code only, once, by its own key; again by the same is fine', async () => {
    const first = newMember(newId())
    const body = { section: first.section, opening: relay.opening, device: first.device, signing: first.signing }
    expect((await ask(relay, first, 'POST', '/sections', { ...body, opening: 'guess' })).status).toBe(403)
    expect((await ask(relay, newMember(first.section, first.device), 'POST', '/sections', body)).status).toBe(401)
    expect((await ask(relay, first, 'POST', '/sections', body)).status).toBe(200)
    expect((await ask(relay, first, 'POST', '/sections', body)).status).toBe(200)
    const other = newMember(first.section)
    expect((await ask(relay, other, 'POST', '/sections', { ...body, device: other.device, signing: other.signing })).status).toBe(409)
  })

  it('is changed by admins alone, and never loses the last of them', async () => {
    const organizer = await addMember(relay, admin, 'organizer')
    const devices = `/sections/${admin.section}/devices`
    expect((await ask(relay, organizer, 'GET', devices)).status).toBe(403)
    expect((await ask(relay, organizer, 'PUT', `${devices}/${newId()}`, { signing: organizer.signing, role: 'admin' })).status).toBe(403)
    expect((await ask(relay, organizer, 'DELETE', `${devices}/${admin.device}`)).status).toBe(403)
    expect((await ask(relay, admin, 'DELETE', `${devices}/${admin.device}`)).status).toBe(409)
    expect((await ask(relay, admin, 'PUT', `${devices}/${admin.device}`, { signing: admin.signing, role: 'volunteer' })).status).toBe(409)
    expect((await ask(relay, organizer, 'DELETE', `${devices}/${organizer.device}`)).status).toBe(200)
    expect((await json(await ask(relay, admin, 'GET', devices))).value).toContainEqual({ device: organizer.device, role: 'organizer', addedAt: expect.any(Number), removedAt: expect.any(Number) })
    expect((await ask(relay, organizer, 'GET', `/rooms/${admin.section}/commons`)).status).toBe(410)
  })

  it('says why a socket would be refused to who asks without upgrading', async () => {
    const volunteer = await addMember(relay, admin, 'volunteer')
    expect((await ask(relay, volunteer, 'GET', `/rooms/${admin.section}/people`)).status).toBe(403)
    expect((await ask(relay, volunteer, 'GET', `/rooms/${admin.section}/commons`)).status).toBe(426)
  })
})

describe('an invitation', () => {
  const invite = async (until = now() + 3600) => {
    const guest = newMember(admin.section, `invitation:${newId()}`)
    const path = `/sections/${admin.section}/invitations/${guest.device.slice('invitation:'.length)}`
    return { guest, path, answer: await ask(relay, admin, 'PUT', path, { signing: guest.signing, until }) }
  }

  it('carries messages both ways, at once to who waits', async () => {
    const { guest, path } = await invite()
    const waiting = ask(relay, admin, 'GET', `${path}/messages?after=0`).then(json)
    const body = chance.bytes(1000)
    expect((await ask(relay, guest, 'POST', `${path}/messages`, body)).status).toBe(200)
    expect((await waiting).value).toEqual([{ n: 1, from: guest.device, body: Buffer.from(body).toString('base64url') }])
    await ask(relay, admin, 'POST', `${path}/messages`, chance.bytes(10))
    expect((await json(await ask(relay, guest, 'GET', `${path}/messages?after=1`))).value).toMatchObject([{ n: 2, from: admin.device }])
  })

  it('is for its two ends, 8 messages, 16 KiB, 72 hours; withdrawn it is closed', async () => {
    expect((await invite(now() + 73 * 3600)).answer.status).toBe(400)
    const { guest, path } = await invite()
    const { guest: stranger } = await invite()
    expect((await ask(relay, stranger, 'POST', `${path}/messages`, chance.bytes(10))).status).toBe(403)
    expect((await ask(relay, guest, 'GET', `/sections/${admin.section}/devices`)).status).toBe(403)
    expect((await ask(relay, guest, 'POST', `${path}/messages`, chance.bytes(17_000))).status).toBe(413)
    for (let at = 0; at < 8; at++) expect((await ask(relay, guest, 'POST', `${path}/messages`, chance.bytes(10))).status).toBe(200)
    expect((await ask(relay, guest, 'POST', `${path}/messages`, chance.bytes(10))).status).toBe(429)
    expect((await ask(relay, admin, 'DELETE', path)).status).toBe(200)
    expect((await ask(relay, guest, 'GET', `${path}/messages`)).status).toBe(401)
  })
})

describe('a sealed file', () => {
  const fileOf = (bytes: Uint8Array, section = admin.section) => `/sections/${section}/files/${createHash('sha256').update(bytes).digest('base64url')}`
  const patch = (member: Member, path: string, bytes: Uint8Array, offset: number, length: number) =>
    ask(relay, member, 'PATCH', path, bytes, { 'Upload-Offset': String(offset), 'Upload-Length': String(length) })

  it('is sent in parts, resumed where it ended, read in ranges', async () => {
    const bytes = chance.bytes(300_000)
    const path = fileOf(bytes)
    expect((await ask(relay, admin, 'HEAD', path)).status).toBe(404)
    const first = await patch(admin, path, bytes.subarray(0, 100_000), 0, bytes.length)
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100000'])
    expect((await ask(relay, admin, 'GET', path)).status).toBe(404)
    expect((await ask(relay, admin, 'HEAD', path)).headers.get('upload-offset')).toBe('100000')
    const wrong = await patch(admin, path, bytes.subarray(0, 10), 5, bytes.length)
    expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '100000'])
    expect((await patch(admin, path, bytes.subarray(100_000), 100_000, bytes.length)).status).toBe(204)
    const volunteer = await addMember(relay, admin, 'volunteer')
    expect(Buffer.compare(Buffer.from(await (await ask(relay, volunteer, 'GET', path)).arrayBuffer()), bytes)).toBe(0)
    const part = await ask(relay, admin, 'GET', path, undefined, { Range: 'bytes=1000-1999' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/300000'])
    expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes.subarray(1000, 2000))).toBe(0)
    expect((await ask(relay, admin, 'GET', path, undefined, { Range: 'bytes=300000-' })).status).toBe(416)
    expect((await ask(relay, admin, 'HEAD', path)).headers.get('content-length')).toBe('300000')
  })

  it('whose bytes are not those of its name is dropped', async () => {
    const bytes = chance.bytes(1000)
    const path = fileOf(bytes)
    expect((await patch(admin, path, chance.bytes(1000), 0, 1000)).status).toBe(400)
    expect((await ask(relay, admin, 'HEAD', path)).status).toBe(404)
    expect((await patch(admin, path, bytes, 0, 1000)).status).toBe(204)
  })

  it('that breaks off goes on where it was', async () => {
    const bytes = chance.bytes(400_000)
    const path = fileOf(bytes)
    const cut = new AbortController()
    const half = new ReadableStream({ start: (stream) => stream.enqueue(bytes.subarray(0, 200_000)) })
    const headers = { Authorization: `Permanence ${tokenOf(admin, relay.id, 'PATCH', path)}`, 'Upload-Offset': '0', 'Upload-Length': '400000' }
    const sending = fetch(`${relay.address}${path}`, { method: 'PATCH', headers, body: half, duplex: 'half', signal: cut.signal } as RequestInit).catch(() => null)
    const offset = async () => Number((await ask(relay, admin, 'HEAD', path)).headers.get('upload-offset'))
    await until(async () => (await offset()) === 200_000, 'half is there')
    cut.abort()
    await sending
    await until(async () => (await patch(admin, path, bytes.subarray(200_000), 200_000, 400_000)).status === 204, 'the rest is taken')
    expect((await ask(relay, admin, 'GET', path)).status).toBe(200)
  })

  it('is listed once it is whole, to every device and no guest', async () => {
    const section = await newSection(relay)
    const listed = async (member: Member, after = '') => ask(relay, member, 'GET', `/sections/${section.section}/files${after}`)
    expect((await json(await listed(section))).value).toEqual({ files: [] })
    const sent = [chance.bytes(100), chance.bytes(200)]
    for (const bytes of sent) expect((await patch(section, fileOf(bytes, section.section), bytes, 0, bytes.length)).status).toBe(204)
    const part = chance.bytes(300)
    expect((await patch(section, fileOf(part, section.section), part.subarray(0, 10), 0, 300)).status).toBe(204)
    const names = sent.map((bytes) => ({ name: createHash('sha256').update(bytes).digest('base64url') })).sort((one, other) => (one.name < other.name ? -1 : 1))
    const volunteer = await addMember(relay, section, 'volunteer')
    expect((await json(await listed(volunteer))).value).toEqual({ files: names })
    expect((await json(await listed(section, `?after=${names[0]!.name}`))).value).toEqual({ files: names.slice(1) })
    expect((await json(await listed(section, `?after=${names[1]!.name}`))).value).toEqual({ files: [] })
    expect((await listed(await newSection(relay))).status).toBe(403)
    const guest = newMember(section.section, `invitation:${newId()}`)
    await ask(relay, section, 'PUT', `/sections/${section.section}/invitations/${guest.device.slice('invitation:'.length)}`, { signing: guest.signing, until: now() + 3600 })
    expect((await listed(guest)).status).toBe(403)
  })

  it('is taken away by nobody, whatever their role', async () => {
    const section = await newSection(relay)
    const bytes = chance.bytes(100)
    const path = fileOf(bytes, section.section)
    expect((await patch(section, path, bytes, 0, 100)).status).toBe(204)
    for (const member of [section, await addMember(relay, section, 'organizer'), await addMember(relay, section, 'volunteer')])
      for (const where of [path, `/sections/${section.section}/files`]) expect((await ask(relay, member, 'DELETE', where)).status).toBe(404)
    // Nor by sending something else, or nothing, under its name.
    expect((await patch(section, path, new Uint8Array(0), 0, 1)).status).toBe(204)
    expect(new Uint8Array(await (await ask(relay, section, 'GET', path)).arrayBuffer())).toEqual(new Uint8Array(bytes))
  })

  it('that is too large, or over the quota, or of another section is refused', async () => {
    const bytes = chance.bytes(10)
    const other = await newSection(relay)
    expect((await patch(other, fileOf(bytes, other.section), bytes, 0, 2 * 1024 * 1024 + 1)).status).toBe(413)
    expect((await patch(other, fileOf(bytes), bytes, 0, 10)).status).toBe(403)
    for (const [at, status] of [204, 507].entries()) {
      const large = chance.bytes(1_600_000 + at)
      expect((await patch(other, fileOf(large, other.section), large, 0, large.length)).status).toBe(status)
    }
    const small = chance.bytes(1000)
    expect((await patch(other, fileOf(small, other.section), small, 0, 1000)).status).toBe(204)
    expect((await patch(other, fileOf(bytes, other.section), chance.bytes(20), 0, 10)).status).toBe(413)
  })
})

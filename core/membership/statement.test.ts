import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { bytesFromId, newId, newSession, type SectionId } from '../domain/ids'
import { newSecrets } from '../sealing/vault'
import { admission, foundBy, newDevice, say } from './section.fixture'
import { makeStatement, readStatement, signStatement, type Body } from './statement'

async function founded() {
  const founder = await newSecrets(newId<SectionId>())
  return { founder, found: await foundBy(founder) }
}

describe('a statement', () => {
  it('of every kind comes back as it was said', async () => {
    const { founder, found } = await founded()
    const nour = await newDevice(founder.section)
    const known = [{ session: newSession(nour.device), sequence: 812 }]
    const bodies: Exclude<Body, { type: 'unknown' }>[] = [
      admission(nour, 'volunteer', 'Téléphone de Nour 📱'),
      { type: 'remove', device: nour.device, known },
      { type: 'role', device: nour.device, role: 'organizer', keys: new Uint8Array([1, 2]), known },
      { type: 'epoch', compartment: 'people', epoch: 300, check: new Uint8Array(16).fill(4), sealed: [{ device: nour.device, key: new Uint8Array(80) }] },
      { type: 'relay', url: 'https://relais.exemple.org', relay: 'relais-1' },
      { type: 'relay', url: null, relay: '' },
      { type: 'minimum', version: 4 },
    ]
    for (const body of bodies) {
      const said = await makeStatement(founder, [found.hash], body, 1_700_000_000_123)
      const read = await readStatement(said.bytes)
      expect(read).toEqual(said)
      expect(read).toMatchObject({ section: founder.section, author: founder.device, parents: [found.hash], at: 1_700_000_000_123, body })
    }
  })

  it('is the same bytes whatever the order in which its parents were met', async () => {
    const { founder, found } = await founded()
    const one = await say(founder, [found], { type: 'minimum', version: 2 })
    const parents = [found.hash, one.hash, found.hash]
    const body = { type: 'minimum', version: 3 } as const
    expect((await makeStatement(founder, parents, body, 5)).hash).toBe((await makeStatement(founder, parents.toReversed(), body, 5)).hash)
  })

  it('is refused when any bit was flipped, when it is cut, and when something follows it', async () => {
    const { founder, found } = await founded()
    const { bytes } = await say(founder, [found], admission(await newDevice(founder.section), 'admin'))
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice()
      flipped[at]! ^= 1 << (at % 8)
      await expect(readStatement(flipped), `bit of byte ${at}`).rejects.toMatchObject({ code: 'entry-damaged' })
      await expect(readStatement(bytes.subarray(0, at)), `cut at ${at}`).rejects.toMatchObject({ code: 'entry-damaged' })
    }
    await expect(readStatement(Buffer.concat([bytes, Buffer.of(0)]))).rejects.toMatchObject({ code: 'entry-damaged' })
  })

  it('of a later version of the app survives, with its fields and its kind unread', async () => {
    const { founder, found } = await founded()
    const later = async (type: number, body: Uint8Array) => {
      const encoder = encoding.createEncoder()
      encoding.writeUint8Array(encoder, found.bytes.subarray(0, 65))
      encoding.writeVarUint(encoder, 7)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, body)
      return readStatement((await signStatement(encoding.toUint8Array(encoder), founder.signing.secret)).bytes)
    }
    expect((await later(99, new Uint8Array([1, 2, 3]))).body).toEqual({ type: 'unknown' })
    expect((await later(6, new Uint8Array([5, 1, 1]))).body).toEqual({ type: 'minimum', version: 5 })
    const roleToCome = Uint8Array.of(...bytesFromId(founder.device), 9, 0, 0)
    expect((await later(3, roleToCome)).body).toEqual({ type: 'unknown' })
  })
})

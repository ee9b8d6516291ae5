import { describe, expect, it } from 'vitest'
import { newId, newSession, type DeviceId, type SectionId } from '../domain/ids'
import { newSecrets } from '../sealing/vault'
import { createOpener, createSealer } from './entry'
import { createEntrySet } from './entry-set'

const text = (words: string) => new TextEncoder().encode(words)

async function section() {
  const secrets = await newSecrets(newId<SectionId>())
  return { secrets, signers: new Map<DeviceId, Uint8Array>([[secrets.device, secrets.signing.public]]) }
}

describe('an entry of the sealed log', () => {
  it('comes back with its header, numbered and chained within its session', async () => {
    const { secrets, signers } = await section()
    const sealer = createSealer(secrets)
    const covers = { recordKind: 1, depth: 3, shard: 5, entries: createEntrySet([[newSession(newId<DeviceId>()), [0, 0], [4, 9]]]) }
    const [first, second, other] = await Promise.all([
      sealer.seal('people', text('Marie')), sealer.seal('people', text('x'.repeat(9000)), covers), sealer.seal('commons', text('Lilas')),
    ])
    const opener = createOpener(secrets, signers)
    const one = await opener.open(first.bytes)
    const two = await opener.open(second.bytes)
    expect(new TextDecoder().decode(one.payload)).toBe('Marie')
    expect(two.payload.length).toBe(9000)
    expect(one.header).toMatchObject({ kind: 'update', compartment: 'people', sequence: 0, epoch: 1, covers: null })
    expect(two.header).toMatchObject({ kind: 'pack', sequence: 1, covers: { recordKind: 1, depth: 3, shard: 5 } })
    expect(two.header.covers!.entries.toJson()).toEqual(covers.entries.toJson())
    expect(one.header.previous).toEqual(new Uint8Array(32))
    expect(two.header.previous).not.toEqual(new Uint8Array(32))
    expect(two.header.session).toBe(one.header.session)
    // Whoever holds only the other compartment's key sees a whole chain.
    expect((await opener.open(other.bytes)).header).toMatchObject({ compartment: 'commons', sequence: 0, previous: new Uint8Array(32) })
    expect(other.session).not.toBe(first.session)
  })

  it('shows nothing of its payload, and the same words never look the same', async () => {
    const { secrets } = await section()
    const sealer = createSealer(secrets)
    const one = await sealer.seal('people', text('Nguyễn Thị Hạnh'))
    const two = await sealer.seal('people', text('Nguyễn Thị Hạnh'))
    expect(Buffer.from(one.bytes).includes('Nguyễn')).toBe(false)
    expect(Buffer.from(one.bytes.subarray(-100)).equals(Buffer.from(two.bytes.subarray(-100)))).toBe(false)
  })

  it('is refused when any bit was flipped, when it is cut, and when it is another section’s or an unknown device’s', async () => {
    const { secrets, signers } = await section()
    const { bytes } = await createSealer(secrets).seal('people', text('Marie'))
    const opener = createOpener(secrets, signers)
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice()
      flipped[at]! ^= 1 << (at % 8)
      await expect(opener.open(flipped), `bit of byte ${at}`).rejects.toMatchObject({ code: 'entry-damaged' })
      await expect(opener.open(bytes.subarray(0, at)), `cut at ${at}`).rejects.toMatchObject({ code: 'entry-damaged' })
    }
    const other = await section()
    await expect(createOpener(other.secrets, signers).open(bytes)).rejects.toMatchObject({ code: 'entry-damaged' })
    await expect(createOpener(secrets, other.signers).open(bytes)).rejects.toMatchObject({ code: 'entry-damaged' })
  })

  it('of this log is opened again by its seal alone, which tells whatever was altered since', async () => {
    const { secrets, signers } = await section()
    const { bytes } = await createSealer(secrets).seal('people', text('Marie'))
    const opener = createOpener(secrets, signers)
    const signature = bytes.length - 64
    for (let at = 0; at < signature; at++) {
      const flipped = bytes.slice()
      flipped[at]! ^= 1 << (at % 8)
      await expect(opener.open(flipped, { listed: true }), `bit of byte ${at}`).rejects.toMatchObject({ code: 'entry-damaged' })
    }
    expect(new TextDecoder().decode((await opener.open(bytes, { listed: true })).payload)).toBe('Marie')
    const other = await section()
    await expect(createOpener(secrets, other.signers).open(bytes, { listed: true }), 'a device that is not known any more').rejects.toMatchObject({ why: 'unknown-device' })
  })

  it('of another compartment can’t be opened without that compartment’s key', async () => {
    const { secrets, signers } = await section()
    const { bytes } = await createSealer(secrets).seal('people', text('Marie'))
    const volunteer = { ...secrets, keys: { ...secrets.keys, people: [] } }
    await expect(createOpener(volunteer, signers).open(bytes)).rejects.toMatchObject({ code: 'entry-damaged' })
  })

  it('opens under either of two keys that two admins apart gave one number', async () => {
    const { secrets, signers } = await section()
    const [first] = secrets.keys.people
    const second = { epoch: first!.epoch, key: new Uint8Array(32).fill(9) }
    const opener = createOpener({ ...secrets, keys: { ...secrets.keys, people: [first!, second] } }, signers)
    for (const key of [first!, second]) {
      const sealed = await createSealer({ ...secrets, keys: { ...secrets.keys, people: [key] } }).seal('people', text('Lilas'))
      expect(new TextDecoder().decode((await opener.open(sealed.bytes)).payload)).toBe('Lilas')
    }
    const foreign = await createSealer({ ...secrets, keys: { ...secrets.keys, people: [{ epoch: first!.epoch, key: new Uint8Array(32).fill(8) }] } }).seal('people', text('Lilas'))
    await expect(opener.open(foreign.bytes)).rejects.toMatchObject({ code: 'entry-damaged' })
  })
})

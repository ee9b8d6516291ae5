import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64url } from '../domain/base64url'
import { newId, type SectionId } from '../domain/ids'
import { fileName, memoryFiles } from '../ports/files'
import { sha256 } from '../sealing/aes'
import { newSecrets } from '../sealing/vault'
import { openBackup, writeBackup, type BackupHeader, type ByteSource } from './backup-file'

const passphrase = 'quatre mots pour sauver'
/** Argon2id takes a third of a second on purpose, thousands of times here. */
const quick = async (words: string, salt: Uint8Array) => sha256(new Uint8Array([...new TextEncoder().encode(words), ...salt]))

let header: BackupHeader
beforeAll(async () => {
  const { section, keys, device, signing } = await newSecrets(newId<SectionId>())
  header = { section, createdAt: 1_700_000_000_000, madeAt: 1_760_000_000_000, people: 3, name: 'Section du Port', keys, signers: [{ device, public: signing.public }] }
})

async function* inPieces(frames: readonly Uint8Array[]): AsyncGenerator<Uint8Array[]> {
  for (const frame of frames) yield [frame]
}

/** The file, and where each of its chunks ends. */
async function write(frames: readonly Uint8Array[], words = passphrase): Promise<{ file: Uint8Array; borders: number[] }> {
  const parts: Uint8Array[] = []
  for await (const part of writeBackup(header, inPieces(frames), words, quick)) parts.push(part)
  let end = 0
  return { file: new Uint8Array(Buffer.concat(parts)), borders: parts.map(({ length }) => (end += length)) }
}

const sourceOf = (file: Uint8Array): ByteSource => ({ size: file.length, read: async (offset, length) => file.slice(offset, offset + length) })

async function read(file: Uint8Array, words = passphrase): Promise<{ header: BackupHeader; frames: Uint8Array[] }> {
  const backup = await openBackup(sourceOf(file), words, quick)
  const frames: Uint8Array[] = []
  for await (const { payloads } of backup.frames()) frames.push(...payloads)
  return { header: backup.header, frames }
}

const codeOf = (file: Uint8Array, words = passphrase) => read(file, words).then(() => 'read', (error: { code?: string }) => error.code ?? String(error))
const refusals = ['backup-damaged', 'not-a-backup', 'backup-newer', 'wrong-passphrase']
/** Long enough for several chunks. */
const longFrames = () => Array.from({ length: 9 }, (_, at) => new Uint8Array(400_000).fill(at + 1))

describe('a backup of a large library', () => {
  it('of thirty thousand files opens again: what can be written can be read', async () => {
    const files = Array.from({ length: 30_000 }, () => ({ name: toBase64url(crypto.getRandomValues(new Uint8Array(32))), bytes: 300 }))
    const parts: Uint8Array[] = []
    for await (const part of writeBackup({ ...header, files }, inPieces([]), passphrase, quick, async () => new Uint8Array(300))) parts.push(part)
    const backup = await openBackup(sourceOf(new Uint8Array(Buffer.concat(parts))), passphrase, quick)
    expect(backup.header.files).toEqual(files)
    let count = 0
    for await (const { payloads } of backup.frames(async () => void count++)) expect(payloads).toEqual([])
    expect(count).toBe(files.length)
  })

  it('is not written where a file gives less than it said: nobody could read it', async () => {
    const files = [{ name: toBase64url(new Uint8Array(32)), bytes: 100 }]
    const writing = async () => {
      for await (const _ of writeBackup({ ...header, files }, inPieces([]), passphrase, quick, async () => new Uint8Array(99))) continue
    }
    await expect(writing()).rejects.toMatchObject({ code: 'file-damaged' })
  })
})

describe('a backup', () => {
  it('gives back what went in, frame by frame, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 40 }), async (frames) => {
        const back = await read((await write(frames)).file)
        expect(back.header).toEqual(header)
        expect(back.frames.map((frame) => Buffer.from(frame))).toEqual(frames.map((frame) => Buffer.from(frame)))
      }),
      { numRuns: 30 },
    )
  })

  it('has the sealed files of the library, whatever their length, before the frames; one without files is as earlier versions read it', async () => {
    const files = await Promise.all([1, 512 * 1024, 512 * 1024 + 1, 1_300_000].map(async (length, at) => {
      const bytes = new Uint8Array(length).fill(at + 1)
      return { name: await fileName(bytes), bytes }
    }))
    const named = { ...header, files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })) }
    const parts: Uint8Array[] = []
    const readFile = async (name: string, offset: number, length: number) => files.find((file) => file.name === name)!.bytes.slice(offset, offset + length)
    for await (const part of writeBackup(named, inPieces([new Uint8Array(5).fill(9), new Uint8Array(0)]), passphrase, quick, readFile)) parts.push(part)
    const backup = await openBackup(sourceOf(new Uint8Array(Buffer.concat(parts))), passphrase, quick)
    const store = memoryFiles()
    const frames: Uint8Array[] = []
    for await (const { payloads } of backup.frames(({ name, offset, bytes, last }) => store.write(name, offset, bytes, last))) frames.push(...payloads)
    expect(backup.header).toEqual(named)
    expect(frames.map(({ length }) => length)).toEqual([5, 0])
    for (const { name, bytes } of files) expect(Buffer.compare(await store.read(name, 0, 2_000_000), bytes)).toBe(0)
    expect([new DataView(parts[0]!.buffer).getUint32(8, true), new DataView((await write([])).file.buffer).getUint32(8, true)]).toEqual([2, 1])
  })

  it('opens with its own passphrase only, and is not made under a short one', async () => {
    const { file } = await write([new Uint8Array(5)])
    expect(await codeOf(file, `${passphrase} `)).toBe('wrong-passphrase')
    await expect(write([], 'court')).rejects.toMatchObject({ code: 'passphrase-too-short' })
  })

  it('opens with the real derivation of its key too', async () => {
    const parts: Uint8Array[] = []
    for await (const part of writeBackup(header, inPieces([new Uint8Array(9)]), passphrase)) parts.push(part)
    const file = new Uint8Array(Buffer.concat(parts))
    expect((await openBackup(sourceOf(file), passphrase)).header).toEqual(header)
    await expect(openBackup(sourceOf(file), 'une autre phrase longue')).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  it('says nothing of the section to who has no passphrase, and holds no private key of a device', async () => {
    const { file } = await write([new Uint8Array(5)])
    const bytes = Buffer.from(file)
    for (const hidden of ['Port', header.section, Buffer.from(header.keys.people[0]!.key)]) expect(bytes.includes(hidden)).toBe(false)
    expect(Object.keys((await read(file)).header).sort()).toEqual(['createdAt', 'keys', 'madeAt', 'name', 'people', 'section', 'signers'])
  })
})

describe('a backup that came to harm', () => {
  it('is refused when cut at the border of any chunk, and anywhere else', async () => {
    const { file, borders } = await write(longFrames())
    expect(borders.length).toBeGreaterThan(3)
    for (const border of borders.slice(0, -1)) expect(await codeOf(file.slice(0, border)), `cut at ${border}`).toBe('backup-damaged')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), async (length) => {
        expect(refusals).toContain(await codeOf(file.slice(0, length)))
      }),
      { numRuns: 150 },
    )
  })

  it('is refused with any bit flipped, wherever it is', async () => {
    const { file } = await write([new Uint8Array(300).fill(7), new Uint8Array(50)])
    const flip = async (at: number, bit: number) => {
      const altered = file.slice()
      altered[at]! ^= 1 << bit
      return codeOf(altered)
    }
    for (let at = 0; at < file.length; at++) expect(refusals, `byte ${at}`).toContain(await flip(at, at % 8))
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (at, bit) => {
        expect(refusals).toContain(await flip(at, bit))
      }),
      { numRuns: 200 },
    )
  })

  it('is told from a wrong passphrase when its beginning is damaged', async () => {
    const { file } = await write([])
    file[60]! ^= 1
    expect(await codeOf(file)).toBe('backup-damaged')
  })

  it('is refused with chunks swapped, repeated, left out, or taken from another backup under the same passphrase', async () => {
    const one = await write(longFrames())
    const other = await write(longFrames())
    const chunks = ({ file, borders }: typeof one) => borders.map((end, at) => file.slice(borders[at - 1] ?? 0, end))
    const [start, first, second, ...rest] = chunks(one)
    const joined = (...parts: (Uint8Array | undefined)[]) => new Uint8Array(Buffer.concat(parts.map((part) => part!)))
    expect(await codeOf(joined(start, first, second, ...rest))).toBe('read')
    for (const made of [
      joined(start, second, first, ...rest), joined(start, first, first, second, ...rest), joined(start, second, ...rest), joined(start, first, ...rest.slice(-1)),
      joined(start, chunks(other)[1], second, ...rest), joined(start, ...chunks(other).slice(1)), joined(start, first, second, ...rest, rest.at(-1)), joined(one.file, new Uint8Array(3)),
    ]) expect(await codeOf(made)).toBe('backup-damaged')
  })

  it('never makes this machine work or remember for it: costs and lengths have a ceiling', async () => {
    const { file } = await write([new Uint8Array(5)])
    const { crc32 } = await import('../domain/crc32')
    const put = (at: number, value: number) => {
      const altered = file.slice()
      const fields = new DataView(altered.buffer)
      fields.setUint32(at, value, true)
      const headerEnd = 40 + fields.getUint32(36, true)
      if (headerEnd + 4 <= altered.length) fields.setUint32(headerEnd, crc32(altered, 0, headerEnd), true)
      return altered
    }
    let derived = 0
    const counted = async (words: string, salt: Uint8Array) => (derived++, quick(words, salt))
    for (const hostile of [put(12, 0), put(12, 21), put(12, 0xffff_ffff), put(16, 0), put(16, 1024 * 1024 + 1), put(16, 0xffff_ffff), put(36, 0xffff_ffff)])
      await expect(openBackup(sourceOf(hostile), passphrase, counted)).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(derived).toBe(0)
    await expect(openBackup(sourceOf(put(8, 3)), passphrase, counted)).rejects.toMatchObject({ code: 'backup-newer' })
    const asked: number[] = []
    const long = file.slice()
    new DataView(long.buffer).setUint32(40 + new DataView(file.buffer).getUint32(36, true) + 4, 0x0fff_ffff, true)
    const source: ByteSource = { size: long.length, read: async (offset, length) => (asked.push(length), long.slice(offset, offset + length)) }
    const backup = await openBackup(source, passphrase, quick)
    await expect(backup.frames().next()).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(Math.max(...asked)).toBeLessThan(long.length)
  })

  it('or never was one, is said to be none', async () => {
    for (const file of [new Uint8Array(0), new Uint8Array(5), new TextEncoder().encode('Nom;Prénom\r\nKaya;Zoé\r\n'.repeat(20))]) expect(await codeOf(file)).toBe('not-a-backup')
  })
})

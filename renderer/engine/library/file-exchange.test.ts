/** The exchange with a relay that errs, forgets and lies, and with a disk that lost or damaged what it held. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId, type AssetId, type DeviceId } from '#core/domain/ids'
import type { Asset, AssetVersion, StoredFile } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import { fileName, memoryFiles, type FileStore } from '#core/ports/files'
import { createFileExchange, type FileExchange } from './file-exchange'
import { openSectionFiles, type SectionFiles } from './section-files'
import { storeContent } from './asset-files'

const day = 24 * 3600 * 1000
const month = 30 * day
const relayId = 'relais'

/** A relay in memory that can be told to misbehave. */
function relayModel() {
  const whole = new Map<string, Uint8Array>()
  const parts = new Map<string, Uint8Array>()
  const asked: string[] = []
  const refuse = (status: number) => new PortError('relay-refused', `${status} refused`)
  return {
    whole, parts, asked, refuse,
    filesThere: async (): Promise<string[] | null> => [...whole.keys()],
    fileBytes: async (name: string) => (whole.get(name) ?? parts.get(name))?.length ?? 0,
    async sendFile(name: string, offset: number, total: number, bytes: Uint8Array) {
      asked.push(`PATCH ${name} ${offset}`)
      const known = whole.get(name)
      if (known) return known.length
      const part = parts.get(name) ?? new Uint8Array(0)
      if (part.length !== offset) return part.length
      const all = new Uint8Array([...part, ...bytes])
      if (all.length < total) parts.set(name, all)
      else {
        parts.delete(name)
        if ((await fileName(all)) !== name) throw refuse(400)
        whole.set(name, all)
      }
      return all.length
    },
    async takeFile(name: string, offset: number, length: number): Promise<Uint8Array | null> {
      asked.push(`GET ${name} ${offset} ${length}`)
      return whole.get(name)?.slice(offset, offset + length) ?? null
    },
  }
}

let store: { assets: Map<AssetId, Asset>; local: unknown }
let disk: FileStore
let files: SectionFiles
let relay: ReturnType<typeof relayModel>
let exchange: FileExchange | undefined

const openFiles = () =>
  openSectionFiles(disk, { assets: store.assets, loaded: Promise.resolve(), readLocal: async () => store.local, writeLocal: async (_name, json) => void (store.local = structuredClone(json)) })

function startExchange(client: Partial<ReturnType<typeof relayModel>> = {}): FileExchange {
  exchange?.close()
  exchange = createFileExchange({ files, store, client: { ...relay, ...client }, relay: relayId, isInStep: () => true })
  files.attach(exchange)
  exchange.look()
  return exchange
}

beforeEach(() => {
  exchange?.close()
  exchange = undefined
  store = { assets: new Map(), local: null }
  disk = memoryFiles()
  files = openFiles()
  relay = relayModel()
})

afterEach(() => exchange?.close())

const content = (bytes: number, seed = 1) => Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + seed * 7) & 0xff)
const version = (file: StoredFile, at = 1): AssetVersion => ({ id: newId(), at, by: 'poste' as DeviceId, file, picture: null, content: file.name, bytes: 10, type: 'pdf', pages: 1, width: 1, height: 1, note: '' })

function named(...stored: StoredFile[]): AssetId {
  const id = newId<AssetId>()
  store.assets.set(id, { id, title: 'Tract', kind: 'tract', audiences: [], campaign: '', language: '', source: '', instructions: '', validUntil: '', text: '', link: '', ready: '', least: 0, versions: stored.map((file, at) => version(file, at + 1)), stock: [], createdAt: 1, updatedAt: 1 })
  return id
}

/** A document of which the file is here. */
async function here(bytes = 3000, seed = 1): Promise<StoredFile> {
  const stored = await storeContent(disk, content(bytes, seed))
  await files.ready
  files.learn(stored.name, stored.bytes)
  return stored
}

/** One that only the relay has. */
async function there(bytes = 3000, seed = 1): Promise<StoredFile> {
  const elsewhere = memoryFiles()
  const stored = await storeContent(elsewhere, content(bytes, seed))
  relay.whole.set(stored.name, await elsewhere.read(stored.name, 0, stored.bytes))
  return stored
}

/** The relay said in an earlier run of the app that it has it; there is no room for it here. */
async function sentBefore(stored: StoredFile): Promise<void> {
  await files.learnSent(relayId, [stored.name])
  await files.tidy(Date.now())
  files = openFiles()
  await files.ready
  expect(files.isSent(stored.name)).toBe(true)
  await files.setBudget(1)
  expect(files.isHere(stored.name)).toBe(true)
}

const soon = (what: () => void) => vi.waitFor(what, { timeout: 3000, interval: 5 })

describe('sending', () => {
  it('ends a file of which the relay has every byte and was killed before it had looked at them: until then it hands it to nobody', async () => {
    const stored = await here()
    named(stored)
    relay.parts.set(stored.name, await disk.read(stored.name, 0, stored.bytes))
    startExchange()
    await soon(() => expect(files.isSent(stored.name)).toBe(true))
    expect(relay.whole.has(stored.name)).toBe(true)
  })

  it('goes on with the others where one is gone from the disk, and then says that it is not here', async () => {
    const [gone, other] = [await here(3000, 1), await here(3000, 2)]
    named(gone)
    named(other)
    await disk.remove([gone.name])
    startExchange()
    await soon(() => expect(relay.whole.has(other.name)).toBe(true))
    expect(files.isHere(gone.name)).toBe(false)
  })

  it('goes on with the others where one is damaged on the disk, and does not send that one again and again', async () => {
    const [bad, other] = [await here(3000, 1), await here(3000, 2)]
    named(bad)
    named(other)
    const { read, verify } = disk
    disk.read = async (name, offset, length) => (name === bad.name ? new Uint8Array(Math.min(length, bad.bytes - offset)) : read(name, offset, length))
    disk.verify = async (name) => name !== bad.name && verify(name)
    startExchange()
    await soon(() => expect(relay.whole.has(other.name)).toBe(true))
    await soon(() => expect(files.isHere(bad.name)).toBe(false))
    const times = () => relay.asked.filter((line) => line.startsWith(`PATCH ${bad.name}`)).length
    const before = times()
    exchange!.news()
    await soon(() => expect(exchange!.isMissing(bad.name)).toBe(true))
    expect(times()).toBe(before)
  })

  it('goes on with the others where the relay refuses one for a reason of its own', async () => {
    const [bad, other] = [await here(3000, 1), await here(3000, 2)]
    named(bad)
    named(other)
    startExchange({ fileBytes: async (name) => (name === bad.name ? Promise.reject(relay.refuse(500)) : relay.fileBytes(name)) })
    await soon(() => expect(relay.whole.has(other.name)).toBe(true))
  })
})

describe('fetching', () => {
  it('keeps what somebody asked for, whatever the room: at least as long as it takes to open it', async () => {
    const stored = await there()
    named(stored)
    await files.ready
    await files.setBudget(1)
    files.ask([stored.name])
    startExchange()
    await soon(() => expect(files.isHere(stored.name)).toBe(true))
    await files.tidy(Date.now())
    expect(files.isHere(stored.name)).toBe(true)
    await files.tidy(Date.now() + 2 * 24 * 3600 * 1000)
    expect(files.isHere(stored.name)).toBe(false)
  })

  it('takes no other bytes for the file, and does not fetch them anew with every word that somebody types', async () => {
    const [bad, other] = [await there(3000, 1), await there(3000, 2)]
    const right = relay.whole.get(bad.name)!
    relay.whole.set(bad.name, content(bad.bytes, 9))
    named(bad)
    named(other)
    startExchange()
    await soon(() => expect(files.isHere(other.name)).toBe(true))
    await soon(() => expect(exchange!.isMissing(bad.name)).toBe(true))
    const times = () => relay.asked.filter((line) => line.startsWith(`GET ${bad.name}`)).length
    for (let word = 0; word < 5; word++) {
      exchange!.news()
      await soon(() => expect(exchange!.isMissing(bad.name)).toBe(true))
    }
    expect(times()).toBe(1)
    // Somebody who asks for it may have reason to.
    relay.whole.set(bad.name, right)
    files.ask([bad.name])
    await soon(() => expect(files.isHere(bad.name)).toBe(true))
  })

  it('asks for less at a time where the network is too slow for more', async () => {
    const stored = await there(300_000)
    named(stored)
    const most = 100_000
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      startExchange({ takeFile: async (name, offset, length) => (length > most ? Promise.reject(new PortError('relay-unreachable')) : relay.takeFile(name, offset, length)) })
      // Hashing and sealing take real time beside it.
      for (let turn = 0; turn < 5000 && !files.isHere(stored.name); turn++) {
        await vi.advanceTimersByTimeAsync(1000)
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      vi.useRealTimers()
    }
    expect(files.isHere(stored.name)).toBe(true)
  })

  it('says of a full disk that it is full, and not that nobody has the file', async () => {
    const stored = await there()
    named(stored)
    disk.write = async () => Promise.reject(new PortError('disk-full'))
    startExchange()
    await soon(() => expect(exchange!.refusal(stored.name)).toBe('disk-full'))
    expect(exchange!.isMissing(stored.name)).toBe(false)
  })
})

describe('a relay that forgot what it had', () => {
  it('is sent it again, and nothing leaves this computer on its old word', async () => {
    const stored = await here()
    named(stored)
    await sentBefore(stored)
    startExchange()
    await soon(() => expect(relay.whole.has(stored.name)).toBe(true))
  })

  it('is believed to have a file only while it says so: none leaves this computer that it has not got now', async () => {
    const stored = await here()
    named(stored)
    await sentBefore(stored)
    startExchange({ sendFile: () => Promise.reject(relay.refuse(507)) })
    await soon(() => expect(exchange!.refusal(stored.name)).toBe('no-room'))
    await files.tidy(Date.now())
    expect(files.isHere(stored.name)).toBe(true)
  })
})

/** A computer in use: somebody looks every day, from `from` to `to` (ms since 1970). */
async function used(from: number, to: number): Promise<void> {
  for (let now = from; now < to; now += day) await files.tidy(now)
  await files.tidy(to)
}

describe('a relay that is out of reach', () => {
  it('is taken at its word by nothing that would leave: it may come back without its disk', async () => {
    const stored = await there()
    named(stored)
    let inStep = true
    exchange = createFileExchange({ files, store, client: relay, relay: relayId, isInStep: () => inStep })
    files.attach(exchange)
    exchange.look()
    await soon(() => expect(files.isHere(stored.name)).toBe(true))
    inStep = false
    exchange.look()
    await files.setBudget(1)
    expect(files.isHere(stored.name)).toBe(true)
    // Back, and it still has it: now it may leave.
    inStep = true
    exchange.look()
    await soon(() => expect(files.isHere(stored.name)).toBe(false))
    // Back without its disk: it is sent again, and stays.
    await files.setBudget(1_000_000)
    exchange.look()
    await soon(() => expect(files.isHere(stored.name)).toBe(true))
    inStep = false
    exchange.look()
    relay.whole.clear()
    await files.setBudget(1)
    expect(files.isHere(stored.name)).toBe(true)
    inStep = true
    exchange.look()
    await soon(() => expect(relay.whole.has(stored.name)).toBe(true))
  })
})

describe('what nothing names any more', () => {
  it('stays a month from the last time that it was deleted, not from the first', async () => {
    const stored = await here()
    const id = named(stored)
    const asset = store.assets.get(id)!
    const now = Date.now()
    store.assets.delete(id)
    await files.tidy(now)
    // It came back, and is deleted again much later.
    store.assets.set(id, asset)
    files.mark(now + 1000)
    store.assets.delete(id)
    files.mark(now + 2 * month)
    await files.tidy(now + 2 * month + 1000)
    expect(files.isHere(stored.name)).toBe(true)
    await used(now + 2 * month + 1000, now + 3 * month + 2000)
    expect(await disk.list()).toEqual([])
  })

  it.each([
    ['a computer without a battery for its clock had 1970 when it was deleted', [Date.UTC(1970, 0, 1, 0, 2), Date.UTC(2026, 10, 30)]],
    ['the clock was years ahead for a day', [Date.UTC(2026, 10, 30), Date.UTC(2031, 0, 1), Date.UTC(2026, 11, 1), Date.UTC(2026, 11, 2)]],
    ['a laptop lay in a drawer for a year', [Date.UTC(2025, 10, 30), Date.UTC(2026, 10, 30)]],
  ])('stays where %s', async (_what, looks) => {
    const stored = await here()
    await files.ready
    for (const now of looks) await files.tidy(now)
    expect(files.isHere(stored.name)).toBe(true)
    const last = looks.at(-1)!
    await used(last, last + month + day)
    expect(files.isHere(stored.name)).toBe(false)
  })

  it('stays in a shared section for as long as the relay has not got it: who is away may bring back the record, and this may be the only copy', async () => {
    const [alone, left, part] = [await here(3000, 1), await here(3000, 2), await there(3000, 3)]
    relay.whole.set(left.name, await disk.read(left.name, 0, left.bytes))
    await disk.write(part.name, 0, relay.whole.get(part.name)!.subarray(0, 10), false)
    startExchange()
    await soon(() => expect(files.isSent(left.name)).toBe(true))
    const now = Date.now()
    await used(now, now + 2 * month)
    expect((await disk.list()).map(({ name }) => name)).toEqual([alone.name])
    // Undone at last: it goes to the others, and what the relay has comes back.
    named(alone, left)
    exchange!.look()
    await soon(() => expect([relay.whole.has(alone.name), files.isHere(left.name)]).toEqual([true, true]))
  })
})

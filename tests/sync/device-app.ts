/**
 * The app as it runs on a device of the simulator: the section store, commands, rooms and upkeep of production, on a disk in
 * memory, with a cheap cipher. A newer version is this module once more, with what it knows besides (app-versions.ts).
 */
import type { Stream } from '#core/domain/demo/random'
import { newId, type DeviceId, type HistoryId, type PersonId } from '#core/domain/ids'
import { createOpener, createSealer } from '#core/log/entry'
import type { memoryJournal } from '#core/log/memory-journal'
import type { Skeleton } from '#core/log/outer'
import { openRoom, type Room } from '#core/log/room'
import { admitDevice, foundSection, type Newcomer } from '#core/membership/keys'
import type { Role, Statement } from '#core/membership/statement'
import { errorCode } from '#core/ports/errors'
import type { memoryPages } from '#core/ports/pages'
import { randomBytes } from '#core/sealing/aes'
import { compartments, type Compartment, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import type { CommonsName } from '#core/section/commons-records'
import { newHistoryId } from '#core/section/history'
import { roomsToMeetIn } from '#core/section/membership'
import { createPageSeal } from '#core/section/pages'
import { encodePayload, type RecordUpdate } from '#core/section/payload'
import { encodeNewRecord, openRecord, type RecordValue } from '#core/section/record'
import { roomLogOf } from '#core/section/room-log'
import { openSectionStore } from '#core/section/section-store'
import { openFrame } from '#core/section/set-aside'
import { recordKinds } from '#core/section/shards'
import { newRole, removal, requirement, rotation } from '#engine/sharing/found'
import { isAdminHere, keepUp, repack } from '#engine/sharing/upkeep'
import type { OpenSection } from '#engine/open-section'
import type { RelayClient } from '#engine/relay/relay-client'
import { cheapCipher, plainWrap } from './cheap-cipher'
import { randomCommand } from './random-command'

/** What a device has when its power is cut. */
export interface Disk {
  /** As the vault holds them: its keys are those of when the device came in. */
  vault: Secrets
  journal: ReturnType<typeof memoryJournal>
  pages: ReturnType<typeof memoryPages>
  skeletons: Partial<Record<Compartment, Skeleton>>
}

/** A command, and what must be found of it wherever it counts. */
export interface Deed {
  device: DeviceId
  history: HistoryId
  person?: PersonId
  commons?: { name: CommonsName; id: string }
  tag?: string
  /** Keys that only a newer version knows, by the record that has them. */
  newer: readonly { kind: number; id: string; key: string }[]
  /** Its records lie in entries of their own: some may be known, and others not. */
  apart?: boolean
}

/** A kind of record that only a newer version knows. */
export const newerKind = 90

/** Refusals that tell nobody of a fault; a device may have been removed since somebody chose it (`not-a-member`). */
const usual = new Set(['disk-full', 'journal-failed', 'nothing-to-undo', 'action-gone', 'sector-gone', 'asset-gone', 'kit-gone', 'preset-gone', 'nothing-to-erase', 'person-erased', 'role-forbids', 'not-an-admin', 'last-admin', 'not-a-member'])

export interface AppPorts {
  disk: Disk
  /** Of what this version writes. */
  format: number
  clock(): number
  /** Something in here failed that must not. */
  onFault(fault: string): void
  /** Something is new in a room's document, not from `origin`. */
  onUpdate(compartment: Compartment, update: Uint8Array, origin: unknown): void
  onMembers(): void
}

export async function startApp(ports: AppPorts) {
  const { disk, format } = ports
  // The vault stays as it is, as on a disk.
  const secrets: Secrets = { ...disk.vault, keys: structuredClone(disk.vault.keys) }
  const faulty = (error: unknown) => {
    if (!usual.has(errorCode(error))) ports.onFault(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const store = await openSectionStore({
    secrets, journal: disk.journal, pages: disk.pages, cipher: cheapCipher, wrap: plainWrap, longBucket: 6,
    onState: () => {}, onProgress: () => {}, onPeople: () => {}, onMembers: ports.onMembers,
    onAppended: () => rooms.forEach((room) => room.changed()),
  })
  const rooms = new Map<Compartment, Room>()
  await store.loaded
  const commands = createCommands(store, ports.clock)
  const section = { store, commands, vault: { secrets } } as unknown as OpenSection
  const own = () => store.membership.members()?.devices.get(store.device)
  let closed = false

  const receive: typeof commands.receive = async (entries) => {
    try {
      return await commands.receive(entries)
    } catch (error) {
      faulty(error)
      throw error
    }
  }

  /** Rooms of the compartments that the role holds, and of no other. */
  async function openRooms(): Promise<void> {
    for (const compartment of compartments) {
      const isOpen = rooms.has(compartment)
      if (store.membership.holds(compartment) === isOpen) continue
      if (isOpen) {
        rooms.get(compartment)!.close()
        rooms.delete(compartment)
        continue
      }
      const room = await openRoom(roomLogOf(store, { receive }, compartment), () => {}, disk.skeletons[compartment])
      if (closed) return room.close()
      room.doc.clientID = crypto.getRandomValues(new Uint32Array(1))[0]!
      room.doc.on('update', (update: Uint8Array, origin: unknown) => ports.onUpdate(compartment, update, origin))
      rooms.set(compartment, room)
    }
  }

  async function quietly(work: () => Promise<unknown>): Promise<void> {
    await commands.whenQuiet(work).catch(faulty)
  }

  /** Says something of who belongs. Answers it; nothing where the disk, or the section's rules, refused. */
  async function say(make: () => Promise<Statement[]>): Promise<Statement[]> {
    let said: Statement[] = []
    await quietly(async () => {
      const statements = await make()
      await store.say(statements)
      said = statements
    })
    return said
  }

  const app = {
    format, store, commands, secrets, rooms, openRooms, own,
    isAdmin: () => isAdminHere(section),
    wanted: () => roomsToMeetIn(store.membership, store.device, format),

    act(chance: Stream, note: string): Promise<Deed | null> {
      const { receipt, ...attempt } = randomCommand(store, commands, chance, note, { erasures: 0.02, agenda: 0.15 })
      // Whoever it was about may be gone when its turn comes.
      return receipt.then((done) => done && { device: store.device, history: done.history, newer: [], ...(done.changed > 0 ? attempt : {}) }, (error: unknown) => (faulty(error), null))
    },

    /** What a command of a newer version writes: keys of a person that are unknown here, a deed and a record of kinds of its own. */
    async actNewer(chance: Stream, note: string, entriesApart: boolean): Promise<Deed | null> {
      if (!store.membership.holds('people')) return null
      const people = [...store.people.all()]
      const person = people.length > 0 ? chance.pick(people).id : null
      const known = (store.log.index.buckets.get(`${newerKind}/0`) ?? []).flatMap(({ ids }) => ids ?? [])
      const other = known.length > 0 && chance.chance(0.5) ? chance.pick(known) : newId()
      const at = ports.clock()
      const client = crypto.getRandomValues(new Uint32Array(1))[0]!
      const key = `zz:${note}`
      const records: RecordUpdate[] = []
      const newer: { kind: number; id: string; key: string }[] = []
      for (const [kind, id] of [...(person ? [[recordKinds.person, person] as const] : []), [newerKind, other] as const]) {
        const { updates } = await store.log.load(kind, id)
        records.push({ kind, id, at, update: openRecord(id, updates).edit(client, [[key, { said: note }], ['zq', note]])!.update })
        newer.push({ kind, id, key })
      }
      const history = newHistoryId(at)
      const label = { kind: 'newer.deed', at, device: store.device, shifts: 4 } as unknown as RecordValue
      records.push({ kind: recordKinds.history, id: history, at, update: encodeNewRecord(client, [['l', label], [key, note]]) })
      const sealer = createSealer(secrets, plainWrap, cheapCipher)
      const entries = await Promise.all((entriesApart ? records.map((record) => [record]) : [records]).map((some) => sealer.seal('people', encodePayload(some))))
      const written = await commands.receive(entries.map(({ bytes }) => bytes)).catch((error: unknown) => (faulty(error), null))
      return written && { device: store.device, history, newer, apart: entriesApart }
    },

    rename(name: string): Promise<Deed | null> {
      return commands.changeSettings('section.rename', [['n', name]]).then(({ history }) => ({ device: store.device, history, newer: [], apart: true }), (error: unknown) => (faulty(error), null))
    },

    found: (name: string) => say(() => foundSection(secrets, name, ports.clock())),
    /** As a device that has joined says what it was told; its vault has the keys that it was given. */
    async repeat(statements: readonly Statement[]): Promise<void> {
      await say(async () => [...statements])
      disk.vault.keys = structuredClone(secrets.keys)
    },
    admit: (newcomer: Newcomer) => say(async () => [await admitDevice(secrets, store.membership.members()!, newcomer, ports.clock())]),
    remove: (device: DeviceId) => say(() => removal(section, device)),
    giveRole: (device: DeviceId, role: Role) => say(() => newRole(section, device, role)),
    rotate: () => say(() => rotation(section)),
    require: (version: number) => say(() => requirement(section, version)),

    /** What a device does by itself while it is connected. */
    async keepUp(client: Pick<RelayClient, 'devices' | 'admit' | 'remove'>): Promise<void> {
      if (await keepUp(section, client as RelayClient).catch(faulty)) await repack(section, () => !closed).catch(faulty)
    },
    checkpoint: () =>
      quietly(async () => {
        await store.checkpoint()
        for (const [compartment, room] of rooms) disk.skeletons[compartment] = JSON.parse(JSON.stringify(room.skeleton())) as Skeleton
      }),
    async tidy(): Promise<void> {
      await quietly(async () => {
        await store.tidy()
        const { leftovers } = store.log.index
        if (!leftovers.pages) return
        secrets.pageKey = disk.vault.pageKey = randomBytes(32)
        await store.sealPagesAnew(secrets.pageKey)
        leftovers.copies = false
      })
    },
    async quiet(): Promise<void> {
      for (const room of rooms.values()) await room.quiet()
      await commands.whenQuiet(async () => {})
    },
    /** What entries say that its keys open, those that don't count included. */
    async read(entries: readonly Uint8Array[]): Promise<RecordUpdate[]> {
      const opener = createOpener(secrets, { get: store.membership.get }, cheapCipher)
      const tries = await Promise.all(entries.map((entry) => openFrame(opener, entry)))
      return tries.flatMap((tried) => ('why' in tried ? tried.within : tried)?.records ?? [])
    },
    /** Opened, everything that its disk holds: the records of its journal, and its pages as text. */
    async opened(): Promise<{ records: RecordUpdate[]; pages: string }> {
      const entries: Uint8Array[] = []
      for (let next: number | null = 0; next !== null; ) {
        const read: Awaited<ReturnType<Disk['journal']['readFrom']>> = await disk.journal.readFrom(next, Infinity)
        entries.push(...read.frames.map(({ payload }) => payload))
        next = read.next
      }
      const seal = await createPageSeal(secrets.pageKey)
      const texts = (await disk.pages.names()).map(async (page) => JSON.stringify(await seal.open(page, (await disk.pages.read(page))!)))
      return { records: await app.read(entries), pages: (await Promise.all(texts)).join() }
    },
    async close(): Promise<void> {
      closed = true
      for (const room of rooms.values()) room.close()
      rooms.clear()
      await store.close()
    },
  }
  return app
}
export type DeviceApp = Awaited<ReturnType<typeof startApp>>

/** A device without its window: real keys, a log of its own, the main process's way to the relay, the stock client. For tests and measures. */
import { newId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { openRoom, type Room } from '#core/log/room'
import type { Journal } from '#core/ports/journal'
import { memoryPages } from '#core/ports/pages'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands, type SectionCommands } from '#core/section/commands'
import { roomLogOf } from '#core/section/room-log'
import { openSectionStore, type SectionStore } from '#core/section/section-store'
import { hostRelay, type HostRelay } from '#engine/relay/host-relay'
import { createRelayClient, type RelayClient } from '#engine/relay/relay-client'
import { connectRoom, type RoomConnection } from '#engine/relay/room-connection'
import { openingCode, startHost } from './real-relay'

/** Keys of so many devices of one section. */
export async function newDevices(count: number): Promise<Secrets[]> {
  const section = newId<SectionId>()
  const all = await Promise.all(Array.from({ length: count }, () => newSecrets(section)))
  return all.map((secrets) => ({ ...secrets, keys: all[0]!.keys }))
}

/** A machine's way to the relay, until it is closed. */
export async function reachRelay(address: string): Promise<{ relay: HostRelay; close(): Promise<void> }> {
  const { host, close } = startHost()
  await host.call('relayUse', address)
  return { relay: hostRelay(host), close }
}

/** Registers the section and its devices; the first, whose client this is, is its admin. */
export async function registerSection(admin: RelayClient, all: readonly Secrets[]): Promise<void> {
  await admin.open(openingCode)
  for (const { device, signing } of all.slice(1)) await admin.admit(device, signing.public, 'organizer')
}

/** The same by a machine that is needed for nothing else. */
export async function registerSectionAt(address: string, all: readonly Secrets[]): Promise<void> {
  const { relay, close } = await reachRelay(address)
  await registerSection(createRelayClient(relay.ask, all[0]!), all)
  await close()
}

export interface RealDevice {
  store: SectionStore
  commands: SectionCommands
  room: Room
  connect(address: string): Promise<RoomConnection>
  /** Resolves once `what` holds; asked at each change of the table, the room or its connection. */
  until(what: () => boolean | Promise<boolean>): Promise<void>
  /** Hears of each change of the table, the room or its connection; answers how to end it. */
  listen(listener: () => void): () => void
  close(): Promise<void>
}

/** `all`: the section's devices, whose entries it accepts. */
export async function openDevice(secrets: Secrets, all: readonly Secrets[], journal: Journal = memoryJournal()): Promise<RealDevice> {
  const changes = new Set<() => void>()
  const told = () => {
    for (const listener of changes) listener()
  }
  const signers = all.map(({ device, signing }) => ({ device, public: signing.public }))
  const store = await openSectionStore({ secrets: { ...secrets, signers }, journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: told })
  await store.loaded
  const commands = createCommands(store, Date.now)
  const room = await openRoom(roomLogOf(store, commands, 'people'), told)
  const ends: (() => unknown)[] = []
  return {
    store,
    commands,
    room,
    async connect(address) {
      const { relay, close } = await reachRelay(address)
      const client = createRelayClient(relay.ask, secrets)
      const connection = connectRoom({
        room,
        relay: address.replace('http', 'ws'),
        path: `rooms/${secrets.section}/people`,
        protocols: (url) => client.protocols(new URL(url).pathname),
        openSocket: relay.openSocket,
        onChange: told,
      })
      ends.push(close, connection.close)
      return connection
    },
    until: (what) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          Promise.resolve()
            .then(what)
            .then((holds) => {
              if (!holds) return
              changes.delete(look)
              clearInterval(also)
              resolve()
            }, reject)
        }
        // What is asked of another device changes without a word here.
        const also = setInterval(look, 50)
        changes.add(look)
        look()
      }),
    listen(listener) {
      changes.add(listener)
      return () => changes.delete(listener)
    },
    async close() {
      for (const end of ends.toReversed()) await end()
      room.close()
      await store.close()
    },
  }
}

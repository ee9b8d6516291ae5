/** A device of the simulator: the app's own section store, commands and rooms, on a disk in memory, with a cheap cipher and a clock of its own. */
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import type { Stream } from '#core/domain/demo/random'
import { newId, type PersonId } from '#core/domain/ids'
import { createOpener } from '#core/log/entry'
import { memoryJournal } from '#core/log/memory-journal'
import type { Skeleton } from '#core/log/outer'
import { openRoom, type Room } from '#core/log/room'
import { messageSync } from '#core/log/room-messages'
import { memoryPages } from '#core/ports/pages'
import { randomBytes } from '#core/sealing/aes'
import { signersOf, type Secrets } from '#core/sealing/vault'
import { createPageSeal } from '#core/section/pages'
import { decodePayload, type RecordUpdate } from '#core/section/payload'
import { createCommands, type SectionCommands } from '#core/section/commands'
import { roomLogOf } from '#core/section/room-log'
import { openSectionStore, type SectionStore } from '#core/section/section-store'
import { cheapCipher, plainWrap } from './cheap-cipher'
import { takeMessage, type Link, type RelayModel } from './relay-model'

export interface DeviceModel {
  readonly name: string
  store(): SectionStore
  room(): Room
  /** History ids of everything that was acknowledged here. */
  readonly acknowledged: Set<string>
  act(chance: Stream, note: string): void
  connect(relay: RelayModel): void
  disconnect(): void
  link(): Link | null
  /** Takes the next message; `at` picks another than the first, `keep` leaves it to come again. */
  take(at: number, keep: boolean): void
  /** Power is cut, and it starts again from what is on its disk. */
  crash(): Promise<void>
  checkpoint(): Promise<void>
  tidy(): Promise<void>
  setDiskFull(full: boolean): Promise<void>
  /** Resolves once nothing is under way in it. */
  rest(): Promise<void>
  /** Opened, everything that its disk holds: the records of its journal, and its pages as text. */
  opened(): Promise<{ records: RecordUpdate[]; pages: string }>
  close(): Promise<void>
}

const words = ['marché', 'collage', 'appel', 'boîtage']

/** A word that is written of this person only. */
export const canaryOf = (id: string) => `zq${id}`

export async function openDevice(name: string, secrets: Secrets, clockOff: number): Promise<DeviceModel> {
  const pages = memoryPages()
  let journal = memoryJournal()
  let skeleton: Skeleton = []
  let full = false
  let now = 1_760_000_000_000 + clockOff
  let store!: SectionStore
  let commands!: SectionCommands
  let room!: Room
  let link: Link | null = null
  let relay: RelayModel | null = null
  const acknowledged = new Set<string>()
  const running = new Set<Promise<unknown>>()
  /** Grows with each crash. */
  let lives = 0

  async function start(): Promise<void> {
    store = await openSectionStore({ secrets, journal, pages, cipher: cheapCipher, wrap: plainWrap, longBucket: 6, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
    await store.loaded
    commands = createCommands(store, () => (now += 1000))
    room = await openRoom(roomLogOf(store, commands, 'people'), () => {}, skeleton)
    room.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!link?.up || origin === link) return
      const message = encoding.createEncoder()
      encoding.writeVarUint(message, messageSync)
      sync.writeUpdate(message, update)
      link.toRelay.push(encoding.toUint8Array(message))
    })
  }

  function follow(work: Promise<unknown>): void {
    const settled = work.catch(() => {})
    running.add(settled)
    void settled.finally(() => running.delete(settled))
  }

  /** Settles one of the fields that were changed in two places, where there are any. */
  function choose(chance: Stream) {
    const questions = [...store.people.all()].flatMap(({ id, conflicts = [] }) => conflicts.map((conflict) => ({ id, ...conflict })))
    if (questions.length === 0) return null
    const { id, key, kept, others } = chance.pick(questions)
    return commands.choosePerson(id, key, chance.pick([null, ...kept, ...others.flatMap((other) => other.kept)]))
  }

  function disconnect(): void {
    if (link) link.up = false
    link = null
    room.inStep(false)
  }

  await start()
  return {
    name,
    store: () => store,
    room: () => room,
    acknowledged,
    act(chance, note) {
      const people = [...store.people.all()]
      const someone = people.length > 0 ? chance.pick(people).id : null
      const kind = chance.whole(10)
      const fresh = newId<PersonId>()
      const said = `${note} ${canaryOf(someone ?? '')}`
      const command =
        !someone || kind < 2
          ? commands.createPerson(fresh, { lastName: note, source: canaryOf(fresh) })
          : chance.chance(0.02)
            ? commands.erasePeople({ kind: 'ids', ids: [someone] }, 'request')
          : kind < 5
            ? commands.editPeople({ kind: 'ids', ids: [someone] }, [{ field: chance.pick(['note', 'city', 'firstName']), value: said }])
            : kind < 7
              ? commands.editPeople({ kind: 'ids', ids: [someone] }, [{ field: 'tags', [chance.pick(['add', 'remove'])]: [chance.pick(words)] }])
              : kind < 8
                ? (chance.chance(0.5) ? choose(chance) : null) ?? commands.undo()
                : kind < 9
                  ? commands.deletePeople({ kind: 'ids', ids: [someone] })
                  : commands.importPeople({ created: [{ lastName: note }, { lastName: `${note} bis` }], edited: [{ id: someone, edits: [{ field: 'note', value: said }] }], detail: 'csv' })
      const mine = lives
      follow(
        command.then((receipt) => {
          // Of before a crash: nobody heard it.
          if (mine !== lives) return
          if (receipt) acknowledged.add(receipt.history)
          room.changed()
        }),
      )
    },
    connect(to) {
      if (link?.up) return
      relay = to
      link = to.connect('people')
      const hello = encoding.createEncoder()
      encoding.writeVarUint(hello, messageSync)
      sync.writeSyncStep1(hello, room.doc)
      link.toRelay.push(encoding.toUint8Array(hello))
    },
    disconnect,
    link: () => link,
    take(at, keep) {
      if (!link?.up) return disconnect()
      const [message] = keep ? [link.toDevice[at]!] : link.toDevice.splice(at, 1)
      const { answer, inStep, durable } = takeMessage(room.doc, message!, link)
      if (answer) link.toRelay.push(answer)
      if (durable) room.durable(durable)
      if (inStep) room.inStep(true)
    },
    async crash() {
      lives++
      disconnect()
      room.close()
      await store.close()
      const before = journal
      // What was under way there is answered into nothing.
      running.clear()
      journal = memoryJournal(before.bytes())
      if (full) journal.setCapacity((await journal.info()).end)
      await start()
      if (relay) relay = null
    },
    async checkpoint() {
      await commands.whenQuiet(async () => {
        await store.checkpoint()
        skeleton = JSON.parse(JSON.stringify(room.skeleton())) as Skeleton
      })
    },
    async tidy() {
      await commands.whenQuiet(async () => {
        const { leftovers } = store.log.index
        await store.tidy()
        if (!leftovers.pages) return
        // As its vault would keep it.
        secrets.pageKey = randomBytes(32)
        await store.sealPagesAnew(secrets.pageKey)
        leftovers.copies = false
      }).catch(() => {})
      room.changed()
    },
    async setDiskFull(on) {
      full = on
      journal.setCapacity(on ? (await journal.info()).end + 300 : Infinity)
      if (!on) store.log.retryNow()
      room.changed()
    },
    async rest() {
      // On a full disk commands wait for space.
      while (running.size > 0 && !full) await Promise.all(running)
      await room.quiet()
    },
    async opened() {
      const opener = createOpener(secrets, signersOf(secrets), cheapCipher)
      const { frames } = await journal.readFrom(0, Infinity)
      const seal = await createPageSeal(secrets.pageKey)
      const texts = (await pages.names()).map(async (page) => JSON.stringify(await seal.open(page, (await pages.read(page))!)))
      return {
        records: (await Promise.all(frames.map(async ({ payload }) => decodePayload((await opener.open(payload)).payload)))).flat(),
        pages: (await Promise.all(texts)).join(),
      }
    },
    async close() {
      room.close()
      await store.close()
    },
  }
}

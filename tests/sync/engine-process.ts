/** A device in a process of its own that works by chance: for real-processes.test.ts. Its journal is the app's, in a folder. */
import { setTimeout as wait } from 'node:timers/promises'
import { stream } from '#core/domain/demo/random'
import { demoPeople } from '#core/domain/demo/people'
import type { RoomConnection } from '#engine/relay/room-connection'
import type { Secrets } from '#core/sealing/vault'
import { openJournal } from '../../electron/main/journal'
import { answer } from './node-process'
import { randomCommand } from './random-command'
import { openDevice, type RealDevice } from './real-device'

export interface EngineState {
  hash: string
  people: number
  /** Commands that were acknowledged here. */
  acknowledged: string[]
  /** Of them, those that it took for stored by the relay. */
  onServer: string[]
  /** Ids of the history that it holds. */
  history: string[]
  forged: number
  quarantined: number
}

export interface EngineCalls {
  open(secrets: Secrets, all: Secrets[], folder: string): void
  importPeople(count: number): void
  connect(address: string): void
  /** Begins to work by chance; `pace`: milliseconds between two commands, at most. */
  work(seed: string, pace: number): void
  /** Ends it, and waits for what was under way. */
  rest(): void
  pause(on: boolean): void
  /** In step, everything of its own on the relay's disk. */
  settled(): boolean
  state(): EngineState
}

/** Commands after which the log is packed: what a machine does while nobody types. */
const tidyEvery = 80

let device: RealDevice
let connection: RoomConnection
let working: Promise<void> | null = null
let ending = false
const acknowledged: string[] = []
let onServer = 0

/** What is appended before is waiting in the room at the latest now: with nothing pending, all of it is stored. */
function note(): void {
  if (device.room.pending() === 0) onServer = acknowledged.length
}

async function work(seed: string, pace: number): Promise<void> {
  const chance = stream(seed, 'engine', 0)
  for (let at = 1; !ending; at++) {
    const receipt = await randomCommand(device.store, device.commands, chance, `mot ${at}`).receipt
    if (receipt) acknowledged.push(receipt.history)
    device.room.changed()
    if (at % tidyEvery === 0) {
      await device.commands.whenQuiet(() => device.store.tidy())
      device.room.changed()
    }
    await wait(chance.whole(pace))
  }
}

answer<EngineCalls>({
  async open(secrets, all, folder) {
    device = await openDevice(secrets, all, await openJournal(folder))
    device.listen(note)
  },
  async importPeople(count) {
    const created = [...demoPeople(count, 'engines', '2026-11-01', { fill: 'full' })].map(({ draft }) => draft)
    acknowledged.push((await device.commands.importPeople({ created, edited: [], detail: 'csv' })).history)
    device.room.changed()
  },
  async connect(address) {
    connection = await device.connect(address)
  },
  work(seed, pace) {
    ending = false
    working = work(seed, pace)
    // Whoever asks it to rest hears of it.
    working.catch(() => {})
  },
  async rest() {
    ending = true
    await working
  },
  pause: (on) => connection.pause(on),
  async settled() {
    await device.room.quiet()
    return connection.state().state === 'in-step' && device.room.pending() === 0
  },
  state: async () => ({
    hash: await device.store.contentHash(),
    people: device.store.people.size(),
    acknowledged,
    onServer: acknowledged.slice(0, onServer),
    history: [...device.store.history.keys()],
    forged: device.room.forged(),
    quarantined: device.store.quarantined(),
  }),
})

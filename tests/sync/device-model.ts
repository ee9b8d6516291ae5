/**
 * A device of the simulator: a disk, a clock of its own, one version of the app at a time, and links to the relay by the
 * rules of the app's own link (renderer/engine/sharing): the members' room first, the others once it is in step.
 */
import { crc32 } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import type { Stream } from '#core/domain/demo/random'
import type { DeviceId } from '#core/domain/ids'
import { withNativeCrc } from '#core/log/crc32'
import { memoryJournal } from '#core/log/memory-journal'
import { messageSync } from '#core/log/room-messages'
import { memoryPages } from '#core/ports/pages'
import type { Compartment, Secrets } from '#core/sealing/vault'
import type { AppVersion } from './app-versions'
import type { Deed, DeviceApp, Disk } from './device-app'
import { takeMessage, type Link, type RelayModel } from './relay-model'

export interface DeviceModel {
  readonly name: string
  readonly id: DeviceId
  app(): DeviceApp
  version(): AppVersion
  /** What was acknowledged here. */
  readonly deeds: Deed[]
  /** What happened in it that must not. */
  readonly faults: string[]
  /** It takes no notice of being removed: its relay holds back who said so, or someone altered its app. */
  stubborn: boolean
  act(chance: Stream, note: string): void
  connect(relay: RelayModel): Promise<void>
  disconnect(): void
  /** Messages of its links that have not arrived. */
  waiting(): number
  /** Hands over one message, in either direction; `orderly`: the next one, once. Answers whether there was one. */
  deliver(relay: RelayModel, chance: Stream, orderly: boolean): Promise<boolean>
  /** All its rooms that may be in step are. */
  inStep(): boolean
  /** Power is cut, and it starts again from what is on its disk, perhaps with another version of the app. */
  crash(next?: AppVersion): Promise<void>
  setDiskFull(full: boolean): Promise<void>
  /** Resolves once nothing is under way in it. */
  rest(): Promise<void>
  close(): Promise<void>
}

const crc = withNativeCrc(crc32)

/** Bytes of the journal that are read at a time: less than it holds, as in a section of thousands. */
const readAhead = 3000

function journalOf(bytes?: Uint8Array): ReturnType<typeof memoryJournal> {
  const journal = memoryJournal(bytes, crc)
  return { ...journal, readFrom: (offset, most) => journal.readFrom(offset, Math.min(most, readAhead)) }
}

export async function openDevice(name: string, vault: Secrets, clockOff: number, first: AppVersion): Promise<DeviceModel> {
  const disk: Disk = { vault, journal: journalOf(), pages: memoryPages(), skeletons: {} }
  const deeds: Deed[] = []
  const faults: string[] = []
  const running = new Set<Promise<unknown>>()
  const links = new Map<Compartment, { link: Link; inStep: boolean }>()
  let version = first
  let now = 1_760_000_000_000 + clockOff
  let full = false
  let app!: DeviceApp
  let relay: RelayModel | null = null
  /** Grows with each crash. */
  let lives = 0
  /** Who belongs has changed: its links may be others. */
  let changed = false

  async function start(): Promise<void> {
    const mine = lives
    app = await version.startApp({
      disk, format: version.format,
      clock: () => (now += 1000),
      onFault: (fault) => void faults.push(`${name}: ${fault}`),
      onUpdate(compartment, update, origin) {
        const open = links.get(compartment)
        if (mine === lives && open?.link.up && origin !== open.link) open.link.toRelay.push(messageOf((encoder) => sync.writeUpdate(encoder, update)))
      },
      onMembers: () => void (changed = true),
    })
    await app.openRooms()
  }

  function leave(compartment: Compartment): void {
    const open = links.get(compartment)
    if (!open) return
    open.link.up = false
    links.delete(compartment)
    app.rooms.get(compartment)?.inStep(false)
  }

  function disconnect(): void {
    relay = null
    for (const compartment of links.keys()) leave(compartment)
  }

  function meetIn(compartment: Compartment): void {
    const room = app.rooms.get(compartment)
    if (links.has(compartment) || !room) return
    const link = relay!.connect(compartment, vault.device)
    // Told that it was removed, it tries no more.
    if (!link) return disconnect()
    links.set(compartment, { link, inStep: false })
    link.toRelay.push(messageOf((encoder) => sync.writeSyncStep1(encoder, room.doc)))
  }

  /** Opens and leaves rooms as who belongs now asks for. */
  async function follow(): Promise<void> {
    changed = false
    await app.openRooms()
    for (const compartment of links.keys()) if (!app.rooms.has(compartment)) leave(compartment)
    if (!relay) return
    if (device.stubborn) leave('membership')
    else meetIn('membership')
    if (!device.stubborn && !links.get('membership')?.inStep) return
    await app.rooms.get('membership')?.quiet()
    const wanted = device.stubborn ? (['commons', 'people'] as const) : app.wanted()
    for (const compartment of ['commons', 'people'] as const) {
      if (!relay) return
      if (wanted.includes(compartment)) meetIn(compartment)
      else leave(compartment)
    }
  }

  function take(compartment: Compartment, message: Uint8Array): boolean {
    const open = links.get(compartment)!
    const room = app.rooms.get(compartment)
    if (!room) return false
    const { answer, inStep, durable } = takeMessage(room.doc, message, open.link)
    if (answer) open.link.toRelay.push(answer)
    if (durable) room.durable(durable)
    if (!inStep || open.inStep) return false
    open.inStep = true
    room.inStep(true)
    return compartment === 'membership'
  }

  const device: DeviceModel = {
    name, id: vault.device, deeds, faults, stubborn: false,
    app: () => app,
    version: () => version,
    act(chance, note) {
      const mine = lives
      const kind = chance.whole(20)
      const acting = version.isNewer && kind < 4 ? app.actNewer(chance, note, chance.chance(0.3)) : kind === 4 ? app.rename(note) : app.act(chance, note)
      const settled = acting.then((deed) => {
        // Of before a crash: nobody heard it.
        if (deed && mine === lives) deeds.push(deed)
      })
      running.add(settled)
      void settled.finally(() => running.delete(settled))
    },
    async connect(to) {
      relay = to
      for (const [compartment, { link }] of links) if (!link.up) leave(compartment)
      await follow()
    },
    disconnect,
    waiting: () => [...links.values()].reduce((sum, { link }) => sum + link.toRelay.length + link.toDevice.length, 0),
    async deliver(to, chance, orderly) {
      const all = [...links].filter(([, { link }]) => !link.up || link.toRelay.length + link.toDevice.length > 0)
      if (all.length === 0) {
        if (!changed) return false
        await follow()
        return true
      }
      const [compartment, { link }] = orderly ? all[0]! : chance.pick(all)
      if (!link.up) return disconnect(), true
      const outward = link.toRelay.length > 0 && (link.toDevice.length === 0 || (!orderly && chance.chance(0.5)))
      const waiting = outward ? link.toRelay : link.toDevice
      const at = orderly || chance.chance(0.8) ? 0 : chance.whole(waiting.length)
      // Now and then it comes once more.
      const message = !orderly && chance.chance(0.05) ? waiting[at]! : waiting.splice(at, 1)[0]!
      if (outward) to.take(link, message)
      else if (take(compartment, message)) changed = true
      if (changed) await follow()
      return true
    },
    inStep: () => relay !== null && links.size > 0 && [...links.values()].every(({ inStep }) => inStep),
    async crash(next = version) {
      lives++
      disconnect()
      await app.close()
      // What was under way there is answered into nothing.
      running.clear()
      version = next
      disk.journal = journalOf(disk.journal.bytes())
      if (full) disk.journal.setCapacity((await disk.journal.info()).end)
      await start()
    },
    async setDiskFull(on) {
      full = on
      disk.journal.setCapacity(on ? (await disk.journal.info()).end + 300 : Infinity)
      if (!on) app.store.log.retryNow()
      app.rooms.forEach((room) => room.changed())
    },
    async rest() {
      // On a full disk commands wait for space.
      while (running.size > 0 && !full) await Promise.all(running)
      await app.quiet()
    },
    close: () => app.close(),
  }
  await start()
  return device
}

function messageOf(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageSync)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

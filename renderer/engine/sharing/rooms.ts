/**
 * The rooms of an open section and their connections: one for each compartment that this device's role opens.
 * Invariant: the members' room is in step before any other is connected, so that what comes in the others is judged by who
 * belongs now; a room that the role no longer opens is left.
 */
import type { Awareness } from 'y-protocols/awareness'
import type { Skeleton } from '#core/log/outer'
import { openRoom, type Room } from '#core/log/room'
import type { Arrived } from '#core/log/room-messages'
import type { Compartment } from '#core/sealing/vault'
import { roomLogOf } from '#core/section/room-log'
import type { OpenSection } from '../open-section'
import type { HostRelay } from '../relay/host-relay'
import type { RelayClient } from '../relay/relay-client'
import { connectRoom, type ConnectionState, type RoomConnection } from '../relay/room-connection'

export interface SectionRooms {
  /** Of all of them together: as far as the one that is least far. */
  state(): ConnectionState
  /** Entries that are not known to be on the relay's disk. */
  pending(): number
  /** Entries that came and are not taken in yet. */
  coming(): number
  /** How much of what the relay has of the section's base is here, in its bytes; `null` while that is not known of all of it. */
  arrived(): Arrived | null
  room(compartment: Compartment): Room | undefined
  awareness(compartment: Compartment): Awareness | undefined
  /** The role, the keys or the members have changed. */
  follow(): Promise<void>
  /** Something more is in the log. */
  changed(): void
  pause(on: boolean): void
  /** Tries to connect now, also where the relay had refused. */
  retry(): void
  /** To be kept for the next run. */
  kept(): KeptRooms
  close(): void
}

/** By compartment. */
export interface KeptRooms {
  skeletons: Record<string, Skeleton>
  arrived: Record<string, Arrived>
}

interface Open {
  room: Room
  connection: RoomConnection | null
}

export async function openRooms(ports: {
  section: OpenSection
  client: RelayClient
  relay: HostRelay
  kept: KeptRooms
  /** Compartments that may be connected now. */
  wanted(): readonly Compartment[]
  onChange(): void
  /** Takes in what comes in the people's room. */
  receivePeople: OpenSection['commands']['receive']
  /** Entries of others were taken in, and hold these records. */
  onReceived(records: readonly { kind: number; id: string }[]): void
}): Promise<SectionRooms> {
  const { section, client, relay } = ports
  const { store, commands } = section
  const open = new Map<Compartment, Open>()
  let paused = false
  let closed = false
  let following: Promise<void> = Promise.resolve()

  async function openOne(compartment: Compartment): Promise<void> {
    const receive: typeof commands.receive = async (entries) => {
      const received = await (compartment === 'people' ? ports.receivePeople : commands.receive)(entries)
      if (received.fresh > 0) ports.onReceived(received.records)
      return received
    }
    const room = await openRoom(roomLogOf(store, { receive }, compartment), ports.onChange, ports.kept.skeletons[compartment])
    if (closed) return room.close()
    open.set(compartment, { room, connection: null })
  }

  function connect(compartment: Compartment): void {
    const one = open.get(compartment)
    if (!one || one.connection) return
    one.connection = connectRoom({
      room: one.room,
      // Only its path is used: the main process knows the address.
      relay: 'wss://relay.invalid',
      path: `rooms/${store.section}/${compartment}`,
      protocols: (url) => client.protocols(new URL(url).pathname),
      openSocket: relay.openSocket,
      onChange: () => {
        ports.onChange()
        if (compartment === 'membership') void follow()
      },
    })
    if (paused) one.connection.pause(true)
  }

  function leave(compartment: Compartment): void {
    const one = open.get(compartment)
    one?.connection?.close()
    one?.room.close()
    open.delete(compartment)
  }

  /** One after the other: each looks at what is wanted then. */
  function follow(): Promise<void> {
    following = following.then(followNow, followNow)
    return following
  }

  async function followNow(): Promise<void> {
    if (closed) return
    for (const compartment of open.keys()) if (!store.membership.holds(compartment)) leave(compartment)
    for (const compartment of ['membership', 'commons', 'people'] as const) {
      if (!open.has(compartment) && store.membership.holds(compartment)) await openOne(compartment)
      if (closed) return
    }
    connect('membership')
    const members = open.get('membership')
    if (members?.connection?.state().state !== 'in-step') return
    await members.room.quiet()
    if (closed) return
    const wanted = ports.wanted()
    for (const [compartment, { connection }] of open) {
      if (compartment === 'membership') continue
      if (wanted.includes(compartment)) connect(compartment)
      else if (connection) {
        connection.close()
        open.get(compartment)!.connection = null
      }
    }
  }

  const arrivedIn = (compartment: Compartment): Arrived | undefined => open.get(compartment)?.room.arrived() ?? ports.kept.arrived[compartment]

  /** The members' room is not the base: it is here before any of that comes. */
  function arrived(): Arrived | null {
    const all = { done: 0, total: 0 }
    for (const compartment of ports.wanted()) {
      const told = arrivedIn(compartment)
      // One that is in step, said nothing and has nothing waiting had nothing to send.
      const one = open.get(compartment)
      if (!told && (one?.connection?.state().state !== 'in-step' || one.room.coming() > 0)) return null
      all.done += told?.done ?? 0
      all.total += told?.total ?? 0
    }
    return all.total > 0 ? all : null
  }

  const order = ['refused', 'offline', 'connecting', 'in-step'] as const

  await followNow()
  return {
    state() {
      const wanted = new Set<Compartment>(['membership', ...ports.wanted()])
      const states = [...open].filter(([compartment]) => wanted.has(compartment)).map(([, { connection }]) => connection?.state() ?? ({ state: 'connecting' } as const))
      return states.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))[0] ?? { state: 'offline' }
    },
    pending: () => [...open.values()].reduce((sum, { room }) => sum + room.pending(), 0),
    coming: () => [...open.values()].reduce((sum, { room }) => sum + room.coming(), 0),
    arrived,
    room: (compartment) => open.get(compartment)?.room,
    awareness: (compartment) => open.get(compartment)?.connection?.awareness,
    follow,
    changed() {
      for (const { room } of open.values()) room.changed()
    },
    pause(on) {
      paused = on
      for (const { connection } of open.values()) connection?.pause(on)
    },
    retry() {
      for (const { connection } of open.values()) {
        if (!connection || connection.state().state === 'in-step') continue
        connection.pause(true)
        connection.pause(paused)
      }
    },
    kept: () => ({
      skeletons: { ...ports.kept.skeletons, ...Object.fromEntries([...open].map(([compartment, { room }]) => [compartment, room.skeleton()])) },
      arrived: { ...ports.kept.arrived, ...Object.fromEntries([...open.keys()].flatMap((compartment) => arrivedIn(compartment) ? [[compartment, arrivedIn(compartment)!]] : [])) },
    }),
    close() {
      closed = true
      for (const compartment of open.keys()) leave(compartment)
    },
  }
}

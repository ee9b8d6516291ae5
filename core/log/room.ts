/**
 * A room: what the devices of a section have put together of one compartment, as a Yjs document whose only array holds
 * sealed entries, kept in step with this device's log in both directions.
 * Invariant: the log is what counts. What the room has and the log lacks is taken in; what the log has and the room lacks
 * is added, whatever became of the document; an entry leaves the room only once a pack that is on the relay's disk stands for it.
 */
import * as Y from 'yjs'
import { sameBytes } from '../domain/bytes'
import { peekHeader } from './entry'
import { entryName, type EntryRef } from './entry-set'
import { docOfSkeleton, emptyRoom, entriesName, skeletonOf, type Skeleton } from './outer'
import { addedItems, deletedClocks } from './room-changes'
import type { Arrived, Clocks } from './room-messages'

/** One compartment of the section's log, as a room sees it. */
export interface RoomLog {
  /** Entries that no pack stands for, by name. */
  live(): ReadonlyMap<string, EntryRef>
  /** It is in the log, or was until a pack stood for it. */
  knows(entry: EntryRef): boolean
  /** It was set aside and told of somebody who was erased: it is to go from here as well. */
  hasLetGo(entry: EntryRef): boolean
  /** `null` for what is not (or no longer) in the log. */
  read(entry: EntryRef): Promise<Uint8Array | null>
  /** Takes entries in. Rejects when the disk refuses them: they are handed over again. */
  receive(entries: readonly Uint8Array[]): Promise<unknown>
}

export interface Room {
  readonly doc: Y.Doc
  /** The relay has told all that it has, or is gone. */
  inStep(on: boolean): void
  /** Something was appended or packed here. */
  changed(): void
  /** The relay has on its disk what these clients wrote before these clocks. */
  durable(clocks: Clocks): void
  /** The relay has sent so much of what it has. */
  arriving(sent: Arrived): void
  /** How much of what the relay has is taken in; `null` before it said so in this run. */
  arrived(): Arrived | null
  /** Entries that came and are not taken in yet. */
  coming(): number
  /** Entries of the log that are not known to be on the relay's disk. */
  pending(): number
  /** Whether it is on the relay's disk, as far as is known. */
  has(entry: EntryRef): boolean
  /** What was taken for an entry of the log and is not: someone forged it, or the relay altered it. */
  forged(): number
  /** Resolves once what came is taken in and what was lacking is added. */
  quiet(): Promise<void>
  /** To be kept and given to the next run. */
  skeleton(): Skeleton
  close(): void
}

/** Bytes of entries that are taken in, or added, at a time. */
const pieceBytes = 1024 * 1024
/** Times that an entry is added while the relay stays connected. */
const mostAdds = 3
/** Milliseconds until what the disk refused is tried again. */
const retryAfter = 1000

const placeOf = (client: number, clock: number) => `${client} ${clock}`

interface Held {
  ref: EntryRef
  client: number
  clock: number
}

/** Something of another's in the room; `held` is `null` when it is no entry. */
interface Coming {
  bytes: Uint8Array
  held: Held | null
}

/** Those that come under the name of one before them. */
function rivals(piece: readonly Coming[]): Coming[] {
  const names = new Set<string>()
  return piece.filter(({ held: place }) => {
    const name = place && entryName(place.ref)
    if (name === null || names.has(name)) return name !== null
    names.add(name)
    return false
  })
}

/** Opens a room. `skeleton` is of an earlier run, if there was one; one that does not fit is as good as none. */
export async function openRoom(log: RoomLog, onChange: () => void, skeleton: Skeleton = []): Promise<Room> {
  const doc = await docOfSkeleton(skeleton, (entry) => log.read(entry)).catch(() => emptyRoom())
  const array = doc.getArray<unknown>(entriesName)
  /** Entries in the room, by name, with each place that holds one: devices that were apart have added the same. */
  const held = new Map<string, Held[]>()
  const places = new Map<string, string>()
  /** Entries in the room that the log has set aside, by place: they may come to count. */
  const aside = new Map<string, Held>()
  const clocks = new Map<number, number>()
  const coming: Coming[] = []
  /** Entries that were taken in, of this run's. */
  let takenIn = 0
  /** What the relay said of those that are not: `behind` so many, of this run's. */
  const sent: { behind: number; arrived: Arrived }[] = []
  let arrived: Arrived | null = null
  /** How often an entry was added since the relay is there: not without end where someone takes it out each time. */
  const added = new Map<string, number>()
  let forged = 0
  let step = false
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let work: Promise<void> = Promise.resolve()
  let due = false

  for (const [client, structs] of doc.store.clients) for (const struct of structs) if (!struct.deleted) hold(struct as Y.Item, client)

  function refOf(bytes: unknown): EntryRef | null {
    try {
      return bytes instanceof Uint8Array ? peekHeader(bytes) : null
    } catch {
      return null
    }
  }

  function put(place: Held): void {
    const name = entryName(place.ref)
    const at = placeOf(place.client, place.clock)
    if (places.has(at)) return
    places.set(at, name)
    const copies = held.get(name)
    if (copies) copies.push(place)
    else held.set(name, [place])
  }

  function drop(client: number, clock: number): void {
    const at = placeOf(client, clock)
    aside.delete(at)
    const name = places.get(at)
    if (name === undefined) return
    places.delete(at)
    const left = held.get(name)!.filter((copy) => copy.client !== client || copy.clock !== clock)
    if (left.length > 0) held.set(name, left)
    else held.delete(name)
  }

  function acknowledge(client: number, clock: number): void {
    if ((clocks.get(client) ?? 0) < clock) clocks.set(client, clock)
  }

  /** Of the document as it was put together: each of its entries was read from the log. */
  function hold(item: Y.Item, client: number): void {
    const [bytes] = item.content.getContent() as unknown[]
    const ref = refOf(bytes)
    if (ref) put({ ref, client, clock: item.id.clock })
  }

  const observe = (_event: Y.YArrayEvent<unknown>, transaction: Y.Transaction) => {
    for (const [client, clock] of deletedClocks(transaction)) drop(client, clock)
    if (transaction.local) return
    for (const item of addedItems(array, transaction)) {
      // The relay hands on what it has stored.
      acknowledge(item.id.client, item.id.clock + item.length)
      for (const [at, bytes] of (item.content.getContent() as unknown[]).entries()) {
        const ref = refOf(bytes)
        const place = ref && { ref, client: item.id.client, clock: item.id.clock + at }
        if (bytes instanceof Uint8Array) coming.push({ bytes, held: place })
      }
    }
    wake()
  }
  array.observe(observe)

  /** Does what is to be done, one thing after the other. */
  function wake(): void {
    if (due || closed) return
    due = true
    work = work.then(async () => {
      due = false
      clearTimeout(retry)
      try {
        lookAside()
        await takeIn()
        if (step) await addLacking()
        if (step) removeCovered()
      } catch {
        // The disk's refusal is said where the log's state is; here it is tried again.
        if (!closed) retry = setTimeout(wake, retryAfter)
      }
      onChange()
    })
  }

  /** What was set aside may count now, and is then compared with what the log has under its name; or it is to go. */
  function lookAside(): void {
    for (const [at, place] of aside) {
      const knows = log.knows(place.ref)
      if (!knows && !log.hasLetGo(place.ref)) continue
      aside.delete(at)
      const { id, content } = Y.getItem(doc.store, Y.createID(place.client, place.clock))
      if (knows) coming.push({ bytes: content.getContent()[place.clock - id.clock] as Uint8Array, held: place })
      else put(place)
    }
  }

  async function takeIn(): Promise<void> {
    while (coming.length > 0 && !closed) {
      let bytes = 0
      let count = 0
      while (count < coming.length && (bytes < pieceBytes || count === 0)) bytes += coming[count++]!.bytes.length
      const piece = coming.slice(0, count)
      const known = await inLog(piece)
      const fresh = piece.filter(({ held: place }) => !place || !known.has(entryName(place.ref)))
      if (fresh.length > 0) await log.receive(fresh.map((one) => one.bytes))
      // Of several that came under one name, the log has taken one at most.
      const taken = await inLog(rivals(fresh))
      coming.splice(0, count)
      takenIn += count
      lookArrived()
      for (const { bytes: came, held: place } of piece) {
        const name = place && entryName(place.ref)
        const mine = name === null ? null : (known.get(name) ?? taken.get(name))
        // Under the name of an entry that is here, something else: it must not stand for it in the room.
        if (mine && !sameBytes(mine, came)) forged++
        else if (place && stillThere(place)) {
          if (log.knows(place.ref) || log.hasLetGo(place.ref)) put(place)
          else aside.set(placeOf(place.client, place.clock), place)
        }
      }
      onChange()
    }
  }

  function lookArrived(): void {
    while (sent[0] && sent[0].behind <= takenIn) arrived = sent.shift()!.arrived
  }

  /** What the log has under the names of these, each read once, however many there are of it; `null` where a pack stands for it. */
  async function inLog(piece: readonly Coming[]): Promise<Map<string, Uint8Array | null>> {
    const refs = new Map(piece.flatMap(({ held: place }) => (place && log.knows(place.ref) ? [[entryName(place.ref), place.ref] as const] : [])))
    return new Map(await Promise.all([...refs].map(async ([name, ref]) => [name, await log.read(ref)] as const)))
  }

  /** Someone may have deleted it while it was taken in. */
  function stillThere({ client, clock }: Held): boolean {
    return Y.getState(doc.store, client) > clock && !Y.getItem(doc.store, Y.createID(client, clock)).deleted
  }

  async function addLacking(): Promise<void> {
    let piece: { bytes: Uint8Array; ref: EntryRef }[] = []
    let bytes = 0
    for (const [name, ref] of log.live()) {
      if (closed || !step) return
      if (held.has(name) || (added.get(name) ?? 0) >= mostAdds) continue
      const entry = await log.read(ref)
      if (!entry || held.has(name)) continue
      piece.push({ bytes: entry, ref })
      bytes += entry.length
      if (bytes < pieceBytes) continue
      add(piece)
      piece = []
      bytes = 0
    }
    if (piece.length > 0) add(piece)
  }

  function add(piece: readonly { bytes: Uint8Array; ref: EntryRef }[]): void {
    const first = Y.getState(doc.store, doc.clientID)
    // Before the document tells of them: who listens to it may ask.
    for (const [at, { ref }] of piece.entries()) {
      put({ ref, client: doc.clientID, clock: first + at })
      added.set(entryName(ref), (added.get(entryName(ref)) ?? 0) + 1)
    }
    doc.transact(() => array.push(piece.map(({ bytes }) => bytes)))
  }

  /** Only what is known and stood for, each copy of it, and only once all that stands is on the relay's disk. */
  function removeCovered(): void {
    if (pending() > 0) return
    const live = log.live()
    const gone = new Set<string>()
    for (const [name, copies] of held) {
      const { ref } = copies[0]!
      if (live.has(name) || !(log.knows(ref) || log.hasLetGo(ref))) continue
      for (const { client, clock } of copies) gone.add(placeOf(client, clock))
    }
    const indexes: number[] = []
    let index = 0
    for (let item = gone.size > 0 ? array._start : null; item; item = item.right) {
      if (item.deleted || !item.countable) continue
      for (let at = 0; at < item.length; at++, index++) if (gone.has(placeOf(item.id.client, item.id.clock + at))) indexes.push(index)
    }
    // From the last on, so that those before stay where they are.
    if (indexes.length > 0) doc.transact(() => indexes.toReversed().forEach((place) => array.delete(place, 1)))
  }

  function isDurable({ client, clock }: Held): boolean {
    return (clocks.get(client) ?? 0) > clock
  }

  function pending(): number {
    let count = 0
    for (const name of log.live().keys()) {
      if (!held.get(name)?.some(isDurable)) count++
    }
    return count
  }

  return {
    doc,
    inStep(on) {
      if (on && !step) added.clear()
      step = on
      if (on) wake()
    },
    changed: wake,
    durable(acknowledged) {
      for (const [client, clock] of acknowledged) acknowledge(client, clock)
      wake()
    },
    arriving(told) {
      const behind = takenIn + coming.length
      // Of one place only the last word counts: whoever repeats itself fills no memory.
      if (sent.at(-1)?.behind === behind) sent.pop()
      sent.push({ behind, arrived: told })
      lookArrived()
      onChange()
    },
    arrived: () => arrived,
    coming: () => coming.length,
    pending,
    has: (entry) => held.get(entryName(entry))?.some(isDurable) ?? false,
    forged: () => forged,
    async quiet() {
      for (let last; last !== work; ) {
        last = work
        await last
      }
    },
    skeleton: () => skeletonOf(doc, (client, clock) => held.get(places.get(placeOf(client, clock)) ?? '')?.[0]!.ref),
    close() {
      closed = true
      clearTimeout(retry)
      array.unobserve(observe)
      doc.destroy()
    },
  }
}

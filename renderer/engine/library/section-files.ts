/**
 * What this computer knows of the files of the library: which are here, which the relay has, which somebody asked for, when each
 * was used last. Kept in a sealed page of its own; one that is lost costs asking the relay again.
 * Invariant: a file leaves this computer by itself only while the relay has it (it said so since this computer was last
 * in step with it: what it said before may be of a disk that it lost since), nobody asked to keep it or asked for it lately, and it is not of the version
 * that is handed out, unless there is no room for those either. What nothing names any more leaves after a month, and in a shared
 * section only while the relay has it.
 */
import { currentVersion, filesOf, type Asset } from '#core/domain/library/asset'
import type { AssetId } from '#core/domain/ids'
import type { FileStore } from '#core/ports/files'
import type { SectionStore } from '#core/section/section-store'
import { createChanges, type Changes } from '../signal'

/** Kept from one run to the next. */
interface Ledger {
  /** Sealed bytes that files may take here. */
  budget: number
  /** Assets that are to stay whatever the room. */
  pinned: AssetId[]
  /** Files that the relay of this id has. */
  relay: string
  sent: string[]
  /** When each was opened last, ms since 1970. */
  used: Record<string, number>
  /** Files that no asset names, since when: an asset that was deleted may come back. */
  unneeded: Record<string, number>
  /** When that was looked at last, by this computer's clock; 0: never. */
  watched: number
}

const page = 'library-files'
const defaultBudget = 500 * 1024 * 1024
/** Ms that a file stays after nothing names it any more. */
const unneededFor = 30 * 24 * 3600 * 1000
/** Ms that count at most from one look to the next: a clock that was put right, or a laptop from the drawer, is not a month gone by. */
const countedAtOnce = 7 * 24 * 3600 * 1000
/** Ms that a file stays, room or not, after somebody asked for it or opened it: it must not leave before it was looked at. */
const freshFor = 24 * 3600 * 1000
/** Files told to be at the relay after which that is kept, where nothing else keeps it. */
const keptEvery = 64

/** How far a file is on its way, in sealed bytes. */
export interface Transfer {
  way: 'sending' | 'coming'
  done: number
  total: number
}

/** Why a file can't be sent: more than the relay takes for one, or for the section. */
export type SendRefusal = 'too-large' | 'no-room'

/** `disk-full`: it can't come, as this computer has no room for it. */
export type Refusal = SendRefusal | 'disk-full'

/** What goes on with the relay. */
export interface FilesUnderWay {
  changes: Pick<Changes, 'listen'>
  /** What is under way now. */
  under(name: string): Transfer | undefined
  refusal(name: string): Refusal | undefined
  /** The relay was asked for it and has not got it, or not yet. */
  isMissing(name: string): boolean
}

export interface SectionFiles {
  readonly store: FileStore
  readonly changes: Changes
  /** Resolves once it is known what is here. */
  ready: Promise<void>
  /** What brings them to a relay and back; `null` while the section has none. */
  underWay(): FilesUnderWay | null
  attach(underWay: FilesUnderWay | null): void
  isHere(name: string): boolean
  isSent(name: string): boolean
  /** Bytes that whole files take here, and may. */
  room(): { taken: number; budget: number }
  pinned(): readonly AssetId[]
  pin(asset: AssetId, on: boolean): Promise<void>
  setBudget(bytes: number): Promise<void>
  /** Files that somebody waits for, in the order in which they were asked for. */
  asked(): readonly string[]
  ask(names: readonly string[]): void
  /** It came, was added or is gone. */
  learn(name: string, bytes: number | null): void
  /** The relay of this id has these; of another one nothing is known. */
  learnSent(relay: string, names: readonly string[]): Promise<void>
  /** The relay of this id has these, and no others. */
  learnAllSent(relay: string, names: readonly string[]): Promise<void>
  /** The relay is out of reach: until it says anew what it has, nothing leaves on its word. */
  doubt(): void
  use(name: string): void
  /** Files that should be here and are not: pictures first, then what was asked for, pinned, and what there is room for. */
  wanted(): { name: string; bytes: number }[]
  /** While `work` runs no file leaves by itself. */
  keeping<Value>(work: () => Promise<Value>): Promise<Value>
  /** Notes since when nothing needs a file, of those that are here: to be called whenever assets have changed. `now` in ms since 1970. */
  mark(now: number): void
  /** Takes out what is too much, and what nothing needs any more. */
  tidy(now: number): Promise<void>
}

export function openSectionFiles(files: FileStore, store: Pick<SectionStore, 'assets' | 'readLocal' | 'writeLocal' | 'loaded'>): SectionFiles {
  const changes = createChanges(50)
  const here = new Map<string, number>()
  let ledger: Ledger = { budget: defaultBudget, pinned: [], relay: '', sent: [], used: {}, unneeded: {}, watched: 0 }
  let sent = new Set<string>()
  /** Of those that were sent: what the relay told since this computer was last in step with it. */
  let sure = new Set<string>()
  let unsaved = 0
  const asked = new Set<string>()
  let held = 0
  let underWay: FilesUnderWay | null = null
  let stopHearing = () => {}

  const ready = (async () => {
    await store.loaded
    const kept = (await store.readLocal(page).catch(() => null)) as Partial<Ledger> | null
    ledger = { ...ledger, ...kept }
    sent = new Set(ledger.sent)
    for (const { name, bytes, whole } of await files.list()) if (whole) here.set(name, bytes)
    changes.changed()
  })()
  ready.catch(() => {})

  function save(): Promise<void> {
    unsaved = 0
    return store.writeLocal(page, { ...ledger, sent: [...sent] }).catch(() => {})
  }
  const taken = () => [...here.values()].reduce((sum, bytes) => sum + bytes, 0)
  const needed = () => new Set([...store.assets.values()].flatMap((asset) => filesOf(asset)).map(({ name }) => name))

  function mark(now: number, others: readonly string[] = []): void {
    const names = needed()
    const passed = ledger.watched === 0 ? 0 : now - ledger.watched
    // Since when, as if the clock had only gone on by what counts.
    const skipped = passed - Math.min(countedAtOnce, Math.max(0, passed))
    ledger.watched = now
    for (const name of Object.keys(ledger.unneeded)) {
      if (names.has(name)) delete ledger.unneeded[name]
      else ledger.unneeded[name]! += skipped
    }
    for (const name of [...here.keys(), ...others]) if (!names.has(name)) ledger.unneeded[name] ??= now
  }

  /** From what is to be here first to what is to leave first. */
  function inOrder(now: number): { name: string; bytes: number; keep: boolean }[] {
    const assets = [...store.assets.values()]
    const pins = new Set(ledger.pinned)
    const current = (asset: Asset) => currentVersion(asset)
    const latest = (one: Asset, other: Asset) => other.updatedAt - one.updatedAt
    const pictures = assets.flatMap(({ versions }) => versions.flatMap(({ picture }) => (picture ? [{ ...picture, keep: true }] : [])))
    const isFresh = (name: string) => now - (ledger.used[name] ?? 0) < freshFor
    const waited = assets.flatMap((asset) => filesOf(asset)).filter(({ name }) => asked.has(name) || isFresh(name)).map((file) => ({ ...file, keep: true }))
    const pinned = assets.filter(({ id }) => pins.has(id)).flatMap((asset) => current(asset)?.file ?? []).map((file) => ({ ...file, keep: true }))
    const usual = assets.filter(({ id }) => !pins.has(id)).sort(latest).flatMap((asset) => current(asset)?.file ?? []).map((file) => ({ ...file, keep: false }))
    const older = assets.sort(latest).flatMap((asset) => asset.versions.slice(0, -1).reverse().map(({ file }) => ({ ...file, keep: false })))
    const byUse = (one: { name: string }, other: { name: string }) => (ledger.used[other.name] ?? 0) - (ledger.used[one.name] ?? 0)
    return [...pictures, ...waited, ...pinned, ...usual.sort(byUse), ...older.sort(byUse)].map(({ name, bytes, keep }) => ({ name, bytes, keep }))
  }

  /** What there is room for of all that could be here. */
  function fitting(now = Date.now()): { stay: Set<string>; wanted: { name: string; bytes: number }[] } {
    const stay = new Set<string>()
    const wanted: { name: string; bytes: number }[] = []
    const old = new Set([...store.assets.values()].flatMap(({ versions }) => versions.slice(0, -1).map(({ file }) => file.name)))
    let sum = 0
    for (const { name, bytes, keep } of inOrder(now)) {
      if (stay.has(name)) continue
      if (!keep && sum + bytes > ledger.budget) continue
      // An older version is not asked for by itself; one that is here may stay.
      if (!keep && old.has(name) && !here.has(name)) continue
      sum += bytes
      stay.add(name)
      if (!here.has(name)) wanted.push({ name, bytes })
    }
    return { stay, wanted }
  }

  async function tidy(now: number): Promise<void> {
    if (held > 0) return
    const all = (await files.list()).map(({ name }) => name)
    mark(now, all)
    // In a shared section somebody who is away may bring back the record that names it, and this may be the only copy.
    const isElsewhere = (name: string) => ledger.relay === '' || sure.has(name) || !here.has(name)
    const gone = all.filter((name) => (ledger.unneeded[name] ?? now) < now - unneededFor && isElsewhere(name))
    if (taken() > ledger.budget) {
      const { stay } = fitting(now)
      const names = needed()
      for (const name of here.keys()) if (names.has(name) && !stay.has(name) && sure.has(name)) gone.push(name)
    }
    // What was asked to be kept meanwhile: nothing is taken out that a backup is about to read.
    if (held > 0) return
    if (gone.length > 0) await files.remove(gone)
    for (const name of gone) {
      here.delete(name)
      delete ledger.unneeded[name]
      delete ledger.used[name]
    }
    if (gone.length > 0) changes.changed()
    await save()
  }

  return {
    store: files,
    changes,
    ready,
    underWay: () => underWay,
    attach(next) {
      stopHearing()
      sure.clear()
      underWay = next
      stopHearing = next?.changes.listen(() => changes.changed()) ?? (() => {})
      changes.changed()
    },
    isHere: (name) => here.has(name),
    isSent: (name) => sent.has(name),
    room: () => ({ taken: taken(), budget: ledger.budget }),
    pinned: () => ledger.pinned,
    async pin(asset, on) {
      ledger.pinned = on ? [...new Set([...ledger.pinned, asset])] : ledger.pinned.filter((id) => id !== asset)
      changes.changed()
      await save()
    },
    async setBudget(bytes) {
      ledger.budget = bytes
      changes.changed()
      await tidy(Date.now())
    },
    asked: () => [...asked],
    ask(names) {
      for (const name of names) if (!here.has(name)) asked.add(name)
      changes.changed()
    },
    learn(name, bytes) {
      if (bytes === null) here.delete(name)
      else {
        here.set(name, bytes)
        if (asked.delete(name)) ledger.used[name] = Date.now()
      }
      changes.changed()
    },
    async learnSent(relay, names) {
      const isOther = ledger.relay !== relay
      if (isOther) {
        sent.clear()
        sure.clear()
      }
      ledger.relay = relay
      for (const name of names) {
        sent.add(name)
        sure.add(name)
      }
      unsaved += names.length
      if (names.length > 0 || isOther) changes.changed()
      if (isOther || unsaved >= keptEvery) await save()
    },
    async learnAllSent(relay, names) {
      const same = ledger.relay === relay && names.length === sent.size && names.every((name) => sent.has(name))
      ledger.relay = relay
      sent = new Set(names)
      sure = new Set(names)
      if (same) return
      changes.changed()
      await save()
    },
    doubt: () => sure.clear(),
    use(name) {
      ledger.used[name] = Date.now()
    },
    wanted: () => fitting().wanted,
    async keeping(work) {
      held++
      try {
        return await work()
      } finally {
        held--
      }
    },
    mark,
    tidy,
  }
}

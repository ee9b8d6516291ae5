/**
 * A section in memory and on disk: opens it from its pages or its journal, keeps tables in step with what is appended,
 * and writes pages when there is time. Commands (commands.ts) are made on top of it.
 * Invariant: the tables hold what the journal and what waits to be written say; pages may lag behind, never ahead.
 */
import type { DeviceId, HistoryId, PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { everyone } from '../domain/query'
import { createOpener, createSealer, peekHeader, type EntryOpener, type EntrySealer } from '../log/entry'
import type { Journal } from '../ports/journal'
import type { PageStore } from '../ports/pages'
import { signersOf, type Secrets } from '../sealing/vault'
import type { HistoryLabel } from './history'
import { bucketOf, indexFromJson, indexToJson, lastFrame, type LogIndex } from './log-index'
import type { WriterState } from './log-writer'
import { createPageSeal, openPages, pagesAtOnce } from './pages'
import { contentHash, createPageReader, peopleToPage, readPeoplePage, type PeoplePage } from './people-page'
import type { RecordUpdate } from './payload'
import type { PeopleTable } from './people-table'
import type { RecordKeys } from './record'
import { collectRecord, createRecordLog, type LoadedRecord, type Received, type RecordLog } from './record-log'
import { lostPeople } from './rescue'
import { deepest, depthFor, monthOf, recordKinds, shardOf } from './shards'
import { createTables } from './tables'

const nameKey = 'n'

export interface SectionStore {
  readonly people: PeopleTable
  readonly history: Map<HistoryId, HistoryLabel>
  readonly log: RecordLog
  readonly device: DeviceId
  settings(): RecordKeys
  name(): string
  /** People that pages of an earlier run show and the journal has lost, to be written to it again (see rescue.ts). */
  lost(): readonly Person[]
  /** Entries and records that could not be read and changed nothing. */
  quarantined(): number
  /** Rows shown before everything is in memory: the top of the default list, and how many there are. */
  firstScreen(): { total: number; rows: Person[] } | null
  complete(): boolean
  /** Resolves when every table is in memory. */
  loaded: Promise<void>
  /** Puts changed records into the tables and marks their pages. `null` = deleted. */
  applyPeople(changed: readonly { id: PersonId; person: Person | null }[]): void
  applyHistory(labels: readonly HistoryLabel[]): void
  applySettings(keys: RecordKeys): void
  /**
   * Writes entries of other devices and shows what they say. Rejects with `disk-full` or `journal-failed`, then nothing is kept.
   * Never while a command runs: see `SectionCommands.receive`.
   */
  receive(entries: readonly Uint8Array[]): Promise<Received>
  /** Writes the pages that changed. Failing to is no loss: the journal has everything. Never while a command runs. */
  checkpoint(): Promise<void>
  /** Packs what has grown long and drops what packs cover; call when nothing else runs. */
  tidy(): Promise<void>
  /** SHA-256 over all people in a canonical form, as hex: equal on two machines that hold the same. When they were last changed does not count. */
  contentHash(): Promise<string>
  close(): Promise<void>
}

export interface SectionPorts {
  secrets: Secrets
  journal: Journal
  pages: PageStore
  /** Seals and opens entries where several devices write; without it, this device is the section's only one. */
  entries?: { sealer: EntrySealer; opener: EntryOpener }
  /** Frames above which a shard is packed, where the usual number is too high. */
  longBucket?: number
  onState(state: WriterState): void
  onProgress(done: number, total: number, rebuilding: boolean): void
  /** `wrapPlaintext`, if it runs elsewhere. */
  wrap?(plaintext: Uint8Array): Promise<Uint8Array>
  /** Lets the first screen be answered while everything is read. */
  pause?(): Promise<void>
  /** The first rows are known or everything is loaded (then both are empty), or people changed: their rows before and after. */
  onPeople(before: readonly Person[], after: readonly Person[]): void
}

interface StartPage {
  generation: string
  end: number
  total: number
  /** The other pages. One that vanished would hide people or history. */
  pages: string[]
  name: string
  people: PeoplePage
}

type RecordName = Pick<RecordUpdate, 'kind' | 'id'>

/** Bytes of entries from elsewhere that may be a base coming whole. */
const manyBytes = 64 * 1024
/** Rows kept for the first screen: more than the tallest window shows. */
const firstRows = 80

export async function openSectionStore(ports: SectionPorts): Promise<SectionStore> {
  const { secrets, journal, pages } = ports
  const seal = await createPageSeal(secrets.pageKey)
  const tables = createTables()
  const { people, history } = tables
  let first: { total: number; rows: Person[] } | null = null
  let complete = false
  let lost: readonly Person[] = []
  const dirty = new Set<string>()
  const pagesOnDisk = new Set<string>()
  /** Off for this run once the page store fails: the next start rebuilds it. */
  let pagesUsable = true

  const [info, start] = await Promise.all([journal.info(), readPage<StartPage>('start')])
  /** The journal's file holds damage between what is whole: worth writing anew, since each start with it takes longer. */
  let damaged = info.damaged > 0
  const index = start && (await standingIndex(start))
  const log = createRecordLog({
    journal,
    end: info.end,
    sealer: ports.entries?.sealer ?? createSealer(secrets, ports.wrap),
    opener: ports.entries?.opener ?? createOpener(secrets, signersOf(secrets)),
    ...(index ? { index } : {}),
    ...(ports.longBucket ? { longBucket: ports.longBucket } : {}),
    onState: ports.onState,
  })
  const firstPeople = start && index ? readPeoplePage(start.people) : null
  if (start && firstPeople) {
    first = { total: start.total, rows: firstPeople }
    tables.settings = new Map([[nameKey, start.name]])
  }

  async function readPage<Page>(name: string): Promise<Page | null> {
    try {
      const page = await pages.read(name)
      return page ? ((await seal.open(name, page)) as Page) : null
    } catch {
      return null
    }
  }

  /**
   * The index kept beside the pages, if it tells where things are in this very journal: one that was rewritten, cut short,
   * put back from a copy or damaged has them elsewhere, and must be read anew. Then the pages show what may be gone.
   */
  async function standingIndex({ generation, end }: StartPage): Promise<LogIndex | null> {
    if (generation !== info.generation || end > info.end || info.damaged > 0) return null
    try {
      const kept = indexFromJson(await readPage('index'))
      const last = lastFrame(kept)
      if (!last) return kept
      const { session, sequence } = peekHeader(await journal.readAt(last.offset))
      return session === last.session && sequence === last.sequence ? kept : null
    } catch {
      return null
    }
  }

  async function load(): Promise<void> {
    const searchable = people.prepareSearch()
    searchable.catch(() => {})
    if (first && (await loadPages())) await replayFrom(start!.end)
    else {
      const onPages = start ? await readPeoplePages() : []
      const known = await rebuild()
      lost = lostPeople(onPages, people, known)
    }
    await searchable
    complete = true
    first = null
    ports.onPeople([], [])
  }

  /** False when any page is missing or damaged: then everything is read from the journal. */
  async function loadPages(): Promise<boolean> {
    try {
      const names = await pages.names()
      const wanted = names.filter((name) => name !== 'start' && name !== 'index')
      const present = new Set(wanted)
      if (wanted.some(isBeyondDepth) || !start!.pages.every((name) => present.has(name))) return false
      let done = 0
      let count = 0
      const peopleOf = createPageReader()
      for await (const batch of openPages(pages, seal, wanted)) {
        for (const { name, json } of batch) {
          pagesOnDisk.add(name)
          if (name.startsWith('people/')) {
            const rows = peopleOf(json)
            count += rows.length
            people.put(rows)
          } else if (name === 'settings') tables.settings = new Map(json as [string, never][])
          else for (const label of json as HistoryLabel[]) history.set(label.id, label)
          await ports.pause?.()
        }
        ports.onProgress((done += batch.length), wanted.length, false)
      }
      // A page that vanished would hide people: the number on the first screen must be met.
      if (count === start!.total) return true
    } catch {
      // A damaged page, or a page store that no longer answers.
    }
    tables.clear()
    return false
  }

  /** A page of people for more shards than there are: of a time when they were more. */
  const isBeyondDepth = (name: string) => name.startsWith('people/') && Number(name.slice(7)) >= 2 ** log.index.depth

  /** The people on whatever pages open, for what the journal has lost. */
  async function readPeoplePages(): Promise<Person[]> {
    const found: Person[] = []
    try {
      const names = (await pages.names()).filter((name) => name.startsWith('people/'))
      for (const [at, page] of (await pages.readMany(names)).entries()) {
        if (page) await seal.open(names[at]!, page).then((json) => found.push(...(readPeoplePage(json) ?? [])), () => {})
      }
    } catch {
      // A page store that no longer answers.
    }
    return found
  }

  /** Reads everything from the journal. Answers the ids of all people it knows, deleted ones too. */
  async function rebuild(): Promise<ReadonlySet<string>> {
    log.reset()
    log.setDepth(deepest)
    const byKind = new Map<number, Map<string, LoadedRecord>>()
    await log.replay(0, (records, done) => {
      for (const record of records) {
        if (!byKind.has(record.kind)) byKind.set(record.kind, new Map())
        collectRecord(byKind.get(record.kind)!, record)
      }
      ports.onProgress(done, info.end, true)
    })
    for (const [kind, records] of byKind) tables.materialize(kind, records)
    log.setDepth(depthFor(people.size()))
    // Pages of before are written over, those that nothing is left of included: they would never match again.
    for (const name of await pages.names().catch(() => [])) if (name !== 'start' && name !== 'index') pagesOnDisk.add(name)
    for (const name of pagesOnDisk) dirty.add(name)
    for (const { id } of people.all()) dirty.add(pageOf(recordKinds.person, id))
    for (const id of history.keys()) dirty.add(pageOf(recordKinds.history, id))
    dirty.add('settings')
    return new Set(byKind.get(recordKinds.person)?.keys())
  }

  /** Entries behind the pages: the last edits before a crash. */
  async function replayFrom(offset: number): Promise<void> {
    const touched: RecordName[] = []
    await log.replay(offset, (records) => touched.push(...records.map(({ kind, id }) => ({ kind, id }))))
    await materializeAnew(touched)
    fitDepth()
  }

  /** Shows what the log now holds of these records. Answers the rows before and after. */
  async function materializeAnew(records: readonly RecordName[]): Promise<{ before: Person[]; after: Person[] }> {
    const touched = new Map<string, Set<string>>()
    for (const { kind, id } of records) {
      const bucket = bucketOf(kind, id, log.index.depth)
      if (!touched.has(bucket)) touched.set(bucket, new Set())
      touched.get(bucket)!.add(id)
      dirty.add(pageOf(kind, id))
    }
    const before: Person[] = []
    const after: Person[] = []
    for (const [bucket, ids] of touched) {
      const all = await log.loadBucket(bucket)
      const loaded = new Map([...ids].flatMap((id) => (all.has(id) ? [[id, all.get(id)!]] : [])))
      const rows = tables.materialize(Number(bucket.slice(0, bucket.indexOf('/'))), loaded)
      before.push(...rows.before)
      after.push(...rows.after)
    }
    return { before, after }
  }

  function pageOf(kind: number, id: string): string {
    if (kind === recordKinds.person) return `people/${shardOf(id, log.index.depth)}`
    return kind === recordKinds.history ? `history/${monthOf(id)}` : 'settings'
  }

  /** More shards once there are more people; fewer only when told. */
  function fitDepth(exactly = false): void {
    const depth = depthFor(people.size())
    if (depth <= log.index.depth && !exactly) return
    log.setDepth(depth)
    for (let shard = 0; shard < 2 ** depth; shard++) dirty.add(`people/${shard}`)
  }

  /** What each page holds now, to be written out later. */
  function snapshotPages(names: readonly string[]): [string, () => unknown][] {
    const shards = new Map<string, Person[]>()
    const months = new Map<string, HistoryLabel[]>()
    const wanted = new Set(names)
    for (const person of people.all()) collect(shards, wanted, pageOf(recordKinds.person, person.id), person)
    for (const label of history.values()) collect(months, wanted, pageOf(recordKinds.history, label.id), label)
    const settingsNow = [...tables.settings]
    return names.map((name) => {
      if (name === 'settings') return [name, () => settingsNow]
      return [name, () => (name.startsWith('people/') ? peopleToPage(shards.get(name) ?? []) : (months.get(name) ?? []))]
    })
  }

  const loaded = load()
  loaded.catch(() => {})
  if (first) ports.onPeople([], [])

  return {
    people,
    history,
    log,
    device: secrets.device,
    lost: () => lost,
    quarantined: () => log.quarantined() + tables.unreadable(),
    settings: () => tables.settings,
    name: () => String(tables.settings.get(nameKey) ?? ''),
    firstScreen: () => first,
    complete: () => complete,
    loaded,
    applyPeople(changed) {
      const before = changed.flatMap(({ id }) => people.get(id) ?? [])
      const after = changed.flatMap(({ person }) => person ?? [])
      people.put(after)
      people.remove(changed.flatMap(({ id, person }) => (person ? [] : id)))
      fitDepth()
      for (const { id } of changed) dirty.add(pageOf(recordKinds.person, id))
      ports.onPeople(before, after)
    },
    applyHistory(labels) {
      for (const label of labels) {
        history.set(label.id, label)
        dirty.add(pageOf(recordKinds.history, label.id))
      }
      ports.onPeople([], [])
    },
    applySettings(keys) {
      tables.settings = keys
      dirty.add('settings')
    },
    async receive(entries) {
      // A base that comes whole: fine shards, so that none is read again for each piece of it.
      const many = entries.reduce((sum, { length }) => sum + length, 0) > Math.max(log.end(), manyBytes)
      if (many) log.setDepth(deepest)
      const received = await log.receive(entries)
      const { before, after } = await materializeAnew(received.records)
      fitDepth(many)
      if (received.fresh > 0) ports.onPeople(before, after)
      return received
    },
    async checkpoint() {
      const { generation } = await journal.info()
      // What still waits for the disk must not be in pages: they would be ahead of the journal.
      if (!complete || !pagesUsable || !log.idle() || (dirty.size === 0 && pagesOnDisk.size > 0)) return
      // From here to `snapshot` nothing may wait: rows, index and end must be of one moment. Rows are never changed in place.
      const snapshot = snapshotPages([...dirty].filter((name) => !isBeyondDepth(name)))
      dirty.clear()
      for (const [name] of snapshot) pagesOnDisk.add(name)
      const stale = [...pagesOnDisk].filter(isBeyondDepth)
      for (const name of stale) pagesOnDisk.delete(name)
      const start: StartPage = {
        generation, end: log.end(), total: people.size(), pages: [...pagesOnDisk], name: String(tables.settings.get(nameKey) ?? ''),
        people: peopleToPage(people.rows(everyone, 0, firstRows)),
      }
      const index = indexToJson(log.index)
      try {
        for (let at = 0; at < snapshot.length; at += pagesAtOnce) {
          const some = snapshot.slice(at, at + pagesAtOnce)
          await pages.write(new Map(await Promise.all(some.map(async ([name, json]) => [name, await seal.seal(name, json())] as const))), [])
        }
        // Last, so that a crash before leaves pages whose count does not meet the old first page: then the journal is read.
        await pages.write(new Map([['start', await seal.seal('start', start)], ['index', await seal.seal('index', index)]]), stale)
      } catch {
        pagesUsable = false
        await pages.clear().catch(() => {})
      }
    },
    async tidy() {
      if (!complete) return
      await log.packLongBuckets(8)
      if (await log.dropCovered(damaged)) {
        damaged = false
        dirty.add('settings')
      }
    },
    contentHash: () => contentHash(people.all()),
    async close() {
      log.stop()
    },
  }
}

function collect<Item>(groups: Map<string, Item[]>, wanted: ReadonlySet<string>, name: string, item: Item): void {
  if (!wanted.has(name)) return
  const group = groups.get(name)
  if (group) group.push(item)
  else groups.set(name, [item])
}

/**
 * A section in memory and on disk: opens it from its pages or its journal, keeps tables in step with what is appended,
 * and writes pages when there is time. Commands (commands.ts) are made on top of it.
 * Invariant: the tables hold what the journal and what waits to be written say; pages may lag behind, never ahead.
 */
import type { Action } from '../domain/agenda/action'
import type { Sector } from '../domain/agenda/territory'
import type { ActionId, AssetId, DeviceId, HistoryId, KitId, PersonId, PresetId, SectionId, SectorId } from '../domain/ids'
import type { Asset } from '../domain/library/asset'
import type { Kit } from '../domain/library/kit'
import type { Preset } from '../domain/library/preset'
import type { Person } from '../domain/person'
import { createOpener, createSealer, peekHeader } from '../log/entry'
import { PortError } from '../ports/errors'
import type { Journal } from '../ports/journal'
import type { PageStore } from '../ports/pages'
import type { EntryCipher } from '../log/cipher'
import type { Statement } from '../membership/statement'
import type { Secrets } from '../sealing/vault'
import { historyKindOf } from './command-writer'
import { commonsKinds, type ShownCommons } from './commons-records'
import type { Erasure } from './erasure'
import type { HistoryLabel } from './history'
import { hasLeftovers, lookAgain } from './leftovers'
import { indexFromJson, lastFrame, type LogIndex } from './log-index'
import type { WriterState } from './log-writer'
import { createPageSeal } from './pages'
import { contentHash, readPeoplePage } from './people-page'
import type { PeopleTable } from './people-table'
import type { RecordKeys } from './record'
import { wouldDelete } from './incoming'
import { createMembership, type Membership } from './membership'
import type { RecordUpdate } from './payload'
import { receiptOf, type AppVersion, type Receipt } from './receipts'
import { createReading, statementsBucket } from './reading'
import { createRecordPages, type StartPage } from './record-pages'
import { createRecordLog, type Received, type RecordLog } from './record-log'
import { lostPeople } from './rescue'
import { deepest, depthFor, knownKinds, recordKinds } from './shards'
import { createSuppression, type Suppression } from './suppression'
import { createTables, nameKey, nameOfSection, settingsId } from './tables'

export interface SectionStore {
  readonly people: PeopleTable
  readonly actions: ReadonlyMap<ActionId, Action>
  readonly sectors: ReadonlyMap<SectorId, Sector>
  readonly assets: ReadonlyMap<AssetId, Asset>
  readonly kits: ReadonlyMap<KitId, Kit>
  readonly presets: ReadonlyMap<PresetId, Preset>
  readonly history: Map<HistoryId, HistoryLabel>
  readonly log: RecordLog
  readonly section: SectionId
  readonly device: DeviceId
  /** Who belongs, as the log tells. */
  readonly membership: Membership
  /** When each device last had everything that the relay had, and what it runs. */
  receipts(): ReadonlyMap<DeviceId, Receipt>
  settings(): RecordKeys
  name(): string
  /** Who was erased, by the id that was hers. Another map once they changed. */
  erasures(): ReadonlyMap<PersonId, Erasure>
  readonly suppression: Suppression
  /** Something of people who were erased may still be on this computer (see leftovers.ts). */
  hasLeftovers(): boolean
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
  applyCommons(changed: readonly ShownCommons[]): void
  applyHistory(labels: readonly HistoryLabel[]): void
  applySettings(keys: RecordKeys): void
  /** Shows what erasures now say: nobody of these any more. */
  applyErasures(ids: readonly PersonId[]): Promise<void>
  /**
   * Writes entries of other devices and shows what they say. Rejects with `disk-full` or `journal-failed`, then nothing is kept.
   * Never while a command runs: see `SectionCommands.receive`. `mayDelete` hears whom they would delete, before anything is
   * written; what it throws is what this rejects with.
   */
  receive(entries: readonly Uint8Array[], mayDelete?: (gone: readonly PersonId[]) => Promise<void>): Promise<Received>
  /**
   * Writes statements about who belongs, all or none, and goes by them from then on. Rejects with `disk-full`, `journal-failed`,
   * or `not-an-admin` where they would count for nothing. Never while a command runs.
   */
  say(statements: readonly Statement[]): Promise<void>
  /**
   * Says again, under a key that all who belong have, what was said under keys that some of them lack: its author may be gone,
   * and nobody else who could give them that key. Rejects with `disk-full` or `journal-failed`. Never while a command runs.
   */
  sayAgain(): Promise<void>
  /** Writes this device's receipt: see receipts.ts. Never while a command runs. */
  acknowledge(at: number, app: AppVersion): Promise<void>
  /** A page of this computer's own, kept beside the others and lost with them; `null` where there is none. */
  readLocal(name: string): Promise<unknown>
  writeLocal(name: string, json: unknown): Promise<void>
  /** Writes the pages that changed. Failing to is no loss: the journal has everything. Never while a command runs. */
  checkpoint(): Promise<void>
  /** Lets go of all pages: they are written anew, under this key, at the next checkpoint. Never while a command runs. */
  sealPagesAnew(pageKey: Uint8Array): Promise<void>
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
  /** Another cipher than the real one: for the simulator. */
  cipher?: EntryCipher
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
  /** Something more is in the log, durable. */
  onAppended?(): void
  /** Who belongs, or which keys are there, has changed. */
  onMembers?(): void
}

/** Bytes of entries from elsewhere that may be a base coming whole. */
const manyBytes = 64 * 1024

export async function openSectionStore(ports: SectionPorts): Promise<SectionStore> {
  const { secrets, journal, pages } = ports
  const tables = createTables((id) => log.index.erased.has(id))
  const { people, history } = tables
  const membership = createMembership(secrets)
  let first: { total: number; rows: Person[] } | null = null
  let complete = false
  /** A base may be coming whole: shards are finer than it will need. */
  let coming = false
  let lost: readonly Person[] = []
  const recordPages = createRecordPages(pages, await createPageSeal(secrets.pageKey), tables, () => log.index)
  const [info, start] = await Promise.all([journal.info(), recordPages.readStart()])
  /** The journal's file holds damage between what is whole: worth writing anew, since each start with it takes longer. */
  let damaged = info.damaged > 0
  const index = start && (await standingIndex(start))
  const log = createRecordLog({
    journal,
    end: info.end,
    sealer: createSealer(secrets, ports.wrap, ports.cipher),
    opener: createOpener(secrets, membership, ports.cipher),
    ...(index ? { index } : {}),
    ...(ports.longBucket ? { longBucket: ports.longBucket } : {}),
    onState: ports.onState,
    ...(ports.onAppended ? { onAppended: ports.onAppended } : {}),
  })
  const reading = createReading({
    device: secrets.device, log, membership, tables, recordPages,
    onProgress: (done) => ports.onProgress(done, Math.max(done, info.end), true),
    onPeople({ before, after }) {
      if (complete) ports.onPeople(before, after)
    },
  })
  const { materializeAnew } = reading
  const firstPeople = start && index ? readPeoplePage(start.people) : null
  if (start && firstPeople) {
    first = { total: start.total, rows: firstPeople }
    tables.settings = new Map([[nameKey, start.name]])
  }

  /**
   * The index kept beside the pages, if it tells where things are in this very journal: one that was rewritten, cut short,
   * put back from a copy or damaged has them elsewhere, and must be read anew. Then the pages show what may be gone. So must
   * what an earlier version left out of its pages.
   */
  async function standingIndex({ generation, end, kinds }: StartPage): Promise<LogIndex | null> {
    if (kinds !== knownKinds || generation !== info.generation || end > info.end || info.damaged > 0) return null
    try {
      const kept = indexFromJson(await recordPages.readIndex())
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
    if (first && (await recordPages.load(start!, (done, total) => ports.onProgress(done, total, false), ports.pause))) {
      // Each statement may name who said another, or hold its key.
      while (await membership.learn((await log.framesOf(statementsBucket)).flatMap(({ records }) => records))) continue
      tables.materialize(recordKinds.receipt, await log.loadBucket(receiptsBucket))
      await reading.judgeAnew(await reading.replayFrom(start!.end))
      // This version may know what an earlier one did not.
      lookAgain(log.index)
      fitDepth()
    } else {
      const onPages = start ? await recordPages.readPeople() : []
      const known = await reading.rebuild()
      await reading.takeOver()
      lost = lostPeople(onPages, people, known)
    }
    await searchable
    complete = true
    first = null
    ports.onPeople([], [])
  }

  /** More shards once there are more people; fewer only when told. */
  function fitDepth(exactly = false): void {
    const depth = depthFor(people.size())
    if (depth <= log.index.depth && !exactly) return
    log.setDepth(depth)
    recordPages.touchShards()
  }

  /** A base that came whole gets the shards that it needs. */
  function fitWhole(): void {
    if (coming) fitDepth(true)
    coming = false
  }

  const loaded = load()
  loaded.catch(() => {})
  const client = crypto.getRandomValues(new Uint32Array(1))[0]! || 1

  /** Of records that came or were written: goes by them from here on. */
  async function goBy(records: readonly RecordUpdate[]): Promise<void> {
    if (!(await membership.learn(records))) return
    await reading.judgeAnew()
    ports.onMembers?.()
  }
  if (first) ports.onPeople([], [])

  return {
    people,
    actions: tables.commons.action,
    sectors: tables.commons.sector,
    assets: tables.commons.asset,
    kits: tables.commons.kit,
    presets: tables.commons.preset,
    history,
    log,
    section: secrets.section,
    device: secrets.device,
    membership,
    receipts: () => tables.receipts,
    lost: () => lost,
    quarantined: () => log.quarantined() + tables.unreadable(),
    settings: () => tables.settings,
    erasures: () => tables.erasures,
    suppression: createSuppression(secrets, () => tables.erasures),
    hasLeftovers: () => hasLeftovers(log.index.leftovers),
    name: () => nameOfSection(tables),
    firstScreen: () => first,
    complete: () => complete,
    loaded,
    applyPeople(changed) {
      const before = changed.flatMap(({ id }) => people.get(id) ?? [])
      const after = changed.flatMap(({ person }) => person ?? [])
      people.put(after)
      people.remove(changed.flatMap(({ id, person }) => (person ? [] : id)))
      fitDepth()
      for (const { id } of changed) recordPages.touch(recordKinds.person, id)
      ports.onPeople(before, after)
    },
    applyCommons(changed) {
      for (const shown of changed) {
        tables.show(shown)
        recordPages.touch(commonsKinds[shown.name].kind, shown.id)
      }
    },
    applyHistory(labels) {
      for (const label of labels) {
        tables.showDeed(label)
        recordPages.touch(historyKindOf(label), label.id)
      }
      ports.onPeople([], [])
    },
    applySettings(keys) {
      tables.settings = keys
      recordPages.touch(recordKinds.setting, settingsId)
    },
    async applyErasures(ids) {
      const { before, after } = await materializeAnew(ids.map((id) => ({ kind: recordKinds.erasure, id })))
      ports.onPeople(before, after)
    },
    async sealPagesAnew(pageKey) {
      await recordPages.sealAnew(await createPageSeal(pageKey))
      log.index.leftovers.pages = false
    },
    async receive(entries, mayDelete) {
      // A base that comes whole: fine shards until it rests, so that none is read again for each piece of it.
      const many = people.size() === 0 || entries.reduce((sum, { length }) => sum + length, 0) > Math.max(log.end(), manyBytes)
      if (many) log.setDepth(deepest)
      coming ||= many
      const received = await log.receive(entries, mayDelete && (async (records) => mayDelete(await wouldDelete(records, (id) => people.get(id) !== undefined, (id) => log.load(recordKinds.person, id)))))
      const { before, after } = await materializeAnew(received.records)
      fitDepth()
      if (received.fresh > 0) ports.onPeople(before, after)
      await goBy(received.records)
      await reading.takeOver(received.records)
      return received
    },
    async say(statements) {
      if (!membership.wouldCount(statements)) throw new PortError('not-an-admin', 'without effect')
      const group = membership.groupOf(statements)
      await log.append([group], { retry: false })
      await goBy(group.records)
    },
    async sayAgain() {
      const key = membership.keyToSayAgain()
      // Also one that is out by what it says again: those who stay may lack that very statement.
      if (!key) return
      const statements = new Map<string, RecordUpdate>()
      const readable = new Set<string>()
      for (const { epoch, records } of await log.framesOf(statementsBucket)) {
        for (const record of records) {
          statements.set(record.id, record)
          if (!membership.isUnshared(epoch)) readable.add(record.id)
        }
      }
      const records = [...statements].flatMap(([id, record]) => (readable.has(id) ? [] : record))
      await log.append([{ compartment: 'membership', records, under: key }], { retry: false })
    },
    async acknowledge(at, app) {
      await log.append([await receiptOf(log, secrets.device, client, at, app)])
      tables.receipts.set(secrets.device, { at, app })
    },
    readLocal: recordPages.readLocal,
    writeLocal: recordPages.writeLocal,
    async checkpoint() {
      fitWhole()
      const { generation } = await journal.info()
      // What still waits for the disk must not be in pages: they would be ahead of the journal.
      if (complete && log.idle() && recordPages.isDue()) await recordPages.write(generation, log.end())
    },
    async tidy() {
      if (!complete) return
      fitWhole()
      await reading.takeOver()
      await reading.packRelied()
      await log.purge()
      await log.packLongBuckets(8)
      if (await log.dropCovered(damaged)) {
        damaged = false
        recordPages.touch(recordKinds.setting, settingsId)
      }
    },
    contentHash: () => contentHash(people.all()),
    async close() {
      log.stop()
    },
  }
}

const receiptsBucket = `${recordKinds.receipt}/0`


/**
 * The section's pages: which records lie on which, which have changed since they were written, reading them at a start and
 * writing them when there is time.
 * Invariant: pages may lag behind the journal, never be ahead of it, and one that is missing or damaged hides nobody: then
 * the journal is read instead.
 */
import type { Action } from '../domain/agenda/action'
import type { Person } from '../domain/person'
import { everyone } from '../domain/query'
import type { PageStore } from '../ports/pages'
import { actionFromPage } from './action-page'
import { commonsKinds, type CommonsName, type ShownCommons } from './commons-records'
import { erasuresFromJson, erasuresToJson } from './erasure'
import type { HistoryLabel } from './history'
import { indexToJson, type LogIndex } from './log-index'
import { openPages, pagesAtOnce, type PageSeal } from './pages'
import { createPageReader, peopleToPage, readPeoplePage, type PeoplePage } from './people-page'
import { knownKinds, monthOf, recordKinds, shardOf } from './shards'
import { nameOfSection, type Tables } from './tables'

/** The page that is read first. */
export interface StartPage {
  /** The journal's generation, and how far into it the pages tell, in bytes. */
  generation: string
  end: number
  total: number
  /** Kinds of record that whoever wrote the pages knew: of others they tell nothing. */
  kinds: number
  /** The other pages. One that vanished would hide people or history. */
  pages: string[]
  name: string
  /** The first rows of the default list. */
  people: PeoplePage
}

export interface RecordPages {
  /** `null` for a page that is missing or damaged. */
  readStart(): Promise<StartPage | null>
  readIndex(): Promise<unknown>
  /** Reads every page into the tables. False, and the tables empty, when one is missing or damaged. */
  load(start: StartPage, onProgress: (done: number, total: number) => void, pause?: () => Promise<void>): Promise<boolean>
  /** The people on whatever pages open, for what the journal has lost. */
  readPeople(): Promise<Person[]>
  /** A record changed: its page is to be written. */
  touch(kind: number, id: string): void
  /** People lie on other pages now. */
  touchShards(): void
  /** Everything was read from the journal: every page is to be written, those that nothing is left of included. */
  touchAll(): Promise<void>
  /** Lets go of every page, sealed as it was, and has all written anew under another seal; this computer's own at once. */
  sealAnew(seal: PageSeal): Promise<void>
  /** There is something to write, and the page store takes it. */
  isDue(): boolean
  /** Writes what changed; of one moment, which is when it is called. A page store that fails is not used again in this run: the next start reads the journal. */
  write(generation: string, end: number): Promise<void>
  /** A page of this computer's own, that holds no records; `null` where there is none. */
  readLocal(name: string): Promise<unknown>
  writeLocal(name: string, json: unknown): Promise<void>
}

const localPrefix = 'local/'
const isOfRecords = (page: string) => page !== 'start' && page !== 'index' && !page.startsWith(localPrefix)
/** Pages of actions, as bits of their ids: a section has hundreds, one after ten years thousands. */
const actionBits = 3
/** Records of the commons that are few enough for one page. */
const wholePages = [{ name: 'sector', page: 'sectors' }, { name: 'asset', page: 'assets' }, { name: 'kit', page: 'kits' }, { name: 'preset', page: 'presets' }] as const satisfies readonly { name: CommonsName; page: string }[]
const ofWhole = new Map<string, CommonsName>(wholePages.map(({ name, page }) => [page, name]))
/** Rows kept for the first screen: more than the tallest window shows. */
const firstRows = 80

export function createRecordPages(pages: PageStore, firstSeal: PageSeal, tables: Tables, index: () => LogIndex): RecordPages {
  const { people, history } = tables
  const { action: actions } = tables.commons
  const dirty = new Set<string>()
  const onDisk = new Set<string>()
  let usable = true
  let seal = firstSeal

  function pageOf(kind: number, id: string): string {
    if (kind === recordKinds.person) return `people/${shardOf(id, index().depth)}`
    if (kind === recordKinds.erasure) return 'erasures'
    if (kind === recordKinds.action) return `actions/${shardOf(id, actionBits)}`
    const whole = wholePages.find(({ name }) => commonsKinds[name].kind === kind)
    if (whole) return whole.page
    return kind === recordKinds.history || kind === recordKinds.commonsHistory ? `history/${monthOf(id)}` : 'settings'
  }

  /** A page of people for more shards than there are: of a time when they were more. */
  const isBeyondDepth = (name: string) => name.startsWith('people/') && Number(name.slice(7)) >= 2 ** index().depth

  async function read<Page>(name: string): Promise<Page | null> {
    try {
      const page = await pages.read(name)
      return page ? ((await seal.open(name, page)) as Page) : null
    } catch {
      return null
    }
  }

  /** What each page holds now, to be written out later. Rows are never changed in place. */
  function snapshot(names: readonly string[]): [string, () => unknown][] {
    const shards = new Map<string, Person[]>()
    const months = new Map<string, HistoryLabel[]>()
    const agenda = new Map<string, Action[]>()
    const wanted = new Set(names)
    for (const person of people.all()) collect(shards, wanted, pageOf(recordKinds.person, person.id), person)
    for (const label of history.values()) collect(months, wanted, pageOf(recordKinds.history, label.id), label)
    for (const action of actions.values()) collect(agenda, wanted, pageOf(recordKinds.action, action.id), action)
    const settingsNow = [...tables.settings]
    const wholeNow = new Map<string, unknown[]>(wholePages.map(({ name, page }) => [page, [...tables.commons[name].values()]]))
    const { erasures } = tables
    return names.map((name) => {
      if (name === 'settings') return [name, () => settingsNow]
      if (name === 'erasures') return [name, () => erasuresToJson(erasures)]
      const whole = wholeNow.get(name)
      if (whole) return [name, () => whole]
      if (name.startsWith('actions/')) return [name, () => agenda.get(name) ?? []]
      return [name, () => (name.startsWith('people/') ? peopleToPage(shards.get(name) ?? []) : (months.get(name) ?? []))]
    })
  }

  function touchWhatIsHeld(): void {
    for (const { id } of people.all()) dirty.add(pageOf(recordKinds.person, id))
    for (const id of history.keys()) dirty.add(pageOf(recordKinds.history, id))
    for (const id of actions.keys()) dirty.add(pageOf(recordKinds.action, id))
    for (const { name, page } of wholePages) if (tables.commons[name].size > 0) dirty.add(page)
    if (tables.erasures.size > 0) dirty.add('erasures')
    dirty.add('settings')
  }

  return {
    readStart: () => read<StartPage>('start'),
    readIndex: () => read('index'),
    async load(start, onProgress, pause) {
      try {
        const names = (await pages.names()).filter(isOfRecords)
        const present = new Set(names)
        if (names.some(isBeyondDepth) || !start.pages.every((name) => present.has(name))) return false
        let done = 0
        let count = 0
        const peopleOf = createPageReader()
        for await (const batch of openPages(pages, seal, names)) {
          for (const { name, json } of batch) {
            onDisk.add(name)
            if (name.startsWith('people/')) {
              const rows = peopleOf(json)
              count += rows.length
              people.put(rows)
            } else if (name.startsWith('actions/')) for (const action of json as Action[]) actions.set(action.id, actionFromPage(action))
            else if (ofWhole.has(name)) for (const record of json as { id: string }[]) tables.show({ name: ofWhole.get(name)!, id: record.id, record } as ShownCommons)
            else if (name === 'settings') tables.settings = new Map(json as [string, never][])
            else if (name === 'erasures') tables.erasures = erasuresFromJson(json)
            // A page may be of before somebody was erased of whom it tells: no other change than hers makes it be written anew.
            else (json as HistoryLabel[]).forEach(tables.showDeed)
            await pause?.()
          }
          onProgress((done += batch.length), names.length)
        }
        // A page that vanished would hide people: the number on the first screen must be met.
        if (count === start.total) return true
      } catch {
        // A damaged page, or a page store that no longer answers.
      }
      tables.clear()
      return false
    },
    async readPeople() {
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
    },
    touch: (kind, id) => void dirty.add(pageOf(kind, id)),
    touchShards() {
      for (let shard = 0; shard < 2 ** index().depth; shard++) dirty.add(`people/${shard}`)
    },
    async touchAll() {
      // Pages of before are written over, also those that nothing is left of: they would never match again.
      for (const name of await pages.names().catch(() => [])) if (isOfRecords(name)) onDisk.add(name)
      for (const name of onDisk) dirty.add(name)
      touchWhatIsHeld()
    },
    async sealAnew(next) {
      const names = await pages.names()
      const kept = new Map<string, Uint8Array>()
      for (const name of names.filter((one) => one.startsWith(localPrefix))) {
        const json = await read(name)
        if (json !== null) kept.set(name, await next.seal(name, json))
      }
      seal = next
      onDisk.clear()
      touchWhatIsHeld()
      await pages.write(kept, names.filter((name) => !kept.has(name)))
    },
    isDue: () => usable && (dirty.size > 0 || onDisk.size === 0),
    async write(generation, end) {
      // Up to the first wait nothing may wait: rows, index and end must be of one moment.
      const written = snapshot([...dirty].filter((name) => !isBeyondDepth(name)))
      dirty.clear()
      for (const [name] of written) onDisk.add(name)
      const stale = [...onDisk].filter(isBeyondDepth)
      for (const name of stale) onDisk.delete(name)
      const start: StartPage = { generation, end, total: people.size(), kinds: knownKinds, pages: [...onDisk], name: nameOfSection(tables), people: peopleToPage(people.rows(everyone, 0, firstRows)) }
      const indexNow = indexToJson(index())
      try {
        for (let at = 0; at < written.length; at += pagesAtOnce) {
          const some = written.slice(at, at + pagesAtOnce)
          await pages.write(new Map(await Promise.all(some.map(async ([name, json]) => [name, await seal.seal(name, json())] as const))), [])
        }
        // Last, so that a crash before leaves pages whose count does not meet the old first page: then the journal is read.
        await pages.write(new Map([['start', await seal.seal('start', start)], ['index', await seal.seal('index', indexNow)]]), stale)
      } catch {
        usable = false
        await pages.clear().catch(() => {})
      }
    },
    readLocal: (name) => read(localPrefix + name),
    async writeLocal(name, json) {
      await pages.write(new Map([[localPrefix + name, await seal.seal(localPrefix + name, json)]]), [])
    },
  }
}

function collect<Item>(groups: Map<string, Item[]>, wanted: ReadonlySet<string>, name: string, item: Item): void {
  if (!wanted.has(name)) return
  const group = groups.get(name)
  if (group) group.push(item)
  else groups.set(name, [item])
}

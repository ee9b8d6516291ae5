/**
 * A section that is open in the worker: its store and commands, the index of who may be the same person,
 * what listens to it, and the upkeep of its pages while nobody types.
 */
import type { PeopleIndex } from '#core/domain/duplicates'
import type { Person } from '#core/domain/person'
import type { Journal, JournalInfo } from '#core/ports/journal'
import type { FileStore } from '#core/ports/files'
import type { PageStore } from '#core/ports/pages'
import { createSignUpIndex, type SignUpIndex } from '#core/section/sign-up-index'
import type { OpenVault, Protections } from '#core/sealing/vault'
import { createCommands, type SectionCommands } from '#core/section/commands'
import { openSectionStore, type SectionStore } from '#core/section/section-store'
import { createCompressor } from './compressor'
import { openSectionFiles, type SectionFiles } from './library/section-files'
import { createFacetCounts, type FacetCounts } from './facets'
import { createPause } from './pause'
import { createChanges, type Changes } from './signal'

export interface OpenSection {
  store: SectionStore
  commands: SectionCommands
  vault: OpenVault
  demo: boolean
  /** Nothing can open this section once the app quits: a demo on a machine without keychain. */
  ephemeral: boolean
  protection: Protections
  people: Changes
  history: Changes
  facets: Changes
  progress: { done: number; total: number; rebuilding: boolean }
  /** Frames that the journal itself could not read when it was opened. */
  damagedFrames: number
  /** Who may be the same; made when first asked, in slices, then kept in step. */
  index(): Promise<PeopleIndex>
  /** Values in use; made and kept like the index. */
  facetCounts(): Promise<FacetCounts>
  /** Contents of the library on this computer. */
  files: SectionFiles
  /** Who said something of which action; made and kept like the index. */
  signUps(): Promise<SignUpIndex>
  journal: Journal
  /** While `work` runs the journal is only appended to: places in it stay what they are. */
  keepJournal<Value>(work: () => Promise<Value>): Promise<Value>
  /** Runs `work`, which may write the journal anew, once no command runs. False, and nothing is done, while places in it must stay what they are. */
  rewriteJournal(work: () => Promise<void>): Promise<boolean>
  /** Writes pages now, for at most `limit` ms: before quitting and locking. */
  savePages(limit: number): Promise<void>
  /** Hears of what changes until the returned function is called. */
  watch(watcher: SectionWatcher): () => void
  /** Stops upkeep and lets go of everything. */
  close(): Promise<void>
}

export interface SectionWatcher {
  /** People as they are now, whoever changed them. */
  people(after: readonly Person[]): void
  /** Something more is in the log, durable. */
  appended(): void
  /** Who belongs, or which keys are there, has changed. */
  members(): void
}

const compress = createCompressor(() => new Worker(new URL('./compressor-worker.ts', import.meta.url), { type: 'module', name: 'compressor' }))

/** Milliseconds without a change after which pages are written. */
const quietFor = 1500
/**
 * Milliseconds that screens are told of an edit after it was made: drawing it would hold up its receipt, which on most
 * disks comes sooner. Whoever typed sees the word in its field anyway.
 */
const behindReceipt = 12
/** People changed at once above which what is kept in step is dropped. */
const manyChanges = 1000
/** Ms after which files of the library are looked over for what nothing needs any more. */
const filesTidiedEvery = 24 * 3600 * 1000
/** Changes after which the log is looked over for what can be packed. */
const tidyAfter = 200

export async function openSection(ports: {
  vault: OpenVault
  journal: Journal
  journalInfo: JournalInfo
  pages: PageStore
  files: FileStore
  demo: boolean
  ephemeral: boolean
  protection: Protections
  /** Something in the status changed; it is told at most `within` ms later. */
  onStatus(within?: number): void
  /** Nobody has typed for a while, and pages are written. */
  onQuiet?(section: OpenSection): Promise<void>
}): Promise<OpenSection> {
  const people = createChanges(0)
  const history = createChanges(0)
  const facets = createChanges(400)
  const pause = createPause()
  const progress = { done: 0, total: 1, rebuilding: false }
  const index = keptInStep<PeopleIndex>(async () => (await import('#core/domain/duplicates')).buildPeopleIndex([]))
  const facetCounts = keptInStep<FacetCounts>(async () => createFacetCounts())
  const signUps = keptInStep<SignUpIndex>(async () => createSignUpIndex())
  let upkeep: ReturnType<typeof setTimeout> | undefined
  // A damaged file is written anew at the first occasion: each start with it would read everything again.
  let sinceTidy = ports.journalInfo.damaged > 0 ? tidyAfter : 0
  let kept = 0
  let closed = false
  let filesTidied = 0
  let loading = true
  const watchers = new Set<SectionWatcher>()

  const store = await openSectionStore({
    secrets: ports.vault.secrets,
    journal: ports.journal,
    pages: ports.pages,
    pause,
    wrap: compress,
    onState: () => ports.onStatus(behindReceipt),
    onProgress: (done, total, rebuilding) => {
      Object.assign(progress, { done, total, rebuilding })
      ports.onStatus()
    },
    onAppended: () => watchers.forEach((watcher) => watcher.appended()),
    onMembers: () => watchers.forEach((watcher) => watcher.members()),
    onPeople: (before, after) => {
      const within = loading ? 0 : behindReceipt
      people.changed(within)
      history.changed(within)
      facets.changed()
      ports.onStatus(within)
      for (const watcher of watchers) watcher.people(after)
      index.follow(before, after)
      facetCounts.follow(before, after)
      signUps.follow(before, after)
      sinceTidy++
      lookAfter()
    },
  })
  void store.loaded.then(() => (loading = false), () => {})
  const commands = createCommands(store, Date.now)

  function lookAfter(): void {
    clearTimeout(upkeep)
    if (!closed) upkeep = setTimeout(() => void care(), quietFor)
  }

  async function care(): Promise<void> {
    await commands.whenQuiet(async () => {
      if (closed) return
      if (sinceTidy >= tidyAfter && kept === 0 && store.log.idle()) {
        sinceTidy = 0
        await store.tidy().catch(() => {})
      }
      await store.checkpoint()
    })
    if (!closed && store.complete()) {
      await ports.onQuiet?.(opened).catch(() => {})
      await careForFiles().catch(() => {})
    }
    // Not beside a load, nor for a section that is let go.
    const goOn = () => !closed && store.complete()
    if (goOn()) await store.people.warmSearch(async () => (await pause(), goOn()))
  }

  /** Also of a section that is alone, and has no exchange that would do it. */
  async function careForFiles(): Promise<void> {
    await opened.files.ready
    if (closed) return
    opened.files.mark(Date.now())
    if (Date.now() - filesTidied < filesTidiedEvery) return
    filesTidied = Date.now()
    await opened.files.tidy(filesTidied)
  }

  /** Something told of every person: made when first asked, in slices, then of every change. */
  function keptInStep<Kept extends { add(person: Person): void; remove(person: Person): void }>(create: () => Promise<Kept>) {
    let asked: Promise<Kept> | undefined
    /** From the moment on whose people it tells of: changes after it are its to follow. */
    let made: Promise<Kept> | undefined

    async function make(): Promise<Kept> {
      await store.loaded
      made = fill([...store.people.all()])
      return made
    }

    async function fill(people: readonly Person[]): Promise<Kept> {
      const kept = await create()
      for (const [at, person] of people.entries()) {
        kept.add(person)
        if (at % 128 === 0) await pause()
      }
      return kept
    }

    return {
      get: () => (asked ??= make()),
      follow(before: readonly Person[], after: readonly Person[]): void {
        // After an import of thousands it is made anew when next asked, in slices, instead of being mended in one go.
        if (before.length + after.length > manyChanges) asked = made = undefined
        else if (before.length + after.length > 0) {
          void made?.then((kept) => {
            // Rows are replaced, never changed: it lets go of the old one and takes the new one.
            for (const person of before) kept.remove(person)
            for (const person of after) kept.add(person)
          })
        }
      },
    }
  }

  const opened: OpenSection = {
    store, commands, vault: ports.vault, demo: ports.demo, ephemeral: ports.ephemeral, protection: ports.protection,
    people, history, facets, progress, damagedFrames: ports.journalInfo.quarantined,
    index: index.get,
    facetCounts: facetCounts.get,
    files: openSectionFiles(ports.files, store),
    signUps: signUps.get,
    journal: ports.journal,
    keepJournal: async (work) => {
      kept++
      try {
        // What was being tidied before is waited for.
        await commands.whenQuiet(async () => {})
        return await work()
      } finally {
        kept--
        // What could not be done meanwhile.
        if (!closed && store.hasLeftovers()) lookAfter()
      }
    },
    rewriteJournal: (work) =>
      commands.whenQuiet(async () => {
        if (kept > 0 || closed) return false
        await work()
        return true
      }),
    savePages: async (limit) => {
      clearTimeout(upkeep)
      await Promise.race([commands.whenQuiet(() => store.checkpoint()), new Promise((resolve) => setTimeout(resolve, limit))])
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    close: async () => {
      closed = true
      clearTimeout(upkeep)
      await store.close()
    },
  }
  return opened
}

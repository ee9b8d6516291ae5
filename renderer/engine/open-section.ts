/**
 * A section that is open in the worker: its store and commands, the index of who may be the same person,
 * what listens to it, and the upkeep of its pages while nobody types.
 */
import { buildPeopleIndex, type PeopleIndex } from '#core/domain/duplicates'
import type { Person } from '#core/domain/person'
import type { Journal, JournalInfo } from '#core/ports/journal'
import type { PageStore } from '#core/ports/pages'
import type { OpenVault, Protections } from '#core/sealing/vault'
import { createCommands, type SectionCommands } from '#core/section/commands'
import { openSectionStore, type SectionStore } from '#core/section/section-store'
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
  /** Writes pages now, for at most `limit` ms: before quitting and locking. */
  savePages(limit: number): Promise<void>
  /** Stops upkeep and lets go of everything. */
  close(): Promise<void>
}

/** Milliseconds without a change after which pages are written. */
const quietFor = 1500
/** Changes after which the log is looked over for what can be packed. */
const tidyAfter = 200

export async function openSection(ports: {
  vault: OpenVault
  journal: Journal
  journalInfo: JournalInfo
  pages: PageStore
  demo: boolean
  ephemeral: boolean
  protection: Protections
  onStatus(): void
}): Promise<OpenSection> {
  const people = createChanges(0)
  const history = createChanges(0)
  const facets = createChanges(400)
  const pause = createPause()
  const progress = { done: 0, total: 1, rebuilding: false }
  let index: Promise<PeopleIndex> | undefined
  let upkeep: ReturnType<typeof setTimeout> | undefined
  // A damaged file is written anew at the first occasion: each start with it would read everything again.
  let sinceTidy = ports.journalInfo.damaged > 0 ? tidyAfter : 0
  let closed = false

  const store = await openSectionStore({
    secrets: ports.vault.secrets,
    journal: ports.journal,
    pages: ports.pages,
    onState: ports.onStatus,
    onProgress: (done, total, rebuilding) => {
      Object.assign(progress, { done, total, rebuilding })
      ports.onStatus()
    },
    onPeople: (before, after) => {
      people.changed()
      facets.changed()
      history.changed()
      ports.onStatus()
      if (index && before.length + after.length > 0) void index.then((built) => keepInStep(built, before, after))
      sinceTidy++
      clearTimeout(upkeep)
      if (!closed) upkeep = setTimeout(() => void care(), quietFor)
    },
  })
  const commands = createCommands(store, Date.now)

  async function care(): Promise<void> {
    await commands.whenQuiet(async () => {
      if (closed) return
      if (sinceTidy >= tidyAfter && store.log.idle()) {
        sinceTidy = 0
        await store.tidy().catch(() => {})
      }
      await store.checkpoint()
    })
  }

  async function buildIndex(): Promise<PeopleIndex> {
    await store.loaded
    // In one moment of the table: whoever changes while it is built is corrected by `keepInStep`, which waits for it.
    const all = [...store.people.all()]
    const built = buildPeopleIndex([])
    for (const [at, person] of all.entries()) {
      built.add(person)
      if (at % 128 === 0) await pause()
    }
    return built
  }

  return {
    store, commands, vault: ports.vault, demo: ports.demo, ephemeral: ports.ephemeral, protection: ports.protection,
    people, history, facets, progress, damagedFrames: ports.journalInfo.quarantined,
    index: () => (index ??= buildIndex()),
    savePages: async (limit) => {
      clearTimeout(upkeep)
      await Promise.race([commands.whenQuiet(() => store.checkpoint()), new Promise((resolve) => setTimeout(resolve, limit))])
    },
    close: async () => {
      closed = true
      clearTimeout(upkeep)
      await store.close()
    },
  }
}

/** Rows are replaced, never changed: the index lets go of the old one and takes the new one. */
function keepInStep(index: PeopleIndex, before: readonly Person[], after: readonly Person[]): void {
  for (const person of before) index.remove(person)
  for (const person of after) index.add(person)
}

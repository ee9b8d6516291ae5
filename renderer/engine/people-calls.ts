/** Calls and topics about people: rows, one person, counts, who may be the same, edits. */
import { consentFor } from '#core/domain/consent'
import type { PersonId } from '#core/domain/ids'
import { everyone, type PeopleQuery } from '#core/domain/query'
import { PortError } from '#core/ports/errors'
import type { Handlers, TopicSources } from '#core/ports/rpc'
import { noticeFrom, noticeKey } from '#core/print/sign-in-notice'
import type { Command, EngineCalls, EngineTopics } from './api'
import type { Receipt } from '#core/section/command-writer'
import type { RecordValue } from '#core/section/record'
import type { NoticeFacts } from '#core/print/sign-in-words'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { listenWhileOpen } from './while-open'
import type { ProgressReports } from './progress'
import { historyPage } from './history-page'

type PeopleCalls = Pick<
  EngineCalls,
  'execute' | 'undo' | 'redo' | 'undoEntry' | 'flush' | 'retrySaving' | 'rows' | 'position' | 'person' | 'selectionCount' | 'consentCount' | 'findSimilar' | 'erasedBefore' | 'isErased' | 'erasures' | 'history' | 'contentHash'
>
type PeopleTopics = Pick<EngineTopics, 'people' | 'person' | 'facets' | 'history'>

/** Milliseconds that quitting gives to pages; without them the next start only takes longer. */
const pagesLimit = 3000

/** Deleting more people than this makes a restore point first. */
const manyDeleted = 50

const isDefault = (query: PeopleQuery) =>
  query.search === '' && query.filters.length === 0 && query.sort.column === everyone.sort.column && query.sort.descending === everyone.sort.descending

export function peopleCalls(lifecycle: Lifecycle, progress: ProgressReports): Handlers<PeopleCalls> {
  const open = () => lifecycle.current()
  const loaded = async () => {
    const section = open()
    await section.store.loaded
    return section.store
  }

  async function execute(command: Command): Promise<Receipt> {
    const { commands, store } = open()
    switch (command.type) {
      case 'person.create':
        return commands.createPerson(command.id, command.draft, command.despite)
      case 'person.edit':
        return commands.editPeople({ kind: 'ids', ids: [command.id] }, command.edits)
      case 'person.choose':
        return commands.choosePerson(command.id, command.key, command.choice)
      case 'people.edit':
        return progress.watch('edit', (watch) => commands.editPeople(command.selection, command.edits, watch))
      case 'people.delete':
        return progress.watch('edit', async (watch) => {
          const { people } = await loaded()
          const first = async () => {
            if (people.select(command.selection).length > manyDeleted) await lifecycle.makePoint('delete')
          }
          return commands.deletePeople(command.selection, { ...watch, first })
        })
      case 'action.create':
        return commands.createActions(command.made, command.detail)
      case 'action.edit':
        return commands.editActions(command.changes, command.made)
      case 'action.delete':
        return commands.deleteActions(command.ids)
      case 'sector.create':
        return commands.createSectors(command.made)
      case 'sector.edit':
        return commands.editSectors(command.changes)
      case 'sector.delete':
        return commands.deleteSectors(command.ids)
      case 'asset.edit':
        return commands.editAssets(command.changes)
      case 'asset.delete':
        return commands.deleteAssets(command.ids)
      case 'kit.create':
        return commands.createKits(command.made)
      case 'kit.edit':
        return commands.editKits(command.changes)
      case 'kit.delete':
        return commands.deleteKits(command.ids)
      case 'preset.create':
        return commands.createPresets(command.made)
      case 'preset.edit':
        return commands.editPresets(command.changes)
      case 'preset.delete':
        return commands.deletePresets(command.ids)
      case 'sign-up':
        return commands.signUp(command.changes)
      case 'section.rename':
        return commands.changeSettings('section.rename', [['n', command.name]])
      case 'section.votes': {
        const { store } = open()
        return import('#core/domain/agenda/votes').then(({ changesOfVotes }) => commands.changeSettings('section.votes', changesOfVotes(store.settings(), command.votes) as never))
      }
      case 'section.notice': {
        const notice = noticeFrom(command.notice)
        if (!notice) throw new PortError('notice-missing')
        await store.loaded
        return commands.changeSettings('section.notice', [[noticeKey, withOthers(store.settings().get(noticeKey), notice)]])
      }
      case 'import.profile':
        return commands.changeSettings('import.profile', [[`ip:${command.profile.name}`, command.profile as never]])
    }
  }

  return {
    execute,
    undo: () => open().commands.undo(),
    redo: () => open().commands.redo(),
    undoEntry: (id) => progress.watch('edit', (watch) => open().commands.undoEntry(id, watch)),
    async flush() {
      let section: OpenSection
      try {
        section = open()
      } catch {
        return true
      }
      // Commands sent before this call have their turn first; what they wrote is then waited for.
      await section.commands.whenQuiet(async () => {})
      const saved = await section.store.log.settle()
      if (saved && !section.ephemeral) await section.savePages(pagesLimit)
      return saved
    },
    retrySaving: () => open().store.log.retryNow(),
    async rows({ query, start, end }) {
      const first = open().store.firstScreen()
      if (first && isDefault(query) && (end <= first.rows.length || first.rows.length === first.total)) return { total: first.total, rows: first.rows.slice(start, end) }
      const { people } = await loaded()
      return { total: people.count(query), rows: people.rows(query, start, end) }
    },
    position: async ({ query, id }) => (await loaded()).people.position(query, id),
    person: async (id) => (await loaded()).people.get(id) ?? null,
    selectionCount: async (selection) => (await loaded()).people.select(selection).length,
    async consentCount({ selection, purpose, channel }) {
      const counts = { allowed: 0, refused: 0, unknown: 0 }
      for (const person of (await loaded()).people.select(selection)) {
        const state = consentFor(person, purpose, channel)?.state
        counts[state === 'yes' ? 'allowed' : state === 'no' ? 'refused' : 'unknown']++
      }
      return counts
    },
    findSimilar: async ({ draft, except }) => (await open().index()).similar(draft, except),
    async erasedBefore(draft) {
      const store = await loaded()
      const [latest] = await store.suppression.matching(draft)
      return latest ? store.erasures().get(latest)!.at : null
    },
    isErased: async (id) => (await loaded()).erasures().has(id),
    async erasures() {
      const store = await loaded()
      return { count: store.erasures().size, pending: store.hasLeftovers() }
    },
    history: async (request) => historyPage(await loaded(), request),
    contentHash: async () => (await loaded()).contentHash(),
  }
}

export function peopleTopics(lifecycle: Lifecycle): TopicSources<PeopleTopics> {
  const whileOpen = listenWhileOpen(lifecycle)
  return {
    people: (query, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => {
          const first = store.firstScreen()
          if (store.complete()) emit({ total: store.people.count(query), version: store.people.version() })
          else if (first && isDefault(query)) emit({ total: first.total, version: -1 })
        },
      ),
    person: (id: PersonId, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => store.complete() && emit(store.people.get(id) ?? null),
      ),
    facets: (_request, emit) => {
      let version = -1
      return whileOpen(
        ({ facets }) => facets,
        async ({ store, facetCounts }) => {
          if (!store.complete() || store.people.version() === version) return
          version = store.people.version()
          emit((await facetCounts()).read())
        },
      )
    },
    history: (_request, emit) =>
      whileOpen(
        ({ history }) => history,
        ({ store }) => emit({ version: store.history.size }),
      ),
  }
}

/** With what a newer version says beside it in the same value. */
function withOthers(stored: RecordValue | undefined, notice: NoticeFacts): RecordValue {
  const others = typeof stored === 'object' && stored !== null && !Array.isArray(stored) && !(stored instanceof Uint8Array) ? stored : {}
  return { ...others, ...notice }
}

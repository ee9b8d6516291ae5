/** An import as the window sees it: a file analysed against the open base, adjusted, previewed by windows of rows, applied as one command. */
import { analyse, type ImportPlan } from '#core/csv/analyse'
import { importDetail } from '#core/csv/import-detail'
import { today } from '#core/domain/days'
import type { PersonId } from '#core/domain/ids'
import type { ImportOptions, ImportProfile, ImportRow, PeopleLookup } from '#core/csv/plan'
import { rejectsCsv } from '#core/csv/rejects'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { EngineCalls } from './api'
import type { Lifecycle } from './lifecycle'
import type { ProgressReports } from './progress'
import { communes } from './resources'

type ImportCalls = Pick<
  EngineCalls,
  'importReady' | 'importOpen' | 'importConfigure' | 'importRows' | 'importApply' | 'importRejects' | 'importClose' | 'importProfiles'
>

interface OpenImport {
  bytes: Uint8Array
  fileName: string
  options: ImportOptions
  plan: ImportPlan
  /** Who was erased when it was read: by an erasure since, a row may be one that must not come. */
  erasures: unknown
}

/** Key of a saved mapping in the settings record. */
const profilePrefix = 'ip:'

export function importCalls(lifecycle: Lifecycle, progress: ProgressReports): Handlers<ImportCalls> {
  const imports = new Map<string, OpenImport>()
  let count = 0

  function opened(id: string): OpenImport {
    const session = imports.get(id)
    if (!session) throw new PortError('cancelled')
    return session
  }

  async function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Promise<ImportPlan> {
    const section = lifecycle.current()
    return progress.watch('import', async (watch) => {
      const [index, list] = await Promise.all([section.index(), communes()])
      const { people } = section.store
      const lookup: PeopleLookup = {
        byId: (id) => people.get(id), byExternalId: index.byExternalId, byEmail: index.byEmail, byPhone: index.byPhone, byName: index.byName,
      }
      const { suppression, erasures } = section.store
      const erased = { isEmpty: () => erasures().size === 0, has: (id: PersonId) => erasures().has(id), matching: suppression.matching }
      return analyse(bytes, fileName, options, { lookup, erased, today: today(), communes: list, ...watch })
    })
  }

  const profiles = (): ImportProfile[] =>
    [...lifecycle.current().store.settings()].flatMap(([key, value]) => (key.startsWith(profilePrefix) ? [value as unknown as ImportProfile] : []))

  return {
    async importReady() {
      await Promise.all([lifecycle.current().index(), communes()])
    },
    async importOpen({ content, fileName }) {
      const bytes = new Uint8Array(await content.arrayBuffer())
      const id = `import-${++count}`
      const erasures = lifecycle.current().store.erasures()
      const plan = await read(bytes, fileName, {})
      // A mapping that someone saved for these very headers is what they expect to see.
      const headers = JSON.stringify(plan.headers)
      const profile = profiles().find((known) => JSON.stringify(known.headers) === headers)
      const options = profile?.options ?? {}
      const session: OpenImport = { bytes, fileName, options, plan: profile ? await read(bytes, fileName, options) : plan, erasures }
      imports.set(id, session)
      return { id, summary: session.plan.summary, ...(profile ? { profile: profile.name } : {}) }
    },
    async importConfigure({ id, options }) {
      const session = opened(id)
      session.options = options
      session.erasures = lifecycle.current().store.erasures()
      session.plan = await read(session.bytes, session.fileName, options)
      return { id, summary: session.plan.summary }
    },
    importRows({ id, kind, start, end }) {
      const { rows } = opened(id).plan
      const wanted = (row: ImportRow) => kind === 'all' || (kind === 'possible' ? row.possible.length > 0 : row.kind === kind)
      const chosen = kind === 'all' ? rows : rows.filter(wanted)
      return { total: chosen.length, rows: chosen.slice(start, end) }
    },
    async importApply({ id }) {
      const session = opened(id)
      const erasures = lifecycle.current().store.erasures()
      if (session.erasures !== erasures) {
        session.plan = await read(session.bytes, session.fileName, session.options)
        session.erasures = erasures
      }
      const { plan, fileName } = session
      const created = plan.rows.filter(({ kind }) => kind === 'new').map(({ draft }) => draft)
      const edited = plan.rows.flatMap(({ kind, match, edits }) => (kind === 'changed' && match && edits.length > 0 ? [{ id: match, edits }] : []))
      const detail = importDetail({ file: fileName, added: created.length, changed: edited.length })
      return progress.watch('import', (watch) =>
        lifecycle.current().commands.importPeople({ created, edited, detail }, { ...watch, first: () => lifecycle.makePoint('import') }),
      )
    },
    importRejects: ({ id, locale }) => rejectsCsv(opened(id).plan, locale),
    importClose({ id }) {
      imports.delete(id)
      progress.cancel('import')
    },
    importProfiles: profiles,
  }
}

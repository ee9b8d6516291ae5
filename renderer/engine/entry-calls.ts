/**
 * Keying a sign-in sheet. Everything about a sheet is read in the history: which action it is of, which lines were keyed, on
 * whatever computer. So whoever comes back goes on, and nothing of a sheet is kept beside the people.
 */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { draftOfLine, editsOfLine, namesSomebody, readPlace, type SheetFacts } from '#core/domain/agenda/entry-line'
import { readLineDetail, type LineFate } from '#core/domain/agenda/entry-rows'
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import type { Communes } from '#core/domain/communes'
import { currentWording, wordings } from '#core/domain/wordings'
import { homeZone } from '#core/domain/home-zone'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { readPrintDetail } from '#core/print/print-detail'
import { titleInWords } from '#core/print/sign-in-occasion'
import type { HistoryLabel } from '#core/section/history'
import { stopIfAsked } from '#core/section/record-editor'
import type { SectionStore } from '#core/section/section-store'
import type { EntryCalls, EntryLine, EntryOf } from './entry-api'
import type { Lifecycle } from './lifecycle'
import type { ProgressReports } from './progress'

const latestFirst = (one: HistoryLabel, other: HistoryLabel) => other.at - one.at || (one.id < other.id ? 1 : -1)

/** The sheet that an entry of the history is of; `null`: of none. */
function codeOf({ kind, detail }: HistoryLabel): string | null {
  if (kind === 'sheet.line') return readLineDetail(detail)?.code ?? null
  if (kind !== 'print') return null
  const printed = readPrintDetail(detail)
  return printed.kind === 'sign-in' || printed.kind === 'slips' ? printed.code : null
}

export function entryCalls(lifecycle: Pick<Lifecycle, 'current'>, progress: Pick<ProgressReports, 'watch'>, communes: () => Promise<Pick<Communes, 'byPostalCode' | 'recognise'>>): Handlers<EntryCalls> {
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    if (!section.store.membership.holds('people')) throw new PortError('role-forbids')
    return section
  }
  const ofSheet = ({ history }: SectionStore, code: string) => [...history.values()].filter((label) => codeOf(label) === code).sort(latestFirst)
  const linesOf = (store: SectionStore, code: string) => ofSheet(store, code).filter(({ kind, undoneBy }) => kind === 'sheet.line' && !undoneBy)

  return {
    async entrySheet({ code, of, locale }) {
      const { store } = await loaded()
      const labels = ofSheet(store, code)
      const said = labels.find(({ action }) => action)
      const wanted = of === undefined ? (said ? { action: said.action!, on: said.on ?? '' } : labels.some(({ kind }) => kind === 'sheet.line') ? null : undefined) : of
      if (wanted === undefined) return null
      const at = wanted && timeOf(store, wanted)
      const lines = linesOf(store, code).map((label): EntryLine => {
        const { row, fate } = readLineDetail(label.detail)!
        return { history: label.id, row, fate, own: label.device === store.device, person: (label.person && store.people.get(label.person)) || null }
      })
      return { of: at, facts: factsOf(code, at, locale), lines: lines.reverse().sort((one, other) => one.row - other.row) }
    },
    async entryCodes({ action, on }) {
      const { store } = await loaded()
      const labels = [...store.history.values()].filter((label) => label.action === action && (label.on ?? '') === on).sort(latestFirst)
      return [...new Set(labels.flatMap((label) => codeOf(label) ?? []))]
    },
    async entryLine({ code, row, of, locale, line, unreadable, person, despite }) {
      const { store, commands } = await loaded()
      const at = of && timeOf(store, of)
      const facts = factsOf(code, at, locale)
      const place = readPlace(line.place, await communes())
      // A town or a box that nobody is found by is kept on the paper only.
      const nobody = unreadable && !namesSomebody(line)
      const fate: LineFate = nobody ? 'nobody' : unreadable ? 'unreadable' : person.known ? 'known' : 'new'
      return commands.keyLine({
        mark: { code, row, fate },
        of: of && at && { ...of, at: at.occurrence.from },
        person: nobody
          ? null
          : person.known
            ? { id: person.id, edits: (her) => editsOfLine(her, line, place, facts) }
            : { id: person.id, draft: draftOfLine(line, place, facts, unreadable), ...(despite ? { despite } : {}) },
      })
    },
    entryUndo: (code) =>
      progress.watch('edit', async (watch) => {
        const { store, commands } = await loaded()
        const lines = linesOf(store, code)
        const result = { undone: 0, kept: 0 }
        for (const { id } of lines) {
          // What was taken back so far is, each line by itself.
          if (watch.signal?.aborted) break
          const { keptSince } = await commands.undoEntry(id)
          result.undone++
          result.kept += keptSince
          watch.onProgress?.(result.undone, lines.length)
        }
        if (result.undone === 0) stopIfAsked(watch)
        return result
      }),
  }
}

function timeOf({ actions }: SectionStore, { action: id, on }: EntryOf): { action: Action; occurrence: Occurrence } {
  const action = actions.get(id)
  const occurrence = action && occurrenceOf(action, on, homeZone())
  if (!action || !occurrence) throw new PortError('action-gone')
  return { action, occurrence }
}

/** « Émargement : Réunion publique, 10/03/2026 ». */
function factsOf(code: string, at: { action: Action; occurrence: Occurrence } | null, locale: 'fr' | 'en'): SheetFacts {
  const day = at ? at.occurrence.start.local.slice(0, 10) : ''
  const title = at && `${titleInWords(at.action, locale)}, ${day.split('-').reverse().join('/')}`
  const source = locale === 'fr' ? (title ? `Émargement\u00a0: ${title}` : `Émargement, feuille ${code}`) : title ? `Sign-in sheet: ${title}` : `Sign-in sheet ${code}`
  return { code, day, source, wording: (wordings.findLast(({ from }) => day !== '' && from <= day) ?? currentWording).version }
}

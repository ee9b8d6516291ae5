/**
 * Keying a sign-in sheet. Everything about a sheet is read in the history: which action it is of, which lines were keyed, on
 * whatever computer. So whoever comes back goes on, and nothing of a sheet is kept beside the people.
 */
import { draftOfLine, editsOfLine, namesSomebody, readPlace, type SheetFacts } from '#core/domain/agenda/entry-line'
import type { LineFate } from '#core/domain/agenda/entry-rows'
import { changedSince, type PrintedSheet, type SheetSince } from '#core/domain/agenda/printed-sheet'
import { signUpsOf } from '#core/domain/agenda/sign-ups'
import type { Communes } from '#core/domain/communes'
import { currentWording, wordings } from '#core/domain/wordings'
import type { PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { readPrintDetail } from '#core/print/print-detail'
import { noticeFrom, noticeKey, noticeMark } from '#core/print/sign-in-notice'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { HistoryLabel } from '#core/section/history'
import { printedSheetOf } from '#core/section/printed-sheet'
import { stopIfAsked } from '#core/section/record-editor'
import type { SectionStore } from '#core/section/section-store'
import { needed, timeOfSheet, type ActionTime } from './action-time'
import type { EntryCalls, EntryLine } from './entry-api'
import type { Lifecycle } from './lifecycle'
import type { ProgressReports } from './progress'
import { codeOf, labelsOf, latestFirst, linesOf } from './sheet-history'
import { membersOf } from './sign-in-calls'

export function entryCalls(lifecycle: Pick<Lifecycle, 'current'>, progress: Pick<ProgressReports, 'watch'>, communes: () => Promise<Pick<Communes, 'byPostalCode' | 'recognise'>>): Handlers<EntryCalls> {
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    if (!section.store.membership.holds('people')) throw new PortError('role-forbids')
    return section
  }

  return {
    async entrySheet({ code, of, locale }) {
      const { store } = await loaded()
      const labels = labelsOf(store, code)
      const said = labels.find(({ action }) => action)
      const wanted = of === undefined ? (said ? { action: said.action!, on: said.on ?? '' } : labels.some(({ kind }) => kind === 'sheet.line') ? null : undefined) : of
      if (wanted === undefined) return null
      const at = wanted && needed(timeOfSheet(store, wanted))
      const lines = linesOf(store, code).map(({ label, row, fate }): EntryLine => {
        const person = (label.person && store.people.get(label.person)) || null
        return { history: label.id, row, fate, own: label.device === store.device, person, proxies: person && at ? proxiesOf(store, person, at) : [] }
      })
      const paper = await printedOf(store, labels)
      const printed = paper?.variant === 'assembly' ? { rows: paper.rows, members: paper.members.map((line) => ({ ...line, person: store.people.get(line.id) ?? null })) } : null
      const keyed = new Set(lines.flatMap(({ person }) => person?.id ?? []))
      return { of: at, facts: factsOf(code, at, areSlips(labels), locale), slips: areSlips(labels), lines: lines.reverse().sort((one, other) => one.row - other.row), printed, since: paper && at && sinceOf(store, paper, at, keyed) }
    },
    async entryCodes({ action, on }) {
      const { store } = await loaded()
      const labels = [...store.history.values()].filter((label) => label.action === action && (label.on ?? '') === on).sort(latestFirst)
      return [...new Set(labels.flatMap((label) => codeOf(label) ?? []))]
    },
    async entryLine({ code, row, of, locale, line, unreadable, person, despite }) {
      const { store, commands } = await loaded()
      const at = of && needed(timeOfSheet(store, of))
      const slips = areSlips(labelsOf(store, code))
      const facts = factsOf(code, at, slips, locale)
      const place = readPlace(line.place, await communes())
      // A town or a box that nobody is found by is kept on the paper only.
      const nobody = unreadable && !namesSomebody(line)
      const fate: LineFate = nobody ? 'nobody' : unreadable ? 'unreadable' : person.known ? 'known' : 'new'
      return commands.keyLine({
        mark: { code, row, fate },
        of: at && { action: at.action.id, on: at.occurrence.on, at: at.occurrence.from },
        ...(slips ? { met: true as const } : {}),
        person: nobody
          ? null
          : person.known
            ? { id: person.id, edits: (her) => editsOfLine(her, line, place, facts) }
            : { id: person.id, draft: draftOfLine(line, place, facts, unreadable), ...(despite ? { despite } : {}) },
      })
    },
    async entrySign({ code, row, of, person, proxies, relation }) {
      const { store, commands } = await loaded()
      const { occurrence } = needed(timeOfSheet(store, of))
      return commands.keyLine({
        mark: { code, row, fate: 'known' },
        of: { action: occurrence.action, on: occurrence.on, at: occurrence.from },
        proxies,
        person: { id: person, edits: () => (relation === undefined ? [] : [{ field: 'relation', value: relation }]) },
      })
    },
    async sheetLost({ code, of }) {
      const { commands } = await loaded()
      return commands.loseSheet(code, of)
    },
    entryUndo: ({ code, row }) =>
      progress.watch('edit', async (watch) => {
        const { store, commands } = await loaded()
        const lines = linesOf(store, code).filter((line) => row === undefined || line.row === row)
        const result = { undone: 0, kept: 0 }
        for (const { label: { id } } of lines) {
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

function proxiesOf({ actions }: SectionStore, person: Person, { action, occurrence: { on } }: ActionTime): readonly PersonId[] {
  return signUpsOf(person, action, on, (id) => actions.get(id)).flatMap(({ state, proxies = [] }) => (state === 'attended' ? proxies : []))
}

/** What the paper says, where any of the prints of this code noted it. */
async function printedOf(store: SectionStore, labels: readonly HistoryLabel[]): Promise<PrintedSheet | null> {
  for (const { kind, id } of labels) {
    const paper = kind === 'print' ? await printedSheetOf(store, id) : null
    if (paper) return paper
  }
  return null
}

const sinceOf = (store: SectionStore, paper: PrintedSheet, { action, occurrence }: ActionTime, keyed: ReadonlySet<PersonId>): SheetSince | null =>
  changedSince(paper, {
    title: titleInWords(action, paper.locale), occasion: occasionInWords(occurrence, action, paper.locale), cancelled: action.status === 'cancelled', keyed,
    notice: noticeMark(noticeFrom(store.settings().get(noticeKey))), members: paper.variant === 'assembly' ? membersOf(store) : [], find: (id) => store.people.get(id) ?? null,
  })

/** Whether they were printed as slips of a stall. */
const areSlips = (labels: readonly HistoryLabel[]) => labels.some(({ kind, detail }) => kind === 'print' && readPrintDetail(detail).kind === 'slips')

/** « Émargement : Réunion publique, 10/03/2026 ». */
function factsOf(code: string, at: ActionTime | null, slips: boolean, locale: 'fr' | 'en'): SheetFacts {
  const day = at ? at.occurrence.start.local.slice(0, 10) : ''
  const title = at && `${titleInWords(at.action, locale)}, ${day.split('-').reverse().join('/')}`
  const paper = slips ? { fr: 'Bulletin de stand', en: 'Stall slip' } : { fr: title ? 'Émargement' : 'Émargement, feuille', en: 'Sign-in sheet' }
  const source = title ? `${paper[locale]}${locale === 'fr' ? '\u00a0' : ''}: ${title}` : `${paper[locale]} ${code}`
  return { code, day, source, wording: (wordings.findLast(({ from }) => day !== '' && from <= day) ?? currentWording).version }
}

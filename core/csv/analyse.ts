/**
 * The whole analysis of a file, before anything is written: read the table, decide for its columns, read the rows, find who they are, say what would change.
 * Two passes over the records: the first only surveys columns, since what a date or a code means is the column's affair.
 * Invariant: every record that was read ends in exactly one of new, changed, unchanged, set aside.
 */
import type { Communes } from '../domain/communes'
import { mergeConsents } from '../domain/consent'
import { emailKey } from '../domain/email'
import type { PersonId } from '../domain/ids'
import { setFields, textFields, type Person, type PersonDraft } from '../domain/person'
import { phoneKey } from '../domain/phone'
import { PortError } from '../ports/errors'
import { changesTo } from './changes'
import { surveyColumns, type ColumnPlan } from './columns'
import { makeRowReader, type DraftContext } from './draft'
import { isFootLine, repeatsHeader, startsOtherTable } from './header-line'
import { givenMapping, mapColumns } from './mapping'
import { fileIndex, findMatch, matchKeys, type KeyedRow } from './match'
import type { ErasedPeople, FieldChange, ImportOptions, ImportRow, ImportSummary, ImportWarning, PeopleLookup, RepairKind, SetAsideReason } from './plan'
import { readTable, type Table } from './read-table'
import type { TableRecord } from './records'

export interface AnalysisContext {
  lookup: PeopleLookup
  /** Absent where no list is at hand. */
  erased?: ErasedPeople
  /** `YYYY-MM-DD`. */
  today: string
  /** Gives each recognised commune its INSEE code. */
  communes?: Communes
  /** Aborting makes the analysis reject with `cancelled`. */
  signal?: AbortSignal
  /** Yields to the event loop; awaited every ten milliseconds or so. */
  pause?: () => Promise<void>
  onProgress?: (done: number, total: number) => void
}

/** Kept by the worker while the preview is open; screens get pages of it. */
export interface ImportPlan {
  summary: ImportSummary
  /** In the order of the file. */
  rows: ImportRow[]
  /** Rows set aside, with their cells as they were. */
  rejected: { line: number; cells: string[]; reason: SetAsideReason }[]
  headers: string[]
}

const nobody: PeopleLookup = { byExternalId: () => undefined, byEmail: () => [], byPhone: () => [], byName: () => [] }
export { nobody as emptyLookup }

const none: never[] = []
/** Milliseconds of work between two pauses. */
const stretch = 10

/** Analyses a file. Rejects with `not-a-table`, `file-too-large` or `cancelled`; nothing is written whatever happens. */
export async function analyse(bytes: Uint8Array, fileName: string, options: ImportOptions, context: AnalysisContext): Promise<ImportPlan> {
  const breathe = breather(context)
  const table = await readTable(bytes, options, breathe)
  const { headers } = table
  const mapped = mapColumns(headers, table.sample.map((record) => record.cells))
  const targets = options.mapping ? givenMapping(options.mapping, headers.length) : mapped.targets
  const survey = surveyColumns(headers, targets, mapped.tool, context.communes)
  let records = 0
  for (const batch of table.body()) {
    for (const record of batch) survey.see(record.cells)
    records += batch.length
    context.onProgress?.(records, Math.max(records, table.expected) * 3)
    await breathe()
  }
  const plan: ImportPlan = { summary: emptySummary(fileName, table, headers, targets, survey, mapped.tool), rows: [], rejected: [], headers }
  const columns = survey.plans()
  const warnings = new Set<ImportWarning>(table.nulBytes ? ['nul-bytes'] : [])
  const { repairs, people } = await readRows(plan, table, columns, draftContext(fileName, options, context, mapped.tool), context, breathe, records, warnings)
  await matchRows(people, context, breathe, records)
  rejectByBase(plan, table)
  finish(plan, table, columns, options, repairs, warnings)
  return plan
}

function breather(context: AnalysisContext): () => Promise<void> | void {
  let since = performance.now()
  return () => {
    if (context.signal?.aborted) throw new PortError('cancelled')
    if (!context.pause || performance.now() - since < stretch) return
    return context.pause().then(() => {
      since = performance.now()
      if (context.signal?.aborted) throw new PortError('cancelled')
    })
  }
}

function draftContext(fileName: string, options: ImportOptions, context: AnalysisContext, tool: DraftContext['tool']): DraftContext {
  const base = fileName.replace(/^.*[/\\]/, '')
  const fileMeans = /(?:^|[^a-z])(?:unsubscribed|desabonn|désabonn|desinscri|désinscri)/i.test(base) ? 'unsubscribed' : /^cleaned[_ -]/i.test(base) && tool === 'mailchimp' ? 'cleaned' : null
  return { tool, fileMeans, consentSource: options.source ?? base, source: options.source ?? '', tags: options.tags ?? none, today: context.today }
}

/** Second pass: rows to drafts, the same person twice in the file made one. */
async function readRows(
  plan: ImportPlan, table: Table, columns: readonly ColumnPlan[], drafting: DraftContext, context: AnalysisContext,
  breathe: () => Promise<void> | void, records: number, warnings: Set<ImportWarning>,
): Promise<{ repairs: Map<RepairKind, number>; people: RowPerson[] }> {
  const people: RowPerson[] = []
  const reader = makeRowReader(columns, drafting)
  const count = (kind: RepairKind, by = 1) => void (by > 0 && reader.repairs.set(kind, (reader.repairs.get(kind) ?? 0) + by))
  const index = fileIndex()
  const ownRows = new Map<string, KeyedRow>()
  const own = drafting.tool === 'permanence'
  const width = table.headers.length
  const fits = rowFits(columns)
  let otherTable = false
  let short: TableRecord | null = null
  let done = 0
  const setAside = (record: TableRecord, reason: SetAsideReason, draft: PersonDraft = {}, changes: FieldChange[] = none) => {
    plan.rows.push({ line: record.line, kind: 'setAside', draft, changes, edits: none, reason, cells: record.cells, possible: none, refusalsKept: 0 })
    plan.rejected.push({ line: record.line, cells: record.cells, reason })
  }
  const take = (record: TableRecord) => {
    const reading = reader.read(record.cells)
    if (reading.reason !== null) return setAside(record, reading.reason, reading.draft)
    const { draft } = reading
    if (context.communes && !own && draft.city && !draft.cityCode) addCityCode(draft, context.communes)
    const keys = matchKeys(draft, reading.numbers)
    // People of our own export are told apart by their ids: two of them may well share an address.
    const earlier = reading.ownId === '' ? index.find(draft, keys) : ownRows.get(reading.ownId)
    if (earlier) {
      const changes = joinDrafts(earlier.row.draft, draft)
      earlier.keys = matchKeys(earlier.row.draft)
      index.add(earlier)
      return setAside(record, 'duplicate-in-file', draft, changes)
    }
    const row: ImportRow = { line: record.line, kind: 'new', draft, changes: none, edits: none, possible: none, refusalsKept: 0 }
    const keyed = { row, keys, ownId: reading.ownId, weak: reading.weak }
    if (reading.ownId === '') index.add(keyed)
    else ownRows.set(reading.ownId, keyed)
    people.push(keyed)
    plan.rows.push(row)
  }
  const settle = () => {
    if (!short) return
    const record = short
    short = null
    if (fits(record.cells)) take(record)
    else setAside(record, 'row-shift')
  }
  for (const batch of table.body()) {
    for (const record of batch) {
      const { cells } = record
      if (cells.every((cell) => cell.trim() === '')) continue
      plan.summary.rows.read++
      if (record.unclosed) {
        settle()
        warnings.add('unclosed-quote')
        setAside(record, 'unreadable')
      } else if (own && cells.length === width) {
        // Each row of ours carries its person's key: none is a total, whatever it says.
        take(record)
      } else if (table.start.header && repeatsHeader(cells, table.start.header.cells)) {
        settle()
        setAside(record, 'repeated-header')
        otherTable = false
      } else if (otherTable || (table.start.header && startsOtherTable(cells, table.start.header.cells))) {
        settle()
        otherTable = true
        warnings.add('two-tables')
        setAside(record, 'second-table')
      } else if (isFootLine(cells)) {
        settle()
        count('total-line')
        setAside(record, 'total-line')
      } else if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
        settle()
        setAside(record, 'row-shift')
      } else if (cells.length < width && table.encoding !== 'xlsx') {
        // A line end inside an unquoted cell makes two short rows of one: neither is a person.
        if (short && short.cells.length + cells.length - 1 === width && short.line === record.line - 1 && !(fits(short.cells) && fits(cells))) {
          setAside(short, 'row-shift')
          setAside(record, 'row-shift')
          short = null
        } else {
          settle()
          short = record
        }
      } else {
        settle()
        take(record)
      }
    }
    done += batch.length
    context.onProgress?.(records + done, records * 3)
    await breathe()
  }
  settle()
  count('preamble', table.start.preamble.filter((record) => record.cells.some((cell) => cell.trim() !== '')).length)
  count('mixed-encoding', table.mixedLines + table.mended)
  if (table.mended > 0) warnings.add('double-encoded')
  count('header-colon', (table.start.header?.cells ?? []).filter((cell) => /[\s\u00a0\u202f]*:\s*$/.test(cell)).length)
  if (reader.seen.unspecificConsent) warnings.add('consent-without-channel')
  if (reader.seen.payerApart) warnings.add('payer-apart')
  if (reader.seen.lostDigits) warnings.add('lost-digits')
  if (drafting.fileMeans === 'unsubscribed') warnings.add('unsubscribed-file')
  if (drafting.fileMeans === 'cleaned') warnings.add('cleaned-file')
  return { repairs: reader.repairs, people }
}

/** A row that is a person, with what finding it in the base needs. */
interface RowPerson extends KeyedRow {
  ownId: string
  weak: readonly ('level' | 'relation')[]
}

/** Whether a row with fewer cells than titles still has each kind of cell under its title. */
function rowFits(columns: readonly ColumnPlan[]): (cells: readonly string[]) => boolean {
  const tests: [RegExp, (cell: string) => boolean][] = [
    [/^emails(?:\.1|\.home|\.work)?$/, (cell) => cell.includes('@')],
    [/^phones(?!\.label)/, (cell) => cell.replace(/\D/g, '').length >= 6],
    [/^postalCode$/, (cell) => /^\d[\d ]{3,6}$|^2[AB]\d{3}$/.test(cell)],
    [/^birth/, (cell) => /\d/.test(cell)],
    [/^(?:lastName|firstName|city|civility)$/, (cell) => !/\d{2}|@/.test(cell)],
  ]
  const checks = columns.flatMap((plan) => tests.filter(([target]) => target.test(plan.target)).map(([, test]) => ({ index: plan.index, test })))
  return (cells) => checks.every(({ index, test }) => {
    const cell = (cells[index] ?? '').trim()
    return cell === '' || /^[-/?x]+$/i.test(cell) || test(cell)
  })
}

const cityCodes = new WeakMap<Communes, Map<string, string>>()

function addCityCode(draft: PersonDraft, communes: Communes): void {
  let known = cityCodes.get(communes)
  if (!known) cityCodes.set(communes, (known = new Map()))
  const key = `${draft.postalCode ?? ''}\n${draft.city!}`
  let code = known.get(key)
  if (code === undefined) known.set(key, (code = communes.recognise(draft.postalCode ?? '', draft.city!)?.code ?? ''))
  if (code !== '') draft.cityCode = code
}

/** What a second row of one person adds to the first, and where the two differ (the first stands). Refusals of either stand. */
function joinDrafts(first: PersonDraft, second: PersonDraft): FieldChange[] {
  const differences: FieldChange[] = []
  for (const field of textFields) {
    const value = second[field]
    if (!value) continue
    if (!first[field]) Object.assign(first, { [field]: value })
    else if (first[field] !== value) {
      if (field === 'note' && !first.note!.includes(value)) first.note = `${first.note}\n${value}`
      else differences.push({ field, before: first[field], after: value })
    }
  }
  for (const field of setFields) if (second[field]) first[field] = [...new Set([...(first[field] ?? []), ...second[field]])]
  for (const [field, key] of [['emails', emailKey], ['phones', phoneKey]] as const) {
    const known = new Set((first[field] ?? []).map((point) => key(point.value)))
    const added = (second[field] ?? []).filter((point) => !known.has(key(point.value)))
    if (added.length > 0) first[field] = [...(first[field] ?? []), ...added]
  }
  const ids = (second.externalIds ?? []).filter((id) => !(first.externalIds ?? []).some((known) => known.source === id.source && known.value === id.value))
  if (ids.length > 0) first.externalIds = [...(first.externalIds ?? []), ...ids]
  if (second.consents) first.consents = mergeConsents(first.consents ?? [], second.consents, { fromImport: true }).consents
  return differences
}

/** Who each row is in the base, and what it changes there. */
async function matchRows(people: readonly RowPerson[], context: AnalysisContext, breathe: () => Promise<void> | void, records: number): Promise<void> {
  const taken = new Set<PersonId>()
  const { erased } = context
  let done = 0
  for (const { row, keys, ownId, weak } of people) {
    if (++done % 256 === 0) {
      context.onProgress?.(records * 2 + done, records * 3)
      await breathe()
    }
    const match = findMatch(keys, row.draft.postalCode ?? '', ownId, context.lookup)
    if (match.possible.length > 0) row.possible = match.possible
    if (match.ambiguous || (match.person && taken.has(match.person.id))) {
      row.kind = 'setAside'
      row.reason = 'ambiguous-match'
      if (match.person) row.possible = [match.person.id, ...match.possible]
    } else if (match.person) {
      taken.add(match.person.id)
      row.match = match.person.id
      row.matchKey = match.key
      applyChanges(row, match.person, weak)
    } else if (erased && !erased.isEmpty() && ((ownId !== '' && erased.has(ownId as PersonId)) || (await erased.matching(row.draft)).length > 0)) {
      row.kind = 'setAside'
      row.reason = 'erased'
    }
  }
}

/** Rows that only the base could set aside: their cells are read once more, rather than kept for every row of the file. */
function rejectByBase(plan: ImportPlan, table: Table): void {
  const rows = new Map(plan.rows.filter(({ reason }) => reason === 'ambiguous-match' || reason === 'erased').map((row) => [row.line, row]))
  if (rows.size === 0) return
  for (const batch of table.body()) {
    for (const { line, cells } of batch) {
      const row = rows.get(line)
      if (!row) continue
      row.cells = cells
      plan.rejected.push({ line, cells, reason: row.reason! })
    }
  }
  plan.rejected.sort((a, b) => a.line - b.line)
}

function applyChanges(row: ImportRow, person: Person, weak: readonly string[]): void {
  const { edits, changes, overwritten, refusalsKept } = changesTo(person, row.draft, weak)
  row.kind = edits.length > 0 ? 'changed' : 'unchanged'
  row.refusalsKept = refusalsKept
  if (edits.length === 0) {
    row.draft = {}
    return
  }
  row.edits = edits
  row.changes = changes
  if (overwritten.length > 0) overwrites.set(row, overwritten)
}

/** Overwritten fields by row, only while a plan is made. */
const overwrites = new WeakMap<ImportRow, readonly string[]>()

function emptySummary(fileName: string, table: Table, headers: readonly string[], targets: readonly (string | null)[], survey: { filled: number[]; samples: string[][] }, tool: string | null): ImportSummary {
  return {
    fileName, encoding: table.encoding, separator: table.separator, headerLine: table.start.header?.line ?? 0, ...(table.sheets ? { sheets: table.sheets } : {}),
    columns: headers.map((header, at) => ({ header, field: targets[at] ?? null, samples: survey.samples[at] ?? [], filled: survey.filled[at] ?? 0 })),
    preview: table.sample.slice(0, 5).map((record) => record.cells),
    rows: { read: 0, new: 0, changed: 0, unchanged: 0, setAside: 0, possible: 0 },
    repairs: [], fieldChanges: [], tool, matched: 0, warnings: [],
  }
}

function finish(plan: ImportPlan, table: Table, columns: readonly ColumnPlan[], options: ImportOptions, repairs: Map<RepairKind, number>, warnings: Set<ImportWarning>): void {
  const { summary } = plan
  const changed = new Map<string, { count: number; overwritten: number }>()
  for (const row of plan.rows) {
    summary.rows[row.kind]++
    if (row.possible.length > 0) summary.rows.possible++
    if (row.match && row.kind !== 'setAside') summary.matched++
    for (const { field } of row.kind === 'changed' ? row.changes : none) {
      const tally = changed.get(field) ?? { count: 0, overwritten: 0 }
      tally.count++
      if (overwrites.get(row)?.includes(field)) tally.overwritten++
      changed.set(field, tally)
    }
  }
  summary.fieldChanges = [...changed].map(([field, { count, overwritten }]) => ({ field, count, major: overwritten > summary.matched * 0.3 })).sort((a, b) => b.count - a.count)
  const major = new Set(summary.fieldChanges.filter((change) => change.major).map((change) => change.field))
  if (major.size > 0) {
    warnings.add('major-change')
    if (!options.acceptMajorChange) withhold(plan, major, options.acceptMajorChange === false)
  }
  if (columns.some((plan) => plan.dateOrder === 'mdy' && plan.target === 'birth') && (repairs.get('date-order') ?? 0) > 0) warnings.add('month-first')
  if (!table.start.header) warnings.add('no-header')
  if (!columns.some((plan) => /^(?:emails|phones|externalIds|birth|order\.reference)/.test(plan.target))) warnings.add('no-key')
  summary.repairs = [...repairs].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count)
  summary.warnings = [...warnings]
}

/**
 * Without the person's tick, a field that would be overwritten in a third of the base keeps its earlier values. They stay
 * visible in `changes` while nothing is decided; once the person said to keep them, they are no change, and neither is a row that held no other.
 */
function withhold({ rows, summary }: ImportPlan, fields: ReadonlySet<string>, decided: boolean): void {
  for (const row of rows) {
    const held = new Set(overwrites.get(row)?.filter((field) => fields.has(field)))
    if (held.size === 0) continue
    // The code of a town that does not come.
    if (held.has('city')) held.add('cityCode')
    const stays = ({ field }: { field: string }) => !held.has(field)
    row.edits = row.edits.filter(stays)
    if (!decided) continue
    row.changes = row.changes.filter(stays)
    if (row.edits.length > 0) continue
    row.kind = 'unchanged'
    row.draft = {}
    summary.rows.changed--
    summary.rows.unchanged++
  }
}

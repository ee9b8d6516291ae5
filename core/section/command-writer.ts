/**
 * Writes what a command decided, with its history record, as one batch of the log, and shows it.
 * Invariant: what a command changes and the history that can undo it are in one compartment, so that whoever may see the one
 * may see the other, and a volunteer's machine, which holds no key of people, writes the whole of its commands.
 */
import type { HistoryId } from '../domain/ids'
import type { PersonField } from '../domain/person'
import type { PrintWay } from '../ports/printing'
import type { ShownCommons } from './commons-records'
import { isUndoable, keysOfHistory, newHistoryId, subjectOf, type DeedSubject, type HistoryChanges, type HistoryKind, type HistoryLabel } from './history'
import type { RecordUpdate } from './payload'
import { encodeNewRecord, type OpenRecord } from './record'
import { manyRecords, type Edited, type RecordEditor } from './record-editor'
import type { RecordGroup } from './record-log'
import type { SectionStore } from './section-store'
import { depthFor, groupByShard, recordKinds } from './shards'

/** Given once the journal has the command on disk: only then may a screen say "enregistré". */
export interface Receipt {
  history: HistoryId
  /** Records that changed. */
  changed: number
  /** Undo of a batch: records left as they are because someone edited them since. */
  keptSince: number
}

/** Where a command and its history are sealed. */
export type CommandScope = 'people' | 'commons'

export interface CommandDraft extends DeedSubject {
  kind: HistoryKind
  scope?: CommandScope
  /** Chosen before when the marks of what it undoes must name it. */
  id?: HistoryId
  /** People concerned where no record changes. */
  count?: number
  detail?: string
  fields?: PersonField[]
  /** Which time of its series. */
  on?: string
  /** Of a print, as in `HistoryLabel`. */
  copies?: number
  way?: PrintWay
  /** Shown and acknowledged only when durable. */
  wholeOrNothing?: boolean
}

/** What a command decided. */
export interface Work extends Edited {
  changes: HistoryChanges
  /** Records of the commons to show. */
  shown?: readonly ShownCommons[]
  settings?: RecordUpdate
  /** Records of those it created, where they were many. */
  prepared?: readonly RecordGroup[]
}

export const noWork: Work = { updates: [], rows: [], after: [], changes: { changed: [], created: [] } }

/** History records changed beside a command: entries that it undoes. */
export interface Marks {
  labels: HistoryLabel[]
  updates: RecordUpdate[]
  after: (readonly [id: string, record: OpenRecord])[]
}

export interface Committed {
  done: Promise<Receipt>
  label: HistoryLabel
}

export interface CommandWriter {
  commit(draft: CommandDraft, work: Work, also?: Marks, keptSince?: number): Promise<Committed>
  /** Bits of the shards once so many more people are in. */
  depthWith(created: number): number
}

export const historyKindOf = ({ scope }: Pick<HistoryLabel, 'scope'>) => (scope === 'commons' ? recordKinds.commonsHistory : recordKinds.history)

/** `client` is the Yjs client of this run. */
export function createCommandWriter(store: SectionStore, { settle }: Pick<RecordEditor, 'settle'>, client: number, clock: () => number): CommandWriter {
  const { log } = store

  function labelOf(draft: CommandDraft, count: number): HistoryLabel {
    const at = clock()
    return {
      id: draft.id ?? newHistoryId(at), kind: draft.kind, at, device: store.device, count, fields: draft.fields ?? [],
      ...subjectOf(draft), ...(draft.on === undefined ? {} : { on: draft.on }), ...(draft.copies === undefined ? {} : { copies: draft.copies }), ...(draft.way === undefined ? {} : { way: draft.way }), ...(draft.scope === 'commons' ? { scope: draft.scope } : {}),
      detail: draft.detail ?? '', undoable: true,
    }
  }

  const depthWith = (created: number) => Math.max(log.index.depth, depthFor(store.people.size() + created))

  async function commit(draft: CommandDraft, work: Work, also: Marks = { labels: [], updates: [], after: [] }, keptSince = 0): Promise<Committed> {
    const { prepared = [] } = work
    const compartment = draft.scope ?? 'people'
    const changed = prepared.reduce((sum, { records }) => sum + records.length, work.updates.length)
    const label = labelOf(draft, draft.count ?? changed)
    const historyKeys = keysOfHistory(label, work.changes)
    label.undoable = isUndoable(label)
    const record: RecordUpdate = { kind: historyKindOf(label), id: label.id, at: label.at, update: encodeNewRecord(client, historyKeys) }
    const depth = depthWith(compartment === 'people' ? work.changes.created.length : 0)
    const shards = compartment === 'people' && work.updates.length > manyRecords ? groupByShard(work.updates, depth) : [work.updates]
    const groups: RecordGroup[] = [...shards.map((records) => ({ compartment, records })), ...prepared]
    if (work.settings) groups.push({ compartment: 'commons', records: [work.settings] })
    // Small commands stay one entry: the edit and its history share it.
    if (groups.length === 1 && !work.settings) groups[0]!.records = [...groups[0]!.records, record, ...also.updates]
    else groups.push({ compartment, records: [record, ...also.updates] })
    const show = () => {
      // Not before: a command that the disk refused, or that was cancelled, must leave no record to build on.
      settle([...work.after, ...also.after])
      if (work.rows.length > 0) store.applyPeople(work.rows)
      if (work.shown && work.shown.length > 0) store.applyCommons(work.shown)
      store.applyHistory([label, ...also.labels])
    }
    const receipt: Receipt = { history: label.id, changed, keptSince }
    if (draft.wholeOrNothing) {
      if (depth > log.index.depth) log.setDepth(depth)
      await log.append(groups, { retry: false })
      show()
      return { done: Promise.resolve(receipt), label }
    }
    const durable = log.append(groups)
    show()
    return { done: durable.then(() => receipt), label }
  }

  return { commit, depthWith }
}

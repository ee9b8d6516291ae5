/**
 * One edit = one command = one entry of the log = one history record that can be undone.
 * Commands run one after another. An edit is shown at once and its receipt comes after the journal's fsync; an import
 * is shown only once all of it is on disk, so that a full disk leaves the base as it was.
 */
import type { ErasureReason } from '../domain/erasure'
import type { HistoryId, PersonId } from '../domain/ids'
import { newId } from '../domain/ids'
import type { Person, PersonDraft, PersonEdit, PersonField } from '../domain/person'
import type { PeopleSelection } from '../domain/query'
import { PortError } from '../ports/errors'
import {
  changesFromKeys, isUndoable, keysOfHistory, newHistoryId, undoneChange,
  type HistoryChanges, type HistoryKind, type HistoryLabel,
} from './history'
import { deletion, isDeleted } from './deletion'
import { erasePeople, liftErasures } from './erasure'
import { fingerprint } from './fingerprint'
import { changesOfChoice } from './person-conflicts'
import { fieldOfKey } from './person-keys'
import { changesOfEdits, keysOfDraft, personFromKeys } from './person-record'
import { createRecordEditor, manyRecords, stopIfAsked, type Edited, type Watch } from './record-editor'
import type { RecordUpdate } from './payload'
import { encodeNewRecord, openRecord, type KeyChange, type OpenRecord, type RecordKeys } from './record'
import type { RecordGroup } from './record-log'
import { backToPoint } from './restore-point'
import { rescueWork } from './rescue'
import { createRevert } from './revert'
import type { SectionStore } from './section-store'
import { depthFor, groupByShard, recordKinds } from './shards'
import { settingsId } from './tables'

/** Given once the journal has the command on disk: only then may a screen say "enregistré". */
export interface Receipt {
  history: HistoryId
  /** Records that changed. */
  changed: number
  /** Undo of a batch: people left as they are because someone edited them since. */
  keptSince: number
}

/** What an import would do, decided by core/csv. */
export interface ImportWork {
  created: readonly PersonDraft[]
  edited: readonly { id: PersonId; edits: readonly PersonEdit[] }[]
  /** Kind and number of rows of the file; never its name. */
  detail: string
}

export interface SectionCommands {
  /**
   * Rejects with `person-erased` for somebody on the suppression list, unless that was said and she is wanted all the same:
   * `keep` her prints, so that an import stays stopped, or `lift` them, as she has agreed anew.
   */
  createPerson(id: PersonId, draft: PersonDraft, despite?: 'keep' | 'lift'): Promise<Receipt>
  editPeople(selection: PeopleSelection, edits: readonly PersonEdit[], watch?: Watch): Promise<Receipt>
  /** Settles a field that was changed in two places: `choice` is the name of a kept value, `null` for what is under `key` itself (see FieldConflict). */
  choosePerson(id: PersonId, key: string, choice: string | null): Promise<Receipt>
  deletePeople(selection: PeopleSelection, watch?: Watch): Promise<Receipt>
  /** For good: neither undo nor an import brings them back. What is left of them in the journal and beside it is taken out later (leftovers.ts). */
  erasePeople(selection: PeopleSelection, reason: ErasureReason, watch?: Watch): Promise<Receipt>
  importPeople(work: ImportWork, watch?: Watch): Promise<Receipt>
  changeSettings(kind: HistoryKind, changes: readonly KeyChange[]): Promise<Receipt>
  /** Makes these people what they were at a restore point (absent = none), as one batch. `detail`: when it was made. */
  returnToPoint(ids: readonly PersonId[], then: ReadonlyMap<PersonId, RecordKeys>, detail: string, watch?: Watch): Promise<Receipt>
  /** Writes that something left the base (an export, a print, a backup), or that the base came out of a backup. */
  record(kind: 'export' | 'print' | 'section.create' | 'backup' | 'restore', count: number, detail: string): Promise<Receipt>
  undo(): Promise<Receipt | null>
  redo(): Promise<Receipt | null>
  /** Undoes one entry, however old, keeping what was edited since. Rejects with `nothing-to-undo`. */
  undoEntry(id: HistoryId, watch?: Watch): Promise<Receipt>
  undoLabel(): HistoryLabel | null
  redoLabel(): HistoryLabel | null
  /** Entries that other devices sealed, between two commands: what is edited next is edited on them. See `SectionStore.receive`. */
  receive: SectionStore['receive']
  /** Refuses every command from here on with `section-locked`, or takes them again: what is asked of a section that is being left must not be half done. */
  hold(on: boolean): void
  /** Runs when no command does, and after all that were sent before. */
  whenQuiet<Value>(work: () => Promise<Value>): Promise<Value>
}

interface Draft {
  kind: HistoryKind
  /** Chosen before when the marks of what it undoes must name it. */
  id?: HistoryId
  /** People concerned where no record changes. */
  count?: number
  detail?: string
  fields?: PersonField[]
  person?: PersonId
  /** Shown and acknowledged only when durable. */
  wholeOrNothing?: boolean
}

/** History records changed beside a command: entries that it undoes. */
interface Marks {
  labels: HistoryLabel[]
  updates: RecordUpdate[]
  after: (readonly [id: string, record: OpenRecord])[]
}

/** A command on more people than this is shown and acknowledged only once it is durable, like an import. */
const shownAtOnce = 256

const nothing: Edited & { changes: HistoryChanges } = { updates: [], rows: [], after: [], changes: { changed: [], created: [] } }

export function createCommands(store: SectionStore, clock: () => number): SectionCommands {
  const { log } = store
  // One Yjs client for this run: its clocks go on in each record's state, and no other run uses it.
  const client = crypto.getRandomValues(new Uint32Array(1))[0]! || 1
  const editor = createRecordEditor(store, client, clock)
  const { editRecords, take, settle: keepOpen, forget } = editor
  const undoStack: HistoryId[] = []
  const redoStack: HistoryId[] = []

  // Before anyone's command: what the journal lost is there again for it.
  let turn: Promise<unknown> = store.loaded.then(() => rescue().catch(() => {}))
  let held = false
  /** One at a time; `work` answers what to wait for after the next may start. */
  function inTurn<Value>(work: () => Promise<{ done: Promise<Value> }>): Promise<Value> {
    if (held) return Promise.reject(new PortError('section-locked'))
    // Each command writes its history beside the people.
    return store.membership.holds('people') ? afterOthers(work) : Promise.reject(new PortError('role-forbids'))
  }

  function afterOthers<Value>(work: () => Promise<{ done: Promise<Value> }>): Promise<Value> {
    const started = turn.then(work)
    turn = started.catch(() => {})
    return started.then(({ done }) => done)
  }

  /** Writes to the journal what only the pages still knew. Not waited for: like an edit, it is tried again until the disk takes it. */
  async function rescue(): Promise<void> {
    const work = await rescueWork(editor, store, client)
    if (work.updates.length === 0) return
    const { done } = await commit({ kind: 'rescue' }, work)
    done.catch(() => {})
  }

  function labelOf(draft: Draft, count: number): HistoryLabel {
    const at = clock()
    return {
      id: draft.id ?? newHistoryId(at), kind: draft.kind, at, device: store.device, count, fields: draft.fields ?? [],
      ...(draft.person ? { person: draft.person } : {}), detail: draft.detail ?? '', undoable: true,
    }
  }

  /** Bits of the shards once so many more people are in. */
  const depthWith = (created: number) => Math.max(log.index.depth, depthFor(store.people.size() + created))

  /** Writes what a command decided, with its history record, as one batch; `prepared` holds the records of those it created, where they were many. */
  async function commit(
    draft: Draft,
    work: Edited & { changes: HistoryChanges; settings?: RecordUpdate; prepared?: readonly RecordGroup[] },
    also: Marks = { labels: [], updates: [], after: [] },
    keptSince = 0,
  ): Promise<{ done: Promise<Receipt>; label: HistoryLabel }> {
    const { prepared = [] } = work
    const changed = prepared.reduce((sum, { records }) => sum + records.length, work.updates.length)
    const label = labelOf(draft, draft.count ?? changed)
    const historyKeys = keysOfHistory(label, work.changes)
    label.undoable = isUndoable(label)
    const record: RecordUpdate = { kind: recordKinds.history, id: label.id, at: label.at, update: encodeNewRecord(client, historyKeys) }
    const depth = depthWith(work.changes.created.length)
    const shards = work.updates.length > manyRecords ? groupByShard(work.updates, depth) : [work.updates]
    const groups: RecordGroup[] = [...shards.map((records) => ({ compartment: 'people' as const, records })), ...prepared]
    if (work.settings) groups.push({ compartment: 'commons', records: [work.settings] })
    // Small commands stay one entry: the edit and its history share it.
    if (groups.length === 1 && !work.settings) groups[0]!.records = [...groups[0]!.records, record, ...also.updates]
    else groups.push({ compartment: 'people', records: [record, ...also.updates] })
    const show = () => {
      // Not before: a command that the disk refused, or that was cancelled, must leave no record to build on.
      keepOpen([...work.after, ...also.after])
      if (work.rows.length > 0) store.applyPeople(work.rows)
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

  function remember(label: HistoryLabel): void {
    undoStack.push(label.id)
    redoStack.length = 0
  }

  /** A command that edits people as they stand. */
  async function change(draft: Draft, ids: readonly PersonId[], decide: Parameters<typeof editRecords>[1], watch?: Watch) {
    const { changed, ...edited } = await editRecords(ids, decide, watch)
    const committed = await commit({ ...draft, wholeOrNothing: edited.updates.length > shownAtOnce }, { ...edited, changes: { changed, created: [] } })
    if (edited.updates.length > 0) remember(committed.label)
    return committed
  }

  const idsOf = (selection: PeopleSelection) => (selection.kind === 'ids' ? selection.ids : store.people.select(selection).map(({ id }) => id))

  /** Marks an entry as in effect or undone; undoing an undo puts what it undid into effect again. */
  async function mark(id: HistoryId, undoneBy: HistoryId | null, marks: Marks): Promise<void> {
    const label = store.history.get(id)
    if (!label) return
    const [key, value] = undoneChange(undoneBy)
    const edited = (await take(recordKinds.history, id)).edit(client, [[key, value]])
    if (edited) {
      marks.updates.push({ kind: recordKinds.history, id, at: 0, update: edited.update })
      marks.after.push([id, edited.record])
    }
    const { undoneBy: _before, ...rest } = label
    marks.labels.push({ ...rest, undoable: isUndoable(label) && !undoneBy, ...(undoneBy ? { undoneBy } : {}) })
    if (label.kind === 'undo' || label.kind === 'redo') await mark(label.detail as HistoryId, undoneBy ? null : id, marks)
  }

  async function undoing(id: HistoryId, kind: 'undo' | 'redo', watch: Watch = {}) {
    const label = store.history.get(id)
    if (!label?.undoable) throw new PortError('nothing-to-undo')
    const changes = changesFromKeys((await take(recordKinds.history, id)).keys)
    const revert = createRevert(changes, clock())
    const { changed, ...edited } = await editRecords(revert.ids, revert.decide, watch)
    const keptSince = revert.keptSince()
    const draft: Draft = { kind, detail: id, fields: label.fields, ...(label.person ? { person: label.person } : {}), wholeOrNothing: edited.updates.length > shownAtOnce }
    const marks: Marks = { labels: [], updates: [], after: [] }
    const own = newHistoryId(clock())
    await mark(id, own, marks)
    return commit({ ...draft, id: own }, { ...edited, changes: { changed, created: [] } }, marks, keptSince)
  }

  return {
    createPerson: (id, draft, despite) =>
      inTurn(async () => {
        const erased = await store.suppression.matching(draft)
        if (store.erasures().has(id) || (erased.length > 0 && !despite)) throw new PortError('person-erased')
        const lifted = despite === 'lift' ? { labels: [], updates: await liftErasures(editor, erased, client), after: [] } : undefined
        const at = clock()
        const keys = keysOfDraft(draft, at)
        const update = encodeNewRecord(client, keys)
        const committed = await commit(
          { kind: 'person.create', person: id, detail: erased.length > 0 ? `despite ${despite}` : '' },
          {
            updates: [{ kind: recordKinds.person, id, at, update }],
            rows: [{ id, person: personFromKeys(id, keys, at) }],
            after: [[id, openRecord(id, [update])]],
            changes: { changed: [], created: [{ kind: recordKinds.person, id, fingerprint: fingerprint(keys) }] },
          },
          lifted,
        )
        if (lifted) await store.applyErasures(erased)
        remember(committed.label)
        return committed
      }),

    editPeople: (selection, edits, watch) =>
      inTurn(async () => {
        const ids = idsOf(selection)
        const single = selection.kind === 'ids' && ids.length === 1
        const fields = [...new Set(edits.map(({ field }) => field))]
        return change({ kind: single ? 'person.edit' : 'people.edit', fields, ...(single ? { person: ids[0]! } : {}) }, ids, (_id, keys) => changesOfEdits(keys, edits), watch)
      }),

    choosePerson: (id, key, choice) =>
      inTurn(async () => {
        const field = fieldOfKey(key)
        return change({ kind: 'person.choose', person: id, fields: field ? [field] : [] }, [id], (_id, keys) => changesOfChoice(keys, key, choice))
      }),

    deletePeople: (selection, watch = {}) =>
      inTurn(async () => {
        await watch.first?.()
        const ids = idsOf(selection)
        const now = clock()
        return change({ kind: 'people.delete', ...(ids.length === 1 ? { person: ids[0]! } : {}) }, ids, (_id, keys) => (isDeleted(keys) ? [] : [deletion(keys, now)]), watch)
      }),

    erasePeople: (selection, reason, watch = {}) =>
      inTurn(async () => {
        const work = await erasePeople(editor, store.suppression, { ids: idsOf(selection), reason, at: clock(), client }, watch)
        // Nothing of theirs is to be built upon, nor kept in memory.
        forget()
        if (work.updates.length === 0) throw new PortError('nothing-to-erase')
        const committed = await commit({ kind: 'people.erase', detail: reason, wholeOrNothing: true }, { ...work, changes: { changed: [], created: [] } })
        await store.applyErasures(work.rows.map(({ id }) => id))
        return committed
      }),

    importPeople: (work, watch = {}) =>
      inTurn(async () => {
        await watch.first?.()
        const now = clock()
        const rows: { id: PersonId; person: Person | null }[] = []
        const created: HistoryChanges['created'] = []
        const total = work.created.length + work.edited.length
        const prepared: RecordGroup[] = []
        const people = work.created.map((draft) => ({ id: newId<PersonId>(), draft }))
        // Shard by shard, so that each is compressed while the next is written.
        for (const some of groupByShard(people, depthWith(people.length))) {
          const records: RecordUpdate[] = []
          for (const { id, draft } of some) {
            const keys = keysOfDraft(draft, now)
            records.push({ kind: recordKinds.person, id, at: now, update: encodeNewRecord(client, keys) })
            rows.push({ id, person: personFromKeys(id, keys, now) })
            created.push({ kind: recordKinds.person, id, fingerprint: fingerprint(keys) })
            if (rows.length % 64 === 0) {
              await watch.pause?.()
              stopIfAsked(watch)
              watch.onProgress?.(rows.length, total)
            }
          }
          prepared.push(log.prepare({ compartment: 'people', records }))
        }
        const edits = new Map(work.edited.map((row) => [row.id as string, row.edits]))
        const edited = await editRecords([...edits.keys()], (id, keys) => changesOfEdits(keys, edits.get(id)!), watch)
        stopIfAsked(watch)
        const fields = [...new Set(work.edited.flatMap((row) => row.edits.map(({ field }) => field)))]
        const committed = await commit(
          { kind: 'import', detail: work.detail, fields, wholeOrNothing: true },
          { prepared, updates: edited.updates, rows: [...rows, ...edited.rows], after: edited.after, changes: { changed: edited.changed, created } },
        )
        remember(committed.label)
        return committed
      }),

    returnToPoint: (ids, then, detail, watch) =>
      inTurn(async () => {
        const now = clock()
        const { changed, ...edited } = await editRecords(ids, (id, keys) => backToPoint(keys, then.get(id as PersonId), now), watch)
        const committed = await commit({ kind: 'point.return', detail, wholeOrNothing: true }, { ...edited, changes: { changed, created: [] } })
        remember(committed.label)
        return committed
      }),

    changeSettings: (kind, changes) =>
      inTurn(async () => {
        const before = await take(recordKinds.setting, settingsId)
        const edited = before.edit(client, changes)
        const record = edited?.record ?? before
        const settings = { kind: recordKinds.setting, id: settingsId, at: clock(), update: edited?.update ?? encodeNewRecord(client, []) }
        const committed = await commit({ kind }, { ...nothing, after: [[settingsId, record]], settings })
        store.applySettings(record.keys)
        return committed
      }),

    record: (kind, count, detail) =>
      inTurn(async () => {
        return commit({ kind, detail, count }, nothing)
      }),

    undo: () => step(undoStack, redoStack, 'undo'),
    redo: () => step(redoStack, undoStack, 'redo'),
    undoEntry: (id, watch) =>
      inTurn(async () => {
        const undone = await undoing(id, 'undo', watch)
        const at = undoStack.lastIndexOf(id)
        if (at >= 0) undoStack.splice(at, 1)
        redoStack.push(undone.label.id)
        return undone
      }),
    undoLabel: () => lastUndoable(undoStack),
    redoLabel: () => {
      const undo = lastUndoable(redoStack)
      // What would be done again is what the undo undid.
      return undo ? (store.history.get(undo.detail as HistoryId) ?? undo) : null
    },
    hold: (on) => {
      held = on
    },
    receive: (entries, mayDelete) =>
      afterOthers(async () => {
        forget()
        return { done: Promise.resolve(await store.receive(entries, mayDelete)) }
      }),
    whenQuiet: (work) => afterOthers(async () => ({ done: Promise.resolve(await work()) })),
  }

  function lastUndoable(stack: HistoryId[]): HistoryLabel | null {
    return store.history.get(stack.findLast((id) => store.history.get(id)?.undoable)!) ?? null
  }

  function step(from: HistoryId[], to: HistoryId[], kind: 'undo' | 'redo'): Promise<Receipt | null> {
    return inTurn(async () => {
      for (let id = from.at(-1); id; id = from.at(-1)) {
        // Undone meanwhile from the history, as a batch, or of somebody erased: what was done before it is next.
        if (!store.history.get(id)?.undoable) {
          from.pop()
          continue
        }
        const undone = await undoing(id, kind)
        // Not before: what the disk refused to undo can still be undone.
        from.pop()
        to.push(undone.label.id)
        return undone
      }
      return { done: Promise.resolve(null) }
    })
  }
}

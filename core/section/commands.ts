/**
 * One edit = one command = one entry of the log = one history record that can be undone.
 * Commands run one after another. An edit is shown at once and its receipt comes after the journal's fsync; an import
 * is shown only once all of it is on disk, so that a full disk leaves the base as it was.
 */
import type { SignUp, SignUpPlace, SignUpState } from '../domain/agenda/action'
import type { ErasureReason } from '../domain/erasure'
import type { HistoryId, PersonId } from '../domain/ids'
import { newId } from '../domain/ids'
import type { Person, PersonDraft, PersonEdit } from '../domain/person'
import type { PeopleSelection } from '../domain/query'
import { PortError } from '../ports/errors'
import { createActionCommands, type ActionCommands } from './action-commands'
import { createCallCommands, type CallCommands } from './call-commands'
import { createCommandWriter, noWork, type CommandDraft, type Receipt } from './command-writer'
import { deletion, isDeleted } from './deletion'
import { createEntryCommands, type EntryCommands } from './entry-commands'
import { erasePeople, liftErasures } from './erasure'
import { fingerprint } from './fingerprint'
import type { HistoryChanges, HistoryKind, HistoryLabel } from './history'
import { changesOfChoice } from './person-conflicts'
import { fieldOfKey, signUpKey, signUpValue } from './person-keys'
import { changesOfEdits, changesOfSignUps, keysOfDraft, personFromKeys } from './person-record'
import { createRecordEditor, stopIfAsked, type Watch } from './record-editor'
import { createLibraryCommands, type LibraryCommands } from './library-commands'
import type { RecordUpdate } from './payload'
import { encodeNewRecord, openRecord, type KeyChange, type RecordKeys } from './record'
import type { RecordGroup } from './record-log'
import { sameValue } from './record-value'
import { backToPoint } from './restore-point'
import { rescueWork } from './rescue'
import type { SectionStore } from './section-store'
import { createSectorCommands, type SectorCommands } from './sector-commands'
import { groupByShard, recordKinds } from './shards'
import { settingsId } from './tables'
import { createUndoStack, shownAtOnce, type InTurn, type UndoStack } from './undo-stack'

/** What an import would do, decided by core/csv. */
export interface ImportWork {
  created: readonly PersonDraft[]
  edited: readonly { id: PersonId; edits: readonly PersonEdit[] }[]
  /** Kind and number of rows of the file; never its name. */
  detail: string
}

export interface SectionCommands extends ActionCommands, SectorCommands, LibraryCommands, EntryCommands, CallCommands, Pick<UndoStack, 'undo' | 'redo' | 'undoLabel' | 'redoLabel'> {
  /**
   * Rejects with `person-erased` for somebody on the suppression list, unless that was said and she is wanted all the same:
   * `keep` her prints, so that an import stays stopped, or `lift` them, as she has agreed anew.
   */
  createPerson(id: PersonId, draft: PersonDraft, despite?: 'keep' | 'lift'): Promise<Receipt>
  editPeople(selection: PeopleSelection, edits: readonly PersonEdit[], watch?: Watch): Promise<Receipt>
  /** Settles a field that was changed in two places: `choice` is the name of a kept value, `null` for what is under `key` itself (see FieldConflict). */
  choosePerson(id: PersonId, key: string, choice: string | null): Promise<Receipt>
  /** Says of several people, as one deed, how far each is on the way to an action; `null` takes it back. With `was`, only of whoever still says so. */
  signUp(changes: readonly { person: PersonId; signUp: SignUpPlace; state: SignUpState | null; was?: SignUp }[]): Promise<Receipt>
  deletePeople(selection: PeopleSelection, watch?: Watch): Promise<Receipt>
  /** For good: neither undo nor an import brings them back. What is left of them in the journal and beside it is taken out later (leftovers.ts). */
  erasePeople(selection: PeopleSelection, reason: ErasureReason, watch?: Watch): Promise<Receipt>
  importPeople(work: ImportWork, watch?: Watch): Promise<Receipt>
  changeSettings(kind: HistoryKind, changes: readonly KeyChange[]): Promise<Receipt>
  /** Makes these people what they were at a restore point (absent = none), as one batch. `detail`: when it was made. */
  returnToPoint(ids: readonly PersonId[], then: ReadonlyMap<PersonId, RecordKeys>, detail: string, watch?: Watch): Promise<Receipt>
  /** Writes that something left the base (an export, a print, a backup), or that the base came out of a backup. `of`: a sheet of one action and how it left, or a document of the library, whose `scope` is the commons whoever prints it: everybody is to see what was printed; `changes`: what is on it (printed-sheet.ts). */
  record(kind: 'export' | 'print' | 'section.create' | 'backup' | 'restore', count: number, detail: string, of?: Pick<HistoryLabel, 'action' | 'on' | 'asset' | 'scope' | 'copies' | 'way'>, changes?: HistoryChanges): Promise<Receipt>
  /** Undoes one entry, however old, keeping what was edited since. Rejects with `nothing-to-undo`. */
  undoEntry(id: HistoryId, watch?: Watch): Promise<Receipt>
  /** Entries that other devices sealed, between two commands: what is edited next is edited on them. See `SectionStore.receive`. */
  receive: SectionStore['receive']
  /** Refuses every command from here on with `section-locked`, or takes them again: what is asked of a section that is being left must not be half done. */
  hold(on: boolean): void
  /** Runs when no command does, and after all that were sent before. */
  whenQuiet<Value>(work: () => Promise<Value>): Promise<Value>
}

export function createCommands(store: SectionStore, clock: () => number): SectionCommands {
  const { log } = store
  // One Yjs client for this run: its clocks go on in each record's state, and no other run uses it.
  const client = crypto.getRandomValues(new Uint32Array(1))[0]! || 1
  const editor = createRecordEditor(store, client, clock)
  const { editRecords, take, forget } = editor
  const writer = createCommandWriter(store, editor, client, clock)
  const { commit, depthWith } = writer

  // Before anyone's command: what the journal lost is there again for it.
  let turn: Promise<unknown> = store.loaded.then(() => rescue().catch(() => {}))
  let held = false
  /** Whoever writes history in a compartment holds its key. */
  const inTurn: InTurn = (work, scope = 'people') => {
    if (held) return Promise.reject(new PortError('section-locked'))
    return store.membership.holds(scope) ? afterOthers(work) : Promise.reject(new PortError('role-forbids'))
  }
  const undoStack = createUndoStack({ store, editor, writer, inTurn, client, clock })
  const { remember } = undoStack

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

  /** A command that edits people as they stand. */
  async function change(draft: CommandDraft, ids: readonly PersonId[], decide: Parameters<typeof editRecords>[1], watch?: Watch) {
    const { changed, ...edited } = await editRecords(ids, decide, watch)
    const committed = await commit({ ...draft, wholeOrNothing: edited.updates.length > shownAtOnce }, { ...edited, changes: { changed, created: [] } })
    if (edited.updates.length > 0) remember(committed.label)
    return committed
  }

  const idsOf = (selection: PeopleSelection) => (selection.kind === 'ids' ? selection.ids : store.people.select(selection).map(({ id }) => id))

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

    signUp: (changes) =>
      inTurn(async () => {
        const at = clock()
        const edits = new Map<string, { edit: PersonEdit; was: SignUp | undefined }[]>()
        for (const { person, signUp, state, was } of changes) {
          const edit: PersonEdit = { field: 'signUps', ...(state === null ? { remove: [signUp] } : { set: [{ ...signUp, state, at }] }) }
          edits.set(person, [...(edits.get(person) ?? []), { edit, was }])
        }
        const stillSays = (keys: RecordKeys, was: SignUp | undefined) => !was || sameValue(keys.get(signUpKey(was)), signUpValue(was))
        const ids = [...edits.keys()] as PersonId[]
        const draft: CommandDraft = { kind: ids.length === 1 ? 'person.edit' : 'people.edit', fields: ['signUps'], ...(ids.length === 1 ? { person: ids[0]! } : {}) }
        return change(draft, ids, (id, keys) => changesOfSignUps(keys, edits.get(id)!.flatMap(({ edit, was }) => (stillSays(keys, was) ? edit : []))))
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
        const committed = await commit({ kind }, { ...noWork, after: [[settingsId, record]], settings })
        store.applySettings(record.keys)
        return committed
      }),

    record(kind, count, detail, of, changes = noWork.changes) {
      // Whoever holds no key of people prints what names nobody: where that is noted, nothing of people is.
      const scope = of?.scope ?? (kind === 'print' && !store.membership.holds('people') ? 'commons' : 'people')
      return inTurn(async () => commit({ kind, detail, count, ...of, scope }, scope === 'people' ? { ...noWork, changes } : noWork), scope)
    },

    ...createActionCommands({ editor, client, clock, writer, inTurn, remember }),
    ...createSectorCommands({ editor, client, clock, writer, inTurn, remember }),
    ...createLibraryCommands({ editor, client, clock, writer, inTurn, remember }),
    ...createEntryCommands({ store, editor, client, clock, writer, inTurn, remember }),
    ...createCallCommands({ editor, clock, writer, inTurn, remember }),
    undo: undoStack.undo,
    redo: undoStack.redo,
    undoEntry: undoStack.undoEntry,
    undoLabel: undoStack.undoLabel,
    redoLabel: undoStack.redoLabel,
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
}

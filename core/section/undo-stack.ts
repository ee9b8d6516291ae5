/**
 * Undoing and doing again: the last deed of this run, or any entry of the history.
 * Invariant: an undo is a command like others, in the compartment of what it undoes; it leaves what was edited since.
 */
import type { HistoryId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { editCommons, joined, type EditedCommons } from './commons-editor'
import { commonsKinds, commonsNames } from './commons-records'
import { historyKindOf, type CommandScope, type CommandWriter, type Committed, type Marks, type Receipt, type Work } from './command-writer'
import { changesFromKeys, isUndoable, newHistoryId, subjectOf, undoneChange, type HistoryChanges, type HistoryLabel } from './history'
import type { RecordEditor, Watch } from './record-editor'
import { createRevert } from './revert'
import type { SectionStore } from './section-store'
import { recordKinds } from './shards'

/** A command on more people than this is shown and acknowledged only once it is durable, like an import. */
export const shownAtOnce = 256

/** One command after the other; `work` answers what to wait for after the next may start. */
export type InTurn = <Value>(work: () => Promise<{ done: Promise<Value> }>, scope?: CommandScope) => Promise<Value>

export interface UndoStack {
  remember(label: HistoryLabel): void
  undo(): Promise<Receipt | null>
  redo(): Promise<Receipt | null>
  undoEntry(id: HistoryId, watch?: Watch): Promise<Receipt>
  undoLabel(): HistoryLabel | null
  redoLabel(): HistoryLabel | null
}

export function createUndoStack(ports: {
  store: SectionStore
  editor: RecordEditor
  writer: CommandWriter
  inTurn: InTurn
  client: number
  clock: () => number
}): UndoStack {
  const { store, editor, writer, inTurn, client, clock } = ports
  const undoStack: HistoryId[] = []
  const redoStack: HistoryId[] = []
  const scopeOf = (id: HistoryId | undefined): CommandScope => (id && store.history.get(id)?.scope) || 'people'

  /** Marks an entry as in effect or undone; undoing an undo puts what it undid into effect again. */
  async function mark(id: HistoryId, undoneBy: HistoryId | null, marks: Marks): Promise<void> {
    const label = store.history.get(id)
    if (!label) return
    const kind = historyKindOf(label)
    const [key, value] = undoneChange(undoneBy)
    const edited = (await editor.take(kind, id)).edit(client, [[key, value]])
    if (edited) {
      marks.updates.push({ kind, id, at: 0, update: edited.update })
      marks.after.push([id, edited.record])
    }
    const { undoneBy: _before, ...rest } = label
    marks.labels.push({ ...rest, undoable: isUndoable(label) && !undoneBy, ...(undoneBy ? { undoneBy } : {}) })
    if (label.kind === 'undo' || label.kind === 'redo') await mark(label.detail as HistoryId, undoneBy ? null : id, marks)
  }

  async function revertPeople(changes: HistoryChanges, watch: Watch) {
    const revert = createRevert(changes, recordKinds.person, clock())
    const edited = await editor.editRecords(revert.ids, revert.decide, watch)
    return { ...edited, keptSince: revert.keptSince() }
  }

  async function revertCommons(changes: HistoryChanges) {
    const edited: EditedCommons[] = []
    let keptSince = 0
    for (const name of commonsNames) {
      const revert = createRevert(changes, commonsKinds[name].kind, clock())
      edited.push(await editCommons({ editor, client, clock }, name, revert.ids, revert.decide))
      keptSince += revert.keptSince()
    }
    return { ...joined(edited), keptSince }
  }

  async function undoing(id: HistoryId, kind: 'undo' | 'redo', watch: Watch = {}): Promise<Committed> {
    const label = store.history.get(id)
    if (!label?.undoable) throw new PortError('nothing-to-undo')
    const { scope } = label
    const changes = changesFromKeys((await editor.take(historyKindOf(label), id)).keys)
    const { changed, keptSince, ...edited } = scope === 'commons' ? await revertCommons(changes) : await revertPeople(changes, watch)
    const work: Work = { ...edited, changes: { changed, created: [] } }
    const marks: Marks = { labels: [], updates: [], after: [] }
    const own = newHistoryId(clock())
    await mark(id, own, marks)
    return writer.commit(
      {
        kind, id: own, detail: id, fields: label.fields, ...(scope ? { scope } : {}), ...subjectOf(label),
        wholeOrNothing: edited.updates.length > shownAtOnce,
      },
      work,
      marks,
      keptSince,
    )
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
    }, scopeOf(lastUndoable(from)?.id))
  }

  return {
    remember(label) {
      undoStack.push(label.id)
      redoStack.length = 0
    },
    undo: () => step(undoStack, redoStack, 'undo'),
    redo: () => step(redoStack, undoStack, 'redo'),
    undoEntry: (id, watch) =>
      inTurn(async () => {
        const undone = await undoing(id, 'undo', watch)
        const at = undoStack.lastIndexOf(id)
        if (at >= 0) undoStack.splice(at, 1)
        redoStack.push(undone.label.id)
        return undone
      }, scopeOf(id)),
    undoLabel: () => lastUndoable(undoStack),
    redoLabel: () => {
      const undo = lastUndoable(redoStack)
      // What would be done again is what the undo undid.
      return undo ? (store.history.get(undo.detail as HistoryId) ?? undo) : null
    },
  }
}

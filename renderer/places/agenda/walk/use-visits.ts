/**
 * What is keyed of an action's buildings. Invariant: a building is saved as one command as soon as its line is left, one after
 * the other; it is called saved only once the journal has it, and what was refused stays in its cells.
 */
import { useRef, useState } from 'react'
import { recurs, type Action, type ActionEdit, type Occurrence } from '#core/domain/agenda/action'
import type { Sector, Visit, VisitCounter } from '#core/domain/agenda/territory'
import { visitsApart } from '#core/domain/agenda/visits'
import { newId, type ActionId } from '#core/domain/ids'
import { useSayError } from '../../../ui/commands'
import { useEngine, useStable } from '../../../ui/engine'
import { cellsOf, countedOf, sameCounted, type VisitCells } from './visit-table'

type LineState = 'saving' | 'saved' | 'refused'

export interface VisitLine {
  cells: VisitCells
  counted: Visit['counted']
  state: LineState | null
  /** Keyed on another computer meanwhile: to choose from by keying anew. */
  apart: Visit['counted'][]
}

export interface Visits {
  lineOf(building: string): VisitLine
  /** Something is typed that no command carries yet. */
  dirty: boolean
  type(building: string, counter: VisitCounter, text: string): void
  /** Saves the line if it holds something new; false when it was refused. */
  save(building: string): Promise<boolean>
  saveAll(): Promise<boolean>
  /** The action that has the counters, where it was taken out of a series for them. */
  moved(): ActionId | null
}

export function useVisits(action: Action, occurrence: Occurrence, sector: Sector): Visits {
  const engine = useEngine()
  const sayError = useSayError()
  const [typed, setTyped] = useState<ReadonlyMap<string, VisitCells>>(new Map())
  const [kept, setKept] = useState<ReadonlyMap<string, Visit['counted']>>(new Map())
  const [states, setStates] = useState<ReadonlyMap<string, LineState>>(new Map())
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const taken = useRef<ActionId | null>(null)
  // Read by commands that wait for their turn: by then the screen has been drawn again.
  const latest = useRef({ typed, kept })
  latest.current = { typed, kept }

  const keptOf = (building: string) => latest.current.kept.get(building) ?? action.visits.find((visit) => visit.sector === sector.id && visit.building === building)?.counted ?? {}
  const cellsFor = (building: string) => latest.current.typed.get(building) ?? cellsOf(keptOf(building))
  const apartOf = (building: string) => (taken.current ? [] : visitsApart(action, { sector: sector.id, building }))
  /** What was keyed apart is settled by whoever keys the line anew, be it as it stands. */
  const differs = (building: string) => apartOf(building).length > 0 || !sameCounted(countedOf(cellsFor(building)), keptOf(building))
  const isNew = (building: string) => latest.current.typed.has(building) && differs(building)
  const set = <Value>(change: (update: (before: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>) => void, building: string, value: Value) => change((before) => new Map(before).set(building, value))

  const send = async (edit: ActionEdit) => {
    const id = taken.current ?? action.id
    if (taken.current || !recurs(action)) return void (await engine.call('execute', { type: 'action.edit', changes: [{ id, edits: [edit] }] }))
    // What was counted one evening is not of the other evenings of the series.
    const { action: made } = await engine.call('editSeries', { id, on: occurrence.start.local, scope: 'one', as: newId<ActionId>(), edits: [edit] })
    taken.current = made
  }

  const save = useStable((building: string): Promise<boolean> => {
    if (!isNew(building)) return Promise.resolve(true)
    const saved = queue.current.then(async () => {
      const counted = countedOf(cellsFor(building))
      // Left twice meanwhile.
      if (!isNew(building)) return true
      set(setStates, building, 'saving')
      try {
        await send({ field: 'visits', set: [{ sector: sector.id, building, counted }] })
        latest.current.kept = new Map(latest.current.kept).set(building, counted)
        latest.current.typed = new Map([...latest.current.typed].filter(([each, cells]) => each !== building || !sameCounted(countedOf(cells), counted)))
        setTyped(latest.current.typed)
        set(setKept, building, counted)
        set(setStates, building, 'saved')
        return true
      } catch (error) {
        set(setStates, building, 'refused')
        sayError(error)
        return false
      }
    })
    queue.current = saved
    return saved
  })

  return {
    lineOf(building) {
      const cells = cellsFor(building)
      const changed = isNew(building)
      const state = states.get(building) ?? null
      return { cells, counted: countedOf(cells), state: state === 'saved' && changed ? null : state, apart: apartOf(building) }
    },
    dirty: [...typed.keys()].some(isNew),
    type(building, counter, text) {
      const cells = { ...cellsFor(building), [counter]: text }
      latest.current.typed = new Map(latest.current.typed).set(building, cells)
      set(setTyped, building, cells)
    },
    save,
    async saveAll() {
      const saved = await Promise.all([...latest.current.typed.keys()].map(save))
      return saved.every(Boolean)
    },
    moved: () => taken.current,
  }
}

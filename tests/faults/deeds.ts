/**
 * Seeded work on a section, and what the section must hold after each piece of it. Commands have their turn one after the
 * other, so after a crash the section must be exactly what the first `n` of them made, with every acknowledged one among them.
 */
import type { Stream } from '#core/domain/demo/random'
import { idFromBytes, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import type { EngineRequest } from './engine'

/** A person as the model knows her; her last name is unique and never changes. */
interface Known {
  note: string
  tags: string[]
  deleted: boolean
}

/** By last name. Values are replaced, never changed. */
export type Model = ReadonlyMap<string, Known>

type Undo = (model: Map<string, Known>) => void

export interface Deed {
  kind: 'create' | 'edit' | 'bulk' | 'delete' | 'import' | 'undo'
  request: EngineRequest
  /** What the section holds once this is done. */
  after: Model
}

/** How many rows an import of the storm has: enough to be caught half way. */
const importRows = 120

/** CSV as any tool writes it. */
export function importFile(names: readonly string[]): Uint8Array {
  return new TextEncoder().encode(['Nom;Prénom;Note', ...names.map((name) => `${name};Zoé;importée`)].join('\n'))
}

/** Names of an import's rows, which are unique to it. */
export const importNames = (label: string): string[] => Array.from({ length: importRows }, (_, row) => `Import${label}L${row}`)

/**
 * `count` pieces of work on a section that holds `start`. `ids` names the people whom it already holds; people who are
 * created get theirs here. `imports` are sessions opened beforehand, one for each import, with the label of its file.
 */
export function planDeeds(chance: Stream, round: number, count: number, start: Model, ids: Map<string, PersonId>, imports: readonly { session: string; label: string }[]): Deed[] {
  const model = new Map(start)
  const undos: Undo[] = []
  const waiting = [...imports]
  const alive = () => [...model].filter(([name, { deleted }]) => !deleted && ids.has(name)).map(([name]) => name)
  const change = (name: string, next: Known, undo: Undo[]) => {
    const before = model.get(name)!
    undo.push((later) => later.set(name, before))
    model.set(name, next)
  }

  function plan(at: number): Pick<Deed, 'kind' | 'request'> {
    const undo: Undo[] = []
    const done = (kind: Deed['kind'], request: EngineRequest) => {
      if (undo.length > 0) undos.push((later) => undo.forEach((step) => step(later)))
      return { kind, request }
    }
    const word = `tour ${round}, geste ${at}`
    const drawn = chance.next()
    const here = alive()
    if (here.length > 0 && drawn < 0.45) {
      const name = chance.pick(here)
      change(name, { ...model.get(name)!, note: word }, undo)
      return done('edit', { method: 'execute', args: [{ type: 'person.edit', id: ids.get(name)!, edits: [{ field: 'note', value: word }] }] })
    }
    if (here.length > 0 && drawn < 0.55) {
      const tag = `t${round}-${at}`
      for (const [name, known] of model) if (!known.deleted) change(name, { ...known, tags: [...known.tags, tag] }, undo)
      const selection = { kind: 'query' as const, query: everyone, except: [] }
      return done('bulk', { method: 'execute', args: [{ type: 'people.edit', selection, edits: [{ field: 'tags', add: [tag] }] }] })
    }
    if (here.length > 3 && drawn < 0.6) {
      const name = chance.pick(here)
      change(name, { ...model.get(name)!, deleted: true }, undo)
      return done('delete', { method: 'execute', args: [{ type: 'people.delete', selection: { kind: 'ids', ids: [ids.get(name)!] } }] })
    }
    if (drawn < 0.67 && undos.length > 0) {
      undos.pop()!(model)
      return { kind: 'undo', request: { method: 'undo', args: [] } }
    }
    const importing = drawn < 0.72 ? waiting.shift() : undefined
    if (importing) {
      const names = importNames(importing.label)
      for (const name of names) model.set(name, { note: 'importée', tags: [], deleted: false })
      undos.push((later) => names.forEach((name) => later.set(name, { ...later.get(name)!, deleted: true })))
      return { kind: 'import', request: { method: 'importApply', args: [{ id: importing.session }] } }
    }
    const name = `Nom${round}G${at}`
    const id = idFromBytes<PersonId>(chance.bytes(16))
    ids.set(name, id)
    model.set(name, { note: '', tags: [], deleted: false })
    undos.push((later) => later.set(name, { ...later.get(name)!, deleted: true }))
    return { kind: 'create', request: { method: 'execute', args: [{ type: 'person.create', id, draft: { lastName: name, firstName: 'Zoé' } }] } }
  }

  return Array.from({ length: count }, (_, at) => ({ ...plan(at), after: new Map(model) }))
}

/**
 * The last of `deeds` that `people` hold, given the places of those that were acknowledged.
 * Throws when they are what no number of deeds made, or when an acknowledged one is missing.
 */
export function lastDone(deeds: readonly Deed[], acknowledged: readonly number[], people: Parameters<typeof describePeople>[0]): number {
  const found = describePeople(people)
  const last = Math.max(-1, ...acknowledged)
  const done = deeds.findIndex(({ after }, at) => at >= last && describeModel(after) === found)
  if (done >= 0) return done
  const lost = deeds.some(({ after }) => describeModel(after) === found)
  throw new Error(lost ? `acknowledged work is lost: ${last + 1} deeds were acknowledged` : `the section is in no state that its first deeds make, of which ${last + 1} were acknowledged`)
}

/** One text for what a section holds; of what is on the disk and of the model alike. */
function describeModel(model: Model): string {
  return [...model]
    .filter(([, { deleted }]) => !deleted)
    .map(([name, { note, tags }]) => `${name}|${note}|${[...tags].sort().join(',')}`)
    .sort()
    .join('\n')
}

function describePeople(people: readonly { lastName: string; note: string; tags: readonly string[] }[]): string {
  return people.map(({ lastName, note, tags }) => `${lastName}|${note}|${[...tags].sort().join(',')}`).sort().join('\n')
}

/** The people that are there, as a model to go on from. */
export function modelOf(people: readonly { lastName: string; note: string; tags: readonly string[] }[]): Model {
  return new Map(people.map(({ lastName, note, tags }) => [lastName, { note, tags: [...tags], deleted: false }]))
}

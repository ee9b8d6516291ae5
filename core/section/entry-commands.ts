/**
 * One line of a sign-in sheet: a person made or completed and her presence, as one deed; and a sheet that does not come back.
 * Invariant: whatever comes first (the disk, the power), there is never a person of a line who was not there, nor somebody
 * there whom the line did not make: both are in one entry.
 */
import type { SignUp } from '../domain/agenda/action'
import { lineDetail, type LineMark } from '../domain/agenda/entry-rows'
import { signUpsOf } from '../domain/agenda/sign-ups'
import type { ActionId, PersonId } from '../domain/ids'
import type { Person, PersonDraft, PersonEdit, PersonField } from '../domain/person'
import { PortError } from '../ports/errors'
import type { CommandDraft, CommandWriter, Receipt, Work } from './command-writer'
import { noWork } from './command-writer'
import { isDeleted } from './deletion'
import { liftErasures } from './erasure'
import { fingerprint } from './fingerprint'
import { changesOfSignUps, keysOfDraft, personFromKeys } from './person-record'
import { encodeNewRecord, openRecord } from './record'
import type { RecordEditor } from './record-editor'
import type { SectionStore } from './section-store'
import { recordKinds } from './shards'
import type { InTurn, UndoStack } from './undo-stack'

export interface KeyedLine {
  mark: LineMark
  /** `null`: a sheet of no action of the agenda: nobody is signed up. `at`: when it took place, in ms since 1970. */
  of: { action: ActionId; on: string; at: number } | null
  /** She was only met at the action, in a market's alley: it is of it, but she did not come to it. */
  met?: true
  /** Whose proxies she holds who attended an assembly; absent: whatever is known of that. */
  proxies?: readonly PersonId[]
  /** `null`: nobody could be read. */
  person: { id: PersonId } & ({ draft: PersonDraft; despite?: 'keep' | 'lift' } | { edits(person: Person): readonly PersonEdit[] }) | null
}

export interface EntryCommands {
  /** Rejects with `person-erased` for somebody who was deleted or erased meanwhile, or who was erased before (see `createPerson`); with `action-gone`. */
  keyLine(line: KeyedLine): Promise<Receipt>
  /** Says of a sheet that was printed that it will not come back. */
  loseSheet(code: string, of: { action: ActionId; on: string }): Promise<Receipt>
}

interface Ports {
  store: SectionStore
  editor: RecordEditor
  writer: CommandWriter
  inTurn: InTurn
  remember: UndoStack['remember']
  client: number
  clock: () => number
}

export function createEntryCommands({ store, editor, writer, inTurn, remember, client, clock }: Ports): EntryCommands {
  /** The time of the action, not of the keying: two who key one sheet apart say the same, and nobody has to choose. */
  const attended = ({ action, on, at }: NonNullable<KeyedLine['of']>, shift: string): SignUp => ({ action, on, shift, state: 'attended', at })

  /** Her place, where she has one: who signed up for a shift is not there twice. */
  function presence(of: NonNullable<KeyedLine['of']>, person: Pick<Person, 'signUps'>): SignUp {
    const [only, ...others] = signUpsOf(person, store.actions.get(of.action)!, of.on, (id) => store.actions.get(id))
    return only && others.length === 0 ? { ...only, state: 'attended' } : attended(of, '')
  }

  async function known(id: PersonId, edits: (person: Person) => readonly PersonEdit[], of: KeyedLine['of'], proxies: KeyedLine['proxies']): Promise<{ work: Work; fields: PersonField[] }> {
    const fields = new Set<PersonField>()
    let there = false
    const { changed, ...edited } = await editor.editRecords([id], (_id, keys) => {
      const person = isDeleted(keys) ? null : personFromKeys(id, keys, clock())
      if (!person) return []
      there = true
      const all: PersonEdit[] = [...edits(person), ...(of ? [{ field: 'signUps' as const, set: [{ ...presence(of, person), ...(proxies && { proxies }) }] }] : [])]
      for (const { field } of all) fields.add(field)
      return changesOfSignUps(keys, all)
    })
    if (!there) throw new PortError('person-erased')
    return { work: { ...edited, changes: { changed, created: [] } }, fields: [...fields] }
  }

  function made(id: PersonId, draft: PersonDraft, of: KeyedLine['of']): Work {
    const at = clock()
    const keys = keysOfDraft({ ...draft, ...(of ? { signUps: [attended(of, '')] } : {}) }, at)
    const update = encodeNewRecord(client, keys)
    return {
      updates: [{ kind: recordKinds.person, id, at, update }],
      rows: [{ id, person: personFromKeys(id, keys, at) }],
      after: [[id, openRecord(id, [update])]],
      changes: { changed: [], created: [{ kind: recordKinds.person, id, fingerprint: fingerprint(keys) }] },
    }
  }

  return {
    loseSheet: (code, of) =>
      inTurn(async () => {
        await store.loaded
        const committed = await writer.commit({ kind: 'sheet.lost', detail: code, count: 0, ...of }, noWork)
        remember(committed.label)
        return committed
      }),
    keyLine: ({ mark, of, met, person, proxies }) =>
      inTurn(async () => {
        await store.loaded
        if (of && !store.actions.has(of.action)) throw new PortError('action-gone')
        const label: CommandDraft = {
          kind: 'sheet.line', detail: lineDetail(mark), count: person ? 1 : 0, ...(person ? { person: person.id } : {}), ...(of ? { action: of.action, on: of.on } : {}),
        }
        if (person && store.erasures().has(person.id)) throw new PortError('person-erased')
        if (person && 'draft' in person) {
          const erased = await store.suppression.matching(person.draft)
          if (erased.length > 0 && !person.despite) throw new PortError('person-erased')
          const lifted = person.despite === 'lift' ? { labels: [], updates: await liftErasures(editor, erased, client), after: [] } : undefined
          const committed = await writer.commit(label, made(person.id, person.draft, met ? null : of), lifted)
          if (lifted) await store.applyErasures(erased)
          remember(committed.label)
          return committed
        }
        const { work, fields } = person ? await known(person.id, person.edits, met ? null : of, proxies) : { work: noWork, fields: [] }
        // Also where the base knew all of it already: the line is keyed.
        const committed = await writer.commit({ ...label, fields }, work)
        remember(committed.label)
        return committed
      }),
  }
}

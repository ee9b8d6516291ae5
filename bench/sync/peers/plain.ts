/** People as who does without a sealed log would write them: a `Y.Map` of `Y.Map`, one key a field. */
import * as Y from 'yjs'
import { newId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'

const isFilled = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** Adds them in one transaction. */
export function plainPeople(doc: Y.Doc, drafts: readonly PersonDraft[]): void {
  const people = doc.getMap<Y.Map<unknown>>('people')
  doc.transact(() => {
    for (const draft of drafts) people.set(newId(), new Y.Map(Object.entries(draft).filter(([, value]) => isFilled(value))))
  })
}

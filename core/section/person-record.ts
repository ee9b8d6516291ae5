/**
 * The keys of a person's record. Names are short (they are repeated in each of 100,000 records) and are never
 * renamed or reused: the schema is additive. A tag, an e-mail, a consent is a key of its own, so that two people
 * who each add one while apart both keep theirs.
 * Invariant: keys that this version does not know are carried in `extra` and never written to, hence never lost.
 */
import type { ActionId, PersonId } from '../domain/ids'
import { emptyPerson, setFields, textFields, type ContactPoint, type FieldConflict, type Person, type PersonDraft, type PersonEdit } from '../domain/person'
import { isKept } from './conflicts'
import { isEditedApart } from './deletion'
import { conflictsIn, keptOf, withIdle } from './person-conflicts'
import { callFromKey, callKey, callValue, consentFromKey, consentId, consentValue, contactForKey, deletedKey, emailId, fieldOfPrefix, fieldOfTextKey, followUpFromKey, followUpKey, followUpValue, orderOf, phoneId, pointOf, setPrefixes, signUpFromKey, signUpKey, signUpValue, textKeys } from './person-keys'
import type { KeyChange, RecordKeys, RecordValue } from './record'

/** When the record was made, in ms since 1970. When it was last changed is told by the log: a key of its own would conflict at every merge. */
const createdKey = 'ca'

/** Of whoever was deleted in one place and edited in another: shown until someone decides. */
const deletedApart: FieldConflict = { field: 'deleted', key: deletedKey, stands: '', kept: [], others: [] }

/** Shared by all people who have none: 100,000 empty arrays would cost 1.6 MB each field. */
const none: never[] = Object.freeze([]) as never

function contactKeys(points: readonly ContactPoint[], idOf: (value: string) => string): [string, RecordValue][] {
  const seen = new Set<string>()
  const keys: [string, RecordValue][] = []
  for (const point of points) {
    const key = idOf(point.value)
    if (!point.value.trim() || seen.has(key)) continue
    seen.add(key)
    keys.push([key, [keys.length, point.value, point.label]])
  }
  return keys
}

/** The keys of a new record, in a fixed order, empty fields left out. */
export function keysOfDraft(draft: PersonDraft, at: number): [string, RecordValue][] {
  const keys: [string, RecordValue][] = []
  for (const field of textFields) {
    const text = draft[field]
    if (text) keys.push([textKeys[field], text])
  }
  if (draft.emails) keys.push(...contactKeys(draft.emails, emailId))
  if (draft.phones) keys.push(...contactKeys(draft.phones, phoneId))
  for (const field of setFields) {
    const words = draft[field]
    if (words?.length) for (const word of new Set(words)) keys.push([setPrefixes[field] + word, 1])
  }
  if (draft.consents?.length) keys.push(...new Map(draft.consents.map((consent) => [consentId(consent), consentValue(consent)])))
  if (draft.externalIds?.length) {
    for (const external of new Set(draft.externalIds.map(({ source, value }) => `x:${source}:${value}`))) keys.push([external, 1])
  }
  for (const signUp of draft.signUps ?? []) keys.push([signUpKey(signUp), signUpValue(signUp)])
  for (const call of draft.calls ?? []) keys.push([callKey(call), callValue(call)])
  for (const followUp of draft.followUps ?? []) keys.push([followUpKey(followUp), followUpValue(followUp)])
  for (const action of draft.contactFor ?? []) keys.push([contactForKey(action), 1])
  keys.push([createdKey, at])
  return keys
}

/** The person that these keys mean, last changed at `at` (ms since 1970), or `null` when it was deleted. */
export function personFromKeys(id: PersonId, keys: Iterable<readonly [string, RecordValue]>, at: number): Person | null {
  const person = emptyPerson(id, at)
  let emails: [string, RecordValue][] | undefined
  let phones: [string, RecordValue][] | undefined
  let kept: [string, RecordValue][] | undefined
  let deleted = false
  person.emails = person.phones = person.actionModes = person.skills = person.availability = person.tags = none
  person.consents = person.externalIds = none
  for (const entry of keys) {
    // Not taken apart by a pattern: that is an iterator for each key of everyone.
    const key = entry[0]
    const value = entry[1]
    const field = fieldOfTextKey.get(key)
    if (field) person[field] = String(value) as never
    else if (key === createdKey) person.createdAt = Number(value)
    else if (key === deletedKey) {
      if (!isEditedApart(value, keys)) return null
      deleted = true
    }
    else if (isKept(key)) (kept ??= []).push([key, value])
    else if (key.charCodeAt(1) !== 58 /* : */) (person.extra ??= {})[key] = value
    else {
      const words = fieldOfPrefix.get(key.slice(0, 2))
      if (words) person[words] = person[words] === none ? [key.slice(2)] : [...person[words], key.slice(2)]
      else if (key.startsWith('e:')) (emails ??= []).push([key, value])
      else if (key.startsWith('p:')) (phones ??= []).push([key, value])
      else if (key.startsWith('c:')) {
        const consent = consentFromKey(key, value)
        person.consents = person.consents === none ? [consent] : [...person.consents, consent]
      } else if (key.startsWith('x:')) {
        const colon = key.indexOf(':', 2)
        const external = { source: key.slice(2, colon), value: key.slice(colon + 1) }
        person.externalIds = person.externalIds === none ? [external] : [...person.externalIds, external]
      } else if (key.startsWith('a:')) (person.signUps ??= []).push(signUpFromKey(key, value))
      else if (key.startsWith('k:')) (person.calls ??= []).push(callFromKey(key, value))
      else if (key.startsWith('f:')) (person.followUps ??= []).push(followUpFromKey(key, value))
      else if (key.startsWith('g:')) (person.contactFor ??= []).push(key.slice(2) as ActionId)
      else (person.extra ??= {})[key] = value
    }
  }
  if (emails) person.emails = inOrder(emails)
  if (phones) person.phones = inOrder(phones)
  if (kept) withConflicts(person, kept, new Map(keys))
  if (deleted) person.conflicts = [deletedApart, ...(person.conflicts ?? [])]
  // Two machines may have received the keys in different orders: lists must read the same on both.
  for (const words of [person.actionModes, person.skills, person.availability, person.tags]) if (words.length > 1) words.sort()
  if (person.externalIds.length > 1) person.externalIds.sort((one, other) => (`${one.source} ${one.value}` < `${other.source} ${other.value}` ? -1 : 1))
  if (person.signUps && person.signUps.length > 1) person.signUps.sort((one, other) => (signUpKey(one) < signUpKey(other) ? -1 : 1))
  person.calls?.sort((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1))
  person.followUps?.sort((one, other) => (one.due === other.due ? (one.id < other.id ? -1 : 1) : one.due > other.due ? -1 : 1))
  person.contactFor?.sort()
  if (person.consents.length > 1) person.consents.sort((one, other) => (consentId(one) < consentId(other) ? -1 : 1))
  return person
}

/** Of answers given apart, the more cautious one counts until someone chooses: a refusal, then no answer. */
function withConflicts(person: Person, kept: [string, RecordValue][], keys: RecordKeys): void {
  const { conflicts, unknown } = conflictsIn(kept, keys)
  for (const [key, value] of unknown) (person.extra ??= {})[key] = value
  if (conflicts.length === 0) return
  person.conflicts = conflicts
  for (const { field, key, stands } of conflicts) {
    if (field !== 'consents') continue
    const others = person.consents.filter((consent) => consentId(consent) !== key)
    person.consents = typeof stands === 'object' && 'purpose' in stands ? [...others, stands] : others
  }
}

function inOrder(points: [string, RecordValue][]): ContactPoint[] {
  if (points.length > 1) points.sort((one, other) => orderOf(one[1]) - orderOf(other[1]) || (one[0] < other[0] ? -1 : 1))
  return points.map(([, value]) => pointOf(value))
}

/** The keys that edits change, given the record's present keys. What is already so is left out. */
export function changesOfEdits(keys: RecordKeys, edits: readonly PersonEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  /** An answer that is written anew, or taken down, settles what was answered apart. */
  const settle = (key: string, value: RecordValue | undefined) => {
    for (const name of keptOf(keys, key)) changes.set(name, undefined)
    changes.set(key, value)
  }
  for (const edit of edits) {
    switch (edit.field) {
      case 'emails':
      case 'phones': {
        const prefix = edit.field === 'emails' ? 'e:' : 'p:'
        const wanted = new Map(contactKeys(edit.value, edit.field === 'emails' ? emailId : phoneId))
        for (const key of keys.keys()) if (key.startsWith(prefix) && !wanted.has(key)) changes.set(key, undefined)
        for (const [key, value] of wanted) changes.set(key, value)
        break
      }
      case 'consents':
        for (const consent of edit.remove ?? []) settle(consentId(consent), undefined)
        for (const consent of edit.set ?? []) settle(consentId(consent), consentValue(consent))
        break
      case 'signUps':
        for (const place of edit.remove ?? []) settle(signUpKey(place), undefined)
        for (const signUp of edit.set ?? []) settle(signUpKey(signUp), signUpValue(signUp))
        break
      case 'calls':
        for (const call of edit.set) settle(callKey(call), callValue(call))
        break
      case 'followUps':
        for (const id of edit.remove ?? []) settle(followUpKey({ id }), undefined)
        for (const followUp of edit.set ?? []) settle(followUpKey(followUp), followUpValue(followUp))
        break
      case 'contactFor':
        for (const action of edit.remove ?? []) changes.set(contactForKey(action), undefined)
        for (const action of edit.add ?? []) changes.set(contactForKey(action), 1)
        break
      case 'externalIds':
        for (const { source, value } of edit.remove ?? []) changes.set(`x:${source}:${value}`, undefined)
        for (const { source, value } of edit.add) changes.set(`x:${source}:${value}`, 1)
        break
      case 'actionModes':
      case 'skills':
      case 'availability':
      case 'tags':
        for (const word of edit.remove ?? []) changes.set(setPrefixes[edit.field] + word, undefined)
        for (const word of edit.add ?? []) if (word.trim()) changes.set(setPrefixes[edit.field] + word.trim(), 1)
        break
      default:
        changes.set(textKeys[edit.field], edit.value === '' ? undefined : edit.value)
    }
  }
  return [...withIdle(keys, changes)].filter(([key, value]) => value !== undefined || keys.has(key))
}

/**
 * As `changesOfEdits`, of sign-ups: whoever was signed up and now confirms, or comes, keeps the time at which she first said so.
 * Her place in the order of a full shift hangs on it.
 */
export function changesOfSignUps(keys: RecordKeys, edits: readonly PersonEdit[]): KeyChange[] {
  const kept = edits.map((edit): PersonEdit => {
    if (edit.field !== 'signUps' || !edit.set) return edit
    return {
      ...edit,
      set: edit.set.map((signUp) => {
        const key = signUpKey(signUp)
        const before = keys.has(key) ? signUpFromKey(key, keys.get(key)!) : null
        const goesOn = before && before.state !== 'invited' && before.state !== 'cancelled'
        if (!goesOn) return signUp
        // Said again that she came, by who knows nothing of proxies: she still holds them.
        const held = signUp.state === 'attended' && before.proxies && !signUp.proxies ? { proxies: before.proxies } : {}
        return { ...signUp, ...held, at: before.at }
      }),
    }
  })
  return changesOfEdits(keys, kept)
}

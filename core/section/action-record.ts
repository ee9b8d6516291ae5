/**
 * The keys of an action's record. Names are short and are never renamed or reused. A shift, a task, a proposed date, somebody's
 * support, a date left out is a key of its own, so that two organizers who each change one while apart both keep theirs.
 * When it begins, ends and recurs is one key: a half of one's change and a half of another's would be a time nobody meant.
 * Invariant: keys that this version does not know are carried in `extra` and never written to.
 */
import {
  actionTexts, emptyAction, type Action, type ActionDraft, type ActionEdit, type ActionText, type Counter, type Material, type ProposedDate, type Shift, type Support, type Task,
} from '../domain/agenda/action'
import type { Moment } from '../domain/agenda/moment'
import { visitField } from '../domain/agenda/visits'
import type { ActionId, DeviceId } from '../domain/ids'
import { isKept, readKeptName } from './conflicts'
import { isDeleted } from './deletion'
import { keptOf } from './person-conflicts'
import type { KeyChange, RecordKeys, RecordValue } from './record'
import { visitFrom, visitKey, visitPrefix, visitValue } from './visit-keys'

const textKeys: Record<ActionText, string> = {
  kind: 'k', title: 't', status: 'st', reason: 're', city: 'ct', cityCode: 'cc', address: 'ad', place: 'pl', audience: 'au', description: 'de', report: 'rp', uid: 'ui', sector: 'se',
}
const fieldOfText = new Map(Object.entries(textKeys).map(([field, key]) => [key, field as ActionText]))
const whenKey = 'w'
const sequenceKey = 'sq'
const createdKey = 'ca'
const fromKey = 'fr'
const countedPrefix = 'n:'
const prefixes = { except: 'x:', also: 'a:', shifts: 's:', tasks: 'l:', material: 'm:', dates: 'd:' } as const

const momentName = ({ local, zone }: Moment) => `${local}|${zone ?? ''}`
function momentOf(name: string): Moment {
  const bar = name.indexOf('|')
  return { local: name.slice(0, bar), zone: name.slice(bar + 1) || null }
}

const whenValue = ({ start, end, rule }: Pick<Action, 'start' | 'end' | 'rule'>): RecordValue => [momentName(start), momentName(end), rule]
const shiftValue = ({ from, to, least, most, role }: Shift): RecordValue => [from, to, least, most, role]
const taskValue = ({ text, done }: Task): RecordValue => [text, done]
const materialValue = ({ text, quantity }: Material): RecordValue => [text, quantity]
const dateValue = ({ start, end }: ProposedDate): RecordValue => [momentName(start), momentName(end)]
const supportKey = ({ date, device }: Pick<Support, 'date' | 'device'>) => `v:${date}:${device}`

const listed = (value: RecordValue): readonly RecordValue[] => (Array.isArray(value) ? value : [])
const textAt = (value: RecordValue, at: number) => String(listed(value)[at] ?? '')
const numberAt = (value: RecordValue, at: number) => Number(listed(value)[at] ?? 0)

/** The keys of a new record, in a fixed order, what is empty left out. */
export function keysOfAction(draft: ActionDraft, at: number): [string, RecordValue][] {
  const keys: [string, RecordValue][] = []
  for (const field of actionTexts) if (draft[field]) keys.push([textKeys[field], draft[field]])
  keys.push([whenKey, whenValue({ ...draft, rule: draft.rule ?? '' })])
  for (const field of ['except', 'also'] as const) for (const moment of draft[field] ?? []) keys.push([prefixes[field] + momentName(moment), 1])
  for (const shift of draft.shifts ?? []) keys.push([prefixes.shifts + shift.id, shiftValue(shift)])
  for (const task of draft.tasks ?? []) keys.push([prefixes.tasks + task.id, taskValue(task)])
  for (const material of draft.material ?? []) keys.push([prefixes.material + material.id, materialValue(material)])
  for (const date of draft.dates ?? []) keys.push([prefixes.dates + date.id, dateValue(date)])
  for (const support of draft.support ?? []) keys.push([supportKey(support), support.can ? 1 : 0])
  for (const [counter, value] of Object.entries(draft.counted ?? {})) keys.push([countedPrefix + counter, value])
  for (const visit of draft.visits ?? []) keys.push([visitKey(visit), visitValue(visit)])
  if (draft.from) keys.push([fromKey, [draft.from.action, draft.from.on]])
  if (draft.sequence) keys.push([sequenceKey, draft.sequence])
  keys.push([createdKey, at])
  return keys
}

/** The action that these keys mean, last changed at `at` (ms since 1970); `null` when it was deleted, or does not say when it is. */
export function actionFromKeys(id: ActionId, keys: RecordKeys, at: number): Action | null {
  const when = keys.get(whenKey)
  if (isDeleted(keys) || when === undefined) return null
  const action = emptyAction(id, { start: momentOf(textAt(when, 0)), end: momentOf(textAt(when, 1)), rule: textAt(when, 2) }, at)
  const except: Moment[] = []
  const also: Moment[] = []
  const apart = new Map<string, string[]>()
  for (const [key, value] of keys) {
    const field = fieldOfText.get(key)
    const rest = key.slice(2)
    if (field) action[field] = String(value) as never
    else if (key === sequenceKey) action.sequence = Number(value)
    else if (key === fromKey) action.from = { action: textAt(value, 0) as ActionId, on: textAt(value, 1) }
    else if (key === createdKey) action.createdAt = Number(value)
    else if (isKept(key)) {
      const of = readKeptName(key)?.key ?? ''
      const visited = of.startsWith(visitPrefix) && value !== null ? visitFrom(of, value) : null
      const name = of === whenKey ? 'when' : visited ? visitField(visited) : fieldOfText.get(of)
      if (name && value !== null && JSON.stringify(value) !== JSON.stringify(keys.get(of))) apart.set(name, [...(apart.get(name) ?? []), of === whenKey ? textAt(value, 0) : visited ? JSON.stringify(visited.counted) : String(value)])
    } else if (key.startsWith(prefixes.except)) except.push(momentOf(rest))
    else if (key.startsWith(prefixes.also)) also.push(momentOf(rest))
    else if (key.startsWith(prefixes.shifts)) action.shifts.push({ id: rest, from: numberAt(value, 0), to: numberAt(value, 1), least: numberAt(value, 2), most: numberAt(value, 3), role: textAt(value, 4) })
    else if (key.startsWith(prefixes.tasks)) action.tasks.push({ id: rest, text: textAt(value, 0), done: listed(value)[1] === true })
    else if (key.startsWith(prefixes.material)) action.material.push({ id: rest, text: textAt(value, 0), quantity: numberAt(value, 1) })
    else if (key.startsWith(prefixes.dates)) action.dates.push({ id: rest, start: momentOf(textAt(value, 0)), end: momentOf(textAt(value, 1)) })
    else if (key.startsWith('v:')) {
      const [date, device] = rest.split(':') as [string, DeviceId]
      action.support.push({ date, device, can: value === 1 })
    } else if (key.startsWith(countedPrefix)) action.counted[rest as Counter] = Number(value)
    else if (key.startsWith(visitPrefix)) action.visits.push(visitFrom(key, value))
    else if (key !== whenKey) (action.extra ??= {})[key] = value
  }
  // Two machines may have received the keys in different orders: lists must read the same on both.
  const byName = (one: Moment, other: Moment) => (momentName(one) < momentName(other) ? -1 : 1)
  action.except = except.sort(byName)
  action.also = also.sort(byName)
  action.shifts.sort((one, other) => one.from - other.from || one.to - other.to || (one.id < other.id ? -1 : 1))
  action.tasks.sort((one, other) => (one.id < other.id ? -1 : 1))
  action.material.sort((one, other) => (one.id < other.id ? -1 : 1))
  action.dates.sort((one, other) => byName(one.start, other.start) || (one.id < other.id ? -1 : 1))
  action.visits.sort((one, other) => (visitKey(one) < visitKey(other) ? -1 : 1))
  action.support.sort((one, other) => (supportKey(one) < supportKey(other) ? -1 : 1))
  if (apart.size > 0) action.apart = [...apart].map(([field, others]) => ({ field, others: [...new Set(others)].sort() }))
  return action
}

/** What others must hear of through their calendars. */
const isOfCalendar = ({ field }: ActionEdit) => ['when', 'except', 'also', 'status', 'title', 'address', 'place', 'city'].includes(field)

/** The keys that edits change, given the record's present keys. Whoever edits a key has chosen between what was written to it apart. */
export function changesOfActionEdits(keys: RecordKeys, edits: readonly ActionEdit[]): KeyChange[] {
  const changes = new Map<string, RecordValue | undefined>()
  for (const edit of edits) {
    switch (edit.field) {
      case 'when':
        changes.set(whenKey, whenValue({ rule: textAt(keys.get(whenKey) ?? null, 2), ...edit.value }))
        break
      case 'except':
      case 'also':
        for (const moment of edit.remove ?? []) changes.set(prefixes[edit.field] + momentName(moment), undefined)
        for (const moment of edit.add ?? []) changes.set(prefixes[edit.field] + momentName(moment), 1)
        break
      case 'shifts':
      case 'tasks':
      case 'material':
      case 'dates':
        for (const id of edit.remove ?? []) changes.set(prefixes[edit.field] + id, undefined)
        if (edit.field === 'shifts') for (const shift of edit.set ?? []) changes.set(prefixes.shifts + shift.id, shiftValue(shift))
        else if (edit.field === 'tasks') for (const task of edit.set ?? []) changes.set(prefixes.tasks + task.id, taskValue(task))
        else if (edit.field === 'material') for (const material of edit.set ?? []) changes.set(prefixes.material + material.id, materialValue(material))
        else for (const date of edit.set ?? []) changes.set(prefixes.dates + date.id, dateValue(date))
        break
      case 'sequence':
        break
      case 'support':
        changes.set(supportKey(edit), edit.can === null ? undefined : edit.can ? 1 : 0)
        break
      case 'visits':
        for (const gone of edit.remove ?? []) changes.set(visitKey(gone), undefined)
        for (const visit of edit.set ?? []) changes.set(visitKey(visit), Object.keys(visit.counted).length > 0 ? visitValue(visit, keys.get(visitKey(visit))) : undefined)
        break
      case 'counted':
        changes.set(countedPrefix + edit.counter, edit.value ?? undefined)
        break
      default:
        changes.set(textKeys[edit.field], edit.value === '' ? undefined : edit.value)
    }
  }
  const kept = [...changes.keys()].flatMap((key) => keptOf(keys, key))
  for (const name of kept) changes.set(name, undefined)
  const sequence = Number(keys.get(sequenceKey) ?? 0)
  // A step beyond what a file says, and the next one of whoever never counts (SEQUENCE 0 for ever) would be older than ours.
  const told = edits.find((edit) => edit.field === 'sequence')?.value
  if (told !== undefined && told > sequence) changes.set(sequenceKey, told)
  else if (told === undefined && edits.some(isOfCalendar)) changes.set(sequenceKey, sequence + 1)
  return [...changes].filter(([key, value]) => value !== undefined || keys.has(key))
}

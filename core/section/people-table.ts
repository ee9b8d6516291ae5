/**
 * The people of a section in memory: what every list, search and count reads.
 * Rows live in slots that keep their number; an order is an array of slots. Search is a scan over folded text that
 * narrows the last answer while someone types: at 100,000 people faster than an index, and nothing to keep in step.
 * Invariant: an answer is always computed from the rows as they are; `version` grows with every change.
 */
import { foldQuery } from '../domain/fold'
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import type { PeopleColumn, PeopleQuery, PeopleSelection } from '../domain/query'
import { columnKey, filterTest } from './people-query'
import { createSearchTexts } from './search-texts'

export interface PeopleTable {
  version(): number
  size(): number
  get(id: PersonId): Person | undefined
  /** Loads what a search needs; to be waited for before the first. */
  prepareSearch(): Promise<void>
  /** Makes everyone's text ahead of the first search, so that its first letter is not waited for. `pause` is called often; its false ends it. */
  warmSearch(pause: () => Promise<boolean>): Promise<void>
  /** Adds or replaces rows. */
  put(people: readonly Person[]): void
  remove(ids: readonly PersonId[]): void
  /** Every person, in no order. */
  all(): IterableIterator<Person>
  count(query: PeopleQuery): number
  rows(query: PeopleQuery, start: number, end: number): Person[]
  /** Place of a person in the query's answer, -1 when not in it. */
  position(query: PeopleQuery, id: PersonId): number
  /** The people of a selection, in their order. */
  select(selection: PeopleSelection): Person[]
}

interface Order {
  /** Sort key by slot. */
  keys: string[]
  /** Sort key of the name by slot: what comes between those with the same key. */
  names: string[]
  /** Slots in ascending order. */
  slots: Uint32Array
}

interface Answer {
  version: number
  order: string
  filters: string
  words: string[]
  slots: Uint32Array
}

/** Nothing in the column comes last. */
function compareKeys(first: string, second: string): number {
  if (first === second) return 0
  if (first === '') return 1
  if (second === '') return -1
  return first < second ? -1 : 1
}

/** Keys from the last to the first; those alike in them as they stand, and those with nothing in the column still last. */
function descending({ keys, slots }: Order): Uint32Array {
  const turned = slots.slice()
  let full = slots.length
  while (full > 0 && keys[slots[full - 1]!] === '') full--
  let at = 0
  for (let start = full, end = full; end > 0; end = start) {
    while (start > 0 && keys[slots[start - 1]!] === keys[slots[end - 1]!]) start--
    for (let from = start; from < end; from++) turned[at++] = slots[from]!
  }
  return turned
}

/** Up to as many changed people are moved within the orders that are known. */
const fewChanges = 64

/** Answers kept for the lists on screen and the steps of what is being typed. */
const keptAnswers = 12

export function createPeopleTable(): PeopleTable {
  const rows: (Person | undefined)[] = []
  const slotOf = new Map<PersonId, number>()
  const free: number[] = []
  const orders = new Map<PeopleColumn, Order>()
  let answers: Answer[] = []
  let version = 0

  let searchText: (person: Person) => string = () => {
    throw new Error('searched before it was prepared')
  }

  /** Made when first searched, so that opening a section does not wait for them. */
  const texts = createSearchTexts((slot) => searchText(rows[slot]!))

  function orderBy(column: PeopleColumn): Order {
    const known = orders.get(column)
    if (known) return known
    const key = columnKey(column)
    const keys = rows.map((person) => (person ? key(person) : ''))
    // Made first, hence also kept in step first.
    const names = column === 'name' ? keys : orderBy('name').keys
    const order: Order = { keys, names, slots: Uint32Array.from(slotOf.values()) }
    sortSlots(order.slots, order)
    orders.set(column, order)
    return order
  }

  function compare({ keys, names }: Order, one: number, other: number): number {
    return compareKeys(keys[one]!, keys[other]!) || compareKeys(names[one]!, names[other]!) || one - other
  }

  function sortSlots(slots: Uint32Array, order: Order): Uint32Array {
    return slots.sort((one, other) => compare(order, one, other))
  }

  /** Few changes move their rows in each order; many drop the orders, to be made anew when asked. */
  function reorder(changed: number[], added: ReadonlySet<number>, gone: number[]): void {
    version++
    const few = changed.length + gone.length <= fewChanges
    const names = orders.get('name')?.keys
    const nameOf = columnKey('name')
    const renamed = new Set(few && names ? changed.filter((slot) => names[slot] !== nameOf(rows[slot]!)) : [])
    for (const [column, order] of orders) {
      if (!few) {
        orders.delete(column)
        continue
      }
      const key = columnKey(column)
      const moved = changed.filter((slot) => added.has(slot) || renamed.has(slot) || order.keys[slot] !== key(rows[slot]!))
      const leaving = new Set([...moved, ...gone])
      if (leaving.size === 0) continue
      const left = order.slots.filter((slot) => !leaving.has(slot))
      for (const slot of moved) order.keys[slot] = key(rows[slot]!)
      order.slots = merge(left, sortSlots(Uint32Array.from(moved), order), order)
    }
  }

  function merge(left: Uint32Array, right: Uint32Array, order: Order): Uint32Array {
    const merged = new Uint32Array(left.length + right.length)
    let at = 0
    let from = 0
    for (const slot of right) {
      let low = from
      let high = left.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(order, left[middle]!, slot) < 0) low = middle + 1
        else high = middle
      }
      merged.set(left.subarray(from, low), at)
      at += low - from
      from = low
      merged[at++] = slot
    }
    merged.set(left.subarray(from), at)
    return merged
  }

  function answer(query: PeopleQuery): Uint32Array {
    const order = `${query.sort.column} ${query.sort.descending}`
    const filters = JSON.stringify(query.filters)
    const words = foldQuery(query.search)
    answers = answers.filter((kept) => kept.version === version)
    const alike = answers.filter((kept) => kept.order === order && kept.filters === filters)
    const same = alike.find((kept) => kept.words.length === words.length && kept.words.every((word, at) => word === words[at]))
    if (same) return same.slots
    // Typing on: whoever is found by the longer words was found by the shorter ones.
    const narrower = alike
      .filter((kept) => kept.words.every((word) => words.some((longer) => longer.startsWith(word))))
      .reduce<Answer | undefined>((best, kept) => (!best || kept.slots.length < best.slots.length ? kept : best), undefined)
    const within = narrower?.slots ?? filtered(query)
    const slots = words.length === 0 ? within : texts.search(within, words)
    answers.unshift({ version, order, filters, words, slots })
    if (answers.length > keptAnswers) answers.pop()
    return slots
  }

  function filtered(query: PeopleQuery): Uint32Array {
    const order = orderBy(query.sort.column)
    const slots = query.sort.descending ? descending(order) : order.slots
    const tests = query.filters.map(filterTest)
    return tests.length === 0 ? slots : slots.filter((slot) => tests.every((test) => test(rows[slot]!)))
  }

  return {
    version: () => version,
    async prepareSearch() {
      searchText = (await import('../domain/search-text')).searchText
    },
    async warmSearch(pause) {
      for (let slot = 0; slot < rows.length; slot++) {
        if (rows[slot]) texts.make(slot)
        if (slot % 64 === 0 && !(await pause())) return
      }
      texts.join()
    },
    size: () => slotOf.size,
    get: (id) => {
      const slot = slotOf.get(id)
      return slot === undefined ? undefined : rows[slot]
    },
    put(people) {
      const changed: number[] = []
      // Asked for only where few changed.
      const added = new Set<number>()
      for (const person of people) {
        let slot = slotOf.get(person.id)
        if (slot === undefined) {
          slot = free.pop() ?? rows.length
          slotOf.set(person.id, slot)
          if (people.length <= fewChanges) added.add(slot)
        }
        rows[slot] = person
        texts.forget(slot)
        changed.push(slot)
      }
      if (changed.length > 0) reorder(changed, added, [])
    },
    remove(ids) {
      const gone: number[] = []
      for (const id of ids) {
        const slot = slotOf.get(id)
        if (slot === undefined) continue
        slotOf.delete(id)
        rows[slot] = undefined
        texts.forget(slot)
        free.push(slot)
        gone.push(slot)
      }
      if (gone.length > 0) reorder([], new Set(), gone)
    },
    *all() {
      for (const slot of slotOf.values()) yield rows[slot]!
    },
    count: (query) => answer(query).length,
    rows: (query, start, end) => Array.from(answer(query).subarray(start, end), (slot) => rows[slot]!),
    position(query, id) {
      const slot = slotOf.get(id)
      return slot === undefined ? -1 : answer(query).indexOf(slot)
    },
    select(selection) {
      if (selection.kind === 'ids') return selection.ids.flatMap((id) => (slotOf.has(id) ? [rows[slotOf.get(id)!]!] : []))
      const except = new Set(selection.except)
      return Array.from(answer(selection.query), (slot) => rows[slot]!).filter(({ id }) => !except.has(id))
    },
  }
}

/** An engine in memory for looking at screens in a browser. Development only: it seals nothing and saves nothing. */
import { fold, foldQuery, searchText, sortKey } from '#core/domain/fold'
import { newId, type DeviceId, type HistoryId, type PersonId, type SectionId } from '#core/domain/ids'
import { availabilitySlots, emptyPerson, type Person, type PersonEdit } from '#core/domain/person'
import type { PeopleQuery, PeopleSelection } from '#core/domain/query'
import { PortError } from '#core/ports/errors'
import type { Bridge, Settings } from '#core/ports/bridge'
import type { EngineCalls, EngineStatus, Facets, HistoryLabel } from '#engine/api'

const params = new URLSearchParams(window.location.search)
const first = ['Marie', 'Jeanne', 'Ahmed', 'Nguyễn', 'Zoé', 'Fatima', 'Paul', 'Émile', 'Sofia', 'Yann', 'Inès', 'Łukasz', 'Chloé', 'Louis']
const last = ['Dupont', 'Martin', 'Le Gall', 'Benali', 'Trần', 'Moreau', 'Lefèvre', 'Kowalski', 'Roux', 'Da Silva', 'Bernard', 'Petit', 'Öztürk', 'N’Diaye']
const cities: [string, string, string][] = [['93200', 'Saint-Denis', '93066'], ['93300', 'Aubervilliers', '93001'], ['75018', 'Paris', '75056'], ['93400', 'Saint-Ouen-sur-Seine', '93070']]
const tags = ['marché', 'logement', 'école', 'retraites', 'hôpital', 'fête']
let seed = 7
const rand = (n: number) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % n
const pick = <T,>(list: readonly T[]) => list[rand(list.length)]!

function makePerson(i: number): Person {
  const person = emptyPerson(newId<PersonId>(), Date.now() - rand(1e9))
  const [postalCode, city, cityCode] = pick(cities)
  Object.assign(person, { firstName: pick(first), lastName: pick(last), postalCode, city, cityCode, street: `${1 + rand(90)} rue de la République` })
  if (rand(4)) person.emails = [{ value: `${fold(person.firstName)}.${fold(person.lastName).replace(/ /g, '')}${i}@exemple.invalid`, label: '' }]
  if (rand(3)) person.phones = [{ value: `06 39 98 ${String(rand(100)).padStart(2, '0')} ${String(rand(100)).padStart(2, '0')}`, label: '' }]
  if (i % 17 === 0) person.phones.push({ value: '06 39 98 1', label: 'travail' })
  person.level = pick(['follow', 'act', 'join', '', 'follow'])
  person.relation = pick(['member', 'regular', 'regular', 'occasional', ''])
  if (rand(2)) person.tags = [pick(tags)]
  if (rand(5) === 0) person.tags = [...new Set([...person.tags, pick(tags), pick(tags)])]
  person.contactPerson = pick(['', '', 'Claire Fontaine', 'Sam Diallo'])
  person.actionModes = [pick(['leaflet', 'door', 'call', 'web'])]
  person.availability = [pick(availabilitySlots)]
  person.birth = pick(['', '1984', '1991-04-12'])
  if (rand(2)) person.consents = [{ purpose: 'news', channel: 'email', state: pick(['yes', 'no', 'yes']), date: '2025-03-01', source: 'Marché du samedi', wording: '2025-1' }]
  return person
}

let people: Person[] = []
let undoStack: { label: HistoryLabel; before: Person[] }[] = []
let redoStack: { label: HistoryLabel; before: Person[] }[] = []
const entries: HistoryLabel[] = []
let version = 0
const sections = Array.from({ length: Number(params.get('sections') ?? 0) }, (_, i) => ({
  id: newId<SectionId>(), createdAt: Date.now() - i * 4e9 - 1e9, lastOpenedAt: Date.now() - i * 1e9, demo: false,
}))
let status: EngineStatus = { phase: 'closed', sections, keychain: params.has('keychain'), ...(params.has('reason') && sections[0] ? { reason: params.get('reason') as 'keychain-lost', locked: sections[0].id } : {}) }
const topics = new Map<string, Set<() => void>>()
function emit(...names: string[]) {
  for (const name of names) for (const run of topics.get(name) ?? []) run()
}
function setStatus(next: EngineStatus) {
  status = next
  emit('status')
}
function open(name: string, count: number, ephemeral: boolean) {
  people = Array.from({ length: count }, (_, i) => makePerson(i))
  setStatus({
    phase: 'open', section: { id: newId<SectionId>(), name, demo: ephemeral, ephemeral }, device: newId<DeviceId>(), people: count, complete: true,
    save: params.has('failing') ? { state: 'failing', pending: 3, code: 'disk-full' } : { state: 'saved' }, quarantined: params.has('quarantine') ? 2 : 0, undo: null, redo: null, protection: { keychain: params.has('keychain'), passphrase: !ephemeral },
  })
  emit('people', 'facets', 'history')
}

const cache = new Map<string, Person[]>()
function matching(query: PeopleQuery): Person[] {
  const key = JSON.stringify(query) + version
  const hit = cache.get(key)
  if (hit) return hit
  const words = foldQuery(query.search)
  const keep = people.filter((p) => {
    const text = words.length ? searchText(p) : ''
    return words.every((w) => text.includes(w)) && query.filters.every((f) => {
      if (f.kind === 'level') return f.any.includes(p.level)
      if (f.kind === 'relation') return f.any.includes(p.relation)
      if (f.kind === 'tag') return f.any.some((t) => p.tags.includes(t))
      if (f.kind === 'contactPerson') return f.any.includes(p.contactPerson)
      if (f.kind === 'city') return f.any.includes(p.city)
      if (f.kind === 'actionMode') return f.any.some((t) => p.actionModes.includes(t))
      if (f.kind === 'skill') return f.any.some((t) => p.skills.includes(t))
      if (f.kind === 'has') return (p[f.field].length > 0) === f.present
      return p.consents.some((c) => c.purpose === f.purpose && c.channel === f.channel && c.state === 'yes')
    })
  })
  const { column, descending } = query.sort
  const value = (p: Person) => (column === 'name' ? sortKey(p.lastName, p.firstName) : String(Array.isArray(p[column as 'tags']) ? JSON.stringify(p[column as 'tags']) : p[column as 'city']))
  const keyed = keep.map((p) => [value(p), p] as const).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  const sorted = keyed.map(([, p]) => p)
  if (descending) sorted.reverse()
  cache.clear()
  cache.set(key, sorted)
  return sorted
}
function selected(selection: PeopleSelection): Set<PersonId> {
  if (selection.kind === 'ids') return new Set(selection.ids)
  const except = new Set(selection.except)
  return new Set(matching(selection.query).map((p) => p.id).filter((id) => !except.has(id)))
}
function apply(person: Person, edits: readonly PersonEdit[]): Person {
  const next = structuredClone(person)
  for (const edit of edits) {
    if (edit.field === 'consents') {
      const gone = [...(edit.set ?? []), ...(edit.remove ?? [])]
      next.consents = [...next.consents.filter((c) => !gone.some((g) => g.purpose === c.purpose && g.channel === c.channel)), ...(edit.set ?? [])]
    } else if (edit.field === 'externalIds') next.externalIds.push(...edit.add)
    else if (edit.field === 'emails' || edit.field === 'phones') next[edit.field] = [...edit.value]
    else if ('value' in edit) (next as unknown as Record<string, unknown>)[edit.field] = edit.value
    else next[edit.field] = [...new Set([...next[edit.field].filter((v) => !edit.remove?.includes(v)), ...(edit.add ?? [])])]
  }
  return { ...next, updatedAt: Date.now() }
}
function changed(label: Partial<HistoryLabel> & Pick<HistoryLabel, 'kind'>, before: Person[]) {
  const full: HistoryLabel = { id: newId<HistoryId>(), at: Date.now(), device: newId<DeviceId>(), count: 1, fields: [], detail: '', undoable: true, ...label }
  undoStack.push({ label: full, before })
  redoStack = []
  entries.unshift(full)
  refresh()
  return { history: full.id, changed: full.count, keptSince: 0 }
}
function refresh() {
  version++
  if (status.phase === 'open') {
    setStatus({ ...status, people: people.length, save: params.has('failing') ? status.save : { state: 'saving', pending: 1 }, undo: undoStack.at(-1)?.label ?? null, redo: redoStack.at(-1)?.label ?? null })
    if (!params.has('failing')) setTimeout(() => status.phase === 'open' && setStatus({ ...status, save: { state: 'saved' } }), 150)
  }
  emit('people', 'person', 'facets', 'history')
}
function count(values: string[]): [string, number][] {
  const map = new Map<string, number>()
  for (const value of values) if (value) map.set(value, (map.get(value) ?? 0) + 1)
  return [...map].sort((a, b) => b[1] - a[1])
}
const facets = (): Facets => ({
  tags: count(people.flatMap((p) => p.tags)), contactPersons: count(people.map((p) => p.contactPerson)), cities: count(people.map((p) => p.city)),
  actionModes: count(people.flatMap((p) => p.actionModes)), skills: count(people.flatMap((p) => p.skills)), levels: count(people.map((p) => p.level)), relations: count(people.map((p) => p.relation)),
})

const calls: { [K in keyof EngineCalls]?: (...args: Parameters<EngineCalls[K]>) => ReturnType<EngineCalls[K]> } = {
  createSection: ({ name }) => (open(name, 0, false), newId<SectionId>()),
  createDemo: () => (open('Section de Saint-Denis (démonstration)', Number(params.get('n') ?? 400), true), newId<SectionId>()),
  openSection: ({ passphrase }) => {
    if (passphrase !== 'bonne phrase de passe') throw new PortError(passphrase ? 'wrong-passphrase' : 'keychain-lost')
    open('Section du Vieux-Port', 60, false)
  },
  lock: () => setStatus({ phase: 'closed', sections, keychain: false, ...(sections[0] ? { locked: sections[0].id } : {}) }),
  closeSection: () => setStatus({ phase: 'closed', sections, keychain: false }),
  changePassphrase: () => {}, setKeychain: () => {},
  protectDemo: () => status.phase === 'open' && setStatus({ ...status, section: { ...status.section, ephemeral: false } }),
  execute: (command) => {
    const before = people
    if (command.type === 'person.create') {
      people = [...people, { ...emptyPerson(command.id, Date.now()), ...command.draft }]
      return changed({ kind: 'person.create', person: command.id }, before)
    }
    if (command.type === 'person.edit') {
      people = people.map((p) => (p.id === command.id ? apply(p, command.edits) : p))
      return changed({ kind: 'person.edit', person: command.id, fields: command.edits.map((e) => e.field) }, before)
    }
    if (command.type === 'people.edit') {
      const ids = selected(command.selection)
      people = people.map((p) => (ids.has(p.id) ? apply(p, command.edits) : p))
      return changed({ kind: 'people.edit', count: ids.size, fields: command.edits.map((e) => e.field) }, before)
    }
    if (command.type === 'people.delete') {
      const ids = selected(command.selection)
      people = people.filter((p) => !ids.has(p.id))
      return changed({ kind: 'people.delete', count: ids.size }, before)
    }
    if (command.type === 'section.rename' && status.phase === 'open') status = { ...status, section: { ...status.section, name: command.name } }
    return changed({ kind: command.type, count: 0, detail: 'name' in command ? command.name : '' }, before)
  },
  undo: () => {
    const last = undoStack.pop()
    if (!last) return null
    redoStack.push({ label: last.label, before: people })
    people = last.before
    refresh()
    return { history: last.label.id, changed: last.label.count, keptSince: 0 }
  },
  redo: () => {
    const last = redoStack.pop()
    if (!last) return null
    undoStack.push({ label: last.label, before: people })
    people = last.before
    refresh()
    return { history: last.label.id, changed: last.label.count, keptSince: 0 }
  },
  undoEntry: (id) => {
    const at = undoStack.findIndex((e) => e.label.id === id)
    if (at < 0) throw new PortError('nothing-to-undo')
    people = undoStack[at]!.before
    entries.find((e) => e.id === id)!.undoneBy = newId<HistoryId>()
    undoStack.splice(at, 1)
    return changed({ kind: 'undo', count: 1 }, people)
  },
  flush: () => true, retrySaving: () => {},
  rows: ({ query, start, end }) => ({ total: matching(query).length, rows: matching(query).slice(start, end) }),
  position: ({ query, id }) => matching(query).findIndex((p) => p.id === id),
  person: (id) => people.find((p) => p.id === id) ?? null,
  selectionCount: (selection) => selected(selection).size,
  findSimilar: ({ draft, except }) => {
    const name = fold(`${draft.lastName} ${draft.firstName}`)
    return people.filter((p) => p.id !== except && name.length > 4 && fold(`${p.lastName} ${p.firstName}`).startsWith(name)).slice(0, 5).map((person) => ({ person, reasons: ['name'] }))
  },
  communes: (text) => cities.filter(([code, name]) => code.startsWith(text) || fold(name).startsWith(fold(text))).map(([code, name, insee]) => ({ code: insee, name, postalCodes: [code] })),
  history: ({ start, end }) => ({ total: entries.length, entries: entries.slice(start, end) }),
}

const settings: Settings = { locale: (params.get('locale') as 'fr') ?? 'fr', colorScheme: (params.get('scheme') as 'light') ?? 'light', lockAfterMinutes: 10, peopleColumns: [] }
const bridge: Bridge = {
  platform: 'linux', version: '0.1.0', requestEnginePort: () => {}, settings: async () => settings,
  saveSettings: async (change) => Object.assign(settings, change), saveFile: async () => null, openPdf: async () => {}, printPdf: async () => false,
  onPrepareQuit: () => {}, onMenu: () => {},
}
Object.assign(window, { permanence: bridge })

export function connectEngine() {
  setTimeout(() => emit('status'), 5)
  return {
    call: async (method: keyof EngineCalls, ...args: unknown[]) => {
      await new Promise((done) => setTimeout(done, 2))
      const run = calls[method] as ((...args: unknown[]) => unknown) | undefined
      if (!run) throw new PortError('unexpected', method)
      return structuredClone(await run(...args))
    },
    subscribe: (topic: string, request: never, listener: (event: unknown) => void) => {
      const run = () => {
        if (topic === 'status') listener(status)
        if (topic === 'people') listener({ total: matching(request).length, version })
        if (topic === 'person') listener(people.find((p) => p.id === request) ?? null)
        if (topic === 'facets') listener(facets())
        if (topic === 'history') listener({ version })
      }
      const set = topics.get(topic) ?? topics.set(topic, new Set()).get(topic)!
      set.add(run)
      setTimeout(run, 1)
      return () => set.delete(run)
    },
  }
}

/** The agenda in a section: commands, undo, two machines apart, a machine that holds no key of people, a start from pages. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '../domain/agenda/action'
import { occurrencesOf } from '../domain/agenda/occurrences'
import { placesOf } from '../domain/agenda/places'
import type { Visit } from '../domain/agenda/territory'
import { newId, type ActionId, type DeviceId, type PersonId, type SectionId, type SectorId } from '../domain/ids'
import { visitsApart } from '../domain/agenda/visits'
import { memoryJournal } from '../log/memory-journal'
import { admitDevice, foundSection } from '../membership/keys'
import { memoryPages } from '../ports/pages'
import { newDevice, newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { openSectionStore } from './section-store'
import { visitFrom, visitKey, visitValue } from './visit-keys'

const market: ActionDraft = {
  kind: 'leafleting-market', title: 'Marché des Lilas', start: { local: '2026-12-05T09:00:00', zone: 'Europe/Paris' }, end: { local: '2026-12-05T12:00:00', zone: 'Europe/Paris' },
  city: 'Les Lilas', shifts: [{ id: 's1', from: 0, to: 90, least: 2, most: 4, role: '' }], tasks: [{ id: 't1', text: 'Prendre la table', done: false }],
  material: [{ id: '00m1', text: 'Tracts', quantity: 500 }],
}

async function openOn(secrets: Secrets, journal = memoryJournal(), pages = memoryPages()) {
  const store = await openSectionStore({ secrets, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  return { store, journal, pages, secrets, commands: createCommands(store, () => (now += 1000)) }
}
type Machine = Awaited<ReturnType<typeof openOn>>

async function send(from: Machine, to: Machine): Promise<void> {
  const live = [...from.store.log.live().values()]
  await to.commands.receive(await Promise.all(live.map(async (entry) => (await from.store.log.read(entry))!)))
}

const action = ({ store }: Machine, id: ActionId) => store.actions.get(id)

let alba: Machine
beforeEach(async () => {
  alba = await openOn(await newSecrets(newId<SectionId>()))
})

async function letIn(role: 'organizer' | 'volunteer'): Promise<Machine> {
  const founder = alba.store.membership.members()
  if (!founder) await alba.commands.whenQuiet(async () => alba.store.say(await foundSection(alba.secrets, 'Poste d’Alba', 1)))
  const members = alba.store.membership.members()!
  const secrets = await newDevice({ section: alba.secrets.section, keys: { people: [], commons: [], membership: alba.secrets.keys.membership }, root: members.root })
  await alba.commands.whenQuiet(async () =>
    alba.store.say([await admitDevice(alba.secrets, members, { device: secrets.device, signing: secrets.signing.public, exchange: secrets.exchange.public, role, name: 'Poste de Nour' }, 2)]),
  )
  const machine = await openOn(secrets)
  await send(alba, machine)
  return machine
}

const created = async ({ commands }: Machine, draft: ActionDraft = market): Promise<ActionId> => {
  const id = newId<ActionId>()
  await commands.createActions([{ id, draft }])
  return id
}

describe('an action', () => {
  it('is created, changed, deleted, and each of it undone and done again', async () => {
    const id = await created(alba)
    expect(action(alba, id)).toMatchObject({ ...market, status: 'planned', rule: '', uid: id, sequence: 0 })
    await alba.commands.editActions([{ id, edits: [{ field: 'title', value: 'Marché du samedi' }, { field: 'tasks', set: [{ id: 't1', text: 'Prendre la table', done: true }] }] }])
    expect(action(alba, id)).toMatchObject({ title: 'Marché du samedi', tasks: [{ done: true }], sequence: 1 })
    await alba.commands.editActions([{ id, edits: [{ field: 'material', set: [{ id: '01m2', text: 'Sacs', quantity: 0 }, { id: '00m1', text: 'Tracts', quantity: 300 }] }] }])
    expect(action(alba, id)!.material).toEqual([{ id: '00m1', text: 'Tracts', quantity: 300 }, { id: '01m2', text: 'Sacs', quantity: 0 }])
    await alba.commands.editActions([{ id, edits: [{ field: 'material', remove: ['00m1'] }] }])
    expect([action(alba, id)!.material.length, action(alba, id)!.sequence]).toEqual([1, 1])
    await alba.commands.undo()
    await alba.commands.undo()
    expect(action(alba, id)!.material).toEqual(market.material)
    await alba.commands.undo()
    expect(action(alba, id)).toMatchObject({ title: 'Marché des Lilas', tasks: [{ done: false }] })
    await alba.commands.redo()
    await alba.commands.deleteActions([id])
    expect(action(alba, id)).toBeUndefined()
    await alba.commands.undo()
    expect(action(alba, id)).toMatchObject({ title: 'Marché du samedi' })
    await expect(alba.commands.editActions([{ id: newId(), edits: [{ field: 'title', value: 'x' }] }])).rejects.toMatchObject({ code: 'action-gone' })
  })

  it('is there after a start, from pages and from the journal alone, and so is what undoes it', async () => {
    const id = await created(alba)
    await alba.store.checkpoint()
    const last = await created(alba)
    for (const pages of [alba.pages, memoryPages()]) {
      const again = await openOn(alba.secrets, memoryJournal(alba.journal.bytes()), pages)
      expect([id, last].map((each) => action(again, each)?.title)).toEqual(['Marché des Lilas', 'Marché des Lilas'])
      const [label] = [...again.store.history.values()].filter((each) => each.action === id)
      await again.commands.undoEntry(label!.id)
      expect(again.store.actions.size).toBe(1)
    }
  })

  it('keeps both when two change two things of it while apart, and shows what was written apart to one', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.editActions([{ id, edits: [{ field: 'shifts', set: [{ id: 's2', from: 90, to: 180, least: 2, most: 0, role: '' }] }, { field: 'title', value: 'Marché' }] }])
    await nour.commands.editActions([{ id, edits: [{ field: 'tasks', set: [{ id: 't2', text: 'Tracts', done: false }] }, { field: 'material', set: [{ id: '01m2', text: 'Sacs', quantity: 2 }] }, { field: 'title', value: 'Le marché' }] }])
    await send(alba, nour)
    await send(nour, alba)
    const merged = action(alba, id)!
    expect(merged).toMatchObject({ shifts: [{ id: 's1' }, { id: 's2' }], tasks: [{ id: 't1' }, { id: 't2' }], material: [{ id: '00m1' }, { id: '01m2' }] })
    expect({ ...merged, updatedAt: 0 }).toEqual({ ...action(nour, id)!, updatedAt: 0 })
    expect([merged.title, ...merged.apart!.find(({ field }) => field === 'title')!.others].sort()).toEqual(['Le marché', 'Marché'])
    await alba.commands.editActions([{ id, edits: [{ field: 'title', value: 'Le marché' }] }])
    expect(action(alba, id)).toMatchObject({ title: 'Le marché' })
    expect(action(alba, id)!.apart).toBeUndefined()
  })

  it('is proposed, supported and undone by a machine that holds no key of people, which can write of nobody', async () => {
    const nour = await letIn('volunteer')
    const id = await created(nour, { ...market, status: 'proposed', dates: [{ id: 'd1', start: market.start, end: market.end }] })
    await nour.commands.editActions([{ id, edits: [{ field: 'support', date: 'd1', device: nour.store.device, can: true }] }])
    await expect(nour.commands.createPerson(newId<PersonId>(), { lastName: 'Kaya' })).rejects.toMatchObject({ code: 'role-forbids' })
    await send(nour, alba)
    expect(action(alba, id)).toMatchObject({ status: 'proposed', support: [{ date: 'd1', device: nour.store.device as DeviceId, can: true }] })
    expect([...alba.store.history.values()].map(({ kind, scope, device }) => [kind, scope, device])).toContainEqual(['action.create', 'commons', nour.store.device])
    await nour.commands.undo()
    await nour.commands.undo()
    await send(nour, alba)
    expect(alba.store.actions.size).toBe(0)
    expect(alba.store.quarantined()).toBe(0)
  })

  it('that somebody deleted is not brought back by a late edit of a command, and is by one that did not know', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.deleteActions([id])
    await expect(alba.commands.editActions([{ id, edits: [{ field: 'title', value: 'x' }] }])).rejects.toMatchObject({ code: 'action-gone' })
    await nour.commands.editActions([{ id, edits: [{ field: 'description', value: 'Rendez-vous à 8 h 30' }] }])
    await send(nour, alba)
    await send(alba, nour)
    expect([alba, nour].map((machine) => action(machine, id)?.description)).toEqual(['Rendez-vous à 8 h 30', 'Rendez-vous à 8 h 30'])
  })
})

describe('a series', () => {
  it('is changed for one time, for those that follow, or left without one, each as one deed that is undone as one', async () => {
    const id = await created(alba, { ...market, rule: 'FREQ=WEEKLY;COUNT=5', sector: 'peupliers' })
    const change = (on: string, scope: 'one' | 'following' | 'all', title: string | null) =>
      alba.commands.editSeries({ id, on: `2026-12-${on}T09:00:00`, scope, as: newId(), edits: title === null ? null : [{ field: 'title', value: title }] }, 'Europe/Paris')
    const titles = () => occurrencesOf(alba.store.actions.values(), 0, Date.parse('2027-06-01T00:00:00Z'), 'Europe/Paris').map(({ action: of, start }) => `${start.local.slice(5, 10)} ${action(alba, of)!.title}`)
    const before = titles()
    const one = await change('12', 'one', 'Marché de Noël')
    expect(titles()).toEqual(['12-05 Marché des Lilas', '12-12 Marché de Noël', '12-19 Marché des Lilas', '12-26 Marché des Lilas', '01-02 Marché des Lilas'])
    expect(action(alba, one.action!)).toMatchObject({ from: { action: id, on: '2026-12-12T09:00:00' }, rule: '', sector: 'peupliers', shifts: [{ id: 's1' }] })
    await change('26', 'following', 'Marché d’hiver')
    expect(titles().slice(2)).toEqual(['12-19 Marché des Lilas', '12-26 Marché d’hiver', '01-02 Marché d’hiver'])
    await change('19', 'one', null)
    expect(titles()).toHaveLength(4)
    expect((await change('05', 'following', 'Marché')).action).toBe(id)
    expect(titles()[0]).toBe('12-05 Marché')
    for (let undone = 0; undone < 4; undone++) await alba.commands.undo()
    expect(titles()).toEqual(before)
    await change('05', 'all', null)
    expect(titles()).toEqual([])
    await expect(change('05', 'one', 'x')).rejects.toMatchObject({ code: 'action-gone' })
  })
})

describe('a sign-up', () => {
  it('stands in the person’s record: changed by keys of their own, undone, and gone with her', async () => {
    const id = await created(alba)
    const person = newId<PersonId>()
    await alba.commands.createPerson(person, { lastName: 'Kaya' })
    const place = { action: id, on: '2026-12-05T09:00:00', shift: 's1' }
    const who = { kind: 'ids' as const, ids: [person] }
    await alba.commands.editPeople(who, [{ field: 'signUps', set: [{ ...place, state: 'signed-up', at: 5 }] }])
    await alba.commands.editPeople(who, [{ field: 'signUps', set: [{ ...place, shift: '', state: 'invited', at: 6 }] }])
    await alba.store.checkpoint()
    const again = await openOn(alba.secrets, memoryJournal(alba.journal.bytes()), alba.pages)
    for (const { store } of [alba, again]) {
      expect(store.people.get(person)!.signUps).toEqual([{ ...place, shift: '', state: 'invited', at: 6 }, { ...place, state: 'signed-up', at: 5 }])
    }
    await alba.commands.undo()
    expect(alba.store.people.get(person)!.signUps).toEqual([{ ...place, state: 'signed-up', at: 5 }])
    await alba.commands.editPeople(who, [{ field: 'signUps', remove: [place] }])
    expect(alba.store.people.get(person)!.signUps).toBeUndefined()
  })

  it('for the last place, from two machines apart: both are kept, and each says of the same one that she waits', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba, { ...market, shifts: [{ id: 's1', from: 0, to: 90, least: 1, most: 1, role: '' }] })
    const [first, second] = [newId<PersonId>(), newId<PersonId>()]
    for (const person of [first, second]) await alba.commands.createPerson(person, { lastName: 'Kaya' })
    await send(alba, nour)
    const signUp = { action: id, on: '', shift: 's1' }
    await alba.commands.signUp([{ person: first, signUp, state: 'signed-up' }])
    // The clock of this one is behind: it says the earlier time.
    await nour.commands.signUp([{ person: second, signUp, state: 'signed-up' }])
    await send(alba, nour)
    await send(nour, alba)
    for (const { store } of [alba, nour]) {
      const comers = [...store.people.all()].flatMap((person) => (person.signUps ?? []).map((said) => ({ person: person.id, signUp: said })))
      const { taking, waiting } = placesOf(store.actions.get(id)!.shifts[0]!, comers)
      expect([taking, waiting].map((some) => some.map(({ person }) => person))).toEqual([[second], [first]])
    }
    // Confirmed by an organizer, she has the place whatever the clocks say; and keeps the time at which she signed up.
    await alba.commands.signUp([{ person: first, signUp, state: 'confirmed' }])
    const [said] = alba.store.people.get(first)!.signUps!
    expect(said).toMatchObject({ state: 'confirmed' })
    await alba.commands.undo()
    expect(alba.store.people.get(first)!.signUps).toEqual([{ ...said, state: 'signed-up' }])
  })

  it('is moved with others as one deed, which leaves out whoever says something else by then, and is undone as a whole', async () => {
    const id = await created(alba)
    const [first, second] = [newId<PersonId>(), newId<PersonId>()]
    const [early, late] = [{ action: id, on: '', shift: 's1' }, { action: id, on: '', shift: 's2' }]
    for (const person of [first, second]) await alba.commands.createPerson(person, { lastName: 'Kaya' })
    await alba.commands.signUp([first, second].map((person) => ({ person, signUp: early, state: 'confirmed' })))
    const said = (person: PersonId) => alba.store.people.get(person)!.signUps!
    const before = [said(first), said(second)]
    await alba.commands.signUp([{ person: second, signUp: early, state: 'cancelled' }])
    await alba.commands.signUp([first, second].flatMap((person, at) => [
      { person, signUp: early, state: null, was: before[at]![0]! }, { person, signUp: late, state: 'confirmed' as const, was: before[at]![0]! },
    ]))
    expect(said(first)).toMatchObject([{ ...late, state: 'confirmed' }])
    expect(said(first)[0]!.at).toBeGreaterThan(before[0]![0]!.at)
    expect(said(second)).toMatchObject([{ ...early, state: 'cancelled' }])
    await alba.commands.undo()
    expect(said(first)).toEqual(before[0])
  })
})

describe('what came back of buildings', () => {
  const sector = newId<SectorId>()
  const of = (building: string, counted: Visit['counted']): Visit => ({ sector, building, counted })
  const key = ({ commands }: Machine, id: ActionId, ...set: Visit[]) => commands.editActions([{ id, edits: [{ field: 'visits', set }] }])
  const visits = (machine: Machine, id: ActionId) => action(machine, id)!.visits

  it('is kept of each building on its own, apart and after a start, each as one deed that is undone', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await key(alba, id, of('esc-1', { knocked: 36, opened: 0 }))
    await key(nour, id, of('esc-2', { knocked: 32, contacts: 2 }))
    await send(alba, nour)
    await send(nour, alba)
    // Nothing counted is not zero.
    for (const machine of [alba, nour]) expect(visits(machine, id)).toEqual([of('esc-1', { knocked: 36, opened: 0 }), of('esc-2', { knocked: 32, contacts: 2 })])
    expect(visits(await openOn(alba.secrets, memoryJournal(alba.journal.bytes())), id)).toHaveLength(2)
    await key(alba, id, of('esc-1', { knocked: 30 }))
    expect(visits(alba, id)[0]).toEqual(of('esc-1', { knocked: 30 }))
    await alba.commands.undo()
    expect(visits(alba, id)[0]).toEqual(of('esc-1', { knocked: 36, opened: 0 }))
    expect(action(alba, id)!.sequence).toBe(0)
  })

  it('shows of a building that two keyed apart what does not stand, until one of them keys it anew', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await key(alba, id, of('esc-1', { knocked: 36 }))
    await key(nour, id, of('esc-1', { knocked: 30, opened: 4 }))
    await send(alba, nour)
    await send(nour, alba)
    for (const machine of [alba, nour]) {
      const all = [visits(machine, id)[0]!.counted, ...visitsApart(action(machine, id)!, of('esc-1', {}))]
      expect(all.toSorted((one, other) => one.knocked! - other.knocked!)).toEqual([{ knocked: 30, opened: 4 }, { knocked: 36 }])
    }
    // Also with what stands already.
    await key(nour, id, visits(nour, id)[0]!)
    await send(nour, alba)
    for (const machine of [alba, nour]) expect(visitsApart(action(machine, id)!, of('esc-1', {}))).toEqual([])
  })

  it('is gone when it is emptied or taken away, and is not of the other times of a series', async () => {
    const id = await created(alba, { ...market, rule: 'FREQ=WEEKLY;COUNT=5', visits: [of('a', { knocked: 3 }), of('b', { boxes: 4 })] })
    expect(visits(alba, id)).toEqual([of('a', { knocked: 3 }), of('b', { boxes: 4 })])
    const one = await alba.commands.editSeries({ id, on: '2026-12-12T09:00:00', scope: 'one', as: newId(), edits: [{ field: 'visits', set: [of('c', { talked: 1 })] }] }, 'Europe/Paris')
    expect(visits(alba, one.action!)).toEqual([of('c', { talked: 1 })])
    await key(alba, id, of('a', {}))
    await alba.commands.editActions([{ id, edits: [{ field: 'visits', remove: [of('b', {})] }] }])
    expect(visits(alba, id)).toEqual([])
  })

  it('keeps what a newer version counts beside it', () => {
    const visit = of('a', { knocked: 5 })
    const newer = [...(visitValue(visit) as number[]), 7]
    expect(visitValue(of('a', { opened: 2 }), newer)).toEqual([null, 2, null, null, null, null, null, null, 7])
    expect(visitFrom(visitKey(visit), newer)).toEqual(visit)
  })
})

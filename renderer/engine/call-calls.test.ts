/** Who is to be called, and what a call does, as screens ask for it. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { momentAt } from '#core/domain/agenda/moment'
import type { CallResult } from '#core/domain/agenda/call'
import { dayOf, daysLater } from '#core/domain/days'
import { homeZone } from '#core/domain/home-zone'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { openDevice, secretsOfDevices, type Device } from '#core/section/erased.fixture'
import { createSignUpIndex } from '#core/section/sign-up-index'
import { callCalls } from './call-calls'
import { callsOfDay } from './call-rows'
import type { OpenSection } from './open-section'

const now = new Date(2026, 10, 29, 18).getTime()
const hour = 3_600_000
const of = (action: ActionId) => ({ action, on: '' })
let alba: Device
let calls: ReturnType<typeof callCalls>
let stall: ActionId
beforeEach(async () => {
  const [secrets] = await secretsOfDevices(1)
  alba = await openDevice(secrets!)
  const signUps = async () => {
    const index = createSignUpIndex()
    for (const person of alba.store.people.all()) index.add(person)
    return index
  }
  calls = callCalls({ current: () => ({ ...alba, signUps }) as unknown as OpenSection })
  stall = await plan({ shifts: [{ id: 'full', from: 0, to: 60, least: 0, most: 0, role: '' }, { id: 'short', from: 60, to: 120, least: 2, most: 0, role: 'chauffe' }] })
})
async function plan(more: Partial<ActionDraft>, inHours = 20): Promise<ActionId> {
  const id = newId<ActionId>()
  await alba.commands.createActions([{ id, draft: { kind: 'stall', start: momentAt(now + inHours * hour, homeZone()), end: momentAt(now + (inHours + 2) * hour, homeZone()), ...more } }])
  return id
}
async function add(lastName: string, more: PersonDraft = {}): Promise<PersonId> {
  const id = newId<PersonId>()
  await alba.commands.createPerson(id, { lastName, phones: [{ value: '0639981234', label: '' }], ...more })
  return id
}
const part = (state: 'signed-up' | 'invited' | 'attended' | 'no-show', shift = 'short') => ({ signUps: [{ action: stall, on: '', shift, state, at: 1 }] })
const agrees: PersonDraft = { consents: [{ purpose: 'action', channel: 'call', state: 'yes', date: '', source: '', wording: '' }] }
const say = (person: PersonId, result: CallResult, more = {}) => calls.sayCall({ person, action: stall, on: '', result, callBack: '', note: '', phone: '0639981234', locale: 'fr', now, ...more })
const her = (id: PersonId) => alba.store.people.get(id)!

describe('reminders of an action', () => {
  it('are who signed up, by name, with their shift and the last call, and who answers for it', async () => {
    await add('Weil', part('signed-up'))
    const ana = await add('Adler', part('signed-up'))
    await add('Kaya', part('invited'))
    const contact = await add('Ruiz')
    await alba.commands.editPeople({ kind: 'ids', ids: [contact] }, [{ field: 'contactFor', add: [stall] }])
    await say(ana, 'absent')
    const { rows, leftOut, contacts } = await calls.reminders(of(stall))
    expect(rows.map(({ person, parts, last }) => [person.lastName, parts.map(({ role, from }) => [role, from]), last?.result])).toEqual([['Adler', [['chauffe', now + 21 * hour]], 'absent'], ['Weil', [['chauffe', now + 21 * hour]], undefined]])
    expect([leftOut, contacts.map(({ lastName }) => lastName)]).toEqual([{ refused: 0, unknown: 1, 'no-phone': 0 }, ['Ruiz']])
    expect((await calls.followed(contact)).contactFor).toMatchObject([{ action: stall, kind: 'stall' }])
  })

  it('are answered for as the series was, until somebody says otherwise', async () => {
    const cut = await plan({ from: { action: stall, on: '2026-11-30T14:00:00' } })
    const [ana, emma] = [await add('Ruiz', { contactFor: [stall] }), await add('Weil')]
    expect((await calls.reminders(of(cut))).contacts.map(({ id }) => id)).toEqual([ana])
    await alba.commands.editPeople({ kind: 'ids', ids: [emma] }, [{ field: 'contactFor', add: [cut] }])
    expect((await calls.reminders(of(cut))).contacts.map(({ id }) => id)).toEqual([emma])
  })
})

describe('a call', () => {
  it('says what comes next: who is absent is due tomorrow, and on the third time no more', async () => {
    const ana = await add('Ruiz', part('signed-up'))
    expect(await say(ana, 'absent')).toMatchObject({ next: { due: daysLater(dayOf(now), 1), why: 'reminder' }, stopped: null })
    expect(callsOfDay(alba.store, daysLater(dayOf(now), 1)).rows.map(({ person }) => person.id)).toEqual([ana])
    await say(ana, 'absent', { now: now + 1 })
    expect((await calls.reminders(of(stall))).rows[0]).toMatchObject({ lastAbsence: true })
    expect(await say(ana, 'absent', { now: now + 2 })).toMatchObject({ next: null, stopped: 'absences' })
    expect(callsOfDay(alba.store, '2030-01-01').rows).toEqual([])
  })

  it('does not run after somebody once the action is over', async () => {
    const ana = await add('Ruiz', part('signed-up'))
    expect(await say(ana, 'absent', { now: now + 20.5 * hour })).toMatchObject({ next: null, stopped: 'over' })
  })

  it('notes a refusal with its day and source, and signs up for the shift that lacks people', async () => {
    const [ana, emma] = [await add('Ruiz', agrees), await add('Weil', agrees)]
    await say(ana, 'refuses')
    expect(her(ana).consents.map(({ state, source, date }) => [state, source, date])).toEqual(Array.from({ length: 3 }, () => ['no', 'Appel du 29/11/2026', '2026-11-29']))
    await say(emma, 'comes')
    expect(her(emma).signUps).toMatchObject([{ shift: 'short', state: 'signed-up' }])
  })

  it('of no action, or one that is gone, still counts', async () => {
    const ana = await add('Ruiz')
    await alba.commands.deleteActions([stall])
    await say(ana, 'comes')
    expect(her(ana)).toMatchObject({ calls: [{ result: 'comes', action: '' }] })
    expect(her(ana)).not.toHaveProperty('signUps')
    expect((await calls.followed(ana)).calls).toMatchObject([{ about: null }])
  })
})

it('a phoning action proposes who fits it and agreed to be called, with a number', async () => {
  const phoning = await plan({ kind: 'phoning' })
  await add('Ruiz', { ...agrees, actionModes: ['call'] })
  await add('Weil', { ...agrees, actionModes: ['call'], phones: [] })
  await add('Zola', { actionModes: ['call'] })
  const { rows, leftOut } = await calls.suggestedCalls(of(phoning))
  expect([rows.map(({ person }) => person.lastName), leftOut]).toEqual([['Ruiz'], { refused: 0, unknown: 1, 'no-phone': 1 }])
})

it('after an action what is ticked is planned as one deed, once', async () => {
  const [ana, emma] = [await add('Ruiz', { ...agrees, ...part('attended') }), await add('Weil', { ...agrees, ...part('no-show') })]
  expect((await calls.afterwards(of(stall))).found.map(({ person, followUp }) => [person.id, followUp.why])).toEqual([[ana, 'attended'], [emma, 'no-show']])
  const before = alba.store.history.size
  const { history } = await calls.planAfterwards({ ...of(stall), people: [ana, emma] })
  expect(alba.store.history.size).toBe(before + 1)
  expect((await calls.afterwards(of(stall))).found).toEqual([])
  await alba.commands.undoEntry(history)
  expect((await calls.afterwards(of(stall))).found).toHaveLength(2)
})

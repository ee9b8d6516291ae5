/** Calls and what follows from them, by a section's own store: one deed each, undone as one; two who write apart both keep theirs. */
import { beforeEach, describe, expect, it } from 'vitest'
import { callResult, type SaidCall } from '../domain/agenda/calls'
import { daysLater } from '../domain/days'
import type { CallResult, FollowUp } from '../domain/agenda/call'
import { newId, type ActionId, type PersonId } from '../domain/ids'
import { meet, openDevice, secretsOfDevices, type Device } from './erased.fixture'
import { contentHash, createPageReader, peopleToPage } from './people-page'

const today = '2026-11-29'
let alba: Device
let nour: Device
let ana: PersonId
let action: ActionId
beforeEach(async () => {
  const devices = await Promise.all((await secretsOfDevices(2)).map((secrets) => openDevice(secrets)))
  ;[alba, nour] = [devices[0]!, devices[1]!]
  ;[ana, action] = [newId<PersonId>(), newId<ActionId>()]
  await alba.commands.createPerson(ana, {
    lastName: 'Ruiz', phones: [{ value: '0639981234', label: '' }], level: 'act', signUps: [{ action, on: '', shift: 's', state: 'signed-up', at: 1 }],
    followUps: [{ id: 'old', due: today, why: 'other', note: '', action: '', on: '', done: false }],
  })
  await meet(alba, nour)
})
const call = (who: Device, result: CallResult, more: Partial<SaidCall> = {}) =>
  who.commands.sayCall({ person: ana, action, on: '' }, (her) =>
    callResult(her, { id: newId(), at: Date.parse(today), action, on: '', result, callBack: '', note: '', today, until: '', source: 'Appel', phone: '0639981234', signUps: her.signUps ?? [], shift: '', locale: 'fr', ...more }))
const her = (who: Device) => who.store.people.get(ana)!

describe('a call', () => {
  it.each(['absent', 'call-back', 'wrong-number', 'refuses', 'comes', 'not-coming', 'joins', 'reached'] as const)('(%s) is one deed, and one undo takes all of it back', async (result) => {
    const before = await contentHash(alba.store.people.all())
    const { history } = await call(alba, result, { callBack: daysLater(today, 2) })
    expect(alba.store.history.get(history)).toMatchObject({ kind: 'person.edit', person: ana, action, undoable: true })
    expect(alba.store.history.get(history)!.fields[0]).toBe('calls')
    expect(await contentHash(alba.store.people.all())).not.toBe(before)
    await alba.commands.undo()
    expect(await contentHash(alba.store.people.all())).toBe(before)
    await alba.commands.redo()
    expect(her(alba).calls).toMatchObject([{ result }])
  })

  it('that two made while apart is kept twice, a refusal stands, and both see the same', async () => {
    await call(alba, 'refuses')
    await call(nour, 'comes')
    await meet(alba, nour)
    expect(await contentHash(alba.store.people.all())).toBe(await contentHash(nour.store.people.all()))
    expect(her(nour).calls?.map(({ result }) => result).sort()).toEqual(['comes', 'refuses'])
    expect(her(nour)).toMatchObject({ signUps: [{ state: 'confirmed' }], consents: [{ state: 'no' }, { state: 'no' }, { state: 'no' }] })
    expect(her(nour)).not.toHaveProperty('conflicts')
  })

  it('is refused once she is erased', async () => {
    await alba.commands.erasePeople({ kind: 'ids', ids: [ana] }, 'request')
    await expect(call(alba, 'comes')).rejects.toMatchObject({ code: 'person-erased' })
  })

  it('goes through a page and back', async () => {
    await call(alba, 'absent')
    await alba.commands.editPeople({ kind: 'ids', ids: [ana] }, [{ field: 'contactFor', add: [action] }])
    expect(createPageReader()(JSON.parse(JSON.stringify(peopleToPage([her(alba)]))))).toEqual([her(alba)])
    expect(her(alba)).toMatchObject({ contactFor: [action], calls: [{ result: 'absent' }] })
    await alba.commands.editPeople({ kind: 'ids', ids: [ana] }, [{ field: 'contactFor', remove: [action] }])
    expect(her(alba)).not.toHaveProperty('contactFor')
  })
})

describe('what is planned after an action', () => {
  const planned = (): { person: PersonId; followUp: FollowUp }[] => [{ person: ana, followUp: { id: `after:${action}:${today}`, due: daysLater(today, 3), why: 'attended', note: '', action, on: '', done: false } }]
  it('is there once though two planned it apart, and nothing is to be chosen', async () => {
    await alba.commands.planFollowUps(planned())
    await nour.commands.planFollowUps(planned())
    await meet(alba, nour)
    expect(her(alba).followUps).toHaveLength(2)
    expect(her(alba)).toEqual({ ...her(nour), updatedAt: her(alba).updatedAt })
    expect(her(alba)).not.toHaveProperty('conflicts')
  })
  it('stays done when it is planned again', async () => {
    await alba.commands.planFollowUps(planned())
    await alba.commands.editPeople({ kind: 'ids', ids: [ana] }, [{ field: 'followUps', set: [{ ...planned()[0]!.followUp, done: true }] }])
    await alba.commands.planFollowUps(planned())
    expect(her(alba).followUps?.find(({ why }) => why === 'attended')).toMatchObject({ done: true })
  })
})

/** Keying a sheet that came back: one entry a line, found again by its code, undone as a whole, by two machines apart. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { emptyLine, type WrittenLine } from '#core/domain/agenda/entry-line'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { meet, openDevice, secretsOfDevices, type Device } from '#core/section/erased.fixture'
import type { EntryRequest } from './entry-api'
import { entryCalls } from './entry-calls'
import { noteInHistory } from './export-ledger'
import type { OpenSection } from './open-section'
import { createProgress } from './progress'
import { printDetail } from '#core/print/print-detail'

const code = 'K7M4-XQPR'
const evening: ActionDraft = { kind: 'public-meeting', title: 'Soirée logement', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' } }
const communes = async () => ({ byPostalCode: () => [], recognise: () => undefined })
const written = (line: Partial<WrittenLine>): WrittenLine => ({ ...emptyLine, ...line })

function machine(device: Device) {
  const section = device as unknown as OpenSection
  const calls = entryCalls({ current: () => section }, createProgress(), communes)
  return {
    ...device, ...calls,
    print: (of: { action: ActionId; on: string }) => noteInHistory(section, 'print', 0, printDetail(code, 'sign-in'), of),
    async key(row: number, line: Partial<WrittenLine>, more: Partial<EntryRequest> = {}) {
      const id = newId<PersonId>()
      const receipt = await calls.entryLine({ code, row, of, locale: 'fr', line: written(line), unreadable: false, person: { id, known: false }, ...more })
      return { ...receipt, person: more.person?.id ?? id }
    },
    create: async (draft: PersonDraft) => {
      const id = newId<PersonId>()
      await device.commands.createPerson(id, draft)
      return id
    },
    attended: () => device.store.people.rows({ search: '', filters: [], sort: { column: 'name', descending: false } }, 0, 1000).filter(({ signUps = [] }) => signUps.some(({ state }) => state === 'attended')).map(({ lastName }) => lastName),
  }
}

let alba: ReturnType<typeof machine>
let nour: ReturnType<typeof machine>
let of: { action: ActionId; on: string }
beforeEach(async () => {
  const [one, other] = await Promise.all((await secretsOfDevices(2)).map((secrets) => openDevice(secrets)))
  alba = machine(one!)
  nour = machine(other!)
  of = { action: newId<ActionId>(), on: '' }
  await alba.commands.createActions([{ id: of.action, draft: evening }])
  await alba.print(of)
})
const lines = async (who: typeof alba) => (await who.entrySheet({ code, locale: 'fr' }))!.lines.map(({ row, fate, person, own }) => ({ row, fate, name: person?.lastName, own }))

describe('a sheet’s code', () => {
  it('finds the action that it was printed for, also on another computer, and nothing where it was never heard of', async () => {
    expect(await nour.entrySheet({ code, locale: 'fr' })).toBeNull()
    await meet(alba, nour)
    const sheet = await nour.entrySheet({ code, locale: 'fr' })
    expect(sheet).toMatchObject({ of: { action: { id: of.action } }, lines: [], facts: { code, day: '2026-03-10', source: 'Émargement\u00a0: Soirée logement, 10/03/2026', wording: 'notice-2026-1' } })
    expect(await nour.entryCodes(of)).toEqual([code])
    expect(await nour.entrySheet({ code: '2222-2222', locale: 'fr' })).toBeNull()
  })

  it('still finds the evening that it was printed for when that has become the first of a series', async () => {
    await alba.commands.editActions([{ id: of.action, edits: [{ field: 'when', value: { ...evening, rule: 'FREQ=WEEKLY' } }] }])
    expect(await alba.entrySheet({ code, locale: 'fr' })).toMatchObject({ of: { occurrence: { on: '2026-03-10T18:30:00' } }, facts: { day: '2026-03-10' } })
    await alba.key(1, { lastName: 'Zola' })
    expect(await lines(alba)).toEqual([{ row: 1, fate: 'new', name: 'Zola', own: true }])
    expect([...alba.store.people.all()].map(({ signUps }) => signUps)).toEqual([[expect.objectContaining({ action: of.action, on: '2026-03-10T18:30:00', state: 'attended' })]])
  })
  it('may be of no action: people are made, and nobody is signed up', async () => {
    await alba.entryLine({ code: 'AAAA-AAAA', row: 1, of: null, locale: 'fr', line: written({ lastName: 'Weil' }), unreadable: false, person: { id: newId(), known: false } })
    expect(await alba.entrySheet({ code: 'AAAA-AAAA', locale: 'fr' })).toMatchObject({ of: null, lines: [{ row: 1, person: { lastName: 'Weil', source: 'Émargement, feuille AAAA-AAAA' } }] })
    expect(alba.attended()).toEqual([])
  })
})

describe('a line', () => {
  it('is one deed, whether she is new or known, and is undone as one', async () => {
    const emma = await alba.create({ lastName: 'Weil', firstName: 'Emma' })
    const before = alba.store.history.size
    const { history } = await alba.key(1, { lastName: 'Weil', firstName: 'Emma', phone: '0639981234', channels: ['sms'] }, { person: { id: emma, known: true } })
    await alba.key(2, { lastName: 'Zola' })
    expect(alba.store.history.size).toBe(before + 2)
    expect(alba.store.history.get(history)).toMatchObject({ kind: 'sheet.line', person: emma, action: of.action, on: '', detail: `${code} 1 known`, undoable: true, fields: ['phones', 'consents', 'signUps'] })
    expect(alba.attended()).toEqual(['Weil', 'Zola'])
    await alba.commands.undo()
    expect(await lines(alba)).toEqual([{ row: 1, fate: 'known', name: 'Weil', own: true }])
    await alba.commands.undoEntry(history)
    expect(alba.store.people.get(emma)).toMatchObject({ phones: [], consents: [] })
    expect(alba.attended()).toEqual([])
  })
  it('says that somebody came to the shift that she was signed up for', async () => {
    const emma = await alba.create({ lastName: 'Weil' })
    await alba.commands.signUp([{ person: emma, signUp: { ...of, shift: 'door' }, state: 'confirmed' }])
    const { at } = alba.store.people.get(emma)!.signUps![0]!
    await alba.key(1, { lastName: 'Weil' }, { person: { id: emma, known: true } })
    expect(alba.store.people.get(emma)!.signUps).toEqual([{ ...of, shift: 'door', state: 'attended', at }])
  })
  it('that nobody could read is kept with what was readable, by itself where nothing was', async () => {
    await alba.key(3, { lastName: 'Dup', channels: ['email'] }, { unreadable: true })
    await alba.key(5, { place: 'Pantin' }, { unreadable: true })
    expect(await lines(alba)).toEqual([{ row: 3, fate: 'unreadable', name: 'Dup', own: true }, { row: 5, fate: 'nobody', name: undefined, own: true }])
    expect(alba.store.people.size()).toBe(1)
  })
  it('is refused of somebody who was deleted or erased meanwhile, and of an action that is gone: then nothing was written', async () => {
    const [emma, david] = [await alba.create({ lastName: 'Weil', firstName: 'Emma', emails: [{ value: 'emma@exemple.invalid', label: '' }] }), await alba.create({ lastName: 'Morel' })]
    await alba.commands.erasePeople({ kind: 'ids', ids: [emma] }, 'request')
    await alba.commands.deletePeople({ kind: 'ids', ids: [david] })
    const before = alba.store.history.size
    for (const id of [emma, david]) await expect(alba.key(1, {}, { person: { id, known: true } })).rejects.toMatchObject({ code: 'person-erased' })
    // She signs again: only because somebody says so.
    const again = { lastName: 'Weil', firstName: 'Emma', email: 'emma@exemple.invalid' }
    await expect(alba.key(1, again)).rejects.toMatchObject({ code: 'person-erased' })
    expect(alba.store.history.size).toBe(before)
    await alba.key(1, again, { despite: 'lift' })
    expect(alba.attended()).toEqual(['Weil'])
    await alba.commands.deleteActions([of.action])
    await expect(alba.key(2, { lastName: 'Zola' })).rejects.toMatchObject({ code: 'action-gone' })
  })
})

describe('a whole sheet', () => {
  it('is taken back as one; who was edited since stays and is counted', async () => {
    const emma = await alba.create({ lastName: 'Weil' })
    await alba.key(1, { lastName: 'Weil', phone: '0639981234' }, { person: { id: emma, known: true } })
    const { person } = await alba.key(2, { lastName: 'Zola' })
    await alba.key(3, { lastName: 'Morel' })
    await alba.key(4, {}, { unreadable: true })
    await alba.commands.editPeople({ kind: 'ids', ids: [person] }, [{ field: 'note', value: 'rappelée' }])
    expect(await alba.entryUndo({ code })).toEqual({ undone: 4, kept: 1 })
    expect(await lines(alba)).toEqual([])
    expect(alba.attended()).toEqual(['Zola'])
    expect(alba.store.people.get(emma)).toMatchObject({ phones: [] })
    expect(await alba.entryUndo({ code })).toEqual({ undone: 0, kept: 0 })
  })
  it('keyed on two machines apart is kept as both keyed it, and nobody who was recognised twice is there twice or to be chosen', async () => {
    const emma = await alba.create({ lastName: 'Weil' })
    await meet(alba, nour)
    const same = { lastName: 'Weil', phone: '0639981234', channels: ['sms' as const] }
    for (const who of [alba, nour]) await who.key(1, same, { person: { id: emma, known: true } })
    await alba.key(2, { lastName: 'Zola' })
    await nour.key(2, { lastName: 'Morel' })
    await meet(alba, nour)
    for (const who of [alba, nour]) {
      expect((await lines(who)).map(({ row, own }) => [row, own]).sort()).toEqual([[1, false], [1, true], [2, false], [2, true]])
      expect(who.attended()).toEqual(['Morel', 'Weil', 'Zola'])
      const her = who.store.people.get(emma)!
      expect([her.signUps!.length, her.phones.length, her.consents.length, her.conflicts]).toEqual([1, 1, 2, undefined])
    }
    expect(await alba.store.contentHash()).toBe(await nour.store.contentHash())
  })
})

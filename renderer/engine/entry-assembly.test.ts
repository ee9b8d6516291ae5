/** An assembly's sheet that came back: rows as printed, proxies, what changed since, and what stays of somebody who is erased. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { printDetail } from '#core/print/print-detail'
import { everythingOf, meet, openDevice, secretsOfDevices, type Device } from '#core/section/erased.fixture'
import { changesOfPrinted } from '#core/section/printed-sheet'
import { loadPrintFonts } from '../../tools/print-fonts'
import { entryCalls } from './entry-calls'
import { noteInHistory } from './export-ledger'
import { laidOut } from './laid-out'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { createProgress } from './progress'
import { signInCalls } from './sign-in-calls'

const fonts = await loadPrintFonts()
const assembly: ActionDraft = { kind: 'assembly', title: 'Assemblée de mars', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' }, place: 'salle Jean-Jaurès' }
const notice = { controller: 'Section de Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: null }

function machine(device: Device) {
  const section = device as unknown as OpenSection
  const lifecycle = { current: () => section } as Lifecycle
  const { signInSheet } = signInCalls(lifecycle, async () => fonts)
  return {
    ...device, ...entryCalls(lifecycle, createProgress(), async () => ({ byPostalCode: () => [], recognise: () => undefined })),
    /** Laid out and noted, as the dialog does. */
    async print(of: { action: ActionId; on: string }, variant: 'meeting' | 'assembly' = 'assembly') {
      const { code, printed } = await signInSheet({ ...of, variant, layout: 'table', blankRows: 3, locale: 'fr' })
      await noteInHistory(section, 'print', printed, printDetail(code, 'sign-in'), of, changesOfPrinted(of.action, laidOut(device.store, code)!))
      return code
    },
    create: async (draft: PersonDraft) => {
      const id = newId<PersonId>()
      await device.commands.createPerson(id, { relation: 'member', ...draft })
      return id
    },
  }
}

let alba: ReturnType<typeof machine>
let nour: ReturnType<typeof machine>
let of: { action: ActionId; on: string }
let [emma, ana, bruno] = [] as unknown as [PersonId, PersonId, PersonId]
let code: string
beforeEach(async () => {
  const [one, other] = await Promise.all((await secretsOfDevices(2)).map((secrets) => openDevice(secrets)))
  alba = machine(one!)
  nour = machine(other!)
  of = { action: newId<ActionId>(), on: '' }
  await alba.commands.createActions([{ id: of.action, draft: assembly }])
  bruno = await alba.create({ lastName: 'Éluard', firstName: 'Bruno' })
  emma = await alba.create({ lastName: 'Weil', firstName: 'Emma' })
  ana = await alba.create({ lastName: 'Zola', firstName: 'Ana' })
  await alba.create({ lastName: 'Diallo', firstName: 'Chloé', relation: 'regular' })
  code = await alba.print(of)
})
const sheet = async (who = alba) => (await who.entrySheet({ code, locale: 'fr' }))!
const sign = (row: number, person: PersonId, proxies: PersonId[] = []) => alba.entrySign({ code, row, of, person, proxies })

describe('an assembly’s sheet', () => {
  it('shows its lines as printed, also on another computer, and what changed since', async () => {
    await alba.commands.editPeople({ kind: 'ids', ids: [emma] }, [{ field: 'lastName', value: 'Weil-Roux' }])
    await alba.commands.editPeople({ kind: 'ids', ids: [bruno] }, [{ field: 'relation', value: 'regular' }])
    const david = await alba.create({ lastName: 'Morel', firstName: 'David' })
    await alba.commands.editActions([{ id: of.action, edits: [{ field: 'place', value: 'mairie' }] }])
    await meet(alba, nour)
    const { printed, since, lines } = await sheet(nour)
    expect(lines).toEqual([])
    expect(printed!.rows).toBe(3)
    expect(printed!.members.map(({ row, lastName, person }) => [row, lastName, person!.lastName])).toEqual([[1, 'Éluard', 'Éluard'], [2, 'Weil', 'Weil-Roux'], [3, 'Zola', 'Zola']])
    expect(since).toMatchObject({ joined: [{ id: david }], left: [{ id: bruno, row: 1 }], renamed: [{ row: 2, now: 'Weil-Roux Emma' }], occasion: { paper: expect.stringContaining('Jean-Jaurès'), now: expect.stringContaining('mairie') } })
  })
  it('signed by somebody says that she came and whose proxy she holds; keyed again it says so anew; taken back it says nothing', async () => {
    await sign(2, emma, [ana])
    expect(alba.store.people.get(emma)!.signUps).toMatchObject([{ ...of, state: 'attended', proxies: [ana] }])
    expect(alba.store.people.get(ana)!.signUps).toBeUndefined()
    expect((await sheet()).lines).toMatchObject([{ row: 2, fate: 'known', proxies: [ana] }])
    // Said again elsewhere that she came: she still holds it.
    await alba.commands.signUp([{ person: emma, signUp: { ...of, shift: '' }, state: 'attended' }])
    expect((await sheet()).lines[0]!.proxies).toEqual([ana])
    await sign(2, emma, [])
    expect((await sheet()).lines.at(-1)!.proxies).toEqual([])
    expect(await alba.entryUndo({ code, row: 3 })).toEqual({ undone: 0, kept: 0 })
    expect(await alba.entryUndo({ code, row: 2 })).toEqual({ undone: 2, kept: 0 })
    expect(alba.store.people.get(emma)!.signUps).toBeUndefined()
    expect((await sheet()).lines).toEqual([])
  })
  it('corrects what somebody is as part of the same deed', async () => {
    await alba.entrySign({ code, row: 2, of, person: emma, proxies: [], relation: 'regular' })
    expect(alba.store.people.get(emma)!.relation).toBe('regular')
    expect((await sheet()).since).toBeNull()
    await alba.commands.undo()
    expect(alba.store.people.get(emma)).toMatchObject({ relation: 'member' })
  })
  it('forgets whoever is erased, whose line stays empty under its number', async () => {
    expect(await everythingOf(alba)).toContain('Éluard')
    await alba.commands.erasePeople({ kind: 'ids', ids: [bruno] }, 'request')
    await alba.tidy()
    await alba.checkpoint()
    expect(await everythingOf(alba)).not.toContain('Éluard')
    const { printed } = await sheet()
    expect(printed!.rows).toBe(3)
    expect(printed!.members.map(({ row, lastName }) => [row, lastName])).toEqual([[2, 'Weil'], [3, 'Zola']])
  })
  it('keeps its lines where one time of a series was moved since', async () => {
    const weekly = { action: newId<ActionId>(), on: '2026-03-17T18:30:00' }
    await alba.commands.createActions([{ id: weekly.action, draft: { ...assembly, rule: 'FREQ=WEEKLY;COUNT=4' } }])
    code = await alba.print(weekly)
    const own = newId<ActionId>()
    await alba.commands.editSeries({ id: weekly.action, on: weekly.on, scope: 'one', as: own, edits: [{ field: 'when', value: { start: { local: '2026-03-18T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-18T20:00:00', zone: 'Europe/Paris' } } }] }, 'Europe/Paris')
    const { of: at, since } = await sheet()
    expect(at!.action.id).toBe(own)
    expect(since!.occasion!.now).toContain('18 mars')
  })
})

it('a meeting’s sheet has no names, and says that its notice is another since', async () => {
  await alba.commands.changeSettings('section.notice', [['sn', notice]])
  code = await alba.print(of, 'meeting')
  expect(await sheet()).toMatchObject({ printed: null, since: null })
  await alba.commands.changeSettings('section.notice', [['sn', { ...notice, months: 12 }]])
  expect((await sheet()).since).toMatchObject({ notice: true, joined: [], left: [] })
  await alba.commands.editActions([{ id: of.action, edits: [{ field: 'status', value: 'cancelled' }] }])
  expect((await sheet()).since).toMatchObject({ cancelled: true })
})

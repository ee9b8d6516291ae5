/** What the home screen is told, by a section's own store. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { momentAt } from '#core/domain/agenda/moment'
import { newId, type ActionId, type PersonId, type SectionId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { printDetail } from '#core/print/print-detail'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { createSignUpIndex } from '#core/section/sign-up-index'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { letVolunteerIn } from '../../tests/volunteer'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { homeCalls } from './home-calls'
import { homePrint } from './home-print'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'

const fonts = await loadPrintFonts()
const now = new Date(2026, 10, 15, 10).getTime()
const hour = 3_600_000

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let time = now - 5 * 86_400_000
  const commands = createCommands(store, () => (time += 1000))
  const signUps = async () => {
    const index = createSignUpIndex()
    for (const person of store.people.all()) index.add(person)
    return index
  }
  const lifecycle = { current: () => ({ store, commands, signUps }) as unknown as OpenSection } as Lifecycle
  return { store, commands, secrets, home: () => homeCalls(lifecycle).home({ now }), page: () => homePrint(lifecycle, async () => fonts).meetingPage({ now, locale: 'fr' }) }
}
type Machine = Awaited<ReturnType<typeof open>>

let alba: Machine
const made = new Map<string, ActionId>()
const plan = async (title: string, inHours: number, more: Partial<ActionDraft> = {}) => {
  const id = newId<ActionId>()
  made.set(title, id)
  const draft: ActionDraft = { kind: 'stall', title, start: momentAt(now + inHours * hour, 'UTC'), end: momentAt(now + (inHours + 2) * hour, 'UTC'), ...more }
  await alba.commands.createActions([{ id, draft }])
}
const add = async (draft: PersonDraft) => alba.commands.createPerson(newId<PersonId>(), draft)

beforeEach(async () => {
  alba = await open(await newSecrets(newId<SectionId>()))
  const shifts = [{ id: 's', from: 0, to: 120, least: 2, most: 0, role: '' }]
  await plan('Hier', -26, { shifts })
  await plan('Ce soir', 8, { shifts })
  await plan('Dans dix jours', 240, { shifts })
  await plan('Dans trois semaines', 500, { shifts })
  await plan('Annulée', 30, { shifts, status: 'cancelled' })
  await plan('Proposée', 30, { shifts, status: 'proposed' })
  await add({ lastName: 'Kaya', level: 'act', relation: 'member', signUps: [{ action: made.get('Ce soir')!, on: '', shift: 's', state: 'signed-up', at: 1 }] })
  await add({ lastName: 'Roux', level: 'follow', relation: 'occasional' })
  await add({
    lastName: 'Weil', phones: [{ value: '0639981234', label: '' }], consents: [{ purpose: 'action', channel: 'call', state: 'yes', date: '', source: '', wording: '' }],
    followUps: [{ id: 'f', due: '2026-11-14', why: 'other', note: 'affiches', action: '', on: '', done: false }],
  })
})

describe('the home screen', () => {
  it('is told of the coming days, of shifts that lack people, of proposals and of people', async () => {
    const { occurrences, lacking, proposals, people, days, actions, planned, due } = await alba.home()
    const titleOf = (id: ActionId) => actions.find((action) => action.id === id)!.title
    expect(days).toHaveLength(9)
    expect(occurrences.map(({ action }) => titleOf(action))).toEqual(['Ce soir', 'Annulée'])
    expect(occurrences[0]!.places).toEqual({ coming: 1, waiting: 0, lacking: 1 })
    expect(lacking!.map(({ action, coming, lacking: missing }) => [titleOf(action), coming, missing])).toEqual([['Ce soir', 1, 1], ['Dans dix jours', 0, 2]])
    expect(proposals.map(({ title }) => title)).toEqual(['Proposée'])
    expect(planned).toBe(6)
    expect(due!.rows.map(({ person, due: since }) => [person.lastName, since!.due])).toEqual([['Weil', '2026-11-14']])
    expect(people).toMatchObject({ total: 3, added: 3, conflicts: 0, levels: { follow: 1, act: 1, join: 0, '': 1 }, relations: { member: 1, regular: 0, occasional: 1, '': 1 } })
    expect(people!.growth.at(-1)).toMatchObject({ total: { follow: 1, act: 1, join: 0 }, came: { follow: 1, act: 1, join: 0 } })
  })

  it('says nothing of people on a volunteer’s machine, not how many there are nor how many come', async () => {
    const { secrets, entries } = await letVolunteerIn(alba)
    const nour = await open(secrets)
    await nour.commands.receive(entries)
    const { occurrences, lacking, people, proposals, sheets, due } = await nour.home()
    expect([lacking, people, sheets, due]).toEqual([null, null, null, null])
    expect(occurrences.map(({ places }) => places)).toEqual([null, null])
    expect(proposals).toHaveLength(1)
    await expect(nour.page()).rejects.toMatchObject({ code: 'role-forbids' })
  })

  it('is told of sheets that should have come back, until a line is keyed or somebody gives one up', async () => {
    const print = (title: string, code: string) => alba.commands.record('print', 0, printDetail(code, 'sign-in'), { action: made.get(title)!, on: '' })
    await plan('En mars', -24 * 90)
    for (const [title, code] of [['Hier', 'AAAA-AAAA'], ['Ce soir', 'BBBB-BBBB'], ['En mars', 'CCCC-CCCC'], ['Hier', 'DDDD-DDDD'], ['Hier', 'DDDD-DDDD']] as const) await print(title, code)
    await alba.commands.record('print', 3, 'EEEE-EEEE')
    await alba.commands.record('print', 3, printDetail('FFFF-FFFF', 'call-list'), { action: made.get('Hier')!, on: '' })
    const codes = async () => (await alba.home()).sheets!.map(({ code }) => code)
    expect(await codes()).toEqual(['AAAA-AAAA', 'DDDD-DDDD'])
    expect((await alba.home()).sheets![0]).toMatchObject({ action: made.get('Hier'), on: '', from: now - 26 * hour })
    expect((await extractText((await alba.page()).pdf)).replace(/[\u00a0\u202f]/g, ' ')).toContain('2 feuilles à saisir')
    const { history } = await alba.commands.keyLine({ mark: { code: 'AAAA-AAAA', row: 1, fate: 'nobody' }, of: { action: made.get('Hier')!, on: '', at: 1 }, person: null })
    await alba.commands.loseSheet('DDDD-DDDD', { action: made.get('Hier')!, on: '' })
    expect(await codes()).toEqual([])
    await alba.commands.undo()
    expect(await codes()).toEqual(['DDDD-DDDD'])
    await alba.commands.undoEntry(history)
    expect(await codes()).toEqual(['AAAA-AAAA', 'DDDD-DDDD'])
    await alba.commands.editActions([{ id: made.get('Hier')!, edits: [{ field: 'status', value: 'cancelled' }] }])
    expect(await codes()).toEqual([])
  })

  it('still says which sheet should have come back when what it was printed for has become a series', async () => {
    const action = made.get('Hier')!
    await alba.commands.record('print', 0, printDetail('AAAA-AAAA', 'sign-in'), { action, on: '' })
    const { start, end } = alba.store.actions.get(action)!
    await alba.commands.editActions([{ id: action, edits: [{ field: 'when', value: { start, end, rule: 'FREQ=WEEKLY' } }] }])
    expect((await alba.home()).sheets).toEqual([{ code: 'AAAA-AAAA', action, on: start.local, from: now - 26 * hour }])
  })

  it('is one page for the meeting, that says the same and names nobody', async () => {
    const { pdf, pages } = await alba.page()
    const text = (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ')
    expect(pages).toBe(1)
    for (const said of ['2 actions d’ici sept jours', '2 créneaux à compléter', '1 proposition attend', 'Ce soir', 'manque 1 personne', 'annulée', 'Dans dix jours', 'Proposée', '3 personnes dans la base', '1 relance à faire']) expect(text).toContain(said)
    for (const name of ['Kaya', 'Roux', 'Weil', 'affiches']) expect(text).not.toContain(name)
  })
})

/** Papers of an action as the engine makes them from a section's own store: read back from the paper's own text. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft, SignUp } from '#core/domain/agenda/action'
import { emptyLine } from '#core/domain/agenda/entry-line'
import type { Consent } from '#core/domain/consent'
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
import { actionPaperCalls } from './action-paper-calls'
import { entryCalls } from './entry-calls'
import { noteInHistory } from './export-ledger'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { peopleCalls } from './people-calls'
import type { ProgressReports } from './progress'

const fonts = await loadPrintFonts()
const notice = { controller: 'Section de Saint-Denis, 12 place du Marché', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const stall: ActionDraft = {
  kind: 'stall', title: '', start: { local: '2026-03-14T09:00:00', zone: 'Europe/Paris' }, end: { local: '2026-03-14T13:00:00', zone: 'Europe/Paris' }, place: 'devant la halle', address: 'place du Marché', city: 'Saint-Denis',
  shifts: [{ id: 'a', from: 0, to: 120, least: 2, most: 2, role: 'installation' }, { id: 'b', from: 120, to: 240, least: 2, most: 0, role: '' }],
  tasks: [{ id: '1', text: 'Table et nappe', done: true }],
}

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  const commands = createCommands(store, () => (now += 1000))
  const signUps = async () => {
    const index = createSignUpIndex()
    for (const person of store.people.all()) index.add(person)
    return index
  }
  const section = { store, commands, signUps } as unknown as OpenSection
  const lifecycle = { current: () => section } as Lifecycle
  return { store, commands, secrets, section, lifecycle, ...actionPaperCalls(lifecycle, async () => fonts), execute: peopleCalls(lifecycle, {} as ProgressReports).execute }
}
type Machine = Awaited<ReturnType<typeof open>>

const read = async (pdf: Uint8Array) => (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ')

let alba: Machine
let action: ActionId
let request: { action: ActionId; on: string; locale: 'fr' }
const call = (state: 'yes' | 'no', purpose: Consent['purpose'] = 'action'): Consent => ({ purpose, channel: 'call', state, date: '', source: '', wording: '' })
let phones = 0
const add = async (lastName: string, shift: string, state: SignUp['state'], consents: Consent[], more: PersonDraft = {}) =>
  alba.commands.createPerson(newId<PersonId>(), { lastName, firstName: 'Ana', phones: [{ value: `+336399800${10 + phones++}`, label: '' }], consents, signUps: [{ action, on: '', shift, state, at: phones }], ...more })

beforeEach(async () => {
  phones = 0
  alba = await open(await newSecrets(newId<SectionId>()))
  await alba.commands.changeSettings('section.create', [['n', 'Union des Quartiers']])
  action = newId<ActionId>()
  await alba.commands.createActions([{ id: action, draft: stall }])
  request = { action, on: '', locale: 'fr' }
})

describe('the brief of an action', () => {
  beforeEach(async () => {
    await add('Agreed', 'a', 'signed-up', [call('yes')])
    await add('Refused', 'a', 'confirmed', [call('no')])
    await add('Waiting', 'a', 'signed-up', [])
    await add('News', 'b', 'signed-up', [call('yes', 'news')])
    await add('Invited', 'b', 'invited', [call('yes')])
    await add('Cancelled', 'b', 'cancelled', [call('yes')])
    await add('Removed', 'gone', 'signed-up', [call('yes')])
  })

  it('names who signed up, with the numbers of those alone who agreed to be called about actions, and says how many are left out', async () => {
    const { pdf, printed, phonesLeftOut, pages } = await alba.actionBrief(request)
    const text = await read(pdf)
    expect([pages, printed, phonesLeftOut]).toEqual([1, 5, 3])
    for (const name of ['Agreed', 'Refused', 'Waiting', 'News', 'Removed']) expect(text).toContain(`Ana ${name}`)
    for (const name of ['Invited', 'Cancelled']) expect(text).not.toContain(name)
    expect(text.match(/06 39 98 00 \d\d/g)).toEqual(['06 39 98 00 10', '06 39 98 00 16'])
    expect(text).toContain('Ana Waiting (en attente)')
    expect(text).toContain('3 téléphones n’y sont pas')
    expect(text).toContain('1 personne invitée')
    for (const said of ['Stand', 'samedi 14 mars 2026, 9 h – 13 h', 'devant la halle, place du Marché, Saint-Denis', '9 h – 11 h · installation', '11 h – 13 h', 'il manque 1 personne', 'Toute l’action', 'Table et nappe', 'Tracts donnés', 'Contacts pris']) expect(text).toContain(said)
    expect(text).not.toContain('Silence')
  })

  it('warns that it falls into the silence before a vote', async () => {
    await alba.execute({ type: 'section.votes', votes: [{ day: '2026-03-15', zone: 'Europe/Paris', closes: '20:00' }] })
    const text = (await read((await alba.actionBrief(request)).pdf)).replace(/\s+/g, ' ')
    expect(text).toContain('avant le scrutin du dimanche 15 mars 2026')
    expect(text).toContain('jusqu’à 20:00')
  })
})

describe('the list of those to be reminded', () => {
  it('has who was invited or signed up and agreed to be called; others are counted by why, and who confirmed or cancelled is left in peace', async () => {
    await add('Zola', 'a', 'signed-up', [call('yes')])
    await add('Benali', 'b', 'invited', [call('yes')])
    await add('Twice', 'a', 'signed-up', [call('yes')], { signUps: [{ action, on: '', shift: 'a', state: 'signed-up', at: 1 }, { action, on: '', shift: 'b', state: 'invited', at: 2 }] })
    await add('Refused', 'a', 'signed-up', [call('no'), call('yes', 'news')])
    await add('Unasked', 'a', 'invited', [])
    await add('Silent', 'a', 'signed-up', [call('yes')], { phones: [] })
    await add('Sure', 'a', 'confirmed', [call('yes')])
    await add('Gone', 'a', 'cancelled', [call('yes')])
    await add('Elsewhere', 'a', 'signed-up', [call('yes')], { signUps: [{ action: newId<ActionId>(), on: '', shift: 'a', state: 'signed-up', at: 1 }] })
    const { pdf, printed, leftOut, pages } = await alba.reminderList({ ...request, perCaller: 20, script: 'Bonjour, vous venez ?' })
    const text = await read(pdf)
    expect([pages, printed, leftOut]).toEqual([1, 3, { refused: 1, unasked: 1, noPhone: 1 }])
    expect(text.match(/Ana \w+/g)).toEqual(['Ana Benali', 'Ana Twice', 'Ana Zola'])
    for (const said of ['Rappels : Stand', 'Bonjour, vous venez ?', '11 h – 13 h, invité·e', '9 h – 11 h · installation,', 'inscrit·e', '3 personnes n’y sont pas']) expect(text).toContain(said)
    expect(text.match(/06 39 98 00 \d\d/g)).toHaveLength(3)
    expect((await alba.reminderList({ ...request, perCaller: 1, script: '' })).pages).toBe(3)
  })
})

describe('slips for a stall', () => {
  it('are refused without the section’s notice, name nobody, and are keyed like a sheet', async () => {
    await add('Zola', 'a', 'signed-up', [call('yes')])
    await expect(alba.stallSlips({ ...request, pages: 2 })).rejects.toMatchObject({ code: 'notice-missing' })
    await alba.execute({ type: 'section.notice', notice })
    const { pdf, printed, rows, code } = await alba.stallSlips({ ...request, pages: 2 })
    const text = await read(pdf)
    expect([printed, rows]).toEqual([0, 8])
    expect(text).not.toMatch(/Zola|06 39/)
    for (const said of ['Stand', 'n° 8/8', 'Je veux', code]) expect(text).toContain(said)
    await noteInHistory(alba.section, 'print', 0, printDetail(code, 'slips'), { action, on: '' })
    const entry = entryCalls(alba.lifecycle, {} as ProgressReports, async () => ({ byPostalCode: () => [], recognise: () => undefined }))
    expect(await entry.entryCodes({ action, on: '' })).toEqual([code])
    const sheet = (await entry.entrySheet({ code, locale: 'fr' }))!
    expect([sheet.of!.action.id, sheet.slips]).toEqual([action, true])
    // She was met there and wants to take part; she did not come to hold the stall.
    const person = { id: newId<PersonId>(), known: false }
    await entry.entryLine({ code, row: 3, of: { action, on: '' }, locale: 'fr', unreadable: false, person, line: { ...emptyLine, lastName: 'Diallo', phone: '06 39 98 00 77', level: 'act', channels: ['call'] } })
    expect(alba.store.people.get(person.id)).toMatchObject({ lastName: 'Diallo', level: 'act', relation: 'occasional', source: 'Bulletin de stand\u00a0: Stand, 14/03/2026' })
    expect(alba.store.people.get(person.id)!.signUps).toBeUndefined()
    expect((await entry.entrySheet({ code, locale: 'fr' }))!.lines).toMatchObject([{ row: 3, fate: 'new' }])
  })
})

it('papers are refused for an action that is gone, those that name people to whoever holds no key of them; what a volunteer prints is known to those who key it', async () => {
  const each = (machine: Machine, of: ActionId) => [machine.stallSlips({ ...request, action: of, pages: 1 }), machine.actionBrief({ ...request, action: of }), machine.reminderList({ ...request, action: of, perCaller: 20, script: '' })]
  for (const paper of each(alba, newId<ActionId>())) await expect(paper).rejects.toMatchObject({ code: 'action-gone' })
  await alba.execute({ type: 'section.notice', notice })
  const { secrets, entries } = await letVolunteerIn(alba)
  const nour = await open(secrets)
  await nour.commands.receive(entries)
  expect(nour.store.actions.has(action)).toBe(true)
  const [slips, ...naming] = each(nour, action)
  for (const paper of naming) await expect(paper).rejects.toMatchObject({ code: 'role-forbids' })
  const { code } = await slips!
  expect(await noteInHistory(nour.section, 'print', 0, printDetail(code, 'slips'), { action, on: '' })).toBe(true)
  await alba.commands.receive(await Promise.all([...nour.store.log.live().values()].map(async (entry) => (await nour.store.log.read(entry))!)))
  expect(await entryCalls(alba.lifecycle, {} as ProgressReports, async () => ({}) as never).entryCodes({ action, on: '' })).toEqual([code])
})

/** Sign-in sheets as the engine makes them: read back from the paper's own text. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId, type SectionId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { letVolunteerIn } from '../../tests/volunteer'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { SignInRequest } from './agenda-api'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { peopleCalls } from './people-calls'
import type { ProgressReports } from './progress'
import { signInCalls } from './sign-in-calls'

const fonts = await loadPrintFonts()
const notice = { controller: 'Section de Saint-Denis, 12 place du Marché', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const assembly: ActionDraft = { kind: 'assembly', title: '', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' }, place: 'salle Jean-Jaurès', city: 'Saint-Denis' }
const people: PersonDraft[] = [
  { lastName: 'Zola', firstName: 'Ana', relation: 'member', phones: [{ value: '+33199000001', label: '' }], emails: [{ value: 'ana@exemple.invalid', label: '' }], city: 'Stains' },
  { lastName: 'Éluard', firstName: 'Bruno', relation: 'member' },
  { lastName: 'Diallo', firstName: 'Chloé', relation: 'regular' },
  { lastName: 'Morel', firstName: 'David', relation: 'occasional' },
  { lastName: 'Weil', firstName: 'Emma' },
  { lastName: '', firstName: '', relation: 'member', emails: [{ value: 'sans-nom@exemple.invalid', label: '' }] },
]

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  const commands = createCommands(store, () => (now += 1000))
  const lifecycle = { current: () => ({ store, commands }) as unknown as OpenSection } as Lifecycle
  return { store, commands, secrets, ...signInCalls(lifecycle, async () => fonts), execute: peopleCalls(lifecycle, {} as ProgressReports).execute }
}
type Machine = Awaited<ReturnType<typeof open>>

async function textOf(machine: Machine, request: SignInRequest) {
  const { pdf, ...facts } = await machine.signInSheet(request)
  return { ...facts, text: (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ') }
}

let alba: Machine
let action: ActionId
let request: SignInRequest
beforeEach(async () => {
  alba = await open(await newSecrets(newId<SectionId>()))
  await alba.commands.changeSettings('section.create', [['n', 'Union des Quartiers']])
  for (const draft of people) await alba.commands.createPerson(newId<PersonId>(), draft)
  action = newId<ActionId>()
  await alba.commands.createActions([{ id: action, draft: assembly }])
  request = { action, on: '', variant: 'meeting', layout: 'table', blankRows: 30, locale: 'fr' }
})

describe('the sheet of a meeting', () => {
  it('holds nobody’s name, number, address or town, whoever is in the base', async () => {
    await alba.execute({ type: 'section.notice', notice })
    const { text, printed, pages, rows } = await textOf(alba, request)
    expect([printed, pages, rows]).toEqual([0, 2, 30])
    for (const { lastName, firstName } of people) for (const name of [lastName, firstName]) if (name) expect(text).not.toContain(name)
    expect(text).not.toMatch(/@exemple\.invalid(?<!donnees@exemple\.invalid)|01 99|\+33|Stains/)
    expect(text).toContain('Assemblée générale')
    expect(text).toContain('mardi 10 mars 2026, 18 h 30 – 20 h, salle Jean-Jaurès, Saint-Denis')
    expect(text).toContain('Union des Quartiers')
  })

  it('is refused without the section’s notice, and has it on each page once it was said', async () => {
    await expect(alba.signInSheet(request)).rejects.toMatchObject({ code: 'notice-missing' })
    await expect(alba.execute({ type: 'section.notice', notice: { ...notice, contact: ' ' } })).rejects.toMatchObject({ code: 'notice-missing' })
    expect(await alba.signInNotice()).toBeNull()
    await alba.execute({ type: 'section.notice', notice })
    expect(await alba.signInNotice()).toEqual(notice)
    expect([...alba.store.history.values()].at(-1)).toMatchObject({ kind: 'section.notice', undoable: false })
    const { text, pages } = await textOf(alba, { ...request, locale: 'en', blankRows: 40 })
    expect(text.split('donnees@exemple.invalid')).toHaveLength(pages + 1)
    expect(text).toContain('General assembly')
  })

  it('has a notice that can be changed, beside which what a newer version says is kept', async () => {
    await alba.commands.changeSettings('section.notice', [['sn', { ...notice, officer: 'x' }]])
    await alba.execute({ type: 'section.notice', notice: { ...notice, months: 12, shared: 'la fédération' } })
    expect(alba.store.settings().get('sn')).toEqual({ ...notice, months: 12, shared: 'la fédération', officer: 'x' })
    expect((await textOf(alba, request)).text).toMatch(/et de la fédération[\s\S]*12 mois/)
    expect(alba.store.name()).toBe('Union des Quartiers')
  })
})

describe('the sheet of a meeting where nobody reads what others wrote', () => {
  it.each([['strips', 4, 36], ['slips', 8, 32]] as const)('comes as %s, with a number, the code and the notice on each', async (layout, pages, rows) => {
    await expect(alba.signInSheet({ ...request, layout })).rejects.toMatchObject({ code: 'notice-missing' })
    await alba.execute({ type: 'section.notice', notice })
    const made = await textOf(alba, { ...request, layout })
    expect([made.printed, made.pages, made.rows]).toEqual([0, pages, rows])
    expect(made.text.split(made.code).length - 1).toBeGreaterThanOrEqual(rows)
    expect(made.text.split('donnees@exemple.invalid').length - 1).toBeGreaterThanOrEqual(rows)
    for (const { lastName } of people) if (lastName) expect(made.text).not.toContain(lastName)
    // An assembly's is a table all the same.
    expect((await textOf(alba, { ...request, layout, variant: 'assembly', blankRows: 0 })).rows).toBe(13)
  })
})

describe('the sheet of an assembly', () => {
  it('lists the members, all of them and nobody else, by name, with no address in the place of a name', async () => {
    const { text, printed, rows, pages } = await textOf(alba, { ...request, variant: 'assembly', blankRows: 0 })
    expect([printed, pages, rows]).toEqual([3, 1, 13])
    expect(text.match(/Zola|Éluard|Diallo|Morel|Weil/g)).toEqual(['Éluard', 'Zola'])
    expect(text.match(/Adhérent·e/g)).toHaveLength(3)
    expect(text).not.toMatch(/@|01 99|Stains/)
  })
})

it('an assembly’s sheet is refused for an action that is gone, and for whoever holds no key of people', async () => {
  await expect(alba.signInSheet({ ...request, action: newId<ActionId>(), variant: 'assembly' })).rejects.toMatchObject({ code: 'action-gone' })
  const { secrets, entries } = await letVolunteerIn(alba)
  const nour = await open(secrets)
  await nour.commands.receive(entries)
  expect(nour.store.actions.has(action)).toBe(true)
  await expect(nour.signInSheet({ ...request, variant: 'assembly' })).rejects.toMatchObject({ code: 'role-forbids' })
  await expect(nour.execute({ type: 'section.notice', notice })).rejects.toMatchObject({ code: 'role-forbids' })
})

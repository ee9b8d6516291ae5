/** Labels as the engine makes them from a section's own store: read back from the paper's own text. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Consent } from '#core/domain/consent'
import { newId, type PersonId, type SectionId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { noCorrection } from '#core/print/labels/correction'
import { labelSheet } from '#core/print/labels/label-sheets'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { letVolunteerIn } from '../../tests/volunteer'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { LabelsRequest } from './label-api'
import { labelCalls } from './label-calls'
import type { OpenSection } from './open-section'
import { createProgress } from './progress'

const fonts = await loadPrintFonts()
const whole: LabelsRequest = {
  selection: { kind: 'query', query: everyone, except: [] }, content: { kind: 'address', purpose: 'membership', households: true, accents: false, order: 'post', sender: '' },
  sheet: labelSheet('L7160')!, start: 1, correction: noCorrection, size: 10, outlines: false, locale: 'fr',
}

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const section = { store } as unknown as OpenSection
  return { store, secrets, commands: createCommands(store, Date.now), ...labelCalls({ current: () => section }, createProgress(), async () => fonts) }
}

let alba: Awaited<ReturnType<typeof open>>
const post = (state: 'yes' | 'no'): Consent => ({ purpose: 'membership', channel: 'post', state, date: '', source: '', wording: '' })
async function add(firstName: string, lastName: string, draft: PersonDraft = {}): Promise<PersonId> {
  const id = newId<PersonId>()
  await alba.commands.createPerson(id, { firstName, lastName, street: '12 bis rue de l’Église', postalCode: '93200', city: 'Saint-Denis', consents: [post('yes')], ...draft })
  return id
}
const lines = async (pdf: Uint8Array) => (await extractText(pdf)).split(/\s*[\n\f]\s*/).filter(Boolean)

beforeEach(async () => {
  alba = await open(await newSecrets(newId<SectionId>()))
  await alba.commands.changeSettings('section.create', [['n', 'Union des Quartiers']])
})

describe('labels of a selection', () => {
  it('are for those who agreed to post, one a household, and say who is left out and why', async () => {
    for (const name of ['Marie', 'Paul']) await add(name, 'Dupont')
    await add('Zoé', 'Dupont', { consents: [post('no')] })
    await add('Elif', 'Kaya', { consents: [] })
    await add('Lou', 'Sow', { street: '' })
    await add('Jo', 'Petit', { street: '1 rue de l’Église' })
    const { pdf, code, people, printed, pages, leftOut, narrow, long } = await alba.labels(whole)
    expect([people, printed, pages, narrow, long]).toEqual([3, 2, 1, false, 0])
    expect(leftOut).toEqual({ refused: 1, unasked: 1, incomplete: 1 })
    expect(await lines(pdf)).toEqual(['Jo PETIT', '1 RUE DE L EGLISE', '93200 SAINT DENIS', 'Marie et Paul DUPONT', '12 BIS RUE DE L EGLISE', '93200 SAINT DENIS'])
    expect(code).toMatch(/^\w{4}-\w{4}$/)
  })

  it('say no family where one who was not even chosen refused', async () => {
    const family = [await add('Marie', 'Dupont'), await add('Paul', 'Dupont'), await add('Anne', 'Dupont')]
    const chosen: LabelsRequest = { ...whole, selection: { kind: 'ids', ids: family } }
    expect((await lines((await alba.labels(chosen)).pdf))[0]).toBe('Famille DUPONT')
    await add('Zoé', 'Dupont', { consents: [post('no')] })
    expect((await lines((await alba.labels(chosen)).pdf))[0]).toBe('Anne, Marie et Paul DUPONT')
  })

  it('tell which lines are too long for the norm, and of a sheet on which few addresses can be read', async () => {
    await add('Marie-Hélène', 'Lefèvre-Rajaonarivelo de La Tour du Pin')
    const { long, narrow, flagged } = await alba.labels({ ...whole, sheet: labelSheet('L7651')! })
    expect([long, narrow]).toEqual([1, true])
    expect(flagged).toMatchObject([{ label: 1, why: 'squeezed', lines: ['Marie-Hélène LEFÈVRE-RAJAONARIVELO DE LA TOUR DU PIN'] }])
  })

  it('stand on envelopes with their sender, and as badges for whoever is there, consent or none', async () => {
    await add('Marie', 'Dupont')
    await add('Zoé', 'Kaya', { consents: [post('no')] })
    await add('', '', { emails: [{ value: 'a@exemple.invalid', label: '' }] })
    const envelope = await alba.labels({ ...whole, sheet: labelSheet('DL')!, content: { ...whole.content, sender: ' Union des Quartiers\n\n12 place du Marché ' } as LabelsRequest['content'] })
    expect((await lines(envelope.pdf)).slice(0, 2)).toEqual(['Union des Quartiers', '12 place du Marché'])
    const badges = await alba.labels({ ...whole, sheet: labelSheet('L4785')!, content: { kind: 'badge' }, size: 36 })
    expect([badges.people, badges.leftOut]).toEqual([2, { refused: 0, unasked: 0, incomplete: 1 }])
    expect(await lines(badges.pdf)).toEqual(expect.arrayContaining(['Marie', 'Zoé', 'Union des Quartiers']))
  })

  it('are refused to whoever holds no key of the people, who may calibrate a printer all the same', async () => {
    const { secrets, entries } = await letVolunteerIn(alba)
    const nour = await open(secrets)
    await nour.commands.receive(entries)
    await expect(nour.labels(whole)).rejects.toMatchObject({ code: 'role-forbids' })
    await expect(alba.labels({ ...whole, start: 22 })).rejects.toMatchObject({ code: 'print-failed' })
    expect((await nour.calibrationPage({ sheet: whole.sheet, locale: 'fr' })).pdf.subarray(0, 5)).toEqual(new TextEncoder().encode('%PDF-'))
  })
})

/** Noting people at a stall: who is known is completed without a word, refusals stand, and the batch is a sheet like others. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { emptyLine, type WrittenLine } from '#core/domain/agenda/entry-line'
import { buildPeopleIndex } from '#core/domain/duplicates'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { openDevice, secretsOfDevices } from '#core/section/erased.fixture'
import { entryCalls } from './entry-calls'
import type { OpenSection } from './open-section'
import { createProgress } from './progress'
import { standCalls } from './stand-calls'

const code = 'K7M4-XQPR'
const batch = { code, place: 'marché de la République', day: '2026-03-12', collector: 'Claire' }
const stall: ActionDraft = { kind: 'stall', title: '', start: { local: '2026-03-12T09:00:00', zone: 'Europe/Paris' }, end: { local: '2026-03-12T13:00:00', zone: 'Europe/Paris' } }
const communes = async () => ({ byPostalCode: () => [], recognise: () => undefined })
const notice = { controller: 'Section de Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const point = (value: string) => ({ value, label: '' })

async function stand() {
  const [secrets] = await secretsOfDevices(1)
  const device = await openDevice(secrets!)
  const held: string[] = []
  const people = () => device.store.people.rows(everyone, 0, 1000)
  const section = { ...device, index: async () => buildPeopleIndex(people()) } as unknown as OpenSection
  const lifecycle = { current: () => section, hold: async () => void held.push('hold'), letGo: async (word: string) => void held.push(word) }
  const calls = standCalls(lifecycle, communes)
  const of = { action: newId<ActionId>(), on: '' }
  await device.commands.createActions([{ id: of.action, draft: stall }])
  return {
    ...device, calls, held, of, people,
    entry: entryCalls({ current: () => section }, createProgress(), communes),
    withoutKey: () => ((device.store.membership as { holds(compartment: string): boolean }).holds = () => false),
    note: (line: Partial<WrittenLine>, more: { of?: typeof of | null } = {}) => calls.standLine({ batch, of, locale: 'fr', line: { ...emptyLine, ...line }, ...more }),
    async create(draft: PersonDraft) {
      const id = newId<PersonId>()
      await device.commands.createPerson(id, draft)
      return id
    },
  }
}

let at: Awaited<ReturnType<typeof stand>>
beforeEach(async () => {
  at = await stand()
})

describe('somebody at a stall', () => {
  it('is made with the stall as her source, a level, and a proof of each box; she came to no action', async () => {
    expect(await at.note({ lastName: 'Weil', firstName: 'Emma', phone: '0639981234', channels: ['sms'], level: 'act' })).toEqual({ noted: 1 })
    expect(at.people()).toMatchObject([
      {
        lastName: 'Weil', relation: 'occasional', level: 'act', source: 'Stand\u00a0: marché de la République, 12/03/2026, par Claire',
        consents: [{ purpose: 'action', channel: 'sms', state: 'yes', date: '2026-03-12', source: code, wording: 'notice-2026-1' }, { purpose: 'news', channel: 'sms' }],
      },
    ])
    expect(at.people()[0]!.signUps ?? []).toEqual([])
  })
  it('has agreed to nothing where no box is ticked, and asked to be told where she said nothing', async () => {
    await at.note({ firstName: 'Emma' })
    expect(at.people()).toMatchObject([{ firstName: 'Emma', level: 'follow', consents: [] }])
  })
  it('is completed where she is known, and the answer is the same as for anybody', async () => {
    const emma = await at.create({ lastName: 'Weil', firstName: 'Emma', level: 'join', source: 'Pétition', emails: [point('emma@exemple.invalid')] })
    expect(await at.note({ lastName: 'Weil', firstName: 'Emma', email: 'Emma@exemple.invalid', level: 'follow' })).toEqual({ noted: 1 })
    expect(await at.note({ lastName: 'Zola', firstName: 'Ada', email: 'ada@exemple.invalid' })).toEqual({ noted: 2 })
    expect(at.people()).toHaveLength(2)
    expect(at.store.people.get(emma)).toMatchObject({ level: 'join', source: 'Pétition', emails: [{ value: 'emma@exemple.invalid' }] })
    // Whoever is noted twice in a row is one person.
    await at.note({ lastName: 'Zola', firstName: 'Ada', email: 'ada@exemple.invalid', level: 'act', phone: '0639980001' })
    expect(at.people().find(({ lastName }) => lastName === 'Zola')).toMatchObject({ level: 'act', phones: [{ value: '06 39 98 00 01' }] })
    expect(at.people()).toHaveLength(2)
  })
  it('who refused since is not signed up again', async () => {
    const emma = await at.create({
      lastName: 'Weil', firstName: 'Emma', emails: [point('emma@exemple.invalid')],
      consents: (['news', 'action'] as const).map((purpose) => ({ purpose, channel: 'email', state: 'no', date: '2026-03-13', source: 'appel', wording: '' })),
    })
    await at.note({ lastName: 'Weil', firstName: 'Emma', email: 'emma@exemple.invalid', channels: ['email'] })
    expect(at.store.people.get(emma)!.consents.map(({ state, source }) => [state, source])).toEqual([['no', 'appel'], ['no', 'appel']])
  })
  it('who was erased before is noted like anybody, and files bring her back only if she agreed anew', async () => {
    const her = { lastName: 'Weil', firstName: 'Emma', email: 'emma@exemple.invalid' }
    const draft = { lastName: 'Weil', firstName: 'Emma', emails: [point('emma@exemple.invalid')] }
    await at.commands.erasePeople({ kind: 'ids', ids: [await at.create(draft)] }, 'request')
    expect(await at.note(her)).toEqual({ noted: 1 })
    expect(await at.store.suppression.matching(draft)).toHaveLength(1)
    await at.calls.standUndo(code)
    expect(await at.note({ ...her, channels: ['email'] })).toEqual({ noted: 1 })
    expect(await at.store.suppression.matching(draft)).toHaveLength(0)
  })
  it('is noted also where the action was deleted meanwhile', async () => {
    await at.commands.deleteActions([at.of.action])
    expect(await at.note({ firstName: 'Emma' })).toEqual({ noted: 1 })
  })
  it('must be found again by something', async () => {
    await expect(at.note({ place: 'Pantin', channels: ['email'] })).rejects.toMatchObject({ code: 'unexpected' })
    expect(at.people()).toEqual([])
  })
})

describe('the batch', () => {
  it('is a sheet: found by its code from its action, gone on with, undone line by line or as a whole', async () => {
    for (const firstName of ['Emma', 'Ada', 'Awa']) await at.note({ firstName })
    expect(await at.calls.standUndo(code)).toEqual({ noted: 2 })
    expect(at.people().map(({ firstName }) => firstName).sort()).toEqual(['Ada', 'Emma'])
    expect(await at.entry.entryCodes(at.of)).toEqual([code])
    expect((await at.entry.entrySheet({ code, locale: 'fr' }))!.lines.map(({ row, person }) => [row, person?.firstName])).toEqual([[1, 'Emma'], [2, 'Ada']])
    expect(await at.note({ firstName: 'Idris' })).toEqual({ noted: 3 })
    expect(await at.entry.entryUndo({ code })).toEqual({ undone: 3, kept: 0 })
    expect(at.people()).toEqual([])
    expect(await at.calls.standUndo(code)).toEqual({ noted: 0 })
  })
  it('gives each her own line, however fast they come', async () => {
    await Promise.all(['Emma', 'Ada', 'Awa', 'Idris'].map((firstName) => at.note({ firstName })))
    expect((await at.entry.entrySheet({ code, locale: 'fr' }))!.lines.map(({ row }) => row)).toEqual([1, 2, 3, 4])
  })
  it('begins with the section held and a notice to be read out, and is left by the passphrase alone', async () => {
    const request = { batch, of: at.of }
    await expect(at.calls.standBegin(request)).rejects.toMatchObject({ code: 'notice-missing' })
    expect(at.held).toEqual([])
    await at.commands.changeSettings('section.notice', [['sn', notice]])
    await at.note({ firstName: 'Emma' })
    expect(await at.calls.standBegin(request)).toEqual({ noted: 1 })
    await at.calls.standLeave({ passphrase: 'lune bateau' })
    expect(at.held).toEqual(['hold', 'lune bateau'])
  })
  it('is not for a machine that holds no key of people', async () => {
    at.withoutKey()
    await expect(at.calls.standBegin({ batch, of: null })).rejects.toMatchObject({ code: 'role-forbids' })
    await expect(at.note({ firstName: 'Emma' })).rejects.toMatchObject({ code: 'role-forbids' })
    await expect(at.calls.standUndo(code)).rejects.toMatchObject({ code: 'role-forbids' })
    expect(at.held).toEqual([])
  })
})

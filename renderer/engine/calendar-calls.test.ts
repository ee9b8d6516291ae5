/** Calendar files in a section: previewed, applied as one deed, undone; on an organizer's computer and on a volunteer's. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { letVolunteerIn } from '../../tests/volunteer'
import { calendarCalls } from './calendar-calls'
import { calendarOf } from './calendar-file'
import type { OpenSection } from './open-section'

async function openOn(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  const commands = createCommands(store, () => (now += 1000))
  let leave = (_section: OpenSection): unknown => null
  const section = { store, commands } as unknown as OpenSection
  const calls = calendarCalls({ current: () => section, beforeLeaving: (listener) => void (leave = listener) })
  return { store, commands, calls, secrets, leave: () => leave(section) }
}
type Machine = Awaited<ReturnType<typeof openOn>>

let alba: Machine
beforeEach(async () => {
  alba = await openOn(await newSecrets(newId<SectionId>()))
})

const calendar = (...lines: string[]) => new Blob([['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')])
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART;TZID=Europe/Paris:20260106T183000', ...lines, 'END:VEVENT']
const titles = ({ store }: Machine) => [...store.actions.values()].map(({ title }) => title).sort()
const market: ActionDraft = { kind: 'leafleting-market', title: 'Marché', start: { local: '2026-12-05T09:00:00', zone: 'Europe/Paris' }, end: { local: '2026-12-05T12:00:00', zone: 'Europe/Paris' } }

async function apply({ calls }: Machine, content: Blob) {
  const { id } = await calls.calendarOpen({ content })
  return calls.calendarApply({ id })
}

describe('a calendar file', () => {
  it('is shown before anything is written, then applied as one deed that is undone as a whole', async () => {
    await apply(alba, calendar(...event('a', 'SUMMARY:Réunion')))
    const session = await alba.calls.calendarOpen({ content: calendar(...event('a', 'SUMMARY:Réunion de section'), ...event('b', 'SUMMARY:Collage'), ...event('c', 'RECURRENCE-ID:20260106T173000Z'), 'ceci n’est rien') })
    expect(session).toMatchObject({ counts: { fresh: 1, changed: 1, same: 0, setAside: 1 }, problems: [{ reason: 'broken-line', count: 1, lines: [17] }] })
    expect(titles(alba)).toEqual(['Réunion'])
    expect(await alba.calls.calendarRows({ id: session.id, kind: 'changed', start: 0, end: 10 })).toMatchObject({ total: 1, rows: [{ uid: 'a', changes: [{ field: 'title', before: 'Réunion', after: 'Réunion de section' }] }] })
    const before = alba.store.history.size
    const answer = await alba.calls.calendarApply({ id: session.id })
    expect(answer).toMatchObject({ receipt: { changed: 2 } })
    expect([titles(alba), alba.store.history.size]).toEqual([['Collage', 'Réunion de section'], before + 1])
    if (!('receipt' in answer)) throw new Error('not written')
    await alba.commands.undoEntry(answer.receipt.history)
    expect(titles(alba)).toEqual(['Réunion'])
  })

  it('of ours, read back, says of each that it is the same, and does nothing', async () => {
    await alba.commands.createActions([{ id: newId(), draft: market }, { id: newId(), draft: { ...market, title: '', status: 'cancelled' } }, { id: newId(), draft: { ...market, status: 'proposed' } }])
    const file = calendarOf([...alba.store.actions.values()], 'Section', 'fr')
    const session = await alba.calls.calendarOpen({ content: new Blob([file as BlobPart]) })
    expect(session.counts).toEqual({ fresh: 0, changed: 0, same: 2, setAside: 0 })
    await expect(alba.calls.calendarApply({ id: session.id })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await alba.calls.calendarContents({ actions: 'all' })).toEqual({ count: 2, leftOut: 1, noted: true })
  })

  it('is shown again where the agenda has changed under it, and then applied', async () => {
    const file = calendar(...event('a', 'SUMMARY:Réunion'))
    const { id } = await alba.calls.calendarOpen({ content: file })
    await apply(alba, file)
    expect(await alba.calls.calendarApply({ id })).toMatchObject({ again: { id, counts: { fresh: 0, same: 1 } } })
    const change = await alba.calls.calendarOpen({ content: calendar(...event('a', 'SUMMARY:Autre')) })
    await alba.commands.deleteActions([...alba.store.actions.keys()])
    expect(await alba.calls.calendarApply({ id: change.id })).toMatchObject({ again: { counts: { fresh: 1 } } })
    expect(await alba.calls.calendarApply({ id: change.id })).toMatchObject({ receipt: { changed: 1 } })
  })

  it('of who never counts its changes is taken each time; one that counts is older once it was changed here', async () => {
    for (const title of ['un', 'deux', 'trois']) await apply(alba, calendar(...event('a', `SUMMARY:${title}`)))
    expect(titles(alba)).toEqual(['trois'])
    await apply(alba, calendar(...event('b', 'SUMMARY:compté', 'SEQUENCE:5')))
    const counted = [...alba.store.actions.values()].find(({ uid }) => uid === 'b')!
    await alba.commands.editActions([{ id: counted.id, edits: [{ field: 'title', value: 'changé ici' }] }])
    expect(alba.store.actions.get(counted.id)!.sequence).toBe(6)
    const { counts } = await alba.calls.calendarOpen({ content: calendar(...event('b', 'SUMMARY:compté', 'SEQUENCE:5')) })
    expect(counts).toEqual({ fresh: 0, changed: 0, same: 0, setAside: 1 })
  })

  it('has the times of an unknown zone where one says, and is forgotten with the section', async () => {
    const { id, zones } = await alba.calls.calendarOpen({ content: calendar('BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Nulle part:20260106T183000', 'END:VEVENT') })
    expect(zones.unknown).toEqual(['Nulle part'])
    expect(zones.chosen).toBe(zones.home)
    expect((await alba.calls.calendarZone({ id, zone: 'Indian/Reunion' })).zones.chosen).toBe('Indian/Reunion')
    await alba.calls.calendarApply({ id })
    expect([...alba.store.actions.values()][0]!.start).toEqual({ local: '2026-01-06T18:30:00', zone: 'Indian/Reunion' })
    const other = await alba.calls.calendarOpen({ content: calendar(...event('b')) })
    alba.leave()
    expect(() => alba.calls.calendarRows({ id: other.id, kind: 'fresh', start: 0, end: 1 })).toThrow(expect.objectContaining({ code: 'cancelled' }) as Error)
  })

  it('that is none is refused with its reason; one of a large organization is in within seconds', async () => {
    for (const [content, reason] of [[new Blob(['']), 'empty'], [new Blob(['Nom;Prénom']), 'not-a-calendar'], [new Blob([new Uint8Array(50 * 1024 * 1024)]), 'too-large']] as const) {
      expect(await alba.calls.calendarOpen({ content })).toMatchObject({ counts: { fresh: 0 }, problems: [{ reason, count: 1 }] })
    }
    const begun = performance.now()
    const answer = await apply(alba, calendar(...Array.from({ length: 10_000 }, (_, at) => event(`e${at}`, `SUMMARY:Réunion ${at}`).join('\r\n'))))
    expect(answer).toMatchObject({ receipt: { changed: 10_000 } })
    expect(performance.now() - begun).toBeLessThan(20_000)
  })

  it('is given away by a volunteer too, whose computer has no history of exports to note it in', async () => {
    const { secrets, entries } = await letVolunteerIn(alba)
    const nour = await openOn(secrets)
    await nour.commands.receive(entries)
    await apply(nour, calendar(...event('a', 'SUMMARY:Réunion')))
    const id = [...nour.store.actions.keys()][0] as ActionId
    expect(await nour.calls.calendarContents({ actions: [id] })).toEqual({ count: 1, leftOut: 0, noted: false })
    await expect(nour.calls.calendarSaved()).rejects.toMatchObject({ code: 'role-forbids' })
    expect(await alba.calls.calendarSaved()).toBe(true)
    expect([...alba.store.history.values()].at(-1)).toMatchObject({ kind: 'export', count: 0, detail: 'ics' })
  })
})

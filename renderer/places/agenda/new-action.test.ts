import { describe, expect, it } from 'vitest'
import { actionKinds, type ActionDraft } from '#core/domain/agenda/action'
import { draftOf, endsNextDay, formFor, withKind } from './new-action'

const zone = 'Europe/Paris'
let next = 0
const draft = (form: Parameters<typeof draftOf>[0]) => draftOf(form, zone, (task) => `à prévoir : ${task}`, () => `n${next++}`)

describe('a new action', () => {
  it('is as its kind usually is: length, shifts, people, things to prepare', () => {
    const made = draft(formFor('leafleting-market', '2026-12-05')) as ActionDraft
    expect(made).toMatchObject({
      kind: 'leafleting-market', status: 'planned', start: { local: '2026-12-05T09:00:00', zone }, end: { local: '2026-12-05T12:00:00', zone },
      shifts: [{ from: 0, to: 90, least: 2, most: 0 }, { from: 90, to: 180, least: 2, most: 0 }], tasks: [{ text: 'à prévoir : leaflets' }, { text: 'à prévoir : banner' }], dates: [],
    })
    for (const kind of actionKinds) expect(draft(formFor(kind, '2026-12-05'))).toMatchObject({ kind })
  })

  it('keeps what was typed when its kind changes, and lets the rest follow', () => {
    const form = withKind({ ...formFor('leafleting-market', '2026-12-05'), least: 5, title: 'Noël' }, 'posters')
    expect(form).toMatchObject({ kind: 'posters', begins: '20:30', ends: '22:30', shifts: 1, least: 5, title: 'Noël' })
    expect(withKind({ ...formFor('stall', '2026-12-05', '08:00'), ends: '11:00' }, 'doors')).toMatchObject({ begins: '08:00', ends: '11:00' })
  })

  it('goes past midnight, and is divided over it', () => {
    const form = { ...formFor('posters', '2026-12-31'), begins: '22:00', ends: '01:00', shifts: 2 }
    expect(endsNextDay(form)).toBe(true)
    expect(draft(form)).toMatchObject({ end: { local: '2027-01-01T01:00:00' }, shifts: [{ from: 0, to: 90 }, { from: 90, to: 180 }] })
  })

  it('is a proposal with the days that are offered', () => {
    const made = draft({ ...formFor('assembly', '2026-12-05'), proposal: true, otherDays: ['2026-12-12', ''] }) as ActionDraft
    expect([made.status, made.dates!.map(({ start }) => start.local)]).toEqual(['proposed', ['2026-12-05T18:30:00', '2026-12-12T18:30:00']])
  })

  it('says what is missing', () => {
    const form = formFor('doors', '2026-12-05')
    expect([draft({ ...form, day: '' }), draft({ ...form, ends: '' }), draft({ ...form, begins: '18:00', ends: '18:05', shifts: 9 })]).toEqual(['noDay', 'noTime', 'noRoom'])
    expect(draft({ ...form, shifts: 0 })).toMatchObject({ shifts: [] })
  })
})

import { describe, expect, it } from 'vitest'
import { PortError } from '#core/ports/errors'
import type { Reason } from '#core/ics/problems'
import { calendarDesk, type CalendarSession } from './calendar-desk'

const session = (id: string, fresh = 1, reason?: Reason): CalendarSession => ({
  id, counts: { fresh, changed: 0, same: 0, setAside: 0 }, problems: reason ? [{ reason, count: 1, lines: [1] }] : [], zones: { home: 'Europe/Paris', chosen: 'Europe/Paris', unknown: [] },
})
const file = (name: string) => new File(['BEGIN:VCALENDAR'], name)
const receipt = { history: 'h' as never, changed: 1, keptSince: 0 }

/** An engine whose answers are given one by one. */
function slowEngine() {
  const asked: { name: string; request: unknown; answer(value: unknown): Promise<void>; fail(error: unknown): Promise<void> }[] = []
  const call = (name: string, request: unknown) => {
    if (name === 'calendarClose') closed.push((request as { id: string }).id)
    return new Promise((resolve, reject) => {
      asked.push({ name, request, answer: async (value) => (resolve(value), settle()), fail: async (error) => (reject(error as Error), settle()) })
    })
  }
  const closed: string[] = []
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve))
  return { asked, closed, desk: calendarDesk({ call: call as never }) }
}

describe('a calendar file on screen', () => {
  it('is read, shown, applied, and done with its receipt', async () => {
    const { asked, desk } = slowEngine()
    void desk.open(file('agenda.ics'))
    expect(desk.state()).toEqual({ phase: 'reading', fileName: 'agenda.ics' })
    await asked[0]!.answer(session('c1'))
    expect(desk.state()).toMatchObject({ phase: 'open', file: { fileName: 'agenda.ics', session: { id: 'c1' } }, busy: null })
    void desk.apply()
    void desk.apply()
    expect(asked.map(({ name }) => name)).toEqual(['calendarOpen', 'calendarApply'])
    await asked[1]!.answer({ receipt })
    expect(desk.state()).toMatchObject({ phase: 'done', counts: { fresh: 1 }, receipt })
  })

  it('that is no calendar is refused by its reason, and let go', async () => {
    const { asked, closed, desk } = slowEngine()
    void desk.open(file('liste.csv'))
    await asked[0]!.answer(session('c1', 0, 'not-a-calendar'))
    expect(desk.state()).toEqual({ phase: 'choose', refusal: { fileName: 'liste.csv', why: 'not-a-calendar' }, error: null })
    expect(closed).toEqual(['c1'])
  })

  it('whose events can’t be read is shown with what is wrong in it', async () => {
    const { asked, desk } = slowEngine()
    void desk.open(file('agenda.ics'))
    await asked[0]!.answer(session('c1', 0, 'no-start'))
    expect(desk.state()).toMatchObject({ phase: 'open', file: { session: { problems: [{ reason: 'no-start' }] } } })
  })

  it('that was left changes nothing when its answer comes, and is let go', async () => {
    const { asked, closed, desk } = slowEngine()
    void desk.open(file('un.ics'))
    void desk.open(file('deux.ics'))
    await asked[1]!.answer(session('c2'))
    await asked[0]!.answer(session('c1'))
    expect(desk.state()).toMatchObject({ file: { fileName: 'deux.ics' } })
    expect(closed).toEqual(['c1'])
    void desk.apply()
    desk.close()
    await asked.at(-1)!.fail(new PortError('cancelled'))
    expect(closed).toEqual(['c1', 'c2'])
    expect(desk.state()).toMatchObject({ busy: 'applying' })
  })

  it('is shown anew, with other rows, for another zone and where the agenda changed under it; an error keeps it', async () => {
    const { asked, desk } = slowEngine()
    void desk.open(file('agenda.ics'))
    await asked[0]!.answer(session('c1'))
    const version = () => (desk.state() as { file: { version: number } }).file.version
    const first = version()
    void desk.choose('Indian/Reunion')
    expect(asked[1]).toMatchObject({ name: 'calendarZone', request: { id: 'c1', zone: 'Indian/Reunion' } })
    await asked[1]!.answer(session('c1', 2))
    expect(version()).toBeGreaterThan(first)
    void desk.apply()
    await asked[2]!.answer({ again: session('c1', 3) })
    expect(desk.state()).toMatchObject({ phase: 'open', notice: 'again', busy: null, file: { session: { counts: { fresh: 3 } } } })
    void desk.apply()
    await asked[3]!.fail(new PortError('disk-full'))
    expect(desk.state()).toMatchObject({ phase: 'open', notice: 'disk-full', busy: null })
  })
})

import { describe, expect, it } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import { emptyPerson, type Person } from '#core/domain/person'
import { everyone, type PeopleQuery } from '#core/domain/query'
import { pageSize, peopleRows } from './rows'

/** A base that answers when the test says so, in the order that the test says. */
function slowBase(size: number) {
  const people = Array.from({ length: size }, (_, at): Person => ({ ...emptyPerson(newId<PersonId>(), 0), lastName: `nom ${at}` }))
  const waiting: { query: PeopleQuery; start: number; answer: () => Promise<void> }[] = []
  let emit: (event: { total: number; version: number }) => void = () => {}
  const matching = (query: PeopleQuery) => people.filter((person) => person.lastName.includes(query.search))
  return {
    people,
    waiting,
    engine: {
      call: (_method: 'rows', request: { query: PeopleQuery; start: number; end: number }) =>
        new Promise((resolve) => {
          waiting.push({
            query: request.query,
            start: request.start,
            answer: async () => {
              const found = matching(request.query)
              resolve({ total: found.length, rows: found.slice(request.start, request.end) })
              await settle()
            },
          })
        }),
      subscribe: (_topic: 'people', _query: PeopleQuery, listener: typeof emit) => {
        emit = listener
        return () => {}
      },
    } as never,
    change: (query: PeopleQuery) => emit({ total: matching(query).length, version: 2 }),
    async answerAll() {
      while (waiting.length > 0) await waiting.shift()!.answer()
    },
  }
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}
const searching = (search: string): PeopleQuery => ({ ...everyone, search })

describe('rows of a table of many people', () => {
  it('show the first page, then the pages around what is on screen', async () => {
    const base = slowBase(1000)
    const rows = peopleRows(base.engine, everyone, () => {})
    expect(rows.total()).toBeNull()
    await base.answerAll()
    expect(rows.total()).toBe(1000)
    rows.want(300, 330)
    expect(rows.row(310)).toBeUndefined()
    await base.answerAll()
    expect(rows.row(310)?.lastName).toBe('nom 310')
  })

  it('keep what is on screen until the answer to the typed letters is here', async () => {
    const base = slowBase(200)
    const rows = peopleRows(base.engine, everyone, () => {})
    await base.answerAll()
    rows.ask(searching('nom 19'))
    expect(rows.row(0)?.lastName).toBe('nom 0')
    await base.answerAll()
    expect(rows.row(0)?.lastName).toBe('nom 19')
    expect(rows.total()).toBe(11)
  })

  it('ask only for the last of letters typed while an answer is on its way', async () => {
    const base = slowBase(200)
    const rows = peopleRows(base.engine, everyone, () => {})
    await base.answerAll()
    for (const search of ['n', 'no', 'nom', 'nom 1', 'nom 12']) rows.ask(searching(search))
    const asked: string[] = []
    while (base.waiting.length > 0) {
      asked.push(base.waiting[0]!.query.search)
      await base.waiting.shift()!.answer()
    }
    expect(asked).toEqual(['n', 'nom 12'])
    expect(rows.query().search).toBe('nom 12')
  })

  it('drop a page read before a change, and read it again', async () => {
    const base = slowBase(200)
    const rows = peopleRows(base.engine, everyone, () => {})
    await base.answerAll()
    rows.want(70, 90)
    const early = base.waiting.splice(0)
    base.people.splice(64, 1)
    base.change(everyone)
    for (const call of early) await call.answer()
    expect(rows.row(64)).toBeUndefined()
    await base.answerAll()
    expect(rows.row(64)?.lastName).toBe('nom 65')
    expect(rows.total()).toBe(199)
  })

  it('keep showing the rows of before while a change is read again', async () => {
    const base = slowBase(100)
    const rows = peopleRows(base.engine, everyone, () => {})
    await base.answerAll()
    base.people[0]!.lastName = 'changé'
    base.change(everyone)
    expect(rows.row(0)).toBeDefined()
    rows.want(0, 20)
    await base.answerAll()
    expect(rows.row(0)?.lastName).toBe('changé')
  })

  it('do not ask for every page that a flung scrollbar passes', async () => {
    const base = slowBase(100_000)
    const rows = peopleRows(base.engine, everyone, () => {})
    await base.answerAll()
    for (let at = 0; at < 90_000; at += pageSize) rows.want(at, at + 30)
    expect(base.waiting.length).toBeLessThanOrEqual(2)
    await base.answerAll()
    expect(rows.row(89_984)?.lastName).toBe('nom 89984')
  })
})

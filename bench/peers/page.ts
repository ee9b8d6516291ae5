/** What other libraries take for the same work on the same people, in the same Chromium. Times in milliseconds. */
import Dexie from 'dexie'
import { Document } from 'flexsearch'
import MiniSearch from 'minisearch'
import { fold } from '#core/domain/fold'
import { benchPeople, typedQueries } from '../people'

/** By the peers' preload script. */
declare function append(bytes: Uint8Array): Promise<void>

interface Row {
  id: number
  lastName: string
  firstName: string
  email: string
  phone: string
  city: string
  postalCode: string
  tags: string[]
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const peers = {
  /** Dexie `bulkPut` of the people as objects, already parsed, with 5 indexes. */
  async bulkPut(count: number): Promise<number> {
    const people = benchPeople(count).map((person, id) => ({ id, ...person }))
    const database = new Dexie(`peer-${Date.now()}`)
    database.version(1).stores({ people: 'id, lastName, firstName, postalCode, city, *tags' })
    await database.open()
    const taken = await timed(() => database.table('people').bulkPut(people))
    await database.delete()
    return taken
  },

  /** Milliseconds that each of `times` appends of `bytes` took from this window's wish until it heard that they are synced; one every 50 ms, as edits come. */
  async append(bytes: number, times: number): Promise<number[]> {
    const taken: number[] = []
    for (let run = 0; run < times; run++) {
      await new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 50))
      taken.push(await timed(() => append(new Uint8Array(bytes).fill(7))))
    }
    return taken
  },

  /** `JSON.parse` of the same records, and their length in bytes. */
  async parse(count: number, runs: number): Promise<{ taken: number[]; bytes: number }> {
    const json = JSON.stringify(benchPeople(count))
    const taken: number[] = []
    for (let run = 0; run < runs; run++) taken.push(await timed(() => void JSON.parse(json)))
    return { taken, bytes: new TextEncoder().encode(json).length }
  },

  /** Each typed query by MiniSearch and FlexSearch over the fields that we search, folded as we fold them. */
  async search(count: number): Promise<{ minisearch: number[]; flexsearch: number[] }> {
    const fields = ['lastName', 'firstName', 'email', 'phone', 'city', 'postalCode', 'tags']
    const rows: Row[] = benchPeople(count).map((person, id) => ({
      id, lastName: fold(person.lastName ?? ''), firstName: fold(person.firstName ?? ''), email: fold(person.emails?.[0]?.value ?? ''),
      phone: (person.phones?.[0]?.value ?? '').replace(/\D/g, ''), city: fold(person.city ?? ''), postalCode: person.postalCode ?? '', tags: (person.tags ?? []).map(fold),
    }))
    const mini = new MiniSearch<Row>({ fields, searchOptions: { prefix: true, combineWith: 'AND' } })
    mini.addAll(rows)
    const flex = new Document<never>({ document: { id: 'id', index: fields }, tokenize: 'forward' } as never)
    for (const row of rows) flex.add({ ...row, tags: row.tags.join(' ') } as never)
    const minisearch: number[] = []
    const flexsearch: number[] = []
    for (const query of typedQueries) {
      minisearch.push(await timed(() => mini.search(query)))
      // All that match, as a list that scrolls needs them.
      flexsearch.push(await timed(() => flex.search(query, { limit: count })))
    }
    return { minisearch, flexsearch }
  },
}

Object.assign(globalThis, { peers })
export type Peers = typeof peers

/**
 * What is written to pages, and how it is sealed. A page is JSON as the screens need it, so that a start reads no Yjs;
 * people are written as arrays, half the length of objects and twice as fast to parse.
 */
import { textFields, type ContactPoint, type Person } from '../domain/person'
import type { Channel, Consent, ConsentState, Purpose } from '../domain/consent'
import type { PersonId } from '../domain/ids'
import type { PageStore } from '../ports/pages'
import { decrypt, encrypt, importAesKey, nonceBytes, randomBytes } from '../sealing/aes'

/** Empty lists are shared: 100,000 people with nine empty arrays each would cost 14 MB. */
const none: never[] = Object.freeze([]) as never
const writeList = (list: readonly string[]) => (list.length === 0 ? 0 : list)
const readList = (list: unknown) => (list === 0 ? none : (list as string[]))
const flatPoints = (points: readonly ContactPoint[]) => writeList(points.flatMap(({ value, label }) => [value, label]))

function readPoints(flat: unknown): ContactPoint[] {
  if (flat === 0) return none
  const words = flat as string[]
  const points: ContactPoint[] = []
  for (let at = 0; at < words.length; at += 2) points.push({ value: words[at]!, label: words[at + 1]! })
  return points
}

function readConsents(flat: unknown): Consent[] {
  if (flat === 0) return none
  const words = flat as string[]
  const consents: Consent[] = []
  for (let at = 0; at < words.length; at += 6) {
    consents.push({
      purpose: words[at] as Purpose, channel: words[at + 1] as Channel, state: words[at + 2] as ConsentState,
      date: words[at + 3]!, source: words[at + 4]!, wording: words[at + 5]!,
    })
  }
  return consents
}

export function peopleToJson(people: readonly Person[]): unknown[] {
  return people.map((person) => [
    person.id, person.createdAt, person.updatedAt,
    flatPoints(person.emails), flatPoints(person.phones),
    writeList(person.actionModes), writeList(person.skills), writeList(person.availability), writeList(person.tags),
    writeList(person.consents.flatMap(({ purpose, channel, state, date, source, wording }) => [purpose, channel, state, date, source, wording])),
    writeList(person.externalIds.flatMap(({ source, value }) => [source, value])),
    person.extra ?? 0,
    ...textFields.map((field) => person[field]),
  ])
}

const firstText = 12

export function peopleFromJson(json: unknown[]): Person[] {
  return (json as unknown[][]).map((row) => {
    const ids = row[10] as string[] | 0
    const text = (at: number) => row[firstText + at] as string
    // Written out in the order of `textFields`: one shape for all rows, 3 times faster than a loop over names.
    const person: Person = {
      id: row[0] as PersonId, civility: text(0) as Person['civility'], lastName: text(1), firstName: text(2), birthName: text(3),
      emails: readPoints(row[3]), phones: readPoints(row[4]),
      addressUnit: text(4), addressBuilding: text(5), street: text(6), locality: text(7), postalCode: text(8), city: text(9), cityCode: text(10), country: text(11),
      birth: text(12), relation: text(13) as Person['relation'], level: text(14) as Person['level'],
      actionModes: readList(row[5]), skills: readList(row[6]), availability: readList(row[7]), tags: readList(row[8]),
      contactPerson: text(15), source: text(16), note: text(17), consents: readConsents(row[9]),
      externalIds: ids === 0 ? none : readPoints(ids).map(({ value, label }) => ({ source: value, value: label })),
      createdAt: row[1] as number, updatedAt: row[2] as number,
    }
    if (row[11] !== 0) person.extra = row[11] as Record<string, unknown>
    return person
  })
}

export interface PageSeal {
  seal(name: string, json: unknown): Promise<Uint8Array>
  /** Rejects with `entry-damaged` for what is not that page. */
  open(name: string, page: Uint8Array): Promise<unknown>
}

/** Pages are sealed under a key of this machine alone; a page's name is authenticated, so that two can't be swapped. */
export async function createPageSeal(pageKey: Uint8Array): Promise<PageSeal> {
  const key = await importAesKey(pageKey)
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  return {
    async seal(name, json) {
      const nonce = randomBytes(nonceBytes)
      const ciphertext = await encrypt(key, nonce, encoder.encode(JSON.stringify(json)), encoder.encode(name))
      const page = new Uint8Array(nonceBytes + ciphertext.length)
      page.set(nonce)
      page.set(ciphertext, nonceBytes)
      return page
    },
    open: async (name, page) => JSON.parse(decoder.decode(await decrypt(key, page.subarray(0, nonceBytes), page.subarray(nonceBytes), encoder.encode(name)))) as unknown,
  }
}

/** Pages read and opened, or sealed and written, at a time. */
export const pagesAtOnce = 16

/** Opens pages in batches, the next ones read and decrypted while the caller uses the last. Rejects for a page that is missing or damaged. */
export async function* openPages(pages: PageStore, seal: PageSeal, names: readonly string[]): AsyncGenerator<{ name: string; json: unknown }[]> {
  const open = async (some: readonly string[]) => {
    const sealed = await pages.readMany(some)
    return Promise.all(some.map(async (name, at) => ({ name, json: await seal.open(name, sealed[at]!) })))
  }
  let next = open(names.slice(0, pagesAtOnce))
  for (let at = 0; at < names.length; at += pagesAtOnce) {
    const batch = await next
    next = open(names.slice(at + pagesAtOnce, at + 2 * pagesAtOnce))
    // Of a caller that stopped meanwhile.
    next.catch(() => {})
    yield batch
  }
}

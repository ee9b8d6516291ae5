/**
 * The official list of communes, offline. Invariant: a postal code never names a commune by itself (01500 is shared by eleven,
 * Saint-Denis exists in three departments): the person chooses, or code and name agree.
 */
import { fold } from './fold'

/** The list as shipped (`tools/communes.ts` makes it): a department's communes in one text, so that it parses in a few milliseconds. */
export interface CommuneTable {
  source: string
  licence: string
  version: string
  /**
   * By department (`93`, `2A`, `974`): lines `066Saint-Denis;200,210,380;h;xy`: rest of the INSEE code, name, postal codes (rest after the
   * department's digits, or `=` and the whole code), size (base-36 logarithm of the population), and where it is part of one a
   * number of its intercommunality: the same for all of its communes, and of no use but to compare.
   */
  departments: Record<string, string>
  /** Names that communes had before they merged: lines `059Pierrefitte-sur-Seine;93066`. */
  former: Record<string, string>
}

export interface Commune {
  /** INSEE code: `93066`, `2A004`. */
  code: string
  name: string
  postalCodes: string[]
}

export interface Communes {
  readonly count: number
  byCode(code: string): Commune | undefined
  /** Communes served by this postal code, the largest first. */
  byPostalCode(postalCode: string): Commune[]
  /** Whether two communes (INSEE codes) are two of one intercommunality; false where either is unknown or part of none. */
  areTogether(code: string, other: string): boolean
  /** For type-ahead: two digits or more search postal codes, letters the beginning of names (accents, hyphens, leading articles don't matter). */
  search(text: string, limit?: number): Commune[]
  /**
   * The commune that a postal code and a name agree on, or a name alone when only one commune has it. Reads `ST DENIS CEDEX 2`,
   * `PARIS 11E`, a former commune's name. `undefined` when they disagree or several fit: then nothing is guessed.
   */
  recognise(postalCode: string, city: string): Commune | undefined
}

interface Entry extends Commune {
  size: number
  /** Of its intercommunality; empty: none. */
  group: string
}

/** The postal digits that a department's communes usually begin with. */
export function postalStart(department: string): string {
  return department === '2A' || department === '2B' ? '20' : department
}

/** A name as compared: folded, `st`/`ste` spelled out, without CEDEX, arrondissement or « sur-… » shortened to `/`. */
function cityKey(city: string): string {
  return fold(city)
    .replace(/ cedex\b.*$/, '')
    .replace(/\b(s(?:ain)?te)\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bs (?=\w)/g, (sur, at: number) => (at > 0 ? 'sur ' : sur))
    .replace(/ \d{1,2}(?: ?(?:e|er|eme|ieme))?(?: arr(?:ondissement)?)?$/, '')
    .trim()
}

const article = /^(?:l|la|le|les) (?=.)/

/** Reads the shipped table. About 35,000 communes; some tens of milliseconds: do it once, in the worker. */
export function openCommunes(table: CommuneTable): Communes {
  const entries: Entry[] = []
  const codes = new Map<string, Entry>()
  const postal = new Map<string, Entry[]>()
  const named: { key: string; entry: Entry; own: boolean }[] = []
  const byName = new Map<string, Entry[]>()

  function name(entry: Entry, written: string, own: boolean): void {
    // Official names are written in full: folding is enough, and 35,000 of them are folded at once.
    const key = fold(written)
    named.push({ key, entry, own })
    const bare = key.replace(article, '')
    if (bare !== key) named.push({ key: bare, entry, own })
    const same = byName.get(key)
    if (!same) byName.set(key, [entry])
    else if (!same.includes(entry)) same.push(entry)
  }

  for (const [department, lines] of Object.entries(table.departments)) {
    const start = postalStart(department)
    const restLength = 5 - department.length
    for (const line of lines.split('\n')) {
      const [head, postalRests, size, group = ''] = line.split(';')
      const entry: Entry = {
        code: department + head!.slice(0, restLength),
        name: head!.slice(restLength),
        postalCodes: postalRests!.split(',').map((rest) => (rest.startsWith('=') ? rest.slice(1) : start + rest)),
        size: parseInt(size!, 36),
        group,
      }
      entries.push(entry)
      codes.set(entry.code, entry)
      name(entry, entry.name, true)
      for (const code of entry.postalCodes) {
        const same = postal.get(code)
        if (same) same.push(entry)
        else postal.set(code, [entry])
      }
    }
  }
  for (const [department, lines] of Object.entries(table.former)) {
    for (const line of lines.split('\n')) {
      const [head, code] = line.split(';')
      const entry = codes.get(code!)
      if (entry) name(entry, head!.slice(5 - department.length), false)
    }
  }
  for (const same of postal.values()) same.sort((a, b) => b.size - a.size || (a.code < b.code ? -1 : 1))

  const plain = ({ code, name: written, postalCodes }: Entry): Commune => ({ code, name: written, postalCodes })

  // 45,000 beginnings are compared in a millisecond: sorting them at opening would cost more than all the searches of a day.
  function searchPostal(start: string, limit: number): Commune[] {
    const matching = [...postal.keys()].filter((code) => code.startsWith(start)).sort()
    const found = new Set(matching.slice(0, limit).flatMap((code) => postal.get(code)!))
    return [...found].slice(0, limit).map(plain)
  }

  function searchName(key: string, limit: number): Commune[] {
    // The best way each commune was found: the whole name, then the largest, its own name before a former one.
    const found = new Map<Entry, number>()
    for (const item of named) {
      if (!item.key.startsWith(key)) continue
      const score = item.entry.size + (item.key === key ? 100 : 0) - (item.own ? 0 : 3)
      if (score > (found.get(item.entry) ?? -Infinity)) found.set(item.entry, score)
    }
    return [...found.entries()].sort((a, b) => b[1] - a[1] || (a[0].code < b[0].code ? -1 : 1)).slice(0, limit).map(([entry]) => plain(entry))
  }

  return {
    count: entries.length,
    byCode: (code) => {
      const entry = codes.get(code)
      return entry && plain(entry)
    },
    byPostalCode: (postalCode) => (postal.get(postalCode) ?? []).map(plain),
    areTogether(code, other) {
      const group = codes.get(code)?.group ?? ''
      return group !== '' && code !== other && codes.get(other)?.group === group
    },
    search(text, limit = 20) {
      const typed = text.trim()
      if (/^\d[\d ]*$/.test(typed)) return typed.length < 2 ? [] : searchPostal(typed.replaceAll(' ', ''), limit)
      const both = /^(\d{5})\s+(.+)$/.exec(typed)
      if (both) return searchName(cityKey(both[2]!), 500).filter((commune) => commune.postalCodes.includes(both[1]!)).slice(0, limit)
      const key = cityKey(typed)
      return key === '' ? [] : searchName(key, limit)
    },
    recognise(postalCode, city) {
      const key = cityKey(city)
      if (key === '') return undefined
      const same = byName.get(key) ?? []
      if (postalCode === '') return same.length === 1 ? plain(same[0]!) : undefined
      const exact = same.filter((entry) => entry.postalCodes.includes(postalCode))
      if (exact.length === 1) return plain(exact[0]!)
      if (exact.length > 1 || postal.has(postalCode)) return undefined
      // CEDEX codes are in no list of communes: the department and the name must then leave only one.
      const department = postalCode.startsWith('97') || postalCode.startsWith('98') ? postalCode.slice(0, 3) : postalCode.slice(0, 2)
      const near = same.filter((entry) => entry.postalCodes.some((code) => code.startsWith(department)))
      return near.length === 1 ? plain(near[0]!) : undefined
    },
  }
}

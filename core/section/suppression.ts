/**
 * The suppression list: by what an erased person is recognised when a file, or somebody's hand, brings her back.
 * Invariant: the list holds prints only (HMAC-SHA-256, cut to 16 bytes) under a key that the section's organizers alone
 * have; of an address it tells nobody else even that it is on it. What is printed is part of the format: the texts below
 * are made by our own folding, never by a library whose next version may fold differently.
 *
 * A print is of one fact that recognises a person, with a name where the fact may be a family's or be passed on: an e-mail;
 * a mobile number with any of her names; a landline with her first name; whole name with birth date, or with postal code;
 * another tool's number with the surname. Names of a pair are sorted: files exchange them.
 */
import { emailKey } from '../domain/email'
import { foldName } from '../domain/fold'
import { bytesFromId, idFromBytes, type PersonId } from '../domain/ids'
import type { PersonDraft } from '../domain/person'
import { deriveBytes, hmac, importHmacKey } from '../sealing/aes'
import type { Secrets } from '../sealing/vault'
import type { Erasure } from './erasure'

/** Prints (22 letters), each with 16 bits of another hash of the same text: asked first, they spare an import of 100,000 rows 400,000 prints. */
export type Prints = ReadonlyMap<string, number>

export interface Suppression {
  /** By what somebody who is erased will be recognised. */
  printsOf(draft: PersonDraft): Promise<Prints>
  /** Erased people whom this draft may be, the latest erasure first. */
  matching(draft: PersonDraft): Promise<PersonId[]>
  /** Nobody can match: nothing needs to be asked. */
  isEmpty(): boolean
}

const purpose = 'permanence suppression 1'
const hmacBytes = 32
const printBytes = 16

/** National part of a number, whatever stands before it: `0639981234`, `+33 6 39 98 12 34` and a number that lost its zero are one. */
function phoneText(value: string): string {
  const digits = value.replace(/\D/g, '')
  return digits.length < 6 ? '' : digits.slice(-9)
}

/** Mobile ranges of France and its overseas departments, as the national part tells. */
const isMobile = (phone: string) => /^[67]\d{8}$/.test(phone)

interface Facts {
  /** What the person and the draft have in common when they are one. */
  shared: string[]
  /** Numbers: what is asked for or stored of them depends on whether there is a name at all. */
  phones: string[]
  named: boolean
}

function factsOf({ lastName = '', firstName = '', birthName = '', emails = [], phones = [], birth = '', postalCode = '', externalIds = [] }: PersonDraft): Facts {
  const [first, last, born] = [foldName(firstName), foldName(lastName), foldName(birthName)]
  const surnames = [...new Set([last, born].filter(Boolean))]
  const pairs = first ? surnames.map((surname) => [surname, first].sort().join('|')) : []
  const numbers = [...new Set(phones.map(({ value }) => phoneText(value)).filter(Boolean))]
  const postal = postalCode.trim()
  return {
    shared: [
      ...emails.filter(({ value }) => value.includes('@')).map(({ value }) => `e|${emailKey(value)}`),
      ...numbers.flatMap((number) => (isMobile(number) ? [first, ...surnames] : [first]).filter(Boolean).map((name) => `p|${number}|${name}`)),
      ...(birth.length === 10 ? pairs.map((pair) => `b|${pair}|${birth}`) : []),
      ...(postal ? pairs.map((pair) => `c|${pair}|${postal}`) : []),
      ...externalIds.flatMap(({ source, value }) => surnames.map((surname) => `x|${source}|${value}|${surname}`)),
    ],
    phones: numbers,
    named: first !== '' || surnames.length > 0,
  }
}

/** Of somebody who is erased. A number stands for her also where nobody is named beside it. */
function storedTexts(draft: PersonDraft): string[] {
  const { shared, phones, named } = factsOf(draft)
  return [...shared, ...phones.flatMap((number) => [`p|${number}|`, ...(named ? [] : [`p|${number}|*`])])]
}

/** Of somebody who may be her. */
function askedTexts(draft: PersonDraft): string[] {
  const { shared, phones, named } = factsOf(draft)
  return [...shared, ...phones.map((number) => `p|${number}|${named ? '*' : ''}`)]
}

interface Printer {
  print(text: string): Promise<string>
  sieve(text: string): number
}

/** Bytes that the section's organizers alone can derive, all of them and for ever; `null` on a device that holds no people. */
export async function organizersSecret({ section, keys }: Pick<Secrets, 'section' | 'keys'>, purpose: string, length: number): Promise<Uint8Array | null> {
  // The first: every organizer has it, whatever was rotated since.
  const first = keys.people.toSorted((one, other) => one.epoch - other.epoch)[0]
  return first ? deriveBytes(first.key, bytesFromId(section), purpose, length) : null
}

async function createPrinter(secrets: Pick<Secrets, 'section' | 'keys'>): Promise<Printer | null> {
  const derived = await organizersSecret(secrets, purpose, hmacBytes + 4)
  if (!derived) return null
  const key = await importHmacKey(derived.subarray(0, hmacBytes))
  const seed = new DataView(derived.buffer, derived.byteOffset).getUint32(hmacBytes)
  const encoder = new TextEncoder()
  return {
    print: async (text) => idFromBytes((await hmac(key, encoder.encode(text))).subarray(0, printBytes)),
    sieve(text) {
      let mixed = seed
      for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193)
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
      return (mixed ^ (mixed >>> 13)) & 0xffff
    },
  }
}

/** `erasures` answers another map whenever they changed. A device without the people's key knows of nobody. */
export function createSuppression(secrets: Pick<Secrets, 'section' | 'keys'>, erasures: () => ReadonlyMap<PersonId, Erasure>): Suppression {
  let printing: Promise<Printer | null> | undefined
  const printer = () => (secrets.keys.people.length > 0 ? (printing ??= createPrinter(secrets)) : Promise.resolve(null))
  let listed: { of: ReadonlyMap<PersonId, Erasure>; byPrint: Map<string, PersonId[]>; sieves: Set<number> } | undefined

  function list() {
    const of = erasures()
    if (listed?.of === of) return listed
    listed = { of, byPrint: new Map(), sieves: new Set() }
    for (const [id, { prints }] of of) {
      for (const [print, sieve] of prints) {
        listed.byPrint.set(print, [...(listed.byPrint.get(print) ?? []), id])
        listed.sieves.add(sieve)
      }
    }
    return listed
  }

  return {
    async printsOf(draft) {
      const known = await printer()
      const prints = new Map<string, number>()
      if (known) for (const text of new Set(storedTexts(draft))) prints.set(await known.print(text), known.sieve(text))
      return prints
    },
    async matching(draft) {
      const { byPrint, sieves, of } = list()
      if (sieves.size === 0) return []
      const known = await printer()
      if (!known) return []
      const found = new Set<PersonId>()
      for (const text of askedTexts(draft)) if (sieves.has(known.sieve(text))) for (const id of byPrint.get(await known.print(text)) ?? []) found.add(id)
      return [...found].sort((one, other) => of.get(other)!.at - of.get(one)!.at)
    },
    isEmpty: () => list().sieves.size === 0,
  }
}

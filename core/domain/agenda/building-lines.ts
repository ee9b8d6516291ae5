/**
 * Buildings as an organizer writes them down or pastes them, one line each: « 12 bis rue Gabriel-Péri, bât. C, esc. 2, 8 étages,
 * 4 portes, 36 boîtes, gardien », « rue Jaurès 1-41 impairs ». A line that begins with a number alone goes on in the street before.
 * Invariant: a line is read whole or told as unreadable; nothing of it is dropped or guessed.
 */
import { fold } from '../fold'
import type { Building } from './territory'
import { readHouseNumber } from './walk-order'

export type NewBuilding = Omit<Building, 'id'>

/** `address`: no street; `number`: nothing says that it is a building; `range`: of no number, or of too many; `code`: a door code; `part`: something in it is unknown. */
export type LineFault = 'address' | 'number' | 'range' | 'code' | 'part'

export interface UnreadLine {
  /** From 1 on. */
  line: number
  text: string
  why: LineFault
  /** What is not understood. */
  part: string
}

export interface BuildingLines {
  buildings: NewBuilding[]
  unread: UnreadLine[]
}

/** More numbers than this in one street were mistyped. */
const mostOfRange = 300
/** A line of more letters is a text. */
const longest = 400

const single = String.raw`\d{1,5}(?:\s?(?:bis|ter|quater|quinquies|[a-z])(?![\p{L}'’.]))?`
const house = String.raw`${single}(?:\s?[-–/]\s?${single})?`
const parities = String.raw`impairs?|impaires?|pairs?|paires?|odd|even|tous|all`
const side = String.raw`\(?(?:(?:num[ée]ros?|n[°o]s?|c[ôo]t[ée]s?)\s*)?(${parities})\)?`
const range = String.raw`(?:(?:du|de|n[°o]s?|from)\s*)?(\d{1,5})\s*(à|a|au|to|-|–)\s*(\d{1,5})(?:\s+${side})?`
const whole = (pattern: string) => new RegExp(`^${pattern}$`, 'iu')
const [isRange, isHouse, isSide] = [whole(range), whole(`(?:n[°o]\\s*)?(${house})`), whole(side)]
const [rangeFirst, houseFirst] = [whole(String.raw`${range}\s+(.+)`), whole(String.raw`(${house})\s+(.+)`)]
const [rangeLast, houseLast] = [whole(String.raw`(.+?)\s+${range}`), whole(String.raw`(.+?)\s+(?:n[°o]\s*)?(${house})`)]
/** « rue du 19 mars 1962 » ends with no house number. */
const isDate = /\d{1,2}(?:er)?\s+(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)\s+\d{4}$/iu
const hasWord = /\p{L}{2}/u

interface Numbers {
  from: number
  to: number
  side: string
}

/** Where a line says that its building or buildings are. */
interface Address {
  street: string
  number: string
  range: Numbers | null
}

/** « 12-14 » is one house, « 12-14 pairs » and « 12 à 14 » are several. */
function rangeOf(from: string | undefined, between: string | undefined, to: string | undefined, of: string | undefined): Numbers | null {
  return from && to && (of || !/[-–]/.test(between!)) ? { from: Number(from), to: Number(to), side: fold(of ?? '') } : null
}

function readNumbers(text: string): Omit<Address, 'street'> | null {
  const [, from, between, to, of] = isRange.exec(text) ?? []
  const several = rangeOf(from, between, to, of)
  if (several) return { number: '', range: several }
  const [, number] = isHouse.exec(text) ?? []
  return number === undefined ? null : { number, range: null }
}

/** A street with its numbers before or behind, or without any. */
function readAddress(text: string): Address {
  const first = rangeFirst.exec(text)
  const before = first && rangeOf(first[1], first[2], first[3], first[4])
  if (before) return { street: first[5]!, number: '', range: before }
  const [, number, street] = houseFirst.exec(text) ?? []
  if (number !== undefined && hasWord.test(street!)) return { street: street!, number, range: null }
  const last = rangeLast.exec(text)
  const behind = last && rangeOf(last[2], last[3], last[4], last[5])
  if (behind) return { street: last[1]!, number: '', range: behind }
  const [, of, at] = isDate.test(text) ? [] : (houseLast.exec(text) ?? [])
  return at !== undefined && hasWord.test(of!) ? { street: of!, number: at, range: null } : { street: text, number: '', range: null }
}

/** A person's « 12 bis, rue des Lilas » as the house and its street; a street alone, or what can't be told apart, has no number. */
export function houseOf(text: string): { number: string; street: string } {
  const [first = '', second = ''] = text.length > longest ? [] : text.split(/[,;]/).map((part) => part.replaceAll(/\s+/g, ' ').trim()).filter(Boolean)
  const alone = readNumbers(first)
  if (alone) return hasWord.test(second) ? { number: alone.number || first, street: second } : { number: '', street: text.trim() }
  const { street, number, range: numbers } = readAddress(first)
  if (number === '' && !numbers) return { number: readNumbers(second) ? second : '', street: street || text.trim() }
  return { number: number || String(numbers!.from), street }
}

const buildingWord = String.raw`b[âa]t(?:iment)?s?\.?|immeuble|imm\.?|tour|bloc|building|block|tower`
const stairWord = String.raw`esc(?:alier)?\.?|hall|entr[ée]e|cage|stairs?|stairwell|entrance`
const [building, stair] = [whole(String.raw`(?:(?:${buildingWord})\s*:\s*(.+)|((?:${buildingWord})\s*.+))`), whole(String.raw`(?:(?:${stairWord})\s*:\s*(.+)|((?:${stairWord})\s*.+))`)]
const [floors, storeys, doors, boxes] = [
  whole(String.raw`(\d{1,3})\s*(?:[ée]tages?|[ée]t\.?|floors?)`), whole(String.raw`r\s?\+\s?(\d{1,3})`), whole(String.raw`(\d{1,3})\s*(?:portes?|doors?)(?:\s*(?:/|par|a|per)\s*(?:[ée]tage|floor))?`),
  whole(String.raw`(\d{1,4})\s*(?:bo[îi]tes?(?: aux lettres)?|bal|letterbox(?:es)?|box(?:es)?)`),
]
const access = whole(String.raw`(?:acc[èe]s|access)\s*:\s*(.+)`)
const accessWords = /^(?:sans |pas de |no )?(?:gardien|concierge|interphone|visiophone|digicode|badge|vigik|acces|portail|porte ouverte|ouvert|caretaker|intercom|keypad|gate|open)/
/** A number behind the word, or digits enough for one. */
const isCode = /(?:code|digicode|keypad)\W*[\da-z]*\d|\d{3}/iu

/** Puts what a part says into the building; what is wrong with it, else `null`. */
function readPart(part: string, into: NewBuilding): LineFault | null {
  const texts = { building: building.exec(part), stair: stair.exec(part) }
  for (const field of ['building', 'stair'] as const) {
    const found = texts[field]
    if (found && into[field] === '') {
      into[field] = (found[1] ?? found[2])!
      return null
    }
  }
  const counts = { floors: floors.exec(part) ?? storeys.exec(part), doors: doors.exec(part), boxes: boxes.exec(part) }
  for (const field of ['floors', 'doors', 'boxes'] as const) {
    const found = counts[field]
    if (found && into[field] === 0) {
      into[field] = Number(found[1])
      return null
    }
  }
  const said = access.exec(part)?.[1] ?? (accessWords.test(fold(part)) ? part : null)
  if (said === null) return /^(?:code|digicode)/iu.test(part) && isCode.test(part) ? 'code' : 'part'
  if (isCode.test(said)) return 'code'
  into.access = into.access ? `${into.access}, ${said}` : said
  return null
}

const isPart = (part: string) => readPart(part, emptyBuilding()) !== 'part'
const emptyBuilding = (): NewBuilding => ({ street: '', number: '', building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '' })

function numbersIn({ from, to, side: of }: Numbers): string[] | null {
  const wanted = of.startsWith('impair') || of === 'odd' ? 1 : of.startsWith('pair') || of === 'even' ? 0 : null
  if (from > to || to - from > mostOfRange * 2) return null
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((number) => wanted === null || number % 2 === wanted)
  return numbers.length > 0 && numbers.length <= mostOfRange ? numbers.map(String) : null
}

/** `before`: the street of the line above. */
function readLine(text: string, before: string): NewBuilding[] | Pick<UnreadLine, 'why' | 'part'> {
  if (text.length > longest) return { why: 'part', part: `${text.slice(0, 40)}…` }
  const parts = text.split(/[,;\t]/).map((part) => part.replaceAll(/\s+/g, ' ').trim()).filter(Boolean)
  const [first = '', second = ''] = parts
  const alone = readNumbers(first)
  let rest = parts.slice(1)
  let address: Address
  if (alone) {
    // « 12, rue Gabriel-Péri », or further on in the same street.
    const named = second !== '' && hasWord.test(second) && !isPart(second) && !isSide.test(second)
    address = { ...alone, street: named ? second : before }
    if (named) rest = parts.slice(2)
  } else {
    address = isPart(first) ? { street: '', number: '', range: null } : readAddress(first)
    const behind = address.number === '' && !address.range ? readNumbers(second) : null
    if (behind) {
      address = { ...address, ...behind }
      rest = parts.slice(2)
    }
  }
  // « rue Jaurès 1-41, impairs »
  const [, of] = isSide.exec(rest[0] ?? '') ?? []
  const span = of === undefined || address.range ? null : /^(\d+)\s?[-–]\s?(\d+)$/.exec(address.number)
  if (of !== undefined && (span || address.range?.side === '')) {
    address = { ...address, number: '', range: { from: Number(span?.[1] ?? address.range!.from), to: Number(span?.[2] ?? address.range!.to), side: fold(of) } }
    rest = rest.slice(1)
  }
  if (!hasWord.test(address.street)) return { why: 'address', part: first }
  const found: NewBuilding = { ...emptyBuilding(), street: address.street, number: address.number }
  for (const part of rest) {
    const why = readPart(part, found)
    if (why) return { why, part }
  }
  if (!address.range) return found.number !== '' || rest.length > 0 ? [found] : { why: 'number', part: first }
  const numbers = numbersIn(address.range)
  return numbers ? numbers.map((number) => ({ ...found, number })) : { why: 'range', part: first }
}

/** Empty lines are none. */
export function readBuildingLines(text: string): BuildingLines {
  const found: BuildingLines = { buildings: [], unread: [] }
  let before = ''
  for (const [at, line] of text.split(/\r\n|[\n\r\u2028]/).entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, before)
    if (Array.isArray(read)) {
      found.buildings.push(...read)
      before = read[0]!.street
    } else found.unread.push({ line: at + 1, text: line, ...read })
  }
  return found
}

const words = {
  fr: { building: 'bât.', stair: 'esc.', floors: ['étage', 'étages'], doors: ['porte', 'portes'], boxes: ['boîte', 'boîtes'], access: 'accès' },
  en: { building: 'building', stair: 'stair', floors: ['floor', 'floors'], doors: ['door', 'doors'], boxes: ['box', 'boxes'], access: 'access' },
} as const

/** A building as one line, that `readBuildingLines` reads again. */
export function buildingInWords(of: NewBuilding, locale: 'fr' | 'en'): string {
  const said = words[locale]
  const count = (field: 'floors' | 'doors' | 'boxes') => (of[field] > 0 ? `${of[field]} ${said[field][of[field] === 1 ? 0 : 1]}` : '')
  const text = (field: 'building' | 'stair', pattern: RegExp) => (of[field] === '' || pattern.test(of[field]) ? of[field] : `${said[field]} : ${of[field]}`)
  const accesses = of.access.split(', ').map((part) => (part === '' || accessWords.test(fold(part)) ? part : `${said.access} : ${part}`))
  return [[of.number, of.street].filter(Boolean).join(' '), text('building', building), text('stair', stair), count('floors'), count('doors'), count('boxes'), ...accesses].filter(Boolean).join(', ')
}

/** Two of these are the same door, however they are written. */
export function doorKey({ street, number, building: of, stair: at }: Pick<Building, 'street' | 'number' | 'building' | 'stair'>): string {
  const read = readHouseNumber(number)
  // « 12-14 » is another house than « 12 ».
  const name = read && !/[-–/]/.test(number) ? `${read.number} ${read.suffix}` : fold(number)
  return [fold(street), name, fold(of), fold(at)].join('|')
}

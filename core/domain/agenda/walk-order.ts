/**
 * The order in which two people walk through a street: up its odd side, back down its even one, in each building staircase by
 * staircase, from the top floor down, from the left to the right.
 * Invariant: every door is in it once. One whose number can't be read is at the end of its street, not left out.
 */
import { fold } from '../fold'

/** Where one knocks. Texts are as on the door; what is not known is empty. No name, ever. */
export interface Door {
  street: string
  /** « 12 », « 12 bis », « 12B », « 12-14 ». */
  number: string
  building: string
  stair: string
  /** « RDC », « 3 », « 3e étage »; below ground « -1 ». */
  floor: string
  door: string
}

/** Behind the number itself, in the order of the street. */
const suffixes = ['', 'bis', 'ter', 'quater', 'quinquies']

export interface HouseNumber {
  number: number
  suffix: string
}

/** `null` where it begins with no number. Of « 12-14 » the first counts. */
export function readHouseNumber(text: string): HouseNumber | null {
  const [, digits, rest = ''] = /^(\d{1,5})\s*(.*)$/.exec(fold(text)) ?? []
  if (digits === undefined) return null
  const [suffix = ''] = /^(?:bis|ter|quater|quinquies|[a-z](?![a-z]))/.exec(rest) ?? []
  return { number: Number(digits), suffix }
}

const suffixPlace = ({ suffix }: HouseNumber) => {
  const place = suffixes.indexOf(suffix)
  // « B » is beside « bis » in one street or the other: letters come behind, in their own order.
  return place >= 0 ? place : suffixes.length + suffix.charCodeAt(0)
}

/** Up the street, both its sides together. */
export const compareHouseNumbers = (one: HouseNumber, other: HouseNumber): number => one.number - other.number || suffixPlace(one) - suffixPlace(other)

/** From the top down; what is no floor is taken for the ground floor. */
function readFloor(text: string): number {
  const [, below, digits] = /(-)?(\d{1,3})/.exec(text) ?? []
  if (digits !== undefined) return (below ? -1 : 1) * Number(digits)
  return /entresol/.test(fold(text)) ? 0.5 : 0
}

/** Words and numbers as a person reads them: « 2 » before « 10 », « gauche » before « droite ». */
const sides: Record<string, string> = { gauche: '0', g: '0', gche: '0', face: '1', milieu: '1', centre: '1', f: '1', droite: '2', d: '2', dte: '2' }
const collator = new Intl.Collator('fr', { numeric: true })
const compareTexts = (one: string, other: string) => collator.compare(sides[fold(one)] ?? fold(one), sides[fold(other)] ?? fold(other))

/** Of two doors of one street. */
function compareInStreet(one: Door, other: Door): number {
  const [a, b] = [readHouseNumber(one.number), readHouseNumber(other.number)]
  if (!a || !b) return Number(!a) - Number(!b) || compareTexts(one.number, other.number) || compareInBuilding(one, other)
  const [evenA, evenB] = [a.number % 2 === 0, b.number % 2 === 0]
  if (evenA !== evenB) return Number(evenA) - Number(evenB)
  const along = compareHouseNumbers(a, b)
  return (evenA ? -along : along) || compareInBuilding(one, other)
}

function compareInBuilding(one: Door, other: Door): number {
  return compareTexts(one.building, other.building) || compareTexts(one.stair, other.stair) || readFloor(other.floor) - readFloor(one.floor) || compareTexts(one.door, other.door)
}

/** What means the same is written in two ways: « RDC », or nothing. As it is written then, so that every list is in one order. */
const written = ({ street, number, building, stair, floor, door }: Door) => [street, number, building, stair, floor, door].join('\n')
const compareWritten = (one: Door, other: Door) => (written(one) < written(other) ? -1 : Number(written(one) > written(other)))

/** Streets in the order given, or by name; in each, the doors as they are walked to. */
export function inWalkOrder<Each extends Door>(doors: readonly Each[], streets: readonly string[] = []): Each[] {
  const places = new Map(streets.map((street, at) => [fold(street), at]))
  const placeOf = ({ street }: Door) => places.get(fold(street)) ?? streets.length
  return doors.toSorted((one, other) => placeOf(one) - placeOf(other) || compareTexts(one.street, other.street) || compareInStreet(one, other) || compareWritten(one, other))
}

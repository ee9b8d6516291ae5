/**
 * A section's old contact file as it really comes: an Excel workbook saved as « CSV (séparateur : point-virgule) » in Windows-1252,
 * with a title above the header, a total below the rows, and known dirt. `truth` says where the dirt is, so that tests can hold an import to it.
 */
import { fold } from '../fold'
import type { PersonDraft } from '../person'
import { demoPeople } from './people'
import { stream, type Stream } from './random'

export type Dirt = 'exact-duplicate' | 'case-variant' | 'lost-zero' | 'two-emails' | 'swapped-names' | 'future-birth' | 'cedex' | 'refusal' | 'line-break'

export interface MessyTruth {
  encoding: 'windows-1252'
  separator: ';'
  /** 1-based. */
  headerLine: number
  headers: string[]
  /** Records between the header and the total line. */
  records: number
  /** Different people among them. */
  people: number
  /** Each with the line where its record starts. */
  dirt: { kind: Dirt; line: number }[]
}

export interface MessyFile {
  /** Says nothing of anybody: file names are personal data too. */
  fileName: string
  bytes: Uint8Array
  truth: MessyTruth
}

/** What is wrong with how many rows. */
const shares: [Dirt, number][] = [
  ['exact-duplicate', 0.03], ['case-variant', 0.03], ['lost-zero', 0.02], ['two-emails', 0.02], ['swapped-names', 0.01], ['future-birth', 0.01], ['cedex', 0.01], ['line-break', 0.005],
]

const headers = [
  'Civilité', 'Nom', 'Prénom', 'Né(e) le', 'Adresse', 'CP', 'Ville', 'Tél. portable', 'Tél. fixe', 'Courriel', 'Adhérent(e)', 'Accepte les courriels', 'Accepte les SMS', 'Étiquettes', 'Remarques',
]

/** What Windows-1252 puts at 0x80 to 0x9F (WHATWG Encoding, index windows-1252). Written out, because Node 20's own decoder reads these bytes as Latin-1. */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [byte >= 0x80 && byte < 0xa0 ? windowsLetters[byte - 0x80]! : String.fromCharCode(byte), byte]))

/** Windows-1252 bytes. What it can't write becomes `?`, as Excel does. */
export function encodeWindows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  let length = 0
  for (const letter of text) bytes[length++] = byteOf.get(letter) ?? 63
  return bytes.subarray(0, length)
}

const isWestern = (draft: PersonDraft) => [...`${draft.lastName}${draft.firstName}${draft.birthName}`].every((letter) => byteOf.has(letter))
const unaccented = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const french = (day: string) => day.split('-').reverse().join('/')

/** The same number as ten hands would write it. */
function spellPhone(chance: Stream, value: string): string {
  const digits = value.replace(/\D/g, '').replace(/^33/, '0')
  const pairs = (space: string) => digits.replace(/(\d\d)(?=\d)/g, `$1${space}`)
  return chance.pick([pairs(' '), pairs(' '), pairs('.'), pairs('-'), digits, `+33 ${pairs(' ').slice(1)}`, `0033${digits.slice(1)}`])
}

function row(chance: Stream, person: PersonDraft, dirt: ReadonlySet<Dirt>): string[] {
  const shouted = chance.chance(0.6)
  const last = shouted ? person.lastName!.toLocaleUpperCase('fr') : person.lastName!
  const [lastName, firstName] = dirt.has('swapped-names') ? [person.firstName!, last] : [last, person.firstName!]
  const [first] = person.emails!
  const mobile = person.phones!.find((phone) => /^(?:06|\+336)/.test(phone.value))
  const landline = person.phones!.find((phone) => phone !== mobile)
  let phone = mobile ? spellPhone(chance, mobile.value) : ''
  if (dirt.has('lost-zero')) phone = mobile!.value.replace(/\D/g, '').replace(/^33/, '0').slice(1)
  const news = (channel: 'email' | 'sms') => person.consents!.find((consent) => consent.purpose === 'news' && consent.channel === channel)?.state
  const answer = (state: 'yes' | 'no' | undefined) => (state === 'yes' ? chance.pick(['Oui', 'oui', 'O', 'x']) : state === 'no' ? chance.pick(['Non', 'NON', 'non']) : '')
  return [
    person.civility === 'mme' ? chance.pick(['Mme', 'MME', 'Madame']) : person.civility === 'm' ? chance.pick(['M.', 'M', 'Monsieur']) : '',
    lastName,
    firstName,
    dirt.has('future-birth') ? '14/07/2062' : person.birth!.length === 10 ? french(person.birth!) : person.birth!,
    [person.street, person.addressBuilding, person.addressUnit].filter((part) => part !== '').join(', '),
    // Excel took every leading zero of the column away.
    person.postalCode!.replace(/^0/, ''),
    dirt.has('cedex') ? `${unaccented(person.city!).toUpperCase()} CEDEX` : person.city!,
    phone,
    landline?.value ?? '',
    first ? (dirt.has('two-emails') ? `${first.value} ; ${fold(person.lastName!).replaceAll(' ', '')}.bis@example.org` : first.value) : '',
    person.relation === 'member' ? chance.pick(['Oui', 'oui', 'X']) : '',
    answer(news('email')),
    answer(news('sms')),
    person.tags!.join(', '),
    dirt.has('line-break') ? `${person.note}\nRencontre au marché.` : person.note!,
  ]
}

/** What a row must have for this dirt to show in it. */
function suits(kind: Dirt, person: PersonDraft): boolean {
  if (kind === 'two-emails') return person.emails!.length > 0 && /^[a-z ]+$/.test(fold(person.lastName!))
  if (kind === 'lost-zero') return person.phones!.some((phone) => /^(?:06|\+336)/.test(phone.value))
  if (kind === 'exact-duplicate' || kind === 'case-variant') return person.emails!.length > 0
  if (kind === 'swapped-names') return person.emails!.length > 0 && person.civility !== ''
  return true
}

/** About `count` records (duplicates come on top). `today` is `YYYY-MM-DD`; the same arguments give the same bytes. */
export function messyCsv(count: number, seed: string, today: string): MessyFile {
  const people = demoPeople(Math.ceil(count * 1.2) + 20, seed, today).map(({ draft }) => draft).filter(isWestern).slice(0, count)
  const truth: MessyTruth = { encoding: 'windows-1252', separator: ';', headerLine: 4, headers, records: 0, people: people.length, dirt: [] }
  const lines: string[] = []
  const blank = ';'.repeat(headers.length - 1)
  lines.push(`Fichier des contacts – Union des Quartiers${blank}`, `Mis à jour le ${french(today)}${blank}`, blank, headers.join(';'))
  let physical = lines.length

  function put(cells: string[], dirt: Iterable<Dirt>): void {
    const line = cells.map(quoted).join(';')
    for (const kind of dirt) truth.dirt.push({ kind, line: physical + 1 })
    lines.push(line)
    physical += line.split('\n').length
    truth.records++
  }

  people.forEach((person, index) => {
    const chance = stream(seed, 'row', index)
    const dirt = new Set<Dirt>()
    for (const [kind, share] of shares) if (chance.chance(share) && suits(kind, person)) dirt.add(kind)
    const doubled = dirt.has('exact-duplicate') ? 'exact-duplicate' : dirt.has('case-variant') ? 'case-variant' : null
    const own = [...dirt].filter((kind) => kind !== 'exact-duplicate' && kind !== 'case-variant')
    if (person.consents!.some((consent) => consent.purpose === 'news' && (consent.channel === 'email' || consent.channel === 'sms') && consent.state === 'no')) own.push('refusal')
    const cells = row(chance, person, dirt)
    put(cells, own)
    if (doubled === 'exact-duplicate') put(cells, ['exact-duplicate'])
    if (doubled === 'case-variant') {
      const variant = [...cells]
      for (const at of [1, 2]) variant[at] = unaccented(cells[at]!).toUpperCase()
      put(variant, ['case-variant'])
    }
  })
  lines.push(`Total : ${truth.records}${blank}`)
  return { fileName: 'contacts-section.csv', bytes: encodeWindows1252(`${lines.join('\r\n')}\r\n`), truth }
}

/**
 * An address as the French norm lets an envelope carry it (AFNOR NF Z10-011, 19 January 2013): at most 6 lines of 38 characters,
 * none empty, from the person to the commune; from the street on in capitals and without punctuation.
 * Invariant: nothing is cut. Street words are abbreviated only where a line would be too long, a name never is; what is too long
 * all the same is given whole and says so, for a line that lost its end sends a letter to somebody else.
 */
import { fold } from './fold'
import type { Person } from './person'

const mostLines = 6
/** Characters of a line, and of a street's name without its number: beyond that its words are abbreviated. */
export const lineLength = 38
const streetLength = 32

export type PostalAddress = Pick<Person, 'addressUnit' | 'addressBuilding' | 'street' | 'locality' | 'postalCode' | 'city' | 'country'>

/** Whom a letter is for. */
export interface Addressee {
  name: string
  /** The same, where one line is too long for it and the address leaves room for two. */
  twoLines?: readonly [string, string]
}

export interface PostalLine {
  text: string
  /** Beyond the norm's 38 characters: to be set narrower, and said. */
  long: boolean
}

export interface PostalBlockOptions {
  /** Accents in the capitals, from the street on. La Poste advises none; its machines read both. Names keep theirs. */
  accents: boolean
}

/** The norm's abbreviations (its annex), in the order in which they are tried: the kind of street first, titles last. */
const abbreviations: readonly [RegExp, string][] = ([
  ['AVENUE', 'AV'], ['BOULEVARD', 'BD'], ['CARREFOUR', 'CAR'], ['CHAUSS[ÉE]E', 'CHS'], ['CHEMIN', 'CHE'], ['COURS', 'CRS'], ['DOMAINE', 'DOM'], ['ESPLANADE', 'ESP'], ['FAUBOURG', 'FG'],
  ['HAMEAU', 'HAM'], ['IMPASSE', 'IMP'], ['LOTISSEMENT', 'LOT'], ['MONT[ÉE]E', 'MTE'], ['PASSAGE', 'PAS'], ['PLACE', 'PL'], ['PROMENADE', 'PRO'], ['QUARTIER', 'QUA'], ['ROND POINT', 'RPT'], ['ROUTE', 'RTE'],
  ['SENTIER', 'SEN'], ['SQUARE', 'SQ'], ['TRAVERSE', 'TRA'], ['VILLAGE', 'VLGE'], ['ALL[ÉE]E', 'ALL'], ['ZONE INDUSTRIELLE', 'ZI'], ['LIEU[- ]DIT', 'LD'],
  ['R[ÉE]SIDENCE', 'RES'], ['B[ÂA]TIMENT', 'BAT'], ['IMMEUBLE', 'IMM'], ['APPARTEMENT', 'APT'], ['ESCALIER', 'ESC'], ['[ÉE]TAGE', 'ETG'], ['ENTR[ÉE]E', 'ENT'],
  ['SAINT', 'ST'], ['SAINTE', 'STE'], ['COMMANDANT', 'CDT'], ['CAPITAINE', 'CNE'], ['COLONEL', 'CNL'], ['DOCTEUR', 'DR'], ['G[ÉE]N[ÉE]RAL', 'GAL'], ['LIEUTENANT', 'LT'], ['MAR[ÉE]CHAL', 'MAL'],
  ['PR[ÉE]SIDENT', 'PDT'], ['PROFESSEUR', 'PR'],
] as const).map(([word, short]) => [new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])${word}(?![\p{L}\p{M}\p{N}])`, 'giu'), short])

/** As a reader counts them: a letter with its marks is one. */
export const characters = (text: string): number => text.match(/\P{M}\p{M}*/gu)?.length ?? 0

function abbreviated(line: string, tooLong: (line: string) => boolean): string {
  for (const [word, short] of abbreviations) {
    if (!tooLong(line)) break
    line = line.replace(word, short)
  }
  return line
}

const inOneLine = (text: string) => text.replace(/[\s\p{C}]+/gu, ' ').trim()
const beyondLine = (line: string) => characters(line) > lineLength
/** « 128 BIS » is no part of the street's name. */
const beyondStreet = (line: string) => beyondLine(line) || characters(line.replace(/^\d+ (?:(?:BIS|TER|QUATER|QUINQUIES|[A-Z]) )?/, '')) > streetLength

/** Capitals without punctuation: hyphens and apostrophes become spaces. */
function capitals(text: string, accents: boolean): string {
  const upper = text.normalize('NFC').toLocaleUpperCase('fr').replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  // Latin accents alone: other scripts are not read without their marks.
  return accents ? upper : upper.normalize('NFD').replace(/(?<=[A-Z]\p{M}*)\p{M}/gu, '').normalize('NFC').replaceAll('Œ', 'OE').replaceAll('Æ', 'AE')
}

/** A code of another country keeps what holds it together: « 1000-205 », « SW1A 1AA ». */
const codeText = (code: string) => inOneLine(code).toLocaleUpperCase('fr')

export const isFrance = (country: string): boolean => ['', 'france', 'fr', 'fra', 'france metropolitaine'].includes(fold(country))

/** What a letter can't do without. Some countries have no postal code. */
export function isComplete({ street, locality, postalCode, city, country }: PostalAddress): boolean {
  return (inOneLine(street) !== '' || inOneLine(locality) !== '') && inOneLine(city) !== '' && (inOneLine(postalCode) !== '' || !isFrance(country))
}

export function postalBlock(address: PostalAddress, addressee: Addressee, { accents }: PostalBlockOptions): PostalLine[] {
  const inside = [address.addressUnit, address.addressBuilding].map((text) => abbreviated(inOneLine(text), beyondLine)).filter(Boolean)
  const outside = [
    abbreviated(capitals(address.street, accents), beyondStreet),
    abbreviated(capitals(address.locality, accents), beyondLine),
    abbreviated(`${codeText(address.postalCode)} ${capitals(address.city, accents)}`.trim(), beyondLine),
    isFrance(address.country) ? '' : capitals(address.country, accents),
  ].filter(Boolean)
  const room = mostLines - outside.length
  const named = addressee.twoLines && inside.length + 2 <= room ? addressee.twoLines : [addressee.name]
  const whom = named.map(inOneLine).filter(Boolean)
  const within = whom.length + inside.length > room ? [inside.join(', ')] : inside
  return [...whom, ...within, ...outside].map((text) => ({ text, long: beyondLine(text) }))
}

/**
 * Names as French files write them. Capitals tell the surname (DUPONT Marie), a known first name or a particle when capitals don't;
 * what stays unsure is said, and a couple is never made into one person.
 */
import frenchNames from './french-names.json'
import { fold, foldName } from './fold'
import type { Civility } from './person'

export interface NameReading {
  civility: Civility | ''
  lastName: string
  firstName: string
  birthName: string
  /** The cell names two people (« M. et Mme DURAND Paul et Anne »): for a person to sort out. */
  couple: boolean
  /** Which part is the surname was read from the cell itself, not assumed. */
  sure: boolean
}

export type NameOrder = 'last-first' | 'first-last'

const civilityWords: Record<string, Civility> = {
  mme: 'mme', madame: 'mme', mlle: 'mme', mademoiselle: 'mme', melle: 'mme', mmes: 'mme', mrs: 'mme', ms: 'mme', miss: 'mme',
  m: 'm', mr: 'm', monsieur: 'm', mm: 'm', messieurs: 'm', mx: 'mx',
}
const genderWords: Record<string, Civility> = { f: 'mme', femme: 'mme', feminin: 'mme', female: 'mme', h: 'm', homme: 'm', masculin: 'm', male: 'm', nb: 'mx', 'non binaire': 'mx' }

/** A cell of a civility or gender column: `Mme`, `MADAME`, `Mlle`, `M.`, `Monsieur`, `Mx`, `F`, `Homme`… `''` when it says something else. */
export function readCivility(cell: string): Civility | '' {
  const word = fold(cell)
  return civilityWords[word] ?? genderWords[word] ?? ''
}

const extraFirstNames =
  'Amina Fatima Fatou Mohamed Ahmed Ali Karim Rachid Samir Yasmine Leïla Khadija Aïcha Mariam Mamadou Ibrahim Ousmane Moussa Abdoulaye Aminata Awa ' +
  'Mehmet Mustafa Ayşe Fatma Emine Hüseyin Hasan João José Maria Manuel António Ana Paulo Carlos Luis Piotr Anna Katarzyna Małgorzata Tomasz Agnieszka ' +
  'Nguyet Linh Huong Dimitri Giorgos Eleni Olga Svetlana Ivan Sergueï Youssef Hassan Omar Bilal Inès Jade Louise Alice Rose Lina Mila Ambre Juliette Louis Gabriel ' +
  'Jules Adam Lucas Léo Noah Ethan Nathan Enzo Mathis Théo Tom Baptiste Clément Quentin Kevin Jordan Dylan Laura Morgane Océane Justine Noémie Estelle Odile ' +
  'Colette Simone Yvette Paulette Denise Ginette Suzanne Jeanne Madeleine Yvonne Marcel Roger Lucien Maurice Raymond Henri Fernand Émile Léon Gaston Albert Marguerite ' +
  'Zoé Éric Élodie Émilie Élisabeth Évelyne Joëlle Noëlle Renée Andrée Gaëlle Maëlle Anne-Sophie Marie-France Marie-Thérèse Jean-Michel Jean-Jacques Jean-Yves Zineb Rosa Lucia Paolo'
/** Words met more often as a first name than as a surname (Martin is both, and mostly a surname). */
const firstNames = new Map<string, number>()
for (const name of extraFirstNames.split(' ')) firstNames.set(foldName(name), 5)
for (const entry of Object.values(frenchNames.firstNames).join(' ').split(' ')) {
  const [name, count] = entry.split(':')
  firstNames.set(foldName(name!), (firstNames.get(foldName(name!)) ?? 0) + Number(count))
}
for (const entry of frenchNames.surnames.split(' ')) {
  const [name, count] = entry.split(':')
  if ((firstNames.get(foldName(name!)) ?? 0) < Number(count)) firstNames.delete(foldName(name!))
}

function isFirstName(word: string): boolean {
  return firstNames.has(foldName(word)) || word.split('-').length > 1 && word.split('-').every((part) => firstNames.has(foldName(part)))
}

const particles = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'van', 'von', 'der', 'den', 'ter', 'da', 'do', 'dos', 'das', 'di', 'del', 'della', 'ben', 'bin', 'el', 'al', 'ait', 'ould', 'san', 'st', 'ste', 'mc', 'mac', 'y', 'e'])
const isParticle = (word: string) => particles.has(fold(word))

/** All its letters are capitals, and it has at least two (an initial says nothing). */
function isCapitals(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '')
  return [...letters].length > 1 && letters === letters.toLocaleUpperCase('fr') && letters !== letters.toLocaleLowerCase('fr')
}

const bornAs = /\(?\s*\bn[ée]+e?\b\s*:?\s*([^()]+?)\s*(?:\)|$)/iu
const couple = /(?:^|\s)(?:et|&|ou)\s|\b(?:m|mr|monsieur)\.?\s*(?:et|&|\/|-)?\s*(?:mme|madame)\b|\b(?:mme|madame)\.?\s*(?:et|&|\/)?\s*(?:m|mr|monsieur)\b\.?\s/iu

/** Where the surname stops: words from `start` while `inside`. */
function run(words: string[], start: number, inside: (word: string) => boolean): number {
  let end = start
  while (end < words.length && inside(words[end]!)) end++
  return end
}

/** Surname first and given name of these words, and whether the words themselves said which is which. */
function part(words: string[], order: NameOrder | null): { last: string[]; first: string[]; sure: boolean } {
  if (words.length === 1) return { last: words, first: [], sure: false }
  const capitals = words.map(isCapitals)
  if (capitals.includes(true) && words.some((word, at) => !capitals[at] && !isParticle(word))) {
    // The surname: the capitals and the particles that touch them.
    let from = capitals.indexOf(true)
    let to = capitals.lastIndexOf(true) + 1
    while (from > 0 && isParticle(words[from - 1]!)) from--
    while (to < words.length - 1 && from === 0 && isParticle(words[to]!) && to + 1 < words.length && isCapitals(words[to + 1]!)) to++
    const inOneRun = capitals.slice(from, to).every((capital, at) => capital || isParticle(words[from + at]!))
    return { last: words.slice(from, to), first: [...words.slice(0, from), ...words.slice(to)], sure: inOneRun && (from === 0 || to === words.length) }
  }
  if (isParticle(words[0]!)) {
    const end = Math.min(run(words, 0, isParticle) + 1, words.length - 1)
    return { last: words.slice(0, end), first: words.slice(end), sure: true }
  }
  const particle = words.findIndex((word, at) => at > 0 && at < words.length - 1 && isParticle(word))
  if (particle > 0 && isFirstName(words[0]!)) return { last: words.slice(particle), first: words.slice(0, particle), sure: true }
  const startsWithFirst = isFirstName(words[0]!)
  const endsWithFirst = isFirstName(words.at(-1)!)
  if (startsWithFirst !== endsWithFirst) {
    if (startsWithFirst) {
      const end = Math.min(run(words, 0, isFirstName), words.length - 1)
      return { last: words.slice(end), first: words.slice(0, end), sure: true }
    }
    let start = words.length - 1
    while (start > 1 && isFirstName(words[start - 1]!)) start--
    return { last: words.slice(0, start), first: words.slice(start), sure: true }
  }
  // Neither says: the column's order, else capitals mean an administrative list (surname first), else the spoken order.
  const lastFirst = order === 'last-first' || (order === null && words.every(isCapitals))
  if (lastFirst) return { last: words.slice(0, -1), first: words.slice(-1), sure: false }
  return { last: words.slice(1), first: words.slice(0, 1), sure: false }
}

const longestName = 200

/**
 * One cell that holds a whole name: `DUPONT Marie`, `Marie DUPONT`, `Mme de La Fontaine Jeanne`, `DUPONT, Marie`, `MME DUPONT Marie (née MARTIN)`,
 * `MARTIN épouse DUPONT Marie`. Spelling is kept as written. `order` is the column's (see `columnNameOrder`), used where the cell does not say.
 */
export function splitFullName(cell: string, order: NameOrder | null = null): NameReading {
  let text = cell.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  const reading: NameReading = { civility: '', lastName: '', firstName: '', birthName: '', couple: false, sure: false }
  // No name is that long: a text fell into the wrong column, and is kept whole.
  if (text.length > longestName) return { ...reading, lastName: text }
  reading.couple = couple.test(text)
  if (reading.couple) return splitCouple(text, reading, order)
  const civility = /^(\p{L}+)\.?\s+(?=\S)/u.exec(text)
  if (civility && civilityWords[fold(civility[1]!)] && !(fold(civility[1]!) === 'm' && !/\.|^[Mm]\s/.test(civility[0]))) {
    reading.civility = civilityWords[fold(civility[1]!)]!
    text = text.slice(civility[0].length)
  }
  const born = bornAs.exec(text)
  if (born) {
    const after = born[1]!.split(' ')
    const inBrackets = born[0].trimStart().startsWith('(')
    const end = inBrackets ? after.length : Math.max(run(after, 0, (word) => isCapitals(word) || isParticle(word)), Math.min(run(after, 0, isParticle) + 1, after.length))
    reading.birthName = after.slice(0, end).join(' ')
    text = `${text.slice(0, born.index)} ${after.slice(end).join(' ')} ${text.slice(born.index + born[0].length)}`.replace(/\s+/g, ' ').trim()
  }
  const married = /^(.+?)\s+(?:[ée]p(?:ouse)?\b\.?|ép\.)\s*(.+)$/iu.exec(text)
  if (married) {
    // « MARTIN épouse DUPONT Marie », « MARTIN Marie épouse DUPONT »
    const before = part(married[1]!.split(' '), order)
    const after = part(married[2]!.split(' '), order)
    const first = before.first.length > 0 ? before.first : after.first
    const last = before.first.length > 0 ? married[2]!.split(' ') : after.last
    return { ...reading, lastName: last.join(' '), firstName: first.join(' '), birthName: reading.birthName || before.last.join(' '), sure: before.sure || after.sure }
  }
  const comma = text.split(/\s*,\s*/)
  if (comma.length === 2 && comma[0] !== '' && comma[1] !== '') return { ...reading, lastName: comma[0]!, firstName: comma[1]!, sure: true }
  const words = text.split(' ').filter((word) => word !== '')
  if (words.length === 0) return reading
  const { last, first, sure } = part(words, order)
  // « M. Dupont »: one word after a civility is a surname.
  return { ...reading, lastName: last.join(' '), firstName: first.join(' '), sure: sure || (words.length === 1 && reading.civility !== '') }
}

/** A couple keeps both first names in one field, as written: the organizer makes two people of it, the app does not guess. */
function splitCouple(text: string, reading: NameReading, order: NameOrder | null): NameReading {
  const bare = text.replace(/^(?:(?:m|mr|mme|mlle|monsieur|madame)\b\.?\s*(?:et|&|\/|-|ou)?\s*)+/iu, '')
  const words = bare.split(' ')
  const capitals = words.filter((word) => isCapitals(word) || isParticle(word))
  if (capitals.some(isCapitals) && capitals.length < words.length) {
    return { ...reading, lastName: capitals.join(' '), firstName: words.filter((word) => !capitals.includes(word)).join(' ') }
  }
  if (words.length === 1) return { ...reading, lastName: bare }
  const joint = words.findIndex((word) => /^(?:et|&|ou)$/iu.test(word))
  if (joint > 1 && order !== 'first-last') return { ...reading, lastName: words.slice(0, joint - 1).join(' '), firstName: words.slice(joint - 1).join(' ') }
  return { ...reading, lastName: bare }
}

/** The order that the sure cells of a column of whole names agree on (9 in 10 at least), or `null`. */
export function columnNameOrder(cells: readonly string[]): NameOrder | null {
  let lastFirst = 0
  let firstLast = 0
  for (const cell of cells) {
    const reading = splitFullName(cell)
    if (!reading.sure || reading.couple || reading.firstName === '' || reading.lastName === '') continue
    if (fold(cell).indexOf(fold(reading.lastName)) < fold(cell).indexOf(fold(reading.firstName))) lastFirst++
    else firstLast++
  }
  const total = lastFirst + firstLast
  if (total === 0) return null
  if (lastFirst / total >= 0.9) return 'last-first'
  return firstLast / total >= 0.9 ? 'first-last' : null
}

const small = new Set(['de', 'van', 'von', 'der', 'den', 'ter', 'da', 'do', 'dos', 'das', 'di', 'e', 'y', 'et'])

/** A name all in capitals with capitals at the start of its parts (`LE GALL` → `Le Gall`, `DE LA FONTAINE` → `de La Fontaine`); any other spelling as it is. */
export function properCase(name: string): string {
  if (!isCapitals(name)) return name
  return name.replace(/[\p{L}\p{M}]+/gu, (word, at: number) => {
    const lower = word.toLocaleLowerCase('fr')
    const followed = name.slice(at + word.length).startsWith(' ')
    if (small.has(lower) && followed) return lower
    return lower[0]!.toLocaleUpperCase('fr') + lower.slice(1)
  })
}

/** Accents and letters that folding takes away; then capitals used to distinguish; then hyphens and apostrophes. */
function richness(name: string): [number, number, number] {
  const accents = [...name.normalize('NFD')].filter((letter) => /\p{M}|[œæßøłđı]/iu.test(letter)).length
  const mixed = name !== name.toLocaleUpperCase('fr') && name !== name.toLocaleLowerCase('fr') ? 1 : 0
  return [accents, mixed, (name.match(/[-'’]/g) ?? []).length]
}

/**
 * Of two spellings of one name, the one that says more: `ZOE BENAITEAU` and `Zoé Bénaîteau` give the second, `ZOÉ` and `Zoe` give `Zoé`.
 * When they are not the same name, or neither is richer, `a`.
 */
export function richerSpelling(a: string, b: string): string {
  if (a === b || foldName(a) !== foldName(b)) return a
  let best = a
  for (const candidate of [b, properCase(a), properCase(b)]) {
    const [accents, mixed, joints] = richness(candidate)
    const [bestAccents, bestMixed, bestJoints] = richness(best)
    if (accents !== bestAccents ? accents > bestAccents : mixed !== bestMixed ? mixed > bestMixed : joints > bestJoints) best = candidate
  }
  return best
}

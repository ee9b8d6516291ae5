/**
 * Columns to targets. First what the tool means by a title, then what the title says by itself, then what the cells look like;
 * a column that nothing explains stays unmapped and is shown so, never guessed into a field by its place alone.
 */
import type { ImportProfile, ImportTarget } from './plan'
import { contentOf, variety, type Content } from './contents'
import { foldHeader, readHeader } from './headers'
import { ownTarget } from './own-headers'
import { consentTarget, isTarget, mayRepeat } from './targets'
import { readAction, readSkill } from './words'
import { detectTool, mapAddressBlocks, toolMeaning, type Tool } from './tools'

export interface ColumnMapping {
  targets: (ImportTarget | null)[]
  tool: Tool | null
}

/** The columns of a sheet by a sample of its rows (a few hundred). `headers` is empty when the file has no header line. */
export function mapColumns(headers: readonly string[], sample: readonly (readonly string[])[]): ColumnMapping {
  const width = Math.max(headers.length, ...sample.slice(0, 200).map((row) => row.length))
  const titles = Array.from({ length: width }, (_, column) => foldHeader(headers[column] ?? ''))
  const cells = titles.map((_, column) => sample.map((row) => row[column] ?? ''))
  const tool = detectTool(titles)
  if (tool === 'permanence') return { tool, targets: headers.map(ownTarget) }
  const contents = cells.map(contentOf)
  const blocks = mapAddressBlocks(tool, titles, cells.map((column) => column.filter((cell) => cell.trim() !== '').length))
  const targets = titles.map((title, column): ImportTarget | null | undefined => {
    const block = blocks.get(column)
    if (block !== undefined) return block
    const repeated = titles.indexOf(title) !== column
    if (isTitleWord(title)) return !repeated && contents[column] !== 'text' && (contents[column] === 'civility' || tool === 'outlook' || tool === 'galette') ? 'civility' : null
    const meaning = toolMeaning(tool, title)
    if (meaning !== undefined) return meaning
    const reading = title === '' ? null : readHeader(headers[column]!)
    return reading === null ? undefined : suited(reading.target, title, contents[column]!)
  })
  guessUnknown(targets, contents, cells, titles, headers.length > 0)
  return { tool, targets: withoutConflicts(targets, cells) }
}

/** `Titre` is an honorific or a job: by its place in Outlook, by its cells elsewhere. */
const isTitleWord = (title: string) => title === 'titre' || title === 'title'

/** A title can lie about its cells: `Adhérent` may hold names, or Oui/Non. */
function suited(target: ImportTarget | null, title: string, content: Content): ImportTarget | null {
  if (target === null || content === 'empty') return target
  if (content === 'yes-no') {
    if (target === 'fullName') return /adherent|membre/.test(title) ? 'relation' : 'tags.flag'
    if (['lastName', 'firstName', 'tags', 'contactPerson', 'source', 'membership', 'externalIds', 'level', 'actionModes', 'skills'].includes(target)) return target === 'membership' || target === 'level' ? target : 'tags.flag'
    // « Mail », « SMS », « Tél » over Oui/Non ask whether one may; « Mail envoyé » does not, and a consent is never guessed.
    if (/^(?:emails|phones)(?!.*label)/.test(target)) return title === 'sms' ? 'consents.all.sms' : !/^(?:e ?mail|mail|courriel|mel|tel|telephone|appel|phone)s?$/.test(title) ? null : target.startsWith('emails') ? 'consents.all.email' : 'consents.all.call'
  }
  if (target === 'fullName' && content === 'email') return 'emails'
  if (target === 'fullName' && content === 'phone') return 'phones'
  if (target === 'lastName' && content === 'names') return 'fullName'
  if (target === 'phones.mobile' && content === 'email') return 'emails'
  if (target === 'emails' && content === 'phone') return 'phones'
  if (target === 'address' && content === 'email') return 'emails'
  if (target === 'postalCode' && content === 'postal-city') return 'postalCity'
  if (target === 'city' && content === 'postal-city') return 'postalCity'
  if (target === 'birth' && content === 'year') return 'birth.year'
  if (target === 'level.act' && content !== 'yes-no') return content === 'words' || content === 'text' ? 'tags' : target
  // A consent column that holds addresses or numbers is not a question that was answered.
  const consent = consentTarget(target)
  if (consent && content === 'email') return 'emails'
  if (consent && content === 'phone') return 'phones'
  if (consent?.reading === 'answer' && content === 'date') {
    // A column of days under « Newsletter » says when each subscribed.
    return consent.channel === 'email' ? 'consents.news.email.optin' : consent.channel === 'sms' ? 'consents.news.sms.optin' : 'note.titled'
  }
  return target
}

/** Columns without a known title: only contents that can't be anything else, and names where the file has no header line. */
function guessUnknown(targets: (ImportTarget | null | undefined)[], contents: readonly Content[], cells: readonly string[][], titles: readonly string[], hasHeaders: boolean): void {
  const has = (...wanted: ImportTarget[]) => targets.some((target) => target && wanted.includes(target))
  const emailsKnown = has('emails', 'emails.1')
  const phonesKnown = targets.some((target) => target?.startsWith('phones'))
  contents.forEach((content, column) => {
    if (targets[column] !== undefined) return
    if (content === 'email' && !emailsKnown) targets[column] = 'emails'
    else if (content === 'phone' && !phonesKnown) targets[column] = 'phones'
    else if (content === 'postal' && !has('postalCode', 'postalCity')) targets[column] = 'postalCode'
    else if (content === 'postal-city' && !has('postalCode', 'postalCity', 'city')) targets[column] = 'postalCity'
    else if (content === 'civility' && !has('civility')) targets[column] = 'civility'
    // A grid of crosses under « Tractage », « Collage », « Sono ».
    else if (content === 'yes-no' && titles[column] !== '' && (readAction(titles[column]!) !== titles[column] || readSkill(titles[column]!) !== titles[column])) targets[column] = 'tags.flag'
  })
  if (hasHeaders) return
  contents.forEach((content, column) => {
    if (targets[column] !== undefined) return
    if (content === 'names' && !has('fullName', 'lastName')) targets[column] = 'fullName'
    else if (content === 'capitals' && !has('lastName', 'fullName') && variety(cells[column]!) > 0.3) targets[column] = 'lastName'
    else if (content === 'date' && !has('birth') && cells[column]!.filter((cell) => /19\d\d|200\d/.test(cell)).length > cells[column]!.length / 2) targets[column] = 'birth'
  })
  const postal = targets.indexOf('postalCode')
  if (postal >= 0 && targets[postal + 1] === undefined && (contents[postal + 1] === 'words' || contents[postal + 1] === 'capitals')) targets[postal + 1] = 'city'
  contents.forEach((content, column) => {
    if (targets[column] !== undefined || content !== 'words' && content !== 'capitals') return
    if (!has('lastName', 'fullName')) targets[column] = 'lastName'
    else if (!has('firstName', 'fullName')) targets[column] = 'firstName'
    else if (!has('city', 'postalCity') && variety(cells[column]!) < 0.5) targets[column] = 'city'
  })
  const text = contents.findIndex((content, column) => targets[column] === undefined && content === 'text' && cells[column]!.some((cell) => /^\d+\s|\brue\b|\bavenue\b/i.test(cell)))
  if (text >= 0 && !has('street', 'address')) targets[text] = 'address'
}

/** One column a field: of two « Nom », the more filled. A whole name beside its two parts says nothing more. */
function withoutConflicts(targets: readonly (ImportTarget | null | undefined)[], cells: readonly string[][]): (ImportTarget | null)[] {
  const result = targets.map((target) => target ?? null)
  const filled = (column: number) => cells[column]!.filter((cell) => cell.trim() !== '').length
  const holders = new Map<ImportTarget, number>()
  result.forEach((target, column) => {
    if (target === null || mayRepeat(target)) return
    const holder = holders.get(target)
    if (holder === undefined) holders.set(target, column)
    else if (filled(column) > filled(holder) * 2 + 1) {
      result[holder] = null
      holders.set(target, column)
    } else result[column] = null
  })
  const drop = (target: ImportTarget, when: boolean) => {
    if (when) result.forEach((each, column) => { if (each === target) result[column] = null })
  }
  drop('fullName', result.includes('lastName') && result.includes('firstName'))
  drop('birth.year', result.includes('birth'))
  drop('address', result.includes('street') && !isFullAddress(result, cells))
  return result
}

function isFullAddress(targets: readonly (ImportTarget | null)[], cells: readonly string[][]): boolean {
  const street = cells[targets.indexOf('street')] ?? []
  return street.every((cell) => cell.trim() === '')
}

/** The profile saved for this header row, whatever its spelling of capitals and accents. */
export function findProfile(profiles: readonly ImportProfile[], headers: readonly string[]): ImportProfile | undefined {
  const key = headers.map(foldHeader).join('\n')
  return profiles.find((profile) => profile.headers.map(foldHeader).join('\n') === key)
}

/** A mapping given from outside (a screen, a saved profile), fitted to the file's columns: targets unknown to this version are dropped. */
export function givenMapping(mapping: readonly (ImportTarget | null)[], width: number): (ImportTarget | null)[] {
  return Array.from({ length: width }, (_, column) => {
    const target = mapping[column] ?? null
    return target !== null && isTarget(target) ? target : null
  })
}

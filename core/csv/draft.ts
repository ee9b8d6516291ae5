/**
 * One row to one person. Every column's cell goes through the reader of its target; what remains unread is kept in the note under its title.
 * Refusals win over yeses of the same row, and a tool's opinions (support level, party) never enter.
 */
import { fold, foldName } from '../domain/fold'
import { readCivility } from '../domain/names'
import type { ExternalId, PersonDraft } from '../domain/person'
import { readYesNo } from '../domain/yesno'
import { addAddressLine, setAddress } from './address-cell'
import { cleanText, saysNone, saysNothing, splitList } from './cells'
import type { ColumnPlan } from './columns'
import { addEmails, addPhones, dayOf, setBirth, setFullName, setLastName, setPostalCity, setPostalCode, type RowDraft } from './fields'
import type { RepairKind, SetAsideReason } from './plan'
import { makeAnswerReader } from './row-answers'
import { contactLabel, distinctPoints, hasIdentity, isAbroad, readIds, remember, titleOf } from './row-parts'
import type { Tool } from './tools'
import { readAction, readLevel, readRelation, readSkill, readSlots } from './words'

export interface DraftContext {
  tool: Tool | null
  /** Where consents come from: the person's word for the file, else its name. */
  consentSource: string
  /** What the file's name says of its people (Mailchimp's three files). */
  fileMeans: 'unsubscribed' | 'cleaned' | null
  /** Words added to everyone. */
  tags: readonly string[]
  source: string
  today: string
}

export interface RowReading {
  draft: PersonDraft
  /** Why the row is no person to write. */
  reason: SetAsideReason | null
  /** The id that our own export gave. */
  ownId: string
  /** Fields that a flag or a default set: they never lower what the base says. */
  weak: readonly ('level' | 'relation')[]
  /** E.164 of the numbers, for matching. */
  numbers: readonly string[]
}

export interface RowReader {
  read(cells: readonly string[]): RowReading
  repairs: Map<RepairKind, number>
  /** Rows where a yes named no channel; payers left out; numbers that Excel rounded. */
  seen: { unspecificConsent: boolean; payerApart: boolean; lostDigits: boolean; apostrophe: boolean }
}

const distinctWords = (cell: string) => [...new Set(splitList(cell))]
const none: never[] = []
/** Characters. */
const longestField = 1000
/** A cell as long as a letter is the value of none but these fields. */
const mayBeLong = /^(?:note|tags|skills|actionModes)/

interface Order { reference: string; status: string; items: string[]; payerLast: string; payerFirst: string; payerEmail: string }

/** A reader for rows of these columns. It counts repairs as it goes. */
export function makeRowReader(columns: readonly ColumnPlan[], context: DraftContext): RowReader {
  const repairs = new Map<RepairKind, number>()
  const seen: RowReader['seen'] = { unspecificConsent: false, payerApart: false, lostDigits: false, apostrophe: false }
  const repaired = (kind: RepairKind) => void repairs.set(kind, (repairs.get(kind) ?? 0) + 1)
  const known = {
    civility: remember(readCivility),
    level: remember(readLevel),
    relation: remember(readRelation),
    list: remember(distinctWords),
    // Google's own groups start with a star.
    tags: remember((cell) => distinctWords(cell).filter((word) => context.tool !== 'google' || !word.startsWith('* '))),
  }
  const own = context.tool === 'permanence'
  const countryColumn = columns.find((plan) => plan.target === 'country')?.index ?? -1
  const firstNameColumn = columns.find((plan) => plan.target === 'firstName')?.index ?? -1
  const emailColumns = columns.filter((plan) => plan.target.startsWith('emails') && plan.target !== 'emails.label').map((plan) => plan.index)
  const joins = columns.some((plan) => plan.target === 'lastName' && /adherent/.test(fold(plan.header)))

  /** The words of a list; in our own exports a star keeps a word from being read as a code. */
  function words(cell: string, readWord: (word: string) => string): string[] {
    return splitList(cell).map((word) => (own && word.startsWith('*') ? word.slice(1) : readWord(word)))
  }

  function cellAt(cells: readonly string[], column: number): string {
    return column < 0 ? '' : cleanText(cells[column] ?? '')
  }

  // One set of working lists for all rows, and lists of the exact length in what is kept: pushed to, a list takes room for seventeen.
  const row: RowDraft = {
    draft: {}, emails: [], phones: [], numbers: [], label: '', lostDigits: false, today: context.today, repaired,
    keep: (title, text) => void notes.push(title === '' ? text : `${titleOf(title)}\u00a0: ${text}`),
  }
  const notes: string[] = []
  const order: Order = { reference: '', status: '', items: [], payerLast: '', payerFirst: '', payerEmail: '' }
  const answers = makeAnswerReader(columns, context, (cell, plan) => dayOf(row, cell, plan))
  let tags: readonly string[] = none
  const ids: ExternalId[] = []
  let weak: readonly ('level' | 'relation')[] = none
  const reading: RowReading = { draft: row.draft, reason: null, ownId: '', weak: none, numbers: row.numbers }

  function reset(): void {
    row.draft = reading.draft = {}
    row.emails.length = row.phones.length = row.numbers.length = notes.length = ids.length = 0
    row.label = reading.ownId = ''
    answers.reset()
    tags = weak = none
    if (context.tool === 'helloasso') Object.assign(order, { reference: '', status: '', items: [], payerLast: '', payerFirst: '', payerEmail: '' })
  }

  /** The reading is the same object for every row: take what is needed before the next. */
  function read(cells: readonly string[]): RowReading {
    reset()
    const { draft } = row
    for (let at = 0; at < columns.length; at++) {
      const plan = columns[at]!
      const raw = cells[plan.index]
      if (raw === undefined || raw === '') continue
      let cell = raw
      let literal = false
      if (raw.charCodeAt(0) === 39) {
        if (own) {
          cell = raw.slice(1)
          literal = true
        } else if (context.tool === 'nationbuilder' || /^'\s*[=+\-@\d]/.test(raw)) {
          cell = raw.slice(1)
          repaired('leading-apostrophe')
        }
      }
      if (!literal) {
        cell = cleanText(cell)
        if (saysNothing(cell)) continue
      }
      if (!answers.take(at, cell)) fill(plan, cell, literal, cells)
    }
    finishConsents()
    if (row.lostDigits) seen.lostDigits = true
    let reason = context.tool === 'helloasso' ? finishOrder() : null
    if (row.emails.length > 0) draft.emails = own ? row.emails.slice() : distinctPoints(row.emails, (value) => value.toLowerCase())
    if (row.phones.length > 0) draft.phones = own ? row.phones.slice() : distinctPoints(row.phones, (value) => value.replace(/[\s.-]/g, ''))
    if (context.fileMeans === 'cleaned') for (const email of draft.emails ?? []) email.label ||= 'en erreur'
    if (context.tags.length > 0) addTags(context.tags)
    if (tags.length > 0) draft.tags = tags as string[]
    if (ids.length > 0) draft.externalIds = ids.slice()
    if (context.source !== '') draft.source ??= context.source
    if (notes.length > 0) draft.note = draft.note ? `${draft.note}\n${notes.join('\n')}` : notes.join('\n')
    reason ??= !hasIdentity(draft) && reading.ownId === '' ? 'no-identity' : shifted(cells) ? 'row-shift' : null
    reading.reason = reason
    reading.weak = weak
    return reading
  }

  /** A list that is shared between rows is never added to in place. */
  function addTags(more: readonly string[]): void {
    tags = tags.length === 0 ? more : [...new Set([...tags, ...more])]
  }

  /** An e-mail column without an address while another column holds nothing but one: the cells have slipped. */
  function shifted(cells: readonly string[]): boolean {
    if (own || emailColumns.length === 0) return false
    const slipped = emailColumns.some((column) => /\d/.test(cells[column] ?? '') && !cells[column]!.includes('@') && !/[a-z]{3}/i.test(cells[column]!))
    return slipped && columns.some((plan) => !emailColumns.includes(plan.index) && !plan.target.startsWith('phones') && /^\S+@\S+\.\S+$/.test(cells[plan.index] ?? ''))
  }

  function fill(plan: ColumnPlan, cell: string, literal: boolean, cells: readonly string[]): void {
    const { draft } = row
    const { target, header } = plan
    // Its text is kept, and no reader is led astray by it.
    if (cell.length > longestField && !own && !mayBeLong.test(target)) return row.keep(header, cell)
    switch (target) {
      case 'lastName':
        if (literal || own) draft.lastName = cell
        else setLastName(row, cell, cellAt(cells, firstNameColumn))
        return
      case 'firstName':
        draft.firstName = cell
        return
      case 'fullName':
        setFullName(row, cell, plan)
        return
      case 'civility': {
        const civility = known.civility(cell)
        if (civility !== '') draft.civility ??= civility
        return
      }
      case 'emails': case 'emails.1': case 'emails.home': case 'emails.work': {
        const label = row.label || (target === 'emails.home' ? 'perso' : target === 'emails.work' ? 'travail' : '')
        row.label = ''
        if (literal) row.emails.push({ value: cell, label })
        else if (!saysNone(cell)) addEmails(row, cell, label, header, target === 'emails.1')
        return
      }
      case 'phones': case 'phones.mobile': case 'phones.home': case 'phones.work': {
        const label = row.label || (target === 'phones.home' ? 'fixe' : target === 'phones.work' ? 'travail' : '')
        row.label = ''
        if (literal) row.phones.push({ value: cell, label })
        else if (!saysNone(cell)) addPhones(row, cell, label, header)
        return
      }
      case 'emails.label': case 'phones.label': {
        // Google and Outlook write the label before the value, our exports after it.
        if (own) {
          const last = (target === 'emails.label' ? row.emails : row.phones).at(-1)
          if (last) last.label = cell
        } else row.label = contactLabel(cell)
        return
      }
      case 'postalCode':
        if (literal) draft.postalCode = cell
        else setPostalCode(row, cell, plan, () => isAbroad(cellAt(cells, countryColumn)))
        return
      case 'postalCity':
        setPostalCity(row, cell, plan)
        return
      case 'city':
        if (!literal && !own && /\d{5}/.test(cell)) setPostalCity(row, cell, plan)
        else if (literal || own || !saysNone(cell)) draft.city = cell
        return
      case 'street.more':
        addAddressLine(row, cell)
        return
      case 'address':
        setAddress(row, cell)
        return
      case 'birth': case 'birth.year':
        if (literal) draft.birth = cell
        else setBirth(row, cell, plan)
        return
      case 'relation': {
        const relation = known.relation(cell) || (readYesNo(cell) === 'yes' && /adherent|membre|member/.test(fold(header)) ? 'member' : '')
        if (relation !== '') draft.relation = relation
        else if (readYesNo(cell) === '') row.keep(header, cell)
        return
      }
      case 'level': {
        const level = known.level(cell)
        if (level !== '') draft.level = level
        else row.keep(header, cell)
        return
      }
      case 'level.act':
        if (readYesNo(cell) === 'yes' && draft.level === undefined) {
          draft.level = 'act'
          weak = ['level']
        }
        return
      case 'membership': {
        const relation = readRelation(cell)
        if (relation !== '') draft.relation ??= relation
        else if (readYesNo(cell) === 'yes') draft.relation ??= 'member'
        else if (readYesNo(cell) === '') addTags(known.list(cell))
        return
      }
      case 'actionModes':
        draft.actionModes = [...(draft.actionModes ?? []), ...words(cell, readAction)]
        return
      case 'skills':
        draft.skills = [...(draft.skills ?? []), ...words(cell, readSkill)]
        return
      case 'availability':
        for (const word of splitList(cell)) {
          const slots = own && word.startsWith('*') ? [word.slice(1)] : readSlots(word)
          if (slots.length > 0) draft.availability = [...new Set([...(draft.availability ?? []), ...slots])]
          else if (readYesNo(word) !== 'no') row.keep(header, word)
        }
        return
      case 'tags':
        addTags(own ? words(cell, (word) => word) : known.tags(cell))
        return
      case 'tags.flag': {
        const said = readYesNo(cell)
        if (said === 'yes') addTags([titleOf(header)])
        else if (said === '' && !/^[\d\s.,/:-]+$/.test(cell)) row.keep(header, cell)
        return
      }
      case 'note': case 'note.titled': {
        const text = target === 'note.titled' ? `${titleOf(header)}\u00a0: ${cell}` : cell
        draft.note = draft.note ? `${draft.note}\n${text}` : text
        return
      }
      case 'order.reference':
        order.reference = cell
        return
      case 'order.status':
        order.status = cell
        return
      case 'order.item':
        order.items.push(cell)
        return
      case 'payer.lastName':
        order.payerLast = cell
        return
      case 'payer.firstName':
        order.payerFirst = cell
        return
      case 'payer.email':
        order.payerEmail = cell
        return
      case 'externalIds.permanence':
        reading.ownId = cell
        return
      case 'externalIds':
        if (own) ids.push(...readIds(cell))
        else if (!saysNone(cell)) ids.push({ source: context.tool ?? fold(header), value: cell })
        return
      case 'birthName': case 'addressUnit': case 'addressBuilding': case 'street': case 'locality': case 'cityCode': case 'country': case 'contactPerson': case 'source':
        if (literal || own || !saysNone(cell)) draft[target] = draft[target] ? `${draft[target]} ${cell}` : cell
        return
      default:
        if (target.startsWith('externalIds.') && !saysNone(cell)) ids.push({ source: target.slice('externalIds.'.length), value: cell })
    }
  }

  function finishConsents(): void {
    const read = answers.read()
    if (!read) return
    if (read.given.length > 0) row.draft.consents = read.given
    if (read.unspecific) seen.unspecificConsent = true
    if (read.spelled > 0) repairs.set('yes-no', (repairs.get('yes-no') ?? 0) + read.spelled)
    for (const [title, text] of read.kept) row.keep(title, text)
  }

  /** A HelloAsso row: who paid is not who joins, and only a valid order makes a member. */
  function finishOrder(): SetAsideReason | null {
    const { draft } = row
    if (order.items.length > 0) addTags(order.items)
    const payer = `${foldName(order.payerLast)}|${foldName(order.payerFirst)}`
    const name = `${foldName(draft.lastName ?? '')}|${foldName(draft.firstName ?? '')}`
    if (order.status !== '' && !/^(?:valide|processed|paye|termine)/.test(fold(order.status))) return 'not-validated'
    if (name === '|') return payer !== '|' && row.emails.length === 0 ? 'payer-only' : null
    if (order.payerEmail !== '') {
      const swapped = payer.split('|').reverse().join('|')
      if (payer === name || swapped === name) addEmails(row, order.payerEmail, '', '', false)
      else seen.payerApart = true
    }
    if (order.reference !== '') ids.push({ source: 'helloasso', value: `${order.reference}/${name}` })
    if (joins) {
      draft.relation ??= 'member'
      draft.level ??= 'join'
      weak = ['level', 'relation']
    }
    return null
  }

  return { read, repairs, seen }
}

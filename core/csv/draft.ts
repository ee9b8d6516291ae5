/**
 * One row to one person. Every column's cell goes through the reader of its target; what remains unread is kept in the note under its title.
 * Refusals win over yeses of the same row, and a tool's opinions (support level, party) never enter.
 */
import { fold, foldName } from '../domain/fold'
import { readCivility } from '../domain/names'
import type { ExternalId, PersonDraft } from '../domain/person'
import { readYesNo } from '../domain/yesno'
import { cleanText, saysNone, saysNothing, splitList } from './cells'
import type { ColumnPlan } from './columns'
import { addEmails, addPhones, dayOf, setBirth, setFullName, setLastName, setPostalCity, setPostalCode, type RowDraft } from './fields'
import type { RepairKind, SetAsideReason } from './plan'
import { readConsents, type ConsentAnswer } from './row-consents'
import { consentTarget } from './targets'
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
  weak: ('level' | 'relation')[]
}

export interface RowReader {
  read(cells: readonly string[]): RowReading
  repairs: Map<RepairKind, number>
  /** Rows where a yes named no channel; payers left out; numbers that Excel rounded. */
  seen: { unspecificConsent: boolean; payerApart: boolean; lostDigits: boolean; apostrophe: boolean }
}

interface Order { reference: string; status: string; items: string[]; payerLast: string; payerFirst: string; payerEmail: string }

/** A reader for rows of these columns. It counts repairs as it goes. */
export function makeRowReader(columns: readonly ColumnPlan[], context: DraftContext): RowReader {
  const repairs = new Map<RepairKind, number>()
  const seen: RowReader['seen'] = { unspecificConsent: false, payerApart: false, lostDigits: false, apostrophe: false }
  const repaired = (kind: RepairKind) => void repairs.set(kind, (repairs.get(kind) ?? 0) + 1)
  const own = context.tool === 'permanence'
  const consents = new Map(columns.map((plan) => [plan.index, consentTarget(plan.target)]))
  const countryColumn = columns.find((plan) => plan.target === 'country')?.index ?? -1
  const firstNameColumn = columns.find((plan) => plan.target === 'firstName')?.index ?? -1
  const emailColumns = columns.filter((plan) => plan.target.startsWith('emails') && plan.target !== 'emails.label').map((plan) => plan.index)
  const dayIsYes = context.tool === 'mailchimp' && context.fileMeans === null && !columns.some((plan) => plan.target === 'consents.all.email.refusal')

  function cellAt(cells: readonly string[], column: number): string {
    return column < 0 ? '' : cleanText(cells[column] ?? '')
  }

  function read(cells: readonly string[]): RowReading {
    const draft: PersonDraft = {}
    const notes: string[] = []
    const row: RowDraft = {
      draft, emails: [], phones: [], label: '', lostDigits: false, today: context.today, repaired,
      keep: (title, text) => void notes.push(title === '' ? text : `${titleOf(title)}\u00a0: ${text}`),
    }
    const reading: RowReading = { draft, reason: null, ownId: '', weak: [] }
    const order: Order = { reference: '', status: '', items: [], payerLast: '', payerFirst: '', payerEmail: '' }
    const answers: ConsentAnswer[] = []
    const tags: string[] = []
    const ids: ExternalId[] = []
    for (const plan of columns) {
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
      const consent = consents.get(plan.index)
      if (consent) {
        answers.push({ target: consent, cell, day: consent.reading === 'record' ? '' : dayIn(row, cell, plan) })
        continue
      }
      fill(plan, cell, literal, cells, row, reading, order, tags, ids)
    }
    finishConsents(row, draft, answers)
    if (row.lostDigits) seen.lostDigits = true
    finishOrder(row, draft, order, reading, tags, ids)
    if (row.emails.length > 0) draft.emails = distinctPoints(row.emails, (value) => value.toLowerCase())
    if (row.phones.length > 0) draft.phones = distinctPoints(row.phones, (value) => value.replace(/[\s.\-]/g, ''))
    if (context.fileMeans === 'cleaned') for (const email of draft.emails ?? []) email.label ||= 'en erreur'
    tags.push(...context.tags)
    if (tags.length > 0) draft.tags = [...new Set(tags)]
    if (ids.length > 0) draft.externalIds = ids
    if (notes.length > 0) draft.note = draft.note ? `${draft.note}\n${notes.join('\n')}` : notes.join('\n')
    if (draft.civility === '') delete draft.civility
    reading.reason ??= hasIdentity(draft) ? null : 'no-identity'
    if (shifted(cells)) reading.reason ??= 'row-shift'
    return reading
  }

  /** An e-mail column without an address while another column holds nothing but one: the cells have slipped. */
  function shifted(cells: readonly string[]): boolean {
    if (emailColumns.length === 0) return false
    const slipped = emailColumns.some((column) => /\d/.test(cells[column] ?? '') && !cells[column]!.includes('@') && !/[a-z]{3}/i.test(cells[column]!))
    return slipped && columns.some((plan) => !emailColumns.includes(plan.index) && !plan.target.startsWith('phones') && /^\S+@\S+\.\S+$/.test(cells[plan.index] ?? ''))
  }

  function dayIn(row: RowDraft, cell: string, plan: ColumnPlan): string {
    return /\d.*\d/.test(cell) && !/\p{L}{4}/u.test(cell) ? dayOf(row, cell, plan).slice(0, 10) : ''
  }

  function fill(plan: ColumnPlan, cell: string, literal: boolean, cells: readonly string[], row: RowDraft, reading: RowReading, order: Order, tags: string[], ids: ExternalId[]): void {
    const { draft } = row
    const { target, header } = plan
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
        const civility = readCivility(cell)
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
        else setPostalCode(row, cell, plan, isAbroad(cellAt(cells, countryColumn)))
        return
      case 'postalCity':
        setPostalCity(row, cell, plan)
        return
      case 'city':
        draft.city = literal ? cell : cityOf(row, cell)
        return
      case 'street.more':
        addAddressLine(draft, cell)
        return
      case 'address':
        setAddress(row, cell)
        return
      case 'birth': case 'birth.year':
        if (literal) draft.birth = cell
        else setBirth(row, cell, plan)
        return
      case 'relation': {
        const relation = readRelation(cell) || (readYesNo(cell) === 'yes' && /adherent|membre|member/.test(fold(header)) ? 'member' : '')
        if (relation !== '') draft.relation = relation
        else if (readYesNo(cell) === '') row.keep(header, cell)
        return
      }
      case 'level': {
        const level = readLevel(cell)
        if (level !== '') draft.level = level
        else row.keep(header, cell)
        return
      }
      case 'level.act':
        if (readYesNo(cell) === 'yes' && draft.level === undefined) {
          draft.level = 'act'
          reading.weak.push('level')
        }
        return
      case 'membership': {
        const relation = readRelation(cell)
        if (relation !== '') draft.relation ??= relation
        else if (readYesNo(cell) === 'yes') draft.relation ??= 'member'
        else if (readYesNo(cell) === '') tags.push(...splitList(cell))
        return
      }
      case 'actionModes':
        draft.actionModes = [...(draft.actionModes ?? []), ...splitList(cell).map(readAction)]
        return
      case 'skills':
        draft.skills = [...(draft.skills ?? []), ...splitList(cell).map(readSkill)]
        return
      case 'availability':
        for (const word of splitList(cell)) {
          const slots = readSlots(word)
          if (slots.length > 0) draft.availability = [...new Set([...(draft.availability ?? []), ...slots])]
          else if (own) draft.availability = [...(draft.availability ?? []), word]
          else if (readYesNo(word) !== 'no') row.keep(header, word)
        }
        return
      case 'tags':
        // Google's own groups start with a star.
        tags.push(...splitList(cell).filter((word) => context.tool !== 'google' || !word.startsWith('* ')))
        return
      case 'tags.flag': {
        const said = readYesNo(cell)
        if (said === 'yes') tags.push(titleOf(header))
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

  function finishConsents(row: RowDraft, draft: PersonDraft, answers: readonly ConsentAnswer[]): void {
    if (answers.length === 0 && context.fileMeans !== 'unsubscribed') return
    if (context.fileMeans === 'unsubscribed') answers = [...answers, { target: { purpose: 'all', channel: 'email', reading: 'refusal' }, cell: 'oui', day: '' }]
    const { consents, unspecific, unread } = readConsents(answers, { source: context.consentSource, dayIsYes })
    if (consents.length > 0) draft.consents = consents
    if (unspecific) seen.unspecificConsent = true
    if (answers.length > 0 && answers.some((answer) => answer.target.reading === 'answer' && !/^(?:oui|non|yes|no)$/i.test(answer.cell) && !unread.includes(answer))) repaired('yes-no')
    for (const plan of columns) {
      const answer = answers.find((each) => each.target === consentOf(plan))
      if (!answer) continue
      if (unread.includes(answer) ? !saysNone(answer.cell) && /\p{L}{3}/u.test(answer.cell) : unspecific && answer.target.channel === 'all' && answer.target.reading === 'answer' && readYesNo(answer.cell) === 'yes') row.keep(plan.header, answer.cell)
    }
  }

  const consentOf = (plan: ColumnPlan) => consents.get(plan.index) ?? null

  /** A HelloAsso row: who paid is not who joins, and only a valid order makes a member. */
  function finishOrder(row: RowDraft, draft: PersonDraft, order: Order, reading: RowReading, tags: string[], ids: ExternalId[]): void {
    if (context.tool !== 'helloasso') return
    tags.push(...order.items)
    if (order.status !== '' && !/^(?:valide|processed|paye|termine)/.test(fold(order.status))) reading.reason = 'not-validated'
    const payer = `${foldName(order.payerLast)}|${foldName(order.payerFirst)}`
    const name = `${foldName(draft.lastName ?? '')}|${foldName(draft.firstName ?? '')}`
    if (name === '|') {
      if (reading.reason === null && payer !== '|' && row.emails.length === 0) reading.reason = 'payer-only'
      return
    }
    if (order.payerEmail !== '') {
      const swapped = payer.split('|').reverse().join('|')
      if (payer === name || swapped === name) addEmails(row, order.payerEmail, '', '', false)
      else seen.payerApart = true
    }
    if (order.reference !== '') ids.push({ source: 'helloasso', value: `${order.reference}/${name}` })
    if (columns.some((plan) => /adherent/.test(fold(plan.header)) && plan.target === 'lastName')) {
      draft.relation ??= 'member'
      draft.level ??= 'join'
      reading.weak.push('level', 'relation')
    }
  }

  return { read, repairs, seen }
}

/** A title as words in a note or a tag: « Courriel : » without what decorates it. */
function titleOf(header: string): string {
  return cleanText(header).replace(/\s*[:*]+$/, '')
}

function hasIdentity(draft: PersonDraft): boolean {
  const contact = (draft.emails?.length ?? 0) + (draft.phones?.length ?? 0) > 0
  const name = draft.lastName ?? ''
  if (name !== '' && !/\p{L}/u.test(name) && !contact) return false
  return contact || name !== '' || Boolean(draft.firstName && (draft.street || draft.birth || draft.externalIds?.length))
}

function distinctPoints<Point extends { value: string }>(points: readonly Point[], key: (value: string) => string): Point[] {
  const known = new Set<string>()
  return points.filter((point) => {
    const at = key(point.value)
    return !known.has(at) && known.add(at)
  })
}

/** Google's and Outlook's words for a label. */
function contactLabel(word: string): string {
  const plain = word.replace(/^\*\s*/, '')
  const known: Record<string, string> = { home: 'perso', work: 'travail', mobile: 'mobile', other: '', main: '', domicile: 'perso', bureau: 'travail', smtp: '', ex: '' }
  return known[fold(plain)] ?? plain
}

const isAbroad = (country: string) => country !== '' && !/^(?:france|fr|fra|france metropolitaine|republique francaise|reunion|la reunion|guadeloupe|martinique|guyane|mayotte)$/.test(fold(country))

/** « 93200 Saint-Denis » in a city column gives the code where it is missing. */
function cityOf(row: RowDraft, cell: string): string {
  const code = /^(\d{5})[ -]+(\p{L}.*)$/u.exec(cell) ?? undefined
  if (!code) return cell
  row.draft.postalCode ??= code[1]!
  row.repaired('multi-value')
  return code[2]!
}

/** Our export's list of identifiers: `helloasso: 123`. */
function readIds(cell: string): ExternalId[] {
  return splitList(cell).flatMap((word) => {
    const at = word.indexOf(': ')
    return at < 0 ? [] : [{ source: word.slice(0, at), value: word.slice(at + 2) }]
  })
}

function addAddressLine(draft: PersonDraft, line: string): void {
  const field = /\b(?:apt|appt?|appartement|etage|etg|porte|chez|c o)\b/.test(fold(line)) ? 'addressUnit' : /^(?:bp|cs|lieu dit|hameau|ld)\b/.test(fold(line)) ? 'locality' : 'addressBuilding'
  draft[field] = draft[field] ? `${draft[field]} ${line}` : line
}

function setAddress(row: RowDraft, cell: string): void {
  row.draft.street = cell.replaceAll('\n', ', ')
}

/** The cells of a row that answer a question of consent, and what they say together. */
import type { Consent } from '../domain/consent'
import { readYesNo } from '../domain/yesno'
import { saysNone } from './cells'
import type { ColumnPlan } from './columns'
import type { DraftContext } from './draft'
import { readConsents, type ConsentAnswer } from './row-consents'
import { consentTarget, type ConsentTarget } from './targets'

const hasDay = /\d.*\d/
const leftTheList: ConsentTarget = { purpose: 'all', channel: 'email', reading: 'refusal' }
const plainAnswer = /^(?:oui|non|yes|no)$/i

export interface ReadAnswers {
  given: Consent[]
  /** A yes named no channel. */
  unspecific: boolean
  /** Answers in other words than oui and non. */
  spelled: number
  /** What goes to the note, with its column's title. */
  kept: [string, string][]
}

export interface AnswerReader {
  reset(): void
  /** Takes a cell if its column (by place in `columns`) asks for consent; false if it does not. */
  take(at: number, cell: string): boolean
  /** What the row's answers say; null if it has none. */
  read(): ReadAnswers | null
}

/** A reader for these columns; `dayOf` reads a date as its column writes it (`YYYY-MM-DD…`, empty when it is none). */
export function makeAnswerReader(columns: readonly ColumnPlan[], context: DraftContext, dayOf: (cell: string, plan: ColumnPlan) => string): AnswerReader {
  const questions = columns.map((plan) => consentTarget(plan.target))
  const dayIsYes = context.tool === 'mailchimp' && context.fileMeans === null && !columns.some((plan) => plan.target === 'consents.all.email.refusal')
  const asked: number[] = []
  const answered: string[] = []
  let key = ''
  let dated = false
  /** Answers repeat from row to row; without days and proofs, so do their consents. */
  const sameAnswers = new Map<string, ReadAnswers>()

  function reset(): void {
    asked.length = answered.length = 0
    key = ''
    dated = false
  }

  function take(at: number, cell: string): boolean {
    const question = questions[at]
    if (!question) return false
    asked.push(at)
    answered.push(cell)
    key += `${at} ${cell}\n`
    if (question.reading === 'record' || question.reading === 'proof' || hasDay.test(cell)) dated = true
    return true
  }

  function read(): ReadAnswers | null {
    if (asked.length === 0 && context.fileMeans !== 'unsubscribed') return null
    if (dated) return interpret()
    let known = sameAnswers.get(key)
    if (!known) {
      if (sameAnswers.size > 2000) sameAnswers.clear()
      sameAnswers.set(key, (known = interpret()))
    }
    return known
  }

  function interpret(): ReadAnswers {
    const answers = asked.map((at, place): ConsentAnswer => {
      const target = questions[at]!
      return { target, cell: answered[place]!, day: target.reading === 'record' ? '' : dayIn(answered[place]!, columns[at]!) }
    })
    if (context.fileMeans === 'unsubscribed') answers.push({ target: leftTheList, cell: 'oui', day: '' })
    const { consents: given, unspecific, unread } = readConsents(answers, { source: context.consentSource, dayIsYes })
    const read: ReadAnswers = { given, unspecific, spelled: 0, kept: [] }
    for (const answer of answers) {
      if (answer.target.reading !== 'answer') continue
      const said = readYesNo(answer.cell)
      if (said !== '' && !plainAnswer.test(answer.cell)) read.spelled++
      if (said === 'yes' && answer.target.channel === 'all') read.kept.push([titleFor(answer), answer.cell])
    }
    for (const answer of unread) if (!saysNone(answer.cell) && /\p{L}{3}/u.test(answer.cell)) read.kept.push([titleFor(answer), answer.cell])
    return read
  }

  function dayIn(cell: string, plan: ColumnPlan): string {
    return hasDay.test(cell) && !/\p{L}{4}/u.test(cell) ? dayOf(cell, plan).slice(0, 10) : ''
  }

  /** The title of the column that an answer came from. */
  function titleFor(answer: ConsentAnswer): string {
    return columns[questions.indexOf(answer.target)]?.header ?? ''
  }

  return { reset, take, read }
}

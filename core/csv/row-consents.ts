/**
 * The consents of one row. Three rules hold whatever the tool: a refusal beats a yes of the same row, a box left empty or a « false » of a tool
 * is silence and never a yes, and a yes covers no more than what was asked: a « RGPD : Oui » that names no channel opens none.
 */
import { channels, mergeConsents, opposition, type Channel, type Consent } from '../domain/consent'
import { fold } from '../domain/fold'
import { readYesNo } from '../domain/yesno'
import type { ConsentTarget } from './targets'

export interface ConsentAnswer {
  target: ConsentTarget
  /** Clean, not empty. */
  cell: string
  /** `YYYY-MM-DD` when the cell is a date, else empty. */
  day: string
}

export interface RowConsents {
  consents: Consent[]
  /** A yes that names no channel: to be kept in words. */
  unspecific: boolean
  /** Cells that say neither yes nor no (« NSP », a sentence): to be kept in words. */
  unread: ConsentAnswer[]
}

export interface ConsentContext {
  /** Where these consents come from: what the person chose, else the file's name. */
  source: string
  /** The file's day of consent is a yes by itself (Mailchimp writes one only for those who subscribed). */
  dayIsYes: boolean
}

const subscribed = /^(?:subscribed|subscribe|active|opted in|inscrit|abonne|confirmed|double optin)\b/
const unsubscribed = /^(?:unsubscribed|unsub|opted out|opt out|desinscrit|desabonne|spam|complain|blocked|suppress|removed|blacklisted|non)\b/

const expandChannel = (channel: Channel | 'all'): readonly Channel[] => (channel === 'all' ? channels : [channel])

/** Reads the answers of a row; `merge` of the row's own yes and no follows the same rule as everywhere. */
export function readConsents(answers: readonly ConsentAnswer[], context: ConsentContext): RowConsents {
  const given: Consent[] = []
  const unread: ConsentAnswer[] = []
  let unspecific = false
  let day = ''
  let proof = ''
  const yes = (target: ConsentTarget, date = '') => {
    if (target.channel === 'all') unspecific = true
    // A yes to « accord mail » is to being kept informed; calls to act and membership are other questions.
    else given.push({ purpose: target.purpose === 'all' ? 'news' : target.purpose, channel: target.channel, state: 'yes', date, source: context.source, wording: '' })
  }
  const refuse = (target: ConsentTarget, date = '') => {
    const to = expandChannel(target.channel)
    if (target.purpose === 'all') given.push(...opposition(to, { date, source: context.source }))
    else for (const channel of to) given.push({ purpose: target.purpose, channel, state: 'no', date, source: context.source, wording: '' })
  }
  for (const answer of answers) {
    const { target, cell } = answer
    switch (target.reading) {
      case 'answer': case 'optin': {
        const said = readYesNo(cell)
        if (said === 'yes') yes(target)
        else if (said === 'no' && target.reading === 'answer') refuse(target)
        else if (said === '' && answer.day !== '' && target.reading === 'optin') yes(target, answer.day)
        else if (said === '') unread.push(answer)
        break
      }
      case 'refusal': {
        const said = answer.day !== '' ? 'yes' : readYesNo(cell)
        if (said === 'yes') refuse(target, answer.day)
        else if (said === '') unread.push(answer)
        break
      }
      case 'status': {
        const word = fold(cell)
        if (unsubscribed.test(word)) refuse({ ...target, purpose: 'all' })
        else if (subscribed.test(word)) yes(target)
        break
      }
      case 'date':
        if (answer.day !== '' && (day === '' || answer.day < day)) day = answer.day
        if (answer.day !== '' && context.dayIsYes) yes(target, answer.day)
        break
      case 'proof':
        proof = cell
        break
      case 'record': {
        const record = readRecord(target, cell)
        if (record) given.push(record)
        else unread.push(answer)
      }
    }
  }
  for (const consent of given) {
    if (consent.state !== 'yes') continue
    if (consent.date === '' && day !== '') consent.date = day
    if (proof !== '' && consent.channel === 'email') consent.source = `${consent.source} (IP ${proof})`
  }
  return { consents: given.length === 0 ? given : mergeConsents([], given, { fromImport: true }).consents, unspecific, unread }
}

const stateWords: Record<Consent['state'], { fr: string; en: string }> = { yes: { fr: 'oui', en: 'yes' }, no: { fr: 'non', en: 'no' } }

/** Our export's cell: `oui|2026-03-01|feuille F-12|notice-2026-1`; empty parts at the end are left out. */
export function writeRecord(consent: Consent, locale: 'fr' | 'en'): string {
  const parts = [consent.date, consent.source, consent.wording].map((part) => part.replace(/[\\|]/g, '\\$&'))
  while (parts.at(-1) === '') parts.pop()
  return [stateWords[consent.state][locale], ...parts].join('|')
}

function readRecord(target: ConsentTarget, cell: string): Consent | null {
  if (target.purpose === 'all' || target.channel === 'all') return null
  const parts = [...cell.matchAll(/(?:^|\|)((?:[^\\|]|\\.)*)/gs)].map(([, part]) => part!.replace(/\\(.)/gs, '$1'))
  const state = readYesNo(parts[0]!)
  if (state === '') return null
  const [, date = '', source = '', wording = ''] = parts
  return { purpose: target.purpose, channel: target.channel, state, date, source, wording }
}

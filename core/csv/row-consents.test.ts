import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, purposes, type Consent } from '../domain/consent'
import { readConsents, writeRecord, type ConsentAnswer } from './row-consents'
import { consentTarget } from './targets'

const answer = (target: string, cell: string, day = ''): ConsentAnswer => ({ target: consentTarget(target)!, cell, day })
const read = (...answers: ConsentAnswer[]) => readConsents(answers, { source: 'liste.csv', dayIsYes: false })
const states = (...answers: ConsentAnswer[]) => read(...answers).consents.map((each) => `${each.purpose}.${each.channel}.${each.state}`)

describe('the consents of a row', () => {
  it('a yes covers what was asked and no more; a no that names no purpose covers all', () => {
    expect(states(answer('consents.all.email', 'Oui'))).toEqual(['news.email.yes'])
    expect(states(answer('consents.all.email', 'Non'))).toEqual(['news.email.no', 'action.email.no', 'membership.email.no'])
    expect(states(answer('consents.action.call', 'x'))).toEqual(['action.call.yes'])
    expect(read(answer('consents.all.all', 'Oui'))).toMatchObject({ consents: [], unspecific: true })
    expect(read(answer('consents.all.all', 'Non')).consents).toHaveLength(purposes.length * channels.length)
  })

  it('a tool’s box that is off is silence; a status says which', () => {
    expect(states(answer('consents.news.email.optin', 'false'))).toEqual([])
    expect(states(answer('consents.news.email.optin', 'true'))).toEqual(['news.email.yes'])
    expect(states(answer('consents.news.email.status', 'subscribed'))).toEqual(['news.email.yes'])
    expect(states(answer('consents.news.email.status', 'unsubscribed'))).toHaveLength(3)
    expect(states(answer('consents.news.email.status', 'bouncing'))).toEqual([])
  })

  it('a yes has its first day and its proof; a refusal its own day', () => {
    expect(read(answer('consents.news.email', 'Oui'), answer('consents.news.email.date', '…', '2024-05-02'), answer('consents.news.email.date', '…', '2024-05-01'), answer('consents.news.email.proof', '192.0.2.7')).consents)
      .toMatchObject([{ state: 'yes', date: '2024-05-01', source: 'liste.csv (IP 192.0.2.7)' }])
    expect(read(answer('consents.all.email.refusal', '…', '2025-01-02')).consents.every((each) => each.date === '2025-01-02' && each.state === 'no')).toBe(true)
  })

  it('whatever the answers and their order, a refusal is never beaten by a yes', () => {
    const any = fc.constantFrom(answer('consents.all.email', 'Oui'), answer('consents.all.email', 'Non'), answer('consents.news.email', 'x'), answer('consents.all.email.refusal', '1'), answer('consents.news.email.optin', 'true'), answer('consents.all.all.refusal', '', '2020-01-01'))
    fc.assert(fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (answers) => {
      const refused = answers.some((each) => states(each).includes('news.email.no'))
      expect(states(...answers).includes('news.email.yes')).toBe(!refused && answers.some((each) => states(each).includes('news.email.yes')))
    }))
  })

  it('our own cell comes back whole, whatever its source says', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '|', '\\', ' ', 'é', '"'), maxLength: 8 })
    fc.assert(fc.property(fc.record({ state: fc.constantFrom<Consent['state']>('yes', 'no'), date: fc.constantFrom('', '2026-03-01'), source: text, wording: text }), fc.constantFrom<'fr' | 'en'>('fr', 'en'), (parts, locale) => {
      const consent: Consent = { purpose: 'action', channel: 'sms', ...parts }
      expect(read(answer('consents.action.sms.record', writeRecord(consent, locale))).consents).toEqual([consent])
    }))
  })
})

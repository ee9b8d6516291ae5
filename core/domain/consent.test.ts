import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, consentFor, mayContact, mergeConsents, opposition, purposes, type Consent } from './consent'
import { currentWording, wordings } from './wordings'

const said = (state: 'yes' | 'no', date = '', more: Partial<Consent> = {}): Consent => ({ purpose: 'news', channel: 'email', state, date, source: '', wording: '', ...more })
const merge = (existing: Consent[], incoming: Consent[], fromImport = false) => mergeConsents(existing, incoming, { fromImport })

const day = fc.constantFrom('', '2024-01-01', '2025-06-15', '2026-02-01')
const anyConsent: fc.Arbitrary<Consent> = fc.record({
  purpose: fc.constantFrom(...purposes), channel: fc.constantFrom(...channels), state: fc.constantFrom('yes', 'no'), date: day,
  source: fc.constantFrom('', 'stand'), wording: fc.constantFrom('', 'notice-2026-1'),
})
const anyList = fc.array(anyConsent, { maxLength: 12 })

describe('who may be contacted', () => {
  it('is nobody who said nothing', () => {
    for (const purpose of purposes) for (const channel of channels) expect(mayContact({ consents: [] }, purpose, channel)).toBe(false)
  })
  it('is who said yes for that purpose and channel, and no other', () => {
    const person = { consents: [said('yes')] }
    expect(mayContact(person, 'news', 'email')).toBe(true)
    expect(mayContact(person, 'action', 'email')).toBe(false)
    expect(mayContact(person, 'news', 'sms')).toBe(false)
  })
  it('is not who refused, even when another machine left a yes beside the refusal', () => {
    for (const consents of [[said('yes'), said('no')], [said('no'), said('yes')]]) {
      expect(mayContact({ consents }, 'news', 'email')).toBe(false)
      expect(consentFor({ consents }, 'news', 'email')!.state).toBe('no')
    }
  })
  it('is not who opposed a channel without naming a purpose, for any purpose', () => {
    const consents = merge([said('yes'), said('yes', '', { purpose: 'action' })], opposition(['email'], { date: '2026-01-05', source: 'appel' })).consents
    for (const purpose of purposes) expect(mayContact({ consents }, purpose, 'email')).toBe(false)
  })
})

describe('consents of one person from two sources', () => {
  it('keeps a refusal against any import', () => {
    expect(merge([said('no', '2020-01-01')], [said('yes', '2026-01-01')], true)).toMatchObject({ consents: [said('no', '2020-01-01')], changed: [], refusalsKept: 1 })
  })
  it('lets an import refuse, and counts it', () => {
    expect(merge([said('yes', '2026-01-01')], [said('no')], true)).toMatchObject({ consents: [said('no')], changed: [said('no')], refusalsKept: 1 })
  })
  it('lets a paper signed after the refusal undo it, and no other', () => {
    expect(merge([said('no', '2025-01-01')], [said('yes', '2026-01-01')]).consents[0]!.state).toBe('yes')
    expect(merge([said('no', '2025-01-01')], [said('yes', '2025-01-01')]).consents[0]!.state).toBe('no')
    expect(merge([said('no', '2025-01-01')], [said('yes', '2024-01-01')]).consents[0]!.state).toBe('no')
    expect(merge([said('no')], [said('yes', '2026-01-01')]).consents[0]!.state).toBe('no')
    expect(merge([said('no', '2025-01-01')], [said('yes')]).consents[0]!.state).toBe('no')
  })
  it('keeps the record that proves more', () => {
    const signed = said('yes', '2026-01-01', { wording: 'notice-2026-1', source: 'stand' })
    expect(merge([said('yes')], [signed]).consents).toEqual([signed])
    expect(merge([signed], [said('yes', '2026-03-01')]).consents).toEqual([signed])
  })

  it('never re-subscribes by import, in any order of any files', () => {
    fc.assert(fc.property(anyList, fc.array(anyList, { maxLength: 4 }), (start, files) => {
      let consents: readonly Consent[] = start
      for (const file of files) consents = merge([...consents], file, true).consents
      for (const consent of [...start, ...files.flat()]) {
        if (consent.state === 'no') expect(mayContact({ consents }, consent.purpose, consent.channel)).toBe(false)
      }
    }))
  })
  it('never invents a yes', () => {
    fc.assert(fc.property(anyList, anyList, fc.boolean(), (existing, incoming, fromImport) => {
      for (const consent of merge(existing, incoming, fromImport).consents) expect([...existing, ...incoming]).toContain(consent)
    }))
  })
  it('has one record a purpose and channel, and merging again changes nothing', () => {
    fc.assert(fc.property(anyList, anyList, fc.boolean(), (existing, incoming, fromImport) => {
      const once = merge(existing, incoming, fromImport).consents
      expect(new Set(once.map((consent) => consent.purpose + consent.channel)).size).toBe(once.length)
      expect(merge(once, [], fromImport)).toEqual({ consents: once, changed: [], refusalsKept: 0 })
    }))
  })
})

describe('the texts people agreed to', () => {
  it('have one version each, dated and sourced, at most 100 words in French, and name the authority', () => {
    expect(new Set(wordings.map((wording) => wording.version)).size).toBe(wordings.length)
    for (const wording of wordings) {
      expect(wording.from).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(wording.source).not.toBe('')
      expect(wording.fr.split(/\s+/).length).toBeLessThanOrEqual(100)
      expect(wording.fr).toContain('CNIL')
    }
    expect(currentWording.version).toBe('notice-2026-1')
  })
})

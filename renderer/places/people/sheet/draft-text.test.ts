import { describe, expect, it } from 'vitest'
import { draftOf, emptyDraft, hasIdentity } from './draft-text'
import { tidied } from './tidied'

const today = '2026-11-22'

describe('what is typed about a new person', () => {
  it('becomes a draft of what was filled in, tidied', () => {
    const draft = draftOf({ ...emptyDraft, lastName: ' Dupont ', phone: '0639981234', email: 'Marie@EXEMPLE.invalid', birth: '12/4/91', level: 'act' }, today)
    expect(draft).toEqual({
      lastName: 'Dupont', phones: [{ value: '06 39 98 12 34', label: '' }], emails: [{ value: 'Marie@exemple.invalid', label: '' }], birth: '1991-04-12', level: 'act',
    })
  })

  it('keeps an odd number as typed rather than losing it', () => {
    expect(draftOf({ ...emptyDraft, phone: '06 39 98' }, today).phones).toEqual([{ value: '06 39 98', label: '' }])
  })

  it('is no person yet without a name, an e-mail or a phone', () => {
    expect(hasIdentity(draftOf({ ...emptyDraft, note: 'vue au marché', level: 'follow' }, today))).toBe(false)
    expect(hasIdentity(draftOf({ ...emptyDraft, firstName: 'Zoé' }, today))).toBe(true)
  })
})

describe('a typed contact', () => {
  it('is stored as typed when it holds two', () => {
    expect(tidied('phones', '06 39 98 12 34 ou 01 99 00 12 34')).toBe('06 39 98 12 34 ou 01 99 00 12 34')
  })
})

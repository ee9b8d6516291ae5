import { describe, expect, it } from 'vitest'
import { noticeFrom, noticeLimits } from './sign-in-notice'

const whole = { controller: 'Section de Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: 'la fédération' }

describe('a notice', () => {
  it('is whole, in one line each, or there is none', () => {
    expect(noticeFrom(whole)).toEqual(whole)
    expect(noticeFrom({ ...whole, controller: ' Section\nde  Saint-Denis ', shared: '  ' })).toEqual({ ...whole, shared: null })
    const lacking = [null, undefined, 'oui', { ...whole, controller: ' ' }, { ...whole, contact: '' }, { ...whole, months: 0 }, { ...whole, months: 1.5 }, { ...whole, months: '36' }, { ...whole, months: noticeLimits.months + 1 }]
    for (const value of lacking) expect(noticeFrom(value)).toBeNull()
  })

  it('is as long as fits under a page', () => {
    expect(noticeFrom({ ...whole, contact: 'x'.repeat(900) })!.contact).toHaveLength(noticeLimits.contact)
  })
})

import { describe, expect, it } from 'vitest'
import { everyone } from '#core/domain/query'
import { ruleFor, ruleOfQuery } from './consent-rule'

describe('what an output is for', () => {
  it('is internal, without a rule, unless a channel is chosen', () => {
    expect(ruleFor('internal', { channel: 'call', purpose: 'news' })).toBeNull()
  })

  it('suggests the usual purpose of a channel, and keeps the one chosen for it', () => {
    expect(ruleFor('call', null)).toEqual({ channel: 'call', purpose: 'action' })
    expect(ruleFor('call', { channel: 'call', purpose: 'membership' })).toEqual({ channel: 'call', purpose: 'membership' })
    expect(ruleFor('email', { channel: 'call', purpose: 'membership' })).toEqual({ channel: 'email', purpose: 'news' })
  })

  it('follows the list on screen when that list asks for one consent, and guesses nothing from two', () => {
    const calls = { kind: 'consent', purpose: 'news', channel: 'call' } as const
    expect(ruleOfQuery({ ...everyone, filters: [calls] })).toEqual({ purpose: 'news', channel: 'call' })
    expect(ruleOfQuery({ ...everyone, filters: [calls, { ...calls, channel: 'sms' }] })).toBeNull()
    expect(ruleOfQuery(everyone)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import type { SharingStatus } from '#engine/api'
import { codeGroups, isVolunteer, recordMark, sharingMark } from './sharing'

type Shared = Extract<SharingStatus, { state: 'shared' }>
const shared = (given: Partial<Shared> = {}): SharingStatus => ({
  state: 'shared', standing: 'admin', relay: 'https://relais.exemple.invalid', connection: 'in-step', format: { own: 1, minimum: 0 }, pending: 0, lastInStep: 0, others: 2, seenBy: 0, ...given,
})

describe('how far what was done here has come', () => {
  it('says nothing in a section that nobody shares', () => {
    expect(sharingMark({ state: 'alone' })).toBeNull()
    expect(recordMark(null)).toBeNull()
  })

  it('is here while anything waits, whoever has seen the rest', () => {
    expect(sharingMark(shared({ pending: 1, seenBy: 2 }))?.where).toBe('here')
  })

  it('is on the server until another device has seen it', () => {
    expect(sharingMark(shared())?.where).toBe('relay')
    expect(sharingMark(shared({ seenBy: 1 }))).toMatchObject({ where: 'seen', seenBy: 1, others: 2 })
  })

  it('says why it goes no further, but not that it is being tried', () => {
    expect(sharingMark(shared({ pending: 3, connection: 'offline' }))?.because).toBe('offline')
    expect(sharingMark(shared({ connection: 'paused' }))?.because).toBe('paused')
    expect(sharingMark(shared({ connection: 'connecting' }))?.because).toBeNull()
  })

  it.each(['removed', 'stranger'] as const)('is here for ever on a %s device', (standing) => {
    expect(sharingMark(shared({ standing, seenBy: 2 }))).toEqual({ where: 'here', because: null, seenBy: 0, others: 0 })
  })

  it('says the same of one record', () => {
    expect(recordMark({ at: 'here', seenBy: 0, others: 2 })?.where).toBe('here')
    expect(recordMark({ at: 'relay', seenBy: 0, others: 2 })?.where).toBe('relay')
    expect(recordMark({ at: 'relay', seenBy: 1, others: 2 })).toMatchObject({ where: 'seen', seenBy: 1, others: 2 })
  })
})

describe('a volunteer’s device', () => {
  it('is known by its standing only', () => {
    expect(isVolunteer(shared({ standing: 'volunteer' }))).toBe(true)
    expect(isVolunteer(shared({ standing: 'removed' }))).toBe(false)
    expect(isVolunteer({ state: 'alone' })).toBe(false)
    expect(isVolunteer(undefined)).toBe(false)
  })
})

describe('a code that two people compare', () => {
  it('is read in groups of three', () => {
    expect(codeGroups('481207')).toEqual(['481', '207'])
    expect(codeGroups('481 207')).toEqual(['481', '207'])
    expect(codeGroups('')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { SharingStatus } from '#engine/api'
import { headlineOf } from './sync-headline'

type Shared = Extract<SharingStatus, { state: 'shared' }>
const shared = (given: Partial<Shared>): Shared => ({
  state: 'shared', standing: 'organizer', relay: 'https://relais.exemple.invalid', connection: 'in-step', format: { own: 1, minimum: 0 }, pending: 0, lastInStep: null, others: 1, seenBy: 0, ...given,
})

describe('the state of a shared section', () => {
  it('begins with the connection', () => {
    for (const connection of ['offline', 'connecting', 'in-step', 'paused', 'refused'] as const) expect(headlineOf(shared({ connection }))).toBe(connection)
  })

  it('says that the base arrives while it does, and that it is cut when it is', () => {
    expect(headlineOf(shared({ connection: 'connecting', receiving: { people: 12 } }))).toBe('receiving')
    expect(headlineOf(shared({ receiving: { people: 12 } }))).toBe('receiving')
    expect(headlineOf(shared({ connection: 'offline', receiving: { people: 12 } }))).toBe('offline')
  })

  it('is not in step while much of this computer is still on its way, and makes nothing of a single edit', () => {
    expect(headlineOf(shared({ pending: 260 }))).toBe('sending')
    expect(headlineOf(shared({ pending: 1 }))).toBe('in-step')
    expect(headlineOf(shared({ connection: 'offline', pending: 260 }))).toBe('offline')
  })

  it('says of a device that goes on by itself just that, whatever its connection', () => {
    expect(headlineOf(shared({ standing: 'removed', connection: 'refused', refusal: 'removed' }))).toBe('alone')
    expect(headlineOf(shared({ standing: 'stranger', connection: 'offline' }))).toBe('alone')
  })
})

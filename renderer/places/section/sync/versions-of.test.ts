import { describe, expect, it } from 'vitest'
import { newId, type DeviceId } from '#core/domain/ids'
import type { SectionDevice } from '#engine/api'
import { versionsOf } from './versions-of'

const device = (name: string, given: Partial<SectionDevice>): SectionDevice => ({
  id: newId<DeviceId>(), name, role: 'organizer', self: false, paper: false, since: 0, removedAt: null, lastSeen: null, app: null, present: false, ...given,
})

describe('whom a minimum version would leave behind', () => {
  it('is told of computers that belong, those behind first; nobody counts as up to date who never said so', () => {
    const all = [
      device('Poste du local', { self: true, app: { version: '0.3.0', format: 2 } }),
      device('Portable du marché', {}),
      device('Poste du secrétariat', { app: { version: '0.1.0', format: 1 } }),
      device('Portable de demain', { app: { version: '0.9.0', format: 3 } }),
      device('paper:1', { paper: true }),
      device('Poste volé', { removedAt: 5, app: { version: '0.1.0', format: 1 } }),
    ]
    expect(versionsOf(all, 2).map(({ name, fits }) => `${name} ${fits}`)).toEqual([
      'Poste du secrétariat older', 'Portable du marché unknown', 'Poste du local fits', 'Portable de demain fits',
    ])
  })
})

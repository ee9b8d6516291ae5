import { describe, expect, it } from 'vitest'
import { newId, type ActionId, type AssetId, type PersonId } from '#core/domain/ids'
import { parseRoute, routeHash, type Route } from './route'

describe('addresses inside the window', () => {
  it('come back as they were written', () => {
    const routes: Route[] = [
      { place: 'home' }, { place: 'people' }, { place: 'people', person: newId<PersonId>() }, { place: 'people', person: 'new' }, { place: 'history' }, { place: 'section' }, { place: 'print' }, { place: 'print', asset: newId<AssetId>() }, { place: 'library' }, { place: 'library', asset: newId<AssetId>() },
      { place: 'section', part: 'organizers' }, { place: 'section', part: 'invite' }, { place: 'section', part: 'sync' },
      { place: 'print', compose: '' }, { place: 'print', compose: 'tract-a6' }, { place: 'print', compose: 'tract-a6', action: newId<ActionId>(), on: '' }, { place: 'print', compose: '', action: newId<ActionId>(), on: '2026-03-10' },
    ]
    for (const route of routes) expect(parseRoute(routeHash(route))).toEqual(route)
  })

  it('fall back to the people, with whom the app opens', () => {
    expect(parseRoute('')).toEqual({ place: 'people' })
    expect(parseRoute('#/nowhere')).toEqual({ place: 'people' })
    expect(parseRoute('#/section/nowhere')).toEqual({ place: 'section' })
  })
})

/**
 * Where the window is: `#/home`, `#/people`, `#/people/<id>`, `#/people/new`, `#/agenda`, `#/agenda/<id>`, `#/agenda/<id>/<occurrence>`, `#/library`, `#/library/<id>`, `#/library/kits/<id>`, `#/print`, `#/print/<asset>`, `#/print/compose`, `#/print/compose/<template>`, `#/print/compose/<template>/<action>/<occurrence>`, `#/history`, `#/section`, `#/section/<part>`. The hash holds
 * random ids and fixed words only, never a name, a search or a link, since the engine of the browser may write addresses down.
 */
import { useSyncExternalStore } from 'react'
import type { ActionId, AssetId, KitId, PersonId } from '#core/domain/ids'

/** Parts of the section place beside its settings; `invite` is the organizers with an invitation begun. */
const parts = ['organizers', 'invite', 'sync'] as const
export type SectionPart = (typeof parts)[number]

/** `on`: which time of a series, see `SignUp.on`. */
export type AgendaRoute = { place: 'agenda'; action?: ActionId; on?: string }

/** One of both at most. */
export type LibraryRoute = { place: 'library'; asset?: AssetId; kit?: KitId }

/** What is printed; nothing: there is still to choose. `compose`: the template, layout or paper that is filled instead, '' while none is chosen; `action`: of which it is to speak. */
export type PrintRoute = { place: 'print'; asset?: AssetId; compose?: string; action?: ActionId; on?: string }

export type Route = { place: 'home' } | { place: 'people'; person?: PersonId | 'new' } | AgendaRoute | LibraryRoute | PrintRoute | { place: 'history' } | { place: 'section'; part?: SectionPart }

/** Holds the place of a template in an address, while there is an action and no template yet. */
const unchosen = 'new'

export function parseRoute(hash: string): Route {
  const [place, id, on, action, time] = hash.replace(/^#\/?/, '').split('/')
  if (place === 'home' || place === 'history') return { place }
  if (place === 'agenda') return id ? { place, action: id as ActionId, ...(on ? { on } : {}) } : { place }
  if (place === 'library') return id === 'kits' ? { place, ...(on ? { kit: on as KitId } : {}) } : { place, ...(id ? { asset: id as AssetId } : {}) }
  if (place === 'print' && id === 'compose') return { place, compose: on === unchosen ? '' : (on ?? ''), ...(action ? { action: action as ActionId, on: time ?? '' } : {}) }
  if (place === 'print') return { place, ...(id ? { asset: id as AssetId } : {}) }
  if (place === 'section') {
    const part = parts.find((known) => known === id)
    return part ? { place, part } : { place }
  }
  return id ? { place: 'people', person: id as PersonId } : { place: 'people' }
}

export function routeHash(route: Route): string {
  if (route.place === 'people' && route.person) return `#/people/${route.person}`
  if (route.place === 'agenda' && route.action) return `#/agenda/${route.action}${route.on ? `/${route.on}` : ''}`
  if (route.place === 'library') return route.kit ? `#/library/kits/${route.kit}` : route.asset ? `#/library/${route.asset}` : '#/library'
  if (route.place === 'print' && route.compose !== undefined) return ['#/print/compose', route.compose || (route.action && unchosen), route.action, route.on].filter(Boolean).join('/')
  if (route.place === 'print' && route.asset) return `#/print/${route.asset}`
  return route.place === 'section' && route.part ? `#/section/${route.part}` : `#/${route.place}`
}

export function goTo(route: Route): void {
  window.location.hash = routeHash(route)
}

/** The sheet opens and closes without filling the history of the window: "back" leaves the place, not each person. */
export function replaceRoute(route: Route): void {
  const url = new URL(window.location.href)
  url.hash = routeHash(route)
  window.history.replaceState(null, '', url)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash))
}

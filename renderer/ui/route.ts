/**
 * Where the window is: `#/people`, `#/people/<id>`, `#/people/new`, `#/history`, `#/section`. The hash holds random ids only, never a
 * name or a search, since the engine of the browser may write addresses down.
 */
import { useSyncExternalStore } from 'react'
import type { PersonId } from '#core/domain/ids'

export type Route = { place: 'people'; person?: PersonId | 'new' } | { place: 'history' } | { place: 'section' }

export function parseRoute(hash: string): Route {
  const [place, id] = hash.replace(/^#\/?/, '').split('/')
  if (place === 'history' || place === 'section') return { place }
  return id ? { place: 'people', person: id as PersonId } : { place: 'people' }
}

export function routeHash(route: Route): string {
  return route.place === 'people' && route.person ? `#/people/${route.person}` : `#/${route.place}`
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

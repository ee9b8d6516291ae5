/** Where stand mode is asked for: a button of any place, the palette. The app itself puts it in the place of the section's screens. */
import { createContext, use } from 'react'
import type { EntryOf } from '#engine/api'

export const StandContext = createContext<((of?: EntryOf) => void) | null>(null)

/** Asks for the page that begins a stand; `of`: the action that it is held for. */
export function useStand(): (of?: EntryOf) => void {
  const ask = use(StandContext)
  if (!ask) throw new Error('useStand needs StandContext above it')
  return ask
}

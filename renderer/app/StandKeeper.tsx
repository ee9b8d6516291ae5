/**
 * The section's screens, or the stand in their place. Invariant: while people are noted in front of passers-by nothing of the shell
 * is there at all, neither its keys nor its messages: what is not mounted cannot show a name. A lock in between comes back to the stand.
 */
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import type { SectionId } from '#core/domain/ids'
import type { EntryOf, StandRequest } from '#engine/api'
import { StandContext } from '../ui/stand'

const StandStart = lazy(() => import('../places/agenda/stand/StandStart'))
const StandScreen = lazy(() => import('../places/agenda/stand/StandScreen'))

/** The batch of this computer that is not left yet. */
export interface Standing {
  section: SectionId
  request: StandRequest
}

interface Props {
  section: SectionId
  standing: Standing | null
  onStanding(standing: Standing | null): void
  children: ReactNode
}

export function StandKeeper({ section, standing, onStanding, children }: Props) {
  const [asked, setAsked] = useState<{ of?: EntryOf } | null>(null)
  const ask = useCallback((of?: EntryOf) => setAsked(of ? { of } : {}), [])
  if (standing?.section === section) {
    return (
      <Suspense fallback={null}>
        <StandScreen request={standing.request} onLeft={() => onStanding(null)} />
      </Suspense>
    )
  }
  return (
    <StandContext value={ask}>
      {children}
      <Suspense fallback={null}>
        {asked && (
          <StandStart
            {...asked} onClose={() => setAsked(null)}
            onBegun={(request) => {
              setAsked(null)
              onStanding({ section, request })
            }}
          />
        )}
      </Suspense>
    </StandContext>
  )
}

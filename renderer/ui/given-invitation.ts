/**
 * The invitation with which the system opened the app: somebody pressed its link elsewhere.
 * Invariant: it is only ever shown: in the form once no section is open, else in a question. Nothing is joined, closed or
 * asked of anyone by it.
 */
import { useCallback, useEffect, useState } from 'react'

export interface GivenInvitation {
  link: string | null
  /** It is in the form now, or was turned down. */
  forget(): void
}

export function useGivenInvitation(): GivenInvitation {
  const [link, setLink] = useState<string | null>(null)
  const forget = useCallback(() => setLink(null), [])
  useEffect(() => {
    const take = () => void window.permanence.takeJoinLink().then((given) => given && setLink(given), () => undefined)
    window.permanence.onJoinLink(take)
    // The one that the app was started with.
    take()
    return () => window.permanence.onJoinLink(() => {})
  }, [])
  return { link, forget }
}

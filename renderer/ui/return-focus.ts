/**
 * Gives the focus back to what opened a dialog. Mantine's own `returnFocus` only sees dialogs that open and close while
 * mounted; ours are mounted when opened, so that a closed one costs nothing and keeps nothing.
 */
import { useEffect, useState } from 'react'

/** Call it in the dialog itself: what has the focus at its first render gets it back when it goes. */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After the focus trap has let go; an opener that is gone (a menu's item) has nothing to get back.
      requestAnimationFrame(() => opener instanceof HTMLElement && opener.isConnected && opener.focus({ preventScroll: true }))
    },
    [opener],
  )
}

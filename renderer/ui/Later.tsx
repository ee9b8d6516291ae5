/** What a full dialog shows a moment after it opens: made between frames, not in the one task that opens it. */
import { startTransition, useEffect, useState, type ReactNode } from 'react'

/** Not for a field that has the focus when the dialog opens (`data-autofocus`): it would not be there yet. */
export function Later({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false)
  useEffect(() => startTransition(() => setDue(true)), [])
  return due && children
}

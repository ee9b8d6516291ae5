/** The printers of this computer, as they were when last looked for. */
import { useCallback, useEffect, useState } from 'react'
import type { PrinterList } from '#core/ports/printing'

export interface Printers {
  /** `null` while they are looked for. One that can't be listed is no printer to print with. */
  list: PrinterList | null
  lookAgain(): void
}

export function usePrinters(): Printers {
  const [list, setList] = useState<PrinterList | null>(null)
  const [look, setLook] = useState(0)
  useEffect(() => {
    let current = true
    setList(null)
    window.permanence.printers().then(
      (found) => current && setList(found),
      () => current && setList({ printers: [], choosesPages: false }),
    )
    return () => {
      current = false
    }
  }, [look])
  return { list, lookAgain: useCallback(() => setLook((before) => before + 1), []) }
}

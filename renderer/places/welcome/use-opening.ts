import { useState } from 'react'
import type { Engine } from '#engine/client'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'

/** Runs what opens a section. The page goes away by itself when it is open; a refusal is kept for the form, or said when there is none. */
export function useOpening(): { busy: boolean; refused: ErrorCode | null; open(action: (engine: Engine) => Promise<unknown>, inForm?: boolean): void; forget(): void } {
  const engine = useEngine()
  const sayError = useSayError()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    open: (action, inForm = false) => {
      setBusy(true)
      setRefused(null)
      action(engine)
        .catch((error: unknown) => (inForm ? setRefused(errorCode(error)) : sayError(error)))
        .finally(() => setBusy(false))
    },
  }
}

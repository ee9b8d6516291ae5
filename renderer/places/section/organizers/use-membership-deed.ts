import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { Engine } from '#engine/client'
import { useEngine } from '../../../ui/engine'
import { showToast } from '../../../ui/toast'

/** What a dialog about who belongs does: one call; done is said and the dialog goes, a refusal is kept for it to show. */
export function useMembershipDeed(done: string, onDone: () => void): { busy: boolean; refused: ErrorCode | null; run(action: (engine: Engine) => Promise<unknown>): void } {
  const { t } = useTranslation('app')
  const engine = useEngine()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  return {
    busy,
    refused,
    run: (action) => {
      setBusy(true)
      setRefused(null)
      action(engine)
        .then(
          () => {
            void showToast({ message: done, closeLabel: t('close') })
            onDone()
          },
          (error: unknown) => setRefused(errorCode(error)),
        )
        .finally(() => setBusy(false))
    },
  }
}

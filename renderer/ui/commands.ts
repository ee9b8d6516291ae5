/** Sending commands from screens: one edit, one command; what is refused is said, never swallowed. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command, Receipt } from '#engine/api'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from './engine'
import { showToast } from './toast'

/** Says an error code as a sentence. */
export function useSayError(): (error: unknown) => void {
  const { t } = useTranslation(['error', 'app'])
  return useCallback(
    (error: unknown) => {
      const code: ErrorCode = errorCode(error)
      void showToast({ message: t(`error:${code}`), kind: 'refused', closeLabel: t('app:close') })
    },
    [t],
  )
}

/** Resolves once the journal has the command, or `null` when it was refused (and said). */
export function useExecute(): (command: Command) => Promise<Receipt | null> {
  const engine = useEngine()
  const sayError = useSayError()
  return useCallback(
    async (command: Command) => {
      try {
        return await engine.call('execute', command)
      } catch (error) {
        sayError(error)
        return null
      }
    },
    [engine, sayError],
  )
}

/** After a batch: what was done, and a button that takes it back. */
export function useOfferUndo(): (message: string, receipt: Receipt) => void {
  const engine = useEngine()
  const sayError = useSayError()
  const { t } = useTranslation('app')
  return useCallback(
    (message: string, { history }: Receipt) =>
      void showToast({ message, closeLabel: t('close'), action: { label: t('undo.label'), run: () => void engine.call('undoEntry', history).catch(sayError) } }),
    [engine, sayError, t],
  )
}

import { useEffect, useState } from 'react'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { NoticeFacts } from '#core/print/sign-in-words'
import { useEngine } from '../../../ui/engine'

/** The section's notice on sheets that collect data: `undefined` until it is known, `null` while there is none. */
export function useNotice(): { notice: NoticeFacts | null | undefined; refused: ErrorCode | null; keep(facts: NoticeFacts): Promise<ErrorCode | null> } {
  const engine = useEngine()
  const [notice, setNotice] = useState<NoticeFacts | null>()
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  useEffect(() => {
    let current = true
    engine.call('signInNotice').then(
      (facts) => current && setNotice(facts),
      (error: unknown) => current && setRefused(errorCode(error)),
    )
    return () => {
      current = false
    }
  }, [engine])
  const keep = async (facts: NoticeFacts) => {
    try {
      await engine.call('execute', { type: 'section.notice', notice: facts })
      setNotice(await engine.call('signInNotice'))
      return null
    } catch (error) {
      return errorCode(error)
    }
  }
  return { notice, refused, keep }
}

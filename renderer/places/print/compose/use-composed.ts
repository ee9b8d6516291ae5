/**
 * The paper of what is typed, made again a moment after the last key. Invariant: what is shown is the newest that was answered,
 * and `busy` until it is that of what is typed now; an older answer never takes the place of a newer one.
 */
import { useEffect, useRef, useState } from 'react'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { ComposeRequest, Composed } from '#engine/api'
import { useEngine } from '../../../ui/engine'
import { composeDrawn } from './compose-drawn'

/** Milliseconds without a key: making one takes less than a second key does. */
const pause = 120

export interface Preview {
  composed: Composed | null
  busy: boolean
  error: ErrorCode | null
}

export function useComposed(request: ComposeRequest | null): Preview {
  const engine = useEngine()
  const key = request && JSON.stringify(request)
  const [answer, setAnswer] = useState<{ key: string; composed: Composed | null; error: ErrorCode | null } | null>(null)
  const latest = useRef(request)
  latest.current = request
  const first = useRef(true)
  useEffect(() => {
    if (key === null) return
    let current = true
    const timer = setTimeout(() => {
      // Just now there is none any more: this render's effects are still to come.
      if (!latest.current) return
      first.current = false
      composeDrawn(engine, latest.current).then(
        (composed) => current && setAnswer({ key, composed, error: null }),
        (error: unknown) => current && setAnswer((before) => ({ key, composed: before?.composed ?? null, error: errorCode(error) })),
      )
    }, first.current ? 0 : pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [engine, key])
  return { composed: answer?.composed ?? null, busy: answer?.key !== key, error: answer?.error ?? null }
}

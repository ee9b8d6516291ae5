/**
 * What is seen of the paper once it is drawn: its pictures, its colours, its codes. Asked for when nothing was typed for a moment.
 * What was seen last stands until then: a warning that comes and goes with each key is not read.
 */
import { useEffect, useRef, useState } from 'react'
import type { ComposedLook, ComposeRequest } from '#engine/api'
import { useEngine } from '../../../ui/engine'

/** Milliseconds without a key: drawing takes longer than typing one. */
const pause = 500

/** `request` null: not now. Null also where it could not be drawn: what is known without it is said all the same. */
export function useComposedLook(request: ComposeRequest | null): ComposedLook | null {
  const engine = useEngine()
  const key = request && JSON.stringify(request)
  const [look, setLook] = useState<ComposedLook | null>(null)
  const latest = useRef(request)
  latest.current = request
  useEffect(() => {
    if (key === null) return
    let current = true
    const timer = setTimeout(() => {
      // Just now there is none any more: this render's effects are still to come.
      if (!latest.current) return
      engine.call('lookAtComposed', latest.current).then((seen) => current && setLook(seen), () => current && setLook(null))
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [engine, key])
  return look
}

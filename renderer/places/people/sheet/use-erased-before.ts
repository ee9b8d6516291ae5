import { useEffect, useState } from 'react'
import type { PersonDraft } from '#core/domain/person'
import { useEngine } from '../../../ui/engine'

/** Milliseconds without a key before asking, as for people who look alike. */
const pause = 150

/** When somebody whom this draft may be was erased for good; `null` when nobody was. */
export function useErasedBefore(draft: PersonDraft): number | null {
  const engine = useEngine()
  const [at, setAt] = useState<number | null>(null)
  const key = JSON.stringify(draft)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      engine
        .call('erasedBefore', JSON.parse(key) as PersonDraft)
        .then((found) => current && setAt(found))
        .catch(() => {})
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [engine, key])
  return at
}

import { useEffect, useState } from 'react'
import type { SimilarPerson } from '#engine/api'
import type { PersonDraft } from '#core/domain/person'
import { useEngine } from '../../../ui/engine'

/** Milliseconds without a key before asking: between two words, not between two letters. */
const pause = 150

/** Who in the base looks like this draft. What was found stays while the next answer is awaited, so that the warning does not blink. */
export function useSimilar(draft: PersonDraft): SimilarPerson[] {
  const engine = useEngine()
  const [similar, setSimilar] = useState<SimilarPerson[]>([])
  const key = JSON.stringify(draft)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      engine
        .call('findSimilar', { draft: JSON.parse(key) as PersonDraft })
        .then((found) => current && setSimilar(found))
        .catch(() => {})
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [engine, key])
  return similar
}
